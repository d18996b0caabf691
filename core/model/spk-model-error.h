/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SPK_MODEL_ERROR (spk_model_error_quark ())

/**
 * SpkModelError:
 * @SPK_MODEL_ERROR_FORMAT: text that is not what it claims to be
 * @SPK_MODEL_ERROR_RANGE: a number outside what it may be
 * @SPK_MODEL_ERROR_SHAPE: parts that do not fit each other, as a motif size that does not divide a layer
 * @SPK_MODEL_ERROR_NUMERICAL: NaN, an exploding loss, a dead layer
 */
typedef enum
{
  SPK_MODEL_ERROR_FORMAT,
  SPK_MODEL_ERROR_RANGE,
  SPK_MODEL_ERROR_SHAPE,
  SPK_MODEL_ERROR_NUMERICAL,
} SpkModelError;

GQuark spk_model_error_quark (void);

G_END_DECLS
