/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-waves.h"

/* Neurons whose states, weights and sums fit into half of a second-level cache. */
#define LEAST_SIZE 256

/* Share of a wave, one in so many, that may be new to the cache at each step. */
#define LEAST_REUSE 4

static guint
round_up (guint n, guint unit)
{
  return (n + unit - 1) / unit * unit;
}

/**
 * spk_waves_init:
 * @block: neurons that have to stay together, 1 for none, @n_neurons for all
 * @reach: largest distance between two connected neurons of different blocks
 */
void
spk_waves_init (SpkWaves *self, guint n_neurons, guint block, guint reach)
{
  const guint skew = round_up (reach, block), size = round_up (MAX (LEAST_SIZE, LEAST_REUSE * skew), block);

  if (size < n_neurons)
    *self = (SpkWaves){ n_neurons, size, skew };
  else
    *self = (SpkWaves){ n_neurons, n_neurons, 0 };
}

/**
 * spk_waves_count:
 *
 * Returns: number of waves that go over all neurons at each of @n_steps steps
 */
guint
spk_waves_count (const SpkWaves *self, guint n_steps)
{
  const guint last = n_steps > 0 ? (n_steps - 1) * self->skew : 0;

  return (self->n_neurons + last + self->size - 1) / self->size;
}

/**
 * spk_waves_range:
 * @step: how many steps the wave has taken before
 * @first: (out): first neuron
 * @end: (out): neuron after the last
 *
 * Returns: whether the wave has neurons at this step
 */
gboolean
spk_waves_range (const SpkWaves *self, guint wave, guint step, guint *first, guint *end)
{
  const gssize start = (gssize) wave * self->size - (gssize) step * self->skew;

  *first = (guint) CLAMP (start, 0, (gssize) self->n_neurons);
  *end = (guint) CLAMP (start + (gssize) self->size, 0, (gssize) self->n_neurons);
  return *first < *end;
}
