/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

/**
 * SpkMotifGraphParts:
 *
 * Which connections of a motif are edges of its graph.
 */
typedef enum
{
  SPK_GRAPH_EXCITATORY = 1 << 0,
  SPK_GRAPH_INHIBITORY = 1 << 1,
  SPK_GRAPH_SELF = 1 << 2, /* connections of a neuron to itself, of the chosen types */
  SPK_GRAPH_BOTH = SPK_GRAPH_EXCITATORY | SPK_GRAPH_INHIBITORY,
  SPK_GRAPH_ALL = SPK_GRAPH_BOTH | SPK_GRAPH_SELF,
} SpkMotifGraphParts;

/**
 * SpkMotifGraph:
 * @n: number of nodes, the neurons of the motif
 * @words: length of a row
 * @out: [@n][@words], bit j of row i: an edge from presynaptic i to postsynaptic j
 * @in: [@n][@words], the same edges from the other end: bit i of row j
 *
 * The connections within a motif as a directed graph of bits: what analyses of its structure work on. Lateral
 * connections are no part of it.
 */
typedef struct
{
  guint    n;
  guint    words;
  guint64 *out;
  guint64 *in;
} SpkMotifGraph;

SpkMotifGraph *spk_motif_graph_new     (const SpkTopology *topology, SpkMotifGraphParts parts);
SpkMotifGraph *spk_motif_graph_copy    (const SpkMotifGraph *self);
void           spk_motif_graph_free    (SpkMotifGraph *self);
void           spk_motif_graph_add     (SpkMotifGraph *self, guint pre, guint post);
void           spk_motif_graph_remove  (SpkMotifGraph *self, guint pre, guint post);
guint          spk_motif_graph_count   (const SpkMotifGraph *self);
guint         *spk_motif_graph_find_components (const SpkMotifGraph *self, guint *n_components);

static inline gboolean
spk_motif_graph_has (const SpkMotifGraph *self, guint pre, guint post)
{
  return self->out[(gsize) pre * self->words + post / 64] >> (post % 64) & 1;
}

static inline const guint64 *
spk_motif_graph_get_targets (const SpkMotifGraph *self, guint pre)
{
  return self->out + (gsize) pre * self->words;
}

static inline const guint64 *
spk_motif_graph_get_sources (const SpkMotifGraph *self, guint post)
{
  return self->in + (gsize) post * self->words;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkMotifGraph, spk_motif_graph_free)

G_END_DECLS
