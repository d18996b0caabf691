/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-topology-source.h"

#include "figures/spk-record-data.h"

/**
 * spk_layer_record_find_likeliest:
 * @layer: of a network that is being searched
 *
 * Returns: index of the likeliest size; of two equals the smaller one
 */
guint
spk_layer_record_find_likeliest (const SpkLayerRecord *layer)
{
  guint likeliest = 0;

  for (guint i = 1; i < layer->n_branches; i++)
    if (layer->branches[i].probability > layer->branches[likeliest].probability)
      likeliest = i;
  return likeliest;
}

static guint
choose_branch (const SpkLayerRecord *layer, guint chosen_size)
{
  for (guint i = 0; i < layer->n_branches; i++)
    if (layer->branches[i].size == chosen_size)
      return i;
  return spk_layer_record_find_likeliest (layer);
}

static void
take_branches (SpkTopologySource *self, const SpkLayerRecord *layer, guint chosen_size)
{
  guint shown = choose_branch (layer, chosen_size), n = layer->n_branches;

  self->sizes = g_new (guint, n);
  self->probabilities = g_new (double, n);
  for (guint i = 0; i < n; i++)
    {
      self->sizes[i] = layer->branches[i].size;
      self->probabilities[i] = layer->branches[i].probability;
    }
  spk_topology_data_set_layer (&self->data, layer, shown);
  self->data.n_sizes = n > 1 ? n : 0;
  self->data.sizes = self->sizes;
  self->data.size_probabilities = self->probabilities;
}

/**
 * spk_topology_source_update:
 * @chosen_size: which of the searched sizes; another number, as 0, is the likeliest
 *
 * Fills in what @session shows.
 *
 * Returns: whether the shown layer has a motif
 */
gboolean
spk_topology_source_update (SpkTopologySource *self, SpkSession *session, guint chosen_size)
{
  const SpkLayerRecord *layer = spk_session_get_layer_record (session);

  spk_topology_source_clear (self);
  if (!layer || (layer->n_branches == 0 && !layer->topology))
    return FALSE;
  self->record = spk_epoch_record_ref (spk_session_get_record (session));
  if (layer->n_branches > 0)
    {
      take_branches (self, layer, chosen_size);
      return TRUE;
    }
  spk_topology_data_set_layer (&self->data, layer, 0);
  self->data.positions = spk_topology_get_positions (layer->topology);
  return TRUE;
}

/**
 * spk_topology_source_clear:
 *
 * Forgets the motif.
 */
void
spk_topology_source_clear (SpkTopologySource *self)
{
  g_clear_pointer (&self->record, spk_epoch_record_unref);
  g_free (self->sizes);
  g_free (self->probabilities);
  *self = (SpkTopologySource){ 0 };
}
