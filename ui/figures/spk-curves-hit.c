/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figures/spk-curves-private.h"

#define REACH_PT 14.0

/**
 * spk_curves_figure_locate:
 * @x: (out): user units
 * @y: (out): likewise
 *
 * Finds a point of a series: the reverse of spk_curves_figure_hit().
 *
 * Returns: whether there is one that is not NaN
 */
gboolean
spk_curves_figure_locate (const SpkCurvesFigure *self, guint series, guint point, double *x, double *y)
{
  if (series >= self->n_series || point >= self->series[series].n || self->series[series].panel >= self->n_parts)
    return FALSE;

  const SpkSeries *of = &self->series[series];
  const SpkPlotArea *area = &self->parts[of->panel].area;

  *x = spk_scale_map (&area->x.scale, of->x[point]);
  *y = spk_scale_map (&area->y.scale, of->y[point]);
  return isfinite (*x) && isfinite (*y);
}

/* The point of the series that is nearest in x, and its distance. */
static gboolean
find_nearest (const SpkCurvesFigure *self, guint series, double x, double y, guint *point, double *distance)
{
  double nearest = INFINITY, px, py;

  for (guint i = 0; i < self->series[series].n; i++)
    if (spk_curves_figure_locate (self, series, i, &px, &py) && fabs (px - x) < nearest)
      {
        nearest = fabs (px - x);
        *point = i;
        *distance = hypot (px - x, py - y);
      }
  return isfinite (nearest);
}

static int
find_panel (const SpkCurvesFigure *self, double x, double y)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      SpkRectangle data = self->parts[i].area.data;

      /* points at the ends of the axes can be reached too */
      if (spk_rectangle_contains ((SpkRectangle){ data.x - 3, data.y - 3, data.width + 6, data.height + 6 }, x, y))
        return (int) i;
    }
  return -1;
}

/**
 * spk_curves_figure_hit:
 * @x: user units
 * @y: likewise
 *
 * Returns: panel, nearest series and point
 */
SpkCurvesHit
spk_curves_figure_hit (const SpkCurvesFigure *self, double x, double y)
{
  SpkCurvesHit hit = SPK_CURVES_HIT_INIT;
  double nearest = spk_figure_style_to_units (&self->style, REACH_PT), distance = INFINITY;
  guint point = 0;

  hit.panel = find_panel (self, x, y);
  if (hit.panel < 0)
    return hit;
  hit.x = spk_scale_unmap (&self->parts[hit.panel].area.x.scale, x);
  hit.y = spk_scale_unmap (&self->parts[hit.panel].area.y.scale, y);

  for (guint i = 0; i < self->n_series; i++)
    if (self->series[i].panel == (guint) hit.panel && find_nearest (self, i, x, y, &point, &distance) &&
        distance < nearest)
      {
        nearest = distance;
        hit.series = (int) i;
        hit.point = point;
        hit.x = self->series[i].x[point];
        hit.y = self->series[i].y[point];
      }
  return hit;
}

/**
 * spk_curves_figure_get_plot:
 *
 * Returns: the rectangle between the axes of a panel
 */
SpkRectangle
spk_curves_figure_get_plot (const SpkCurvesFigure *self, guint panel)
{
  return panel < self->n_parts ? self->parts[panel].area.data : (SpkRectangle){ 0 };
}

/**
 * spk_curves_figure_get_x_at:
 * @x: user units
 *
 * Returns: value of the horizontal axis there; outside of the axis too
 */
double
spk_curves_figure_get_x_at (const SpkCurvesFigure *self, double x)
{
  return self->n_parts > 0 ? spk_scale_unmap (&self->parts[0].area.x.scale, x) : NAN;
}
