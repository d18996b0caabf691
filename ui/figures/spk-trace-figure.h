/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

/**
 * SpkTraceData:
 * @title: (nullable): above the figure
 * @steps: T
 * @step_duration: of one step, in @time_unit; 1 where the unit is a step
 * @time_unit: "ms" or "steps"
 * @n_neurons: number of neurons; 0 draws a note
 * @names: [@n_neurons], as "neuron 12"
 * @potential: [@n_neurons][@steps], membrane potential before the reset; the threshold is 1
 * @current: (nullable): [@n_neurons][@steps], synaptic current; %NULL leaves it out
 * @begin: left end of the window, steps
 * @end: right end of the window, steps; where @end <= @begin the whole sample is shown
 *
 * What some neurons do in one sample. Only read while a figure is made.
 */
typedef struct
{
  const char        *title;
  guint              steps;
  double             step_duration;
  const char        *time_unit;
  guint              n_neurons;
  const char *const *names;
  const float       *potential;
  const float       *current;
  double             begin;
  double             end;
} SpkTraceData;

#define SPK_TRACE_DATA_INIT { .step_duration = 1, .time_unit = "steps" }

/**
 * SpkTraceFigure:
 *
 * Membrane potentials laid out below each other, each above its synaptic current, over one axis of time. A dashed line is
 * the threshold, a mark above it a spike; the potential is drawn to its peak and from there to the reset at 0. Axes of
 * the same quantity are the same for all neurons.
 */
typedef struct _SpkTraceFigure SpkTraceFigure;

SpkTraceFigure *spk_trace_figure_new          (const SpkTraceData *data, const SpkFigureStyle *style, SpkFigureSize size);
void            spk_trace_figure_free         (SpkTraceFigure *self);
void            spk_trace_figure_draw         (const SpkTraceFigure *self, cairo_t *cr);
SpkRectangle    spk_trace_figure_get_plot     (const SpkTraceFigure *self, guint neuron, gboolean current);
guint           spk_trace_figure_count_spikes (const SpkTraceFigure *self, guint neuron);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkTraceFigure, spk_trace_figure_free)

G_END_DECLS
