/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-edge-path.h"
#include "figures/spk-size-bars.h"
#include "figures/spk-topology-figure.h"

G_BEGIN_DECLS

/* What is less likely is not drawn, but counted in the corner. */
#define SPK_TOPOLOGY_LEAST_PROBABILITY 0.02

/**
 * SpkTopologyNode:
 * @x: middle, user units
 * @y: likewise
 * @outward: the way that leads out of the motif, radians
 */
typedef struct
{
  double x;
  double y;
  double outward;
} SpkTopologyNode;

/**
 * SpkTopologyEdge:
 * @hit: which connection
 * @pinned: whether the search must not change it
 * @path: where it runs
 */
typedef struct
{
  SpkTopologyHit hit;
  gboolean       pinned;
  SpkEdgePath    path;
} SpkTopologyEdge;

struct _SpkTopologyFigure
{
  SpkFigureStyle   style;
  SpkFigureSize    size;
  char            *title;
  gboolean         relaxed;
  guint            n_nodes;
  SpkTopologyNode *nodes;
  SpkTopologyEdge *edges;
  guint            n_edges;
  guint            n_hidden;
  gboolean         has_lateral;
  gboolean         has_pins;
  SpkRectangle     canvas;
  SpkTopologyView  view;
  double           radius;
  double           gap;
  gboolean         labels_outside;
  SpkSizeBars      sizes;
  double           legend_top;
};

SpkEdgePath spk_topology_figure_route  (const SpkTopologyFigure *self, SpkTopologyHit hit);
double spk_topology_figure_draw_legend (const SpkTopologyFigure *self, double top, cairo_t *cr);
void   spk_topology_edge_draw          (const SpkTopologyEdge *self, const SpkTopologyFigure *figure, double opacity,
                                        double width, cairo_t *cr);
void   spk_topology_edge_draw_lock     (double x, double y, const SpkFigureStyle *style, cairo_t *cr);

G_END_DECLS
