/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editor/spk-motif-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "motif/spk-motif-layout.h"
#include "session/spk-motif-words.h"
#include "widgets/spk-plot-style.h"

/* Microseconds of a frame that painting the rest of a large motif may take. */
#define PAINT_BUDGET 5000
/* Closer or further than that from seeing all nothing can be made out. */
#define LARGEST_ZOOM  20.0
#define SMALLEST_ZOOM 0.1
#define NATURAL_WIDTH  560
#define NATURAL_HEIGHT 420

/**
 * SpkMotifCanvas:
 *
 * The motif of a model as a graph, which is edited by pointer and keys: spk-motif-canvas-input.c and -keys.c.
 */
G_DEFINE_FINAL_TYPE (SpkMotifCanvas, spk_motif_canvas, GTK_TYPE_WIDGET)

/* --- What is seen --- */

static SpkFigureSize
get_figure_size (SpkMotifCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return (SpkFigureSize){ gtk_widget_get_width (widget), gtk_widget_get_height (widget),
                          gtk_widget_get_scale_factor (widget) };
}

/* The view of a figure that is laid out with @view, where the motif is on a circle if @circle. */
static SpkTopologyView
find_view (SpkMotifCanvas *self, SpkTopologyView view, gboolean circle)
{
  SpkTopology *motif = spk_motif_model_get_motif (self->model);
  guint size = spk_topology_get_size (motif);
  g_autofree double *positions = spk_motif_layout_choose (size, circle ? NULL : spk_topology_get_positions (motif));
  SpkTopologyData data = { .size = size, .positions = positions, .view = view };
  g_autoptr (SpkTopology) bare = spk_topology_new (size, NULL, NULL);
  g_autoptr (SpkTopologyFigure) figure = NULL;

  data.topology = bare;
  figure = spk_topology_figure_new (&data, &self->style, self->size);
  return spk_topology_figure_get_view (figure);
}

/* Neurons are as large as there is room for on a circle, wherever they are: moving one changes no other. */
static void
choose_radius (SpkMotifCanvas *self)
{
  SpkTopologyView view = self->view;

  view.radius = 0;
  self->view.radius = find_view (self, view, TRUE).radius;
}

static void
fit (SpkMotifCanvas *self)
{
  self->view = find_view (self, (SpkTopologyView){ 0 }, FALSE);
  self->fit_scale = self->view.scale;
  self->fitted = TRUE;
}

static void
update_view (SpkMotifCanvas *self)
{
  SpkFigureSize size = get_figure_size (self);
  gboolean resized = size.width != self->size.width || size.height != self->size.height ||
                     size.pixels_per_unit != self->size.pixels_per_unit;

  self->size = size;
  if (self->view.scale <= 0 || (resized && self->fitted))
    fit (self);
  self->stale |= resized;
}

static void
update_style (SpkMotifCanvas *self)
{
  if (!self->style_stale)
    return;
  self->style_stale = FALSE;
  spk_plot_style_init (&self->style, GTK_WIDGET (self), g_settings_get_enum (self->settings, "palette"));
  spk_motif_layers_forget (self->layers);
  self->stale = TRUE;
}

/**
 * spk_motif_canvas_invalidate:
 *
 * For the canvas: motif or view are others.
 */
void
spk_motif_canvas_invalidate (SpkMotifCanvas *self)
{
  self->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
paint_on (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static void
set_painting (SpkMotifCanvas *self, gboolean painting)
{
  if (painting && !self->tick)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), paint_on, NULL, NULL);
  else if (!painting && self->tick)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
      self->tick = 0;
    }
}

static void
lay_out (SpkMotifCanvas *self, gint64 now)
{
  update_style (self);
  update_view (self);
  if (self->stale)
    spk_motif_layers_update (self->layers, self->moved ? self->moved : spk_motif_model_get_motif (self->model),
                             self->view, &self->style, self->size, now);
  self->stale = FALSE;
}

/**
 * spk_motif_canvas_get_figure:
 *
 * For the canvas: what is where, also between a change and its drawing.
 *
 * Returns: (transfer none) (nullable): the figure of the motif as it is now; %NULL before the first frame
 */
const SpkTopologyFigure *
spk_motif_canvas_get_figure (SpkMotifCanvas *self)
{
  if (self->stale && spk_motif_layers_get_figure (self->layers))
    lay_out (self, g_get_monotonic_time ());
  return spk_motif_layers_get_figure (self->layers);
}

static void
spk_motif_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SpkMotifCanvas *self = SPK_MOTIF_CANVAS (widget);
  gint64 now = g_get_monotonic_time ();
  cairo_t *cr;

  if (!self->model || gtk_widget_get_width (widget) < 1 || gtk_widget_get_height (widget) < 1)
    return;
  lay_out (self, now);
  set_painting (self, !spk_motif_layers_paint (self->layers, now, PAINT_BUDGET));
  spk_motif_layers_snapshot (self->layers, snapshot);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, self->size.width, self->size.height));
  spk_motif_canvas_draw_overlay (self, cr);
  cairo_destroy (cr);
}

