/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Element by element over long arrays; the compiler vectorises these loops by itself. */

#include <math.h>

#include "model/kernels/spk-kernels-variant.h"
#include "model/kernels/spk-lanes.h"

/* Elements that are summed over all terms before the next: they stay in the first-level cache. */
#define SUM_BLOCK 1024

void
SPK_KERNEL (spk_sum) (gsize n, guint n_terms, const float *const *terms, float *to)
{
  for (gsize first = 0; first < n; first += SUM_BLOCK)
    {
      const gsize n_now = MIN (SUM_BLOCK, n - first);

      if (to != terms[0])
        memcpy (to + first, terms[0] + first, n_now * sizeof (float));
      for (guint term = 1; term < n_terms; term++)
        for (gsize i = first; i < first + n_now; i++)
          to[i] += terms[term][i];
    }
}

double
SPK_KERNEL (spk_square_sum) (gsize n, const float *values)
{
  double sums[8] = { 0 };
  gsize i = 0;

  for (; i + 8 <= n; i += 8)
    for (guint j = 0; j < 8; j++)
      sums[j] += (double) values[i + j] * values[i + j];
  for (; i < n; i++)
    sums[0] += (double) values[i] * values[i];
  return ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

void
SPK_KERNEL (spk_update) (const SpkUpdate *update)
{
  const float scale = update->scale, rate = update->rate, correction = update->second_correction;
  const float beta_1 = update->beta_1, beta_2 = update->beta_2, keep = 1.0f - update->decay;
  const float least = update->project ? 0.0f : -INFINITY;
  const float *restrict gradient = update->gradient;
  float *restrict values = update->values, *restrict first = update->first, *restrict second = update->second;

  for (gsize i = 0; i < update->n; i++)
    {
      const float g = scale * gradient[i];
      const float m = beta_1 * first[i] + (1.0f - beta_1) * g;
      const float v = beta_2 * second[i] + (1.0f - beta_2) * g * g;
      const float x = keep * values[i] - rate * m / (sqrtf (v * correction) + 1e-8f);

      first[i] = m;
      second[i] = v;
      values[i] = x < least ? least : x;
    }
}
