/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-network-shape.h"

#include <string.h>

#include "search/spk-job-error.h"

static const SpkLayerKind kind_of[] = {
  [SPK_SETTINGS_LAYER_SC_ML] = SPK_LAYER_SC_ML,
  [SPK_SETTINGS_LAYER_DENSE] = SPK_LAYER_DENSE,
  [SPK_SETTINGS_LAYER_FEEDFORWARD] = SPK_LAYER_FEEDFORWARD,
};

static gboolean
set_motif (GPtrArray *motifs, guint layer, guint n_layers, SpkLayerSpec *spec, GError **error)
{
  const guint n_motifs = motifs != NULL ? motifs->len : 0;

  if (n_motifs != 1 && n_motifs != n_layers)
    {
      g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS,
                   n_motifs == 0 ? "an SC-ML layer needs a motif: give one, or the size of a random one (random-motif)"
                                 : "%u motifs for %u layers; give one for all, or one a layer",
                   n_motifs, n_layers);
      return FALSE;
    }
  spec->topology = spk_topology_ref (g_ptr_array_index (motifs, n_motifs == 1 ? 0 : layer));
  return TRUE;
}

static gboolean
set_layer (const SpkSettings *settings, gboolean relaxed, GPtrArray *motifs, guint layer, SpkLayerSpec *spec, GError **error)
{
  spec->neurons = settings->neurons.values[layer];
  spec->kind = relaxed ? SPK_LAYER_SUPERNET : kind_of[settings->layer];
  if (spec->kind == SPK_LAYER_SUPERNET)
    {
      spec->n_sizes = settings->sizes.n;
      memcpy (spec->sizes, settings->sizes.values, sizeof spec->sizes);
    }
  spec->population = settings->population && (spec->kind == SPK_LAYER_SC_ML || spec->kind == SPK_LAYER_SUPERNET);
  return spec->kind != SPK_LAYER_SC_ML || set_motif (motifs, layer, settings->neurons.n, spec, error);
}

/**
 * spk_network_shape_make:
 * @relaxed: whether layers are supernets of the settings' sizes; else they are of the settings' kind
 * @motifs: (element-type SpkTopology) (nullable): of SC-ML layers: one for all, or one a layer
 * @spec: (out caller-allocates): clear it with spk_network_spec_clear()
 *
 * The shape of the network that settings ask for.
 *
 * Returns: %FALSE with @error if the settings do not fit each other
 */
gboolean
spk_network_shape_make (const SpkSettings *settings,
                        gboolean           relaxed,
                        GPtrArray         *motifs,
                        guint              channels,
                        guint              classes,
                        SpkNetworkSpec    *spec,
                        GError           **error)
{
  gboolean good = TRUE;

  *spec = (SpkNetworkSpec){
    .channels = channels,
    .classes = classes,
    .tau_s = settings->tau_s,
    .tau_m_readout = settings->tau_m,
    .slope = settings->surrogate_slope,
    .gain = settings->readout_gain,
    .readout = settings->readout == SPK_SETTINGS_READOUT_SPIKES ? SPK_READOUT_SPIKES : SPK_READOUT_LINEAR,
    .branch_scale = settings->branch_scale,
  };
  for (guint l = 0; good && l < settings->neurons.n; l++)
    {
      spec->n_layers++;
      good = set_layer (settings, relaxed, motifs, l, &spec->layers[l], error);
    }
  if (good && spk_network_spec_check (spec, error))
    return TRUE;
  spk_network_spec_clear (spec);
  return FALSE;
}

/**
 * spk_network_shape_scales:
 *
 * Returns: what the settings say of the numbers a network begins with
 */
SpkInitialScales
spk_network_shape_scales (const SpkSettings *settings)
{
  return (SpkInitialScales){
    .input = settings->input_scale,
    .recurrent = settings->recurrent_scale,
    .lateral = settings->lateral_scale,
    .readout = settings->readout_scale,
    .tau_m = settings->tau_m,
    .tau_m_spread = settings->tau_m_spread,
  };
}

/**
 * spk_network_shape_duration:
 *
 * Returns: the time that is binned, microseconds: the settings' duration, or what the data set suggests
 */
guint64
spk_network_shape_duration (const SpkSettings *settings, SpkDataset *dataset)
{
  if (settings->duration > 0)
    return MAX ((guint64) (settings->duration * 1000 + 0.5), 1);
  return spk_dataset_suggest_duration_us (dataset);
}

/**
 * spk_network_shape_settle_duration:
 *
 * Writes the duration that the data set suggests into settings that leave it open, so that a run keeps to it on other
 * recordings too.
 */
void
spk_network_shape_settle_duration (SpkSettings *settings, SpkDataset *dataset)
{
  settings->duration = spk_network_shape_duration (settings, dataset) / 1000.0;
}
