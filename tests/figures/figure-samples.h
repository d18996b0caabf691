/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"
#include "search/spk-epoch-record.h"

/**
 * FigureSample:
 * @name: of its picture
 * @width: user units
 * @height: likewise
 * @is_reference: whether a picture of it is stored
 * @draw: from the records of a run
 *
 * One figure of the gallery, and of the stored pictures.
 */
typedef struct
{
  const char *name;
  double      width;
  double      height;
  gboolean    is_reference;
  void      (*draw) (GPtrArray *records, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr);
} FigureSample;

extern const FigureSample figure_samples[];
extern const guint        n_figure_samples;

/* The style of the stored pictures and of the gallery, in the font that tests pin. */
SpkFigureStyle   figure_style_new (SpkFigureTheme theme);

/* Draws a sample on its background. */
cairo_surface_t *figure_sample_paint (const FigureSample *sample, GPtrArray *records, const SpkFigureStyle *style,
                                      double scale);
