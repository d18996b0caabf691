/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figures/spk-curves-private.h"
#include "figures/spk-text.h"

#define Y_MARGIN         0.05
#define TITLE_GAP_PT     12.0
#define LEGEND_INDENT_PT 50.0 /* more than axis titles and labels take at the left */

static double *
copy_values (const double *values, guint n)
{
  return values != NULL ? g_memdup2 (values, n * sizeof *values) : NULL;
}

static double *
count_up (guint n)
{
  double *values = g_new (double, n);

  for (guint i = 0; i < n; i++)
    values[i] = i + 1;
  return values;
}

static SpkSeries
copy_series (const SpkSeries *series)
{
  SpkSeries copy = *series;

  copy.name = g_strdup (series->name);
  copy.n = series->y != NULL ? series->n : 0;
  copy.x = series->x != NULL ? copy_values (series->x, copy.n) : count_up (copy.n);
  copy.y = copy_values (series->y, copy.n);
  copy.low = series->high != NULL ? copy_values (series->low, copy.n) : NULL;
  copy.high = series->low != NULL ? copy_values (series->high, copy.n) : NULL;
  return copy;
}

static void
copy_data (SpkCurvesFigure *self, const SpkCurvesData *data)
{
  self->title = g_strdup (data->title);
  self->names_at_ends = data->names_at_ends;
  self->n_series = data->n_series;
  self->series = g_new0 (SpkSeries, data->n_series);
  for (guint i = 0; i < data->n_series; i++)
    self->series[i] = copy_series (&data->series[i]);

  self->n_boundaries = data->n_boundaries;
  self->boundaries = g_new0 (SpkCurvesBoundary, data->n_boundaries);
  for (guint i = 0; i < data->n_boundaries; i++)
    self->boundaries[i] = (SpkCurvesBoundary){ data->boundaries[i].x, g_strdup (data->boundaries[i].before),
                                               g_strdup (data->boundaries[i].after) };
}

static SpkAxisSpec
fit_x (SpkCurvesFigure *self, const SpkCurvesData *data)
{
  SpkAxisSpec spec = data->x;
  double low = NAN, high = NAN;

  for (guint i = 0; i < self->n_series; i++)
    spk_axis_spec_extend_range (&spec, self->series[i].x, self->series[i].n, &low, &high);
  self->has_points = !isnan (low);
  spk_axis_spec_fit (&spec, low, high, 0);
  return spec;
}

static SpkAxisSpec
fit_y (const SpkCurvesFigure *self, const SpkCurvesData *data, guint panel)
{
  SpkAxisSpec spec = data->panels[panel].y;
  double low = NAN, high = NAN;

  for (guint i = 0; i < self->n_series; i++)
    if (self->series[i].panel == panel)
      {
        spk_axis_spec_extend_range (&spec, self->series[i].y, self->series[i].n, &low, &high);
        spk_axis_spec_extend_range (&spec, self->series[i].low, self->series[i].n, &low, &high);
        spk_axis_spec_extend_range (&spec, self->series[i].high, self->series[i].n, &low, &high);
      }
  spk_axis_spec_fit (&spec, low, high, Y_MARGIN);
  return spec;
}

static void
init_legend (const SpkCurvesFigure *self, SpkCurvesPart *part, guint panel)
{
  part->entries = g_new0 (SpkLegendEntry, MAX (1, self->n_series));
  for (guint i = 0; i < self->n_series && self->style.legend && !self->names_at_ends; i++)
    if (self->series[i].panel == panel)
      part->entries[part->n_entries++] = (SpkLegendEntry){ self->series[i].name, self->series[i].look };
}

/**
 * spk_curves_part_get_legend_left:
 *
 * Returns: where the legend begins, right of a title that stands beside it
 */
double
spk_curves_part_get_legend_left (const SpkCurvesPart *self, const SpkFigureStyle *style)
{
  SpkText title = { .markup = self->title, .small = TRUE };

  if (self->title == NULL)
    return self->area.data.x;
  return MAX (self->area.data.x,
              spk_text_measure_width (title, style) + spk_figure_style_to_units (style, TITLE_GAP_PT));
}

static double
measure_legend (const SpkCurvesFigure *self, const SpkCurvesPart *part)
{
  double indent = spk_figure_style_to_units (&self->style, LEGEND_INDENT_PT);
  double left = MAX (indent, spk_curves_part_get_legend_left (part, &self->style));
  double height = spk_legend_measure_height (part->entries, part->n_entries, MAX (1, self->size.width - left),
                                             &self->style);

  return part->title != NULL ? MAX (height, ceil (spk_text_get_line_height (TRUE, &self->style))) : height;
}

static double
measure_names (const SpkCurvesFigure *self)
{
  for (guint i = 0; i < self->n_boundaries; i++)
    if (self->boundaries[i].before != NULL || self->boundaries[i].after != NULL)
      return ceil (spk_text_get_line_height (TRUE, &self->style));
  return 0;
}

static double
panel_weight (const SpkCurvesData *data, guint panel)
{
  return data->panels[panel].weight > 0 ? data->panels[panel].weight : 1;
}

/* Titles and labels of the horizontal axis that only the last panel has. */
static double
measure_shared_axis (const SpkAxisSpec *x, const SpkFigureStyle *style)
{
  SpkAxisSpec y = { .low = 0, .high = 1 };
  SpkRectangle bounds = { 0, 0, 1000, 1000 };
  SpkPlotArea bare, full;

  spk_plot_area_init (&bare, bounds, x, &y, TRUE, (SpkPlotMargins){ 0 }, style);
  spk_plot_area_init (&full, bounds, x, &y, FALSE, (SpkPlotMargins){ 0 }, style);

  double height = bare.data.height - full.data.height;

  spk_plot_area_clear (&bare);
  spk_plot_area_clear (&full);
  return height;
}

