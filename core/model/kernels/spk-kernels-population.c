/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Population feedback: every neuron receives the number of spikes of the whole layer, with a weight of its own. */

#include "model/kernels/spk-kernels-variant.h"
#include "model/kernels/spk-lanes.h"

void
SPK_KERNEL (spk_population_count) (guint n_neurons, const guint16 *masks, float *population)
{
  Lanes sum = lanes_fill (0);

  for (guint n = 0; n < n_neurons; n++)
    sum = lanes_add_where (sum, masks[n], lanes_fill (1));
  lanes_store (population, sum);
}

void
SPK_KERNEL (spk_population_back) (guint n_neurons, const float *weights, const float *gi, float *population)
{
  Lanes sum = lanes_fill (0);

  for (gsize n = 0; n < n_neurons; n++)
    sum += weights[n] * lanes_load (gi + n * SPK_LANES);
  lanes_store (population, sum);
}

void
SPK_KERNEL (spk_population_gradient) (guint        n_neurons,
                                      guint        n_steps,
                                      const float *gi,
                                      gsize        stride,
                                      const float *populations,
                                      float       *gradient)
{
  for (gsize n = 0; n < n_neurons; n++)
    {
      const float *row = gi + n * stride;
      Lanes sum = lanes_fill (0);

      for (gsize i = 0; i < (gsize) n_steps * SPK_LANES; i += SPK_LANES)
        sum += lanes_load (row + i) * lanes_load (populations + i);
      gradient[n] += lanes_sum (sum);
    }
}
