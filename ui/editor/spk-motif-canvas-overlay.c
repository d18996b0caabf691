/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editor/spk-motif-canvas-private.h"

#include <math.h>

#include "figures/spk-shape.h"

#define BAND_ALPHA 0.15

/**
 * spk_motif_cell_of_hit:
 *
 * Returns: the place of a connection of a figure
 */
SpkMotifCell
spk_motif_cell_of_hit (SpkTopologyHit hit)
{
  if (hit.part == SPK_TOPOLOGY_INTRA)
    return (SpkMotifCell){ SPK_MOTIF_CELL_INTRA, .post = hit.post, .pre = hit.pre };
  if (hit.part == SPK_TOPOLOGY_LATERAL)
    return (SpkMotifCell){ SPK_MOTIF_CELL_LATERAL, .post = hit.post, .side = hit.side };
  return (SpkMotifCell){ 0 };
}

/**
 * spk_motif_cell_to_hit:
 *
 * Returns: the connection of a figure at a place
 */
SpkTopologyHit
spk_motif_cell_to_hit (SpkMotifCell cell)
{
  if (cell.kind == SPK_MOTIF_CELL_INTRA)
    return (SpkTopologyHit){ .part = SPK_TOPOLOGY_INTRA, .post = cell.post, .pre = cell.pre };
  if (cell.kind == SPK_MOTIF_CELL_LATERAL)
    return (SpkTopologyHit){ .part = SPK_TOPOLOGY_LATERAL, .post = cell.post, .side = cell.side };
  return (SpkTopologyHit){ 0 };
}

static void
draw_ring (SpkMotifCanvas *self, guint neuron, cairo_t *cr)
{
  double x, y, width = spk_figure_style_to_units (&self->style, 2);

  if (!spk_motif_canvas_locate (self, neuron, &x, &y))
    return;
  spk_shape_disc (x, y, self->view.radius + width, cr);
  cairo_set_line_width (cr, width);
  spk_figure_style_set_source (&self->style, SPK_ROLE_ACCENT, cr);
  cairo_stroke (cr);
}

static void
draw_band (SpkMotifCanvas *self, cairo_t *cr)
{
  SpkColour colour = self->style.colours[SPK_ROLE_ACCENT];

  cairo_rectangle (cr, floor (self->drag_x) + 0.5, floor (self->drag_y) + 0.5, floor (self->drag_dx),
                   floor (self->drag_dy));
  spk_colour_set_source (spk_colour_with_alpha (colour, BAND_ALPHA), cr);
  cairo_fill_preserve (cr);
  spk_colour_set_source (colour, cr);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* The connection that would be made if the pointer were let go. */
static SpkTopologyHit
find_pending (SpkMotifCanvas *self)
{
  if (self->drag == SPK_CANVAS_DRAG_NEURONS && self->target >= 0)
    return (SpkTopologyHit){ .part = SPK_TOPOLOGY_INTRA, .post = self->target, .pre = self->grabbed };
  return spk_motif_cell_to_hit (spk_motif_model_get_cell (self->model));
}

/**
 * spk_motif_canvas_draw_overlay:
 *
 * For the canvas: draws what is selected, under the pointer and going on.
 */
void
spk_motif_canvas_draw_overlay (SpkMotifCanvas *self, cairo_t *cr)
{
  const SpkTopologyFigure *figure = spk_motif_layers_get_figure (self->layers);
  SpkTopologyOverlay overlay = SPK_TOPOLOGY_OVERLAY_INIT;
  g_autofree gboolean *selected = g_new0 (gboolean, self->n_neurons);
  guint n;
  const guint *neurons = spk_motif_model_get_selection (self->model, &n);

  for (guint i = 0; i < n; i++)
    selected[neurons[i]] = TRUE;
  overlay.selected_neurons = selected;
  overlay.selected_neuron = n == 1 ? (int) neurons[0] : -1;
  overlay.slots = TRUE;
  overlay.selected = find_pending (self);
  overlay.marked_neurons = self->marks;
  if (self->drag == SPK_CANVAS_DRAG_NONE && self->hover.part != SPK_TOPOLOGY_NEURON)
    overlay.hover = self->hover;
  if (figure)
    spk_topology_figure_draw_overlay (figure, &overlay, cr);
  if (self->drag == SPK_CANVAS_DRAG_NONE && self->hover.part == SPK_TOPOLOGY_NEURON)
    draw_ring (self, self->hover.post, cr);
  if (self->target >= 0)
    draw_ring (self, self->target, cr);
  if (self->linking >= 0)
    draw_ring (self, self->linking, cr);
  if (self->drag == SPK_CANVAS_DRAG_BAND)
    draw_band (self, cr);
}
