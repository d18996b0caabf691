/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-scatter-figure.h"

#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-number.h"
#include "figures/spk-plot-area.h"
#include "figures/spk-shape.h"
#include "figures/spk-text.h"
#include "figures/spk-tip.h"

#define POINT_PT    1.7
#define POINT_ALPHA 0.5
#define REACH_PT    6.0
#define MARGIN      0.04

struct _SpkScatterFigure
{
  SpkFigureStyle style;
  SpkFigureSize  size;
  char          *title;
  char          *note;
  SpkPlotArea    area;
  guint          n;
  double        *xs; /* user units; NaN where a point is not shown */
  double        *ys;
  guint          motif_size;
};

static SpkAxisSpec
fit (const SpkAxisSpec *axis, const double *values, guint n)
{
  SpkAxisSpec spec = *axis;
  double low = NAN, high = NAN;

  spk_axis_spec_extend_range (&spec, values, n, &low, &high);
  spk_axis_spec_fit (&spec, low, high, MARGIN);
  return spec;
}

/* Points with a NaN, or outside of axes whose ends were set, are not shown; their number is. */
static void
place_points (SpkScatterFigure *self, const SpkScatterData *data)
{
  const SpkRectangle *plot = &self->area.data;
  guint n_left_out = 0;

  self->xs = g_new (double, self->n);
  self->ys = g_new (double, self->n);
  for (guint i = 0; i < self->n; i++)
    {
      double x = spk_scale_map (&self->area.x.scale, data->xs[i]), y = spk_scale_map (&self->area.y.scale, data->ys[i]);
      gboolean shown = x >= plot->x - 0.5 && x <= plot->x + plot->width + 0.5 && y >= plot->y - 0.5 &&
                       y <= plot->y + plot->height + 0.5;

      self->xs[i] = shown ? x : NAN;
      self->ys[i] = shown ? y : NAN;
      n_left_out += !shown;
    }
  if (n_left_out > 0)
    {
      g_autofree char *count = spk_number_format_count (n_left_out);

      self->note = g_strdup_printf (_("%s not shown"), count);
    }
}

/**
 * spk_scatter_figure_new:
 * @data: only read during the call
 * @style: copied
 *
 * Lays points out. May be called in any thread.
 *
 * Returns: (transfer full): the figure
 */
SpkScatterFigure *
spk_scatter_figure_new (const SpkScatterData *data, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkScatterFigure *self = g_new0 (SpkScatterFigure, 1);
  double top = spk_text_get_title_height (data->title, style);

  self->style = *style;
  self->size = size;
  self->title = g_strdup (data->title);
  self->n = data->xs != NULL && data->ys != NULL ? data->n : 0;
  self->motif_size = data->motif_size;

  SpkAxisSpec x = fit (&data->x, data->xs, self->n), y = fit (&data->y, data->ys, self->n);

  spk_plot_area_init (&self->area, (SpkRectangle){ 0, top, size.width, MAX (1, size.height - top) }, &x, &y, FALSE,
                      (SpkPlotMargins){ 0 }, style);
  place_points (self, data);
  return self;
}

/**
 * spk_scatter_figure_free:
 */
void
spk_scatter_figure_free (SpkScatterFigure *self)
{
  spk_plot_area_clear (&self->area);
  g_free (self->xs);
  g_free (self->ys);
  g_free (self->title);
  g_free (self->note);
  g_free (self);
}

static void
draw_points (const SpkScatterFigure *self, cairo_t *cr)
{
  double radius = spk_figure_style_to_units (&self->style, POINT_PT);

  spk_colour_set_source (spk_colour_with_alpha (spk_figure_style_get_series_colour (&self->style, 0), POINT_ALPHA), cr);
  for (guint i = 0; i < self->n; i++)
    if (!isnan (self->xs[i]))
      {
        spk_shape_disc (self->xs[i], self->ys[i], radius, cr);
        cairo_fill (cr);
      }
}

/**
 * spk_scatter_figure_draw:
 *
 * Draws all that does not change with a pointer or a selection.
 */
