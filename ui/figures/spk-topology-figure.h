/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"
#include "figures/spk-topology-data.h"

G_BEGIN_DECLS

/**
 * SpkTopologyOverlay:
 * @selected_neuron: -1 for none
 * @selected: a selected connection, or nothing; with @slots one that is absent is hinted at
 * @hover: what the pointer is over; a neuron brings its connections to the front
 * @marked_neuron: a neuron with something to be said about, as one without input; -1 for none
 * @tip: (nullable): text beside the hovered place
 * @selected_neurons: (nullable): [k], which neurons are selected, besides @selected_neuron
 * @marked_neurons: (nullable): [k], which neurons are marked, besides @marked_neuron
 * @slots: whether the connections that @selected_neuron could have with itself and the neighbours are hinted at
 */
typedef struct
{
  int             selected_neuron;
  SpkTopologyHit  selected;
  SpkTopologyHit  hover;
  int             marked_neuron;
  const char     *tip;
  const gboolean *selected_neurons;
  const gboolean *marked_neurons;
  gboolean        slots;
} SpkTopologyOverlay;

#define SPK_TOPOLOGY_OVERLAY_INIT { .selected_neuron = -1, .marked_neuron = -1 }

/**
 * SpkTopologyFigure:
 *
 * A motif laid out as a graph. Excitatory connections end in an arrow head, inhibitory ones in a disc; opacity is
 * probability. Lateral connections are stubs, dotted from the previous motif, dashed from the next one. A lock at
 * the middle of a connection says that it is pinned.
 */
typedef struct _SpkTopologyFigure SpkTopologyFigure;

SpkTopologyFigure *spk_topology_figure_new (const SpkTopologyData *data, const SpkFigureStyle *style,
                                            SpkFigureSize size);
void spk_topology_figure_free (SpkTopologyFigure *self);
void spk_topology_figure_draw (const SpkTopologyFigure *self, cairo_t *cr);
gboolean spk_topology_figure_draw_some (const SpkTopologyFigure *self, guint *next, guint n, const gboolean *lifted,
                                        cairo_t *cr);
void spk_topology_figure_draw_lifted (const SpkTopologyFigure *self, const gboolean *lifted, cairo_t *cr);
void spk_topology_figure_draw_overlay (const SpkTopologyFigure *self, const SpkTopologyOverlay *overlay,
                                       cairo_t *cr);
SpkTopologyHit spk_topology_figure_hit (const SpkTopologyFigure *self, double x, double y);
SpkTopologyHit spk_topology_figure_hit_slot (const SpkTopologyFigure *self, guint neuron, double x, double y);
gboolean spk_topology_figure_locate (const SpkTopologyFigure *self, SpkTopologyHit item, double *x,
                                     double *y);
SpkTopologyView spk_topology_figure_get_view (const SpkTopologyFigure *self);
double spk_topology_figure_get_radius (const SpkTopologyFigure *self);
guint spk_topology_figure_count_edges (const SpkTopologyFigure *self);
guint spk_topology_figure_count_hidden (const SpkTopologyFigure *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkTopologyFigure, spk_topology_figure_free)

G_END_DECLS
