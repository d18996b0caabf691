/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/spk-pool.h"
#include "model/spk-network.h"

G_BEGIN_DECLS

/**
 * SpkOptimiser:
 * @group: the parameters it moves
 * @first: [n_values] of the network, mean gradient
 * @second: [n_values], mean squared gradient
 * @n_updates: updates so far
 *
 * AdamW (Loshchilov and Hutter 2019) on one group of a network's parameters, with a clip of the gradient's norm and
 * projection of magnitudes onto zero and above.
 */
typedef struct
{
  SpkParameterGroup group;
  float            *first;
  float            *second;
  guint64           n_updates;
} SpkOptimiser;

/**
 * SpkOptimiserStep:
 * @rate: learning rate
 * @decay: weight decay, in units of @rate
 * @clip_norm: largest norm of the gradient; 0 for none
 * @beta_1: decay of @first
 * @beta_2: decay of @second
 */
typedef struct
{
  double rate;
  double decay;
  double clip_norm;
  double beta_1;
  double beta_2;
} SpkOptimiserStep;

SpkOptimiser *spk_optimiser_new    (const SpkNetwork *network, SpkParameterGroup group);
void          spk_optimiser_free   (SpkOptimiser *self);
double        spk_optimiser_update (SpkOptimiser *self, SpkNetwork *network, const float *gradient,
                                    const SpkOptimiserStep *step, SpkPool *pool);

void          spk_optimiser_save    (const SpkOptimiser *self, const SpkNetwork *network, const char *prefix,
                                     SpkArrays *arrays);
gboolean      spk_optimiser_restore (SpkOptimiser *self, const SpkNetwork *network, const char *prefix,
                                     const SpkArrays *arrays, GError **error);

double        spk_optimiser_gradient_norm (const SpkNetwork *network, SpkParameterGroup group, const float *gradient);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkOptimiser, spk_optimiser_free)

G_END_DECLS
