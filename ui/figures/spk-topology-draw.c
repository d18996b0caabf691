/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-shape.h"
#include "figures/spk-text.h"
#include "figures/spk-tip.h"
#include "figures/spk-topology-private.h"

#define VEIL_ALPHA        0.72
#define HALO_ALPHA        0.28
#define LEAST_FRONT_ALPHA 0.45
#define SLOT_ALPHA        0.75
#define MANY_EDGES        400

/* Lines get thinner with the neurons. */
static double
line_width (const SpkTopologyFigure *self)
{
  double full = spk_figure_style_to_units (&self->style, self->style.line_width);

  return full * CLAMP (self->radius / spk_figure_style_to_units (&self->style, 8), 0.4, 1);
}

static void
draw_node_label (const SpkTopologyFigure *self, guint i, SpkFigureRole role, cairo_t *cr)
{
  const SpkTopologyNode *node = &self->nodes[i];
  double reach = 3.1 * self->radius + 0.55 * spk_text_get_line_height (TRUE, &self->style);
  double spacing = 2 * G_PI * hypot (self->canvas.width, self->canvas.height) / 3 / self->n_nodes;
  char label[16];

  g_snprintf (label, sizeof label, "%u", i);

  SpkText text = { .plain = label, .small = self->labels_outside || i > 99, .bold = !self->labels_outside, .role = role,
                   .halign = 0.5, .valign = 0.5 };

  if (!self->labels_outside)
    spk_text_draw (text, node->x, node->y, &self->style, cr);
  else if (i % (guint) MAX (1, ceil (spk_text_get_line_height (TRUE, &self->style) / spacing)) == 0)
    spk_text_draw (text, node->x + reach * cos (node->outward), node->y + reach * sin (node->outward), &self->style,
                   cr);
}

static void
draw_node (const SpkTopologyFigure *self, guint i, gboolean selected, cairo_t *cr)
{
  const SpkTopologyNode *node = &self->nodes[i];

  spk_shape_disc (node->x, node->y, self->radius, cr);
  spk_figure_style_set_source (&self->style, selected ? SPK_ROLE_ACCENT : SPK_ROLE_BACKGROUND, cr);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, MIN (spk_figure_style_to_units (&self->style, self->style.line_width), 0.3 * self->radius));
  spk_figure_style_set_source (&self->style, selected ? SPK_ROLE_ACCENT : SPK_ROLE_TEXT, cr);
  cairo_stroke (cr);
  draw_node_label (self, i, selected && !self->labels_outside ? SPK_ROLE_BACKGROUND : SPK_ROLE_TEXT, cr);
}

static void
draw_lock (const SpkTopologyFigure *self, const SpkTopologyEdge *edge, cairo_t *cr)
{
  double x, y;

  spk_edge_path_at (&edge->path, edge->hit.part == SPK_TOPOLOGY_LATERAL ? 0 : 0.5, &x, &y);
  spk_topology_edge_draw_lock (x, y, &self->style, cr);
}

static void
draw_hidden_note (const SpkTopologyFigure *self, cairo_t *cr)
{
  g_autofree char *note = g_strdup_printf (_("%u below 2\xe2\x80\xaf%% not drawn"), self->n_hidden);

  if (self->n_hidden > 0)
    spk_text_draw ((SpkText){ .plain = note, .small = TRUE, .role = SPK_ROLE_DIM, .halign = 1, .valign = 1,
                              .max_width = self->size.width },
                   self->size.width, self->legend_top, &self->style, cr);
}

static gboolean
touches (SpkTopologyHit edge, guint neuron)
{
  return edge.post == neuron || (edge.part == SPK_TOPOLOGY_INTRA && edge.pre == neuron);
}

static gboolean
is_lifted (const SpkTopologyEdge *edge, const gboolean *lifted)
{
  return lifted != NULL && (lifted[edge->hit.post] || (edge->hit.part == SPK_TOPOLOGY_INTRA && lifted[edge->hit.pre]));
}

/* Of hundreds of connections none is looked at closely: on a screen coarser curves do, which takes two thirds of the
 * time. */
static void
choose_coarseness (const SpkTopologyFigure *self, cairo_t *cr)
{
  if (self->size.pixels_per_unit <= 0 || self->n_edges <= MANY_EDGES)
    return;
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  cairo_set_tolerance (cr, 0.25);
}

/* The edges from @first to before @end that touch a lifted neuron, if @wanted, or that touch none. */
static void
draw_edges (const SpkTopologyFigure *self, guint first, guint end, const gboolean *lifted, gboolean wanted, cairo_t *cr)
{
  cairo_save (cr);
  choose_coarseness (self, cr);
  for (guint i = first; i < end; i++)
    if (is_lifted (&self->edges[i], lifted) == wanted)
      spk_topology_edge_draw (&self->edges[i], self, self->edges[i].hit.probability, line_width (self), cr);
  cairo_restore (cr);
}

