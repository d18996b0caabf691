/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-raster-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-number.h"
#include "figures/spk-text.h"

#define GAP_PT             9.0
#define LABEL_GAP_PT       5.5
#define LEAST_INPUT_SHARE  0.14
#define MOST_INPUT_SHARE   0.36
#define LEAST_BANDS_PT     80.0

static void
init_band (SpkRasterBand *self, const char *title, guint n_units, const guint *order, guint n_rows)
{
  self->title = title;
  self->n_units = n_units;
  self->by_index = order == NULL;
  self->unit_of_row = g_new (guint, order != NULL ? n_rows : n_units);
  self->row_of_unit = g_new (int, n_units);
  for (guint unit = 0; unit < n_units; unit++)
    self->row_of_unit[unit] = -1;

  for (guint i = 0; i < (order != NULL ? n_rows : n_units); i++)
    {
      guint unit = order != NULL ? order[i] : i;

      if (unit >= n_units || self->row_of_unit[unit] >= 0)
        continue;
      self->row_of_unit[unit] = (int) self->n_rows;
      self->unit_of_row[self->n_rows++] = unit;
    }
}

static double
header_height (const SpkRasterFigure *self)
{
  return ceil (spk_text_get_line_height (self->title == NULL, &self->style)) + 2;
}

static double
footer_height (const SpkRasterFigure *self)
{
  double title = spk_text_get_line_height (FALSE, &self->style) + spk_figure_style_to_units (&self->style, 1);

  return ceil (self->label_gap + spk_text_get_line_height (TRUE, &self->style) + title);
}

static double
snap_down (SpkFigureSize size, double position)
{
  return size.pixels_per_unit > 0 ? floor (position * size.pixels_per_unit) / size.pixels_per_unit : position;
}

static double
snap_up (SpkFigureSize size, double position)
{
  return size.pixels_per_unit > 0 ? ceil (position * size.pixels_per_unit) / size.pixels_per_unit : position;
}

static double
measure_band_title (const SpkRasterFigure *self, const SpkRasterBand *band)
{
  /* And a unit more: the height of a band is cut to whole pixels, and would cut the title. */
  return ceil (spk_text_measure_width ((SpkText){ .plain = band->title }, &self->style)) + 1;
}

/* Heights of the two bands: by their numbers of rows, but both can be seen. */
static void
divide_height (SpkRasterFigure *self, double top, double height)
{
  double gap = spk_figure_style_to_units (&self->style, GAP_PT);
  gboolean both = spk_raster_band_is_shown (&self->input) && spk_raster_band_is_shown (&self->neurons);
  double share = spk_raster_band_is_shown (&self->input) ? 1 : 0;

  if (both)
    {
      share = (double) self->input.n_rows / (self->input.n_rows + self->neurons.n_rows);
      height = MAX (2, height - gap);

      double least = CLAMP (measure_band_title (self, &self->input) / height, LEAST_INPUT_SHARE, 0.5);

      share = CLAMP (share, least, MAX (least, MOST_INPUT_SHARE));
    }
  self->input.place.y = top;
  self->input.place.height = snap_down (self->size, share * height);
  self->neurons.place.y = snap_up (self->size, top + self->input.place.height + (both ? gap : 0));
  self->neurons.place.height = snap_down (self->size, (1 - share) * height);
}

/* Rows from top to bottom; a row's label stands at its middle. */
static void
init_row_axis (SpkRasterFigure *self, SpkRasterBand *band)
{
  SpkAxisSpec rows = { .low = -0.5, .high = band->n_rows - 0.5, .integer = TRUE };

  if (spk_raster_band_is_shown (band) && band->by_index)
    spk_axis_init (&band->axis, &rows, band->place.y, band->place.y + band->place.height, TRUE, &self->style);
}

/* Rows in another order have their neuron's number each, if there is room. */
gboolean
spk_raster_band_labels_rows (const SpkRasterBand *self, const SpkFigureStyle *style)
{
  return !self->by_index && spk_raster_band_is_shown (self) &&
         spk_raster_band_get_row_height (self) >= 0.72 * spk_text_get_line_height (TRUE, style);
}

static double
measure_labels (const SpkRasterFigure *self, const SpkRasterBand *band)
{
  g_autofree char *longest = spk_number_format_count (band->n_units);

  if (band->axis.ticks != NULL)
    return spk_axis_measure_labels (&band->axis, &self->style);
  if (spk_raster_band_labels_rows (band, &self->style))
    return spk_text_measure_width ((SpkText){ .plain = longest, .small = TRUE }, &self->style);
  return 0;
}

static void
init_time (SpkRasterFigure *self, const SpkRasterData *data, double left, double right)
{
  SpkAxisSpec time = { .title = _("time"), .unit = data->time_unit, .low = self->begin * self->step_duration,
                       .high = self->end * self->step_duration };

  spk_axis_clear (&self->time);
  spk_axis_init (&self->time, &time, left, right, FALSE, &self->style);
}

/* Half of the last label of time lies right of the bands. */
static double
measure_right (const SpkRasterFigure *self, double right)
{
  const SpkTicks *ticks = self->time.ticks;

  if (ticks->n == 0)
    return 1;

  SpkText last = { .markup = ticks->labels[ticks->n - 1], .small = TRUE };
  double reach = spk_scale_map (&self->time.scale, ticks->values[ticks->n - 1]) +
                 spk_text_measure_width (last, &self->style) / 2;

  return MAX (1, ceil (reach - right));
}

