/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-tip.h"

#include <math.h>

#include "figures/spk-shape.h"
#include "figures/spk-text.h"

#define DISTANCE_PT 8.0
#define PADDING_PT  5.0

static SpkText
tip_text (const char *text, double max_width)
{
  return (SpkText){ .plain = text, .small = TRUE, .role = SPK_ROLE_TIP_TEXT, .valign = 0.5, .max_width = max_width };
}

/**
 * spk_tip_place:
 * @text: plain text, one line
 * @x: the point it speaks of, user units
 * @y: likewise
 *
 * Returns: the rectangle that spk_tip_draw() takes: at the upper right of the point, or wherever there is room
 */
SpkRectangle
spk_tip_place (const char *text, double x, double y, const SpkFigureStyle *style, SpkFigureSize size)
{
  double padding = spk_figure_style_to_units (style, PADDING_PT);
  double distance = spk_figure_style_to_units (style, DISTANCE_PT);
  double room = MAX (1, size.width - 2 * padding);
  double width = ceil (spk_text_measure_width (tip_text (text, 0), style));
  SpkRectangle place = { 0, 0, MIN (width, room) + 2 * padding, spk_text_get_line_height (TRUE, style) + padding };

  place.x = x + distance + place.width <= size.width ? x + distance : x - distance - place.width;
  place.y = y - distance - place.height >= 0 ? y - distance - place.height : y + distance;
  place.x = floor (CLAMP (place.x, 0, MAX (0, size.width - place.width)));
  place.y = floor (CLAMP (place.y, 0, MAX (0, size.height - place.height)));
  return place;
}

/**
 * spk_tip_draw:
 * @text: plain text, one line
 * @x: the point it speaks of, user units
 * @y: likewise
 *
 * Draws a read-out beside a point, inside the figure.
 */
void
spk_tip_draw (const char *text, double x, double y, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkRectangle place = spk_tip_place (text, x, y, style, size);
  double padding = spk_figure_style_to_units (style, PADDING_PT);

  spk_shape_rounded_rectangle (place, spk_figure_style_to_units (style, 3), cr);
  spk_figure_style_set_source (style, SPK_ROLE_TIP, cr);
  cairo_fill (cr);
  spk_text_draw (tip_text (text, place.width - 2 * padding), place.x + padding, place.y + place.height / 2, style, cr);
}
