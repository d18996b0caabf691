/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-shape.h"

#include <math.h>

/**
 * spk_shape_disc:
 *
 * Adds a circle to the path.
 */
void
spk_shape_disc (double x, double y, double radius, cairo_t *cr)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_close_path (cr);
}

/**
 * spk_shape_rectangle:
 *
 * Adds a rectangle to the path.
 */
void
spk_shape_rectangle (SpkRectangle place, cairo_t *cr)
{
  cairo_rectangle (cr, place.x, place.y, place.width, place.height);
}

/**
 * spk_shape_rounded_rectangle:
 *
 * Adds a rectangle with round corners to the path.
 */
void
spk_shape_rounded_rectangle (SpkRectangle place, double radius, cairo_t *cr)
{
  double r = MIN (radius, MIN (place.width, place.height) / 2);
  double right = place.x + place.width - r, bottom = place.y + place.height - r;

  cairo_new_sub_path (cr);
  cairo_arc (cr, right, place.y + r, r, -G_PI / 2, 0);
  cairo_arc (cr, right, bottom, r, 0, G_PI / 2);
  cairo_arc (cr, place.x + r, bottom, r, G_PI / 2, G_PI);
  cairo_arc (cr, place.x + r, place.y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

/**
 * spk_shape_arrow_head:
 * @x: of the tip
 * @y: likewise
 * @angle: the way it points, radians
 *
 * Adds the head of an arrow to the path.
 */
void
spk_shape_arrow_head (double x, double y, double angle, double length, double width, cairo_t *cr)
{
  double dx = cos (angle), dy = sin (angle), back_x = x - length * dx, back_y = y - length * dy;

  cairo_move_to (cr, x, y);
  cairo_line_to (cr, back_x - width / 2 * dy, back_y + width / 2 * dx);
  cairo_line_to (cr, back_x + width / 2 * dy, back_y - width / 2 * dx);
  cairo_close_path (cr);
}
