/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-raster-private.h"
#include "figures/spk-shape.h"
#include "figures/spk-text.h"
#include "figures/spk-tip.h"

#define TICK_LENGTH_PT     3.0
#define LEAST_MOTIF_PT     4.0
#define SELECTION_ALPHA    0.18
#define HOVER_ALPHA        0.12

static double
axis_width (const SpkRasterFigure *self)
{
  return spk_figure_style_to_units (&self->style, self->style.axis_width);
}

static void
horizontal_line (const SpkRasterFigure *self, double x0, double x1, double y, cairo_t *cr)
{
  y = spk_figure_size_snap (self->size, y, axis_width (self));
  cairo_move_to (cr, x0, y);
  cairo_line_to (cr, x1, y);
}

static void
stroke (const SpkRasterFigure *self, SpkFigureRole role, cairo_t *cr)
{
  cairo_set_line_width (cr, axis_width (self));
  spk_figure_style_set_source (&self->style, role, cr);
  cairo_stroke (cr);
}

/* Lines between rows of different motifs, unless they would fill the figure. */
static void
draw_motif_borders (const SpkRasterFigure *self, cairo_t *cr)
{
  const SpkRasterBand *band = &self->neurons;
  double motif = self->motif_size * spk_raster_band_get_row_height (band);

  if (!self->motif_borders || self->motif_size == 0 ||
      motif < spk_figure_style_to_units (&self->style, LEAST_MOTIF_PT))
    return;
  for (guint row = 1; row < band->n_rows; row++)
    if (band->unit_of_row[row] / self->motif_size != band->unit_of_row[row - 1] / self->motif_size)
      horizontal_line (self, band->place.x, band->place.x + band->place.width,
                       band->place.y + row * spk_raster_band_get_row_height (band), cr);
  stroke (self, SPK_ROLE_GRID, cr);
}

static void
draw_row_ticks (const SpkRasterFigure *self, const SpkRasterBand *band, cairo_t *cr)
{
  double length = spk_figure_style_to_units (&self->style, TICK_LENGTH_PT), left = band->place.x;

  for (guint i = 0; i < band->axis.ticks->n; i++)
    {
      double y = spk_scale_map (&band->axis.scale, band->axis.ticks->values[i]);

      horizontal_line (self, left - length, left, y, cr);
      stroke (self, SPK_ROLE_AXIS, cr);
      spk_text_draw ((SpkText){ .markup = band->axis.ticks->labels[i], .small = TRUE, .role = SPK_ROLE_DIM, .halign = 1,
                                .valign = 0.5 },
                     left - self->label_gap, y, &self->style, cr);
    }
}

static void
draw_row_labels (const SpkRasterFigure *self, const SpkRasterBand *band, cairo_t *cr)
{
  for (guint row = 0; row < band->n_rows; row++)
    {
      char label[16];

      g_snprintf (label, sizeof label, "%u", band->unit_of_row[row]);
      spk_text_draw ((SpkText){ .plain = label, .small = TRUE, .role = SPK_ROLE_DIM, .halign = 1, .valign = 0.5 },
                     band->place.x - self->label_gap,
                     band->place.y + (row + 0.5) * spk_raster_band_get_row_height (band), &self->style, cr);
    }
}

static void
draw_band_frame (const SpkRasterFigure *self, const SpkRasterBand *band, cairo_t *cr)
{
  double left = spk_figure_size_snap (self->size, band->place.x - axis_width (self), axis_width (self));

  cairo_move_to (cr, left, band->place.y);
  cairo_line_to (cr, left, band->place.y + band->place.height);
  stroke (self, SPK_ROLE_AXIS, cr);
  if (band->axis.ticks != NULL)
    draw_row_ticks (self, band, cr);
  else if (spk_raster_band_labels_rows (band, &self->style))
    draw_row_labels (self, band, cr);
  spk_text_draw ((SpkText){ .plain = band->title, .role = SPK_ROLE_TEXT, .halign = 0.5, .upward = TRUE,
                            .max_width = band->place.height },
                 0, band->place.y + band->place.height / 2, &self->style, cr);
}

