/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-matrix-figure.h"

#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-shape.h"
#include "figures/spk-text.h"
#include "figures/spk-tip.h"
#include "figures/spk-topology-private.h"

#define LARGEST_CELL_PT  22.0
#define SIGN_CELL_PT     7.0  /* from here on a cell holds a sign */
#define LOCK_CELL_PT     16.0 /* from here on a lock */
#define GAP_SHARE        0.1
#define LATERAL_SPACE    0.6 /* cells between the matrix and the lateral columns */

typedef struct
{
  SpkTopologyHit hit;
  gboolean       pinned;
} Cell;

struct _SpkMatrixFigure
{
  SpkFigureStyle style;
  SpkFigureSize  size;
  char          *title;
  guint          k;
  Cell          *cells; /* [k][k + 2] */
  double         cell;
  double         x;
  double         y;
};

static guint
n_columns (const SpkMatrixFigure *self)
{
  return self->k + 2;
}

static void
take_cells (SpkMatrixFigure *self, const SpkTopologyData *data)
{
  self->cells = g_new (Cell, (gsize) self->k * n_columns (self));
  for (guint post = 0; post < self->k; post++)
    for (guint column = 0; column < n_columns (self); column++)
      {
        Cell *cell = &self->cells[(gsize) post * n_columns (self) + column];

        cell->hit = column < self->k ? spk_topology_data_get_intra (data, post, column)
                                     : spk_topology_data_get_lateral (data, post, column - self->k);
        cell->pinned = spk_topology_data_is_pinned (data, cell->hit);
      }
}

static double
header (const SpkMatrixFigure *self)
{
  return 2.3 * spk_text_get_line_height (TRUE, &self->style);
}

static void
lay_out (SpkMatrixFigure *self)
{
  double title = spk_text_get_title_height (self->title, &self->style);
  double left = 1.2 * spk_text_get_line_height (TRUE, &self->style) +
                spk_text_measure_width ((SpkText){ .plain = "00", .small = TRUE }, &self->style) + 6;
  double top = title + header (self);
  double width = (self->size.width - left) / (n_columns (self) + LATERAL_SPACE);
  double height = (self->size.height - top) / MAX (1, self->k);

  self->cell = CLAMP (MIN (width, height), 0.1, spk_figure_style_to_units (&self->style, LARGEST_CELL_PT));
  if (self->size.pixels_per_unit > 0 && self->cell >= 4)
    self->cell = floor (self->cell * self->size.pixels_per_unit) / self->size.pixels_per_unit;
  self->x = ceil (left);
  self->y = ceil (top);
}

/**
 * spk_matrix_figure_new:
 * @data: only read during the call
 * @style: copied
 *
 * Lays a matrix out. May be called in any thread.
 *
 * Returns: (transfer full): the figure
 */
SpkMatrixFigure *
spk_matrix_figure_new (const SpkTopologyData *data, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkMatrixFigure *self = g_new0 (SpkMatrixFigure, 1);

  self->style = *style;
  self->size = size;
  self->title = g_strdup (data->title);
  self->k = data->size;
  take_cells (self, data);
  lay_out (self);
  return self;
}

/**
 * spk_matrix_figure_free:
 */
void
spk_matrix_figure_free (SpkMatrixFigure *self)
{
  g_free (self->cells);
  g_free (self->title);
  g_free (self);
}

static double
column_left (const SpkMatrixFigure *self, guint column)
{
  return self->x + self->cell * (column + (column >= self->k ? LATERAL_SPACE : 0));
}

static SpkRectangle
cell_place (const SpkMatrixFigure *self, guint post, guint column)
{
  double gap = self->cell >= 5 ? MAX (1, GAP_SHARE * self->cell) : 0;

  return (SpkRectangle){ column_left (self, column), self->y + post * self->cell, self->cell - gap, self->cell - gap };
}

static void
draw_sign (SpkRectangle place, SpkConnection type, const SpkFigureStyle *style, cairo_t *cr)
{
  double x = place.x + place.width / 2, y = place.y + place.height / 2, arm = 0.22 * place.width;
  double width = MAX (0.1 * place.width, 0.8);

  cairo_rectangle (cr, x - arm, y - width / 2, 2 * arm, width);
  if (type == SPK_EXCITATORY)
    cairo_rectangle (cr, x - width / 2, y - arm, width, 2 * arm);
  spk_figure_style_set_source (style, SPK_ROLE_BACKGROUND, cr);
  cairo_fill (cr);
}