/* Places of the panels below each other, each with its legend above it. */
static void
divide_height (SpkCurvesFigure *self, const SpkCurvesData *data, const SpkAxisSpec *x)
{
  const SpkFigureStyle *style = &self->style;
  double y = spk_text_get_title_height (self->title, style);
  double names = measure_names (self), shared = measure_shared_axis (x, style), legends = 0, weights = 0;

  for (guint i = 0; i < self->n_parts; i++)
    {
      legends += measure_legend (self, &self->parts[i]);
      weights += panel_weight (data, i);
    }

  double height = MAX (1, self->size.height - y - names - legends - shared);

  for (guint i = 0; i < self->n_parts; i++)
    {
      SpkCurvesPart *part = &self->parts[i];
      double own = floor (height * panel_weight (data, i) / weights) + (i + 1 == self->n_parts ? shared : 0);

      part->legend_top = y;
      y += measure_legend (self, part) + (i == 0 ? names : 0);
      if (i == 0)
        self->names_top = y - names;
      part->area.bounds = (SpkRectangle){ 0, y, self->size.width, own };
      y += own;
    }
}

static SpkPlotMargins
init_areas (SpkCurvesFigure *self, const SpkCurvesData *data, const SpkAxisSpec *x, SpkPlotMargins least)
{
  SpkPlotMargins widest = least;

  for (guint i = 0; i < self->n_parts; i++)
    {
      SpkPlotArea *area = &self->parts[i].area;
      SpkAxisSpec y = fit_y (self, data, i);

      spk_plot_area_clear (area);
      spk_plot_area_init (area, area->bounds, x, &y, i + 1 < self->n_parts, least, &self->style);
      widest.left = MAX (widest.left, spk_plot_area_get_margins (area).left);
      widest.right = MAX (widest.right, spk_plot_area_get_margins (area).right);
    }
  return widest;
}

static gboolean
cuts_a_title (const SpkCurvesFigure *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      SpkText title = { .markup = self->parts[i].area.y.title };

      if (title.markup != NULL && spk_text_measure_width (title, &self->style) > self->parts[i].area.bounds.height)
        return TRUE;
    }
  return FALSE;
}

static void
move_titles_up (SpkCurvesFigure *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      g_free (self->parts[i].title);
      self->parts[i].title = g_steal_pointer (&self->parts[i].area.y.title);
    }
}

/* Room at the right for names at the ends of series. */
static double
measure_ends (const SpkCurvesFigure *self)
{
  double widest = 0;

  for (guint i = 0; i < self->n_series && self->names_at_ends; i++)
    if (self->series[i].name != NULL)
      widest = MAX (widest, spk_text_measure_width ((SpkText){ .plain = self->series[i].name, .small = TRUE },
                                                    &self->style));
  return widest > 0 ? MIN (ceil (widest) + spk_figure_style_to_units (&self->style, SPK_CURVES_END_GAP_PT),
                           self->size.width / 3) : 0;
}

/* Twice, for the axes of all panels to be in one line. */
static void
lay_out_areas (SpkCurvesFigure *self, const SpkCurvesData *data, const SpkAxisSpec *x)
{
  SpkPlotMargins least = { .right = measure_ends (self) };

  divide_height (self, data, x);
  init_areas (self, data, x, init_areas (self, data, x, least));
}

static void
lay_out (SpkCurvesFigure *self, const SpkCurvesData *data)
{
  SpkAxisSpec x = fit_x (self, data);

  for (guint i = 0; i < self->n_parts; i++)
    init_legend (self, &self->parts[i], i);
  lay_out_areas (self, data, &x);
  if (!cuts_a_title (self))
    return;
  move_titles_up (self);
  /* Anew, with room for the titles above; it gives the axes theirs again. */
  lay_out_areas (self, data, &x);
  move_titles_up (self);
}

/**
 * spk_curves_figure_new:
 * @data: only read during the call
 * @style: copied
 *
 * Lays series out. May be called in any thread.
 *
 * Returns: (transfer full): the figure
 */
SpkCurvesFigure *
spk_curves_figure_new (const SpkCurvesData *data, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkCurvesFigure *self = g_new0 (SpkCurvesFigure, 1);

  self->style = *style;
  self->size = size;
  self->n_parts = data->n_panels;
  self->parts = g_new0 (SpkCurvesPart, data->n_panels);
  copy_data (self, data);
  lay_out (self, data);
  return self;
}

static void
clear_series (SpkSeries *series)
{
  g_free ((char *) series->name);
  g_free ((double *) series->x);
  g_free ((double *) series->y);
  g_free ((double *) series->low);
  g_free ((double *) series->high);
}

/**
 * spk_curves_figure_free:
 */
void
spk_curves_figure_free (SpkCurvesFigure *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      spk_plot_area_clear (&self->parts[i].area);
      g_free (self->parts[i].entries);
      g_free (self->parts[i].title);
    }
  for (guint i = 0; i < self->n_series; i++)
    clear_series (&self->series[i]);
  for (guint i = 0; i < self->n_boundaries; i++)
    {
      g_free ((char *) self->boundaries[i].before);
      g_free ((char *) self->boundaries[i].after);
    }
  g_free (self->parts);
  g_free (self->series);
  g_free (self->boundaries);
  g_free (self->title);
  g_free (self);
}
