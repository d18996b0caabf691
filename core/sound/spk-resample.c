/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sound/spk-resample.h"

#include <math.h>

#define HALF_WIDTH 16.0 /* zero crossings of the sinc on each side */

static double
sinc (double x)
{
  return fabs (x) < 1e-9 ? 1 : sin (G_PI * x) / (G_PI * x);
}

/* The sample at @centre: a sinc of @cutoff times the rate, under a Hann window, of gain 1. */
static float
interpolate (const float *samples, gsize n_samples, double centre, double cutoff)
{
  double reach = HALF_WIDTH / cutoff;
  gint64 first = MAX ((gint64) ceil (centre - reach), 0);
  gint64 last = MIN ((gint64) floor (centre + reach), (gint64) n_samples - 1);
  double sum = 0;

  for (gint64 i = first; i <= last; i++)
    {
      double distance = (double) i - centre;

      sum += samples[i] * sinc (distance * cutoff) * (0.5 + 0.5 * cos (G_PI * distance / reach));
    }
  return (float) (sum * cutoff);
}

/**
 * spk_resample:
 * @samples: [@n_samples]
 * @n_samples: number of samples
 * @rate: samples a second, at least 1
 * @new_rate: wanted samples a second, at least 1
 * @n_resampled: (out): number of samples returned
 *
 * Gives a sound another rate by band-limited interpolation: frequencies beyond half of the lower rate go.
 *
 * Returns: (transfer full): the same sound at @new_rate
 */
float *
spk_resample (const float *samples, gsize n_samples, guint rate, guint new_rate, gsize *n_resampled)
{
  double ratio = (double) rate / new_rate;
  double cutoff = MIN (1, 1 / ratio);
  gsize n = (gsize) ((double) n_samples / ratio);
  float *resampled = g_new (float, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    resampled[i] = interpolate (samples, n_samples, (double) i * ratio, cutoff);
  *n_resampled = n;
  return resampled;
}
