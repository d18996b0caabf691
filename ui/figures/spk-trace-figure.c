/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-trace-figure.h"

#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-plot-area.h"
#include "figures/spk-text.h"

#define THRESHOLD       1.0
#define CURRENT_WEIGHT  0.85/* height of a current's panel relative to a potential's */
#define MARGIN          0.05
#define SPIKE_MARK_PT   4.0
#define SPIKE_GAP_PT    1.5
#define LEAST_HEIGHT_PT 12.0

/* One panel: values of a neuron over time. */
typedef struct
{
  SpkPlotArea  area;
  const float *values; /* [steps], the figure's */
} Panel;

struct _SpkTraceFigure
{
  SpkFigureStyle style;
  SpkFigureSize  size;
  char          *title;
  guint          steps;
  double         step_duration;
  guint          n_neurons;
  guint          n_rows; /* panels of a neuron: 1 or 2 */
  char         **names;
  float         *potential;
  float         *current;
  Panel         *panels; /* [n_neurons][n_rows] */
  double         legend_top;
};

static void
copy_data (SpkTraceFigure *self, const SpkTraceData *data)
{
  gsize bytes = (gsize) data->n_neurons * data->steps * sizeof (float);

  self->title = g_strdup (data->title);
  self->steps = data->steps;
  self->step_duration = data->step_duration > 0 ? data->step_duration : 1;
  self->n_neurons = data->potential != NULL && data->steps > 0 ? data->n_neurons : 0;
  self->n_rows = data->current != NULL ? 2 : 1;
  self->names = g_new0 (char *, self->n_neurons + 1);
  for (guint i = 0; i < self->n_neurons; i++)
    self->names[i] = g_strdup (data->names[i]);
  self->potential = g_memdup2 (data->potential, self->n_neurons > 0 ? bytes : 0);
  self->current = g_memdup2 (data->current, self->n_neurons > 0 && data->current != NULL ? bytes : 0);
}

static void
get_window (const SpkTraceFigure *self, const SpkTraceData *data, guint *first, guint *end)
{
  gboolean whole = data->end <= data->begin;

  *first = whole ? 0 : (guint) CLAMP (floor (data->begin), 0, self->steps - 1);
  *end = whole ? self->steps : (guint) CLAMP (ceil (data->end), *first + 1, self->steps);
}

static SpkAxisSpec
fit_time (const SpkTraceFigure *self, const SpkTraceData *data)
{
  SpkAxisSpec spec = SPK_AXIS_SPEC_INIT (_("time"), data->time_unit);
  gboolean whole = data->end <= data->begin;

  spec.low = whole ? 0 : data->begin * self->step_duration;
  spec.high = (whole ? self->steps : data->end) * self->step_duration;
  return spec;
}

/* The same for all neurons, so that they compare, over the steps that are shown. */
static SpkAxisSpec
fit_values (const SpkTraceFigure *self, const SpkTraceData *data, const float *values, const char *title)
{
  SpkAxisSpec spec = SPK_AXIS_SPEC_INIT (title, NULL);
  double low = 0, high = values == self->potential ? THRESHOLD : 0;
  guint first, end;

  get_window (self, data, &first, &end);
  for (guint i = 0; i < self->n_neurons; i++)
    for (guint t = first; t < end; t++)
      {
        double value = values[(gsize) i * self->steps + t];

        if (isfinite (value))
          {
            low = MIN (low, value);
            high = MAX (high, value);
          }
      }
  spk_axis_spec_fit (&spec, low, high, 0);

  /* By hand, for a margin is added to ends that come from data only, and these are set now. */
  double space = MARGIN * (spec.high - spec.low);

  spec.low -= space;
  spec.high += space;
  return spec;
}

static double
legend_height (const SpkTraceFigure *self)
{
  return self->style.legend ? ceil (1.3 * spk_text_get_line_height (TRUE, &self->style)) : 0;
}

/* What the labels of the axis of time take, which the last panel alone has. */
static double
time_axis_height (const SpkTraceFigure *self, const SpkAxisSpec *time, const SpkAxisSpec *values)
{
  SpkRectangle bounds = { 0, 0, self->size.width, 1000 };
  SpkPlotArea bare, full;
  double height;

  spk_plot_area_init (&bare, bounds, time, values, TRUE, (SpkPlotMargins){ 0 }, &self->style);
  spk_plot_area_init (&full, bounds, time, values, FALSE, (SpkPlotMargins){ 0 }, &self->style);
  height = bare.data.height - full.data.height;
  spk_plot_area_clear (&bare);
  spk_plot_area_clear (&full);
  return height;
}

