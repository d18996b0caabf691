/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-engine.h"

G_BEGIN_DECLS

/**
 * SpkHrmas:
 * @second_order: whether the weights' answer to alpha is taken into account
 * @unroll: xi, learning rate of the virtual step of the weights
 *
 * Gradient of the validation loss by alpha: step 1a of HRMAS, model.md section 6; second order as in DARTS (Liu et al.
 * 2018), with the Hessian-vector product by finite differences.
 */
typedef struct
{
  gboolean second_order;
  double   unroll;
} SpkHrmas;

double spk_hrmas_differentiate (const SpkHrmas *self, SpkEngine *engine, SpkNetwork *network, const SpkBatch *valid,
                                const SpkBatch *train, float *gradient);

G_END_DECLS
