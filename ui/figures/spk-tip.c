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

/* Width of the longest line. */
static double
measure_width (char **lines, const SpkFigureStyle *style)
{
  double width = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    width = MAX (width, spk_text_measure_width (tip_text (lines[i], 0), style));
  return ceil (width);
}

/**
 * spk_tip_place:
 * @text: plain text, one line or several
 * @x: the point it speaks of, user units
 * @y: likewise
 *
 * Returns: the rectangle that spk_tip_draw() takes: at the upper right of the point, or wherever there is room
 */
SpkRectangle
spk_tip_place (const char *text, double x, double y, const SpkFigureStyle *style, SpkFigureSize size)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  double padding = spk_figure_style_to_units (style, PADDING_PT);
  double distance = spk_figure_style_to_units (style, DISTANCE_PT);
  double room = MAX (1, size.width - 2 * padding);
  double width = measure_width (lines, style);
  double height = g_strv_length (lines) * spk_text_get_line_height (TRUE, style);
  SpkRectangle place = { 0, 0, MIN (width, room) + 2 * padding, height + padding };

  place.x = x + distance + place.width <= size.width ? x + distance : x - distance - place.width;
  place.y = y - distance - place.height >= 0 ? y - distance - place.height : y + distance;
  place.x = floor (CLAMP (place.x, 0, MAX (0, size.width - place.width)));
  place.y = floor (CLAMP (place.y, 0, MAX (0, size.height - place.height)));
  return place;
}

/**
 * spk_tip_draw:
 * @text: plain text, one line or several
 * @x: the point it speaks of, user units
 * @y: likewise
 *
 * Draws a read-out beside a point, inside the figure.
 */
void
spk_tip_draw (const char *text, double x, double y, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  SpkRectangle place = spk_tip_place (text, x, y, style, size);
  double padding = spk_figure_style_to_units (style, PADDING_PT);
  double line_height = spk_text_get_line_height (TRUE, style);
  double top = place.y + place.height / 2 - g_strv_length (lines) * line_height / 2;

  spk_shape_rounded_rectangle (place, spk_figure_style_to_units (style, 3), cr);
  spk_figure_style_set_source (style, SPK_ROLE_TIP, cr);
  cairo_fill (cr);
  for (guint i = 0; lines[i] != NULL; i++)
    spk_text_draw (tip_text (lines[i], place.width - 2 * padding), place.x + padding, top + (i + 0.5) * line_height, style,
                   cr);
}