static void
spk_motif_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

/* --- Words --- */

static void
describe_selection (SpkMotifCanvas *self, GString *text)
{
  guint n;
  const guint *neurons = spk_motif_model_get_selection (self->model, &n);
  SpkMotifCell cell = spk_motif_model_get_cell (self->model);

  if (n == 1)
    g_string_append_printf (text, _(". Neuron %u selected"), neurons[0]);
  else if (n > 1)
    g_string_append_printf (text, ngettext (". %u neuron selected", ". %u neurons selected", n), n);
  if (cell.kind != SPK_MOTIF_CELL_NONE)
    {
      g_autofree char *connection = spk_motif_words_describe_cell (self->model, cell);

      g_string_append_printf (text, ". %s", connection);
    }
  if (self->linking >= 0)
    g_string_append_printf (text, _(". Connecting from neuron %d"), self->linking);
}

/**
 * spk_motif_canvas_describe:
 *
 * For the canvas: says what is shown and selected to those who do not see it.
 */
void
spk_motif_canvas_describe (SpkMotifCanvas *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *motif = spk_motif_words_describe_motif (spk_motif_model_get_motif (self->model));

  g_string_append (text, motif);
  describe_selection (self, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
}

/* --- The model --- */

static void
motif_changed (SpkMotifCanvas *self)
{
  guint size = spk_topology_get_size (spk_motif_model_get_motif (self->model));

  if (size != self->n_neurons)
    g_clear_pointer (&self->marks, g_free);
  if (size != self->n_neurons && self->view.scale > 0)
    choose_radius (self);
  self->n_neurons = size;
  self->hover = (SpkTopologyHit){ 0 };
  self->target = -1;
  self->drag = SPK_CANVAS_DRAG_NONE;
  g_clear_pointer (&self->moved, spk_topology_unref);
  if (self->linking >= (int) size)
    self->linking = -1;
  spk_motif_canvas_describe (self);
  spk_motif_canvas_invalidate (self);
}

static void
motif_opened (SpkMotifCanvas *self)
{
  self->linking = -1;
  self->view.scale = 0;
  g_clear_pointer (&self->marks, g_free);
  spk_motif_layers_forget (self->layers);
}

static void
selection_changed (SpkMotifCanvas *self)
{
  spk_motif_canvas_describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * spk_motif_canvas_set_model:
 *
 * Shows the motif of a model, from now on; to be called once.
 */
void
spk_motif_canvas_set_model (SpkMotifCanvas *self, SpkMotifModel *model)
{
  g_return_if_fail (SPK_IS_MOTIF_CANVAS (self) && !self->model);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (motif_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "opened", G_CALLBACK (motif_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "selection-changed", G_CALLBACK (selection_changed), self, G_CONNECT_SWAPPED);
  motif_changed (self);
}

/**
 * spk_motif_canvas_set_marks:
 * @neurons: (array length=n): neurons that there is something to be said about
 *
 * Draws a ring in the colour of warnings around neurons, until the number of neurons changes.
 */
void
spk_motif_canvas_set_marks (SpkMotifCanvas *self, const guint *neurons, guint n)
{
  g_return_if_fail (SPK_IS_MOTIF_CANVAS (self));

  g_clear_pointer (&self->marks, g_free);
  if (n > 0)
    self->marks = g_new0 (gboolean, self->n_neurons);
  for (guint i = 0; i < n; i++)
    if (neurons[i] < self->n_neurons)
      self->marks[neurons[i]] = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- Zoom --- */

/**
 * spk_motif_canvas_fit:
 *
 * Shows all of the motif, and goes on doing so when the size of the canvas changes.
 */
void
spk_motif_canvas_fit (SpkMotifCanvas *self)
{
  g_return_if_fail (SPK_IS_MOTIF_CANVAS (self));

  self->view.scale = 0;
  spk_motif_canvas_invalidate (self);
}

/**
 * spk_motif_canvas_zoom_at:
 *
 * For the canvas: comes closer by @factor; what is at a point stays there.
 */
void
spk_motif_canvas_zoom_at (SpkMotifCanvas *self, double factor, double x, double y)
{
  double scale;

  if (self->view.scale <= 0)
    return;
  scale = CLAMP (self->view.scale * factor, SMALLEST_ZOOM * self->fit_scale, LARGEST_ZOOM * self->fit_scale);
  factor = scale / self->view.scale;
  self->view.scale = scale;
  self->view.x = x + factor * (self->view.x - x);
  self->view.y = y + factor * (self->view.y - y);
  self->fitted = FALSE;
  choose_radius (self);
  spk_motif_canvas_invalidate (self);
}

/**
 * spk_motif_canvas_zoom:
 *
 * Comes closer by @factor, below 1 further away.
 */
void
spk_motif_canvas_zoom (SpkMotifCanvas *self, double factor)
{
  g_return_if_fail (SPK_IS_MOTIF_CANVAS (self));

  spk_motif_canvas_zoom_at (self, factor, self->size.width / 2, self->size.height / 2);
}

/**
 * spk_motif_canvas_pan:
 *
 * For the canvas: moves what is seen.
 */
void
spk_motif_canvas_pan (SpkMotifCanvas *self, double dx, double dy)
{
  self->view.x += dx;
  self->view.y += dy;
  self->fitted = FALSE;
  spk_motif_canvas_invalidate (self);
}

/**
 * spk_motif_canvas_get_zoom:
 *
 * Returns: 1 where all of the motif is just seen
 */
double
spk_motif_canvas_get_zoom (SpkMotifCanvas *self)
{
  return self->fit_scale > 0 ? self->view.scale / self->fit_scale : 1;
}

/**
 * spk_motif_canvas_locate:
 * @x: (out): in the widget
 * @y: (out): likewise
 *
 * Finds the middle of a neuron.
 *
 * Returns: whether it is known, as it is when the canvas was drawn
 */
gboolean
spk_motif_canvas_locate (SpkMotifCanvas *self, guint neuron, double *x, double *y)
{
  SpkTopology *motif = self->moved ? self->moved : spk_motif_model_get_motif (self->model);
  g_autofree double *positions = spk_motif_layout_get (motif);

  if (self->view.scale <= 0 || neuron >= spk_topology_get_size (motif))
    return FALSE;
  *x = self->view.x + self->view.scale * positions[2 * neuron];
  *y = self->view.y + self->view.scale * positions[2 * neuron + 1];
  return TRUE;
}

/**
 * spk_motif_canvas_locate_cell:
 * @x: (out): in the widget
 * @y: (out): likewise
 *
 * Finds the middle of a connection that is drawn.
 */
gboolean
spk_motif_canvas_locate_cell (SpkMotifCanvas *self, SpkMotifCell cell, double *x, double *y)
{
  const SpkTopologyFigure *figure = spk_motif_canvas_get_figure (self);

  return figure && spk_topology_figure_locate (figure, spk_motif_cell_to_hit (cell), x, y);
}

/**
 * spk_motif_canvas_show:
 *
 * Moves what is seen so that a neuron is in the middle, if it is not seen.
 */
void
spk_motif_canvas_show (SpkMotifCanvas *self, guint neuron)
{
  double x, y, margin = 2 * self->view.radius;

  if (!spk_motif_canvas_locate (self, neuron, &x, &y) ||
      (x >= margin && y >= margin && x <= self->size.width - margin && y <= self->size.height - margin))
    return;
  spk_motif_canvas_pan (self, self->size.width / 2 - x, self->size.height / 2 - y);
}

/* --- The widget --- */

static void
restyle (SpkMotifCanvas *self)
{
  self->style_stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
spk_motif_canvas_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (spk_motif_canvas_parent_class)->system_setting_changed (widget, setting);
  if (setting != GTK_SYSTEM_SETTING_ICON_THEME)
    restyle (SPK_MOTIF_CANVAS (widget));
}

static void
spk_motif_canvas_unmap (GtkWidget *widget)
{
  SpkMotifCanvas *self = SPK_MOTIF_CANVAS (widget);

  set_painting (self, FALSE);
  spk_motif_layers_forget (self->layers);
  self->stale = TRUE;
  GTK_WIDGET_CLASS (spk_motif_canvas_parent_class)->unmap (widget);
}

static void
spk_motif_canvas_dispose (GObject *object)
{
  SpkMotifCanvas *self = SPK_MOTIF_CANVAS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->model);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->moved, spk_topology_unref);
  g_clear_pointer (&self->marks, g_free);
  G_OBJECT_CLASS (spk_motif_canvas_parent_class)->dispose (object);
}

static void
spk_motif_canvas_finalize (GObject *object)
{
  spk_motif_layers_free (SPK_MOTIF_CANVAS (object)->layers);
  G_OBJECT_CLASS (spk_motif_canvas_parent_class)->finalize (object);
}

static void
spk_motif_canvas_class_init (SpkMotifCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = spk_motif_canvas_dispose;
  object_class->finalize = spk_motif_canvas_finalize;
  widget_class->measure = spk_motif_canvas_measure;
  widget_class->snapshot = spk_motif_canvas_snapshot;
  widget_class->unmap = spk_motif_canvas_unmap;
  widget_class->system_setting_changed = spk_motif_canvas_system_setting_changed;

  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  spk_motif_canvas_install_keys (widget_class);
}

static void
spk_motif_canvas_init (SpkMotifCanvas *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->settings = g_settings_new (SPK_APPLICATION_ID);
  self->layers = spk_motif_layers_new ();
  self->style_stale = self->stale = TRUE;
  self->target = self->linking = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  spk_motif_canvas_add_controllers (self);

  g_signal_connect_object (self->settings, "changed::palette", G_CALLBACK (restyle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (restyle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (restyle), self, G_CONNECT_SWAPPED);
}