/* What lies over the edges. */
static void
draw_rest (const SpkTopologyFigure *self, const gboolean *lifted, cairo_t *cr)
{
  for (guint i = 0; i < self->n_edges; i++)
    if (self->edges[i].pinned && !is_lifted (&self->edges[i], lifted))
      draw_lock (self, &self->edges[i], cr);
  for (guint i = 0; i < self->n_nodes; i++)
    if (lifted == NULL || !lifted[i])
      draw_node (self, i, FALSE, cr);
  if (self->n_nodes == 0)
    spk_text_draw_note (_("No motif yet"), self->size, &self->style, cr);
  spk_text_draw_title (self->title, self->size, &self->style, cr);
  spk_size_bars_draw (&self->sizes, &self->style, cr);
  draw_hidden_note (self, cr);
  if (self->style.legend && self->n_nodes > 0)
    spk_topology_figure_draw_legend (self, self->legend_top, cr);
}

/**
 * spk_topology_figure_draw:
 *
 * Draws all that does not change with a pointer or a selection.
 */
void
spk_topology_figure_draw (const SpkTopologyFigure *self, cairo_t *cr)
{
  guint next = 0;

  spk_topology_figure_draw_some (self, &next, self->n_edges, NULL, cr);
}

/**
 * spk_topology_figure_draw_some:
 * @next: (inout): how far the drawing has come, 0 at first
 * @n: how many connections to look at, at most
 * @lifted: (nullable): [k], neurons that are left out with their connections, as spk_topology_figure_draw_lifted() will
 *   draw them
 *
 * Draws a part of what spk_topology_figure_draw() draws, so that a motif of thousands of connections can be drawn
 * little by little. @cr has to show what was drawn before.
 *
 * Returns: whether that was all
 */
gboolean
spk_topology_figure_draw_some (const SpkTopologyFigure *self, guint *next, guint n, const gboolean *lifted, cairo_t *cr)
{
  guint end = n < self->n_edges - *next ? *next + n : self->n_edges;

  cairo_save (cr);
  if (*next == 0)
    spk_figure_style_paint_background (&self->style, cr);
  draw_edges (self, *next, end, lifted, FALSE, cr);
  *next = end;
  if (end == self->n_edges)
    draw_rest (self, lifted, cr);
  cairo_restore (cr);
  return end == self->n_edges;
}

/**
 * spk_topology_figure_draw_lifted:
 * @lifted: [k]
 *
 * Draws only some neurons and the connections that touch them.
 */
void
spk_topology_figure_draw_lifted (const SpkTopologyFigure *self, const gboolean *lifted, cairo_t *cr)
{
  cairo_save (cr);
  draw_edges (self, 0, self->n_edges, lifted, TRUE, cr);
  for (guint i = 0; i < self->n_edges; i++)
    if (self->edges[i].pinned && is_lifted (&self->edges[i], lifted))
      draw_lock (self, &self->edges[i], cr);
  for (guint i = 0; i < self->n_nodes; i++)
    if (lifted[i])
      draw_node (self, i, FALSE, cr);
  cairo_restore (cr);
}

static gboolean
is_same (SpkTopologyHit a, SpkTopologyHit b)
{
  return a.part == b.part && a.post == b.post &&
         (a.part == SPK_TOPOLOGY_INTRA ? a.pre == b.pre : a.part != SPK_TOPOLOGY_LATERAL || a.side == b.side);
}

static void
bring_to_front (const SpkTopologyFigure *self, const SpkTopologyEdge *edge, cairo_t *cr)
{
  spk_topology_edge_draw (edge, self, MAX (edge->hit.probability, LEAST_FRONT_ALPHA), 1.25 * line_width (self), cr);
  if (edge->pinned)
    draw_lock (self, edge, cr);
}

/* All else goes behind a veil. */
static void
bring_neuron_to_front (const SpkTopologyFigure *self, guint neuron, cairo_t *cr)
{
  const SpkRectangle *canvas = &self->canvas;

  cairo_rectangle (cr, canvas->x, canvas->y, canvas->width, canvas->height);
  spk_colour_set_source (spk_colour_with_alpha (self->style.colours[SPK_ROLE_BACKGROUND], VEIL_ALPHA), cr);
  cairo_fill (cr);
  for (guint i = 0; i < self->n_edges; i++)
    if (touches (self->edges[i].hit, neuron))
      bring_to_front (self, &self->edges[i], cr);
  for (guint i = 0; i < self->n_nodes; i++)
    draw_node (self, i, FALSE, cr);
  spk_size_bars_draw (&self->sizes, &self->style, cr);
}

/* A connection that is hovered or selected lies on a broad line in the colour of the selection. */
static void
bring_edge_to_front (const SpkTopologyFigure *self, SpkTopologyHit hit, cairo_t *cr)
{
  for (guint i = 0; i < self->n_edges; i++)
    {
      const SpkTopologyEdge *edge = &self->edges[i];

      if (!is_same (edge->hit, hit))
        continue;
      spk_edge_path_trace (&edge->path, 0, cr);
      cairo_set_line_width (cr, spk_figure_style_to_units (&self->style, 7));
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      spk_colour_set_source (spk_colour_with_alpha (self->style.colours[SPK_ROLE_ACCENT], HALO_ALPHA), cr);
      cairo_stroke (cr);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
      bring_to_front (self, edge, cr);
    }
}

