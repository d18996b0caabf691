/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figures/spk-shape.h"
#include "figures/spk-topology-private.h"

#define HEAD_PT         5.0
#define HEAD_OF_RADIUS  0.55
#define HEAD_ASPECT     0.8
#define DISC_OF_HEAD    0.36
#define LOCK_PT         9.0

static double
head_length (const SpkTopologyFigure *figure)
{
  return MIN (spk_figure_style_to_units (&figure->style, HEAD_PT), HEAD_OF_RADIUS * figure->radius);
}

static void
set_lateral_dashes (SpkSide side, double width, cairo_t *cr)
{
  const double dotted[] = { width, 1.4 * width }, dashed[] = { 3 * width, 1.8 * width };

  cairo_set_dash (cr, side == SPK_PREVIOUS ? dotted : dashed, 2, 0);
}

/* Line and head are one group where they are translucent: they overlap. */
static void
draw_opaque (const SpkTopologyEdge *self, double head, double width, cairo_t *cr)
{
  double angle = spk_edge_path_angle (&self->path), radius = DISC_OF_HEAD * head;
  gboolean excitatory = self->hit.type == SPK_EXCITATORY;

  if (self->hit.part == SPK_TOPOLOGY_LATERAL)
    set_lateral_dashes (self->hit.side, width, cr);
  cairo_set_line_width (cr, width);
  spk_edge_path_trace (&self->path, excitatory ? 0.8 * head : radius, cr);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);

  if (excitatory)
    spk_shape_arrow_head (self->path.x[3], self->path.y[3], angle, head, HEAD_ASPECT * head, cr);
  else
    spk_shape_disc (self->path.x[3] - radius * cos (angle), self->path.y[3] - radius * sin (angle), radius, cr);
  cairo_fill (cr);
}

/**
 * spk_topology_edge_draw:
 * @opacity: in [0, 1]
 * @width: of the line, user units
 *
 * Draws a connection: a line with an arrow head, or with a disc.
 */
void
spk_topology_edge_draw (const SpkTopologyEdge *self, const SpkTopologyFigure *figure, double opacity, double width,
                        cairo_t *cr)
{
  gboolean excitatory = self->hit.type == SPK_EXCITATORY;
  SpkColour colour = figure->style.colours[excitatory ? SPK_ROLE_EXCITATORY : SPK_ROLE_INHIBITORY];

  spk_colour_set_source (spk_colour_with_alpha (colour, opacity), cr);
  draw_opaque (self, head_length (figure) * MAX (1, 0.5 * width / figure->style.line_width), width, cr);
}

/**
 * spk_topology_edge_draw_lock:
 * @x: middle, user units
 * @y: likewise
 *
 * Draws the sign of what the search must not change.
 */
void
spk_topology_edge_draw_lock (double x, double y, const SpkFigureStyle *style, cairo_t *cr)
{
  double size = spk_figure_style_to_units (style, LOCK_PT), u = size / 9;

  spk_shape_disc (x, y, size / 2, cr);
  spk_figure_style_set_source (style, SPK_ROLE_BACKGROUND, cr);
  cairo_fill_preserve (cr);
  spk_figure_style_set_source (style, SPK_ROLE_DIM, cr);
  cairo_set_line_width (cr, 0.6 * u);
  cairo_stroke (cr);

  spk_figure_style_set_source (style, SPK_ROLE_TEXT, cr);
  cairo_rectangle (cr, x - 2 * u, y - 0.3 * u, 4 * u, 2.9 * u);
  cairo_fill (cr);
  cairo_set_line_width (cr, 0.8 * u);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y - 0.6 * u, 1.3 * u, G_PI, 2 * G_PI);
  cairo_stroke (cr);
}
