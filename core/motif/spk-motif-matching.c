/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-matching.h"

#include <string.h>

#include "base/spk-random.h"

/* Random orders that the local search begins with, after that of the motifs and that of the neurons' colours. */
#define N_RANDOM_STARTS 24

/* Comparisons of two connections after which the local search ends: about a second. */
#define MAX_WORK (G_GUINT64_CONSTANT (1) << 30)

#define N_COLOUR_ROUNDS 3

/* Two motifs as matrices of one size: the smaller one gets neurons without connections. The order says which neuron of the
 * second stands in for which of the first. */
typedef struct
{
  guint   n;
  guint   n_real[2];
  gint8  *types[2];   /* [n][n] */
  gint8  *lateral[2]; /* [n][2] */
  guint  *order;      /* [n] */
  guint   cost;       /* of order */
  guint  *best;       /* [n] */
  guint   best_cost;
  guint64 work;
} Problem;

static void
load_motif (Problem *problem, guint which, const SpkTopology *motif)
{
  const guint size = spk_topology_get_size (motif);

  problem->n_real[which] = size;
  problem->types[which] = g_new0 (gint8, (gsize) problem->n * problem->n);
  problem->lateral[which] = g_new0 (gint8, 2 * (gsize) problem->n);
  for (guint post = 0; post < size; post++)
    {
      for (guint pre = 0; pre < size; pre++)
        problem->types[which][(gsize) post * problem->n + pre] = spk_topology_get_intra (motif, post, pre);
      problem->lateral[which][2 * post] = spk_topology_get_lateral (motif, post, SPK_PREVIOUS);
      problem->lateral[which][2 * post + 1] = spk_topology_get_lateral (motif, post, SPK_NEXT);
    }
}

static void
problem_init (Problem *problem, const SpkTopology *first, const SpkTopology *second)
{
  *problem = (Problem){ .n = MAX (spk_topology_get_size (first), spk_topology_get_size (second)) };
  load_motif (problem, 0, first);
  load_motif (problem, 1, second);
  problem->order = g_new (guint, problem->n);
  problem->best = g_new (guint, problem->n);
  problem->best_cost = G_MAXUINT;
}

static void
problem_clear (Problem *problem)
{
  for (guint i = 0; i < 2; i++)
    {
      g_free (problem->types[i]);
      g_free (problem->lateral[i]);
    }
  g_free (problem->order);
  g_free (problem->best);
}

static gboolean
differ (const Problem *problem, guint post, guint pre, guint post_second, guint pre_second)
{
  return problem->types[0][(gsize) post * problem->n + pre] !=
         problem->types[1][(gsize) post_second * problem->n + pre_second];
}

static guint
count_lateral (const Problem *problem, guint neuron, guint second)
{
  return (problem->lateral[0][2 * neuron] != problem->lateral[1][2 * second]) +
         (problem->lateral[0][2 * neuron + 1] != problem->lateral[1][2 * second + 1]);
}

/* Differences between @neuron and those before it, and of its own, where @second stands in for it. */
static guint
count_with_earlier (const Problem *problem, guint neuron, guint second)
{
  guint count = count_lateral (problem, neuron, second) + differ (problem, neuron, neuron, second, second);

  for (guint i = 0; i < neuron; i++)
    count += differ (problem, neuron, i, second, problem->order[i]) + differ (problem, i, neuron, problem->order[i], second);
  return count;
}

static guint
count_all (const Problem *problem)
{
  guint count = 0;

  for (guint i = 0; i < problem->n; i++)
    count += count_with_earlier (problem, i, problem->order[i]);
  return count;
}

static void
keep_if_better (Problem *problem)
{
  if (problem->cost >= problem->best_cost)
    return;
  problem->best_cost = problem->cost;
  memcpy (problem->best, problem->order, problem->n * sizeof (guint));
}

