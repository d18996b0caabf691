/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-rewiring.h"

#define MAX_SWITCHED 3

typedef struct
{
  guint from, to;
} Edge;

struct _SpkMotifRewiring
{
  SpkMotifGraph *graph;
  GArray        *singles; /* of Edge: one-way */
  GArray        *mutuals; /* of Edge: both ways */
};

/**
 * spk_motif_rewiring_new:
 * @graph: where the walk begins; self loops are left out
 *
 * Returns: (transfer full): a walk that has not moved yet
 */
SpkMotifRewiring *
spk_motif_rewiring_new (const SpkMotifGraph *graph)
{
  SpkMotifRewiring *self = g_new0 (SpkMotifRewiring, 1);

  self->graph = spk_motif_graph_copy (graph);
  self->singles = g_array_new (FALSE, FALSE, sizeof (Edge));
  self->mutuals = g_array_new (FALSE, FALSE, sizeof (Edge));
  for (guint from = 0; from < graph->n; from++)
    for (guint to = 0; to < graph->n; to++)
      {
        const Edge edge = { from, to };

        if (from == to)
          spk_motif_graph_remove (self->graph, from, from);
        else if (!spk_motif_graph_has (graph, from, to))
          continue;
        else if (!spk_motif_graph_has (graph, to, from))
          g_array_append_val (self->singles, edge);
        else if (from < to)
          g_array_append_val (self->mutuals, edge);
      }
  return self;
}

void
spk_motif_rewiring_free (SpkMotifRewiring *self)
{
  spk_motif_graph_free (self->graph);
  g_array_unref (self->singles);
  g_array_unref (self->mutuals);
  g_free (self);
}

static gboolean
are_joined (const SpkMotifGraph *graph, guint a, guint b)
{
  return spk_motif_graph_has (graph, a, b) || spk_motif_graph_has (graph, b, a);
}

static void
remove_edge (SpkMotifGraph *graph, Edge edge, gboolean mutual)
{
  spk_motif_graph_remove (graph, edge.from, edge.to);
  if (mutual)
    spk_motif_graph_remove (graph, edge.to, edge.from);
}

static void
add_edge (SpkMotifGraph *graph, Edge edge, gboolean mutual)
{
  spk_motif_graph_add (graph, edge.from, edge.to);
  if (mutual)
    spk_motif_graph_add (graph, edge.to, edge.from);
}

/* Adds all edges, or none where one would be a loop or join nodes that are joined. */
static gboolean
add_edges (SpkMotifGraph *graph, const Edge *edges, guint n, gboolean mutual)
{
  for (guint i = 0; i < n; i++)
    {
      if (edges[i].from != edges[i].to && !are_joined (graph, edges[i].from, edges[i].to))
        {
          add_edge (graph, edges[i], mutual);
          continue;
        }
      while (i-- > 0)
        remove_edge (graph, edges[i], mutual);
      return FALSE;
    }
  return TRUE;
}

/* Draws the numbers of @n different edges. */
static gboolean
draw_edges (const GArray *edges, guint n, SpkRandom *random, guint *numbers)
{
  for (guint i = 0; i < n; i++)
    {
      numbers[i] = spk_random_below (random, edges->len);
      for (guint j = 0; j < i; j++)
        if (numbers[i] == numbers[j])
          return FALSE;
    }
  return TRUE;
}

/* Each of two or three edges gets the target of the next. Two are not enough: they never turn a ring of three round. */
static void
try_switch (SpkMotifRewiring *self, GArray *edges, gboolean mutual, SpkRandom *random)
{
  const guint n = 2 + (spk_random_next (random) >> 31);
  guint numbers[MAX_SWITCHED];
  Edge before[MAX_SWITCHED], after[MAX_SWITCHED];

  if (!draw_edges (edges, n, random, numbers))
    return;
  for (guint i = 0; i < n; i++)
    {
      before[i] = g_array_index (edges, Edge, numbers[i]);
      if (mutual && spk_random_next (random) >> 31) /* a pair has no direction */
        before[i] = (Edge) { before[i].to, before[i].from };
      remove_edge (self->graph, before[i], mutual);
    }
  for (guint i = 0; i < n; i++)
    after[i] = (Edge) { before[i].from, before[(i + 1) % n].to };
  if (add_edges (self->graph, after, n, mutual))
    for (guint i = 0; i < n; i++)
      g_array_index (edges, Edge, numbers[i]) = after[i];
  else
    for (guint i = 0; i < n; i++)
      add_edge (self->graph, before[i], mutual);
}

/**
 * spk_motif_rewiring_walk:
 * @n_switches: how many are tried; those that are not allowed leave the graph as it is, and count
 */
void
spk_motif_rewiring_walk (SpkMotifRewiring *self, guint64 n_switches, SpkRandom *random)
{
  const guint n_mutuals = self->mutuals->len > 1 ? self->mutuals->len : 0;
  const guint n_singles = self->singles->len > 1 ? self->singles->len : 0;

  if (n_mutuals + n_singles == 0)
    return;
  for (guint64 i = 0; i < n_switches; i++)
    if (spk_random_below (random, n_mutuals + n_singles) < n_mutuals)
      try_switch (self, self->mutuals, TRUE, random);
    else
      try_switch (self, self->singles, FALSE, random);
}

/**
 * spk_motif_rewiring_count:
 *
 * Returns: how many things can be switched: one-way edges and mutual pairs
 */
guint64
spk_motif_rewiring_count (const SpkMotifRewiring *self)
{
  return (guint64) self->singles->len + self->mutuals->len;
}

/**
 * spk_motif_rewiring_get_graph:
 *
 * Returns: (transfer none): where the walk is
 */
const SpkMotifGraph *
spk_motif_rewiring_get_graph (const SpkMotifRewiring *self)
{
  return self->graph;
}
