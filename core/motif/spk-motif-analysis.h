/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "motif/spk-motif-census.h"
#include "motif/spk-motif-cycles.h"

G_BEGIN_DECLS

#define SPK_ANALYSIS_RANDOM_GRAPHS 200
#define SPK_ANALYSIS_MAX_RANDOM    100000

/**
 * SpkMotifAnalysis:
 * @size: neurons of the motif, k
 * @density: share of the k k + 2 k connections that is present
 * @n_excitatory: excitatory connections, lateral ones included
 * @n_inhibitory: inhibitory ones
 * @n_self: connections of neurons to themselves
 * @n_lateral: lateral connections
 * @balance: share of the connections that is excitatory; NaN where there is none
 * @in_degrees: [@size], connections a neuron receives from within the motif, its own included
 * @out_degrees: [@size], connections it makes within the motif
 * @lateral_degrees: [@size], connections it receives from the neighbouring motifs, and makes to them: 0 to 2
 * @net_inputs: [@size], excitatory less inhibitory connections it receives, lateral ones included
 * @components: [@size], number of the strongly connected component of each neuron, from 0
 * @n_components: their number
 * @largest_component: neurons of the largest
 *
 * What the structure of a motif is like. An immutable value, owned by whoever made it.
 */
typedef struct
{
  guint          size;
  double         density;
  guint          n_excitatory;
  guint          n_inhibitory;
  guint          n_self;
  guint          n_lateral;
  double         balance;
  guint         *in_degrees;
  guint         *out_degrees;
  guint         *lateral_degrees;
  int           *net_inputs;
  guint         *components;
  guint          n_components;
  guint          largest_component;
  SpkMotifCensus census;
  SpkMotifCycles cycles;
} SpkMotifAnalysis;

SpkMotifAnalysis *spk_motif_analysis_new  (const SpkTopology *topology, guint n_random, guint64 seed,
                                           GCancellable *cancellable, GError **error);
void              spk_motif_analysis_free (SpkMotifAnalysis *self);
JsonNode         *spk_motif_analysis_to_json (const SpkMotifAnalysis *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkMotifAnalysis, spk_motif_analysis_free)

G_END_DECLS
