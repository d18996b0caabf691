/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/spk-arrays.h"
#include "store/spk-store-error.h"

G_BEGIN_DECLS

/**
 * SPK_CHECKPOINT_MAX_BYTES:
 *
 * Most a checkpoint may hold; more than that in a file is a sign of damage.
 */
#define SPK_CHECKPOINT_MAX_BYTES (G_GUINT64_CONSTANT (4) << 30)

gboolean   spk_checkpoint_write (const char *path, const SpkArrays *state, GError **error);
SpkArrays *spk_checkpoint_read  (const char *path, GError **error);

G_END_DECLS