/* Differences in rows and columns of @a and @b, which @as_a and @as_b stand in for. */
static guint
count_of_two (const Problem *problem, guint a, guint b, guint as_a, guint as_b)
{
  guint count = count_lateral (problem, a, as_a) + count_lateral (problem, b, as_b) +
                differ (problem, a, a, as_a, as_a) + differ (problem, b, b, as_b, as_b) +
                differ (problem, a, b, as_a, as_b) + differ (problem, b, a, as_b, as_a);

  for (guint i = 0; i < problem->n; i++)
    if (i != a && i != b)
      {
        const guint as_i = problem->order[i];

        count += differ (problem, a, i, as_a, as_i) + differ (problem, i, a, as_i, as_a) +
                 differ (problem, b, i, as_b, as_i) + differ (problem, i, b, as_i, as_b);
      }
  return count;
}

static gboolean
try_swap (Problem *problem, guint a, guint b)
{
  const guint as_a = problem->order[a], as_b = problem->order[b];
  guint now, then;

  if (a >= problem->n_real[0] && b >= problem->n_real[0]) /* both without connections: nothing changes */
    return FALSE;
  now = count_of_two (problem, a, b, as_a, as_b);
  then = count_of_two (problem, a, b, as_b, as_a);
  problem->work += 8 * (guint64) problem->n;
  if (then >= now)
    return FALSE;
  problem->order[a] = as_b;
  problem->order[b] = as_a;
  problem->cost -= now - then;
  return TRUE;
}

/* Swaps two neurons wherever that helps, until it helps nowhere. */
static void
descend (Problem *problem)
{
  gboolean improved = TRUE;

  problem->cost = count_all (problem);
  while (improved && problem->work < MAX_WORK)
    {
      improved = FALSE;
      for (guint a = 0; a < problem->n && problem->work < MAX_WORK; a++)
        for (guint b = a + 1; b < problem->n; b++)
          improved |= try_swap (problem, a, b);
    }
  keep_if_better (problem);
}

static void
put_in_order (Problem *problem)
{
  for (guint i = 0; i < problem->n; i++)
    problem->order[i] = i;
}

static guint64
mix (guint64 value)
{
  value ^= value >> 31;
  value *= G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  return value ^ value >> 29;
}

/* A number that says what the surroundings of each neuron look like, the same under any order of the neurons (Weisfeiler
 * and Leman, 1968). */
static guint64 *
colour_neurons (const Problem *problem, guint which)
{
  const guint n = problem->n;
  guint64 *colours = g_new0 (guint64, n);
  g_autofree guint64 *next = g_new (guint64, n);

  for (guint round = 0; round <= N_COLOUR_ROUNDS; round++)
    {
      for (guint i = 0; i < n; i++)
        {
          next[i] = mix (colours[i] + 3 * (problem->lateral[which][2 * i] + 1) + problem->lateral[which][2 * i + 1] + 2) +
                    mix (1000 + problem->types[which][(gsize) i * n + i]);
          for (guint j = 0; j < n; j++)
            if (j != i)
              next[i] += mix (colours[j] * 7 + 2000 + problem->types[which][(gsize) i * n + j]) +
                         mix (colours[j] * 11 + 3000 + problem->types[which][(gsize) j * n + i]);
        }
      memcpy (colours, next, n * sizeof (guint64));
    }
  return colours;
}

/* Neurons of equal colours for each other, the rest in their order. */
static void
put_by_colour (Problem *problem)
{
  g_autofree guint64 *first = colour_neurons (problem, 0);
  g_autofree guint64 *second = colour_neurons (problem, 1);
  g_autofree gboolean *taken = g_new0 (gboolean, problem->n);
  guint next = 0;

  for (guint i = 0; i < problem->n; i++)
    {
      problem->order[i] = SPK_UNMATCHED;
      for (guint j = 0; j < problem->n && problem->order[i] == SPK_UNMATCHED; j++)
        if (!taken[j] && first[i] == second[j])
          {
            problem->order[i] = j;
            taken[j] = TRUE;
          }
    }
  for (guint i = 0; i < problem->n; i++)
    if (problem->order[i] == SPK_UNMATCHED)
      {
        while (taken[next])
          next++;
        problem->order[i] = next;
        taken[next] = TRUE;
      }
}

