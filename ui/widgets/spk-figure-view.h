/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

#define SPK_TYPE_FIGURE_VIEW (spk_figure_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (SpkFigureView, spk_figure_view, SPK, FIGURE_VIEW, GtkWidget)

/**
 * SpkFigureViewClass:
 * @lay_out: makes the figure for a style and a place, in place of the one there was
 * @draw: draws the figure
 * @draw_overlay: (nullable): draws what follows the pointer over it
 */
struct _SpkFigureViewClass
{
  GtkWidgetClass parent_class;

  void (*lay_out)      (SpkFigureView *self, const SpkFigureStyle *style, SpkFigureSize size);
  void (*draw)         (SpkFigureView *self, cairo_t *cr);
  void (*draw_overlay) (SpkFigureView *self, cairo_t *cr);
};

void spk_figure_view_invalidate         (SpkFigureView *self);
void spk_figure_view_invalidate_overlay (SpkFigureView *self);

G_END_DECLS
