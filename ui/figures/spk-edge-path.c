/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-edge-path.h"

#include <math.h>

/* Sideways way of a curve as a share of its length: enough to part a connection from its reverse. */
#define BOW 0.13

#define LOOP_SPREAD 0.5 /* radians to both sides */
#define LOOP_REACH  3.6 /* radii */
#define STUB_REACH  2.5 /* radii */
#define N_PIECES    24

static SpkEdgePath
quadratic (double x0, double y0, double cx, double cy, double x1, double y1)
{
  return (SpkEdgePath){ { x0, x0 + 2.0 / 3 * (cx - x0), x1 + 2.0 / 3 * (cx - x1), x1 },
                        { y0, y0 + 2.0 / 3 * (cy - y0), y1 + 2.0 / 3 * (cy - y1), y1 } };
}

/**
 * spk_edge_path_between:
 * @from_x: middle of the presynaptic neuron, user units
 * @from_y: likewise
 * @to_x: middle of the postsynaptic neuron
 * @to_y: likewise
 * @radius: of a neuron
 * @gap: between a neuron and the end of the curve
 *
 * Returns: a curve from one neuron to another that leaves the straight line to its left
 */
SpkEdgePath
spk_edge_path_between (double from_x, double from_y, double to_x, double to_y, double radius, double gap)
{
  double dx = to_x - from_x, dy = to_y - from_y, length = MAX (hypot (dx, dy), 1e-6);
  double cx = (from_x + to_x) / 2 + BOW * dy, cy = (from_y + to_y) / 2 - BOW * dx;
  double reach = MIN (radius + gap, 0.45 * length);
  double to_control = MAX (hypot (cx - to_x, cy - to_y), 1e-6);
  double ux = (cx - to_x) / to_control, uy = (cy - to_y) / to_control;
  double vx = (cx - from_x) / to_control, vy = (cy - from_y) / to_control;

  return quadratic (from_x + radius * vx, from_y + radius * vy, cx, cy, to_x + reach * ux, to_y + reach * uy);
}

/**
 * spk_edge_path_loop:
 * @angle: the side of the neuron it is on, radians
 *
 * Returns: a curve from a neuron to itself
 */
SpkEdgePath
spk_edge_path_loop (double x, double y, double angle, double radius, double gap)
{
  double from = angle - LOOP_SPREAD, to = angle + LOOP_SPREAD, reach = LOOP_REACH * radius + gap;

  return (SpkEdgePath){ { x + radius * cos (from), x + reach * cos (from), x + reach * cos (to),
                          x + (radius + gap) * cos (to) },
                        { y + radius * sin (from), y + reach * sin (from), y + reach * sin (to),
                          y + (radius + gap) * sin (to) } };
}

/**
 * spk_edge_path_stub:
 * @angle: the side of the neuron it comes from, radians
 *
 * Returns: a short line to a neuron from outside
 */
SpkEdgePath
spk_edge_path_stub (double x, double y, double angle, double radius, double gap)
{
  double far = STUB_REACH * radius + gap, near = radius + gap, c = cos (angle), s = sin (angle);
  double a = far + (near - far) / 3, b = far + 2 * (near - far) / 3;

  return (SpkEdgePath){ { x + far * c, x + a * c, x + b * c, x + near * c },
                        { y + far * s, y + a * s, y + b * s, y + near * s } };
}

/**
 * spk_edge_path_at:
 * @t: 0 at the start, 1 at the end
 * @x: (out): user units
 * @y: (out): likewise
 *
 * Finds a point of the curve.
 */
void
spk_edge_path_at (const SpkEdgePath *self, double t, double *x, double *y)
{
  double s = 1 - t, w[4] = { s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t };

  *x = *y = 0;
  for (guint i = 0; i < 4; i++)
    {
      *x += w[i] * self->x[i];
      *y += w[i] * self->y[i];
    }
}

static double
distance_to_line (double x0, double y0, double x1, double y1, double x, double y)
{
  double dx = x1 - x0, dy = y1 - y0, square = dx * dx + dy * dy;
  double t = square > 0 ? CLAMP (((x - x0) * dx + (y - y0) * dy) / square, 0, 1) : 0;

  return hypot (x0 + t * dx - x, y0 + t * dy - y);
}

/**
 * spk_edge_path_distance:
 *
 * Returns: distance of a point from the curve, user units
 */
double
spk_edge_path_distance (const SpkEdgePath *self, double x, double y)
{
  double nearest = G_MAXDOUBLE, last_x = self->x[0], last_y = self->y[0];

  for (guint i = 1; i <= N_PIECES; i++)
    {
      double next_x, next_y;

      spk_edge_path_at (self, (double) i / N_PIECES, &next_x, &next_y);
      nearest = MIN (nearest, distance_to_line (last_x, last_y, next_x, next_y, x, y));
      last_x = next_x;
      last_y = next_y;
    }
  return nearest;
}

/**
 * spk_edge_path_angle:
 *
 * Returns: the way the curve goes at its end, radians
 */
double
spk_edge_path_angle (const SpkEdgePath *self)
{
  return atan2 (self->y[3] - self->y[2], self->x[3] - self->x[2]);
}

/**
 * spk_edge_path_trace:
 * @shorter: what is left out before the end, for a head; user units
 *
 * Adds the curve to the path of @cr.
 */
void
spk_edge_path_trace (const SpkEdgePath *self, double shorter, cairo_t *cr)
{
  double angle = spk_edge_path_angle (self), dx = shorter * cos (angle), dy = shorter * sin (angle);

  cairo_move_to (cr, self->x[0], self->y[0]);
  cairo_curve_to (cr, self->x[1], self->y[1], self->x[2] - dx, self->y[2] - dy, self->x[3] - dx, self->y[3] - dy);
}
