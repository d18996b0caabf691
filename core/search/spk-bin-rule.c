/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-bin-rule.h"

#include <math.h>

static int
compare_values (gconstpointer a, gconstpointer b, gpointer unused)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* Ascending, without what is not finite. */
static double *
sort_finite (const double *values, gsize n, gsize *n_finite)
{
  double *sorted = g_new (double, n + 1);

  *n_finite = 0;
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      sorted[(*n_finite)++] = values[i];
  g_qsort_with_data (sorted, (int) *n_finite, sizeof *sorted, compare_values, NULL);
  return sorted;
}

/* Linear between the order statistics, as R's type 7. */
static double
get_quantile (const double *sorted, gsize n, double share)
{
  double place = share * (double) (n - 1);
  gsize i = MIN ((gsize) place, n - 1), next = MIN (i + 1, n - 1);

  return sorted[i] + (place - (double) i) * (sorted[next] - sorted[i]);
}

static double
choose_width (const double *sorted, gsize n, SpkBinRule *rule)
{
  double range = sorted[n - 1] - sorted[0];
  double iqr = get_quantile (sorted, n, 0.75) - get_quantile (sorted, n, 0.25);

  *rule = iqr > 0 ? SPK_BINS_FREEDMAN_DIACONIS : SPK_BINS_STURGES;
  if (iqr > 0)
    return 2 * iqr / cbrt ((double) n);
  return range / (ceil (log2 ((double) n)) + 1);
}

/**
 * spk_bin_rule_count:
 * @values: [@n]; what is not finite is left out
 * @quantum: values are multiples of it, as of a time step; 0 where they are real numbers. Bins are then a whole number of
 *   quanta wide with edges between the values, so that no bin can hold more of them than the next
 * @histogram: (out caller-allocates): its counts are freed with g_free(); without bins where there are no values
 *
 * Counts values in bins of a width that follows from them: Freedman and Diaconis 1981, On the histogram as a density
 * estimator. From the smallest value to the largest.
 *
 * Returns: the rule that the width comes from
 */
SpkBinRule
spk_bin_rule_count (const double *values, gsize n, double quantum, SpkHistogram *histogram)
{
  SpkBinRule rule = SPK_BINS_NONE;
  gsize n_finite;
  g_autofree double *sorted = NULL;

  *histogram = (SpkHistogram){ 0 };
  g_return_val_if_fail (n <= G_MAXINT, rule);
  sorted = sort_finite (values, n, &n_finite);
  if (n_finite == 0)
    return rule;

  double low = sorted[0] - quantum / 2, high = sorted[n_finite - 1] + quantum / 2;
  double width = choose_width (sorted, n_finite, &rule);

  if (quantum > 0)
    width = quantum * MAX (1, round (width / quantum));
  if (high <= low) /* one value: a bin around it */
    {
      double half = MAX (0.5, fabs (low) * 1e-6);

      low -= half;
      high += half;
      width = high - low;
    }
  if ((high - low) / width > SPK_MAX_BINS)
    {
      rule = SPK_BINS_LARGEST_NUMBER;
      width = (high - low) / SPK_MAX_BINS;
      if (quantum > 0)
        width = quantum * ceil (width / quantum);
    }

  guint n_bins = (guint) CLAMP (ceil ((high - low) / width - 1e-9), 1, SPK_MAX_BINS);

  spk_histogram_init (histogram, low, low + n_bins * width, n_bins);
  for (gsize i = 0; i < n_finite; i++)
    spk_histogram_add (histogram, sorted[i], 1);
  return rule;
}
