/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-analysis.h"

#include <math.h>

#include "base/spk-random.h"
#include "motif/spk-motif-rewiring.h"

static SpkMotifGraph *
graph_of_edges (guint n, const guint (*edges)[2], guint n_edges)
{
  g_autoptr (SpkTopology) empty = spk_topology_new (n, NULL, NULL);
  SpkMotifGraph *graph = spk_motif_graph_new (empty, SPK_GRAPH_ALL);

  for (guint i = 0; i < n_edges; i++)
    spk_motif_graph_add (graph, edges[i][0], edges[i][1]);
  return graph;
}

static SpkMotifGraph *
random_graph (guint n, double density, guint32 index)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (n, density, 11, index);

  return spk_motif_graph_new (motif, SPK_GRAPH_ALL);
}

static void
test_graph_has_the_chosen_connections (void)
{
  const gint8 intra[] = { 1, 1, -1, 0, -1, 0, 0, 0, 0 };
  g_autoptr (SpkTopology) motif = spk_topology_new (3, intra, NULL);
  g_autoptr (SpkMotifGraph) all = spk_motif_graph_new (motif, SPK_GRAPH_ALL);
  g_autoptr (SpkMotifGraph) between = spk_motif_graph_new (motif, SPK_GRAPH_BOTH);
  g_autoptr (SpkMotifGraph) excitatory = spk_motif_graph_new (motif, SPK_GRAPH_EXCITATORY | SPK_GRAPH_SELF);

  g_assert_cmpuint (spk_motif_graph_count (all), ==, 4);
  g_assert_cmpuint (spk_motif_graph_count (between), ==, 2);
  g_assert_cmpuint (spk_motif_graph_count (excitatory), ==, 2);
  g_assert_true (spk_motif_graph_has (excitatory, 1, 0));
  g_assert_false (spk_motif_graph_has (excitatory, 0, 1));
  g_assert_false (spk_motif_graph_has (excitatory, 2, 0));
}

/* reach[i][j] by Warshall's closure */
static void
close_transitively (const SpkMotifGraph *graph, gboolean *reach)
{
  const guint n = graph->n;

  for (guint i = 0; i < n * n; i++)
    reach[i] = i / n == i % n || spk_motif_graph_has (graph, i / n, i % n);
  for (guint k = 0; k < n; k++)
    for (guint i = 0; i < n; i++)
      for (guint j = 0; j < n; j++)
        reach[i * n + j] |= reach[i * n + k] && reach[k * n + j];
}

static void
test_components_are_those_of_the_closure (void)
{
  const guint n = 70;
  g_autofree gboolean *reach = g_new (gboolean, n * n);

  for (guint32 index = 0; index < 30; index++)
    {
      g_autoptr (SpkMotifGraph) graph = random_graph (n, 0.005 * (index % 6 + 1), index);
      guint n_components;
      g_autofree guint *components = spk_motif_graph_find_components (graph, &n_components);

      close_transitively (graph, reach);
      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < n; j++)
          {
            const gboolean together = reach[i * n + j] && reach[j * n + i];

            g_assert_cmpuint (components[i], <, n_components);
            g_assert_cmpint (components[i] == components[j], ==, together);
            if (spk_motif_graph_has (graph, i, j))
              g_assert_cmpuint (components[i], >=, components[j]);
          }
    }
}

static void
test_components_of_a_long_chain (void)
{
  g_autoptr (SpkMotifGraph) graph = graph_of_edges (1024, NULL, 0);
  guint n_components;

  for (guint i = 0; i + 1 < 1024; i++)
    spk_motif_graph_add (graph, i, i + 1);
  g_free (spk_motif_graph_find_components (graph, &n_components));
  g_assert_cmpuint (n_components, ==, 1024);
  spk_motif_graph_add (graph, 1023, 0);
  g_free (spk_motif_graph_find_components (graph, &n_components));
  g_assert_cmpuint (n_components, ==, 1);
}

