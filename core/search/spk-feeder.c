/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-feeder.h"

#include <math.h>

#include "base/spk-random.h"

static SpkBinningShift
draw_shift (const SpkFeeder *self, guint32 sample)
{
  const double step_us = (double) self->binning->duration_us / self->binning->steps;
  SpkRandom random;
  SpkBinningShift shift;

  spk_random_init (&random, self->seed, SPK_PURPOSE_AUGMENT, self->epoch, sample);
  shift.time_us = (gint64) floor ((2 * spk_random_uniform (&random) - 1) * self->time_jitter * step_us);
  shift.channels = (int) floor ((2 * spk_random_uniform (&random) - 1) * self->channel_jitter + 0.5);
  return shift;
}

/**
 * spk_feeder_fill:
 * @feeder: an #SpkFeeder
 * @shard: number of the shard among the feeder's samples
 * @into: takes the samples
 *
 * The fill function of an #SpkBatch.
 */
void
spk_feeder_fill (gpointer feeder, guint shard, SpkShard *into)
{
  const SpkFeeder *self = feeder;
  const guint32 *samples = self->samples + shard * SPK_LANES;
  const guint n = MIN (SPK_LANES, self->n_samples - shard * SPK_LANES);
  const gboolean jitters = self->time_jitter > 0 || self->channel_jitter > 0;
  SpkBinningShift shifts[SPK_LANES];

  for (guint i = 0; jitters && i < n; i++)
    shifts[i] = draw_shift (self, samples[i]);
  spk_binning_fill (self->binning, samples, n, jitters ? shifts : NULL, into);
}