/* Names of the neurons stand above their potential. */
static SpkPlotMargins
init_panels (SpkTraceFigure *self, const SpkAxisSpec *time, const SpkAxisSpec *rows, SpkPlotMargins least)
{
  SpkPlotMargins widest = least;
  double name = ceil (spk_text_get_line_height (TRUE, &self->style));
  double top = spk_text_get_title_height (self->title, &self->style) + legend_height (self), y = top;
  double shared = time_axis_height (self, time, &rows[0]);
  double weights = self->n_neurons * (self->n_rows == 2 ? 1 + CURRENT_WEIGHT : 1);
  double unit = MAX (spk_figure_style_to_units (&self->style, LEAST_HEIGHT_PT),
                     (self->size.height - top - shared - self->n_neurons * name) / weights);

  for (guint i = 0; i < self->n_neurons; i++)
    for (guint row = 0; row < self->n_rows; row++)
      {
        Panel *panel = &self->panels[i * self->n_rows + row];
        gboolean last = i + 1 == self->n_neurons && row + 1 == self->n_rows;
        double height = unit * (row == 0 ? 1 : CURRENT_WEIGHT) + (last ? shared : 0);

        y += row == 0 ? name : 0;
        panel->values = (row == 0 ? self->potential : self->current) + (gsize) i * self->steps;
        spk_plot_area_clear (&panel->area);
        spk_plot_area_init (&panel->area, (SpkRectangle){ 0, y, self->size.width, height }, time, &rows[row], !last, least,
                            &self->style);
        panel->area.grid = FALSE;
        widest.left = MAX (widest.left, spk_plot_area_get_margins (&panel->area).left);
        widest.right = MAX (widest.right, spk_plot_area_get_margins (&panel->area).right);
        y += height;
      }
  return widest;
}

static gboolean
title_is_cut (const SpkTraceFigure *self, guint row)
{
  const SpkPlotArea *area = &self->panels[row].area;
  SpkText title = { .markup = area->y.title };

  return area->y.title != NULL && spk_text_measure_width (title, &self->style) > area->bounds.height;
}

/* Long names of the axes where they fit, otherwise the symbols of the equations. */
static void
lay_out (SpkTraceFigure *self, const SpkTraceData *data)
{
  const char *const long_titles[] = { _("potential"), _("current") }, *const symbols[] = { "u", "i" };
  SpkAxisSpec time = fit_time (self, data), rows[2] = { 0 };

  self->panels = g_new0 (Panel, (gsize) self->n_neurons * self->n_rows + 1);
  for (guint row = 0; row < self->n_rows; row++)
    rows[row] = fit_values (self, data, row == 0 ? self->potential : self->current, long_titles[row]);
  init_panels (self, &time, rows, (SpkPlotMargins){ 0 });
  for (guint row = 0; row < self->n_rows; row++)
    if (title_is_cut (self, row))
      rows[0].title = symbols[0], rows[1].title = symbols[1];
  init_panels (self, &time, rows, init_panels (self, &time, rows, (SpkPlotMargins){ 0 }));
  self->legend_top = spk_text_get_title_height (self->title, &self->style);
}

/**
 * spk_trace_figure_new:
 * @data: only read during the call
 * @style: copied
 *
 * Lays traces out. May be called in any thread.
 *
 * Returns: (transfer full): the figure
 */
SpkTraceFigure *
spk_trace_figure_new (const SpkTraceData *data, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkTraceFigure *self = g_new0 (SpkTraceFigure, 1);

  self->style = *style;
  self->size = size;
  copy_data (self, data);
  if (self->n_neurons > 0)
    lay_out (self, data);
  return self;
}

/**
 * spk_trace_figure_free:
 */
void
spk_trace_figure_free (SpkTraceFigure *self)
{
  for (guint i = 0; i < self->n_neurons * self->n_rows; i++)
    spk_plot_area_clear (&self->panels[i].area);
  g_free (self->panels);
  g_strfreev (self->names);
  g_free (self->potential);
  g_free (self->current);
  g_free (self->title);
  g_free (self);
}

/**
 * spk_trace_figure_get_plot:
 * @current: of the current instead of the potential
 *
 * Returns: the rectangle between the axes of a panel
 */
SpkRectangle
spk_trace_figure_get_plot (const SpkTraceFigure *self, guint neuron, gboolean current)
{
  g_return_val_if_fail (neuron < self->n_neurons && (!current || self->n_rows == 2), (SpkRectangle){ 0 });
  return self->panels[neuron * self->n_rows + (current ? 1 : 0)].area.data;
}

static gboolean
is_spike (const SpkTraceFigure *self, guint neuron, guint step)
{
  return self->potential[(gsize) neuron * self->steps + step] >= THRESHOLD;
}

/* A value holds at the end of its step. */
static double
map_step (const SpkTraceFigure *self, const SpkPlotArea *area, guint step)
{
  return spk_scale_map (&area->x.scale, (step + 1) * self->step_duration);
}

static gboolean
is_shown (const SpkTraceFigure *self, const SpkPlotArea *area, guint step)
{
  double x = map_step (self, area, step);

  return x >= area->data.x - 0.01 && x <= area->data.x + area->data.width + 0.01;
}

/**
 * spk_trace_figure_count_spikes:
 *
 * Returns: number of spikes of a neuron in the window
 */
guint
spk_trace_figure_count_spikes (const SpkTraceFigure *self, guint neuron)
{
  guint n = 0;

  g_return_val_if_fail (neuron < self->n_neurons, 0);
  for (guint t = 0; t < self->steps; t++)
    n += is_spike (self, neuron, t) && is_shown (self, &self->panels[neuron * self->n_rows].area, t);
  return n;
}

