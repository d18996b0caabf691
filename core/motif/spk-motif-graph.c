/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-graph.h"

#define UNSEEN 0

static SpkMotifGraph *
graph_alloc (guint n)
{
  SpkMotifGraph *self = g_new0 (SpkMotifGraph, 1);

  self->n = n;
  self->words = (n + 63) / 64;
  self->out = g_new0 (guint64, (gsize) n * self->words);
  self->in = g_new0 (guint64, (gsize) n * self->words);
  return self;
}

/**
 * spk_motif_graph_new:
 *
 * Returns: (transfer full): the graph of the connections within @topology that @parts names
 */
SpkMotifGraph *
spk_motif_graph_new (const SpkTopology *topology, SpkMotifGraphParts parts)
{
  const guint n = spk_topology_get_size (topology);
  SpkMotifGraph *self = graph_alloc (n);

  for (guint post = 0; post < n; post++)
    for (guint pre = 0; pre < n; pre++)
      {
        const SpkConnection type = spk_topology_get_intra (topology, post, pre);
        const gboolean wanted = (type == SPK_EXCITATORY && (parts & SPK_GRAPH_EXCITATORY)) ||
                                (type == SPK_INHIBITORY && (parts & SPK_GRAPH_INHIBITORY));

        if (wanted && (post != pre || (parts & SPK_GRAPH_SELF)))
          spk_motif_graph_add (self, pre, post);
      }
  return self;
}

SpkMotifGraph *
spk_motif_graph_copy (const SpkMotifGraph *self)
{
  const gsize bytes = (gsize) self->n * self->words * sizeof (guint64);
  SpkMotifGraph *copy = g_memdup2 (self, sizeof (SpkMotifGraph));

  copy->out = g_memdup2 (self->out, bytes);
  copy->in = g_memdup2 (self->in, bytes);
  return copy;
}

void
spk_motif_graph_free (SpkMotifGraph *self)
{
  g_free (self->out);
  g_free (self->in);
  g_free (self);
}

void
spk_motif_graph_add (SpkMotifGraph *self, guint pre, guint post)
{
  self->out[(gsize) pre * self->words + post / 64] |= G_GUINT64_CONSTANT (1) << (post % 64);
  self->in[(gsize) post * self->words + pre / 64] |= G_GUINT64_CONSTANT (1) << (pre % 64);
}

void
spk_motif_graph_remove (SpkMotifGraph *self, guint pre, guint post)
{
  self->out[(gsize) pre * self->words + post / 64] &= ~(G_GUINT64_CONSTANT (1) << (post % 64));
  self->in[(gsize) post * self->words + pre / 64] &= ~(G_GUINT64_CONSTANT (1) << (pre % 64));
}

/**
 * spk_motif_graph_count:
 *
 * Returns: number of edges
 */
guint
spk_motif_graph_count (const SpkMotifGraph *self)
{
  guint count = 0;

  for (gsize i = 0; i < (gsize) self->n * self->words; i++)
    count += __builtin_popcountll (self->out[i]);
  return count;
}

/* Tarjan's search: what it knows of each node, and the way it took. */
typedef struct
{
  guint *order;   /* when a node was found, from 1; UNSEEN before */
  guint *low;     /* the earliest node on the stack that it reaches */
  guint *next;    /* the target to be looked at next */
  guint *open;    /* nodes that belong to no component yet */
  guint  n_open;
  guint *path;
  guint  n_path;
  guint  n_found;
  guint *component;
  guint  n_components;
} Search;

static void
enter (Search *search, guint node)
{
  search->order[node] = search->low[node] = ++search->n_found;
  search->open[search->n_open++] = node;
  search->path[search->n_path++] = node;
}

static void
leave (Search *search, guint node)
{
  guint member;

  search->n_path--;
  if (search->n_path > 0)
    {
      const guint parent = search->path[search->n_path - 1];

      search->low[parent] = MIN (search->low[parent], search->low[node]);
    }
  if (search->low[node] != search->order[node])
    return;
  do
    {
      member = search->open[--search->n_open];
      search->component[member] = search->n_components;
    }
  while (member != node);
  search->n_components++;
}

static void
walk_from (const SpkMotifGraph *graph, Search *search, guint root)
{
  enter (search, root);
  while (search->n_path > 0)
    {
      const guint node = search->path[search->n_path - 1];

      if (search->next[node] == graph->n)
        {
          leave (search, node);
          continue;
        }

      const guint target = search->next[node]++;

      if (!spk_motif_graph_has (graph, node, target))
        continue;
      if (search->order[target] == UNSEEN)
        enter (search, target);
      else if (search->component[target] == G_MAXUINT)
        search->low[node] = MIN (search->low[node], search->order[target]);
    }
}

/**
 * spk_motif_graph_find_components:
 * @n_components: (out)
 *
 * Strongly connected components: neurons each of which reaches every other of its component (Tarjan, SIAM J. Comput.
 * 1, 146, 1972; without recursion).
 *
 * Returns: (transfer full) (array): for each node the number of its component, from 0; components are numbered in
 *   reverse topological order: none has an edge to one of a higher number
 */
guint *
spk_motif_graph_find_components (const SpkMotifGraph *self, guint *n_components)
{
  g_autofree guint *memory = g_new0 (guint, 5 * (gsize) self->n);
  Search search = {
    .order = memory,
    .low = memory + self->n,
    .next = memory + 2 * (gsize) self->n,
    .open = memory + 3 * (gsize) self->n,
    .path = memory + 4 * (gsize) self->n,
    .component = g_new (guint, self->n),
  };

  for (guint i = 0; i < self->n; i++)
    search.component[i] = G_MAXUINT;
  for (guint i = 0; i < self->n; i++)
    if (search.order[i] == UNSEEN)
      walk_from (self, &search, i);
  *n_components = search.n_components;
  return search.component;
}
