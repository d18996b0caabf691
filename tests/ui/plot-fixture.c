/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot-fixture.h"

/* Enough for a plot that waits for its turn. */
#define N_FRAMES 4

/**
 * plot_fixture_init:
 *
 * Runs the search; the session is at its newest epoch.
 */
void
plot_fixture_init (PlotFixture *self)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;

  *self = (PlotFixture){ 0 };
  ui_fixture_init (&self->account);
  folder = ui_fixture_add_run (&self->account, "watched", 1);
  self->document = spk_run_document_open (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (spk_run_document_get_n_epochs (self->document), ==, 3);
  self->session = spk_session_new ();
  spk_session_set_document (self->session, self->document);
}

/**
 * plot_fixture_show:
 * @widget: (transfer floating)
 *
 * Shows @widget in a window and waits until it is drawn.
 */
void
plot_fixture_show (PlotFixture *self, GtkWidget *widget)
{
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (self->window, 640, 480);
  gtk_window_set_child (self->window, widget);
  gtk_window_present (self->window);
  plot_draw (widget);
}

void
plot_fixture_clear (PlotFixture *self)
{
  g_clear_pointer (&self->window, gtk_window_destroy);
  g_clear_object (&self->session);
  g_clear_object (&self->document);
  ui_fixture_clear (&self->account);
}

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  int *left = data;

  return --*left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_over (gpointer data)
{
  return *(int *) data <= 0;
}

/**
 * plot_draw:
 *
 * Lets what has changed be drawn.
 */
void
plot_draw (gpointer plot)
{
  int left = N_FRAMES;

  gtk_widget_add_tick_callback (plot, count_frame, &left, NULL);
  ui_wait_until (is_over, &left);
}

/* The controller of a kind that the plot listens to. */
static GtkEventController *
find_controller (gpointer plot, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (plot);
  guint n = g_list_model_get_n_items (controllers);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_OBJECT_TYPE (controller) == type)
        return controller;
    }
  g_assert_not_reached ();
}

void
plot_hover (gpointer plot, double x, double y)
{
  g_signal_emit_by_name (find_controller (plot, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion", x, y);
}

void
plot_leave (gpointer plot)
{
  g_signal_emit_by_name (find_controller (plot, GTK_TYPE_EVENT_CONTROLLER_MOTION), "leave");
}

void
plot_click (gpointer plot, int n_press, double x, double y)
{
  GtkEventController *click = find_controller (plot, GTK_TYPE_GESTURE_CLICK);

  g_signal_emit_by_name (click, "pressed", n_press, x, y);
  g_signal_emit_by_name (click, "released", n_press, x, y);
}

/**
 * plot_drag:
 * @distance: to the right
 */
void
plot_drag (gpointer plot, double distance)
{
  plot_drag_from (plot, 100, 100, distance, 0, TRUE);
}

/**
 * plot_drag_from:
 * @drop: whether the button is let go
 */
void
plot_drag_from (gpointer plot, double x, double y, double dx, double dy, gboolean drop)
{
  GtkEventController *drag = find_controller (plot, GTK_TYPE_GESTURE_DRAG);

  g_signal_emit_by_name (drag, "drag-begin", x, y);
  g_signal_emit_by_name (drag, "drag-update", dx / 2, dy / 2);
  g_signal_emit_by_name (drag, "drag-update", dx, dy);
  if (drop)
    g_signal_emit_by_name (drag, "drag-end", dx, dy);
}

/**
 * plot_wheel:
 *
 * Returns: whether the plot made use of it
 */
gboolean
plot_wheel (gpointer plot, double dy)
{
  gboolean used = FALSE;

  g_signal_emit_by_name (find_controller (plot, GTK_TYPE_EVENT_CONTROLLER_SCROLL), "scroll", 0.0, dy, &used);
  return used;
}

/**
 * plot_get_description:
 *
 * Returns: (transfer full) (nullable): what assistive technology says of the plot
 */
char *
plot_get_description (gpointer plot)
{
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (plot);

  return spk_plot_widget_get_figure (plot) ? klass->describe (plot) : g_strdup (klass->get_note (plot));
}

/**
 * plot_work_since:
 *
 * Returns: how often the plot has worked since @before
 */
SpkPlotCounts
plot_work_since (gpointer plot, SpkPlotCounts before)
{
  SpkPlotCounts now;

  plot_draw (plot);
  now = spk_plot_widget_get_counts (plot);
  return (SpkPlotCounts){ now.layouts - before.layouts, now.paints - before.paints, now.overlays - before.overlays,
                          now.microseconds - before.microseconds };
}
