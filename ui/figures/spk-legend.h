/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-line-look.h"

G_BEGIN_DECLS

/**
 * SpkLegendEntry:
 * @name: (nullable): of the series; one without a name has no entry
 * @look: its line
 */
typedef struct
{
  const char *name;
  SpkLineLook look;
} SpkLegendEntry;

double spk_legend_measure_height (const SpkLegendEntry *entries, guint n, double width, const SpkFigureStyle *style);
void   spk_legend_draw           (const SpkLegendEntry *entries, guint n, double x, double y, double width,
                                  const SpkFigureStyle *style, cairo_t *cr);

G_END_DECLS
