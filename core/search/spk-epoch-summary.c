/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-epoch-summary.h"

#include <math.h>
#include <string.h>

#include "model/spk-derivation.h"
#include "model/spk-recurrence.h"

/* Bins of a histogram of rates at most; each is a whole number of spikes wide. */
#define MAX_RATE_BINS 128
#define TAU_BINS      64

/* Spike counts of all watched samples, layer by layer. */
typedef struct
{
  const SpkNetwork *network;
  guint             steps;
  guint64         **samples_with; /* [layer][T + 1]: (neuron, sample) pairs with that many spikes */
  guint64         **spikes_of;    /* [layer][neuron] */
} Counts;

static void
counts_init (Counts *self, const SpkNetwork *network, guint steps)
{
  *self = (Counts){ .network = network, .steps = steps };
  self->samples_with = g_new (guint64 *, network->spec.n_layers);
  self->spikes_of = g_new (guint64 *, network->spec.n_layers);
  for (guint l = 0; l < network->spec.n_layers; l++)
    {
      self->samples_with[l] = g_new0 (guint64, steps + 1);
      self->spikes_of[l] = g_new0 (guint64, network->spec.layers[l].neurons);
    }
}

static void
counts_clear (Counts *self)
{
  for (guint l = 0; l < self->network->spec.n_layers; l++)
    {
      g_free (self->samples_with[l]);
      g_free (self->spikes_of[l]);
    }
  g_free (self->samples_with);
  g_free (self->spikes_of);
}

static void
count_batch (const SpkEngine *engine, const SpkOutcome *outcome, gpointer data)
{
  Counts *self = data;

  for (guint shard = 0; shard * SPK_LANES < outcome->n_samples; shard++)
    for (guint l = 0; l < self->network->spec.n_layers; l++)
      {
        const float *counts = spk_engine_get_counts (engine, shard, l);
        const guint lanes = MIN (SPK_LANES, outcome->n_samples - shard * SPK_LANES);

        for (guint n = 0; n < self->network->spec.layers[l].neurons; n++)
          for (guint lane = 0; lane < lanes; lane++)
            {
              const guint count = (guint) counts[n * SPK_LANES + lane];

              self->samples_with[l][count]++;
              self->spikes_of[l][n] += count;
            }
      }
}

static void
fill_rates (const Counts *counts, guint l, SpkLayerRecord *record)
{
  const guint steps = counts->steps, width = (steps + MAX_RATE_BINS) / MAX_RATE_BINS;
  const guint n_bins = (steps + width) / width;
  const double low = -0.5 / steps; /* so that each bin is centred on its spike counts */
  guint64 n_pairs = 0, n_spikes = 0, n_samples;
  guint n_silent = 0;

  spk_histogram_init (&record->rates, low, low + (double) n_bins * width / steps, n_bins);
  for (guint count = 0; count <= steps; count++)
    {
      spk_histogram_add (&record->rates, (double) count / steps, counts->samples_with[l][count]);
      n_pairs += counts->samples_with[l][count];
      n_spikes += counts->samples_with[l][count] * count;
    }
  n_samples = MAX (n_pairs / record->neurons, 1);
  for (guint n = 0; n < record->neurons; n++)
    n_silent += counts->spikes_of[l][n] == 0;
  record->neuron_rates = g_new (float, record->neurons);
  for (guint n = 0; n < record->neurons; n++)
    record->neuron_rates[n] = (float) ((double) counts->spikes_of[l][n] / n_samples / steps);
  record->mean_rate = n_pairs > 0 ? (double) n_spikes / n_pairs / steps : 0;
  record->silent = (double) n_silent / record->neurons;
}

static void
fill_neurons (const SpkNetwork *network, guint l, double largest_tau, SpkLayerRecord *record)
{
  const float *resistance = network->values + network->layers[l].resistance;
  const float *tau_m = network->values + network->layers[l].tau_m;

  spk_histogram_init (&record->resistance, 0, largest_tau, TAU_BINS);
  spk_histogram_init (&record->tau_m, 0, largest_tau, TAU_BINS);
  for (guint n = 0; n < record->neurons; n++)
    {
      spk_histogram_add (&record->resistance, resistance[n], 1);
      spk_histogram_add (&record->tau_m, tau_m[n], 1);
    }
  record->neuron_resistance = g_memdup2 (resistance, record->neurons * sizeof (float));
  record->neuron_tau_m = g_memdup2 (tau_m, record->neurons * sizeof (float));
}

static void
fill_branches (const SpkNetwork *network, guint l, SpkLayerRecord *record)
{
  double sizes[SPK_MAX_SIZES];

  record->n_branches = network->layers[l].n_branches;
  record->branches = g_new0 (SpkBranchRecord, record->n_branches);
  spk_recurrence_size_probabilities (network, l, sizes);
  for (guint b = 0; b < record->n_branches; b++)
    {
      const guint k = network->layers[l].branches[b].size;

      record->branches[b] = (SpkBranchRecord){ .size = k, .probability = sizes[b] };
      record->branches[b].intra = g_new (float, (gsize) k * k * 3);
      record->branches[b].lateral = g_new (float, (gsize) k * 2 * 3);
      spk_recurrence_type_probabilities (network, l, b, record->branches[b].intra, record->branches[b].lateral);
    }
  record->entropy = spk_derivation_get_entropy (network, l, &record->size_entropy);
  record->topology = spk_derivation_get_topology (network, l);
}

static void
fill_layer (const SpkNetwork *network, const Counts *counts, guint l, double largest_tau, SpkLayerRecord *record)
{
  const SpkLayerSpec *spec = &network->spec.layers[l];

  record->neurons = spec->neurons;
  fill_rates (counts, l, record);
  fill_neurons (network, l, largest_tau, record);
  if (spec->kind == SPK_LAYER_SUPERNET)
    fill_branches (network, l, record);
  else if (spec->topology != NULL)
    record->topology = spk_topology_ref (spec->topology);
}

/**
 * spk_epoch_summary_fill:
 * @engine: an engine of the network's shape; the network is loaded into it
 * @record: takes losses and accuracies of the watched samples, layers and probes
 */
void
spk_epoch_summary_fill (const SpkEpochSummary *self, SpkEngine *engine, const SpkNetwork *network, SpkEpochRecord *record)
{
  Counts counts;
  SpkScore score;

  counts_init (&counts, network, self->binning->steps);
  spk_engine_load (engine, network);
  score = spk_scoring_run (engine, self->binning, self->watched, self->n_watched, self->batch, count_batch, &counts);
  if (self->held_out)
    {
      record->valid_loss = score.loss;
      record->valid_accuracy = score.accuracy;
    }
  for (guint l = 0; l < network->spec.n_layers; l++)
    fill_layer (network, &counts, l, self->largest_tau, &record->layers[l]);
  spk_probe_set_look (self->probes, engine, &network->spec, record);
  counts_clear (&counts);
}
