/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-dashboard-private.h"

/* How often the runner is looked at where nothing moves: paused, or shown a few times a second. */
#define SLOW_MS 50

/* --- Polling --- */

static gboolean
runs (SpkDashboard *self)
{
  return spk_runner_get_state (self->runner) != SPK_RUNNER_IDLE;
}

/* Whether things are to move in every frame. */
static gboolean
wants_frames (SpkDashboard *self)
{
  return spk_session_get_playing (self->session) ||
         (spk_runner_get_state (self->runner) == SPK_RUNNER_RUNNING &&
          spk_runner_get_updates_per_second (self->runner) * SLOW_MS > 1000);
}

static gboolean
poll_in_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SpkDashboard *self = SPK_DASHBOARD (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  spk_runner_poll (self->runner, now);
  spk_session_tick (self->session, now);
  if (wants_frames (self))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
poll_slowly (gpointer data)
{
  SpkDashboard *self = data;

  spk_runner_poll (self->runner, g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

/* Chooses how the runner is polled. The clock of frames is the monotonic one. */
static void
update_polling (SpkDashboard *self)
{
  gboolean slow = runs (self) && !wants_frames (self);

  if (wants_frames (self) && !self->tick)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), poll_in_frame, NULL, NULL);
  if (slow && !self->timer)
    self->timer = g_timeout_add (SLOW_MS, poll_slowly, self);
  if (!slow)
    g_clear_handle_id (&self->timer, g_source_remove);
}

/**
 * spk_dashboard_stop_polling:
 *
 * For the end of a dashboard.
 */
void
spk_dashboard_stop_polling (SpkDashboard *self)
{
  if (self->tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_handle_id (&self->timer, g_source_remove);
}

/* --- Steering --- */

static void
update_actions (SpkDashboard *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  SpkRunDocument *document = spk_session_get_document (self->session);
  SpkRunnerState state = spk_runner_get_state (self->runner);
  gboolean steered = document && spk_run_document_is_live (document);
  gboolean computes = steered && (state == SPK_RUNNER_RUNNING || state == SPK_RUNNER_PAUSED);

  gtk_widget_action_set_enabled (widget, "search.toggle-pause", computes);
  gtk_widget_action_set_enabled (widget, "search.step", computes);
  gtk_widget_action_set_enabled (widget, "search.stop", computes || (!document && state == SPK_RUNNER_LOADING));
}

static void
state_changed (SpkDashboard *self)
{
  update_actions (self);
  update_polling (self);
}

static void
toggle_pause (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkDashboard *self = SPK_DASHBOARD (widget);

  if (spk_runner_get_state (self->runner) == SPK_RUNNER_PAUSED)
    spk_runner_resume (self->runner);
  else
    spk_runner_pause (self->runner);
}

static void
step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_runner_step (SPK_DASHBOARD (widget)->runner);
}

static void
stop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_runner_stop (SPK_DASHBOARD (widget)->runner);
}

static gboolean
space_pressed (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_activate_action (widget, "search.toggle-pause", NULL);
}

/* Wherever the keyboard is, unless what has it knows what to do with a space. */
static void
add_space (SpkDashboard *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                                            gtk_callback_action_new (space_pressed, NULL, NULL));

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/**
 * spk_dashboard_install_actions:
 *
 * The actions "search.…".
 */
void
spk_dashboard_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "search.toggle-pause", NULL, toggle_pause);
  gtk_widget_class_install_action (widget_class, "search.step", NULL, step);
  gtk_widget_class_install_action (widget_class, "search.stop", NULL, stop);
}

/**
 * spk_dashboard_follow_runner:
 *
 * Polls the runner while it runs, and offers what can be done with it.
 */
void
spk_dashboard_follow_runner (SpkDashboard *self)
{
  g_signal_connect_object (self->runner, "notify::state", G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runner, "notify::updates-per-second", G_CALLBACK (update_polling), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::playing", G_CALLBACK (update_polling), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::document", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  add_space (self);
  state_changed (self);
}
