/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/spk-window-private.h"

#include <glib/gi18n.h>

#include "session/spk-motif-recovery.h"

/* A checkpoint is written at the next batch; that a batch takes longer is not worth waiting for. */
#define PATIENCE_MS 2000

static gboolean
shut_down (SpkWindow *self, gboolean keep_running)
{
  g_autoptr (GError) error = NULL;

  self->closing = TRUE;
  if (!spk_job_queue_shut_down (self->queue, keep_running, PATIENCE_MS, &error) && error)
    g_warning ("%s", error->message);
  if (self->motif_left)
    spk_motif_recovery_remove ();
  gtk_window_destroy (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static gboolean
shut_down_keeping (gpointer data)
{
  return shut_down (data, TRUE);
}

static gboolean
shut_down_stopping (gpointer data)
{
  return shut_down (data, FALSE);
}

/* The dialog goes first: it is a window of this one. */
static void
answered (AdwMessageDialog *dialog, const char *response, SpkWindow *self)
{
  if (g_str_equal (response, "keep"))
    g_idle_add_full (G_PRIORITY_DEFAULT, shut_down_keeping, g_object_ref (self), g_object_unref);
  else if (g_str_equal (response, "stop"))
    g_idle_add_full (G_PRIORITY_DEFAULT, shut_down_stopping, g_object_ref (self), g_object_unref);
}

static void
ask (SpkWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (self), _("A Search Is Running"),
      _("It can go on at the next start where it is now, or be stopped. Nothing that was computed is lost either way."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "stop", _("_Stop"), "keep",
                                    _("_Keep for Next Start"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "keep", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
close_again (gpointer data)
{
  gtk_window_close (data);
  return G_SOURCE_REMOVE;
}

static void
leave_motif (gpointer data)
{
  SpkWindow *self = data;

  self->motif_left = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT, close_again, g_object_ref (self), g_object_unref);
}

/**
 * spk_window_may_close:
 *
 * Asks what becomes of a motif that is not saved and of a search that is going on, and closes the window once that is answered. What waits stays in the
 * queue's file.
 *
 * Returns: whether there is nothing to ask
 */
gboolean
spk_window_may_close (SpkWindow *self)
{
  if (!self->closing && !self->motif_left &&
      spk_motif_model_get_modified (spk_editor_page_get_model (self->editor_page)))
    {
      adw_view_stack_set_visible_child_name (self->pages, "motif");
      spk_editor_page_leave (self->editor_page, leave_motif, self, NULL);
      return FALSE;
    }
  if (self->closing || spk_runner_get_state (self->runner) == SPK_RUNNER_IDLE)
    return TRUE;
  ask (self);
  return FALSE;
}
