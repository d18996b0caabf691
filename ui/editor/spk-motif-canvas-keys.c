/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editor/spk-motif-canvas-private.h"

/* How far an arrow key moves neurons, pixels; and with Shift. */
#define NUDGE      4
#define LONG_NUDGE 32
#define ZOOM_STEP  1.25

/* The neuron that keys go on from, -1 for none. */
static int
get_current (SpkMotifCanvas *self)
{
  guint n;
  const guint *neurons = spk_motif_model_get_selection (self->model, &n);

  return n > 0 ? (int) neurons[n - 1] : -1;
}

/* Where keys connect to while they connect. */
static void
link_to (SpkMotifCanvas *self, guint neuron)
{
  spk_motif_model_set_cell (self->model, (SpkMotifCell){ SPK_MOTIF_CELL_INTRA, .post = neuron, .pre = self->linking });
}

static void
step (SpkMotifCanvas *self, int steps, gboolean extend)
{
  int size = (int) self->n_neurons, current = get_current (self), next;

  if (self->linking >= 0)
    current = (int) spk_motif_model_get_cell (self->model).post;
  next = current < 0 ? (steps > 0 ? 0 : size - 1) : ((current + steps) % size + size) % size;
  if (self->linking >= 0)
    link_to (self, next);
  else if (!extend)
    spk_motif_model_select_one (self->model, next);
  else if (!spk_motif_model_is_selected (self->model, next))
    spk_motif_model_toggle (self->model, next);
  spk_motif_canvas_show (self, next);
}

/* Selected neurons are nudged; without any, and while connecting, an arrow goes from neuron to neuron. */
static gboolean
arrow (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SpkMotifCanvas *self = SPK_MOTIF_CANVAS (widget);
  int dx, dy, pixels;

  g_variant_get (arguments, "(iii)", &dx, &dy, &pixels);
  if (self->view.scale <= 0)
    return GDK_EVENT_PROPAGATE;
  if (self->linking >= 0 || get_current (self) < 0)
    step (self, dx + dy, FALSE);
  else
    spk_motif_model_nudge_selected (self->model, dx * pixels / self->view.scale, dy * pixels / self->view.scale);
  return GDK_EVENT_STOP;
}

static gboolean
step_neuron (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  int steps, extend;

  g_variant_get (arguments, "(ii)", &steps, &extend);
  step (SPK_MOTIF_CANVAS (widget), steps, extend);
  return GDK_EVENT_STOP;
}

/* From the selected neuron at first; then, to the one that was gone to, the next type. */
static gboolean
connect_neurons (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SpkMotifCanvas *self = SPK_MOTIF_CANVAS (widget);
  SpkMotifCell cell = spk_motif_model_get_cell (self->model);

  if (self->linking < 0 && get_current (self) >= 0)
    {
      self->linking = get_current (self);
      link_to (self, self->linking);
      spk_motif_canvas_describe (self);
      gtk_widget_queue_draw (widget);
    }
  else if (cell.kind != SPK_MOTIF_CELL_NONE)
    spk_motif_model_cycle (self->model, cell);
  else
    step (self, 1, FALSE);
  return GDK_EVENT_STOP;
}

static gboolean
set_type (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SpkMotifCanvas *self = SPK_MOTIF_CANVAS (widget);
  int type;

  g_variant_get (arguments, "(i)", &type);
  spk_motif_model_set_type (self->model, spk_motif_model_get_cell (self->model), type);
  return GDK_EVENT_STOP;
}

/* The lateral connections of the selected neuron. */
static gboolean
cycle_lateral (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SpkMotifCanvas *self = SPK_MOTIF_CANVAS (widget);
  int side;
  SpkMotifCell cell;

  g_variant_get (arguments, "(i)", &side);
  if (get_current (self) < 0)
    return GDK_EVENT_PROPAGATE;
  cell = (SpkMotifCell){ SPK_MOTIF_CELL_LATERAL, .post = get_current (self), .side = side };
  spk_motif_model_set_cell (self->model, cell);
  spk_motif_model_cycle (self->model, cell);
  return GDK_EVENT_STOP;
}

static gboolean
zoom (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  double factor;

  g_variant_get (arguments, "(d)", &factor);
  spk_motif_canvas_zoom (SPK_MOTIF_CANVAS (widget), factor);
  return GDK_EVENT_STOP;
}

