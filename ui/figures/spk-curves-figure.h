/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-axis.h"
#include "figures/spk-line-look.h"

G_BEGIN_DECLS

/**
 * SpkSeries:
 * @name: for the legend
 * @panel: index of the panel it is drawn in
 * @look: colour, dash and marker
 * @n: number of points
 * @x: (nullable): [@n], ascending; %NULL is 1, 2, ..., as epochs
 * @y: [@n]; NaN leaves a gap
 * @low: (nullable): [@n], lower edge of a band, as the mean less a standard deviation
 * @high: (nullable): [@n], upper edge
 */
typedef struct
{
  const char   *name;
  guint         panel;
  SpkLineLook   look;
  guint         n;
  const double *x;
  const double *y;
  const double *low;
  const double *high;
} SpkSeries;

/**
 * SpkCurvesPanel:
 * @y: vertical axis; its ends come from the data where they are not set
 * @weight: height relative to other panels; 0 is taken as 1
 */
typedef struct
{
  SpkAxisSpec y;
  double      weight;
} SpkCurvesPanel;

/**
 * SpkCurvesBoundary:
 * @x: where something ends and something begins, as the search and the training after it
 * @before: (nullable): name of the part at the left
 * @after: (nullable): name of the part at the right
 */
typedef struct
{
  double      x;
  const char *before;
  const char *after;
} SpkCurvesBoundary;

/**
 * SpkCurvesData:
 * @title: (nullable): above the figure
 * @x: horizontal axis, shared by all panels; its ends come from the data where they are not set
 * @n_panels: number of panels, from top to bottom
 * @panels: [@n_panels]
 * @n_series: number of series
 * @series: [@n_series]
 * @names_at_ends: names of series stand at the right, where each one ends, instead of in legends
 * @n_boundaries: number of boundaries
 * @boundaries: (nullable): [@n_boundaries]
 *
 * Only read while a figure is made.
 */
typedef struct
{
  const char              *title;
  SpkAxisSpec              x;
  guint                    n_panels;
  const SpkCurvesPanel    *panels;
  guint                    n_series;
  const SpkSeries         *series;
  gboolean                 names_at_ends;
  guint                    n_boundaries;
  const SpkCurvesBoundary *boundaries;
} SpkCurvesData;

/**
 * SpkCurvesHit:
 * @panel: index of the panel; -1 outside of all
 * @series: index of the nearest series; -1 where none is near
 * @point: index of its point
 * @x: of that point, or of the pointer where no series is near
 * @y: likewise
 */
typedef struct
{
  int    panel;
  int    series;
  guint  point;
  double x;
  double y;
} SpkCurvesHit;

#define SPK_CURVES_HIT_INIT { .panel = -1, .series = -1 }

/**
 * SpkCurvesOverlay:
 * @cursor: value of x of a line through all panels, with a disc where it meets a point of a series; NaN for none
 * @hover: a series that is brought out, and its point
 * @tip: (nullable): text beside the hovered point, or beside the cursor
 */
typedef struct
{
  double       cursor;
  SpkCurvesHit hover;
  const char  *tip;
} SpkCurvesOverlay;

#define SPK_CURVES_OVERLAY_INIT { .cursor = NAN, .hover = SPK_CURVES_HIT_INIT }

/**
 * SpkCurvesFigure:
 *
 * Series over a shared horizontal axis, laid out. Every point is drawn, none is thinned out; a point between two gaps
 * is a disc, and no line crosses a boundary.
 */
typedef struct _SpkCurvesFigure SpkCurvesFigure;

SpkCurvesFigure *spk_curves_figure_new (const SpkCurvesData *data, const SpkFigureStyle *style,
                                        SpkFigureSize size);
void spk_curves_figure_free (SpkCurvesFigure *self);
void spk_curves_figure_draw (const SpkCurvesFigure *self, cairo_t *cr);
void spk_curves_figure_draw_overlay (const SpkCurvesFigure *self, const SpkCurvesOverlay *overlay,
                                     cairo_t *cr);
SpkCurvesHit spk_curves_figure_hit (const SpkCurvesFigure *self, double x, double y);
gboolean spk_curves_figure_locate (const SpkCurvesFigure *self, guint series, guint point, double *x,
                                   double *y);
SpkRectangle spk_curves_figure_get_plot (const SpkCurvesFigure *self, guint panel);
double spk_curves_figure_get_x_at (const SpkCurvesFigure *self, double x);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkCurvesFigure, spk_curves_figure_free)

G_END_DECLS
