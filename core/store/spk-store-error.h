/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SPK_STORE_ERROR (spk_store_error_quark ())

/**
 * SpkStoreError:
 * @SPK_STORE_ERROR_NOT_FOUND: no such file, or a folder that is no run
 * @SPK_STORE_ERROR_EXISTS: something is there already
 * @SPK_STORE_ERROR_FORMAT: damaged, or not one of our files
 * @SPK_STORE_ERROR_VERSION: written by a newer program
 * @SPK_STORE_ERROR_BUSY: another process works on it
 * @SPK_STORE_ERROR_MISMATCH: recordings are not those of the run
 * @SPK_STORE_ERROR_WRITE: could not be written: no space, no permission
 */
typedef enum
{
  SPK_STORE_ERROR_NOT_FOUND,
  SPK_STORE_ERROR_EXISTS,
  SPK_STORE_ERROR_FORMAT,
  SPK_STORE_ERROR_VERSION,
  SPK_STORE_ERROR_BUSY,
  SPK_STORE_ERROR_MISMATCH,
  SPK_STORE_ERROR_WRITE,
} SpkStoreError;

GQuark spk_store_error_quark (void);

G_END_DECLS
