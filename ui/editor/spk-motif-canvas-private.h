/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "editor/spk-motif-canvas.h"
#include "editor/spk-motif-layers.h"

G_BEGIN_DECLS

/**
 * SpkCanvasDrag:
 * @SPK_CANVAS_DRAG_NONE: nothing is dragged
 * @SPK_CANVAS_DRAG_NEURONS: neurons go to another place; or, over another neuron, one is connected to it
 * @SPK_CANVAS_DRAG_BAND: a rectangle selects what is in it
 * @SPK_CANVAS_DRAG_VIEW: what is seen moves
 */
typedef enum
{
  SPK_CANVAS_DRAG_NONE,
  SPK_CANVAS_DRAG_NEURONS,
  SPK_CANVAS_DRAG_BAND,
  SPK_CANVAS_DRAG_VIEW,
} SpkCanvasDrag;

/**
 * SpkMotifCanvas:
 * @view: of the positions; scale 0 before the first frame
 * @fit_scale: scale that all was seen at
 * @fitted: whether the view follows the size of the widget
 * @hover: what is under the pointer
 * @drag: what is going on
 * @drag_x: where it began
 * @drag_dx: how far it has come
 * @grabbed: the neuron that was grabbed
 * @target: the neuron that is dragged to, -1 for none
 * @linking: the neuron that keys connect from, -1 for none
 * @moved: (nullable): the motif with the dragged neurons where they are now
 */
struct _SpkMotifCanvas
{
  GtkWidget parent_instance;

  SpkMotifModel  *model;
  GSettings      *settings;
  SpkFigureStyle  style;
  gboolean        style_stale;
  SpkMotifLayers *layers;
  gboolean        stale;
  guint           tick;

  SpkTopologyView view;
  double          fit_scale;
  gboolean        fitted;
  SpkFigureSize   size;
  guint           n_neurons;
  gboolean       *marks;

  double          pointer_x;
  double          pointer_y;
  SpkTopologyHit  hover;
  SpkCanvasDrag   drag;
  double          drag_x;
  double          drag_y;
  double          drag_dx;
  double          drag_dy;
  SpkTopologyView drag_view;
  guint           grabbed;
  int             target;
  int             linking;
  SpkTopology    *moved;
};

void spk_motif_canvas_add_controllers (SpkMotifCanvas *self);
void spk_motif_canvas_install_keys    (GtkWidgetClass *klass);
void spk_motif_canvas_invalidate      (SpkMotifCanvas *self);
void spk_motif_canvas_describe        (SpkMotifCanvas *self);
const SpkTopologyFigure *spk_motif_canvas_get_figure (SpkMotifCanvas *self);
void spk_motif_canvas_zoom_at         (SpkMotifCanvas *self, double factor, double x, double y);
void spk_motif_canvas_pan             (SpkMotifCanvas *self, double dx, double dy);
void spk_motif_canvas_draw_overlay    (SpkMotifCanvas *self, cairo_t *cr);
SpkMotifCell   spk_motif_cell_of_hit  (SpkTopologyHit hit);
SpkTopologyHit spk_motif_cell_to_hit  (SpkMotifCell cell);

G_END_DECLS
