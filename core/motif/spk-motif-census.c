/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-census.h"

#include <math.h>

#include "motif/spk-motif-rewiring.h"

/* How two nodes are joined. */
enum
{
  NOT,
  FORTH,
  BACK,
  MUTUAL,
  N_JOINTS,
};

#define N_CODES (N_JOINTS * N_JOINTS * N_JOINTS)

static const SpkTriad triads[SPK_N_TRIADS] = {
  { 6, "021D", "A→B, A→C" },
  { 12, "021C", "B→A, A→C" },
  { 14, "111U", "A↔B, A→C" },
  { 36, "021U", "A→C, B→C" },
  { 38, "030T", "A→B, A→C, B→C" },
  { 46, "120U", "A↔B, A→C, B→C" },
  { 74, "111D", "A↔B, C→A" },
  { 78, "201", "A↔B, A↔C" },
  { 98, "030C", "A→B, B→C, C→A" },
  { 102, "120C", "A↔C, A→B, B→C" },
  { 108, "120D", "A↔C, B→A, B→C" },
  { 110, "210", "A↔B, A↔C, B→C" },
  { 238, "300", "A↔B, A↔C, B↔C" },
};

/**
 * spk_triad_get:
 * @triad: number of a class, below %SPK_N_TRIADS
 *
 * Returns: (transfer none): what it looks like; classes are in the order of their id
 */
const SpkTriad *
spk_triad_get (guint triad)
{
  g_return_val_if_fail (triad < SPK_N_TRIADS, NULL);
  return &triads[triad];
}

static guint
bit_of (guint from, guint to)
{
  return 1u << (3 * from + to);
}

static guint
bits_of_joint (guint joint, guint a, guint b)
{
  return (joint == FORTH || joint == MUTUAL ? bit_of (a, b) : 0) | (joint == BACK || joint == MUTUAL ? bit_of (b, a) : 0);
}

static guint
renumber (guint bits, const guint order[3])
{
  guint result = 0;

  for (guint from = 0; from < 3; from++)
    for (guint to = 0; to < 3; to++)
      if (bits & bit_of (from, to))
        result |= bit_of (order[from], order[to]);
  return result;
}

static guint
least_numbering (guint bits)
{
  static const guint orders[6][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
  guint least = bits;

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    least = MIN (least, renumber (bits, orders[i]));
  return least;
}

/* The class of three nodes of which the pairs are joined so, or -1 where they are not connected. */
static int
find_class (guint uv, guint uw, guint vw)
{
  const guint id = least_numbering (bits_of_joint (uv, 0, 1) | bits_of_joint (uw, 0, 2) | bits_of_joint (vw, 1, 2));

  for (int i = 0; i < SPK_N_TRIADS; i++)
    if (triads[i].id == id)
      return i;
  return -1;
}

/* What counting works with: the class of each code, and for each node the others by how they are joined to it. */
typedef struct
{
  int      classes[N_CODES];
  guint    words;
  guint64 *rows; /* [n][N_JOINTS][words] */
} Counter;

static void
counter_init (Counter *counter, const SpkMotifGraph *graph)
{
  counter->words = graph->words;
  counter->rows = g_new (guint64, (gsize) graph->n * N_JOINTS * graph->words);
  for (guint code = 0; code < N_CODES; code++)
    counter->classes[code] = find_class (code / (N_JOINTS * N_JOINTS), code / N_JOINTS % N_JOINTS, code % N_JOINTS);
}

static guint64 *
row_of (const Counter *counter, guint node, guint joint)
{
  return counter->rows + ((gsize) node * N_JOINTS + joint) * counter->words;
}

static void
counter_sort_neighbours (Counter *counter, const SpkMotifGraph *graph)
{
  for (guint node = 0; node < graph->n; node++)
    for (guint i = 0; i < graph->words; i++)
      {
        const guint n_nodes = MIN (64, graph->n - 64 * i);
        guint64 others = n_nodes == 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << n_nodes) - 1;
        const guint64 out = spk_motif_graph_get_targets (graph, node)[i];
        const guint64 in = spk_motif_graph_get_sources (graph, node)[i];

        if (node / 64 == i)
          others &= ~(G_GUINT64_CONSTANT (1) << (node % 64));
        row_of (counter, node, NOT)[i] = ~out & ~in & others;
        row_of (counter, node, FORTH)[i] = out & ~in & others;
        row_of (counter, node, BACK)[i] = ~out & in & others;
        row_of (counter, node, MUTUAL)[i] = out & in & others;
      }
}

static guint
joint_of (const SpkMotifGraph *graph, guint a, guint b)
{
  return (spk_motif_graph_has (graph, a, b) ? FORTH : 0) | (spk_motif_graph_has (graph, b, a) ? BACK : 0);
}