/* Every class from its own edges: the one graph of three nodes that has them. */
static void
test_every_triad_is_its_own_class (void)
{
  for (guint triad = 0; triad < SPK_N_TRIADS; triad++)
    {
      g_autoptr (SpkMotifGraph) graph = graph_of_edges (3, NULL, 0);
      g_auto (GStrv) edges = g_strsplit (spk_triad_get (triad)->edges, ", ", -1);
      guint64 counts[SPK_N_TRIADS];

      for (guint i = 0; edges[i] != NULL; i++)
        {
          const guint from = edges[i][0] - 'A', to = edges[i][strlen (edges[i]) - 1] - 'A';

          spk_motif_graph_add (graph, from, to);
          if (strstr (edges[i], "↔") != NULL)
            spk_motif_graph_add (graph, to, from);
        }
      spk_motif_census_count (graph, counts);
      for (guint i = 0; i < SPK_N_TRIADS; i++)
        g_assert_cmpuint (counts[i], ==, i == triad);
    }
}

/* What Holland and Leinhardt's names say: mutual and asymmetric pairs, degrees. */
static int
classify_by_degrees (const SpkMotifGraph *graph, const guint nodes[3])
{
  guint mutual = 0, single = 0, in[3] = { 0 }, out[3] = { 0 }, max_in = 0, max_out = 0;
  guint both = 3;
  const char *name = NULL;

  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      if (i != j && spk_motif_graph_has (graph, nodes[i], nodes[j]))
        {
          const gboolean back = spk_motif_graph_has (graph, nodes[j], nodes[i]);

          mutual += back && i < j;
          single += !back;
          out[i] += !back;
          in[j] += !back;
          if (back)
            both = both == 3 ? i : both;
        }
  for (guint i = 0; i < 3; i++)
    {
      max_in = MAX (max_in, in[i]);
      max_out = MAX (max_out, out[i]);
    }
  if (mutual + single < 2)
    return -1;
  if (mutual == 0 && single == 2)
    name = max_out == 2 ? "021D" : max_in == 2 ? "021U" : "021C";
  else if (mutual == 0)
    name = max_out == 2 ? "030T" : "030C";
  else if (mutual == 1 && single == 1) /* 111U: from the pair to the third node */
    for (guint i = 0; i < 3; i++)
      {
        const guint j = (i + 1) % 3, k = (i + 2) % 3;

        if (!spk_motif_graph_has (graph, nodes[i], nodes[j]) || !spk_motif_graph_has (graph, nodes[j], nodes[i]))
          continue;
        name = in[k] == 1 ? "111U" : "111D";
      }
  else if (mutual == 1)
    name = max_out == 2 ? "120D" : max_in == 2 ? "120U" : "120C";
  else
    name = mutual == 3 ? "300" : single == 1 ? "210" : "201";
  for (int i = 0; i < SPK_N_TRIADS; i++)
    if (g_str_equal (spk_triad_get (i)->name, name))
      return i;
  g_assert_not_reached ();
}

static void
test_census_is_that_of_all_triples (void)
{
  for (guint32 index = 0; index < 12; index++)
    {
      const guint n = index % 2 == 0 ? 9 : 67;
      g_autoptr (SpkMotifGraph) graph = random_graph (n, 0.08 * (index + 1), index);
      guint64 expected[SPK_N_TRIADS] = { 0 }, counts[SPK_N_TRIADS];

      for (guint a = 0; a < n; a++)
        for (guint b = a + 1; b < n; b++)
          for (guint c = b + 1; c < n; c++)
            {
              const int class = classify_by_degrees (graph, (guint[]){ a, b, c });

              if (class >= 0)
                expected[class]++;
            }
      spk_motif_census_count (graph, counts);
      for (guint i = 0; i < SPK_N_TRIADS; i++)
        g_assert_cmpuint (counts[i], ==, expected[i]);
    }
}

