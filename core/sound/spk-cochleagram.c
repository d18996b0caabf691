/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sound/spk-cochleagram.h"

/**
 * spk_cochleagram_new:
 *
 * Returns: (transfer full): a cochleagram of silence
 */
SpkCochleagram *
spk_cochleagram_new (guint n_channels, guint n_steps)
{
  SpkCochleagram *self = g_new0 (SpkCochleagram, 1);

  self->n_channels = n_channels;
  self->n_steps = n_steps;
  self->values = g_new0 (float, MAX ((gsize) n_channels * n_steps, 1));
  return self;
}

void
spk_cochleagram_free (SpkCochleagram *self)
{
  g_free (self->values);
  g_free (self);
}

/**
 * spk_cochleagram_row:
 *
 * Returns: (transfer none) (array): the n_steps values of @channel
 */
float *
spk_cochleagram_row (const SpkCochleagram *self, guint channel)
{
  return self->values + (gsize) channel * self->n_steps;
}

/**
 * spk_cochleagram_peak:
 *
 * Returns: the largest value, 0 of an empty one
 */
float
spk_cochleagram_peak (const SpkCochleagram *self)
{
  float peak = 0;

  for (gsize i = 0; i < (gsize) self->n_channels * self->n_steps; i++)
    peak = MAX (peak, self->values[i]);
  return peak;
}

/**
 * spk_cochleagram_scale:
 * @factor: what every value is multiplied by
 */
void
spk_cochleagram_scale (SpkCochleagram *self, float factor)
{
  for (gsize i = 0; i < (gsize) self->n_channels * self->n_steps; i++)
    self->values[i] *= factor;
}
