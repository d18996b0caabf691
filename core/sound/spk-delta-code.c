/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Threshold-crossing code, as in asynchronous delta modulation and event cameras: a spike of one kind when the signal
 * has risen by a threshold since the last spike, of another when it has fallen by it. */

#include "sound/spk-delta-code.h"

/**
 * spk_delta_encode:
 * @signal: [@n_steps], taken to come from 0
 * @n_steps: number of steps
 * @threshold: the rise or fall that a spike stands for, above 0
 * @spikes: (out caller-allocates): [@n_steps], 1 where the signal rises, -1 where it falls, 0 where it stays
 *
 * A step holds one spike at most; a steep rise is caught up with in the steps after it.
 *
 * Returns: the number of spikes
 */
guint
spk_delta_encode (const float *signal, guint n_steps, double threshold, gint8 *spikes)
{
  gint64 level = 0;
  guint n_spikes = 0;

  for (guint t = 0; t < n_steps; t++)
    {
      double distance = signal[t] - level * threshold;

      spikes[t] = (distance >= threshold) - (distance <= -threshold);
      level += spikes[t];
      n_spikes += spikes[t] != 0;
    }
  return n_spikes;
}

/**
 * spk_delta_decode:
 * @spikes: [@n_steps], of spk_delta_encode()
 * @n_steps: number of steps
 * @threshold: the one they were made with
 * @signal: (out caller-allocates): [@n_steps], the signal that the spikes stand for: their sum
 */
void
spk_delta_decode (const gint8 *spikes, guint n_steps, double threshold, float *signal)
{
  gint64 level = 0;

  for (guint t = 0; t < n_steps; t++)
    {
      level += spikes[t];
      signal[t] = (float) (level * threshold);
    }
}
