/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-bin-rule.h"

#include <math.h>

#include "base/spk-random.h"

static guint64
sum_of (const SpkHistogram *histogram)
{
  guint64 sum = 0;

  for (guint i = 0; i < histogram->n_bins; i++)
    sum += histogram->counts[i];
  return sum;
}

/* 0 to 1000: quartiles 250 and 750, hence a width of 2 x 500 / 1001^(1/3) = 99.967. */
static void
test_width_is_that_of_the_rule (void)
{
  double values[1001];
  SpkHistogram histogram;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = (i * 3) % G_N_ELEMENTS (values); /* in another order */
  g_assert_cmpint (spk_bin_rule_count (values, G_N_ELEMENTS (values), 0, &histogram), ==, SPK_BINS_FREEDMAN_DIACONIS);
  g_assert_cmpfloat_with_epsilon ((histogram.high - histogram.low) / histogram.n_bins, 1000 / cbrt (1001), 1e-9);
  g_assert_cmpuint (histogram.n_bins, ==, 11);
  g_assert_cmpfloat (histogram.low, ==, 0);
  g_assert_cmpuint (sum_of (&histogram), ==, G_N_ELEMENTS (values));
  g_free (histogram.counts);
}

/* Every bin of a uniform draw of steps holds the same number of possible values. */
static void
test_bins_of_steps_are_whole_steps (void)
{
  double values[500];
  SpkHistogram histogram;
  SpkRandom random;
  double width;

  spk_random_init (&random, 3, SPK_PURPOSE_TEST, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = 1 + floor (100 * spk_random_uniform (&random));
  g_assert_cmpint (spk_bin_rule_count (values, G_N_ELEMENTS (values), 1, &histogram), ==, SPK_BINS_FREEDMAN_DIACONIS);
  width = (histogram.high - histogram.low) / histogram.n_bins;
  g_assert_cmpfloat_with_epsilon (width, round (width), 1e-9);
  g_assert_cmpfloat_with_epsilon (histogram.low - floor (histogram.low), 0.5, 1e-9);
  g_assert_cmpuint (sum_of (&histogram), ==, G_N_ELEMENTS (values));
  g_free (histogram.counts);
}

static void
test_values_of_any_kind (void)
{
  static const struct
  {
    double values[8];
    guint n;
    SpkBinRule rule;
    guint64 counted;
  } cases[] = {
    { { 0 }, 0, SPK_BINS_NONE, 0 },
    { { NAN, INFINITY }, 2, SPK_BINS_NONE, 0 },
    { { 5 }, 1, SPK_BINS_STURGES, 1 },
    { { 5, 5, 5, 5 }, 4, SPK_BINS_STURGES, 4 },
    { { 1e300, -1e300, 0, NAN }, 4, SPK_BINS_FREEDMAN_DIACONIS, 3 },
    { { 1, 1, 1, 1, 1, 1, 1, 9 }, 8, SPK_BINS_STURGES, 8 },
    { { 1, 2, 3, 4, 5, 6, 7, 1e9 }, 8, SPK_BINS_LARGEST_NUMBER, 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint quantum = 0; quantum < 2; quantum++)
      {
        SpkHistogram histogram;
        SpkBinRule rule = spk_bin_rule_count (cases[i].values, cases[i].n, quantum, &histogram);

        g_assert_cmpint (rule, ==, cases[i].rule);
        g_assert_cmpuint (sum_of (&histogram), ==, cases[i].counted);
        g_assert_cmpuint (histogram.n_bins, <=, SPK_MAX_BINS);
        g_assert_true (histogram.n_bins == 0 || histogram.high > histogram.low);
        g_free (histogram.counts);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bin-rule/width-is-that-of-the-rule", test_width_is_that_of_the_rule);
  g_test_add_func ("/bin-rule/bins-of-steps-are-whole-steps", test_bins_of_steps_are_whole_steps);
  g_test_add_func ("/bin-rule/values-of-any-kind", test_values_of_any_kind);
  return g_test_run ();
}
