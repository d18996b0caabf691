/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-curves-figure.h"
#include "figures/spk-legend.h"
#include "figures/spk-plot-area.h"

G_BEGIN_DECLS

/* Between the end of a series and its name. */
#define SPK_CURVES_END_GAP_PT 5.0

/**
 * SpkCurvesPart:
 * @area: axes of a panel
 * @entries: [@n_entries]: its legend, names belong to the series
 * @legend_top: where the legend begins, user units
 * @title: (nullable) (owned): Pango markup of the vertical axis's title, at the left of the legend; %NULL where there is
 *   room for it beside the axis
 */
typedef struct
{
  SpkPlotArea     area;
  SpkLegendEntry *entries;
  guint           n_entries;
  double          legend_top;
  char           *title;
} SpkCurvesPart;

struct _SpkCurvesFigure
{
  SpkFigureStyle     style;
  SpkFigureSize      size;
  char              *title;
  guint              n_parts;
  SpkCurvesPart     *parts;
  guint              n_series;
  SpkSeries         *series; /* arrays and names are the figure's own */
  guint              n_boundaries;
  SpkCurvesBoundary *boundaries;
  double             names_top; /* of the boundaries' names */
  gboolean           names_at_ends;
  gboolean           has_points;
};

double spk_curves_part_get_legend_left  (const SpkCurvesPart *self, const SpkFigureStyle *style);
void   spk_curves_figure_draw_end_names (const SpkCurvesFigure *self, guint panel, cairo_t *cr);

G_END_DECLS
