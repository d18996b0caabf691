/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-binning.h"

/* The first microsecond of every step and of what comes after the last, [steps + 1]. Since time t is in step s exactly
 * when edges[s] <= t < edges[s + 1], a sorted recording needs no division per event. */
static guint64 *
compute_edges (const SpkBinning *self)
{
  guint64 *edges = g_new (guint64, (gsize) self->steps + 1);
  guint64 whole = self->duration_us / self->steps, rest = self->duration_us % self->steps;

  for (guint64 s = 0; s <= self->steps; s++)
    edges[s] = s * whole + (s * rest + self->steps - 1) / self->steps;
  return edges;
}

static void
add_lane (SpkShard *shard, guint lane, const SpkEvent *events, gsize n_events, const guint64 *edges)
{
  const guint16 bit = (guint16) (1u << lane);
  guint16 *masks = shard->masks;
  guint step = 0;
  gsize i;

  for (i = 0; i < n_events && events[i].time_us < edges[shard->steps]; i++)
    {
      for (; events[i].time_us >= edges[step + 1]; step++)
        masks += shard->channels;
      masks[events[i].channel] |= bit;
    }
  shard->n_dropped += n_events - i;
}

/* The same for a recording that is moved in time and channel; what is moved out of sight is left out. */
static void
add_moved_lane (SpkShard *shard, guint lane, const SpkEvent *events, gsize n_events, const guint64 *edges,
                const SpkBinningShift *shift)
{
  const guint16 bit = (guint16) (1u << lane);
  guint step = 0;
  gsize i;

  for (i = 0; i < n_events; i++)
    {
      const gint64 time_us = (gint64) events[i].time_us + shift->time_us;
      const gint64 channel = (gint64) events[i].channel + shift->channels;

      if (time_us >= (gint64) edges[shard->steps])
        break;
      if (time_us < 0 || channel < 0 || channel >= shard->channels)
        continue;
      while (time_us >= (gint64) edges[step + 1])
        step++;
      shard->masks[(gsize) step * shard->channels + channel] |= bit;
    }
  shard->n_dropped += n_events - i;
}

/**
 * spk_binning_fill:
 * @samples: [@n_samples], the samples of the lanes
 * @n_samples: 1 to %SPK_LANES
 * @shifts: (nullable): [@n_samples], how far each recording is moved before it is binned
 * @shard: takes them, of as many steps as @self and as many channels as the data set; what was in it goes
 *
 * An event at time t is in step floor(t * steps / duration). Several in one step and channel count as one. Those at or
 * after the end of the duration are dropped and counted in @shard.
 */
void
spk_binning_fill (const SpkBinning      *self,
                  const guint32         *samples,
                  guint                  n_samples,
                  const SpkBinningShift *shifts,
                  SpkShard              *shard)
{
  g_return_if_fail (self->steps > 0 && self->duration_us > 0);
  g_return_if_fail (n_samples > 0 && n_samples <= SPK_LANES);
  g_return_if_fail (shard->steps == self->steps);
  g_return_if_fail (shard->channels == spk_dataset_get_geometry (self->dataset)->channels);

  g_autofree guint64 *edges = compute_edges (self);

  spk_shard_clear (shard);
  shard->n_samples = n_samples;
  for (guint lane = 0; lane < n_samples; lane++)
    {
      gsize n_events;
      const SpkEvent *events = spk_dataset_get_events (self->dataset, samples[lane], &n_events);

      shard->samples[lane] = samples[lane];
      shard->labels[lane] = spk_dataset_get_label (self->dataset, samples[lane]);
      if (shifts == NULL)
        add_lane (shard, lane, events, n_events, edges);
      else
        add_moved_lane (shard, lane, events, n_events, edges, &shifts[lane]);
    }
}

/* Number of events before @time_us, by bisection. */
static gsize
count_before (const SpkEvent *events, gsize n_events, guint64 time_us)
{
  gsize low = 0, high = n_events;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (events[middle].time_us < time_us)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * spk_binning_count_dropped:
 * @samples: [@n_samples], samples of the data set
 * @n_samples: their number, any
 *
 * Returns: how many of their events lie at or after the end of the duration
 */
guint64
spk_binning_count_dropped (const SpkBinning *self, const guint32 *samples, guint n_samples)
{
  guint64 n_dropped = 0;

  for (guint i = 0; i < n_samples; i++)
    {
      gsize n_events;
      const SpkEvent *events = spk_dataset_get_events (self->dataset, samples[i], &n_events);

      n_dropped += n_events - count_before (events, n_events, self->duration_us);
    }
  return n_dropped;
}
