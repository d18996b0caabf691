/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editor/spk-motif-canvas-private.h"

#include <math.h>

#include "motif/spk-motif-layout.h"

/* A notch of the wheel: how much closer it comes, and how many pixels it goes. */
#define ZOOM_STEP 1.2
#define PAN_STEP  60

/* --- What is where --- */

static SpkTopologyHit
find (SpkMotifCanvas *self, double x, double y)
{
  const SpkTopologyFigure *figure = spk_motif_canvas_get_figure (self);
  SpkTopologyHit hit = { .part = SPK_TOPOLOGY_NOTHING };
  guint n;
  const guint *selected = spk_motif_model_get_selection (self->model, &n);

  if (!figure)
    return hit;
  hit = spk_topology_figure_hit (figure, x, y);
  if (hit.part == SPK_TOPOLOGY_NOTHING && n == 1)
    hit = spk_topology_figure_hit_slot (figure, selected[0], x, y);
  return hit;
}

static gboolean
is_same (SpkTopologyHit a, SpkTopologyHit b)
{
  return a.part == b.part && a.post == b.post && a.pre == b.pre && a.side == b.side;
}

static void
set_hover (SpkMotifCanvas *self, SpkTopologyHit hit)
{
  if (is_same (self->hover, hit))
    return;
  self->hover = hit;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), hit.part == SPK_TOPOLOGY_NOTHING ? NULL : "pointer");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pointer_moved (GtkEventController *motion, double x, double y, SpkMotifCanvas *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->drag == SPK_CANVAS_DRAG_NONE)
    set_hover (self, find (self, x, y));
}

static void
pointer_left (GtkEventController *motion, SpkMotifCanvas *self)
{
  set_hover (self, (SpkTopologyHit){ 0 });
}

/* --- Clicks --- */

static gboolean
extends (GtkGesture *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  return (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
}

static void
pressed (GtkGestureClick *click, int n_press, double x, double y, SpkMotifCanvas *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
pick (SpkMotifCanvas *self, SpkTopologyHit hit, gboolean extend)
{
  SpkMotifCell cell = spk_motif_cell_of_hit (hit);

  if (cell.kind != SPK_MOTIF_CELL_NONE)
    {
      spk_motif_model_set_cell (self->model, cell);
      spk_motif_model_cycle (self->model, cell);
    }
  else if (hit.part == SPK_TOPOLOGY_NEURON && extend)
    spk_motif_model_toggle (self->model, hit.post);
  else if (hit.part == SPK_TOPOLOGY_NEURON)
    spk_motif_model_select_one (self->model, hit.post);
  else if (!extend)
    {
      spk_motif_model_select_one (self->model, -1);
      spk_motif_model_set_cell (self->model, cell);
    }
}

static void
pick_twice (SpkMotifCanvas *self, SpkTopologyHit hit, double x, double y)
{
  const double place[] = { (x - self->view.x) / self->view.scale, (y - self->view.y) / self->view.scale };
  SpkMotifCell loop = { SPK_MOTIF_CELL_INTRA, .post = hit.post, .pre = hit.post };

  if (hit.part == SPK_TOPOLOGY_NEURON)
    {
      spk_motif_model_set_cell (self->model, loop);
      spk_motif_model_cycle (self->model, loop);
    }
  else if (hit.part == SPK_TOPOLOGY_NOTHING)
    spk_motif_model_add (self->model, place);
  else
    pick (self, hit, FALSE);
}

static void
released (GtkGestureClick *click, int n_press, double x, double y, SpkMotifCanvas *self)
{
  SpkTopologyHit hit = find (self, x, y);

  if (self->view.scale <= 0)
    return;
  self->linking = -1;
  if (n_press % 2 == 0 && !extends (GTK_GESTURE (click)))
    pick_twice (self, hit, x, y);
  else
    pick (self, hit, extends (GTK_GESTURE (click)));
}

/* --- Drags --- */

static void
grab (SpkMotifCanvas *self, guint neuron)
{
  self->drag = SPK_CANVAS_DRAG_NEURONS;
  self->grabbed = neuron;
  if (!spk_motif_model_is_selected (self->model, neuron))
    spk_motif_model_select_one (self->model, neuron);
}

static void
drag_began (GtkGestureDrag *gesture, double x, double y, SpkMotifCanvas *self)
{
  self->drag = SPK_CANVAS_DRAG_NONE;
  self->target = -1;
  self->drag_x = x;
  self->drag_y = y;
  self->drag_view = self->view;
}

/* A press that moves is no click. */
static gboolean
begin_drag (SpkMotifCanvas *self, GtkGesture *gesture)
{
  SpkTopologyHit hit;

  if (self->drag != SPK_CANVAS_DRAG_NONE)
    return TRUE;
  if (self->view.scale <= 0 || !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) self->drag_dx,
                                                          (int) self->drag_dy))
    return FALSE;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  hit = find (self, self->drag_x, self->drag_y);
  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_MIDDLE)
    self->drag = SPK_CANVAS_DRAG_VIEW;
  else if (hit.part == SPK_TOPOLOGY_NEURON)
    grab (self, hit.post);
  else
    self->drag = SPK_CANVAS_DRAG_BAND;
  self->hover = (SpkTopologyHit){ 0 };
  return TRUE;
}

/* Moved neurons are drawn where they are, the motif of the model stays as it is until they are let go. */
static void
drag_neurons (SpkMotifCanvas *self)
{
  SpkTopology *motif = spk_motif_model_get_motif (self->model);
  g_autofree double *positions = spk_motif_layout_get (motif);
  guint n;
  const guint *neurons = spk_motif_model_get_selection (self->model, &n);

  for (guint i = 0; self->target < 0 && i < n; i++)
    spk_motif_layout_shift (positions, neurons[i], self->drag_dx / self->view.scale, self->drag_dy / self->view.scale);
  g_clear_pointer (&self->moved, spk_topology_unref);
  self->moved = spk_topology_with_positions (motif, positions);
  spk_motif_canvas_invalidate (self);
}

