/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-plot-area.h"

#include <math.h>

#include "figures/spk-text.h"

#define TICK_LENGTH_PT       3.0
#define MINOR_TICK_LENGTH_PT 1.8
#define LABEL_GAP_PT         2.5
#define TITLE_GAP_PT         1.0

static double
tick_space (const SpkFigureStyle *style)
{
  return spk_figure_style_to_units (style, TICK_LENGTH_PT + LABEL_GAP_PT);
}

static double
title_space (gboolean has_title, const SpkFigureStyle *style)
{
  return has_title ? spk_text_get_line_height (FALSE, style) + spk_figure_style_to_units (style, TITLE_GAP_PT) : 0;
}

/* An axis has a line for its title if it has one of its own or a factor. */
static double
left_of_axis (const SpkAxis *y, const SpkFigureStyle *style)
{
  return ceil (title_space (y->title != NULL, style) + spk_axis_measure_labels (y, style) + tick_space (style));
}

static double
top_of_area (const SpkFigureStyle *style)
{
  return ceil (spk_text_get_line_height (TRUE, style) / 2);
}

static double
bottom_of_area (const SpkAxisSpec *x, gboolean bare, const SpkFigureStyle *style)
{
  if (bare)
    return ceil (spk_text_get_line_height (TRUE, style) / 2);

  double labels = tick_space (style) + spk_text_get_line_height (TRUE, style);

  return ceil (labels + title_space (x->title != NULL || x->unit != NULL, style));
}

/* What the last label reaches beyond the end of the axis. */
static double
overhang (const SpkAxis *x, const SpkFigureStyle *style)
{
  if (x->ticks->n == 0)
    return 0;

  guint last = x->ticks->n - 1;
  double half = spk_text_measure_width ((SpkText){ .markup = x->ticks->labels[last], .small = TRUE }, style) / 2;

  return MAX (0, spk_scale_map (&x->scale, x->ticks->values[last]) + half - x->scale.end);
}

/* The axis gets shorter by what its last label reaches beyond it, which may change its ticks. */
static void
init_x (SpkPlotArea *self, const SpkAxisSpec *x, double least, const SpkFigureStyle *style)
{
  double right = self->bounds.x + self->bounds.width, margin = MAX (least, spk_figure_style_to_units (style, 1));

  for (guint round = 0; round < 3; round++)
    {
      self->data.width = MAX (1, right - margin - self->data.x);
      spk_axis_clear (&self->x);
      spk_axis_init (&self->x, x, self->data.x, self->data.x + self->data.width, FALSE, style);

      double reach = self->bare_x ? 0 : overhang (&self->x, style);

      if (reach <= margin)
        return;
      margin = ceil (reach);
    }
}

/**
 * spk_plot_area_init:
 * @self: (out caller-allocates): freed with spk_plot_area_clear()
 * @bounds: what the area may take
 * @x: with both ends set
 * @y: likewise
 * @bare_x: whether the horizontal axis goes without labels and title
 * @least: margins are not smaller than that
 *
 * Lays the axes out.
 */
void
spk_plot_area_init (SpkPlotArea *self, SpkRectangle bounds, const SpkAxisSpec *x, const SpkAxisSpec *y, gboolean bare_x,
                    SpkPlotMargins least, const SpkFigureStyle *style)
{
  double top = top_of_area (style), bottom = bottom_of_area (x, bare_x, style);

  *self = (SpkPlotArea){ .bounds = bounds, .bare_x = bare_x, .grid = TRUE };
  self->data.y = bounds.y + top;
  self->data.height = MAX (1, bounds.height - top - bottom);
  spk_axis_init (&self->y, y, self->data.y + self->data.height, self->data.y, TRUE, style);
  self->data.x = bounds.x + MAX (least.left, left_of_axis (&self->y, style));
  init_x (self, x, least.right, style);
}

/**
 * spk_plot_area_get_margins:
 *
 * Returns: the margins the area has
 */
SpkPlotMargins
spk_plot_area_get_margins (const SpkPlotArea *self)
{
  return (SpkPlotMargins){ self->data.x - self->bounds.x,
                           self->bounds.x + self->bounds.width - self->data.x - self->data.width };
}

static void
line (double x0, double y0, double x1, double y1, cairo_t *cr)
{
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
}

/**
 * spk_plot_area_draw_grid:
 *
 * Draws the lines behind the data.
 */
void
spk_plot_area_draw_grid (const SpkPlotArea *self, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  double width = spk_figure_style_to_units (style, style->axis_width);

  for (guint i = 0; self->grid && i < self->y.ticks->n; i++)
    {
      double y = spk_figure_size_snap (size, spk_scale_map (&self->y.scale, self->y.ticks->values[i]), width);

      if (y < self->data.y + self->data.height - width)
        line (self->data.x, y, self->data.x + self->data.width, y, cr);
    }
  cairo_set_line_width (cr, width);
  spk_figure_style_set_source (style, SPK_ROLE_GRID, cr);
  cairo_stroke (cr);
}