static guint
count_common (const guint64 *a, const guint64 *b, guint words)
{
  guint count = 0;

  for (guint i = 0; i < words; i++)
    count += __builtin_popcountll (a[i] & b[i]);
  return count;
}

static void
count_third_nodes (const Counter *counter, guint u, guint v, guint uv, guint64 *counts)
{
  for (guint uw = 0; uw < N_JOINTS; uw++)
    for (guint vw = 0; vw < N_JOINTS; vw++)
      {
        const int class = counter->classes[(uv * N_JOINTS + uw) * N_JOINTS + vw];

        if (class >= 0)
          counts[class] += count_common (row_of (counter, u, uw), row_of (counter, v, vw), counter->words);
      }
}

/* Every three nodes are met three times, once from each of their pairs. */
static void
count_triads (Counter *counter, const SpkMotifGraph *graph, guint64 counts[SPK_N_TRIADS])
{
  for (guint i = 0; i < SPK_N_TRIADS; i++)
    counts[i] = 0;
  counter_sort_neighbours (counter, graph);
  for (guint u = 0; u < graph->n; u++)
    for (guint v = u + 1; v < graph->n; v++)
      count_third_nodes (counter, u, v, joint_of (graph, u, v), counts);
  for (guint i = 0; i < SPK_N_TRIADS; i++)
    counts[i] /= 3;
}

/**
 * spk_motif_census_count:
 * @graph: self loops are not looked at
 * @counts: (out caller-allocates): induced subgraphs of three nodes of each class
 *
 * Work: n^2 / 2 pairs of nodes times n / 64 words.
 */
void
spk_motif_census_count (const SpkMotifGraph *graph, guint64 counts[SPK_N_TRIADS])
{
  Counter counter;

  counter_init (&counter, graph);
  count_triads (&counter, graph, counts);
  g_free (counter.rows);
}

/* Mean and squared deviations, one graph after another (Welford). */
static void
add_to_statistics (SpkMotifCensus *census, const guint64 *counts)
{
  census->n_random++;
  for (guint i = 0; i < SPK_N_TRIADS; i++)
    {
      const double before = counts[i] - census->means[i];

      census->means[i] += before / census->n_random;
      census->deviations[i] += before * (counts[i] - census->means[i]);
    }
}

static void
finish_statistics (SpkMotifCensus *census)
{
  for (guint i = 0; i < SPK_N_TRIADS; i++)
    {
      if (census->n_random == 0)
        census->means[i] = NAN;
      census->deviations[i] = census->n_random > 1 ? sqrt (census->deviations[i] / (census->n_random - 1)) : NAN;
      census->z[i] = census->deviations[i] > 0 ? (census->counts[i] - census->means[i]) / census->deviations[i] : NAN;
    }
}

static gboolean
compare_with_random (Counter *counter, const SpkMotifGraph *graph, guint n_random, guint64 seed,
                     GCancellable *cancellable, SpkMotifCensus *census, GError **error)
{
  g_autoptr (SpkMotifRewiring) rewiring = spk_motif_rewiring_new (graph);
  guint64 counts[SPK_N_TRIADS];

  for (guint i = 0; i < n_random; i++)
    {
      SpkRandom random;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      spk_random_init (&random, seed, SPK_PURPOSE_REWIRING, 0, i);
      spk_motif_rewiring_walk (rewiring, SPK_CENSUS_SWITCHES * spk_motif_rewiring_count (rewiring), &random);
      count_triads (counter, spk_motif_rewiring_get_graph (rewiring), counts);
      add_to_statistics (census, counts);
    }
  return TRUE;
}

/**
 * spk_motif_census_take:
 * @graph: a motif; types of connections and self loops do not matter
 * @n_random: number of random graphs to compare with, 0 for none
 * @seed: of the random graphs
 * @cancellable: (nullable)
 * @census: (out caller-allocates)
 *
 * Counts the 13 classes of connected subgraphs of three neurons, and holds the counts against graphs in which every
 * neuron has as many one-way connections in and out and mutual pairs as in @graph (Milo et al., Science 298, 824, 2002).
 * The same seed gives the same bits.
 *
 * Returns: %FALSE where it was cancelled
 */
gboolean
spk_motif_census_take (const SpkMotifGraph *graph, guint n_random, guint64 seed, GCancellable *cancellable,
                       SpkMotifCensus *census, GError **error)
{
  Counter counter;
  gboolean done;

  *census = (SpkMotifCensus) { .n_random = 0 };
  counter_init (&counter, graph);
  count_triads (&counter, graph, census->counts);
  done = compare_with_random (&counter, graph, n_random, seed, cancellable, census, error);
  finish_statistics (census);
  g_free (counter.rows);
  return done;
}
