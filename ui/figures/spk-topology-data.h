/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-pins.h"
#include "model/spk-topology.h"

G_BEGIN_DECLS

/**
 * SpkTopologyView:
 * @scale: user units a unit of the positions takes; 0 fits the motif into the figure
 * @x: where the origin of the positions lies, user units
 * @y: likewise, down
 * @radius: of a neuron, user units; 0 makes it as large as the nearest two leave room for
 */
typedef struct
{
  double scale;
  double x;
  double y;
  double radius;
} SpkTopologyView;

/**
 * SpkTopologyData:
 * @title: (nullable): above the figure
 * @size: k, number of neurons of the motif; 0 draws a note
 * @topology: (nullable): a motif whose connections are certain
 * @intra: (nullable): [k][k][3], row post, column pre, then the probabilities of excitatory, inhibitory, none, as in
 *   #SpkBranchRecord; overrides @topology
 * @lateral: (nullable): [k][2][3], from motif m-1 and m+1, likewise
 * @pins: (nullable): what the search must not change
 * @positions: (nullable): [k][2], x and y down; %NULL lays the neurons on a circle, the first at the top
 * @view: of @positions
 * @n_sizes: number of motif sizes searched, 0 leaves their bars out
 * @sizes: (nullable): [@n_sizes]
 * @size_probabilities: (nullable): [@n_sizes]
 * @shown_size: index of the size that is drawn
 *
 * A motif, found or still being searched. Of the two types of a connection the likelier is shown. Only read while a
 * figure is made.
 */
typedef struct
{
  const char        *title;
  guint              size;
  const SpkTopology *topology;
  const float       *intra;
  const float       *lateral;
  const SpkPins     *pins;
  const double      *positions;
  SpkTopologyView    view;
  guint              n_sizes;
  const guint       *sizes;
  const double      *size_probabilities;
  guint              shown_size;
} SpkTopologyData;

/**
 * SpkTopologyPart:
 * @SPK_TOPOLOGY_NOTHING: nothing
 * @SPK_TOPOLOGY_NEURON: the neuron @post
 * @SPK_TOPOLOGY_INTRA: the connection from @pre to @post
 * @SPK_TOPOLOGY_LATERAL: the connection from the neighbour at @side to @post
 * @SPK_TOPOLOGY_SIZE: the bar of a size, with its index in @post
 */
typedef enum
{
  SPK_TOPOLOGY_NOTHING,
  SPK_TOPOLOGY_NEURON,
  SPK_TOPOLOGY_INTRA,
  SPK_TOPOLOGY_LATERAL,
  SPK_TOPOLOGY_SIZE,
} SpkTopologyPart;

/**
 * SpkTopologyHit:
 * @part: what is there
 * @post: postsynaptic neuron, or see @part
 * @pre: presynaptic neuron
 * @side: neighbouring motif
 * @type: of the connection that is shown
 * @probability: of that type
 */
typedef struct
{
  SpkTopologyPart part;
  guint           post;
  guint           pre;
  SpkSide         side;
  SpkConnection   type;
  double          probability;
} SpkTopologyHit;

SpkTopologyHit spk_topology_data_get_intra   (const SpkTopologyData *data, guint post, guint pre);
SpkTopologyHit spk_topology_data_get_lateral (const SpkTopologyData *data, guint post, SpkSide side);
gboolean       spk_topology_data_is_pinned   (const SpkTopologyData *data, SpkTopologyHit connection);

G_END_DECLS
