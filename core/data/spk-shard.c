/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-shard.h"

#include <string.h>

/**
 * spk_shard_new:
 * @steps: number of time steps, at least 1
 * @channels: number of input channels, at least 1
 *
 * Returns: (transfer full): a shard without samples
 */
SpkShard *
spk_shard_new (guint steps, guint channels)
{
  g_return_val_if_fail (steps > 0 && channels > 0, NULL);

  SpkShard *self = g_new0 (SpkShard, 1);

  self->steps = steps;
  self->channels = channels;
  self->masks = g_new0 (guint16, (gsize) steps * channels);
  return self;
}

void
spk_shard_free (SpkShard *self)
{
  g_free (self->masks);
  g_free (self);
}

/**
 * spk_shard_clear:
 *
 * Takes all samples out, for the next filling.
 */
void
spk_shard_clear (SpkShard *self)
{
  memset (self->masks, 0, sizeof (guint16) * self->steps * self->channels);
  memset (self->labels, 0, sizeof self->labels);
  memset (self->samples, 0, sizeof self->samples);
  self->n_samples = 0;
  self->n_dropped = 0;
}
