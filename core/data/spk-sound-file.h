/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SPK_SOUND_MAX_SECONDS:
 *
 * The longest sound that is read, 10 minutes.
 */
#define SPK_SOUND_MAX_SECONDS 600

/**
 * SpkSound:
 * @rate: samples a second
 * @n_samples: number of samples
 * @samples: [@n_samples], finite, full scale from -1 to 1
 *
 * One sound; of several channels the mean. A plain value.
 */
typedef struct
{
  guint  rate;
  gsize  n_samples;
  float *samples;
} SpkSound;

gboolean  spk_sound_file_has_start (const char *path);
gboolean  spk_sound_file_get_rate  (const char *path, guint *rate, GError **error);
SpkSound *spk_sound_file_load      (const char *path, GError **error);
SpkSound *spk_sound_parse          (const guint8 *bytes, gsize n_bytes, const char *name, GError **error);
void      spk_sound_free           (SpkSound *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkSound, spk_sound_free)

G_END_DECLS
