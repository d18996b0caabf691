/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/spk-window-private.h"

#include <glib/gi18n.h>

#include "session/spk-data-load.h"
#include "widgets/spk-format.h"

/* How often a search is looked after while no frame is drawn, as in a window out of sight; milliseconds. */
#define BEAT_MS 250

/* Updates a second, in the order of the values of "throttle"; 0: frozen. */
static const guint throttles[] = { 60, 10, 1, 0 };

static gboolean
runner_moves (SpkWindow *self)
{
  SpkRunnerState state = spk_runner_get_state (self->runner);

  return state == SPK_RUNNER_RUNNING || state == SPK_RUNNER_LOADING || state == SPK_RUNNER_STOPPING;
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SpkWindow *self = SPK_WINDOW (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  spk_runner_poll (self->runner, now);
  spk_session_tick (self->session, now);
  if (runner_moves (self) || spk_session_get_playing (self->session))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
on_beat (gpointer data)
{
  SpkWindow *self = data;

  spk_runner_poll (self->runner, g_get_monotonic_time ());
  if (spk_runner_get_state (self->runner) != SPK_RUNNER_IDLE)
    return G_SOURCE_CONTINUE;
  self->beat = 0;
  return G_SOURCE_REMOVE;
}

/* The frame clock runs only while something moves. */
static void
ensure_ticks (SpkWindow *self)
{
  if (self->tick == 0 && (runner_moves (self) || spk_session_get_playing (self->session)))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
  if (self->beat == 0 && spk_runner_get_state (self->runner) != SPK_RUNNER_IDLE)
    self->beat = g_timeout_add (BEAT_MS, on_beat, self);
}

static void
state_changed (SpkWindow *self)
{
  spk_window_update_actions (self);
  ensure_ticks (self);
}

static void
throttle_changed (SpkWindow *self)
{
  spk_runner_set_updates_per_second (self->runner, throttles[g_settings_get_enum (self->settings, "throttle")]);
}

static void
started (SpkRunner *runner, SpkRunDocument *document, SpkWindow *self)
{
  spk_window_show_run (self, document);
  spk_window_refresh_runs (self);
}

static char *
describe_end (SpkRunDocument *document, SpkRunState state)
{
  const char *name = spk_run_document_get_name (document);

  switch (state)
    {
    case SPK_RUN_FINISHED:
      return g_strdup_printf (_("“%s” has finished"), name);
    case SPK_RUN_FAILED:
      return g_strdup_printf (_("“%s” has failed"), name);
    default:
      return g_strdup_printf (_("“%s” was stopped"), name);
    }
}

/* "Test accuracy 93.1 %", or why it failed. */
static char *
describe_result (SpkRunDocument *document)
{
  JsonObject *result = spk_run_document_get_result (document);
  const char *message = spk_run_document_get_message (document);

  if (message)
    return g_strdup (message);
  if (result && json_object_has_member (result, "test_accuracy") &&
      !json_object_get_null_member (result, "test_accuracy"))
    {
      g_autofree char *test = spk_format_percent (json_object_get_double_member (result, "test_accuracy"));

      return g_strdup_printf (_("Test accuracy %s"), test);
    }
  return NULL;
}

static void
notify_end (SpkWindow *self, const char *title, const char *body)
{
  g_autoptr (GNotification) notification = g_notification_new (title);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (!application)
    return;
  if (body)
    g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, "app.show-window");
  g_application_send_notification (G_APPLICATION (application), "search-ended", notification);
}

static void
ended (SpkRunner *runner, SpkRunDocument *document, int state, SpkWindow *self)
{
  g_autofree char *title = describe_end (document, state);
  g_autofree char *body = describe_result (document);

  spk_window_refresh_runs (self);
  if (self->closing)
    return;
  if (state == SPK_RUN_FAILED)
    spk_window_show_error (self, title, body ? body : "");
  else
    spk_window_toast (self, title);
  if (state != SPK_RUN_INTERRUPTED && !gtk_window_is_active (GTK_WINDOW (self)) &&
      g_settings_get_boolean (self->settings, "notify"))
    notify_end (self, title, body);
}

static void
skip_answered (AdwMessageDialog *dialog, const char *response, SpkPlan *plan)
{
  SpkWindow *self = SPK_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (dialog)));

  if (!g_str_equal (response, "skip"))
    return;
  spk_plan_set_skip_bad (plan, TRUE);
  spk_window_start (self, plan);
}

static void
not_started (SpkRunner *runner, SpkPlan *plan, GError *error, SpkWindow *self)
{
  gboolean is_bad = spk_data_load_is_bad_recording (error);
  GtkWidget *dialog;

  if (!is_bad)
    {
      spk_window_show_error (self, _("The Search Could Not Start"), error->message);
      return;
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("A Recording Is Broken"), error->message);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "skip", _("_Skip Broken Files"),
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "skip");
  g_signal_connect_object (dialog, "response", G_CALLBACK (skip_answered), plan, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
index_problem (SpkRunner *runner, const char *message, SpkWindow *self)
{
  spk_window_toast (self, message);
}

static void
queue_problem (SpkJobQueue *queue, GError *error, SpkWindow *self)
{
  spk_window_toast (self, error->message);
}

/**
 * spk_window_follow_runner:
 *
 * Shows a search that starts, says how it ended, and lets its snapshots in at the speed the settings say: on the frame
 * clock, and more slowly by a timer where no frames are drawn.
 */
void
spk_window_follow_runner (SpkWindow *self)
{
  g_signal_connect_object (self->runner, "notify::state", G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runner, "started", G_CALLBACK (started), self, 0);
  g_signal_connect_object (self->runner, "ended", G_CALLBACK (ended), self, 0);
  g_signal_connect_object (self->runner, "not-started", G_CALLBACK (not_started), self, 0);
  g_signal_connect_object (self->runner, "index-problem", G_CALLBACK (index_problem), self, 0);
  g_signal_connect_object (self->queue, "problem", G_CALLBACK (queue_problem), self, 0);
  g_signal_connect_object (self->session, "notify::playing", G_CALLBACK (ensure_ticks), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::throttle", G_CALLBACK (throttle_changed), self, G_CONNECT_SWAPPED);
  throttle_changed (self);
  ensure_ticks (self);
}

/**
 * spk_window_unfollow_runner:
 *
 * Stops looking after the search.
 */
void
spk_window_unfollow_runner (SpkWindow *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_handle_id (&self->beat, g_source_remove);
}
