/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-records.h"

#include <math.h>

#include "base/spk-random.h"
#include "search/spk-spike-code.h"

#define STEPS     120
#define CHANNELS  40
#define NEURONS   128
#define CLASSES   10
#define N_SEARCH  60
#define N_TRAIN   40

static const guint sizes[] = { 2, 4, 8, 16 };

GBytes *
figure_bits_new (guint steps, guint units, double rate, guint index)
{
  gsize n_bytes = ((gsize) steps * units + 7) / 8;
  guint8 *bytes = g_malloc0 (n_bytes);
  SpkRandom random;

  spk_random_init (&random, 4, SPK_PURPOSE_TEST, 0, index);
  for (gsize i = 0; i < (gsize) steps * units; i++)
    if (spk_random_uniform (&random) < rate)
      bytes[i / 8] |= (guint8) (1 << (i % 8));
  return g_bytes_new_take (bytes, n_bytes);
}

/* Waves over channels and time, as an utterance has them. */
static GBytes *
waves (guint steps, guint units, double rate, guint index)
{
  gsize n_bytes = ((gsize) steps * units + 7) / 8;
  guint8 *bytes = g_malloc0 (n_bytes);
  SpkRandom random;

  spk_random_init (&random, 9, SPK_PURPOSE_TEST, 0, index);
  for (guint step = 0; step < steps; step++)
    for (guint unit = 0; unit < units; unit++)
      {
        double wave = sin (0.13 * step + 0.4 * (unit % 16) + index) * sin (0.031 * step + 0.011 * unit);
        gsize i = (gsize) step * units + unit;

        if (spk_random_uniform (&random) < rate * (0.2 + 3 * MAX (0, wave)))
          bytes[i / 8] |= (guint8) (1 << (i % 8));
      }
  return g_bytes_new_take (bytes, n_bytes);
}

/* From even probabilities to a clear choice as @progress goes from 0 to 1. */
static void
fill_probabilities (float *out, guint n, double progress, guint index)
{
  SpkRandom random;

  spk_random_init (&random, 5, SPK_PURPOSE_TEST, 0, index);
  for (guint i = 0; i < n; i++)
    {
      double logits[3], sum = 0;

      for (guint type = 0; type < 3; type++)
        {
          logits[type] = exp (7 * progress * (spk_random_uniform (&random) + (type == 2 ? 0.25 : 0)));
          sum += logits[type];
        }
      for (guint type = 0; type < 3; type++)
        out[3 * i + type] = (float) (logits[type] / sum);
    }
}

static void
fill_branches (SpkLayerRecord *layer, double progress)
{
  double share[] = { 0.25 - 0.22 * progress, 0.25 - 0.17 * progress, 0.25 + 0.53 * progress, 0.25 - 0.14 * progress };

  layer->n_branches = G_N_ELEMENTS (sizes);
  layer->branches = g_new0 (SpkBranchRecord, layer->n_branches);
  for (guint i = 0; i < layer->n_branches; i++)
    {
      SpkBranchRecord *branch = &layer->branches[i];
      guint k = sizes[i];

      branch->size = k;
      branch->probability = share[i];
      branch->intra = g_new (float, 3 * k * k);
      branch->lateral = g_new (float, 6 * k);
      fill_probabilities (branch->intra, k * k, progress, 10 + i);
      fill_probabilities (branch->lateral, 2 * k, progress, 20 + i);
    }
}

static void
fill_histograms (SpkLayerRecord *layer, guint epoch)
{
  SpkRandom random;

  spk_random_init (&random, 6, SPK_PURPOSE_TEST, epoch, 0);
  spk_histogram_init (&layer->rates, 0, 0.5, 64);
  spk_histogram_init (&layer->resistance, 0, 40, 80);
  spk_histogram_init (&layer->tau_m, 0, 40, 80);
  for (guint i = 0; i < 4000; i++)
    spk_histogram_add (&layer->rates, -0.05 * log (1 - 0.999 * spk_random_uniform (&random)), 1);
  for (guint i = 0; i < NEURONS; i++)
    {
      double spread = 1 + 3.0 * epoch / N_SEARCH;

      spk_histogram_add (&layer->resistance, 14 + spread * spk_random_normal (&random), 1);
      spk_histogram_add (&layer->tau_m, 10 + 0.7 * spread * spk_random_normal (&random), 1);
    }
}

static GBytes *
pack (GBytes *bits, guint width)
{
  g_autoptr (GBytes) owned = bits;

  return spk_spike_code_pack_bits (g_bytes_get_data (bits, NULL), STEPS, width);
}

static SpkProbe *
probe_new (guint epoch)
{
  SpkProbe *probe = spk_probe_new (1, CLASSES);
  SpkRandom random;

  spk_random_init (&random, 7, SPK_PURPOSE_TEST, epoch, 0);
  probe->label = probe->prediction = 3;
  probe->steps = STEPS;
  probe->channels = CHANNELS;
  for (guint i = 0; i < CLASSES; i++)
    probe->scores[i] = spk_random_uniform (&random) * 3 - 1 + (i == 3 ? 2.4 : 0);
  probe->neurons[0] = NEURONS;
  probe->packed_input = pack (waves (STEPS, CHANNELS, 0.12, 1), CHANNELS);
  probe->packed_spikes[0] = pack (waves (STEPS, NEURONS, 0.05, 2 + epoch), NEURONS);
  return probe;
}

static SpkEpochRecord *
record_new (SpkPhase phase, guint epoch)
{
  SpkEpochRecord *record = spk_epoch_record_new (1);
  SpkLayerRecord *layer = &record->layers[0];
  double t = phase == SPK_PHASE_SEARCH ? epoch : epoch + 6, slow = exp (-t / 14);
  SpkRandom random;

  spk_random_init (&random, 8, SPK_PURPOSE_TEST, epoch, phase);
  record->phase = phase;
  record->epoch = epoch;
  record->n_epochs = phase == SPK_PHASE_SEARCH ? N_SEARCH : N_TRAIN;
  record->train_loss = 0.12 + 2.1 * slow + 0.02 * spk_random_normal (&random);
  record->valid_loss = 0.25 + 2.0 * slow + 0.05 * spk_random_normal (&random);
  record->train_accuracy = MIN (1, 0.985 - 0.85 * slow + 0.004 * spk_random_normal (&random));
  record->valid_accuracy = MIN (1, 0.94 - 0.82 * slow + 0.012 * spk_random_normal (&random));
  if (phase == SPK_PHASE_SEARCH)
    {
      record->derived_accuracy = epoch < 10 ? NAN : record->valid_accuracy - 0.3 * exp (-(t - 10) / 8);
      layer->entropy = 1 - 0.7 * t / N_SEARCH;
      fill_branches (layer, t / N_SEARCH);
    }
  layer->neurons = NEURONS;
  layer->topology = spk_topology_new_random (8, 0.4, 3, 1);
  layer->mean_rate = 0.05;
  fill_histograms (layer, epoch);
  record->n_probes = 1;
  record->probes = g_new0 (SpkProbe *, 1);
  record->probes[0] = probe_new (epoch);
  return record;
}

GPtrArray *
figure_records_new (void)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_epoch_record_unref);

  for (guint epoch = 1; epoch <= N_SEARCH; epoch++)
    g_ptr_array_add (records, record_new (SPK_PHASE_SEARCH, epoch));
  for (guint epoch = 1; epoch <= N_TRAIN; epoch++)
    g_ptr_array_add (records, record_new (SPK_PHASE_TRAIN, epoch));
  return records;
}