void
spk_scatter_figure_draw (const SpkScatterFigure *self, cairo_t *cr)
{
  const SpkRectangle *plot = &self->area.data;

  cairo_save (cr);
  spk_figure_style_paint_background (&self->style, cr);
  spk_plot_area_draw_grid (&self->area, &self->style, self->size, cr);
  draw_points (self, cr);
  spk_plot_area_draw_axes (&self->area, &self->style, self->size, cr);
  spk_text_draw_title (self->title, self->size, &self->style, cr);
  if (self->note != NULL)
    spk_text_draw ((SpkText){ .plain = self->note, .small = TRUE, .role = SPK_ROLE_DIM, .halign = 1 },
                   plot->x + plot->width, plot->y, &self->style, cr);
  if (self->n == 0)
    spk_text_draw_note (_("No values yet"), self->size, &self->style, cr);
  cairo_restore (cr);
}

/* An accent disc with an edge in the colour of the background, so that it is seen among its neighbours. */
static void
bring_out (const SpkScatterFigure *self, guint i, double radius_pt, cairo_t *cr)
{
  if (i >= self->n || isnan (self->xs[i]))
    return;
  spk_shape_disc (self->xs[i], self->ys[i], spk_figure_style_to_units (&self->style, radius_pt), cr);
  spk_figure_style_set_source (&self->style, SPK_ROLE_ACCENT, cr);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, spk_figure_style_to_units (&self->style, 0.75));
  spk_figure_style_set_source (&self->style, SPK_ROLE_BACKGROUND, cr);
  cairo_stroke (cr);
}

/**
 * spk_scatter_figure_draw_overlay:
 *
 * Draws selection, hovered point and read-out over the figure.
 */
void
spk_scatter_figure_draw_overlay (const SpkScatterFigure *self, const SpkScatterOverlay *overlay, cairo_t *cr)
{
  double x, y;

  cairo_save (cr);
  if (overlay->selected_motif >= 0 && self->motif_size > 0)
    for (guint i = 0; i < self->n; i++)
      if (i / self->motif_size == (guint) overlay->selected_motif)
        bring_out (self, i, 2.4, cr);
  if (overlay->selected >= 0)
    bring_out (self, (guint) overlay->selected, 4, cr);
  if (overlay->hover >= 0)
    bring_out (self, (guint) overlay->hover, 3.4, cr);
  if (overlay->tip != NULL && overlay->hover >= 0 &&
      spk_scatter_figure_locate (self, (guint) overlay->hover, &x, &y))
    spk_tip_draw (overlay->tip, x, y, &self->style, self->size, cr);
  cairo_restore (cr);
}

/**
 * spk_scatter_figure_hit:
 * @x: user units
 * @y: likewise
 *
 * Returns: index of the nearest point, -1 where none is near
 */
int
spk_scatter_figure_hit (const SpkScatterFigure *self, double x, double y)
{
  double nearest = spk_figure_style_to_units (&self->style, REACH_PT);
  int found = -1;

  for (guint i = 0; i < self->n; i++)
    {
      double distance = hypot (self->xs[i] - x, self->ys[i] - y);

      if (distance <= nearest)
        {
          nearest = distance;
          found = (int) i;
        }
    }
  return found;
}

/**
 * spk_scatter_figure_locate:
 * @x: (out): user units
 * @y: (out): likewise
 *
 * Finds a point: the reverse of spk_scatter_figure_hit().
 *
 * Returns: whether it is shown
 */
gboolean
spk_scatter_figure_locate (const SpkScatterFigure *self, guint point, double *x, double *y)
{
  if (point >= self->n || isnan (self->xs[point]))
    return FALSE;
  *x = self->xs[point];
  *y = self->ys[point];
  return TRUE;
}

/**
 * spk_scatter_figure_get_plot:
 *
 * Returns: the rectangle between the axes
 */
SpkRectangle
spk_scatter_figure_get_plot (const SpkScatterFigure *self)
{
  return self->area.data;
}