static void
draw_cell (const SpkMatrixFigure *self, guint post, guint column, cairo_t *cr)
{
  const Cell *cell = &self->cells[(gsize) post * n_columns (self) + column];
  SpkRectangle place = cell_place (self, post, column);
  SpkFigureRole role = cell->hit.type == SPK_EXCITATORY ? SPK_ROLE_EXCITATORY : SPK_ROLE_INHIBITORY;
  double pt = self->cell / self->style.units_per_pt;

  spk_shape_rounded_rectangle (place, 0.14 * self->cell, cr);
  spk_figure_style_set_source (&self->style, SPK_ROLE_GRID, cr);
  if (cell->hit.probability > 0)
    {
      cairo_fill_preserve (cr);
      spk_colour_set_source (spk_colour_with_alpha (self->style.colours[role], cell->hit.probability), cr);
    }
  cairo_fill (cr);
  if (cell->hit.probability > 0 && pt >= SIGN_CELL_PT)
    draw_sign (place, cell->hit.type, &self->style, cr);
  if (cell->pinned && pt >= LOCK_CELL_PT)
    spk_topology_edge_draw_lock (place.x + 0.85 * place.width, place.y + 0.85 * place.height, &self->style, cr);
  else if (cell->pinned)
    {
      spk_shape_rectangle (place, cr);
      cairo_set_line_width (cr, spk_figure_style_to_units (&self->style, self->style.axis_width));
      spk_figure_style_set_source (&self->style, SPK_ROLE_TEXT, cr);
      cairo_stroke (cr);
    }
}

/* Every label, every second, every fifth or every tenth. */
static guint
label_stride (const SpkMatrixFigure *self)
{
  static const guint strides[] = { 1, 2, 5, 10, 20, 50, 100, 200, 500 };
  double needed = 1.5 * spk_text_get_line_height (TRUE, &self->style);

  for (guint i = 0; i < G_N_ELEMENTS (strides); i++)
    if (strides[i] * self->cell >= (strides[i] == 1 ? 0.8 : 1) * needed)
      return strides[i];
  return SPK_TOPOLOGY_MAX_SIZE;
}

static void
draw_labels (const SpkMatrixFigure *self, cairo_t *cr)
{
  SpkText label = { .small = TRUE, .role = SPK_ROLE_DIM, .halign = 0.5, .valign = 1 };
  double lateral = column_left (self, self->k) + self->cell, line = spk_text_get_line_height (TRUE, &self->style);

  for (guint i = 0; i < self->k; i += label_stride (self))
    {
      SpkRectangle row = cell_place (self, i, 0), column = cell_place (self, 0, i);
      char number[16];

      g_snprintf (number, sizeof number, "%u", i);
      label.plain = number;
      spk_text_draw (label, column.x + column.width / 2, self->y - 2, &self->style, cr);
      spk_text_draw ((SpkText){ .plain = number, .small = TRUE, .role = SPK_ROLE_DIM, .halign = 1, .valign = 0.5 },
                     self->x - 4, row.y + row.height / 2, &self->style, cr);
    }

  label.role = SPK_ROLE_TEXT;
  label.plain = _("from neuron");
  spk_text_draw (label, self->x + self->k * self->cell / 2, self->y - 1.05 * line, &self->style, cr);
  label.plain = _("lateral");
  label.max_width = MAX (1, 2 * (self->size.width - lateral));
  spk_text_draw (label, lateral, self->y - 1.05 * line, &self->style, cr);
  label.plain = _("to neuron");
  label.upward = TRUE;
  label.valign = 0;
  label.max_width = self->k * self->cell + header (self);
  spk_text_draw (label, 0, self->y + self->k * self->cell / 2, &self->style, cr);
}

/* Previous and next, where there is room for a sign each. */
static void
draw_lateral_labels (const SpkMatrixFigure *self, cairo_t *cr)
{
  static const char *const signs[] = { "\xe2\x88\x92" "1", "+1" };

  for (guint side = 0; side < 2; side++)
    {
      SpkRectangle place = cell_place (self, 0, self->k + side);
      SpkText label = { .plain = signs[side], .small = TRUE, .role = SPK_ROLE_DIM, .halign = 0.5, .valign = 1 };

      if (spk_text_measure_width (label, &self->style) <= self->cell)
        spk_text_draw (label, place.x + place.width / 2, self->y - 2, &self->style, cr);
    }
}

/**
 * spk_matrix_figure_draw:
 *
 * Draws all that does not change with a pointer or a selection.
 */
