/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

/**
 * SpkPlotCounts:
 * @layouts: figures made from data
 * @paints: figures painted
 * @overlays: overlays drawn
 * @microseconds: that all of it has taken
 *
 * How often a plot has worked since it was made: what has not changed is not drawn again.
 */
typedef struct
{
  guint  layouts;
  guint  paints;
  guint  overlays;
  gint64 microseconds;
} SpkPlotCounts;

#define SPK_TYPE_PLOT_WIDGET (spk_plot_widget_get_type ())
G_DECLARE_DERIVABLE_TYPE (SpkPlotWidget, spk_plot_widget, SPK, PLOT_WIDGET, GtkWidget)

/**
 * SpkPlotWidgetClass:
 * @layout: makes the figure of what is to be shown; %NULL where there is nothing, then @get_note is shown
 * @get_note: one line on why there is nothing to show
 * @release: frees a figure
 * @draw: paints a figure
 * @draw_overlay: draws cursor, selection and hover over it
 * @describe: what is shown in words with its values, for those who do not see it (transfer full)
 * @hover: (nullable): the pointer is at a point
 * @leave: (nullable): it is nowhere
 * @pick: (nullable): a point was clicked
 * @picks_each: whether the second click of two quick ones picks too
 * @activate_hovered: (nullable): Enter or the like: picks what @move has come to
 * @move: (nullable): an arrow key; whether there was something to move
 * @clear: (nullable): Escape; whether there was something to clear
 * @zoom: (nullable): about the point @x, by @factor of what is seen: below 1 closer; whether it can
 * @pan: (nullable): what is seen moves by @distance to the left; whether it did
 * @reset_zoom: (nullable): all is seen
 * @get_plot: (nullable): where in the figure zooming and panning happen
 *
 * What kinds of plots do in their own way. Points are in the widget's coordinates, which are those of the figure.
 */
struct _SpkPlotWidgetClass
{
  GtkWidgetClass parent_class;

  gpointer     (*layout)           (SpkPlotWidget *self, const SpkFigureStyle *style, SpkFigureSize size);
  const char  *(*get_note)         (SpkPlotWidget *self);
  void         (*release)          (gpointer figure);
  void         (*draw)             (gconstpointer figure, cairo_t *cr);
  void         (*draw_overlay)     (SpkPlotWidget *self, gconstpointer figure, cairo_t *cr);
  char        *(*describe)         (SpkPlotWidget *self);

  void         (*hover)            (SpkPlotWidget *self, double x, double y);
  void         (*leave)            (SpkPlotWidget *self);
  void         (*pick)             (SpkPlotWidget *self, double x, double y);
  gboolean       picks_each;
  void         (*activate_hovered) (SpkPlotWidget *self);
  gboolean     (*move)             (SpkPlotWidget *self, int dx, int dy);
  gboolean     (*clear)            (SpkPlotWidget *self);

  gboolean     (*zoom)             (SpkPlotWidget *self, double factor, double x);
  gboolean     (*pan)              (SpkPlotWidget *self, double distance);
  void         (*reset_zoom)       (SpkPlotWidget *self);
  SpkRectangle (*get_plot)         (SpkPlotWidget *self);
};

void          spk_plot_widget_invalidate         (SpkPlotWidget *self);
void          spk_plot_widget_invalidate_overlay (SpkPlotWidget *self);
gconstpointer spk_plot_widget_get_figure         (SpkPlotWidget *self);
const SpkFigureStyle *spk_plot_widget_get_style  (SpkPlotWidget *self);
SpkPlotCounts spk_plot_widget_get_counts         (SpkPlotWidget *self);

G_END_DECLS
