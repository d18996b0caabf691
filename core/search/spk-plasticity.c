/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-plasticity.h"

#include <math.h>
#include <string.h>

/* Neurons that one task repairs. */
#define CHUNK 64

/* At low rates the exponential overflows and X underflows. */
#define LARGEST_EXPONENT 50.0
#define LEAST_X          1e-4

/**
 * spk_plasticity_derive:
 * @rate: y, spikes a step
 * @d_resistance: (out): direction of R, in [-1, 1]
 * @d_tau_m: (out): direction of tau_m, in [-1, 1]
 *
 * Descent of the Kullback-Leibler divergence between a neuron's rates and an exponential distribution, for one sample.
 */
void
spk_plasticity_derive (const SpkPlasticity *self,
                       double               rate,
                       double               tau_m,
                       double               resistance,
                       double              *d_resistance,
                       double              *d_tau_m)
{
  const double y = rate;

  if (y <= self->silent)
    {
      *d_resistance = 0.1;
      *d_tau_m = -0.1;
      return;
    }

  const double x = fmax (1 / expm1 (fmin ((1 / y - 1) / tau_m, LARGEST_EXPONENT)), LEAST_X);
  /* divided by X term by term: X is infinite where a neuron spikes at every step */
  const double to_resistance = ((2 * y * tau_m - 1 - tau_m * y * y / self->mean) / x - 1) / resistance;
  const double to_tau_m = (2 * y - 1 - (y * y - y) / self->mean) / tau_m;

  *d_resistance = CLAMP (to_resistance, -1, 1);
  *d_tau_m = CLAMP (to_tau_m, -1, 1);
}

/**
 * spk_plasticity_get_range:
 * @least: (out): smallest R and tau_m, steps
 * @largest: (out): largest R and tau_m, steps
 *
 * The bounds of R and tau_m, [tau_0 / 3, 4 tau_0], widened by the spread that time constants are drawn with.
 */
void
spk_plasticity_get_range (const SpkPlasticity *self, double *least, double *largest)
{
  *least = fmax (self->tau_m / 3 * exp (-self->spread), 1);
  *largest = 4 * self->tau_m * exp (self->spread);
}

typedef struct
{
  const SpkPlasticity *self;
  SpkNetwork          *network;
  const SpkEngine     *engine;
  guint                layer;
  guint                n_samples;
  guint                steps;
} Repair;

static void
count_samples (const Repair *it, guint neuron, guint *samples_with)
{
  memset (samples_with, 0, (it->steps + 1) * sizeof (guint));
  for (guint i = 0; i < it->n_samples; i++)
    {
      const float *counts = spk_engine_get_counts (it->engine, i / SPK_LANES, it->layer);

      samples_with[(guint) counts[neuron * SPK_LANES + i % SPK_LANES]]++;
    }
}

/* One neuron: the rule depends on its spike count alone, so it is worked out once for each count that occurs. */
static void
repair_neuron (const Repair *it, guint neuron, guint *samples_with)
{
  const SpkPlasticity *self = it->self;
  float *tau_m = &it->network->values[it->network->layers[it->layer].tau_m + neuron];
  float *resistance = &it->network->values[it->network->layers[it->layer].resistance + neuron];
  double least, largest, sum_resistance = 0, sum_tau_m = 0;

  spk_plasticity_get_range (self, &least, &largest);
  count_samples (it, neuron, samples_with);
  for (guint count = 0; count <= it->steps; count++)
    {
      double d_resistance, d_tau_m;

      if (samples_with[count] == 0)
        continue;
      spk_plasticity_derive (self, (double) count / it->steps, *tau_m, *resistance, &d_resistance, &d_tau_m);
      sum_resistance += samples_with[count] * d_resistance;
      sum_tau_m += samples_with[count] * d_tau_m;
    }
  *resistance = (float) CLAMP (*resistance + self->rate * sum_resistance / it->n_samples, least, largest);
  *tau_m = (float) CLAMP (*tau_m + self->rate * sum_tau_m / it->n_samples, least, largest);
}

static void
repair_chunk (guint task, guint worker, gpointer data)
{
  const Repair *it = data;
  const guint n = it->network->spec.layers[it->layer].neurons;
  g_autofree guint *samples_with = g_new (guint, it->steps + 1);

  for (guint neuron = task * CHUNK; neuron < MIN ((task + 1) * CHUNK, n); neuron++)
    repair_neuron (it, neuron, samples_with);
}

/**
 * spk_plasticity_repair:
 * @engine: holds the spike counts of the batch
 * @n_samples: size of that batch
 * @steps: T
 *
 * Moves R and tau_m of every neuron of every layer one step, by the rates that the last batch produced.
 */
void
spk_plasticity_repair (const SpkPlasticity *self,
                       SpkNetwork          *network,
                       const SpkEngine     *engine,
                       guint                n_samples,
                       guint                steps,
                       SpkPool             *pool)
{
  for (guint l = 0; l < network->spec.n_layers; l++)
    {
      Repair it = { self, network, engine, l, n_samples, steps };

      spk_pool_run (pool, (network->spec.layers[l].neurons + CHUNK - 1) / CHUNK, repair_chunk, &it);
    }
}
