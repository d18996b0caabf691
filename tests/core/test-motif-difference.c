/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-difference.h"

#include "base/spk-random.h"
#include "motif/spk-motif-edit.h"

/* The motif with its neurons in a random order. */
static SpkTopology *
shuffle (const SpkTopology *motif, guint32 index)
{
  const guint n = spk_topology_get_size (motif);
  g_autofree guint32 *order = g_new (guint32, n);
  SpkRandom random;

  for (guint i = 0; i < n; i++)
    order[i] = i;
  spk_random_init (&random, 1, SPK_PURPOSE_TEST, 0, index);
  spk_random_shuffle (&random, order, n);
  return spk_motif_reorder (motif, order);
}

static guint
get_or_absent (const SpkTopology *motif, guint post, guint pre)
{
  const guint n = spk_topology_get_size (motif);

  return post < n && pre < n ? spk_topology_get_intra (motif, post, pre) : SPK_ABSENT;
}

static guint
count_under (const SpkTopology *first, const SpkTopology *second, const guint *order, guint n)
{
  guint count = 0;

  for (guint post = 0; post < n; post++)
    {
      for (guint pre = 0; pre < n; pre++)
        count += get_or_absent (first, post, pre) != get_or_absent (second, order[post], order[pre]);
      for (SpkSide side = SPK_PREVIOUS; side <= SPK_NEXT; side++)
        {
          const int a = post < spk_topology_get_size (first) ? spk_topology_get_lateral (first, post, side) : SPK_ABSENT;
          const int b =
            order[post] < spk_topology_get_size (second) ? spk_topology_get_lateral (second, order[post], side) : SPK_ABSENT;

          count += a != b;
        }
    }
  return count;
}

/* The least number of differences over all orders, by trying each. */
static guint
find_least (const SpkTopology *first, const SpkTopology *second, guint *order, guint fixed, guint n)
{
  guint least = G_MAXUINT;

  if (fixed == n)
    return count_under (first, second, order, n);
  for (guint i = fixed; i < n; i++)
    {
      const guint here = order[fixed];
      guint count;

      order[fixed] = order[i];
      order[i] = here;
      count = find_least (first, second, order, fixed + 1, n);
      order[i] = order[fixed];
      order[fixed] = here;
      least = MIN (least, count);
    }
  return least;
}

static void
test_matching_is_the_best_of_all_orders (void)
{
  for (guint32 index = 0; index < 24; index++)
    {
      const guint n_first = 2 + index % 5, n_second = 2 + index / 5;
      g_autoptr (SpkTopology) first = spk_topology_new_random (n_first, 0.4, 1, index);
      g_autoptr (SpkTopology) second = spk_topology_new_random (n_second, 0.4, 2, index);
      g_autoptr (SpkMotifMatching) matching = spk_motif_matching_new (first, second, 1);
      guint order[8] = { 0, 1, 2, 3, 4, 5, 6, 7 };

      g_assert_true (matching->is_best);
      g_assert_cmpuint (matching->cost, ==, find_least (first, second, order, 0, MAX (n_first, n_second)));
    }
}

static void
test_same_motif_in_another_order_is_found (void)
{
  const guint sizes[] = { 1, 5, 9, 16, 64, 200 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (SpkTopology) motif = spk_topology_new_random (sizes[i], 0.3, 1, 0);
      g_autoptr (SpkTopology) shuffled = shuffle (motif, i);
      g_autoptr (SpkMotifMatching) matching = spk_motif_matching_new (motif, shuffled, 1);
      g_autoptr (SpkMotifDifference) difference = spk_motif_difference_new (motif, shuffled, matching);

      g_assert_cmpuint (matching->cost, ==, 0);
      g_assert_true (matching->is_best);
      g_assert_cmpuint (difference->n_differences, ==, 0);
      g_assert_cmpuint (difference->n_same, ==, spk_topology_count_connections (motif));
    }
}

static void
test_few_changes_in_another_order_are_found (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (16, 0.3, 1, 0);
  g_autoptr (SpkTopology) one = spk_topology_with_intra (motif, 3, 4, -spk_topology_get_intra (motif, 3, 4) ?: 1);
  g_autoptr (SpkTopology) two = spk_topology_with_lateral (one, 7, SPK_NEXT, !spk_topology_get_lateral (one, 7, SPK_NEXT));
  g_autoptr (SpkTopology) shuffled = shuffle (two, 1);
  g_autoptr (SpkMotifMatching) matching = spk_motif_matching_new (motif, shuffled, 1);

  g_assert_cmpuint (matching->cost, <=, 2);
  g_assert_cmpuint (matching->cost, >, 0);
  g_assert_false (matching->is_best);
}

