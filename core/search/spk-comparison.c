/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-comparison.h"

#include <math.h>

static double
take_accuracy (const SpkComparisonRun *run)
{
  return run->accuracy;
}

static double
take_gap (const SpkComparisonRun *run)
{
  return run->gap;
}

static double
take_parameters (const SpkComparisonRun *run)
{
  return run->parameters;
}

static double
take_recurrent (const SpkComparisonRun *run)
{
  return run->recurrent;
}

static double
take_seconds (const SpkComparisonRun *run)
{
  return run->seconds;
}

static double
mean_of (GPtrArray *runs, double (*take) (const SpkComparisonRun *run))
{
  double sum = 0;

  for (guint i = 0; i < runs->len; i++)
    sum += take (g_ptr_array_index (runs, i));
  return sum / runs->len;
}

static double
deviation_of_accuracy (GPtrArray *runs, double mean)
{
  double sum = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const double difference = take_accuracy (g_ptr_array_index (runs, i)) - mean;

      sum += difference * difference;
    }
  return runs->len > 1 ? sqrt (sum / (runs->len - 1)) : NAN;
}

static SpkComparisonRow
summarise_control (SpkControl control, GPtrArray *runs)
{
  SpkComparisonRow row = {
    .control = control,
    .n = runs->len,
    .mean = mean_of (runs, take_accuracy),
    .minimum = INFINITY,
    .maximum = -INFINITY,
    .gap = mean_of (runs, take_gap),
    .parameters = mean_of (runs, take_parameters),
    .recurrent = mean_of (runs, take_recurrent),
    .seconds = mean_of (runs, take_seconds),
  };

  row.deviation = deviation_of_accuracy (runs, row.mean);
  for (guint i = 0; i < runs->len; i++)
    {
      const SpkComparisonRun *run = g_ptr_array_index (runs, i);

      row.minimum = MIN (row.minimum, run->accuracy);
      row.maximum = MAX (row.maximum, run->accuracy);
    }
  return row;
}

/**
 * spk_comparison_summarise:
 * @runs: [@n_runs], in any order
 *
 * Returns: (transfer full) (element-type SpkComparisonRow): a row for each control that has runs, in the order of
 *   #SpkControl
 */
GArray *
spk_comparison_summarise (const SpkComparisonRun *runs, guint n_runs)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (SpkComparisonRow));

  for (SpkControl control = 0; control < SPK_N_CONTROLS; control++)
    {
      g_autoptr (GPtrArray) own = g_ptr_array_new ();

      for (guint i = 0; i < n_runs; i++)
        if (runs[i].control == control)
          g_ptr_array_add (own, (gpointer)&runs[i]);
      if (own->len > 0)
        {
          const SpkComparisonRow row = summarise_control (control, own);

          g_array_append_val (rows, row);
        }
    }
  return rows;
}
