/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

/**
 * SpkConfusionData:
 * @title: (nullable): above the figure
 * @n_classes: number of classes; 0 draws a note
 * @counts: [@n_classes][@n_classes], samples, rows are the true class, columns the predicted one
 * @class_names: (nullable): [@n_classes]; %NULL numbers them
 *
 * Only read while a figure is made.
 */
typedef struct
{
  const char        *title;
  guint              n_classes;
  const guint       *counts;
  const char *const *class_names;
} SpkConfusionData;

/**
 * SpkConfusionFigure:
 *
 * A confusion matrix laid out. The colour of a cell is its share of the samples of the true class, so that classes of
 * different sizes compare; the count stands in the cell where there is room for it. Rows without a sample are empty.
 */
typedef struct _SpkConfusionFigure SpkConfusionFigure;

SpkConfusionFigure *spk_confusion_figure_new      (const SpkConfusionData *data, const SpkFigureStyle *style,
                                                   SpkFigureSize size);
void                spk_confusion_figure_free     (SpkConfusionFigure *self);
void                spk_confusion_figure_draw     (const SpkConfusionFigure *self, cairo_t *cr);
SpkRectangle        spk_confusion_figure_get_cell (const SpkConfusionFigure *self, guint truth, guint prediction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkConfusionFigure, spk_confusion_figure_free)

G_END_DECLS
