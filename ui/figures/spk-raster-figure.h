/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

/**
 * SpkRasterData:
 * @title: (nullable): above the figure
 * @steps: T, number of time steps of the sample
 * @step_duration: of one step, in @time_unit; 1 where the unit is a step
 * @time_unit: "ms" or "steps"
 * @channels: number of input channels, 0 leaves the band out
 * @input: (nullable): bits of [@steps][@channels], bit i of the array in byte i / 8 at place i % 8, as in #SpkProbe
 * @neurons: N of the layer
 * @spikes: (nullable): bits of [@steps][@neurons]
 * @order: (nullable): neurons of the rows, from top to bottom; %NULL shows all of them by index
 * @n_rows: length of @order; not read where that is %NULL
 * @motif_size: k: neuron i is the neuron i % k of motif i / k; 0 without motifs
 * @motif_borders: whether lines run between rows of different motifs
 * @begin: left end of the window, steps
 * @end: right end of the window, steps; where @end <= @begin the whole sample is shown
 * @classes: number of readout neurons, 0 leaves their scores out
 * @scores: (nullable): [@classes] of the readout
 * @class_names: (nullable): [@classes]
 * @label: true class, -1 if unknown
 * @prediction: class of the readout, -1 if unknown
 *
 * What the network does with one sample. Only read while a figure is made.
 */
typedef struct
{
  const char         *title;
  guint               steps;
  double              step_duration;
  const char         *time_unit;
  guint               channels;
  GBytes             *input;
  guint               neurons;
  GBytes             *spikes;
  const guint        *order;
  guint               n_rows;
  guint               motif_size;
  gboolean            motif_borders;
  double              begin;
  double              end;
  guint               classes;
  const double       *scores;
  const char *const  *class_names;
  int                 label;
  int                 prediction;
} SpkRasterData;

/* A sample of no length, in steps, without labels: to be filled in. */
#define SPK_RASTER_DATA_INIT \
  { .step_duration = 1, .time_unit = "steps", .motif_borders = TRUE, .label = -1, .prediction = -1 }

/**
 * SpkRasterPart:
 * @SPK_RASTER_NOTHING: labels, margins
 * @SPK_RASTER_INPUT: the input channels
 * @SPK_RASTER_NEURONS: the neurons
 * @SPK_RASTER_SCORES: the readout
 */
typedef enum
{
  SPK_RASTER_NOTHING,
  SPK_RASTER_INPUT,
  SPK_RASTER_NEURONS,
  SPK_RASTER_SCORES,
} SpkRasterPart;

/**
 * SpkRasterHit:
 * @part: where the point is; the rest has no meaning for %SPK_RASTER_NOTHING
 * @index: channel, neuron or class
 * @motif: of the neuron; 0 without motifs
 * @step: time step; not for the readout
 * @time: start of that step, in the unit of the axis
 */
typedef struct
{
  SpkRasterPart part;
  guint         index;
  guint         motif;
  guint         step;
  double        time;
} SpkRasterHit;

/**
 * SpkRasterOverlay:
 * @cursor: time of the cursor in steps, NaN for none
 * @selected_motif: its rows are marked; -1 for none
 * @selected_neuron: its row is marked; -1 for none
 * @hover: what the pointer is over
 * @tip: (nullable): text beside the hovered place
 *
 * What changes with a pointer or a selection, drawn over the figure without drawing that again.
 */
typedef struct
{
  double       cursor;
  int          selected_motif;
  int          selected_neuron;
  SpkRasterHit hover;
  const char  *tip;
} SpkRasterOverlay;

#define SPK_RASTER_OVERLAY_INIT { .cursor = NAN, .selected_motif = -1, .selected_neuron = -1 }

/**
 * SpkRasterCounts:
 * @spikes: spikes of the shown rows in the window, input and neurons
 * @marks: marks drawn for them; fewer where several fall into one pixel
 */
typedef struct
{
  guint64 spikes;
  guint64 marks;
} SpkRasterCounts;

/**
 * SpkRasterFigure:
 *
 * A raster laid out: input channels above, neurons below them, then time, then the scores of the readout. Spikes are
 * ticks. Where a pixel holds several of them they become one mark, darker for more, and the corner says how many.
 */
typedef struct _SpkRasterFigure SpkRasterFigure;

SpkRasterFigure *spk_raster_figure_new (const SpkRasterData *data, const SpkFigureStyle *style,
                                        SpkFigureSize size);
void spk_raster_figure_free (SpkRasterFigure *self);
void spk_raster_figure_draw (const SpkRasterFigure *self, cairo_t *cr);
void spk_raster_figure_draw_overlay (const SpkRasterFigure *self, const SpkRasterOverlay *overlay,
                                     cairo_t *cr);
SpkRasterHit spk_raster_figure_hit (const SpkRasterFigure *self, double x, double y);
gboolean spk_raster_figure_locate (const SpkRasterFigure *self, SpkRasterPart part, guint index, double step,
                                   double *x, double *y);
SpkRectangle spk_raster_figure_get_band (const SpkRasterFigure *self, SpkRasterPart part);
double spk_raster_figure_get_step_at (const SpkRasterFigure *self, double x);
SpkRasterCounts spk_raster_figure_get_counts (const SpkRasterFigure *self);

guint spk_raster_data_count_spikes (const SpkRasterData *data, SpkRasterPart part, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkRasterFigure, spk_raster_figure_free)

G_END_DECLS
