/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"
#include "figures/spk-spike-bits.h"

G_BEGIN_DECLS

/**
 * SpkRasterWindow:
 * @place: where the marks go, user units; whole pixels where there are pixels
 * @n_rows: number of rows
 * @row_of_unit: [units]: row of every channel or neuron, -1 where it is not shown
 * @begin: left end, steps
 * @end: right end, steps
 *
 * Which spikes are shown, and where.
 */
typedef struct
{
  SpkRectangle place;
  guint        n_rows;
  const int   *row_of_unit;
  double       begin;
  double       end;
} SpkRasterWindow;

/**
 * SpkRasterMarks:
 *
 * The marks of the spikes in a window: one mask of pixels, or rectangles where there are none.
 */
typedef struct
{
  /*< private >*/
  SpkRectangle     place;
  double           pixels_per_unit;
  cairo_surface_t *mask;
  GArray          *corners;
  double           mark_width;
  double           mark_height;

  /*< public >*/
  guint64          n_spikes;
  guint64          n_marks;
} SpkRasterMarks;

void spk_raster_marks_init  (SpkRasterMarks *self, const SpkSpikeBits *bits, const SpkRasterWindow *window,
                             const SpkFigureStyle *style, SpkFigureSize size);
void spk_raster_marks_draw  (const SpkRasterMarks *self, cairo_t *cr);
void spk_raster_marks_clear (SpkRasterMarks *self);

G_END_DECLS
