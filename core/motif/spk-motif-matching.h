/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

/* A neuron that has no counterpart. */
#define SPK_UNMATCHED G_MAXUINT

/* Up to this size of the larger motif the best matching is proven. */
#define SPK_MATCHING_EXACT_SIZE 9

/**
 * SpkMotifMatching:
 * @n_first: neurons of the first motif
 * @n_second: of the second
 * @to_second: [@n_first], the neuron of the second motif that each is taken for, or %SPK_UNMATCHED
 * @to_first: [@n_second], the other way round
 * @cost: connections that differ then, lateral ones included; those of a neuron without counterpart count each
 * @is_best: whether no matching has a lower cost; else it is the best that was found
 *
 * Which neuron of one motif corresponds to which of another. The order of the neurons in a motif means nothing, so two
 * motifs are compared under the relabelling that makes them most alike.
 */
typedef struct
{
  guint    n_first;
  guint    n_second;
  guint   *to_second;
  guint   *to_first;
  guint    cost;
  gboolean is_best;
} SpkMotifMatching;

SpkMotifMatching *spk_motif_matching_new          (const SpkTopology *first, const SpkTopology *second, guint64 seed);
SpkMotifMatching *spk_motif_matching_new_in_order (const SpkTopology *first, const SpkTopology *second);
void              spk_motif_matching_free         (SpkMotifMatching *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkMotifMatching, spk_motif_matching_free)

G_END_DECLS