static void
lay_out_width (SpkRasterFigure *self, const SpkRasterData *data)
{
  double labels = MAX (measure_labels (self, &self->input), measure_labels (self, &self->neurons));
  double title = spk_text_get_line_height (FALSE, &self->style);
  double left = snap_up (self->size, ceil (title + 2 + labels + (labels > 0 ? self->label_gap : 0)));
  double right = MAX (left + 2, self->size.width - 1);

  init_time (self, data, left, right);
  right = snap_down (self->size, MAX (left + 2, self->size.width - measure_right (self, right)));
  init_time (self, data, left, right);
  self->input.place.x = self->neurons.place.x = left;
  self->input.place.width = self->neurons.place.width = right - left;
}

static void
lay_out (SpkRasterFigure *self, const SpkRasterData *data)
{
  self->label_gap = spk_figure_style_to_units (&self->style, LABEL_GAP_PT);

  double top = header_height (self), bottom = footer_height (self);
  double scores = data->scores != NULL && data->classes > 0 ? spk_raster_scores_measure_height (&self->style) : 0;
  double height = self->size.height - top - bottom - scores;

  if (scores > 0 && height < spk_figure_style_to_units (&self->style, LEAST_BANDS_PT))
    {
      height += scores;
      scores = 0;
    }
  divide_height (self, top, MAX (2, floor (height)));
  init_row_axis (self, &self->input);
  init_row_axis (self, &self->neurons);
  lay_out_width (self, data);

  if (scores > 0)
    {
      SpkRectangle bounds = { 0, self->size.height - scores, self->input.place.x + self->input.place.width, scores };

      spk_raster_scores_init (&self->scores, data->scores, data->class_names, data->classes, data->label,
                              data->prediction);
      spk_raster_scores_place (&self->scores, bounds, self->input.place.x, &self->style);
    }
}

static void
init_marks (SpkRasterFigure *self, SpkRasterBand *band, GBytes *bytes)
{
  SpkSpikeBits bits = spk_spike_bits_new (bytes, self->steps, band->n_units);
  SpkRasterWindow window = { band->place, band->n_rows, band->row_of_unit, self->begin, self->end };

  band->recorded = bits.bytes != NULL;
  spk_raster_marks_init (&band->marks, &bits, &window, &self->style, self->size);
}

static char *
describe_merging (const SpkRasterFigure *self)
{
  SpkRasterCounts counts = spk_raster_figure_get_counts (self);
  g_autofree char *spikes = spk_number_format_count (counts.spikes);
  g_autofree char *marks = spk_number_format_count (counts.marks);

  if (counts.marks == counts.spikes)
    return NULL;
  return g_strdup_printf (_("%s spikes in %s marks, darker where several share a pixel"), spikes, marks);
}

static void
init_window (SpkRasterFigure *self, const SpkRasterData *data)
{
  gboolean given = isfinite (data->begin) && isfinite (data->end) && data->end > data->begin;

  self->begin = given ? data->begin : 0;
  self->end = given ? data->end : MAX (1, data->steps);
  if (self->end - self->begin < 1e-6 * MAX (1, fabs (self->end)))
    self->end = self->begin + 1e-6 * MAX (1, fabs (self->end));
}

/**
 * spk_raster_figure_new:
 * @data: only read during the call
 * @style: copied
 *
 * Lays a raster out and finds its marks. A zoom or a pan is a new figure. May be called in any thread.
 *
 * Returns: (transfer full): the figure
 */
SpkRasterFigure *
spk_raster_figure_new (const SpkRasterData *data, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkRasterFigure *self = g_new0 (SpkRasterFigure, 1);

  self->style = *style;
  self->size = size;
  self->title = g_strdup (data->title);
  self->steps = data->steps;
  self->step_duration = data->step_duration > 0 ? data->step_duration : 1;
  self->motif_size = data->motif_size;
  self->motif_borders = data->motif_borders;
  init_window (self, data);
  init_band (&self->input, _("input"), data->channels, NULL, 0);
  init_band (&self->neurons, _("neuron"), data->neurons, data->order, data->n_rows);
  lay_out (self, data);
  init_marks (self, &self->input, data->input);
  init_marks (self, &self->neurons, data->spikes);
  self->note = describe_merging (self);
  return self;
}

static void
clear_band (SpkRasterBand *self)
{
  spk_axis_clear (&self->axis);
  spk_raster_marks_clear (&self->marks);
  g_free (self->unit_of_row);
  g_free (self->row_of_unit);
}

/**
 * spk_raster_figure_free:
 */
void
spk_raster_figure_free (SpkRasterFigure *self)
{
  clear_band (&self->input);
  clear_band (&self->neurons);
  spk_axis_clear (&self->time);
  spk_raster_scores_clear (&self->scores);
  g_free (self->title);
  g_free (self->note);
  g_free (self);
}

/**
 * spk_raster_figure_get_counts:
 *
 * Returns: how many spikes are shown by how many marks
 */
SpkRasterCounts
spk_raster_figure_get_counts (const SpkRasterFigure *self)
{
  return (SpkRasterCounts){ .spikes = self->input.marks.n_spikes + self->neurons.marks.n_spikes,
                            .marks = self->input.marks.n_marks + self->neurons.marks.n_marks };
}
