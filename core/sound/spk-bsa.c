/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ben's spiker algorithm: B. Schrauwen and J. Van Campenhout, "BSA, a fast and accurate spike train encoding scheme",
 * IJCNN 2003. Spikes are placed such that they, filtered by a kernel, give the signal again. The kernel is
 * exp (-(i - 12)^2 / 25), i = 0 to 23, of sum 1, so that a spike at every step gives a signal of 1. */

#include "sound/spk-bsa.h"

#include <math.h>

#define CENTRE 12.0
#define SPREAD 25.0

static void
make_kernel (float kernel[SPK_BSA_TAPS])
{
  double sum = 0;

  for (guint i = 0; i < SPK_BSA_TAPS; i++)
    sum += exp (-(i - CENTRE) * (i - CENTRE) / SPREAD);
  for (guint i = 0; i < SPK_BSA_TAPS; i++)
    kernel[i] = (float) (exp (-(i - CENTRE) * (i - CENTRE) / SPREAD) / sum);
}

/* How much closer to 0 the rest of the signal comes when a spike at its start is taken off, summed over the kernel;
 * beyond its end the signal is 0. */
static float
measure_gain (const float *rest, guint n_left, const float *kernel)
{
  float gain = 0;

  for (guint i = 0; i < SPK_BSA_TAPS; i++)
    {
      float value = i < n_left ? rest[i] : 0;

      gain += fabsf (value) - fabsf (value - kernel[i]);
    }
  return gain;
}

/**
 * spk_bsa_encode:
 * @signal: [@n_steps], values from 0 to 1
 * @n_steps: number of steps
 * @threshold: how much of the kernel has to be explained for a spike, 0 to 1; the higher, the fewer spikes
 * @spikes: (out caller-allocates): [@n_steps], 1 where there is a spike, else 0
 *
 * A spike comes 12 steps before the middle of the kernel that it stands for.
 *
 * Returns: the number of spikes
 */
guint
spk_bsa_encode (const float *signal, guint n_steps, double threshold, gint8 *spikes)
{
  float kernel[SPK_BSA_TAPS];
  g_autofree float *rest = g_memdup2 (signal, MAX (n_steps, 1) * sizeof signal[0]);
  guint n_spikes = 0;

  make_kernel (kernel);
  for (guint t = 0; t < n_steps; t++)
    {
      guint n_left = n_steps - t;

      spikes[t] = measure_gain (rest + t, n_left, kernel) >= (float) threshold;
      if (!spikes[t])
        continue;
      n_spikes++;
      for (guint i = 0; i < MIN (SPK_BSA_TAPS, n_left); i++)
        rest[t + i] -= kernel[i];
    }
  return n_spikes;
}

/**
 * spk_bsa_decode:
 * @spikes: [@n_steps], of spk_bsa_encode()
 * @n_steps: number of steps
 * @signal: (out caller-allocates): [@n_steps], the signal that the spikes stand for
 */
void
spk_bsa_decode (const gint8 *spikes, guint n_steps, float *signal)
{
  float kernel[SPK_BSA_TAPS];

  make_kernel (kernel);
  for (guint t = 0; t < n_steps; t++)
    signal[t] = 0;
  for (guint t = 0; t < n_steps; t++)
    for (guint i = 0; spikes[t] != 0 && i < MIN (SPK_BSA_TAPS, n_steps - t); i++)
      signal[t + i] += kernel[i];
}
