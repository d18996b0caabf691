/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "motif/spk-motif-graph.h"

G_BEGIN_DECLS

#define SPK_N_TRIADS 13

/**
 * SPK_CENSUS_SWITCHES:
 *
 * Switches that are tried for each edge before a random graph is looked at. Each graph begins where the one before
 * ended.
 */
#define SPK_CENSUS_SWITCHES 20

/**
 * SpkTriad:
 * @id: bits of its adjacency matrix, row by row, the least of all orders of its nodes; as in the program mfinder
 * @name: numbers of mutual, asymmetric and null pairs, and a letter (Holland and Leinhardt, 1970)
 * @edges: its connections in words, of neurons A, B and C
 *
 * A class of connected subgraphs of three nodes.
 */
typedef struct
{
  guint       id;
  const char *name;
  const char *edges;
} SpkTriad;

/**
 * SpkMotifCensus:
 * @counts: induced subgraphs of each class, in the order of spk_triad_get()
 * @n_random: number of random graphs compared with; 0 for none
 * @means: mean count in them; NaN without any
 * @deviations: standard deviation (n - 1) in them; NaN with fewer than two
 * @z: (count - mean) / deviation; NaN where the deviation is zero
 *
 * How often each of the 13 connected subgraphs of three neurons occurs, and how unusual that is.
 */
typedef struct
{
  guint64 counts[SPK_N_TRIADS];
  guint   n_random;
  double  means[SPK_N_TRIADS];
  double  deviations[SPK_N_TRIADS];
  double  z[SPK_N_TRIADS];
} SpkMotifCensus;

const SpkTriad *spk_triad_get (guint triad);

void     spk_motif_census_count (const SpkMotifGraph *graph, guint64 counts[SPK_N_TRIADS]);
gboolean spk_motif_census_take  (const SpkMotifGraph *graph, guint n_random, guint64 seed, GCancellable *cancellable,
                                 SpkMotifCensus *census, GError **error);

G_END_DECLS