static gboolean
fit (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  spk_motif_canvas_fit (SPK_MOTIF_CANVAS (widget));
  return GDK_EVENT_STOP;
}

static gboolean
leave (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SpkMotifCanvas *self = SPK_MOTIF_CANVAS (widget);
  SpkMotifCell cell = spk_motif_model_get_cell (self->model);

  if (self->linking < 0 && cell.kind == SPK_MOTIF_CELL_NONE && get_current (self) < 0)
    return GDK_EVENT_PROPAGATE;
  if (self->linking < 0 && cell.kind == SPK_MOTIF_CELL_NONE)
    spk_motif_model_select_one (self->model, -1);
  self->linking = -1;
  spk_motif_model_set_cell (self->model, (SpkMotifCell){ 0 });
  spk_motif_canvas_describe (self);
  gtk_widget_queue_draw (widget);
  return GDK_EVENT_STOP;
}

static void
add_arrow (GtkWidgetClass *klass, guint key, guint keypad_key, int dx, int dy)
{
  gtk_widget_class_add_binding (klass, key, 0, arrow, "(iii)", dx, dy, NUDGE);
  gtk_widget_class_add_binding (klass, keypad_key, 0, arrow, "(iii)", dx, dy, NUDGE);
  gtk_widget_class_add_binding (klass, key, GDK_SHIFT_MASK, arrow, "(iii)", dx, dy, LONG_NUDGE);
}

/**
 * spk_motif_canvas_install_keys:
 *
 * For the canvas: binds its keys. Those of the whole editor are the page's.
 */
void
spk_motif_canvas_install_keys (GtkWidgetClass *klass)
{
  add_arrow (klass, GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0);
  add_arrow (klass, GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0);
  add_arrow (klass, GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1);
  add_arrow (klass, GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Page_Down, 0, step_neuron, "(ii)", 1, FALSE);
  gtk_widget_class_add_binding (klass, GDK_KEY_Page_Up, 0, step_neuron, "(ii)", -1, FALSE);
  gtk_widget_class_add_binding (klass, GDK_KEY_Page_Down, GDK_SHIFT_MASK, step_neuron, "(ii)", 1, TRUE);
  gtk_widget_class_add_binding (klass, GDK_KEY_Page_Up, GDK_SHIFT_MASK, step_neuron, "(ii)", -1, TRUE);
  gtk_widget_class_add_binding (klass, GDK_KEY_Return, 0, connect_neurons, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_Enter, 0, connect_neurons, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_space, 0, connect_neurons, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_1, 0, set_type, "(i)", SPK_EXCITATORY);
  gtk_widget_class_add_binding (klass, GDK_KEY_2, 0, set_type, "(i)", SPK_INHIBITORY);
  gtk_widget_class_add_binding (klass, GDK_KEY_0, 0, set_type, "(i)", SPK_ABSENT);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_1, 0, set_type, "(i)", SPK_EXCITATORY);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_2, 0, set_type, "(i)", SPK_INHIBITORY);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_0, 0, set_type, "(i)", SPK_ABSENT);
  gtk_widget_class_add_binding (klass, GDK_KEY_bracketleft, 0, cycle_lateral, "(i)", SPK_PREVIOUS);
  gtk_widget_class_add_binding (klass, GDK_KEY_bracketright, 0, cycle_lateral, "(i)", SPK_NEXT);
  gtk_widget_class_add_binding (klass, GDK_KEY_plus, 0, zoom, "(d)", ZOOM_STEP);
  gtk_widget_class_add_binding (klass, GDK_KEY_plus, GDK_SHIFT_MASK, zoom, "(d)", ZOOM_STEP);
  gtk_widget_class_add_binding (klass, GDK_KEY_equal, 0, zoom, "(d)", ZOOM_STEP);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_Add, 0, zoom, "(d)", ZOOM_STEP);
  gtk_widget_class_add_binding (klass, GDK_KEY_minus, 0, zoom, "(d)", 1 / ZOOM_STEP);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_Subtract, 0, zoom, "(d)", 1 / ZOOM_STEP);
  gtk_widget_class_add_binding (klass, GDK_KEY_f, 0, fit, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, leave, NULL);
}
