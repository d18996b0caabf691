/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-epoch-record.h"

#include <math.h>

static const char * const phase_names[] = { "search", "train" };

/**
 * spk_phase_to_string:
 *
 * Returns: (transfer none): "search" or "train"
 */
const char *
spk_phase_to_string (SpkPhase phase)
{
  g_return_val_if_fail (phase == SPK_PHASE_SEARCH || phase == SPK_PHASE_TRAIN, NULL);
  return phase_names[phase];
}

/**
 * spk_histogram_init:
 * @low: left edge of the first bin
 * @high: right edge of the last, above @low
 * @n_bins: number of bins, at least 1
 *
 * Makes an empty histogram. Its counts belong to the record it is a part of.
 */
void
spk_histogram_init (SpkHistogram *self, double low, double high, guint n_bins)
{
  g_return_if_fail (low < high && n_bins > 0);

  *self = (SpkHistogram){ .low = low, .high = high, .n_bins = n_bins, .counts = g_new0 (guint64, n_bins) };
}

/**
 * spk_histogram_add:
 * @value: where; values beyond an edge count in the bin at that edge, NaN does not count
 * @count: how often
 *
 * Counts @value. A bin holds its left edge, not its right one.
 */
void
spk_histogram_add (SpkHistogram *self, double value, guint64 count)
{
  g_return_if_fail (self->n_bins > 0);

  if (isnan (value))
    return;

  double place = (value - self->low) / (self->high - self->low) * self->n_bins;
  guint bin = 0;

  if (place >= self->n_bins)
    bin = self->n_bins - 1;
  else if (place > 0)
    bin = (guint) place;
  self->counts[bin] += count;
}

/**
 * spk_epoch_record_new:
 * @n_layers: number of layers
 *
 * Makes a record to be filled in before anyone else sees it: all zero, and NaN where a fixed network, or one
 * without validation data, has no number. Topologies, histograms, arrays and bits set in it become its own.
 *
 * Returns: (transfer full): the record
 */
SpkEpochRecord *
spk_epoch_record_new (guint n_layers)
{
  SpkEpochRecord *self = g_new0 (SpkEpochRecord, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->valid_loss = self->valid_accuracy = self->derived_accuracy = self->alpha_loss = self->temperature = NAN;
  self->n_layers = n_layers;
  self->layers = g_new0 (SpkLayerRecord, n_layers);
  for (guint i = 0; i < n_layers; i++)
    self->layers[i].entropy = self->layers[i].size_entropy = NAN;
  return self;
}

/**
 * spk_epoch_record_ref:
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): @self
 */
SpkEpochRecord *
spk_epoch_record_ref (SpkEpochRecord *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
clear_layer (SpkLayerRecord *layer)
{
  for (guint i = 0; layer->branches != NULL && i < layer->n_branches; i++)
    {
      g_free (layer->branches[i].intra);
      g_free (layer->branches[i].lateral);
    }
  g_free (layer->branches);
  g_clear_pointer (&layer->topology, spk_topology_unref);
  g_free (layer->rates.counts);
  g_free (layer->resistance.counts);
  g_free (layer->tau_m.counts);
  g_free (layer->neuron_rates);
  g_free (layer->neuron_resistance);
  g_free (layer->neuron_tau_m);
}

/**
 * spk_epoch_record_unref:
 *
 * Gives a reference back, the last one frees @self and all it holds. May be called from any thread.
 */
void
spk_epoch_record_unref (SpkEpochRecord *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_layers; i++)
    clear_layer (&self->layers[i]);
  g_free (self->layers);
  for (guint i = 0; self->probes != NULL && i < self->n_probes; i++)
    g_clear_pointer (&self->probes[i], spk_probe_unref);
  g_free (self->probes);
  g_free (self);
}

/**
 * spk_epoch_record_find_probe:
 * @label: a class
 *
 * Returns: (transfer none) (nullable): the probe of that class, or the first one where that class has none; %NULL where there
 *   are none at all
 */
SpkProbe *
spk_epoch_record_find_probe (const SpkEpochRecord *self, guint label)
{
  for (guint i = 0; i < self->n_probes; i++)
    if (self->probes[i]->label == label)
      return self->probes[i];
  return self->n_probes > 0 ? self->probes[0] : NULL;
}
