/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-probe-set.h"

#include "search/spk-feeder.h"
#include "search/spk-spike-code.h"

struct _SpkProbeSet
{
  const SpkBinning *binning;
  guint             n_samples;
  guint32           samples[SPK_MAX_PROBES]; /* by label */
  GBytes           *inputs[SPK_MAX_PROBES];  /* packed when first seen, then shared by all records */
};

/* Marks the first sample of each class that has none yet. */
static void
choose (SpkDataset *dataset, const guint32 *samples, guint n, gint64 *chosen)
{
  for (guint i = 0; i < n; i++)
    {
      const guint32 label = spk_dataset_get_label (dataset, samples[i]);

      if (chosen[label] < 0)
        chosen[label] = samples[i];
    }
}

/**
 * spk_probe_set_new:
 * @binning: (unowned): must outlive the set
 * @valid: [@n_valid]: samples that are not trained on, which are preferred
 * @train: [@n_train]
 *
 * Chooses the first sample of each class, of the first %SPK_MAX_PROBES classes that have one.
 *
 * Returns: (transfer full): the set
 */
SpkProbeSet *
spk_probe_set_new (const SpkBinning *binning, const guint32 *valid, guint n_valid, const guint32 *train, guint n_train)
{
  SpkProbeSet *self = g_new0 (SpkProbeSet, 1);
  const guint n_classes = spk_dataset_get_n_classes (binning->dataset);
  g_autofree gint64 *chosen = g_new (gint64, n_classes);

  for (guint i = 0; i < n_classes; i++)
    chosen[i] = -1;
  choose (binning->dataset, valid, n_valid, chosen);
  choose (binning->dataset, train, n_train, chosen);
  self->binning = binning;
  for (guint i = 0; i < n_classes && self->n_samples < SPK_MAX_PROBES; i++)
    if (chosen[i] >= 0)
      self->samples[self->n_samples++] = (guint32) chosen[i];
  return self;
}

void
spk_probe_set_free (SpkProbeSet *self)
{
  for (guint i = 0; i < self->n_samples; i++)
    g_clear_pointer (&self->inputs[i], g_bytes_unref);
  g_free (self);
}

/* What one shard showed: masks of the input and of each layer's spikes. */
typedef struct
{
  const SpkOutcome *outcome;
  guint16          *input;
  guint16          *spikes[SPK_MAX_LAYERS];
} Sight;

static SpkProbe *
make_probe (SpkProbeSet *self, guint i, const SpkNetworkSpec *spec, const Sight *sight)
{
  SpkProbe *probe = spk_probe_new (spec->n_layers, spec->classes);
  const guint lane = i % SPK_LANES;

  probe->sample = self->samples[i];
  probe->label = sight->outcome->labels[lane];
  probe->prediction = sight->outcome->predictions[lane];
  probe->steps = self->binning->steps;
  probe->channels = spec->channels;
  for (guint c = 0; c < spec->classes; c++)
    probe->scores[c] = sight->outcome->scores[lane * spec->classes + c];
  if (self->inputs[i] == NULL)
    self->inputs[i] = spk_spike_code_pack_masks (sight->input, lane, probe->steps, probe->channels);
  probe->packed_input = g_bytes_ref (self->inputs[i]);
  for (guint l = 0; l < spec->n_layers; l++)
    {
      probe->neurons[l] = spec->layers[l].neurons;
      probe->packed_spikes[l] = spk_spike_code_pack_masks (sight->spikes[l], lane, probe->steps, probe->neurons[l]);
    }
  return probe;
}

/**
 * spk_probe_set_look:
 * @engine: has the network loaded
 * @spec: of that network
 * @record: takes the probes
 *
 * Evaluates the samples and keeps what the network does with them.
 */
void
spk_probe_set_look (SpkProbeSet *self, SpkEngine *engine, const SpkNetworkSpec *spec, SpkEpochRecord *record)
{
  record->n_probes = self->n_samples;
  record->probes = g_new0 (SpkProbe *, self->n_samples);
  for (guint first = 0; first < self->n_samples; first += SPK_LANES)
    {
      const guint n = MIN (SPK_LANES, self->n_samples - first);
      SpkFeeder feeder = { .binning = self->binning, .samples = self->samples + first, .n_samples = n };
      SpkBatch batch = { .n_samples = n, .fill = spk_feeder_fill, .data = &feeder };
      Sight sight;

      sight.outcome = spk_engine_probe (engine, &batch, &sight.input, sight.spikes);
      for (guint i = first; i < first + n; i++)
        record->probes[i] = make_probe (self, i, spec, &sight);
    }
}
