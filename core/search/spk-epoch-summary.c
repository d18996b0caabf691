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
  guint64 n_pairs = 0, n_spikes = 0;
  guint n_silent = 0;

  spk_histogram_init (&record->rates, low, low + (double) n_bins * width / steps, n_bins);
  for (guint count = 0; count <= steps; count++)
    {
      spk_histogram_add (&record->rates, (double) count / steps, counts->samples_with[l][count]);
      n_pairs += counts->samples_with[l][count];
      n_spikes += counts->samples_with[l][count] * count;
    }
  for (guint n = 0; n < record->neurons; n++)
    n_silent += counts->spikes_of[l][n] == 0;
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

/* Bits of the first lane, in the order of the masks. */
static GBytes *
pack_bits (const guint16 *masks, gsize n)
{
  guint8 *bits = g_new0 (guint8, (n + 7) / 8);

  for (gsize i = 0; i < n; i++)
    bits[i / 8] |= (masks[i] & 1u) << (i % 8);
  return g_bytes_new_take (bits, (n + 7) / 8);
}

static void
fill_probe (const SpkEpochSummary *self, SpkEngine *engine, const SpkNetwork *network, SpkProbe *probe)
{
  const SpkNetworkSpec *spec = &network->spec;
  SpkFeeder feeder = { .binning = self->binning, .samples = &self->probe, .n_samples = 1 };
  SpkBatch batch = { .n_samples = 1, .fill = spk_feeder_fill, .data = &feeder };
  const SpkOutcome *outcome = spk_engine_evaluate (engine, &batch);
  guint16 *input, *spikes[SPK_MAX_LAYERS];

  probe->sample = self->probe;
  probe->label = outcome->labels[0];
  probe->prediction = outcome->predictions[0];
  probe->steps = self->binning->steps;
  probe->channels = spec->channels;
  probe->classes = spec->classes;
  probe->n_layers = spec->n_layers;
  probe->scores = g_new (double, spec->classes);
  for (guint c = 0; c < spec->classes; c++)
    probe->scores[c] = outcome->scores[c];

  spk_engine_probe (engine, &batch, &input, spikes);
  probe->input = pack_bits (input, (gsize) probe->steps * probe->channels);
  probe->neurons = g_new (guint, spec->n_layers);
  probe->spikes = g_new0 (GBytes *, spec->n_layers);
  for (guint l = 0; l < spec->n_layers; l++)
    {
      probe->neurons[l] = spec->layers[l].neurons;
      probe->spikes[l] = pack_bits (spikes[l], (gsize) probe->steps * probe->neurons[l]);
    }
}

/**
 * spk_epoch_summary_fill:
 * @engine: an engine of the network's shape; the network is loaded into it
 * @record: takes losses and accuracies of the watched samples, layers and probe
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
  fill_probe (self, engine, network, &record->probe);
  counts_clear (&counts);
}
