/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SPK_FILE_MAX_BYTES:
 *
 * The largest recording that is read, 1 GiB. A longer one is hardly a recording.
 */
#define SPK_FILE_MAX_BYTES ((gsize) 1 << 30)

gboolean   spk_file_load   (const char *path, GByteArray *buffer, GError **error);
GPtrArray *spk_folder_list (const char *path, GError **error);

G_END_DECLS
