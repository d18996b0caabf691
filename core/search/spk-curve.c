/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-curve.h"

#include <math.h>

static const char *const curve_keys[] = {
  [SPK_CURVE_TRAIN_LOSS] = "train-loss",
  [SPK_CURVE_TRAIN_ACCURACY] = "train-accuracy",
  [SPK_CURVE_VALID_LOSS] = "valid-loss",
  [SPK_CURVE_VALID_ACCURACY] = "valid-accuracy",
  [SPK_CURVE_DERIVED_ACCURACY] = "derived-accuracy",
  [SPK_CURVE_ALPHA_LOSS] = "alpha-loss",
  [SPK_CURVE_ENTROPY] = "entropy",
  [SPK_CURVE_LEARNING_RATE] = "learning-rate",
};

/**
 * spk_curve_get_key:
 *
 * Returns: (transfer none): a name that is never translated, as "valid-accuracy"
 */
const char *
spk_curve_get_key (SpkCurve curve)
{
  g_return_val_if_fail (curve < SPK_N_CURVES, NULL);

  return curve_keys[curve];
}

static double
mean_entropy (const SpkEpochRecord *record)
{
  double sum = 0;

  for (guint i = 0; i < record->n_layers; i++)
    sum += record->layers[i].entropy;
  return record->n_layers > 0 ? sum / record->n_layers : NAN;
}

/**
 * spk_curve_get_value:
 *
 * Returns: the number of an epoch, NaN where it has none
 */
double
spk_curve_get_value (SpkCurve curve, const SpkEpochRecord *record)
{
  switch (curve)
    {
    case SPK_CURVE_TRAIN_LOSS:
      return record->train_loss;
    case SPK_CURVE_TRAIN_ACCURACY:
      return record->train_accuracy;
    case SPK_CURVE_VALID_LOSS:
      return record->valid_loss;
    case SPK_CURVE_VALID_ACCURACY:
      return record->valid_accuracy;
    case SPK_CURVE_DERIVED_ACCURACY:
      return record->derived_accuracy;
    case SPK_CURVE_ALPHA_LOSS:
      return record->alpha_loss;
    case SPK_CURVE_ENTROPY:
      return mean_entropy (record);
    case SPK_CURVE_LEARNING_RATE:
      return record->learning_rate;
    case SPK_N_CURVES:
    default:
      g_return_val_if_reached (NAN);
    }
}
