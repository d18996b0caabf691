/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-control.h"

G_BEGIN_DECLS

/**
 * SpkComparisonRun:
 * @number: of the run among those of its control and seed, from 1
 * @accuracy: on the samples it was judged by, in [0, 1]
 * @gap: discretisation gap, NaN where nothing was searched
 * @seconds: search and training
 *
 * What a finished run contributes to a comparison.
 */
typedef struct
{
  SpkControl control;
  guint64    seed;
  guint      number;
  double     accuracy;
  double     gap;
  double     parameters;
  double     recurrent;
  double     seconds;
} SpkComparisonRun;

/**
 * SpkComparisonRow:
 * @n: number of runs
 * @mean: of the accuracy
 * @deviation: sample standard deviation of the accuracy (n - 1); NaN for a single run
 * @minimum: lowest accuracy
 * @maximum: highest accuracy
 * @gap: mean discretisation gap, NaN where nothing was searched
 * @parameters: mean number of weights
 * @recurrent: mean number of recurrent weights
 * @seconds: mean time of search and training
 *
 * All runs of a control.
 */
typedef struct
{
  SpkControl control;
  guint      n;
  double     mean;
  double     deviation;
  double     minimum;
  double     maximum;
  double     gap;
  double     parameters;
  double     recurrent;
  double     seconds;
} SpkComparisonRow;

GArray *spk_comparison_summarise (const SpkComparisonRun *runs, guint n_runs);

G_END_DECLS
