/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

/**
 * SpkDash:
 *
 * Pattern of a line, so that lines differ without colour.
 */
typedef enum
{
  SPK_DASH_SOLID,
  SPK_DASH_DASHED,
  SPK_DASH_DOTTED,
  SPK_DASH_DASH_DOTTED,
  SPK_N_DASHES,
} SpkDash;

/**
 * SpkMarker:
 *
 * Sign at the points of a line, so that lines differ without colour.
 */
typedef enum
{
  SPK_MARKER_NONE,
  SPK_MARKER_DISC,
  SPK_MARKER_SQUARE,
  SPK_MARKER_TRIANGLE,
  SPK_MARKER_DIAMOND,
  SPK_MARKER_CROSS,
  SPK_N_MARKERS,
} SpkMarker;

/**
 * SpkLineLook:
 * @colour: index in the palette of the style
 * @dash: pattern
 * @marker: sign at the points, thinned out to a distance at which they can be told apart
 * @width: times the line width of the style; 0 is taken as 1
 */
typedef struct
{
  guint     colour;
  SpkDash   dash;
  SpkMarker marker;
  double    width;
} SpkLineLook;

SpkLineLook spk_line_look_for       (guint i);
double      spk_line_look_get_width (const SpkLineLook *self, const SpkFigureStyle *style);
void        spk_line_look_apply     (const SpkLineLook *self, const SpkFigureStyle *style, cairo_t *cr);
void        spk_marker_draw         (SpkMarker marker, double x, double y, double size, cairo_t *cr);

G_END_DECLS