static void
search_locally (Problem *problem, guint64 seed)
{
  put_in_order (problem);
  descend (problem);
  put_by_colour (problem);
  descend (problem);
  for (guint start = 0; start < N_RANDOM_STARTS && problem->best_cost > 0 && problem->work < MAX_WORK; start++)
    {
      SpkRandom random;

      spk_random_init (&random, seed, SPK_PURPOSE_MATCHING, 0, start);
      put_in_order (problem);
      spk_random_shuffle (&random, problem->order, problem->n);
      descend (problem);
    }
}

/* All orders of the neurons from @neuron on that may still be better than the best. */
static void
search_all (Problem *problem, guint neuron, guint cost, guint used)
{
  if (cost >= problem->best_cost)
    return;
  if (neuron == problem->n)
    {
      problem->cost = cost;
      keep_if_better (problem);
      return;
    }
  for (guint second = 0; second < problem->n; second++)
    {
      if (used >> second & 1)
        continue;
      if (neuron > problem->n_real[0] && problem->order[neuron - 1] > second) /* neurons without connections: one order */
        continue;
      problem->order[neuron] = second;
      search_all (problem, neuron + 1, cost + count_with_earlier (problem, neuron, second), used | 1u << second);
    }
}

static SpkMotifMatching *
make_matching (const Problem *problem, gboolean is_best)
{
  SpkMotifMatching *self = g_new0 (SpkMotifMatching, 1);

  self->n_first = problem->n_real[0];
  self->n_second = problem->n_real[1];
  self->to_second = g_new (guint, self->n_first);
  self->to_first = g_new (guint, self->n_second);
  self->cost = problem->best_cost;
  self->is_best = is_best;
  for (guint i = 0; i < self->n_second; i++)
    self->to_first[i] = SPK_UNMATCHED;
  for (guint i = 0; i < self->n_first; i++)
    {
      const guint second = problem->best[i];

      self->to_second[i] = second < self->n_second ? second : SPK_UNMATCHED;
      if (second < self->n_second)
        self->to_first[second] = i;
    }
  return self;
}

/**
 * spk_motif_matching_new:
 * @seed: of the orders that the search begins with
 *
 * Finds the relabelling under which fewest connections differ. If neither motif has more than
 * %SPK_MATCHING_EXACT_SIZE neurons, by branch and bound over all of them; else by swaps of two neurons from several
 * orders, one of them the neurons' own, so that the result is never worse than comparing place by place, and one by the
 * colours of Weisfeiler and Leman, which finds most motifs that are the same in another order. Takes up to some seconds for
 * the largest. The same seed gives the same result.
 *
 * Returns: (transfer full): the matching
 */
SpkMotifMatching *
spk_motif_matching_new (const SpkTopology *first, const SpkTopology *second, guint64 seed)
{
  SpkMotifMatching *self;
  Problem problem;

  problem_init (&problem, first, second);
  search_locally (&problem, seed);
  if (problem.n <= SPK_MATCHING_EXACT_SIZE)
    search_all (&problem, 0, 0, 0);
  self = make_matching (&problem, problem.n <= SPK_MATCHING_EXACT_SIZE || problem.best_cost == 0);
  problem_clear (&problem);
  return self;
}

/**
 * spk_motif_matching_new_in_order:
 *
 * Returns: (transfer full): the matching of each neuron with that of the same number
 */
SpkMotifMatching *
spk_motif_matching_new_in_order (const SpkTopology *first, const SpkTopology *second)
{
  SpkMotifMatching *self;
  Problem problem;

  problem_init (&problem, first, second);
  put_in_order (&problem);
  problem.cost = count_all (&problem);
  keep_if_better (&problem);
  self = make_matching (&problem, problem.best_cost == 0);
  problem_clear (&problem);
  return self;
}

void
spk_motif_matching_free (SpkMotifMatching *self)
{
  g_free (self->to_second);
  g_free (self->to_first);
  g_free (self);
}