static void
get_degrees (const SpkMotifGraph *graph, guint node, guint degrees[3])
{
  degrees[0] = degrees[1] = degrees[2] = 0;
  for (guint other = 0; other < graph->n; other++)
    if (other != node)
      {
        const gboolean out = spk_motif_graph_has (graph, node, other);
        const gboolean in = spk_motif_graph_has (graph, other, node);

        degrees[0] += out && !in;
        degrees[1] += in && !out;
        degrees[2] += in && out;
      }
}

static void
test_rewiring_keeps_degrees_and_moves (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (40, 0.3, 2, 0);
  g_autoptr (SpkMotifGraph) graph = spk_motif_graph_new (motif, SPK_GRAPH_BOTH);
  g_autoptr (SpkMotifRewiring) rewiring = spk_motif_rewiring_new (graph);
  const SpkMotifGraph *rewired = spk_motif_rewiring_get_graph (rewiring);
  SpkRandom random;
  guint n_changed = 0;

  spk_random_init (&random, 1, SPK_PURPOSE_TEST, 0, 0);
  spk_motif_rewiring_walk (rewiring, 20 * spk_motif_rewiring_count (rewiring), &random);
  for (guint node = 0; node < graph->n; node++)
    {
      guint before[3], after[3];

      get_degrees (graph, node, before);
      get_degrees (rewired, node, after);
      for (guint i = 0; i < 3; i++)
        g_assert_cmpuint (before[i], ==, after[i]);
      for (guint other = 0; other < graph->n; other++)
        {
          g_assert_cmpint (spk_motif_graph_has (rewired, node, other), ==,
                           rewired->in[(gsize) other * rewired->words + node / 64] >> (node % 64) & 1);
          n_changed += spk_motif_graph_has (rewired, node, other) != spk_motif_graph_has (graph, node, other);
        }
      g_assert_false (spk_motif_graph_has (rewired, node, node));
    }
  g_assert_cmpuint (n_changed, >, spk_motif_graph_count (graph) / 3);
}

/* Five nodes with one edge in and one out, none mutual: the 24 rings of five, each as likely as the others. */
static void
test_rewiring_visits_all_graphs_equally (void)
{
  const guint ring[][2] = { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 4 }, { 4, 0 } };
  g_autoptr (SpkMotifGraph) graph = graph_of_edges (5, ring, 5);
  g_autoptr (SpkMotifRewiring) rewiring = spk_motif_rewiring_new (graph);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const guint n_walks = 24000;
  GHashTableIter iter;
  gpointer visits;
  SpkRandom random;

  spk_random_init (&random, 4, SPK_PURPOSE_TEST, 0, 0);
  for (guint i = 0; i < n_walks; i++)
    {
      const SpkMotifGraph *rewired = spk_motif_rewiring_get_graph (rewiring);
      guint key = 0;

      spk_motif_rewiring_walk (rewiring, 40, &random);
      for (guint node = 0; node < 5; node++)
        key = key << 5 | (guint) rewired->out[node];
      visits = g_hash_table_lookup (seen, GUINT_TO_POINTER (key));
      g_hash_table_insert (seen, GUINT_TO_POINTER (key), GUINT_TO_POINTER (GPOINTER_TO_UINT (visits) + 1));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 24);
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, NULL, &visits))
    g_assert_cmpfloat_with_epsilon (GPOINTER_TO_UINT (visits), n_walks / 24.0, 5 * sqrt (n_walks / 24.0));
}

