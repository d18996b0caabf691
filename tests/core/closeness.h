/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Comparison of float32 results with float64 references: differences are measured against the largest value of the
 * whole array, as sums that cancel are only as exact as what was summed. */
double closeness_error  (const float *got, const double *want, gsize n);
void   closeness_assert (const char *what, const float *got, const double *want, gsize n, double tolerance);

G_END_DECLS
