/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-epoch-record.h"

G_BEGIN_DECLS

/**
 * SpkCurve:
 *
 * Which number of an epoch a curve shows; values are NaN where an epoch has none.
 */
typedef enum
{
  SPK_CURVE_TRAIN_LOSS,
  SPK_CURVE_TRAIN_ACCURACY,
  SPK_CURVE_VALID_LOSS,
  SPK_CURVE_VALID_ACCURACY,
  SPK_CURVE_DERIVED_ACCURACY,
  SPK_CURVE_ALPHA_LOSS,
  SPK_CURVE_ENTROPY,            /* of the connections, mean over the layers */
  SPK_CURVE_LEARNING_RATE,
  SPK_N_CURVES,
} SpkCurve;

const char *spk_curve_get_key       (SpkCurve curve);
double      spk_curve_get_value     (SpkCurve curve, const SpkEpochRecord *record);

G_END_DECLS
