/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-axis.h"

G_BEGIN_DECLS

/**
 * SpkScatterData:
 * @title: (nullable): above the figure
 * @x: horizontal axis; its ends come from the data where they are not set
 * @y: vertical axis, likewise
 * @n: number of points, as neurons
 * @xs: [@n]; a point with a NaN is left out, and counted in the corner
 * @ys: [@n]
 * @motif_size: k: point i belongs to motif i / k; 0 without motifs
 *
 * Only read while a figure is made.
 */
typedef struct
{
  const char   *title;
  SpkAxisSpec   x;
  SpkAxisSpec   y;
  guint         n;
  const double *xs;
  const double *ys;
  guint         motif_size;
} SpkScatterData;

/**
 * SpkScatterOverlay:
 * @selected_motif: its points are brought out; -1 for none
 * @selected: index of a point; -1 for none
 * @hover: index of a point; -1 for none
 * @tip: (nullable): text beside the hovered point
 */
typedef struct
{
  int         selected_motif;
  int         selected;
  int         hover;
  const char *tip;
} SpkScatterOverlay;

#define SPK_SCATTER_OVERLAY_INIT { .selected_motif = -1, .selected = -1, .hover = -1 }

/**
 * SpkScatterFigure:
 *
 * Points laid out over two axes, as R against tau_m. They are translucent: darker where several lie over each other.
 */
typedef struct _SpkScatterFigure SpkScatterFigure;

SpkScatterFigure *spk_scatter_figure_new (const SpkScatterData *data, const SpkFigureStyle *style,
                                          SpkFigureSize size);
void spk_scatter_figure_free (SpkScatterFigure *self);
void spk_scatter_figure_draw (const SpkScatterFigure *self, cairo_t *cr);
void spk_scatter_figure_draw_overlay (const SpkScatterFigure *self, const SpkScatterOverlay *overlay,
                                      cairo_t *cr);
int spk_scatter_figure_hit (const SpkScatterFigure *self, double x, double y);
gboolean spk_scatter_figure_locate (const SpkScatterFigure *self, guint point, double *x, double *y);
SpkRectangle spk_scatter_figure_get_plot (const SpkScatterFigure *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkScatterFigure, spk_scatter_figure_free)

G_END_DECLS
