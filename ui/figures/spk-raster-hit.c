/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figures/spk-raster-private.h"

/**
 * spk_raster_figure_get_step_at:
 * @x: user units
 *
 * Returns: time at @x in steps, with a fraction; outside of the window too
 */
double
spk_raster_figure_get_step_at (const SpkRasterFigure *self, double x)
{
  return spk_scale_unmap (&self->time.scale, x) / self->step_duration;
}

static gboolean
hit_band (const SpkRasterFigure *self, const SpkRasterBand *band, double x, double y, SpkRasterHit *hit)
{
  double step = floor (spk_raster_figure_get_step_at (self, x));

  if (!spk_raster_band_is_shown (band) || !spk_rectangle_contains (band->place, x, y))
    return FALSE;

  guint row = (guint) ((y - band->place.y) / spk_raster_band_get_row_height (band));

  hit->index = band->unit_of_row[MIN (row, band->n_rows - 1)];
  hit->step = (guint) CLAMP (step, 0, MAX (1, self->steps) - 1);
  hit->time = hit->step * self->step_duration;
  return TRUE;
}

/**
 * spk_raster_figure_hit:
 * @x: user units
 * @y: likewise
 *
 * Returns: what lies at a point
 */
SpkRasterHit
spk_raster_figure_hit (const SpkRasterFigure *self, double x, double y)
{
  SpkRasterHit hit = { .part = SPK_RASTER_NOTHING };
  int class_index = spk_raster_scores_hit (&self->scores, x, y);

  if (hit_band (self, &self->input, x, y, &hit))
    hit.part = SPK_RASTER_INPUT;
  else if (hit_band (self, &self->neurons, x, y, &hit))
    {
      hit.part = SPK_RASTER_NEURONS;
      hit.motif = self->motif_size > 0 ? hit.index / self->motif_size : 0;
    }
  else if (class_index >= 0)
    {
      hit.part = SPK_RASTER_SCORES;
      hit.index = (guint) class_index;
    }
  return hit;
}

static gboolean
locate_in_band (const SpkRasterFigure *self, const SpkRasterBand *band, guint index, double step, double *x, double *y)
{
  if (index >= band->n_units || band->row_of_unit[index] < 0)
    return FALSE;
  *x = spk_scale_map (&self->time.scale, (step + 0.5) * self->step_duration);
  *y = band->place.y + (band->row_of_unit[index] + 0.5) * spk_raster_band_get_row_height (band);
  return *x >= band->place.x && *x <= band->place.x + band->place.width;
}

/**
 * spk_raster_figure_locate:
 * @index: channel, neuron or class
 * @step: time step; not read for the readout
 * @x: (out): user units
 * @y: (out): likewise
 *
 * Finds the middle of a mark, or the top of a score's bar: the reverse of spk_raster_figure_hit().
 *
 * Returns: whether it is shown
 */
gboolean
spk_raster_figure_locate (const SpkRasterFigure *self, SpkRasterPart part, guint index, double step, double *x,
                          double *y)
{
  SpkRectangle bar;

  switch (part)
    {
    case SPK_RASTER_INPUT:
      return locate_in_band (self, &self->input, index, step, x, y);
    case SPK_RASTER_NEURONS:
      return locate_in_band (self, &self->neurons, index, step, x, y);
    case SPK_RASTER_SCORES:
      if (index >= self->scores.n)
        return FALSE;
      bar = spk_raster_scores_get_bar (&self->scores, index);
      *x = bar.x + bar.width / 2;
      *y = bar.y;
      return TRUE;
    case SPK_RASTER_NOTHING:
    default:
      return FALSE;
    }
}

/**
 * spk_raster_figure_get_band:
 *
 * Returns: the rectangle of a part; without height where it is not shown
 */
SpkRectangle
spk_raster_figure_get_band (const SpkRasterFigure *self, SpkRasterPart part)
{
  switch (part)
    {
    case SPK_RASTER_INPUT:
      return self->input.place;
    case SPK_RASTER_NEURONS:
      return self->neurons.place;
    case SPK_RASTER_SCORES:
      return self->scores.bounds;
    case SPK_RASTER_NOTHING:
    default:
      return (SpkRectangle){ 0 };
    }
}

/**
 * spk_raster_data_count_spikes:
 * @index: channel or neuron
 *
 * Returns: spikes of one channel or neuron in the whole sample; 0 for other parts
 */
guint
spk_raster_data_count_spikes (const SpkRasterData *data, SpkRasterPart part, guint index)
{
  gboolean input = part == SPK_RASTER_INPUT;
  SpkSpikeBits bits = input ? spk_spike_bits_new (data->input, data->steps, data->channels)
                            : spk_spike_bits_new (data->spikes, data->steps, data->neurons);
  guint n = 0;

  if ((!input && part != SPK_RASTER_NEURONS) || bits.bytes == NULL || index >= bits.units)
    return 0;
  for (guint step = 0; step < bits.steps; step++)
    n += spk_spike_bits_get (&bits, step, index);
  return n;
}
