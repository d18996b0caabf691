/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"

/* Samples of figures of what networks do and how they change; see FigureSample. */
typedef void FigureSampleDraw (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr);

FigureSampleDraw figure_draw_confusion;
FigureSampleDraw figure_draw_confusion_many;
FigureSampleDraw figure_draw_confusion_empty;
FigureSampleDraw figure_draw_traces;
FigureSampleDraw figure_draw_traces_window;
FigureSampleDraw figure_draw_intervals;
FigureSampleDraw figure_draw_rates_before;
FigureSampleDraw figure_draw_sizes;
FigureSampleDraw figure_draw_evolution;
FigureSampleDraw figure_draw_composite;
