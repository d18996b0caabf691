/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-axis.h"
#include "figures/spk-raster-figure.h"
#include "figures/spk-raster-marks.h"
#include "figures/spk-raster-scores.h"

G_BEGIN_DECLS

/**
 * SpkRasterBand:
 * @title: at its left
 * @place: of the marks, user units; without width where the band is left out
 * @axis: rows by index; without ticks where rows are in another order
 * @n_units: number of channels or neurons
 * @n_rows: number of rows
 * @unit_of_row: [@n_rows]
 * @row_of_unit: [@n_units], -1 where it is not shown
 * @marks: spikes
 * @recorded: whether there is a record of spikes at all
 */
typedef struct
{
  const char    *title;
  SpkRectangle   place;
  SpkAxis        axis;
  guint          n_units;
  guint          n_rows;
  guint         *unit_of_row;
  int           *row_of_unit;
  SpkRasterMarks marks;
  gboolean       recorded;
  gboolean       by_index;
} SpkRasterBand;

struct _SpkRasterFigure
{
  SpkFigureStyle  style;
  SpkFigureSize   size;
  char           *title;
  char           *note;
  guint           steps;
  double          step_duration;
  double          begin;
  double          end;
  guint           motif_size;
  gboolean        motif_borders;
  double          label_gap;
  SpkAxis         time;
  SpkRasterBand   input;
  SpkRasterBand   neurons;
  SpkRasterScores scores;
};

static inline gboolean
spk_raster_band_is_shown (const SpkRasterBand *self)
{
  return self->n_rows > 0;
}

gboolean spk_raster_band_labels_rows (const SpkRasterBand *self, const SpkFigureStyle *style);

static inline double
spk_raster_band_get_row_height (const SpkRasterBand *self)
{
  return self->place.height / self->n_rows;
}

G_END_DECLS
