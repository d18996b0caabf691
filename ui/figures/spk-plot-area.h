/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-axis.h"

G_BEGIN_DECLS

/**
 * SpkPlotMargins:
 * @left: least distance of the vertical axis from the left edge of the area, user units
 * @right: least distance of the end of the horizontal axis from the right edge
 *
 * What lines several areas up.
 */
typedef struct
{
  double left;
  double right;
} SpkPlotMargins;

/**
 * SpkPlotArea:
 * @bounds: the area with labels and titles; nothing is drawn outside
 * @data: the rectangle between the axes
 * @x: horizontal axis, below
 * @y: vertical axis, at the left
 * @bare_x: the horizontal axis has ticks without labels, as in an upper panel that shares it with a lower one
 * @grid: whether horizontal lines run at the ticks of @y
 *
 * A pair of axes in a place, laid out so that every label fits.
 */
typedef struct
{
  SpkRectangle bounds;
  SpkRectangle data;
  SpkAxis      x;
  SpkAxis      y;
  gboolean     bare_x;
  gboolean     grid;
} SpkPlotArea;

void           spk_plot_area_init        (SpkPlotArea *self, SpkRectangle bounds, const SpkAxisSpec *x,
                                          const SpkAxisSpec *y, gboolean bare_x, SpkPlotMargins least,
                                          const SpkFigureStyle *style);
SpkPlotMargins spk_plot_area_get_margins (const SpkPlotArea *self);
void           spk_plot_area_draw_grid   (const SpkPlotArea *self, const SpkFigureStyle *style, SpkFigureSize size,
                                          cairo_t *cr);
void           spk_plot_area_draw_axes   (const SpkPlotArea *self, const SpkFigureStyle *style, SpkFigureSize size,
                                          cairo_t *cr);
void           spk_plot_area_clear       (SpkPlotArea *self);

G_END_DECLS
