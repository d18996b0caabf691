/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "motif/spk-motif-matching.h"

G_BEGIN_DECLS

/**
 * SpkDifferenceKind:
 * @SPK_DIFFERENCE_ADDED: only the second motif has the connection
 * @SPK_DIFFERENCE_REMOVED: only the first
 * @SPK_DIFFERENCE_CHANGED: it is excitatory in one and inhibitory in the other
 */
typedef enum
{
  SPK_DIFFERENCE_ADDED,
  SPK_DIFFERENCE_REMOVED,
  SPK_DIFFERENCE_CHANGED,
} SpkDifferenceKind;

/**
 * SpkConnectionDifference:
 * @is_lateral: whether it comes from a neighbouring motif, on @side, to the same position
 * @post: postsynaptic neuron of the joint motif
 * @pre: presynaptic neuron; of a lateral connection the same as @post
 * @before: type in the first motif
 * @after: type in the second
 */
typedef struct
{
  SpkDifferenceKind kind;
  gboolean          is_lateral;
  SpkSide           side;
  guint             post;
  guint             pre;
  SpkConnection     before;
  SpkConnection     after;
} SpkConnectionDifference;

/**
 * SpkMotifDifference:
 * @size: neurons of the joint motif: those of the first motif in their order, then those that only the second has
 * @first: [@size], number in the first motif, or %SPK_UNMATCHED
 * @second: [@size], number in the second motif, or %SPK_UNMATCHED
 * @is_best: whether no relabelling leaves fewer differences; else it is the best that was found
 * @n_same: connections that both have
 * @counts: by #SpkDifferenceKind
 * @differences: [@n_differences], by postsynaptic, then presynaptic neuron; lateral ones of a neuron last
 *
 * What distinguishes two motifs. A value, owned by whoever made it.
 */
typedef struct
{
  guint                    size;
  guint                   *first;
  guint                   *second;
  gboolean                 is_best;
  guint                    n_same;
  guint                    counts[3];
  guint                    n_differences;
  SpkConnectionDifference *differences;
} SpkMotifDifference;

SpkMotifDifference *spk_motif_difference_new     (const SpkTopology *first, const SpkTopology *second,
                                                  const SpkMotifMatching *matching);
void                spk_motif_difference_free    (SpkMotifDifference *self);
JsonNode           *spk_motif_difference_to_json (const SpkMotifDifference *self);

const char *spk_difference_kind_to_string (SpkDifferenceKind kind);
const char *spk_connection_to_string      (SpkConnection type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkMotifDifference, spk_motif_difference_free)

G_END_DECLS