static void
draw_band (const SpkRasterFigure *self, const SpkRasterBand *band, SpkFigureRole role, cairo_t *cr)
{
  if (!spk_raster_band_is_shown (band))
    return;
  if (band->recorded)
    {
      spk_figure_style_set_source (&self->style, role, cr);
      spk_raster_marks_draw (&band->marks, cr);
    }
  else
    spk_text_draw ((SpkText){ .plain = _("no spikes recorded"), .role = SPK_ROLE_DIM, .halign = 0.5, .valign = 0.5,
                              .max_width = band->place.width },
                   band->place.x + band->place.width / 2, band->place.y + band->place.height / 2, &self->style, cr);
  draw_band_frame (self, band, cr);
}

static double
bottom_of_bands (const SpkRasterFigure *self)
{
  const SpkRasterBand *last = spk_raster_band_is_shown (&self->neurons) ? &self->neurons : &self->input;

  return last->place.y + last->place.height;
}

static void
draw_time (const SpkRasterFigure *self, cairo_t *cr)
{
  double bottom = bottom_of_bands (self), length = spk_figure_style_to_units (&self->style, TICK_LENGTH_PT);
  double left = self->time.scale.start, right = self->time.scale.end, width = axis_width (self);
  double labels = bottom + self->label_gap;
  const SpkTicks *ticks = self->time.ticks;

  horizontal_line (self, left - width, right, bottom + width, cr);
  for (guint i = 0; i < ticks->n; i++)
    {
      double x = spk_figure_size_snap (self->size, spk_scale_map (&self->time.scale, ticks->values[i]), width);

      cairo_move_to (cr, x, bottom + width);
      cairo_line_to (cr, x, bottom + width + length);
    }
  stroke (self, SPK_ROLE_AXIS, cr);

  for (guint i = 0; i < ticks->n; i++)
    spk_text_draw ((SpkText){ .markup = ticks->labels[i], .small = TRUE, .role = SPK_ROLE_DIM, .halign = 0.5 },
                   spk_scale_map (&self->time.scale, ticks->values[i]), labels, &self->style, cr);
  spk_text_draw ((SpkText){ .markup = self->time.title, .role = SPK_ROLE_TEXT, .halign = 0.5,
                            .max_width = self->size.width - left },
                 (left + right) / 2, labels + spk_text_get_line_height (TRUE, &self->style), &self->style, cr);
}

/* Title at the left, what was merged at the right: both on one line above the bands. */
static void
draw_header (const SpkRasterFigure *self, cairo_t *cr)
{
  double left = self->time.scale.start, right = self->time.scale.end;
  SpkText note = { .plain = self->note, .small = TRUE, .role = SPK_ROLE_DIM, .halign = 1, .max_width = right - left };
  double taken = self->note != NULL ? spk_text_measure_width (note, &self->style) : 0;
  SpkText title = { .plain = self->title, .bold = TRUE, .role = SPK_ROLE_TEXT, .max_width = right - left - taken - 10 };

  if (self->note != NULL)
    spk_text_draw (note, right, 0, &self->style, cr);
  if (self->title != NULL && title.max_width > 0)
    spk_text_draw (title, left, 0, &self->style, cr);
}

/**
 * spk_raster_figure_draw:
 *
 * Draws all that does not change with a pointer or a selection.
 */
void
spk_raster_figure_draw (const SpkRasterFigure *self, cairo_t *cr)
{
  cairo_save (cr);
  spk_figure_style_paint_background (&self->style, cr);
  if (!spk_raster_band_is_shown (&self->input) && !spk_raster_band_is_shown (&self->neurons))
    spk_text_draw_note (_("No neurons to show"), self->size, &self->style, cr);
  else
    {
      if (spk_raster_band_is_shown (&self->neurons))
        draw_motif_borders (self, cr);
      draw_band (self, &self->input, SPK_ROLE_INPUT, cr);
      draw_band (self, &self->neurons, SPK_ROLE_SPIKE, cr);
      draw_time (self, cr);
      draw_header (self, cr);
      spk_raster_scores_draw (&self->scores, &self->style, self->size, cr);
    }
  cairo_restore (cr);
}

