/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "closeness.h"

#include <math.h>

/**
 * closeness_error:
 *
 * Returns: the largest difference divided by the largest magnitude of @want, or the difference itself where @want is
 *   zero throughout; infinity where @got is not finite
 */
double
closeness_error (const float *got, const double *want, gsize n)
{
  double largest = 0, difference = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!isfinite (got[i]))
        return INFINITY;
      largest = fmax (largest, fabs (want[i]));
      difference = fmax (difference, fabs (got[i] - want[i]));
    }
  return largest > 0 ? difference / largest : difference;
}

/**
 * closeness_assert:
 * @what: for the message
 */
void
closeness_assert (const char *what, const float *got, const double *want, gsize n, double tolerance)
{
  const double error = closeness_error (got, want, n);

  if (!(error <= tolerance))
    g_error ("%s: relative error %g is larger than %g", what, error, tolerance);
}
