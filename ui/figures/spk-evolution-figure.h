/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"
#include "figures/spk-topology-data.h"

G_BEGIN_DECLS

/**
 * SpkEvolutionData:
 * @title: (nullable): above the figure
 * @n_motifs: number of motifs
 * @motifs: [@n_motifs], in the order of time, each with its own title, as "epoch 5"
 * @letters: whether they are named a, b, c
 *
 * One motif at several times. Only read while it is drawn.
 */
typedef struct
{
  const char            *title;
  guint                  n_motifs;
  const SpkTopologyData *motifs;
  gboolean               letters;
} SpkEvolutionData;

guint spk_evolution_choose_columns (guint n_motifs, double aspect);
void  spk_evolution_choose_times   (guint n_times, guint n_wanted, guint *times, guint *n);
void  spk_evolution_draw           (const SpkEvolutionData *data, const SpkFigureStyle *style, SpkFigureSize size,
                                    cairo_t *cr);

G_END_DECLS
