/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"
#include "figures/spk-topology-data.h"

G_BEGIN_DECLS

/**
 * SpkMatrixOverlay:
 * @selected_neuron: its row and column are marked; -1 for none
 * @selected: a selected connection, or nothing
 * @hover: what the pointer is over
 * @tip: (nullable): text beside the hovered place
 */
typedef struct
{
  int            selected_neuron;
  SpkTopologyHit selected;
  SpkTopologyHit hover;
  const char    *tip;
} SpkMatrixOverlay;

#define SPK_MATRIX_OVERLAY_INIT { .selected_neuron = -1 }

/**
 * SpkMatrixFigure:
 *
 * The connections of a motif as a matrix: rows to, columns from, then the two lateral columns. A cell holds a sign
 * besides its colour where there is room; opacity is probability. Sizes and positions of the data are not used.
 */
typedef struct _SpkMatrixFigure SpkMatrixFigure;

SpkMatrixFigure *spk_matrix_figure_new (const SpkTopologyData *data, const SpkFigureStyle *style,
                                        SpkFigureSize size);
void spk_matrix_figure_free (SpkMatrixFigure *self);
void spk_matrix_figure_draw (const SpkMatrixFigure *self, cairo_t *cr);
void spk_matrix_figure_draw_overlay (const SpkMatrixFigure *self, const SpkMatrixOverlay *overlay,
                                     cairo_t *cr);
SpkTopologyHit spk_matrix_figure_hit (const SpkMatrixFigure *self, double x, double y);
gboolean spk_matrix_figure_locate (const SpkMatrixFigure *self, SpkTopologyHit item, double *x, double *y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkMatrixFigure, spk_matrix_figure_free)

G_END_DECLS
