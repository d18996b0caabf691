/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-histogram-figure.h"
#include "search/spk-bin-rule.h"

G_BEGIN_DECLS

#define SPK_INTERVALS_N_PANELS 3

/**
 * SpkIntervalsRequest:
 * @record: an epoch
 * @layer: index of the layer whose spikes count
 * @probe: index of the sample in the record; -1 takes all of them together
 * @chosen: (nullable): [neurons], the neurons that count; %NULL for all
 * @step: duration of a step, in @time_unit
 * @time_unit: "ms" or "steps"
 * @logarithmic: counts of intervals on a logarithmic axis, on which those of a Poisson process are a straight line
 */
typedef struct
{
  const SpkEpochRecord *record;
  guint                 layer;
  int                   probe;
  const gboolean       *chosen;
  double                step;
  const char           *time_unit;
  gboolean              logarithmic;
} SpkIntervalsRequest;

/**
 * SpkIntervalsData:
 * @data: what a #SpkHistogramFigure draws: intervals between spikes, their CV of each neuron, times of the spikes; every
 *   panel says where its bins come from
 * @n_intervals: number of intervals
 * @mean_variation: mean CV over the neurons that have one; NaN where none has
 *
 * How regular the spikes of a layer are. The rest is its own.
 */
typedef struct
{
  SpkHistogramData  data;
  guint             n_intervals;
  double            mean_variation;

  /*< private >*/
  SpkHistogramPanel panels[SPK_INTERVALS_N_PANELS];
  SpkHistogram      histograms[SPK_INTERVALS_N_PANELS];
  char             *notes[SPK_INTERVALS_N_PANELS];
} SpkIntervalsData;

void        spk_intervals_data_init  (SpkIntervalsData *self, const SpkIntervalsRequest *request);
void        spk_intervals_data_clear (SpkIntervalsData *self);
const char *spk_bin_rule_get_name    (SpkBinRule rule);

G_END_DECLS