/* At least a pixel high, so that the row of one of thousands of neurons can be seen. */
static void
mark_rows (const SpkRasterFigure *self, const SpkRasterBand *band, guint first, guint n, double alpha, cairo_t *cr)
{
  double row = spk_raster_band_get_row_height (band), height = MAX (n * row, axis_width (self));

  cairo_rectangle (cr, band->place.x, band->place.y + first * row, band->place.width, height);
  spk_colour_set_source (spk_colour_with_alpha (self->style.colours[SPK_ROLE_ACCENT], alpha), cr);
  cairo_fill (cr);
}

static void
mark_motif (const SpkRasterFigure *self, guint motif, cairo_t *cr)
{
  const SpkRasterBand *band = &self->neurons;

  for (guint row = 0; row < band->n_rows;)
    {
      guint first = row;

      while (row < band->n_rows && band->unit_of_row[row] / self->motif_size == motif)
        row++;
      if (row > first)
        mark_rows (self, band, first, row - first, SELECTION_ALPHA, cr);
      else
        row++;
    }
}

/* The row of a neuron, and a pointer to it at its end. */
static void
mark_neuron (const SpkRasterFigure *self, guint neuron, cairo_t *cr)
{
  const SpkRasterBand *band = &self->neurons;
  double length = spk_figure_style_to_units (&self->style, 5);

  if (neuron >= band->n_units || band->row_of_unit[neuron] < 0)
    return;

  guint row = (guint) band->row_of_unit[neuron];
  double y = band->place.y + (row + 0.5) * spk_raster_band_get_row_height (band);

  mark_rows (self, band, row, 1, 2 * SELECTION_ALPHA, cr);
  spk_shape_arrow_head (band->place.x - 1, y, 0, length, length, cr);
  spk_figure_style_set_source (&self->style, SPK_ROLE_ACCENT, cr);
  cairo_fill (cr);
}

static void
draw_cursor (const SpkRasterFigure *self, double step, cairo_t *cr)
{
  double width = spk_figure_style_to_units (&self->style, self->style.axis_width * 1.5);
  double x = spk_scale_map (&self->time.scale, step * self->step_duration);
  const SpkRasterBand *first = spk_raster_band_is_shown (&self->input) ? &self->input : &self->neurons;

  if (!(x >= self->time.scale.start && x <= self->time.scale.end))
    return;
  x = spk_figure_size_snap (self->size, x, width);
  cairo_move_to (cr, x, first->place.y);
  cairo_line_to (cr, x, bottom_of_bands (self));
  cairo_set_line_width (cr, width);
  spk_figure_style_set_source (&self->style, SPK_ROLE_ACCENT, cr);
  cairo_stroke (cr);
}

static void
draw_hover (const SpkRasterFigure *self, const SpkRasterOverlay *overlay, cairo_t *cr)
{
  const SpkRasterHit *hover = &overlay->hover;
  const SpkRasterBand *band = hover->part == SPK_RASTER_INPUT ? &self->input : &self->neurons;
  double x, y;

  if (!spk_raster_figure_locate (self, hover->part, hover->index, hover->step, &x, &y))
    return;
  if (hover->part != SPK_RASTER_SCORES)
    mark_rows (self, band, (guint) band->row_of_unit[hover->index], 1, HOVER_ALPHA, cr);
  if (overlay->tip != NULL)
    spk_tip_draw (overlay->tip, x, y, &self->style, self->size, cr);
}

/**
 * spk_raster_figure_draw_overlay:
 *
 * Draws selection, cursor and read-out over the figure.
 */
void
spk_raster_figure_draw_overlay (const SpkRasterFigure *self, const SpkRasterOverlay *overlay, cairo_t *cr)
{
  cairo_save (cr);
  if (spk_raster_band_is_shown (&self->neurons))
    {
      if (overlay->selected_motif >= 0 && self->motif_size > 0)
        mark_motif (self, (guint) overlay->selected_motif, cr);
      if (overlay->selected_neuron >= 0)
        mark_neuron (self, (guint) overlay->selected_neuron, cr);
    }
  if (spk_raster_band_is_shown (&self->input) || spk_raster_band_is_shown (&self->neurons))
    draw_cursor (self, overlay->cursor, cr);
  draw_hover (self, overlay, cr);
  cairo_restore (cr);
}