void
spk_matrix_figure_draw (const SpkMatrixFigure *self, cairo_t *cr)
{
  cairo_save (cr);
  spk_figure_style_paint_background (&self->style, cr);
  for (guint post = 0; post < self->k; post++)
    for (guint column = 0; column < n_columns (self); column++)
      draw_cell (self, post, column, cr);
  if (self->k > 0)
    {
      draw_labels (self, cr);
      draw_lateral_labels (self, cr);
    }
  else
    spk_text_draw_note (_("No motif yet"), self->size, &self->style, cr);
  spk_text_draw_title (self->title, self->size, &self->style, cr);
  cairo_restore (cr);
}

static void
frame (const SpkMatrixFigure *self, SpkRectangle place, double width_pt, cairo_t *cr)
{
  double width = spk_figure_style_to_units (&self->style, width_pt);

  spk_shape_rounded_rectangle ((SpkRectangle){ place.x - width / 2, place.y - width / 2, place.width + width,
                                               place.height + width },
                               0.16 * self->cell, cr);
  cairo_set_line_width (cr, width);
  spk_figure_style_set_source (&self->style, SPK_ROLE_ACCENT, cr);
  cairo_stroke (cr);
}

static gboolean
get_cell (const SpkMatrixFigure *self, SpkTopologyHit item, SpkRectangle *place)
{
  guint column = item.part == SPK_TOPOLOGY_INTRA ? item.pre : self->k + item.side;

  if ((item.part != SPK_TOPOLOGY_INTRA && item.part != SPK_TOPOLOGY_LATERAL) || item.post >= self->k ||
      column >= n_columns (self))
    return FALSE;
  *place = cell_place (self, item.post, column);
  return TRUE;
}

static void
mark_neuron (const SpkMatrixFigure *self, guint neuron, cairo_t *cr)
{
  SpkRectangle cell = cell_place (self, 0, 0);
  double gap = self->cell - cell.width, end = column_left (self, self->k + 1) + self->cell;

  if (neuron >= self->k)
    return;
  frame (self, (SpkRectangle){ self->x, self->y + neuron * self->cell, end - self->x - gap, cell.height }, 1, cr);
  frame (self, (SpkRectangle){ column_left (self, neuron), self->y, cell.width, self->k * self->cell - gap }, 1, cr);
}

/**
 * spk_matrix_figure_draw_overlay:
 *
 * Draws selection, hovered cell and read-out over the figure.
 */
void
spk_matrix_figure_draw_overlay (const SpkMatrixFigure *self, const SpkMatrixOverlay *overlay, cairo_t *cr)
{
  SpkRectangle place;

  cairo_save (cr);
  if (overlay->selected_neuron >= 0)
    mark_neuron (self, (guint) overlay->selected_neuron, cr);
  if (get_cell (self, overlay->selected, &place))
    frame (self, place, 2, cr);
  if (get_cell (self, overlay->hover, &place))
    {
      frame (self, place, 1.2, cr);
      if (overlay->tip != NULL)
        spk_tip_draw (overlay->tip, place.x + place.width / 2, place.y + place.height / 2, &self->style, self->size,
                      cr);
    }
  cairo_restore (cr);
}

/**
 * spk_matrix_figure_hit:
 * @x: user units
 * @y: likewise
 *
 * Returns: the connection at a point, absent ones too
 */
SpkTopologyHit
spk_matrix_figure_hit (const SpkMatrixFigure *self, double x, double y)
{
  double row = (y - self->y) / self->cell;

  for (guint column = 0; column < n_columns (self) && row >= 0 && row < self->k; column++)
    if (x >= column_left (self, column) && x < column_left (self, column) + self->cell)
      return self->cells[(gsize) row * n_columns (self) + column].hit;
  return (SpkTopologyHit){ .part = SPK_TOPOLOGY_NOTHING };
}

/**
 * spk_matrix_figure_locate:
 * @x: (out): user units
 * @y: (out): likewise
 *
 * Finds the middle of a connection's cell: the reverse of spk_matrix_figure_hit().
 *
 * Returns: whether there is one
 */
gboolean
spk_matrix_figure_locate (const SpkMatrixFigure *self, SpkTopologyHit item, double *x, double *y)
{
  SpkRectangle place;

  if (!get_cell (self, item, &place))
    return FALSE;
  *x = place.x + place.width / 2;
  *y = place.y + place.height / 2;
  return TRUE;
}
