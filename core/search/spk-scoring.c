/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-scoring.h"

#include <math.h>

/**
 * spk_scoring_run:
 * @engine: with a network loaded
 * @samples: [@n_samples], samples of the binning's data set
 * @batch: samples at once, not more than the engine can take
 * @hook: (nullable): called after each batch
 *
 * Evaluates samples without training on them.
 */
SpkScore
spk_scoring_run (SpkEngine        *engine,
                 const SpkBinning *binning,
                 const guint32    *samples,
                 guint             n_samples,
                 guint             batch,
                 SpkScoringHook    hook,
                 gpointer          data)
{
  SpkScore score = { .n_samples = n_samples, .loss = NAN, .accuracy = NAN };
  double loss = 0;
  guint n_correct = 0;

  for (guint first = 0; first < n_samples; first += batch)
    {
      SpkFeeder feeder = { .binning = binning, .samples = samples + first, .n_samples = MIN (batch, n_samples - first) };
      SpkBatch it = { .n_samples = feeder.n_samples, .fill = spk_feeder_fill, .data = &feeder };
      const SpkOutcome *outcome = spk_engine_evaluate (engine, &it);

      loss += outcome->loss * outcome->n_samples;
      n_correct += outcome->n_correct;
      score.n_dropped += outcome->n_dropped;
      if (hook != NULL)
        hook (engine, outcome, data);
    }
  if (n_samples > 0)
    {
      score.loss = loss / n_samples;
      score.accuracy = (double) n_correct / n_samples;
    }
  return score;
}
