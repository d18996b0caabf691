/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-topology-data.h"

#include <math.h>

/* The likelier of the two types, whether or not none is likelier still. */
static void
choose_type (SpkTopologyHit *hit, const float *probabilities)
{
  gboolean inhibitory = probabilities[1] > probabilities[0];
  double probability = probabilities[inhibitory ? 1 : 0];

  hit->type = inhibitory ? SPK_INHIBITORY : SPK_EXCITATORY;
  hit->probability = isfinite (probability) ? CLAMP (probability, 0, 1) : 0;
}

static void
take_type (SpkTopologyHit *hit, SpkConnection type)
{
  hit->type = type;
  hit->probability = type == SPK_ABSENT ? 0 : 1;
}

static gboolean
fits (const SpkTopologyData *data)
{
  return data->topology != NULL && spk_topology_get_size (data->topology) == data->size;
}

/**
 * spk_topology_data_get_intra:
 * @post: postsynaptic neuron
 * @pre: presynaptic neuron
 *
 * Returns: the connection, with its likelier type and the probability of that; 0 for a connection that is not there
 */
SpkTopologyHit
spk_topology_data_get_intra (const SpkTopologyData *data, guint post, guint pre)
{
  SpkTopologyHit hit = { .part = SPK_TOPOLOGY_INTRA, .post = post, .pre = pre };

  if (data->intra != NULL)
    choose_type (&hit, data->intra + 3 * ((gsize) post * data->size + pre));
  else if (fits (data))
    take_type (&hit, spk_topology_get_intra (data->topology, post, pre));
  return hit;
}

/**
 * spk_topology_data_get_lateral:
 * @post: postsynaptic neuron
 * @side: the neighbour the connection comes from
 *
 * Returns: the connection, like spk_topology_data_get_intra()
 */
SpkTopologyHit
spk_topology_data_get_lateral (const SpkTopologyData *data, guint post, SpkSide side)
{
  SpkTopologyHit hit = { .part = SPK_TOPOLOGY_LATERAL, .post = post, .side = side };

  if (data->lateral != NULL)
    choose_type (&hit, data->lateral + 3 * ((gsize) post * 2 + side));
  else if (data->intra == NULL && fits (data))
    take_type (&hit, spk_topology_get_lateral (data->topology, post, side));
  return hit;
}

/**
 * spk_topology_data_is_pinned:
 * @connection: within the motif or lateral
 *
 * Returns: whether the search must not change it
 */
gboolean
spk_topology_data_is_pinned (const SpkTopologyData *data, SpkTopologyHit connection)
{
  if (data->pins == NULL)
    return FALSE;
  if (connection.part == SPK_TOPOLOGY_INTRA)
    return spk_pins_get_intra (data->pins, data->size, connection.post, connection.pre) != SPK_FREE;
  if (connection.part == SPK_TOPOLOGY_LATERAL)
    return spk_pins_get_lateral (data->pins, data->size, connection.post, connection.side) != SPK_FREE;
  return FALSE;
}
