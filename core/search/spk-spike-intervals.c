/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-spike-intervals.h"

#include <math.h>

/* The first moments of a neuron's intervals. */
typedef struct
{
  guint64 n;
  double  sum;
  double  sum_of_squares;
} Moments;

struct _SpkSpikeIntervals
{
  guint    neurons;
  GArray  *intervals; /* of double, steps */
  GArray  *times;     /* likewise */
  Moments *moments;   /* [neurons] */
};

/**
 * spk_spike_intervals_new:
 * @neurons: N of the layer
 *
 * Returns: (transfer full): without an interval yet
 */
SpkSpikeIntervals *
spk_spike_intervals_new (guint neurons)
{
  SpkSpikeIntervals *self = g_new0 (SpkSpikeIntervals, 1);

  self->neurons = neurons;
  self->intervals = g_array_new (FALSE, FALSE, sizeof (double));
  self->times = g_array_new (FALSE, FALSE, sizeof (double));
  self->moments = g_new0 (Moments, neurons);
  return self;
}

/**
 * spk_spike_intervals_free:
 */
void
spk_spike_intervals_free (SpkSpikeIntervals *self)
{
  g_array_unref (self->intervals);
  g_array_unref (self->times);
  g_free (self->moments);
  g_free (self);
}

static void
add_interval (SpkSpikeIntervals *self, guint neuron, double interval)
{
  Moments *moments = &self->moments[neuron];

  g_array_append_val (self->intervals, interval);
  moments->n++;
  moments->sum += interval;
  moments->sum_of_squares += interval * interval;
}

/**
 * spk_spike_intervals_add:
 * @bits: of [@steps][N], bit i of the array in byte i / 8 at place i % 8, as spk_probe_unpack_spikes() gives them
 * @steps: T
 * @chosen: (nullable): [N], the neurons that count; %NULL for all
 *
 * Adds what a sample holds. No interval reaches from one sample into another.
 */
void
spk_spike_intervals_add (SpkSpikeIntervals *self, const guint8 *bits, guint steps, const gboolean *chosen)
{
  g_autofree int *last = g_new (int, self->neurons + 1);

  for (guint neuron = 0; neuron < self->neurons; neuron++)
    last[neuron] = -1;
  for (guint step = 0; step < steps; step++)
    for (guint neuron = 0; neuron < self->neurons; neuron++)
      {
        gsize i = (gsize) step * self->neurons + neuron;
        double time = step;

        if ((bits[i / 8] >> (i % 8) & 1) == 0 || (chosen != NULL && !chosen[neuron]))
          continue;
        g_array_append_val (self->times, time);
        if (last[neuron] >= 0)
          add_interval (self, neuron, time - last[neuron]);
        last[neuron] = (int) step;
      }
}

/**
 * spk_spike_intervals_get_intervals:
 * @n: (out): their number
 *
 * Returns: (transfer none): [@n], intervals between consecutive spikes of a neuron, steps; valid until more are added
 */
const double *
spk_spike_intervals_get_intervals (const SpkSpikeIntervals *self, gsize *n)
{
  *n = self->intervals->len;
  return (const double *) (gconstpointer) self->intervals->data;
}

/**
 * spk_spike_intervals_get_times:
 * @n: (out): their number
 *
 * Returns: (transfer none): [@n], times of the spikes, steps from the beginning of their sample; likewise
 */
const double *
spk_spike_intervals_get_times (const SpkSpikeIntervals *self, gsize *n)
{
  *n = self->times->len;
  return (const double *) (gconstpointer) self->times->data;
}

/**
 * spk_spike_intervals_get_variation:
 *
 * Returns: CV of a neuron, the standard deviation of its intervals divided by their mean: 0 for a clock, 1 for a Poisson
 *   process; NaN with fewer than two intervals
 */
double
spk_spike_intervals_get_variation (const SpkSpikeIntervals *self, guint neuron)
{
  const Moments *moments = &self->moments[neuron];

  g_return_val_if_fail (neuron < self->neurons, NAN);
  if (moments->n < 2)
    return NAN;

  double n = (double) moments->n, mean = moments->sum / n;
  double variance = (moments->sum_of_squares - n * mean * mean) / (n - 1);

  return sqrt (MAX (0, variance)) / mean;
}
