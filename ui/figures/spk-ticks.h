/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SpkTicks:
 * @n: number of labelled ticks
 * @values: [@n], ascending
 * @labels: [@n], Pango markup: negative ones have a true minus, powers are "10<sup>3</sup>"
 * @exponent: labels are to be multiplied by 10^@exponent, which the title of the axis says; mostly 0
 * @n_minor: number of unlabelled ticks
 * @minor: [@n_minor], ascending
 *
 * Where an axis has its ticks, at nice numbers.
 */
typedef struct
{
  guint   n;
  double *values;
  char  **labels;
  int     exponent;
  guint   n_minor;
  double *minor;
} SpkTicks;

SpkTicks *spk_ticks_new_linear   (double low, double high, double n_wanted);
SpkTicks *spk_ticks_new_integer  (double low, double high, double n_wanted);
SpkTicks *spk_ticks_new_log      (double low, double high, double n_wanted);
void      spk_ticks_free         (SpkTicks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkTicks, spk_ticks_free)

G_END_DECLS
