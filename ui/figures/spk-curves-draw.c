/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-curves-private.h"
#include "figures/spk-shape.h"
#include "figures/spk-text.h"
#include "figures/spk-tip.h"

#define BAND_ALPHA         0.2
#define MARKER_PT          5.0
#define MARKER_DISTANCE_PT 26.0
#define POINT_PT           2.4
#define CURSOR_POINT_PT    3.0

static gboolean
get_point (const SpkPlotArea *area, const SpkSeries *series, guint i, double *x, double *y)
{
  *x = spk_scale_map (&area->x.scale, series->x[i]);
  *y = spk_scale_map (&area->y.scale, series->y[i]);
  return isfinite (*x) && isfinite (*y);
}

/* Cairo's coordinates are 24 bits before the point; what is far outside is beyond the clip anyway. */
static double
near (double position)
{
  return CLAMP (position, -1e5, 1e5);
}

static void
clip_to_data (const SpkPlotArea *area, double margin, cairo_t *cr)
{
  cairo_rectangle (cr, area->data.x - margin, area->data.y - margin, area->data.width + 2 * margin,
                   area->data.height + 2 * margin);
  cairo_clip (cr);
}

/* Whether a line goes on from one point to the next: not over a gap, and not from one phase into another. */
static gboolean
is_joined (const SpkCurvesFigure *self, const SpkSeries *series, guint i)
{
  const SpkPlotArea *area = &self->parts[series->panel].area;
  double x, y;

  if (i + 1 >= series->n || !get_point (area, series, i, &x, &y) || !get_point (area, series, i + 1, &x, &y))
    return FALSE;
  for (guint b = 0; b < self->n_boundaries; b++)
    if (self->boundaries[b].x > series->x[i] && self->boundaries[b].x < series->x[i + 1])
      return FALSE;
  return TRUE;
}

/* The line of a series, @width times as wide as its look says. A point on its own is a disc. */
static void
draw_line (const SpkCurvesFigure *self, const SpkSeries *series, double width, cairo_t *cr)
{
  const SpkPlotArea *area = &self->parts[series->panel].area;
  double point = spk_figure_style_to_units (&self->style, POINT_PT) * MAX (1, series->look.width), x, y;
  gboolean drawing = FALSE;

  spk_line_look_apply (&series->look, &self->style, cr);
  cairo_set_line_width (cr, width * cairo_get_line_width (cr));
  for (guint i = 0; i < series->n; i++)
    {
      gboolean joined = is_joined (self, series, i);

      if (!get_point (area, series, i, &x, &y))
        continue;
      if (drawing)
        cairo_line_to (cr, near (x), near (y));
      else if (joined)
        cairo_move_to (cr, near (x), near (y));
      else
        {
          cairo_stroke (cr);
          spk_marker_draw (SPK_MARKER_DISC, near (x), near (y), point, cr);
        }
      drawing = joined;
    }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_markers (const SpkCurvesFigure *self, const SpkSeries *series, cairo_t *cr)
{
  const SpkPlotArea *area = &self->parts[series->panel].area;
  double distance = spk_figure_style_to_units (&self->style, MARKER_DISTANCE_PT), last = -INFINITY, x, y;
  double size = spk_figure_style_to_units (&self->style, MARKER_PT);

  for (guint i = 0; i < series->n && series->look.marker != SPK_MARKER_NONE; i++)
    if (get_point (area, series, i, &x, &y) && x - last >= distance)
      {
        spk_marker_draw (series->look.marker, near (x), near (y), size, cr);
        last = x;
      }
}

static gboolean
has_band (const SpkSeries *series, guint i)
{
  return isfinite (series->low[i]) && isfinite (series->high[i]) && isfinite (series->x[i]);
}

/* One polygon for every stretch without a gap. */
static void
draw_band (const SpkCurvesFigure *self, const SpkSeries *series, cairo_t *cr)
{
  const SpkPlotArea *area = &self->parts[series->panel].area;
  SpkColour colour = spk_figure_style_get_series_colour (&self->style, series->look.colour);

  for (guint i = 0; series->low != NULL && i < series->n;)
    {
      guint first = i;

      cairo_new_sub_path (cr);
      while (i < series->n && has_band (series, i))
        {
          cairo_line_to (cr, near (spk_scale_map (&area->x.scale, series->x[i])),
                         near (spk_scale_map (&area->y.scale, series->high[i])));
          i++;
        }
      for (guint j = i; j > first; j--)
        cairo_line_to (cr, near (spk_scale_map (&area->x.scale, series->x[j - 1])),
                       near (spk_scale_map (&area->y.scale, series->low[j - 1])));
      cairo_close_path (cr);
      i += i == first;
    }
  spk_colour_set_source (spk_colour_with_alpha (colour, BAND_ALPHA), cr);
  cairo_fill (cr);
}

static void
draw_legend (const SpkCurvesFigure *self, const SpkCurvesPart *part, cairo_t *cr)
{
  double left = spk_curves_part_get_legend_left (part, &self->style);
  SpkText title = { .markup = part->title, .small = TRUE, .role = SPK_ROLE_TEXT, .valign = 0.5 };
  double middle = part->legend_top + 0.6 * spk_text_get_line_height (TRUE, &self->style);

  if (part->title != NULL)
    spk_text_draw (title, 0, middle, &self->style, cr);
  spk_legend_draw (part->entries, part->n_entries, left, part->legend_top, self->size.width - left, &self->style, cr);
}

static void
draw_panel (const SpkCurvesFigure *self, guint panel, cairo_t *cr)
{
  const SpkCurvesPart *part = &self->parts[panel];
  double margin = spk_figure_style_to_units (&self->style, self->style.line_width);

  spk_plot_area_draw_grid (&part->area, &self->style, self->size, cr);
  cairo_save (cr);
  clip_to_data (&part->area, margin, cr);
  for (guint i = 0; i < self->n_series; i++)
    if (self->series[i].panel == panel)
      draw_band (self, &self->series[i], cr);
  for (guint i = 0; i < self->n_series; i++)
    if (self->series[i].panel == panel)
      {
        draw_line (self, &self->series[i], 1, cr);
        draw_markers (self, &self->series[i], cr);
      }
  cairo_restore (cr);
  spk_plot_area_draw_axes (&part->area, &self->style, self->size, cr);
  draw_legend (self, part, cr);
  if (self->names_at_ends)
    spk_curves_figure_draw_end_names (self, panel, cr);
}

/* A vertical line through all panels. */
static void
trace_vertical (const SpkCurvesFigure *self, double x, cairo_t *cr)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      const SpkRectangle *data = &self->parts[i].area.data;

      cairo_move_to (cr, x, data->y);
      cairo_line_to (cr, x, data->y + data->height);
    }
}

