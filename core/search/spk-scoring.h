/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-feeder.h"

G_BEGIN_DECLS

/**
 * SpkScore:
 * @loss: mean over the samples, NaN where there is none
 * @accuracy: share of the samples that are recognised, NaN where there is none
 * @n_dropped: events beyond the binned duration
 */
typedef struct
{
  guint   n_samples;
  double  loss;
  double  accuracy;
  guint64 n_dropped;
} SpkScore;

/**
 * SpkScoringHook:
 * @engine: holds the spike counts of the batch
 *
 * Sees every batch of a scoring.
 */
typedef void (*SpkScoringHook) (const SpkEngine *engine, const SpkOutcome *outcome, gpointer data);

SpkScore spk_scoring_run (SpkEngine *engine, const SpkBinning *binning, const guint32 *samples, guint n_samples,
                          guint batch, SpkScoringHook hook, gpointer data);

G_END_DECLS
