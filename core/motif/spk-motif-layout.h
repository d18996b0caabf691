/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

/**
 * SpkMotifAlignment:
 * @SPK_MOTIF_ALIGN_LEFT: to the leftmost
 * @SPK_MOTIF_ALIGN_CENTRE: to the middle between leftmost and rightmost
 * @SPK_MOTIF_ALIGN_RIGHT: to the rightmost
 * @SPK_MOTIF_ALIGN_TOP: to the highest
 * @SPK_MOTIF_ALIGN_MIDDLE: to the middle between highest and lowest
 * @SPK_MOTIF_ALIGN_BOTTOM: to the lowest
 * @SPK_MOTIF_DISTRIBUTE_X: at equal distances from left to right, in the order they have
 * @SPK_MOTIF_DISTRIBUTE_Y: likewise from top to bottom
 * @SPK_MOTIF_ALIGN_CIRCLE: on a circle about their middle, in the order of their numbers
 *
 * Ways to put chosen neurons in order.
 */
typedef enum
{
  SPK_MOTIF_ALIGN_LEFT,
  SPK_MOTIF_ALIGN_CENTRE,
  SPK_MOTIF_ALIGN_RIGHT,
  SPK_MOTIF_ALIGN_TOP,
  SPK_MOTIF_ALIGN_MIDDLE,
  SPK_MOTIF_ALIGN_BOTTOM,
  SPK_MOTIF_DISTRIBUTE_X,
  SPK_MOTIF_DISTRIBUTE_Y,
  SPK_MOTIF_ALIGN_CIRCLE,
} SpkMotifAlignment;

/* Positions are drawn between minus and plus this. */
#define SPK_MOTIF_LAYOUT_LIMIT 1e9

void    spk_motif_layout_circle (guint size, double *positions);
double *spk_motif_layout_choose (guint size, const double *positions);
double *spk_motif_layout_get    (const SpkTopology *motif);
void    spk_motif_layout_shift  (double *positions, guint neuron, double dx, double dy);
void    spk_motif_layout_align  (double *positions, const guint *neurons, guint n, SpkMotifAlignment alignment);

G_END_DECLS
