/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spk-random.h"

#include <math.h>

/* Philox4x32-10 with key and counter all zero: known answer of the authors' Random123 library. */
static void
test_known_answer (void)
{
  SpkRandom random;

  spk_random_init (&random, 0, (SpkPurpose) 0, 0, 0);
  g_assert_cmphex (spk_random_next (&random), ==, 0x6627e8d5);
  g_assert_cmphex (spk_random_next (&random), ==, 0xe169c58d);
  g_assert_cmphex (spk_random_next (&random), ==, 0xbc57ac4c);
  g_assert_cmphex (spk_random_next (&random), ==, 0x9b00dbd8);
}

static void
test_streams_differ (void)
{
  SpkRandom base, other;

  spk_random_init (&base, 7, SPK_PURPOSE_TEST, 3, 4);
  guint32 first = spk_random_next (&base);

  spk_random_init (&other, 7, SPK_PURPOSE_TEST, 3, 4);
  g_assert_cmpuint (spk_random_next (&other), ==, first);
  spk_random_init (&other, 8, SPK_PURPOSE_TEST, 3, 4);
  g_assert_cmpuint (spk_random_next (&other), !=, first);
  spk_random_init (&other, 7, SPK_PURPOSE_SPLIT, 3, 4);
  g_assert_cmpuint (spk_random_next (&other), !=, first);
  spk_random_init (&other, 7, SPK_PURPOSE_TEST, 4, 4);
  g_assert_cmpuint (spk_random_next (&other), !=, first);
  spk_random_init (&other, 7, SPK_PURPOSE_TEST, 3, 5);
  g_assert_cmpuint (spk_random_next (&other), !=, first);
  spk_random_init (&other, 7 + ((guint64) 1 << 40), SPK_PURPOSE_TEST, 3, 4);
  g_assert_cmpuint (spk_random_next (&other), !=, first);
}

static void
test_moments (void)
{
  SpkRandom random;
  double sum = 0, square = 0, uniform = 0;
  guint counts[6] = { 0 };
  const guint n = 60000;

  spk_random_init (&random, 1, SPK_PURPOSE_TEST, 0, 0);
  for (guint i = 0; i < n; i++)
    {
      double x = spk_random_normal (&random);
      double y = spk_random_uniform (&random);

      g_assert_true (y >= 0 && y < 1);
      sum += x;
      square += x * x;
      uniform += y;
      counts[spk_random_below (&random, 6)]++;
    }
  g_assert_cmpfloat (fabs (sum / n), <, 0.02);
  g_assert_cmpfloat (fabs (square / n - 1), <, 0.03);
  g_assert_cmpfloat (fabs (uniform / n - 0.5), <, 0.01);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpfloat (fabs (counts[i] * 6.0 / n - 1), <, 0.06);
}

static void
test_shuffle_is_permutation (void)
{
  SpkRandom random;
  guint32 items[100];
  guint n_moved = 0;
  gboolean seen[100] = { FALSE };

  for (guint i = 0; i < 100; i++)
    items[i] = i;
  spk_random_init (&random, 5, SPK_PURPOSE_TEST, 0, 0);
  spk_random_shuffle (&random, items, 100);
  for (guint i = 0; i < 100; i++)
    {
      g_assert_cmpuint (items[i], <, 100);
      g_assert_false (seen[items[i]]);
      seen[items[i]] = TRUE;
      n_moved += items[i] != i;
    }
  g_assert_cmpuint (n_moved, >, 80);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/known-answer", test_known_answer);
  g_test_add_func ("/random/streams-differ", test_streams_differ);
  g_test_add_func ("/random/moments", test_moments);
  g_test_add_func ("/random/shuffle-is-permutation", test_shuffle_is_permutation);
  return g_test_run ();
}