/* A single neuron that is dragged to another one is to be connected to it. */
static int
find_target (SpkMotifCanvas *self, double x, double y)
{
  g_autofree double *positions = spk_motif_layout_get (spk_motif_model_get_motif (self->model));
  double nearest = MAX (self->view.radius, 6);
  int target = -1;
  guint n;

  spk_motif_model_get_selection (self->model, &n);
  for (guint i = 0; n == 1 && i < self->n_neurons; i++)
    {
      double distance = hypot (self->view.x + self->view.scale * positions[2 * i] - x,
                               self->view.y + self->view.scale * positions[2 * i + 1] - y);

      if (i == self->grabbed || distance > nearest)
        continue;
      nearest = distance;
      target = i;
    }
  return target;
}

static void
drag_updated (GtkGestureDrag *gesture, double dx, double dy, SpkMotifCanvas *self)
{
  self->drag_dx = dx;
  self->drag_dy = dy;
  if (!begin_drag (self, GTK_GESTURE (gesture)))
    return;
  if (self->drag == SPK_CANVAS_DRAG_NEURONS)
    {
      self->target = find_target (self, self->drag_x + dx, self->drag_y + dy);
      drag_neurons (self);
    }
  else if (self->drag == SPK_CANVAS_DRAG_VIEW)
    spk_motif_canvas_pan (self, self->drag_view.x + dx - self->view.x, self->drag_view.y + dy - self->view.y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drop_neurons (SpkMotifCanvas *self)
{
  SpkMotifCell cell = { SPK_MOTIF_CELL_INTRA, .post = MAX (0, self->target), .pre = self->grabbed };

  if (self->target >= 0)
    {
      spk_motif_model_set_cell (self->model, cell);
      spk_motif_model_cycle (self->model, cell);
    }
  else
    spk_motif_model_move_selected (self->model, self->drag_dx / self->view.scale, self->drag_dy / self->view.scale);
}

static void
select_band (SpkMotifCanvas *self, gboolean extend)
{
  double left = MIN (self->drag_x, self->drag_x + self->drag_dx), right = left + fabs (self->drag_dx);
  double top = MIN (self->drag_y, self->drag_y + self->drag_dy), bottom = top + fabs (self->drag_dy);
  g_autofree guint *neurons = g_new (guint, self->n_neurons);
  guint n = 0;

  for (guint i = 0; i < self->n_neurons; i++)
    {
      double x, y;

      if ((spk_motif_canvas_locate (self, i, &x, &y) && x >= left && x <= right && y >= top && y <= bottom) ||
          (extend && spk_motif_model_is_selected (self->model, i)))
        neurons[n++] = i;
    }
  spk_motif_model_select (self->model, neurons, n);
}

static void
drag_ended (GtkGestureDrag *gesture, double dx, double dy, SpkMotifCanvas *self)
{
  SpkCanvasDrag drag = self->drag;

  self->drag_dx = dx;
  self->drag_dy = dy;
  self->drag = SPK_CANVAS_DRAG_NONE;
  if (drag == SPK_CANVAS_DRAG_NEURONS)
    drop_neurons (self);
  else if (drag == SPK_CANVAS_DRAG_BAND)
    select_band (self, extends (GTK_GESTURE (gesture)));
  self->target = -1;
  g_clear_pointer (&self->moved, spk_topology_unref);
  if (drag == SPK_CANVAS_DRAG_NEURONS)
    spk_motif_canvas_invalidate (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_cancelled (GtkGesture *gesture, GdkEventSequence *sequence, SpkMotifCanvas *self)
{
  self->drag = SPK_CANVAS_DRAG_NONE;
  self->target = -1;
  g_clear_pointer (&self->moved, spk_topology_unref);
  spk_motif_canvas_invalidate (self);
}

/* --- Wheel and pinch --- */

static gboolean
scrolled (GtkEventControllerScroll *scroll, double dx, double dy, SpkMotifCanvas *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));

  if (state & GDK_CONTROL_MASK)
    spk_motif_canvas_zoom_at (self, pow (ZOOM_STEP, -dy), self->pointer_x, self->pointer_y);
  else if (state & GDK_SHIFT_MASK)
    spk_motif_canvas_pan (self, -PAN_STEP * (dx + dy), 0);
  else
    spk_motif_canvas_pan (self, -PAN_STEP * dx, -PAN_STEP * dy);
  return GDK_EVENT_STOP;
}

static void
pinch_began (GtkGesture *pinch, GdkEventSequence *sequence, SpkMotifCanvas *self)
{
  self->drag_view = self->view;
}

static void
pinched (GtkGestureZoom *pinch, double scale, SpkMotifCanvas *self)
{
  double x, y;

  if (self->drag_view.scale > 0 && gtk_gesture_get_bounding_box_center (GTK_GESTURE (pinch), &x, &y))
    spk_motif_canvas_zoom_at (self, scale * self->drag_view.scale / self->view.scale, x, y);
}

/**
 * spk_motif_canvas_add_controllers:
 *
 * For the canvas: listens to pointers.
 */
void
spk_motif_canvas_add_controllers (SpkMotifCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = gtk_gesture_click_new (), *drag = gtk_gesture_drag_new (), *pinch = gtk_gesture_zoom_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved), self);
  g_signal_connect (motion, "leave", G_CALLBACK (pointer_left), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scrolled), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed), self);
  g_signal_connect (click, "released", G_CALLBACK (released), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_began), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_updated), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_ended), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancelled), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_began), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinched), self);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
}
