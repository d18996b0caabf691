/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"

/* Draws a figure in the middle of a larger white surface. */
typedef void (*FigureDraw) (gconstpointer figure, cairo_t *cr);

#define FIGURE_BORDER 60

cairo_surface_t *figure_paint_with_border (FigureDraw draw, gconstpointer figure, double width, double height);

/* Number of pixels drawn to outside of the figure's own place; the edge of antialiasing does not count. */
guint figure_count_ink_outside (cairo_surface_t *surface, double width, double height);

/* Number of pixels of a rectangle of the figure that are not white. */
guint figure_count_ink (cairo_surface_t *surface, SpkRectangle place);

/* Both at once: fails if the figure reaches out of its place, or is blank. */
void figure_assert_inside (FigureDraw draw, gconstpointer figure, double width, double height);

/* Style of tests: the pinned font, no background. */
SpkFigureStyle figure_test_style (void);
