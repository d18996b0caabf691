/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

/**
 * SpkEdgePath:
 * @x: of the start, the two control points and the end of a Bezier curve, user units
 * @y: likewise
 *
 * The way of a connection in a graph; its end is where it touches its neuron.
 */
typedef struct
{
  double x[4];
  double y[4];
} SpkEdgePath;

SpkEdgePath spk_edge_path_between  (double from_x, double from_y, double to_x, double to_y, double radius, double gap);
SpkEdgePath spk_edge_path_loop     (double x, double y, double angle, double radius, double gap);
SpkEdgePath spk_edge_path_stub     (double x, double y, double angle, double radius, double gap);
void        spk_edge_path_at       (const SpkEdgePath *self, double t, double *x, double *y);
double      spk_edge_path_distance (const SpkEdgePath *self, double x, double y);
double      spk_edge_path_angle    (const SpkEdgePath *self);
void        spk_edge_path_trace    (const SpkEdgePath *self, double shorter, cairo_t *cr);

G_END_DECLS