static gboolean
is_in_range (const SpkCurvesFigure *self, double x)
{
  const SpkRectangle *data = &self->parts[0].area.data;

  return x >= data->x - 0.5 && x <= data->x + data->width + 0.5;
}

static void
draw_boundary (const SpkCurvesFigure *self, const SpkCurvesBoundary *boundary, cairo_t *cr)
{
  double width = spk_figure_style_to_units (&self->style, self->style.axis_width);
  double gap = spk_figure_style_to_units (&self->style, 5);
  double x = spk_scale_map (&self->parts[0].area.x.scale, boundary->x);
  const SpkRectangle *data = &self->parts[0].area.data;
  const double dashes[] = { 3 * width, 3 * width };

  if (!is_in_range (self, x))
    return;

  SpkText before = { .plain = boundary->before, .small = TRUE, .role = SPK_ROLE_DIM, .halign = 1,
                     .max_width = MAX (1, x - gap - data->x) };
  SpkText after = { .plain = boundary->after, .small = TRUE, .role = SPK_ROLE_DIM,
                    .max_width = MAX (1, self->size.width - x - gap) };

  trace_vertical (self, spk_figure_size_snap (self->size, x, width), cr);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_set_line_width (cr, width);
  spk_figure_style_set_source (&self->style, SPK_ROLE_DIM, cr);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  if (boundary->before != NULL)
    spk_text_draw (before, x - gap, self->names_top, &self->style, cr);
  if (boundary->after != NULL)
    spk_text_draw (after, x + gap, self->names_top, &self->style, cr);
}

static void
draw_empty_note (const SpkCurvesFigure *self, cairo_t *cr)
{
  SpkRectangle plot = self->n_parts > 0 ? self->parts[0].area.data
                                        : (SpkRectangle){ 0, 0, self->size.width, self->size.height };

  spk_text_draw ((SpkText){ .plain = _("No values yet"), .role = SPK_ROLE_DIM, .halign = 0.5, .valign = 0.5,
                            .max_width = plot.width },
                 plot.x + plot.width / 2, plot.y + plot.height / 2, &self->style, cr);
}

