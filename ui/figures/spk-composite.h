/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

/**
 * SpkPanelDraw:
 * @data: of the panel
 * @style: without a background, which the composite has painted
 * @size: of the panel, whose top left corner is (0, 0) of @cr
 *
 * Draws the figure of a panel.
 */
typedef void (*SpkPanelDraw) (gconstpointer data, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr);

/**
 * SpkLegendDraw:
 * @size: @height is the lowest that the legend may reach
 * @cr: (nullable): %NULL only measures
 *
 * Draws the legend of all panels.
 *
 * Returns: its height, user units
 */
typedef double (*SpkLegendDraw) (gconstpointer data, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr);

/**
 * SpkCompositePanel:
 * @draw: what is in it
 * @data: for @draw
 * @title: (nullable): above it, beside its letter
 * @span: columns it takes; 0 is taken as 1
 */
typedef struct
{
  SpkPanelDraw  draw;
  gconstpointer data;
  const char   *title;
  guint         span;
} SpkCompositePanel;

/**
 * SpkComposite:
 * @title: (nullable): above the figure
 * @columns: columns of the grid, at least 1
 * @n_panels: number of panels
 * @panels: [@n_panels], from left to right and from top to bottom; one that finds no room in its row starts the next one
 * @letters: panels are named a, b, c, ..., z, aa, ...
 * @legend: (nullable): one for all panels, below them; their own are left out then
 * @legend_data: for @legend
 * @row_weights: (nullable): [number of rows], heights relative to each other
 *
 * A grid of panels.
 */
typedef struct
{
  const char              *title;
  guint                    columns;
  guint                    n_panels;
  const SpkCompositePanel *panels;
  gboolean                 letters;
  SpkLegendDraw            legend;
  gconstpointer            legend_data;
  const double            *row_weights;
} SpkComposite;

guint        spk_composite_count_rows (const SpkComposite *self);
SpkRectangle spk_composite_get_panel  (const SpkComposite *self, guint panel, const SpkFigureStyle *style,
                                       SpkFigureSize size);
void         spk_composite_draw       (const SpkComposite *self, const SpkFigureStyle *style, SpkFigureSize size,
                                       cairo_t *cr);
char        *spk_composite_get_letter (guint panel);

G_END_DECLS
