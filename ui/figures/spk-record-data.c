/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-record-data.h"

/**
 * spk_raster_data_set_probe:
 * @probe: of an epoch; to be kept as long as @self is used
 * @layer: index of the layer whose spikes are shown
 * @input: (nullable): from spk_probe_unpack_input(), to be kept likewise
 * @spikes: (nullable): from spk_probe_unpack_spikes(), to be kept likewise
 *
 * Takes input, spikes and readout of a sample over. Order, window, names and unit of time stay as they are.
 */
void
spk_raster_data_set_probe (SpkRasterData *self, const SpkProbe *probe, guint layer, GBytes *input, GBytes *spikes)
{
  gboolean known = layer < probe->n_layers;

  self->steps = probe->steps;
  self->channels = probe->channels;
  self->input = input;
  self->neurons = known ? probe->neurons[layer] : 0;
  self->spikes = known ? spikes : NULL;
  self->classes = probe->classes;
  self->scores = probe->scores;
  self->label = probe->classes > 0 ? (int) probe->label : -1;
  self->prediction = probe->classes > 0 ? (int) probe->prediction : -1;
}

/**
 * spk_topology_data_set_layer:
 * @layer: of an epoch; to be kept as long as @self is used
 * @branch: index of the motif size that is shown; not read in a fixed network
 *
 * Takes the motif of a layer over: the probabilities of one size while it is searched, otherwise the topology. The
 * probabilities of the sizes are the caller's, for they are no array in the record.
 */
void
spk_topology_data_set_layer (SpkTopologyData *self, const SpkLayerRecord *layer, guint branch)
{
  gboolean relaxed = layer->branches != NULL && branch < layer->n_branches;

  self->topology = relaxed ? NULL : layer->topology;
  self->intra = relaxed ? layer->branches[branch].intra : NULL;
  self->lateral = relaxed ? layer->branches[branch].lateral : NULL;
  self->size = relaxed ? layer->branches[branch].size : 0;
  if (self->topology != NULL)
    self->size = spk_topology_get_size (self->topology);
  self->shown_size = branch;
}
