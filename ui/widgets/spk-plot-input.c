/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/spk-plot-widget-private.h"

#include <math.h>

/* How much closer a notch of the wheel, or a press of the plus key, comes. */
#define ZOOM_STEP 1.25
/* How far a notch of the wheel, or an arrow key, goes: a share of the plot's width. */
#define PAN_SHARE 0.1

/**
 * Input:
 * @x: of the pointer, NaN where it is not over the plot
 * @last_offset: of a drag, how far it had come
 * @last_scale: of a pinch, how far it had come
 *
 * What lasts between two events; kept with the widget.
 */
typedef struct
{
  double   x;
  double   last_offset;
  double   last_scale;
  gboolean panning;
} Input;

static Input *
input_of (SpkPlotWidget *self)
{
  return g_object_get_data (G_OBJECT (self), "spk-plot-input");
}

static double
plot_width (SpkPlotWidget *self)
{
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (self);
  double width = klass->get_plot ? klass->get_plot (self).width : 0;

  return width > 0 ? width : gtk_widget_get_width (GTK_WIDGET (self));
}

/* Where keys zoom: at the pointer, or in the middle. */
static double
zoom_centre (SpkPlotWidget *self)
{
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (self);
  SpkRectangle plot = klass->get_plot ? klass->get_plot (self) : (SpkRectangle){ 0 };
  Input *input = input_of (self);

  return isnan (input->x) ? plot.x + plot.width / 2 : input->x;
}

static gboolean
zoom (SpkPlotWidget *self, double factor, double x)
{
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (self);

  return klass->zoom && spk_plot_widget_get_figure (self) && klass->zoom (self, factor, x);
}

static gboolean
pan (SpkPlotWidget *self, double distance)
{
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (self);

  return klass->pan && spk_plot_widget_get_figure (self) && klass->pan (self, distance);
}

static void
moved (GtkEventController *motion, double x, double y, SpkPlotWidget *self)
{
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (self);
  Input *input = input_of (self);

  input->x = x;
  if (klass->hover && !input->panning && spk_plot_widget_get_figure (self))
    klass->hover (self, x, y);
}

static void
left (GtkEventController *motion, SpkPlotWidget *self)
{
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (self);

  input_of (self)->x = NAN;
  if (klass->leave)
    klass->leave (self);
}

static void
pressed (GtkGestureClick *click, int n_press, double x, double y, SpkPlotWidget *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
released (GtkGestureClick *click, int n_press, double x, double y, SpkPlotWidget *self)
{
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (self);

  if (!spk_plot_widget_get_figure (self))
    return;
  if (klass->pick && (n_press == 1 || klass->picks_each))
    klass->pick (self, x, y);
  else if (n_press == 2 && klass->reset_zoom)
    klass->reset_zoom (self);
}

static void
drag_began (GtkGestureDrag *drag, double x, double y, SpkPlotWidget *self)
{
  Input *input = input_of (self);

  input->last_offset = 0;
  input->panning = FALSE;
}

/* A press that moves is no click: the plot follows the pointer. */
static void
drag_updated (GtkGestureDrag *drag, double offset_x, double offset_y, SpkPlotWidget *self)
{
  Input *input = input_of (self);

  if (!SPK_PLOT_WIDGET_GET_CLASS (self)->pan)
    return;
  if (!input->panning)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) offset_x, 0))
        return;
      input->panning = TRUE;
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
    }
  pan (self, input->last_offset - offset_x);
  input->last_offset = offset_x;
}

static void
drag_ended (GtkGestureDrag *drag, double offset_x, double offset_y, SpkPlotWidget *self)
{
  input_of (self)->panning = FALSE;
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
}

static void
pinch_began (GtkGesture *pinch, GdkEventSequence *sequence, SpkPlotWidget *self)
{
  input_of (self)->last_scale = 1;
}

static void
pinched (GtkGestureZoom *pinch, double scale, SpkPlotWidget *self)
{
  Input *input = input_of (self);
  double x, y;

  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (pinch), &x, &y) || scale <= 0)
    return;
  zoom (self, input->last_scale / scale, x);
  input->last_scale = scale;
}

/*
 * With Ctrl the wheel zooms. Without, and sideways, it pans as far as there is something to pan; then whatever is around
 * the plot scrolls.
 */
static gboolean
scrolled (GtkEventControllerScroll *scroll, double dx, double dy, SpkPlotWidget *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));

  if (state & GDK_CONTROL_MASK)
    return zoom (self, pow (ZOOM_STEP, dy), zoom_centre (self));
  return pan (self, (dx != 0 ? dx : dy) * PAN_SHARE * plot_width (self));
}