static void
test_part_of_a_larger_motif_is_found (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (6, 0.4, 1, 0);
  g_autoptr (SpkTopology) larger = spk_motif_add_neuron (motif, NULL, NULL);
  g_autoptr (SpkTopology) joined = spk_topology_with_intra (larger, 6, 2, SPK_INHIBITORY);
  g_autoptr (SpkTopology) shuffled = shuffle (joined, 3);
  g_autoptr (SpkMotifMatching) matching = spk_motif_matching_new (motif, shuffled, 1);
  g_autoptr (SpkMotifDifference) difference = spk_motif_difference_new (motif, shuffled, matching);
  g_autoptr (SpkMotifMatching) back = spk_motif_matching_new (shuffled, motif, 1);
  g_autoptr (SpkMotifDifference) reverse = spk_motif_difference_new (shuffled, motif, back);

  g_assert_cmpuint (matching->cost, ==, 1);
  g_assert_cmpuint (difference->size, ==, 7);
  g_assert_cmpuint (difference->first[6], ==, SPK_UNMATCHED);
  g_assert_cmpuint (difference->n_differences, ==, 1);
  g_assert_cmpint (difference->differences[0].kind, ==, SPK_DIFFERENCE_ADDED);
  g_assert_cmpuint (difference->differences[0].post, ==, 6);
  g_assert_cmpint (difference->differences[0].after, ==, SPK_INHIBITORY);
  g_assert_cmpuint (reverse->counts[SPK_DIFFERENCE_REMOVED], ==, 1);
  g_assert_cmpuint (reverse->size, ==, 7);
}

/* In order: 0 -> 1 is new, 1 -> 0 is gone, 1 -> 1 turned inhibitory, lateral into 0 too. */
static void
test_kinds_of_differences (void)
{
  const gint8 before[] = { 0, 1, 0, 1 }, after[] = { 0, 0, -1, -1 };
  const gint8 lateral_before[] = { 1, 0, 0, 0 }, lateral_after[] = { -1, 0, 0, 0 };
  g_autoptr (SpkTopology) first = spk_topology_new (2, before, lateral_before);
  g_autoptr (SpkTopology) second = spk_topology_new (2, after, lateral_after);
  g_autoptr (SpkMotifMatching) matching = spk_motif_matching_new_in_order (first, second);
  g_autoptr (SpkMotifDifference) difference = spk_motif_difference_new (first, second, matching);
  g_autoptr (JsonNode) json = spk_motif_difference_to_json (difference);

  g_assert_cmpuint (difference->counts[SPK_DIFFERENCE_ADDED], ==, 1);
  g_assert_cmpuint (difference->counts[SPK_DIFFERENCE_REMOVED], ==, 1);
  g_assert_cmpuint (difference->counts[SPK_DIFFERENCE_CHANGED], ==, 2);
  g_assert_cmpuint (difference->n_differences, ==, 4);
  g_assert_cmpuint (matching->cost, ==, 4);
  g_assert_cmpint (difference->differences[0].kind, ==, SPK_DIFFERENCE_REMOVED);
  g_assert_cmpuint (difference->differences[0].pre, ==, 1);
  g_assert_true (difference->differences[1].is_lateral);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (json), "changed"), ==, 2);
}

static void
test_matching_of_the_largest_ends (void)
{
  g_autoptr (SpkTopology) first = spk_topology_new_random (1024, 0.5, 1, 0);
  g_autoptr (SpkTopology) second = spk_topology_new_random (1024, 0.5, 1, 1);
  g_autoptr (SpkMotifMatching) in_order = spk_motif_matching_new_in_order (first, second);
  g_autoptr (SpkMotifMatching) matching = spk_motif_matching_new (first, second, 1);

  g_assert_cmpuint (matching->cost, <=, in_order->cost);
  g_assert_cmpuint (in_order->cost, ==, spk_topology_count_differences (first, second));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/motif/matching/best", test_matching_is_the_best_of_all_orders);
  g_test_add_func ("/motif/matching/same", test_same_motif_in_another_order_is_found);
  g_test_add_func ("/motif/matching/few-changes", test_few_changes_in_another_order_are_found);
  g_test_add_func ("/motif/matching/part", test_part_of_a_larger_motif_is_found);
  g_test_add_func ("/motif/matching/largest", test_matching_of_the_largest_ends);
  g_test_add_func ("/motif/difference/kinds", test_kinds_of_differences);
  return g_test_run ();
}