/**
 * spk_curves_figure_draw:
 *
 * Draws all that does not change with a pointer or a cursor.
 */
void
spk_curves_figure_draw (const SpkCurvesFigure *self, cairo_t *cr)
{
  cairo_save (cr);
  spk_figure_style_paint_background (&self->style, cr);
  for (guint i = 0; i < self->n_parts; i++)
    draw_panel (self, i, cr);
  for (guint i = 0; i < self->n_boundaries && self->n_parts > 0; i++)
    draw_boundary (self, &self->boundaries[i], cr);
  spk_text_draw_title (self->title, self->size, &self->style, cr);
  if (!self->has_points)
    draw_empty_note (self, cr);
  cairo_restore (cr);
}

static void
draw_point (const SpkCurvesFigure *self, const SpkSeries *series, guint i, cairo_t *cr)
{
  double radius = spk_figure_style_to_units (&self->style, CURSOR_POINT_PT), x, y;

  if (i >= series->n || !get_point (&self->parts[series->panel].area, series, i, &x, &y))
    return;
  spk_shape_disc (near (x), near (y), radius, cr);
  spk_figure_style_set_source (&self->style, SPK_ROLE_BACKGROUND, cr);
  cairo_fill_preserve (cr);
  spk_colour_set_source (spk_figure_style_get_series_colour (&self->style, series->look.colour), cr);
  cairo_set_line_width (cr, radius / 2);
  cairo_stroke (cr);
}

static void
draw_cursor_points (const SpkCurvesFigure *self, const SpkSeries *series, double cursor, cairo_t *cr)
{
  for (guint i = 0; i < series->n; i++)
    {
      double before = i > 0 ? series->x[i] - series->x[i - 1] : INFINITY;
      double after = i + 1 < series->n ? series->x[i + 1] - series->x[i] : INFINITY;
      double reach = 0.5 * (isfinite (MIN (before, after)) ? MIN (before, after) : 1);

      if (fabs (series->x[i] - cursor) < reach)
        draw_point (self, series, i, cr);
    }
}

static void
draw_cursor (const SpkCurvesFigure *self, double cursor, cairo_t *cr)
{
  double width = spk_figure_style_to_units (&self->style, 1.5 * self->style.axis_width);
  double x = spk_scale_map (&self->parts[0].area.x.scale, cursor);

  if (!isfinite (cursor) || !is_in_range (self, x))
    return;
  trace_vertical (self, spk_figure_size_snap (self->size, x, width), cr);
  cairo_set_line_width (cr, width);
  spk_figure_style_set_source (&self->style, SPK_ROLE_ACCENT, cr);
  cairo_stroke (cr);
  for (guint i = 0; i < self->n_series; i++)
    if (self->series[i].panel < self->n_parts)
      draw_cursor_points (self, &self->series[i], cursor, cr);
}

static void
draw_hover (const SpkCurvesFigure *self, const SpkSeries *series, guint point, cairo_t *cr)
{
  cairo_save (cr);
  clip_to_data (&self->parts[series->panel].area, spk_figure_style_to_units (&self->style, CURSOR_POINT_PT + 1), cr);
  draw_line (self, series, 1.8, cr);
  draw_point (self, series, point, cr);
  cairo_restore (cr);
}

/**
 * spk_curves_figure_draw_overlay:
 *
 * Draws cursor, hovered series and read-out over the figure.
 */
void
spk_curves_figure_draw_overlay (const SpkCurvesFigure *self, const SpkCurvesOverlay *overlay, cairo_t *cr)
{
  const SpkCurvesHit *hover = &overlay->hover;
  gboolean on_series = hover->series >= 0 && (guint) hover->series < self->n_series;
  double x, y;

  if (self->n_parts == 0)
    return;
  cairo_save (cr);
  draw_cursor (self, overlay->cursor, cr);
  if (on_series && self->series[hover->series].panel < self->n_parts)
    draw_hover (self, &self->series[hover->series], hover->point, cr);
  if (overlay->tip != NULL)
    {
      if (!on_series || !spk_curves_figure_locate (self, (guint) hover->series, hover->point, &x, &y))
        {
          x = spk_scale_map (&self->parts[0].area.x.scale, overlay->cursor);
          y = self->parts[0].area.data.y + self->parts[0].area.data.height / 2;
        }
      if (isfinite (x))
        spk_tip_draw (overlay->tip, x, y, &self->style, self->size, cr);
    }
  cairo_restore (cr);
}
