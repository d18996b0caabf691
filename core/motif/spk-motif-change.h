/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

/**
 * SpkMotifChangeKind:
 *
 * What a step of editing does.
 */
typedef enum
{
  SPK_MOTIF_CHANGE_INTRA,
  SPK_MOTIF_CHANGE_LATERAL,
  SPK_MOTIF_CHANGE_ADD,
  SPK_MOTIF_CHANGE_REMOVE,
  SPK_MOTIF_CHANGE_CUT,
  SPK_MOTIF_CHANGE_DUPLICATE,
  SPK_MOTIF_CHANGE_PASTE,
  SPK_MOTIF_CHANGE_RENUMBER,
  SPK_MOTIF_CHANGE_MOVE,
  SPK_MOTIF_CHANGE_ARRANGE,
  SPK_MOTIF_CHANGE_RENAME,
  SPK_MOTIF_CHANGE_REPLACE, /* the whole motif by another */
} SpkMotifChangeKind;

/**
 * SpkMotifChange:
 * @post: postsynaptic neuron of a connection, or the first neuron concerned
 * @pre: presynaptic neuron
 * @side: neighbour that a lateral connection comes from
 * @type: that a connection gets
 * @n: how many neurons are concerned
 *
 * What a step of editing did, for its label: the words are those of the interface.
 */
typedef struct
{
  SpkMotifChangeKind kind;
  guint              post;
  guint              pre;
  SpkSide            side;
  SpkConnection      type;
  guint              n;
} SpkMotifChange;

G_END_DECLS
