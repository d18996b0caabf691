/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/spk-random.h"
#include "motif/spk-motif-graph.h"

G_BEGIN_DECLS

/**
 * SpkMotifRewiring:
 *
 * A walk through the graphs without self loops in which every node has as many one-way edges in, one-way edges out, and
 * mutual pairs, as in a given one (Milo et al., Science 298, 824, 2002): two or three edges pass their targets round, where
 * that makes neither a loop nor a second edge nor a mutual pair; likewise mutual pairs. Proposals are symmetric, so that
 * all graphs that can be reached are equally likely (Rao, Jana and Bandyopadhyay, Sankhya A 58, 225, 1996; Milo et al.,
 * arXiv cond-mat/0312028).
 */
typedef struct _SpkMotifRewiring SpkMotifRewiring;

SpkMotifRewiring    *spk_motif_rewiring_new       (const SpkMotifGraph *graph);
void                 spk_motif_rewiring_free      (SpkMotifRewiring *self);
void                 spk_motif_rewiring_walk      (SpkMotifRewiring *self, guint64 n_switches, SpkRandom *random);
guint64              spk_motif_rewiring_count     (const SpkMotifRewiring *self);
const SpkMotifGraph *spk_motif_rewiring_get_graph (const SpkMotifRewiring *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkMotifRewiring, spk_motif_rewiring_free)

G_END_DECLS
