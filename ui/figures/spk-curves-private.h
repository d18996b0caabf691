/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-curves-figure.h"
#include "figures/spk-legend.h"
#include "figures/spk-plot-area.h"

G_BEGIN_DECLS

/**
 * SpkCurvesPart:
 * @area: axes of a panel
 * @entries: [@n_entries]: its legend, names belong to the series
 * @legend_top: where the legend begins, user units
 */
typedef struct
{
  SpkPlotArea     area;
  SpkLegendEntry *entries;
  guint           n_entries;
  double          legend_top;
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
  gboolean           has_points;
};

G_END_DECLS