static void
draw_ring (const SpkTopologyFigure *self, guint neuron, SpkFigureRole role, cairo_t *cr)
{
  double width = spk_figure_style_to_units (&self->style, 2);

  if (neuron >= self->n_nodes)
    return;
  spk_shape_disc (self->nodes[neuron].x, self->nodes[neuron].y, self->radius + width, cr);
  cairo_set_line_width (cr, width);
  spk_figure_style_set_source (&self->style, role, cr);
  cairo_stroke (cr);
}

static void
draw_hover (const SpkTopologyFigure *self, SpkTopologyHit hover, cairo_t *cr)
{
  if (hover.part == SPK_TOPOLOGY_NEURON && hover.post < self->n_nodes)
    bring_neuron_to_front (self, hover.post, cr);
  else if (hover.part == SPK_TOPOLOGY_INTRA || hover.part == SPK_TOPOLOGY_LATERAL)
    bring_edge_to_front (self, hover, cr);
  else if (hover.part == SPK_TOPOLOGY_SIZE && hover.post < self->sizes.n)
    {
      spk_shape_rectangle (spk_size_bars_get_row (&self->sizes, hover.post), cr);
      spk_colour_set_source (spk_colour_with_alpha (self->style.colours[SPK_ROLE_ACCENT], HALO_ALPHA / 2), cr);
      cairo_fill (cr);
    }
}

/* Where there could be a connection. */
static void
draw_slot (const SpkTopologyFigure *self, SpkTopologyHit slot, cairo_t *cr)
{
  SpkEdgePath path;
  double x, y;

  if (slot.part == SPK_TOPOLOGY_NOTHING || slot.post >= self->n_nodes || slot.pre >= self->n_nodes ||
      spk_topology_figure_locate (self, slot, &x, &y))
    return;
  path = spk_topology_figure_route (self, slot);
  spk_edge_path_trace (&path, 0, cr);
  cairo_set_line_width (cr, line_width (self));
  cairo_set_dash (cr, (const double[]){ 1.5 * line_width (self), 2.5 * line_width (self) }, 2, 0);
  spk_colour_set_source (spk_colour_with_alpha (self->style.colours[SPK_ROLE_DIM], SLOT_ALPHA), cr);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_slots (const SpkTopologyFigure *self, guint neuron, cairo_t *cr)
{
  draw_slot (self, (SpkTopologyHit){ .part = SPK_TOPOLOGY_INTRA, .post = neuron, .pre = neuron }, cr);
  draw_slot (self, (SpkTopologyHit){ .part = SPK_TOPOLOGY_LATERAL, .post = neuron, .side = SPK_PREVIOUS }, cr);
  draw_slot (self, (SpkTopologyHit){ .part = SPK_TOPOLOGY_LATERAL, .post = neuron, .side = SPK_NEXT }, cr);
}

static void
draw_selection (const SpkTopologyFigure *self, const SpkTopologyOverlay *overlay, cairo_t *cr)
{
  gboolean one = overlay->selected_neuron >= 0 && (guint) overlay->selected_neuron < self->n_nodes;

  if (overlay->slots)
    draw_slot (self, overlay->selected, cr);
  if (one && overlay->slots)
    draw_slots (self, (guint) overlay->selected_neuron, cr);
  for (guint i = 0; overlay->selected_neurons != NULL && i < self->n_nodes; i++)
    if (overlay->selected_neurons[i])
      draw_node (self, i, TRUE, cr);
  if (one)
    draw_node (self, (guint) overlay->selected_neuron, TRUE, cr);
}

/**
 * spk_topology_figure_draw_overlay:
 *
 * Draws selection, hovered item and read-out over the figure.
 */
void
spk_topology_figure_draw_overlay (const SpkTopologyFigure *self, const SpkTopologyOverlay *overlay, cairo_t *cr)
{
  double x, y;

  cairo_save (cr);
  draw_hover (self, overlay->hover, cr);
  bring_edge_to_front (self, overlay->selected, cr);
  draw_selection (self, overlay, cr);
  if (overlay->marked_neuron >= 0)
    draw_ring (self, (guint) overlay->marked_neuron, SPK_ROLE_WARNING, cr);
  for (guint i = 0; overlay->marked_neurons != NULL && i < self->n_nodes; i++)
    if (overlay->marked_neurons[i])
      draw_ring (self, i, SPK_ROLE_WARNING, cr);
  if (overlay->hover.part == SPK_TOPOLOGY_NEURON)
    draw_ring (self, overlay->hover.post, SPK_ROLE_ACCENT, cr);
  if (overlay->tip != NULL && spk_topology_figure_locate (self, overlay->hover, &x, &y))
    spk_tip_draw (overlay->tip, x, y, &self->style, self->size, cr);
  cairo_restore (cr);
}
