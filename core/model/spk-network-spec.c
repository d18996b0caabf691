/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-network-spec.h"

/**
 * spk_network_spec_clear:
 *
 * Gives up what the specification holds; the struct itself belongs to the caller.
 */
void
spk_network_spec_clear (SpkNetworkSpec *self)
{
  for (guint l = 0; l < self->n_layers; l++)
    g_clear_pointer (&self->layers[l].topology, spk_topology_unref);
  self->n_layers = 0;
}

/**
 * spk_network_spec_copy:
 * @to: (out caller-allocates): uninitialised; clear it with spk_network_spec_clear()
 */
void
spk_network_spec_copy (const SpkNetworkSpec *self, SpkNetworkSpec *to)
{
  *to = *self;
  for (guint l = 0; l < to->n_layers; l++)
    if (to->layers[l].topology != NULL)
      spk_topology_ref (to->layers[l].topology);
}

/**
 * spk_network_spec_get_inputs:
 *
 * Returns: number of presynaptic channels of a layer; @layer may be the number of layers, for the readout
 */
guint
spk_network_spec_get_inputs (const SpkNetworkSpec *self, guint layer)
{
  return layer == 0 ? self->channels : self->layers[layer - 1].neurons;
}

static gboolean
check_sizes (const SpkLayerSpec *layer, guint number, GError **error)
{
  if (layer->n_sizes == 0)
    {
      g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE, "layer %u: no motif sizes to search; give at least one",
                   number + 1);
      return FALSE;
    }
  for (guint i = 0; i < layer->n_sizes; i++)
    {
      guint size = layer->sizes[i];

      if (size > 0 && layer->neurons % size == 0)
        continue;
      g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE,
                   "layer %u: motif size %u does not divide %u neurons; change sizes or neurons", number + 1, size,
                   layer->neurons);
      return FALSE;
    }
  return TRUE;
}

/**
 * spk_network_spec_check:
 *
 * Returns: whether the parts fit each other; else @error (%SPK_MODEL_ERROR_SHAPE) names the layer
 */
gboolean
spk_network_spec_check (const SpkNetworkSpec *self, GError **error)
{
  if (self->n_layers == 0 || self->n_layers > SPK_MAX_LAYERS || self->channels == 0 || self->classes == 0)
    {
      g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE,
                   "a network has 1 to %u layers, and at least a channel and a class", SPK_MAX_LAYERS);
      return FALSE;
    }
  for (guint l = 0; l < self->n_layers; l++)
    {
      const SpkLayerSpec *layer = &self->layers[l];

      if (layer->neurons == 0)
        {
          g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE, "layer %u: a layer has at least one neuron", l + 1);
          return FALSE;
        }
      if (layer->population && layer->kind != SPK_LAYER_SC_ML && layer->kind != SPK_LAYER_SUPERNET)
        {
          g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE,
                       "layer %u: only layers of motifs have population feedback; switch it off", l + 1);
          return FALSE;
        }
      if (layer->kind == SPK_LAYER_SUPERNET && !check_sizes (layer, l, error))
        return FALSE;
      if (layer->kind == SPK_LAYER_SC_ML && !spk_topology_check_layer (layer->topology, layer->neurons, error))
        {
          g_prefix_error (error, "layer %u: ", l + 1);
          return FALSE;
        }
    }
  return TRUE;
}
