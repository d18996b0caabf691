/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-epoch-record.h"
#include "figures/spk-axis.h"

G_BEGIN_DECLS

/**
 * SpkHistogramPanel:
 * @title: (nullable): above the panel
 * @x: values; its ends are those of the histogram unless they are set
 * @histogram: (nullable): counts; %NULL or without a bin draws a note
 * @target_mean: mean of the exponential distribution aimed at, in the unit of @x; NaN for none
 * @logarithmic: counts on a logarithmic axis
 * @before: (nullable): counts of another time, drawn as an outline, as of the rates before self-repair; where its bins are
 *   of another width its height is scaled to that of @histogram's
 * @name: (nullable): of @histogram in the corner, beside @before
 * @before_name: (nullable): of @before
 * @note: (nullable): further line in the corner, as the rule of the bins
 */
typedef struct
{
  const char         *title;
  SpkAxisSpec         x;
  const SpkHistogram *histogram;
  double              target_mean;
  gboolean            logarithmic;
  const SpkHistogram *before;
  const char         *name;
  const char         *before_name;
  const char         *note;
} SpkHistogramPanel;

/**
 * SpkHistogramData:
 * @title: (nullable): above the figure
 * @y_title: what is counted, as "neurons"
 * @n_panels: number of panels
 * @panels: [@n_panels]: the first is large, the rest are small beside it, or below it in a narrow figure
 *
 * Only read while a figure is made.
 */
typedef struct
{
  const char              *title;
  const char              *y_title;
  guint                    n_panels;
  const SpkHistogramPanel *panels;
} SpkHistogramData;

/**
 * SpkHistogramHit:
 * @panel: index of the panel; -1 outside of all
 * @bin: index of the bin; -1 where the point is in none
 * @low: left edge of the bin
 * @high: right edge of the bin
 * @count: how many there are
 * @total: of all bins
 */
typedef struct
{
  int     panel;
  int     bin;
  double  low;
  double  high;
  guint64 count;
  guint64 total;
} SpkHistogramHit;

#define SPK_HISTOGRAM_HIT_INIT { .panel = -1, .bin = -1 }

/**
 * SpkHistogramOverlay:
 * @hover: its bin is brought out
 * @tip: (nullable): text beside it
 */
typedef struct
{
  SpkHistogramHit hover;
  const char     *tip;
} SpkHistogramOverlay;

#define SPK_HISTOGRAM_OVERLAY_INIT { .hover = SPK_HISTOGRAM_HIT_INIT }

/**
 * SpkHistogramFigure:
 *
 * Histograms laid out. The target curve has the same number of values as its histogram: its height at the middle of a
 * bin is about what that bin would count.
 */
typedef struct _SpkHistogramFigure SpkHistogramFigure;

SpkHistogramFigure *spk_histogram_figure_new (const SpkHistogramData *data, const SpkFigureStyle *style,
                                              SpkFigureSize size);
void spk_histogram_figure_free (SpkHistogramFigure *self);
void spk_histogram_figure_draw (const SpkHistogramFigure *self, cairo_t *cr);
void spk_histogram_figure_draw_overlay (const SpkHistogramFigure *self, const SpkHistogramOverlay *overlay,
                                        cairo_t *cr);
SpkHistogramHit spk_histogram_figure_hit (const SpkHistogramFigure *self, double x, double y);
SpkRectangle spk_histogram_figure_get_bar (const SpkHistogramFigure *self, guint panel, guint bin);
SpkRectangle spk_histogram_figure_get_plot (const SpkHistogramFigure *self, guint panel);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkHistogramFigure, spk_histogram_figure_free)

G_END_DECLS