static void
draw_x_ticks (const SpkPlotArea *self, double y, double width, const SpkFigureStyle *style, SpkFigureSize size,
              cairo_t *cr)
{
  double length = spk_figure_style_to_units (style, TICK_LENGTH_PT);
  double minor = spk_figure_style_to_units (style, MINOR_TICK_LENGTH_PT);
  const SpkTicks *ticks = self->x.ticks;

  for (guint i = 0; i < ticks->n; i++)
    {
      double x = spk_figure_size_snap (size, spk_scale_map (&self->x.scale, ticks->values[i]), width);

      line (x, y, x, y + length, cr);
    }
  for (guint i = 0; i < ticks->n_minor; i++)
    {
      double x = spk_figure_size_snap (size, spk_scale_map (&self->x.scale, ticks->minor[i]), width);

      line (x, y, x, y + minor, cr);
    }
}

static void
draw_y_ticks (const SpkPlotArea *self, double x, double width, const SpkFigureStyle *style, SpkFigureSize size,
              cairo_t *cr)
{
  double length = spk_figure_style_to_units (style, TICK_LENGTH_PT);
  double minor = spk_figure_style_to_units (style, MINOR_TICK_LENGTH_PT);
  const SpkTicks *ticks = self->y.ticks;

  for (guint i = 0; i < ticks->n; i++)
    {
      double y = spk_figure_size_snap (size, spk_scale_map (&self->y.scale, ticks->values[i]), width);

      line (x - length, y, x, y, cr);
    }
  for (guint i = 0; i < ticks->n_minor; i++)
    {
      double y = spk_figure_size_snap (size, spk_scale_map (&self->y.scale, ticks->minor[i]), width);

      line (x - minor, y, x, y, cr);
    }
}

static void
draw_labels (const SpkPlotArea *self, const SpkFigureStyle *style, cairo_t *cr)
{
  double bottom = self->data.y + self->data.height + tick_space (style), left = self->data.x - tick_space (style);

  for (guint i = 0; !self->bare_x && i < self->x.ticks->n; i++)
    spk_text_draw ((SpkText){ .markup = self->x.ticks->labels[i], .small = TRUE, .role = SPK_ROLE_DIM, .halign = 0.5 },
                   spk_scale_map (&self->x.scale, self->x.ticks->values[i]), bottom, style, cr);
  for (guint i = 0; i < self->y.ticks->n; i++)
    spk_text_draw ((SpkText){ .markup = self->y.ticks->labels[i], .small = TRUE, .role = SPK_ROLE_DIM, .halign = 1,
                              .valign = 0.5 },
                   left, spk_scale_map (&self->y.scale, self->y.ticks->values[i]), style, cr);
}

/* The middle of the axis, or as near as a title of some length stays within the bounds. */
static double
middle_of_title (double axis_start, double axis_length, double start, double length, double title)
{
  double half = MIN (title, length) / 2;

  return CLAMP (axis_start + axis_length / 2, start + half, start + length - half);
}

static void
draw_titles (const SpkPlotArea *self, const SpkFigureStyle *style, cairo_t *cr)
{
  const SpkRectangle *in = &self->bounds, *data = &self->data;

  if (!self->bare_x && self->x.title != NULL)
    {
      SpkText title = { .markup = self->x.title, .role = SPK_ROLE_TEXT, .halign = 0.5, .valign = 1,
                        .max_width = in->width };
      double width = spk_text_measure_width (title, style);
      double middle = middle_of_title (data->x, data->width, in->x, in->width, width);

      spk_text_draw (title, middle, in->y + in->height, style, cr);
    }
  if (self->y.title != NULL)
    {
      SpkText title = { .markup = self->y.title, .role = SPK_ROLE_TEXT, .halign = 0.5, .max_width = in->height,
                        .upward = TRUE };
      double width = spk_text_measure_width (title, style);
      double middle = middle_of_title (data->y, data->height, in->y, in->height, width);

      spk_text_draw (title, in->x, middle, style, cr);
    }
}

/**
 * spk_plot_area_draw_axes:
 *
 * Draws axes, ticks, labels and titles, over the data.
 */
void
spk_plot_area_draw_axes (const SpkPlotArea *self, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  double width = spk_figure_style_to_units (style, style->axis_width);
  double left = spk_figure_size_snap (size, self->data.x, width);
  double bottom = spk_figure_size_snap (size, self->data.y + self->data.height, width);

  line (left, self->data.y, left, bottom, cr);
  line (left, bottom, self->data.x + self->data.width, bottom, cr);
  draw_x_ticks (self, bottom, width, style, size, cr);
  draw_y_ticks (self, left, width, style, size, cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_SQUARE);
  cairo_set_line_width (cr, width);
  spk_figure_style_set_source (style, SPK_ROLE_AXIS, cr);
  cairo_stroke (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  draw_labels (self, style, cr);
  draw_titles (self, style, cr);
}

/**
 * spk_plot_area_clear:
 *
 * Frees what @self holds.
 */
void
spk_plot_area_clear (SpkPlotArea *self)
{
  spk_axis_clear (&self->x);
  spk_axis_clear (&self->y);
}