/**
 * spk_plot_widget_add_controllers:
 *
 * Makes the plot answer to pointer, wheel and touch.
 */
void
spk_plot_widget_add_controllers (SpkPlotWidget *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  Input *input = g_new0 (Input, 1);

  input->x = NAN;
  g_object_set_data_full (G_OBJECT (self), "spk-plot-input", input, g_free);
  g_signal_connect (motion, "enter", G_CALLBACK (moved), self);
  g_signal_connect (motion, "motion", G_CALLBACK (moved), self);
  g_signal_connect (motion, "leave", G_CALLBACK (left), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scrolled), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed), self);
  g_signal_connect (click, "released", G_CALLBACK (released), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_began), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_updated), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_ended), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_began), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinched), self);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

static gboolean
zoom_key (GtkWidget *widget, GVariant *factor, gpointer data)
{
  SpkPlotWidget *self = SPK_PLOT_WIDGET (widget);

  return zoom (self, g_variant_get_double (factor), zoom_centre (self));
}

static gboolean
reset_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (widget);

  if (!klass->reset_zoom)
    return FALSE;
  klass->reset_zoom (SPK_PLOT_WIDGET (widget));
  return TRUE;
}

static gboolean
pan_key (GtkWidget *widget, GVariant *direction, gpointer data)
{
  SpkPlotWidget *self = SPK_PLOT_WIDGET (widget);

  return pan (self, g_variant_get_int32 (direction) * PAN_SHARE * plot_width (self));
}

static gboolean
move_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (widget);
  int dx, dy;

  g_variant_get (arguments, "(ii)", &dx, &dy);
  return klass->move && spk_plot_widget_get_figure (SPK_PLOT_WIDGET (widget)) &&
         klass->move (SPK_PLOT_WIDGET (widget), dx, dy);
}

static gboolean
pick_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (widget);

  if (!klass->activate_hovered)
    return FALSE;
  klass->activate_hovered (SPK_PLOT_WIDGET (widget));
  return TRUE;
}

static gboolean
clear_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (widget);

  return klass->clear && klass->clear (SPK_PLOT_WIDGET (widget));
}

static void
bind_arrow (GtkWidgetClass *klass, guint key, guint keypad_key, int dx, int dy)
{
  gtk_widget_class_add_binding (klass, key, 0, move_key, "(ii)", dx, dy);
  gtk_widget_class_add_binding (klass, keypad_key, 0, move_key, "(ii)", dx, dy);
  /* Far: ten at a time. */
  gtk_widget_class_add_binding (klass, key, GDK_SHIFT_MASK, move_key, "(ii)", 10 * dx, 10 * dy);
  if (dx)
    gtk_widget_class_add_binding (klass, key, GDK_CONTROL_MASK, pan_key, "i", dx);
}

static void
bind_zoom (GtkWidgetClass *klass, guint key, GdkModifierType modifiers, double factor)
{
  gtk_widget_class_add_binding (klass, key, modifiers, zoom_key, "d", factor);
  gtk_widget_class_add_binding (klass, key, modifiers | GDK_CONTROL_MASK, zoom_key, "d", factor);
}

/**
 * spk_plot_widget_install_keys:
 *
 * Makes plots answer to the keyboard.
 */
void
spk_plot_widget_install_keys (SpkPlotWidgetClass *plot_class)
{
  GtkWidgetClass *klass = GTK_WIDGET_CLASS (plot_class);

  bind_arrow (klass, GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0);
  bind_arrow (klass, GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0);
  bind_arrow (klass, GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1);
  bind_arrow (klass, GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1);
  bind_zoom (klass, GDK_KEY_plus, 0, 1 / ZOOM_STEP);
  bind_zoom (klass, GDK_KEY_equal, 0, 1 / ZOOM_STEP);
  bind_zoom (klass, GDK_KEY_KP_Add, 0, 1 / ZOOM_STEP);
  bind_zoom (klass, GDK_KEY_minus, 0, ZOOM_STEP);
  bind_zoom (klass, GDK_KEY_KP_Subtract, 0, ZOOM_STEP);
  gtk_widget_class_add_binding (klass, GDK_KEY_0, 0, reset_key, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_0, GDK_CONTROL_MASK, reset_key, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_0, 0, reset_key, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_Return, 0, pick_key, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_Enter, 0, pick_key, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, clear_key, NULL);
}
