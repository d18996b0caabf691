/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-line-look.h"

#include "figures/spk-shape.h"

/* Lengths of line and gap, in line widths. */
static const struct
{
  guint n;
  double lengths[4];
} dashes[SPK_N_DASHES] = {
  [SPK_DASH_SOLID] = { 0 },
  [SPK_DASH_DASHED] = { 2, { 4.5, 2.2 } },
  [SPK_DASH_DOTTED] = { 2, { 1.2, 1.8 } },
  [SPK_DASH_DASH_DOTTED] = { 4, { 5, 1.8, 1.2, 1.8 } },
};

/**
 * spk_line_look_for:
 * @i: index of a series
 *
 * Returns: a look that differs from those of the neighbours in colour and in pattern
 */
SpkLineLook
spk_line_look_for (guint i)
{
  SpkMarker marker = i < SPK_N_DASHES ? SPK_MARKER_NONE : 1 + (i / SPK_N_DASHES - 1) % (SPK_N_MARKERS - 1);

  return (SpkLineLook){ .colour = i, .dash = i % SPK_N_DASHES, .marker = marker };
}

/**
 * spk_line_look_get_width:
 *
 * Returns: width of the line, user units
 */
double
spk_line_look_get_width (const SpkLineLook *self, const SpkFigureStyle *style)
{
  return spk_figure_style_to_units (style, style->line_width) * (self->width > 0 ? self->width : 1);
}

/**
 * spk_line_look_apply:
 *
 * Gives @cr the colour, width and dashes of the line.
 */
void
spk_line_look_apply (const SpkLineLook *self, const SpkFigureStyle *style, cairo_t *cr)
{
  double width = spk_line_look_get_width (self, style), lengths[4];
  guint dash = (guint) self->dash < SPK_N_DASHES ? self->dash : SPK_DASH_SOLID;

  for (guint i = 0; i < dashes[dash].n; i++)
    lengths[i] = dashes[dash].lengths[i] * width;
  spk_colour_set_source (spk_figure_style_get_series_colour (style, self->colour), cr);
  cairo_set_line_width (cr, width);
  cairo_set_dash (cr, lengths, (int) dashes[dash].n, 0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
}

/**
 * spk_marker_draw:
 * @x: of its middle
 * @y: likewise
 * @size: about its width, user units
 *
 * Draws a sign in the source of @cr.
 */
void
spk_marker_draw (SpkMarker marker, double x, double y, double size, cairo_t *cr)
{
  double r = size / 2;

  switch (marker)
    {
    case SPK_MARKER_DISC:
      spk_shape_disc (x, y, r, cr);
      break;
    case SPK_MARKER_SQUARE:
      cairo_rectangle (cr, x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
      break;
    case SPK_MARKER_TRIANGLE:
      spk_shape_arrow_head (x, y - 1.15 * r, -G_PI / 2, 2 * r, 2.3 * r, cr);
      break;
    case SPK_MARKER_DIAMOND:
      cairo_move_to (cr, x, y - 1.2 * r);
      cairo_line_to (cr, x + 1.2 * r, y);
      cairo_line_to (cr, x, y + 1.2 * r);
      cairo_line_to (cr, x - 1.2 * r, y);
      cairo_close_path (cr);
      break;
    case SPK_MARKER_CROSS:
      cairo_rectangle (cr, x - r, y - 0.3 * r, 2 * r, 0.6 * r);
      cairo_rectangle (cr, x - 0.3 * r, y - r, 0.6 * r, 2 * r);
      break;
    case SPK_MARKER_NONE:
    case SPK_N_MARKERS:
    default:
      return;
    }
  cairo_fill (cr);
}