static void
draw_threshold (const SpkTraceFigure *self, const SpkPlotArea *area, cairo_t *cr)
{
  double width = spk_figure_style_to_units (&self->style, self->style.axis_width);
  double y = spk_figure_size_snap (self->size, spk_scale_map (&area->y.scale, THRESHOLD), width);
  const double dashes[] = { 4 * width, 3 * width };

  cairo_move_to (cr, area->data.x, y);
  cairo_rel_line_to (cr, area->data.width, 0);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_set_line_width (cr, width);
  spk_figure_style_set_source (&self->style, SPK_ROLE_DIM, cr);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* Above the plot, so that none is mistaken for the potential. */
static void
draw_spikes (const SpkTraceFigure *self, guint neuron, const SpkPlotArea *area, cairo_t *cr)
{
  double width = spk_figure_style_to_units (&self->style, self->style.line_width);
  double mark = spk_figure_style_to_units (&self->style, SPIKE_MARK_PT);
  double bottom = area->data.y - spk_figure_style_to_units (&self->style, SPIKE_GAP_PT);

  for (guint t = 0; t < self->steps; t++)
    if (is_spike (self, neuron, t) && is_shown (self, area, t))
      {
        cairo_move_to (cr, spk_figure_size_snap (self->size, map_step (self, area, t), width), bottom);
        cairo_rel_line_to (cr, 0, -mark);
      }
  cairo_set_line_width (cr, width);
  spk_figure_style_set_source (&self->style, SPK_ROLE_SPIKE, cr);
  cairo_stroke (cr);
}

/* From silence at 0; a potential falls to its reset at once. A gap where a value is no number. */
static void
draw_line (const SpkTraceFigure *self, const Panel *panel, gboolean resets, guint colour, cairo_t *cr)
{
  const SpkPlotArea *area = &panel->area;
  double zero = spk_scale_map (&area->y.scale, 0), x = spk_scale_map (&area->x.scale, 0);

  cairo_save (cr);
  cairo_rectangle (cr, area->data.x, area->data.y - 2, area->data.width, area->data.height + 4);
  cairo_clip (cr);
  cairo_move_to (cr, CLAMP (x, -1e5, 1e5), zero);
  for (guint t = 0; t < self->steps; t++)
    {
      double y = spk_scale_map (&area->y.scale, panel->values[t]);

      x = CLAMP (map_step (self, area, t), -1e5, 1e5);
      if (isfinite (y))
        cairo_line_to (cr, x, CLAMP (y, -1e5, 1e5));
      else
        cairo_new_sub_path (cr);
      if (resets && panel->values[t] >= THRESHOLD)
        cairo_line_to (cr, x, zero);
    }
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, spk_figure_style_to_units (&self->style, self->style.line_width));
  spk_colour_set_source (spk_figure_style_get_series_colour (&self->style, colour), cr);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_neuron (const SpkTraceFigure *self, guint neuron, cairo_t *cr)
{
  const Panel *potential = &self->panels[neuron * self->n_rows];
  double mark = spk_figure_style_to_units (&self->style, SPIKE_MARK_PT + SPIKE_GAP_PT);
  SpkText name = { .plain = self->names[neuron], .small = TRUE, .role = SPK_ROLE_TEXT, .valign = 1,
                   .max_width = potential->area.data.width };

  draw_threshold (self, &potential->area, cr);
  draw_line (self, potential, TRUE, 0, cr);
  draw_spikes (self, neuron, &potential->area, cr);
  spk_plot_area_draw_axes (&potential->area, &self->style, self->size, cr);
  spk_text_draw (name, potential->area.data.x, potential->area.data.y - mark, &self->style, cr);
  if (self->n_rows == 2)
    {
      draw_line (self, potential + 1, FALSE, 1, cr);
      spk_plot_area_draw_axes (&potential[1].area, &self->style, self->size, cr);
    }
}

static void
draw_legend (const SpkTraceFigure *self, cairo_t *cr)
{
  SpkText text = { .plain = self->n_rows == 2 ? _("u: membrane potential, dashed: its threshold; bars: spikes; i: synaptic current")
                                              : _("u: membrane potential, dashed: its threshold; bars: spikes"),
                   .small = TRUE, .role = SPK_ROLE_DIM, .max_width = self->size.width };

  spk_text_draw (text, 0, self->legend_top, &self->style, cr);
}

/**
 * spk_trace_figure_draw:
 */
void
spk_trace_figure_draw (const SpkTraceFigure *self, cairo_t *cr)
{
  cairo_save (cr);
  spk_figure_style_paint_background (&self->style, cr);
  for (guint i = 0; i < self->n_neurons; i++)
    draw_neuron (self, i, cr);
  if (self->n_neurons == 0)
    spk_text_draw_note (_("No neurons chosen"), self->size, &self->style, cr);
  else if (self->style.legend)
    draw_legend (self, cr);
  spk_text_draw_title (self->title, self->size, &self->style, cr);
  cairo_restore (cr);
}
