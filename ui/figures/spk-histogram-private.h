/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-histogram-figure.h"
#include "figures/spk-plot-area.h"

G_BEGIN_DECLS

/**
 * SpkHistogramPart:
 * @title: (nullable)
 * @histogram: a copy; without bins where there was none
 * @before: a copy of the outline's counts; without bins where there was none
 * @name: (nullable)
 * @before_name: (nullable)
 * @note: (nullable)
 * @total: of all bins
 * @n_outside: of bins beyond the ends of the axis
 * @target_mean: NaN for none
 * @bounds: of the panel with its title
 * @area: axes
 */
typedef struct
{
  char        *title;
  SpkHistogram histogram;
  SpkHistogram before;
  char        *name;
  char        *before_name;
  char        *note;
  guint64      total;
  guint64      n_outside;
  double       target_mean;
  SpkRectangle bounds;
  SpkPlotArea  area;
} SpkHistogramPart;

struct _SpkHistogramFigure
{
  SpkFigureStyle    style;
  SpkFigureSize     size;
  char             *title;
  guint             n_parts;
  SpkHistogramPart *parts;
};

double spk_histogram_part_get_target       (const SpkHistogramPart *self, double x);
double spk_histogram_part_get_target_start (const SpkHistogramPart *self);

double spk_histogram_part_get_before       (const SpkHistogramPart *self, guint bin);

static inline double
spk_histogram_part_get_edge (const SpkHistogramPart *self, guint i)
{
  return self->histogram.low + (self->histogram.high - self->histogram.low) * i / self->histogram.n_bins;
}

G_END_DECLS
