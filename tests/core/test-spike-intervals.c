/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-spike-intervals.h"

#include <math.h>

#define STEPS   20
#define NEURONS 3

/* Neuron 0 is a clock of 4 steps, neuron 1 spikes at 1, 2, 9 and 10, neuron 2 once. */
static const guint spikes[][2] = { { 0, 0 }, { 0, 4 }, { 0, 8 }, { 0, 12 }, { 1, 1 }, { 1, 2 }, { 1, 9 }, { 1, 10 },
                                   { 2, 19 } };

static void
fill_bits (guint8 *bits)
{
  for (guint i = 0; i < G_N_ELEMENTS (spikes); i++)
    {
      guint place = spikes[i][1] * NEURONS + spikes[i][0];

      bits[place / 8] |= (guint8) (1 << (place % 8));
    }
}

static double
sum_of (const double *values, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += values[i];
  return sum;
}

static void
test_intervals_and_variation (void)
{
  guint8 bits[(STEPS * NEURONS + 7) / 8] = { 0 };
  g_autoptr (SpkSpikeIntervals) intervals = spk_spike_intervals_new (NEURONS);
  gsize n;

  fill_bits (bits);
  spk_spike_intervals_add (intervals, bits, STEPS, NULL);
  g_assert_cmpfloat (sum_of (spk_spike_intervals_get_intervals (intervals, &n), 6), ==, 3 * 4 + 1 + 7 + 1);
  g_assert_cmpuint (n, ==, 6);
  g_assert_cmpfloat (sum_of (spk_spike_intervals_get_times (intervals, &n), 9), ==, 24 + 22 + 19);
  g_assert_cmpuint (n, ==, 9);
  g_assert_cmpfloat (spk_spike_intervals_get_variation (intervals, 0), ==, 0);
  /* 1, 7, 1: mean 3, variance 12. */
  g_assert_cmpfloat_with_epsilon (spk_spike_intervals_get_variation (intervals, 1), sqrt (12) / 3, 1e-12);
  g_assert_true (isnan (spk_spike_intervals_get_variation (intervals, 2)));
}

static void
test_samples_are_apart (void)
{
  guint8 bits[(STEPS * NEURONS + 7) / 8] = { 0 };
  const gboolean chosen[NEURONS] = { TRUE, FALSE, TRUE };
  g_autoptr (SpkSpikeIntervals) intervals = spk_spike_intervals_new (NEURONS);
  gsize n;

  fill_bits (bits);
  spk_spike_intervals_add (intervals, bits, STEPS, chosen);
  spk_spike_intervals_add (intervals, bits, STEPS, chosen);
  g_assert_cmpfloat (sum_of (spk_spike_intervals_get_intervals (intervals, &n), 6), ==, 6 * 4);
  g_assert_cmpuint (n, ==, 6);
  g_assert_true (isnan (spk_spike_intervals_get_variation (intervals, 1)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spike-intervals/intervals-and-variation", test_intervals_and_variation);
  g_test_add_func ("/spike-intervals/samples-are-apart", test_samples_are_apart);
  return g_test_run ();
}
