/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-epoch-record.h"
#include "search/spk-probe-set.h"
#include "search/spk-scoring.h"

G_BEGIN_DECLS

/**
 * SpkEpochSummary:
 * @binning: data set, steps, duration
 * @watched: [@n_watched], samples whose rates are shown
 * @held_out: whether they are not trained on, so that their loss and accuracy are those of validation
 * @batch: samples at once
 * @probes: (unowned): samples whose spikes are kept
 * @largest_tau: right end of the histograms of R and tau_m, steps
 *
 * How a network is looked at after an epoch.
 */
typedef struct
{
  const SpkBinning *binning;
  const guint32    *watched;
  guint             n_watched;
  gboolean          held_out;
  guint             batch;
  SpkProbeSet      *probes;
  double            largest_tau;
} SpkEpochSummary;

void spk_epoch_summary_fill (const SpkEpochSummary *self, SpkEngine *engine, const SpkNetwork *network,
                             SpkEpochRecord *record);

G_END_DECLS