/* Feed-forward loops planted into a sparse graph stand out; of a graph that is itself random none does. */
static void
test_planted_subgraphs_stand_out (void)
{
  g_autoptr (SpkMotifGraph) graph = graph_of_edges (60, NULL, 0);
  SpkMotifCensus census;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 60; i += 3)
    {
      spk_motif_graph_add (graph, i, i + 1);
      spk_motif_graph_add (graph, i, i + 2);
      spk_motif_graph_add (graph, i + 1, i + 2);
      spk_motif_graph_add (graph, i, (i + 7) % 60);
    }
  g_assert_true (spk_motif_census_take (graph, 100, 1, NULL, &census, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (census.n_random, ==, 100);
  g_assert_cmpuint (census.counts[4], >=, 20);
  g_assert_cmpfloat (census.z[4], >, 8);
  g_assert_true (isnan (census.z[12]));
}

static void
test_random_graph_does_not_stand_out (void)
{
  g_autoptr (SpkMotifGraph) graph = random_graph (40, 0.25, 3);
  SpkMotifCensus census;

  g_assert_true (spk_motif_census_take (graph, 300, 1, NULL, &census, NULL));
  for (guint i = 0; i < SPK_N_TRIADS; i++)
    g_assert_cmpfloat (fabs (census.z[i]), <, 4);
}

static void
test_census_repeats_with_its_seed (void)
{
  g_autoptr (SpkMotifGraph) graph = random_graph (20, 0.25, 3);
  SpkMotifCensus first, second, other;

  spk_motif_census_take (graph, 50, 9, NULL, &first, NULL);
  spk_motif_census_take (graph, 50, 9, NULL, &second, NULL);
  spk_motif_census_take (graph, 50, 10, NULL, &other, NULL);
  g_assert_cmpmem (first.means, sizeof first.means, second.means, sizeof second.means);
  g_assert_true (memcmp (first.means, other.means, sizeof first.means) != 0);
}

static void
test_cancelled_analysis_says_so (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (64, 0.5, 1, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (spk_motif_analysis_new (motif, 100, 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static guint64
count_cycles_slowly (const SpkMotifGraph *graph, guint root, guint node, guint length, guint used)
{
  guint64 count = 0;

  if (length == 1)
    return spk_motif_graph_has (graph, node, root);
  for (guint next = root + 1; next < graph->n; next++)
    if (spk_motif_graph_has (graph, node, next) && !(used >> next & 1))
      count += count_cycles_slowly (graph, root, next, length - 1, used | 1u << next);
  return count;
}

static void
test_cycles_are_those_of_a_plain_search (void)
{
  for (guint32 index = 0; index < 10; index++)
    {
      g_autoptr (SpkMotifGraph) graph = random_graph (9, 0.1 * (index + 1), index);
      SpkMotifCycles cycles;

      g_assert_true (spk_motif_cycles_count (graph, NULL, &cycles, NULL));
      g_assert_cmpuint (cycles.max_length, ==, 9);
      for (guint length = 1; length <= 9; length++)
        {
          guint64 expected = 0;

          for (guint root = 0; root < 9; root++)
            expected += count_cycles_slowly (graph, root, root, length, 1u << root);
          g_assert_cmpuint (cycles.counts[length], ==, expected);
        }
    }
}

static void
test_cycles_of_a_large_dense_motif_are_bounded (void)
{
  g_autoptr (SpkMotifGraph) graph = random_graph (1024, 1, 0);
  SpkMotifCycles cycles;

  g_assert_true (spk_motif_cycles_count (graph, NULL, &cycles, NULL));
  g_assert_cmpuint (cycles.wanted_length, ==, SPK_CYCLES_MAX_LENGTH);
  g_assert_cmpuint (cycles.max_length, >=, 3);
  g_assert_cmpuint (cycles.max_length, <, 6);
  g_assert_cmpuint (cycles.counts[1], ==, 1024);
  g_assert_cmpuint (cycles.counts[2], ==, 1024 * 1023 / 2);
  g_assert_cmpuint (cycles.counts[3], ==, G_GUINT64_CONSTANT (1024) * 1023 * 1022 / 3);
  g_assert_cmpuint (cycles.counts[cycles.max_length + 1], ==, 0);
}

static void
test_analysis_of_a_known_motif (void)
{
  /* 0 -> 1 excitatory, 1 -| 0, 2 to itself, 2 hears of 1 */
  const gint8 intra[] = { 0, -1, 0, 1, 0, 0, 0, 1, -1 };
  const gint8 lateral[] = { 1, -1, 0, 0, 0, 1 };
  g_autoptr (SpkTopology) motif = spk_topology_new (3, intra, lateral);
  g_autoptr (SpkMotifAnalysis) analysis = spk_motif_analysis_new (motif, 10, 1, NULL, NULL);
  g_autoptr (JsonNode) json = spk_motif_analysis_to_json (analysis);

  g_assert_cmpfloat (analysis->density, ==, 7 / 15.0);
  g_assert_cmpuint (analysis->n_excitatory, ==, 4);
  g_assert_cmpuint (analysis->n_inhibitory, ==, 3);
  g_assert_cmpuint (analysis->n_lateral, ==, 3);
  g_assert_cmpuint (analysis->n_self, ==, 1);
  g_assert_cmpfloat (analysis->balance, ==, 4 / 7.0);
  g_assert_cmpuint (analysis->in_degrees[2], ==, 2);
  g_assert_cmpuint (analysis->out_degrees[1], ==, 2);
  g_assert_cmpuint (analysis->lateral_degrees[0], ==, 2);
  g_assert_cmpint (analysis->net_inputs[0], ==, -1);
  g_assert_cmpint (analysis->net_inputs[2], ==, 1);
  g_assert_cmpuint (analysis->n_components, ==, 2);
  g_assert_cmpuint (analysis->largest_component, ==, 2);
  g_assert_cmpuint (analysis->components[0], ==, analysis->components[1]);
  g_assert_cmpuint (analysis->cycles.counts[1], ==, 1);
  g_assert_cmpuint (analysis->cycles.counts[2], ==, 1);
  g_assert_cmpuint (analysis->cycles.counts[3], ==, 0);
  g_assert_cmpuint (analysis->census.counts[2], ==, 1); /* A <-> B, A -> C */
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (json), "lateral"), ==, 3);
}

static void
test_analysis_of_an_empty_motif (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new (1, NULL, NULL);
  g_autoptr (SpkMotifAnalysis) analysis = spk_motif_analysis_new (motif, 5, 1, NULL, NULL);
  g_autoptr (JsonNode) json = spk_motif_analysis_to_json (analysis);

  g_assert_true (isnan (analysis->balance));
  g_assert_cmpuint (analysis->n_components, ==, 1);
  g_assert_true (json_object_get_null_member (json_node_get_object (json), "balance"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/motif/graph/parts", test_graph_has_the_chosen_connections);
  g_test_add_func ("/motif/components/closure", test_components_are_those_of_the_closure);
  g_test_add_func ("/motif/components/chain", test_components_of_a_long_chain);
  g_test_add_func ("/motif/census/classes", test_every_triad_is_its_own_class);
  g_test_add_func ("/motif/census/all-triples", test_census_is_that_of_all_triples);
  g_test_add_func ("/motif/rewiring/degrees", test_rewiring_keeps_degrees_and_moves);
  g_test_add_func ("/motif/rewiring/fair", test_rewiring_visits_all_graphs_equally);
  g_test_add_func ("/motif/census/planted", test_planted_subgraphs_stand_out);
  g_test_add_func ("/motif/census/random", test_random_graph_does_not_stand_out);
  g_test_add_func ("/motif/census/seed", test_census_repeats_with_its_seed);
  g_test_add_func ("/motif/analysis/cancelled", test_cancelled_analysis_says_so);
  g_test_add_func ("/motif/cycles/plain-search", test_cycles_are_those_of_a_plain_search);
  g_test_add_func ("/motif/cycles/bounded", test_cycles_of_a_large_dense_motif_are_bounded);
  g_test_add_func ("/motif/analysis/known", test_analysis_of_a_known_motif);
  g_test_add_func ("/motif/analysis/empty", test_analysis_of_an_empty_motif);
  return g_test_run ();
}
