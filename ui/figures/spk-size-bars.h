/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

/**
 * SpkSizeBars:
 * @n: number of sizes
 * @sizes: [@n]
 * @probabilities: [@n]
 * @shown: index of the size that is drawn
 * @place: all of it, user units
 *
 * Probabilities of the motif sizes as bars.
 */
typedef struct
{
  guint        n;
  guint       *sizes;
  double      *probabilities;
  guint        shown;
  SpkRectangle place;
} SpkSizeBars;

void         spk_size_bars_init    (SpkSizeBars *self, guint n, const guint *sizes, const double *probabilities,
                                    guint shown, const SpkFigureStyle *style);
void         spk_size_bars_draw    (const SpkSizeBars *self, const SpkFigureStyle *style, cairo_t *cr);
SpkRectangle spk_size_bars_get_row (const SpkSizeBars *self, guint i);
int          spk_size_bars_hit     (const SpkSizeBars *self, double x, double y);
void         spk_size_bars_clear   (SpkSizeBars *self);

G_END_DECLS
