/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-hrmas.h"

#include <string.h>

#include "base/spk-floats.h"
#include "model/spk-optimiser.h"

/* Length of the finite step along the gradient, as in DARTS. */
#define STEP_NORM 0.01

typedef struct
{
  gsize first;
  gsize end;
} Range;

static Range
group_range (const SpkNetwork *network, SpkParameterGroup group)
{
  return (Range){ network->group_start[group], network->group_start[group + 1] };
}

static void
move_weights (SpkNetwork *network, const float *from, double length, const float *direction)
{
  const Range weights = group_range (network, SPK_GROUP_WEIGHT);

  for (gsize i = weights.first; i < weights.end; i++)
    network->values[i] = from[i] + (float) length * direction[i];
}

static const SpkOutcome *
differentiate (SpkEngine *engine, const SpkNetwork *network, const SpkBatch *batch, float *gradient)
{
  spk_engine_load (engine, network);
  return spk_engine_differentiate (engine, batch, gradient);
}

static double
second_order (const SpkHrmas *self, SpkEngine *engine, SpkNetwork *network, const SpkBatch *valid, const SpkBatch *train,
              float *gradient)
{
  const Range alpha = group_range (network, SPK_GROUP_ALPHA);
  g_auto (SpkFloats) kept = spk_floats_new (network->n_values);
  g_auto (SpkFloats) side = spk_floats_new (network->n_values);
  double loss, norm, step;

  memcpy (kept, network->values, network->n_values * sizeof (float));

  differentiate (engine, network, train, side);
  move_weights (network, kept, -self->unroll, side);
  loss = differentiate (engine, network, valid, gradient)->loss;

  norm = spk_optimiser_gradient_norm (network, SPK_GROUP_WEIGHT, gradient);
  step = STEP_NORM / MAX (norm, 1e-12);
  for (int sign = 1; sign >= -1; sign -= 2)
    {
      move_weights (network, kept, sign * step, gradient);
      differentiate (engine, network, train, side);
      for (gsize i = alpha.first; i < alpha.end; i++)
        gradient[i] -= (float) (sign * self->unroll / (2 * step)) * side[i];
    }
  memcpy (network->values, kept, network->n_values * sizeof (float));
  return loss;
}

/**
 * spk_hrmas_differentiate:
 * @network: as it was when the function returns
 * @valid: validation batch
 * @train: training batch; used by the second order alone
 * @gradient: (out caller-allocates): [n_values]; the part of the alphas counts
 *
 * Returns: validation loss
 */
double
spk_hrmas_differentiate (const SpkHrmas *self,
                         SpkEngine      *engine,
                         SpkNetwork     *network,
                         const SpkBatch *valid,
                         const SpkBatch *train,
                         float          *gradient)
{
  if (self->second_order)
    return second_order (self, engine, network, valid, train, gradient);
  return differentiate (engine, network, valid, gradient)->loss;
}
