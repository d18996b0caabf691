/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/spk-window-private.h"

#include <glib/gi18n.h>

#include "widgets/spk-format.h"

/* "searching, epoch 37 of 150" */
static char *
describe_progress (const SpkSnapshot *snapshot)
{
  if (snapshot->state == SPK_JOB_PAUSED)
    return g_strdup_printf (_("Paused in epoch %u of %u"), snapshot->epoch, snapshot->n_epochs);
  if (snapshot->phase == SPK_PHASE_SEARCH)
    return g_strdup_printf (_("Searching, epoch %u of %u"), snapshot->epoch, snapshot->n_epochs);
  return g_strdup_printf (_("Training, epoch %u of %u"), snapshot->epoch, snapshot->n_epochs);
}

static char *
describe_state (SpkRunDocument *document)
{
  const SpkSnapshot *snapshot = spk_run_document_get_snapshot (document);

  if (spk_run_document_is_live (document) && snapshot)
    return describe_progress (snapshot);
  return g_strdup (spk_format_run_state (spk_run_document_get_state (document)));
}

/* A label that gets the text it has is laid out again all the same. */
static void
set_label (GtkLabel *label, const char *text)
{
  if (!g_str_equal (gtk_label_get_text (label), text))
    gtk_label_set_text (label, text);
}

/* A dot is the sign of what is not saved. */
static void
show_motif (SpkWindow *self)
{
  SpkMotifModel *model = spk_editor_page_get_model (self->editor_page);
  gboolean modified = spk_motif_model_get_modified (model);
  g_autofree char *name = g_strdup_printf (modified ? "%s •" : "%s", spk_motif_model_get_title (model));
  g_autofree char *title = g_strdup_printf ("%s – Spikesmith", name);
  const char *state = modified ? _("Not saved") : spk_motif_model_get_path (model) ? _("Saved") : "";

  gtk_widget_set_visible (self->run_title, !self->narrow);
  set_label (self->run_name, name);
  set_label (self->run_state, state);
  adw_view_switcher_title_set_title (self->switcher_title, name);
  adw_view_switcher_title_set_subtitle (self->switcher_title, state);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
show_run (SpkWindow *self)
{
  SpkRunDocument *document = spk_session_get_document (self->session);
  const char *name = document ? spk_run_document_get_name (document) : "Spikesmith";
  g_autofree char *state = document ? describe_state (document) : g_strdup ("");
  g_autofree char *title = document ? g_strdup_printf ("%s – Spikesmith", name) : g_strdup ("Spikesmith");

  gtk_widget_set_visible (self->run_title, document && !self->narrow);
  set_label (self->run_name, name);
  set_label (self->run_state, state);
  adw_view_switcher_title_set_title (self->switcher_title, name);
  adw_view_switcher_title_set_subtitle (self->switcher_title, state);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/**
 * spk_window_update_title:
 *
 * Says in the header bar what is shown: a run, or the motif that is edited.
 */
void
spk_window_update_title (SpkWindow *self)
{
  if (spk_window_shows (self, "motif"))
    show_motif (self);
  else
    show_run (self);
}

/**
 * spk_window_follow_title:
 *
 * Keeps name and state of what is shown in the header bar.
 */
void
spk_window_follow_title (SpkWindow *self)
{
  g_signal_connect_object (self->session, "notify::document", G_CALLBACK (spk_window_update_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::snapshot", G_CALLBACK (spk_window_update_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runner, "notify::state", G_CALLBACK (spk_window_update_title), self, G_CONNECT_SWAPPED);
  spk_window_update_title (self);
}
