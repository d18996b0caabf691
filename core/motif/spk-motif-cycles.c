/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-cycles.h"

#include <string.h>

/* Counting the cycles of one length through one node, of which it is the smallest. */
typedef struct
{
  const SpkMotifGraph *graph;
  guint                words;
  guint64             *homeward;   /* [max_length][words]: nodes above the root from which a walk of so many edges ends there */
  guint64             *candidates; /* [max_length + 1][words]: by edges left */
  guint64             *visited;    /* [words] */
  guint                path[SPK_CYCLES_MAX_LENGTH + 1];
  guint64              work;
} Walk;

static guint64 *
row (guint64 *rows, const Walk *walk, guint number)
{
  return rows + (gsize) number * walk->words;
}

static void
set_bit (guint64 *bits, guint i)
{
  bits[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
}

static void
clear_bit (guint64 *bits, guint i)
{
  bits[i / 64] &= ~(G_GUINT64_CONSTANT (1) << (i % 64));
}

/* Takes the lowest bit out of @bits; G_MAXUINT where none is left. */
static guint
take_bit (guint64 *bits, guint words)
{
  for (guint i = 0; i < words; i++)
    if (bits[i] != 0)
      {
        const guint bit = 64 * i + __builtin_ctzll (bits[i]);

        bits[i] &= bits[i] - 1;
        return bit;
      }
  return G_MAXUINT;
}

static void
keep_above (guint64 *bits, guint words, guint root)
{
  memset (bits, 0, root / 64 * sizeof (guint64));
  for (guint i = root / 64; i < words; i++)
    if (i == root / 64)
      bits[i] &= root % 64 == 63 ? 0 : G_MAXUINT64 << (root % 64 + 1);
}

static void
find_homeward (Walk *walk, guint root, guint length)
{
  g_autofree guint64 *left = g_new (guint64, walk->words);

  memcpy (row (walk->homeward, walk, 1), spk_motif_graph_get_sources (walk->graph, root), walk->words * sizeof (guint64));
  keep_above (row (walk->homeward, walk, 1), walk->words, root);
  for (guint edges = 2; edges < length; edges++)
    {
      guint64 *here = row (walk->homeward, walk, edges);
      guint node;

      memcpy (left, row (walk->homeward, walk, edges - 1), walk->words * sizeof (guint64));
      memset (here, 0, walk->words * sizeof (guint64));
      while ((node = take_bit (left, walk->words)) != G_MAXUINT)
        {
          const guint64 *sources = spk_motif_graph_get_sources (walk->graph, node);

          for (guint i = 0; i < walk->words; i++)
            here[i] |= sources[i];
          walk->work += walk->words;
        }
      keep_above (here, walk->words, root);
    }
}

/* Nodes that may follow @node where @edges are left to be gone. */
static guint
find_candidates (Walk *walk, guint node, guint edges)
{
  const guint64 *targets = spk_motif_graph_get_targets (walk->graph, node);
  const guint64 *homeward = row (walk->homeward, walk, edges - 1);
  guint64 *candidates = row (walk->candidates, walk, edges);
  guint count = 0;

  for (guint i = 0; i < walk->words; i++)
    {
      candidates[i] = targets[i] & homeward[i] & ~walk->visited[i];
      count += __builtin_popcountll (candidates[i]);
    }
  walk->work += walk->words;
  return count;
}

static guint64
count_through (Walk *walk, guint root, guint length)
{
  guint64 count = 0;
  guint left = length; /* edges from the node at hand back to the root */

  find_homeward (walk, root, length);
  walk->path[left] = root;
  if (left == 2)
    return find_candidates (walk, root, left);
  find_candidates (walk, root, left);
  while (left <= length && walk->work <= SPK_CYCLES_MAX_WORK)
    {
      const guint node = take_bit (row (walk->candidates, walk, left), walk->words);

      if (node == G_MAXUINT)
        {
          clear_bit (walk->visited, walk->path[left++]);
          continue;
        }
      walk->path[--left] = node;
      set_bit (walk->visited, node);
      if (left > 2)
        {
          find_candidates (walk, node, left);
          continue;
        }
      count += find_candidates (walk, node, left);
      clear_bit (walk->visited, node);
      left++;
    }
  memset (walk->visited, 0, walk->words * sizeof (guint64));
  return count;
}

static guint64
count_self_loops (const SpkMotifGraph *graph)
{
  guint64 count = 0;

  for (guint i = 0; i < graph->n; i++)
    count += spk_motif_graph_has (graph, i, i);
  return count;
}

static guint64
count_length (Walk *walk, guint length, GCancellable *cancellable)
{
  guint64 count = 0;

  if (length == 1)
    return count_self_loops (walk->graph);
  for (guint root = 0; root < walk->graph->n && walk->work <= SPK_CYCLES_MAX_WORK; root++)
    if (!g_cancellable_is_cancelled (cancellable))
      count += count_through (walk, root, length);
  return count;
}

/**
 * spk_motif_cycles_count:
 * @cancellable: (nullable)
 * @cycles: (out caller-allocates)
 *
 * Counts cycles of 1, 2, 3, ... edges: from each neuron along neurons of higher number only, which are sorted out
 * beforehand by whether a walk of the edges that are left leads back. It goes on to the size of the motif or
 * %SPK_CYCLES_MAX_LENGTH, or ends at the length at which the work exceeds %SPK_CYCLES_MAX_WORK; that limit is one of
 * work, not of time, so that the result is the same on every machine.
 *
 * Returns: %FALSE where it was cancelled
 */
gboolean
spk_motif_cycles_count (const SpkMotifGraph *graph, GCancellable *cancellable, SpkMotifCycles *cycles, GError **error)
{
  const guint words = graph->words;
  g_autofree guint64 *memory = g_new0 (guint64, (gsize) words * (2 * SPK_CYCLES_MAX_LENGTH + 2));
  Walk walk = {
    .graph = graph,
    .words = words,
    .visited = memory,
    .homeward = memory + words,
    .candidates = memory + (gsize) words * (1 + SPK_CYCLES_MAX_LENGTH),
  };

  *cycles = (SpkMotifCycles) { .wanted_length = MIN (SPK_CYCLES_MAX_LENGTH, graph->n) };
  for (guint length = 1; length <= cycles->wanted_length; length++)
    {
      const guint64 count = count_length (&walk, length, cancellable);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (walk.work > SPK_CYCLES_MAX_WORK)
        break;
      cycles->counts[length] = count;
      cycles->max_length = length;
    }
  return TRUE;
}
