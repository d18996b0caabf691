/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

/**
 * SpkRasterScores:
 *
 * Bars of the readout's scores below a raster, with the names of the classes.
 */
typedef struct
{
  /*< private >*/
  guint        n;
  double      *values;
  char       **names;
  int          label;
  int          prediction;
  double       low;
  double       high;

  /*< public >*/
  SpkRectangle place; /* of the bars */
  SpkRectangle bounds;
} SpkRasterScores;

double       spk_raster_scores_measure_height (const SpkFigureStyle *style);
void         spk_raster_scores_init    (SpkRasterScores *self, const double *values, const char *const *names, guint n,
                                        int label, int prediction);
void         spk_raster_scores_place   (SpkRasterScores *self, SpkRectangle bounds, double left,
                                        const SpkFigureStyle *style);
void         spk_raster_scores_draw    (const SpkRasterScores *self, const SpkFigureStyle *style, SpkFigureSize size,
                                        cairo_t *cr);
SpkRectangle spk_raster_scores_get_bar (const SpkRasterScores *self, guint class_index);
int          spk_raster_scores_hit     (const SpkRasterScores *self, double x, double y);
void         spk_raster_scores_clear   (SpkRasterScores *self);

G_END_DECLS
