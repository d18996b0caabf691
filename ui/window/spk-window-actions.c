/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/spk-window-private.h"

#include <glib/gi18n.h>

#include "dialogs/spk-recordings-group.h"
#include "dialogs/spk-search-dialog.h"

static void
plan_accepted (SpkSearchDialog *dialog, SpkPlan *plan, SpkWindow *self)
{
  spk_window_start (self, plan);
}

static void
label_start (SpkSearchDialog *dialog, GParamSpec *pspec, SpkRunner *runner)
{
  gboolean idle = spk_runner_get_state (runner) == SPK_RUNNER_IDLE;

  spk_search_dialog_set_start_label (dialog, idle ? _("_Start") : _("_Add to Queue"));
}

static SpkSearchDialog *
make_search_dialog (SpkWindow *self)
{
  SpkSearchDialog *dialog = SPK_SEARCH_DIALOG (spk_search_dialog_new (GTK_WINDOW (self)));

  g_signal_connect_object (self->runner, "notify::state", G_CALLBACK (label_start), dialog, G_CONNECT_SWAPPED);
  label_start (dialog, NULL, self->runner);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (plan_accepted), self, 0);
  return dialog;
}

static void
begin_with_recordings (SpkWindow *self, const char *location)
{
  SpkSearchDialog *dialog = make_search_dialog (self);

  spk_search_dialog_set_recordings (dialog, location);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Those that were used last, or built-in ones. */
static char *
find_recordings (SpkWindow *self)
{
  g_auto (GStrv) recent = g_settings_get_strv (self->settings, "recent-recordings");
  gboolean there = recent[0] && g_file_test (recent[0], G_FILE_TEST_IS_DIR);

  return g_strdup (there ? recent[0] : SPK_BUILT_IN_RECORDINGS);
}

static void
new_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkWindow *self = SPK_WINDOW (widget);
  g_autofree char *recordings = find_recordings (self);

  begin_with_recordings (self, recordings);
}

static void
start_example (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkWindow *self = SPK_WINDOW (widget);
  g_autoptr (SpkSettings) settings = spk_settings_new ();
  g_autoptr (SpkPlan) plan = NULL;

  spk_settings_apply_preset (settings, spk_settings_find_preset (SPK_BUILT_IN_RECORDINGS), NULL);
  settings->threads = g_settings_get_uint (self->settings, "threads");
  plan = spk_plan_new (SPK_JOB_SEARCH, settings, SPK_BUILT_IN_RECORDINGS);
  spk_plan_set_name (plan, _("Example"));
  spk_window_start (self, plan);
}

static void
folder_chosen (GtkNativeDialog *dialog, int response, SpkWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path)
        spk_window_open_path (self, path);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose_folder (SpkWindow *self, const char *title, const char *start)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Open"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (*start)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (start);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
    }
  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_recordings (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkWindow *self = SPK_WINDOW (widget);
  g_autofree char *start = g_settings_get_string (self->settings, "recordings-folder");

  choose_folder (self, _("Open Recordings"), start);
}

/* What is opened is what the page shows. */
static void
open_for_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkWindow *self = SPK_WINDOW (widget);

  if (spk_window_shows (self, "motif"))
    gtk_widget_activate_action (GTK_WIDGET (self->editor_page), "motif.open", NULL);
  else
    open_recordings (widget, name, parameter);
}

static void
open_run (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *start = spk_data_folder ();

  choose_folder (SPK_WINDOW (widget), _("Open a Run"), start);
}

static void
run_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SpkWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkRunDocument) document = spk_run_document_open_finish (result, &error);

  if (document)
    spk_window_show_run (self, document);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    spk_window_show_error (self, _("The Run Could Not Be Opened"), error->message);
}

/**
 * spk_window_open_folder:
 * @folder: of a run
 *
 * Shows that run, which is only read; the one that runs here stays live.
 */
void
spk_window_open_folder (SpkWindow *self, const char *folder)
{
  SpkRunDocument *running = spk_runner_get_document (self->runner);

  if (self->opening)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (running && g_str_equal (spk_run_document_get_folder (running), folder))
    {
      spk_window_show_run (self, running);
      return;
    }
  self->opening = g_cancellable_new ();
  spk_run_document_open_async (folder, self->opening, run_opened, g_object_ref (self));
}

/**
 * spk_window_duplicate_folder:
 * @folder: of a run
 *
 * Begins a new search with everything as it was in that run.
 */
void
spk_window_duplicate_folder (SpkWindow *self, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkRun) run = spk_run_open (folder, &error);
  SpkSearchDialog *dialog;

  if (!run)
    {
      spk_window_show_error (self, _("The Run Could Not Be Opened"), error->message);
      return;
    }
  dialog = make_search_dialog (self);
  spk_search_dialog_set_description (dialog, spk_run_get_description (run));
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * spk_window_train_motif:
 *
 * Begins to set up a training of the motif that is edited.
 */
void
spk_window_train_motif (SpkWindow *self)
{
  SpkTopology *motif = spk_motif_model_get_motif (spk_editor_page_get_model (self->editor_page));
  g_autoptr (GPtrArray) motifs = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_topology_unref);
  SpkSearchDialog *dialog = make_search_dialog (self);
  g_autofree char *recordings = find_recordings (self);

  g_ptr_array_add (motifs, spk_topology_ref (motif));
  spk_search_dialog_set_recordings (dialog, recordings);
  spk_search_dialog_set_motifs (dialog, motifs);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * spk_window_resume_folder:
 * @folder: of a run that was interrupted
 *
 * Goes on with that run, or puts it into the queue.
 */
void
spk_window_resume_folder (SpkWindow *self, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkPlan) plan = spk_plan_new_resume (folder, NULL, &error);

  if (plan)
    spk_window_start (self, plan);
  else
    spk_window_show_error (self, _("The Run Cannot Go On"), error->message);
}

static void
duplicate_shown (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkWindow *self = SPK_WINDOW (widget);
  SpkRunDocument *document = spk_session_get_document (self->session);

  if (spk_window_shows (self, "motif"))
    gtk_widget_activate_action (GTK_WIDGET (self->editor_page), "motif.duplicate", NULL);
  else if (document)
    spk_window_duplicate_folder (self, spk_run_document_get_folder (document));
}

static void
pause_or_resume (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkWindow *self = SPK_WINDOW (widget);

  if (spk_runner_get_state (self->runner) == SPK_RUNNER_PAUSED)
    spk_runner_resume (self->runner);
  else
    spk_runner_pause (self->runner);
}

static void
step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_runner_step (SPK_WINDOW (widget)->runner);
}

static void
stop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_runner_stop (SPK_WINDOW (widget)->runner);
}

static void
start_queue (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_job_queue_set_held (SPK_WINDOW (widget)->queue, FALSE);
}

static void
find (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkWindow *self = SPK_WINDOW (widget);

  if (spk_window_shows (self, "motif"))
    {
      gtk_widget_activate_action (GTK_WIDGET (self->editor_page), "motif.find", NULL);
      return;
    }
  adw_view_stack_set_visible_child_name (self->pages, "runs");
  spk_runs_page_start_search (self->runs_page);
}

static void
show_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkWindow *self = SPK_WINDOW (widget);

  adw_view_stack_set_visible_child_name (self->pages, g_variant_get_string (parameter, NULL));
}

/**
 * spk_window_update_actions:
 *
 * Allows what makes sense in the state of the search that runs.
 */
void
spk_window_update_actions (SpkWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  SpkRunnerState state = spk_runner_get_state (self->runner);
  gboolean computes = state == SPK_RUNNER_RUNNING || state == SPK_RUNNER_PAUSED;

  gtk_widget_action_set_enabled (widget, "win.pause-or-resume", computes);
  gtk_widget_action_set_enabled (widget, "win.step", state == SPK_RUNNER_PAUSED);
  gtk_widget_action_set_enabled (widget, "win.stop", computes);
  gtk_widget_action_set_enabled (widget, "win.duplicate",
                                 spk_session_get_document (self->session) != NULL || spk_window_shows (self, "motif"));
}

/**
 * spk_window_install_actions:
 *
 * The actions "win.…" that menus, buttons and keys ask for.
 */
void
spk_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-search", NULL, new_search);
  gtk_widget_class_install_action (widget_class, "win.start-example", NULL, start_example);
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_for_page);
  gtk_widget_class_install_action (widget_class, "win.open-recordings", NULL, open_recordings);
  gtk_widget_class_install_action (widget_class, "win.open-run", NULL, open_run);
  gtk_widget_class_install_action (widget_class, "win.duplicate", NULL, duplicate_shown);
  gtk_widget_class_install_action (widget_class, "win.pause-or-resume", NULL, pause_or_resume);
  gtk_widget_class_install_action (widget_class, "win.step", NULL, step);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, stop);
  gtk_widget_class_install_action (widget_class, "win.start-queue", NULL, start_queue);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page);
}

/**
 * spk_window_open_path:
 * @path: a folder, or a file
 *
 * Shows the run in a run folder, edits a motif of a JSON file, or begins a new search with a folder of recordings.
 */
void
spk_window_open_path (SpkWindow *self, const char *path)
{
  g_autofree char *settings = g_build_filename (path, "settings.json", NULL);

  g_return_if_fail (SPK_IS_WINDOW (self));

  if (g_file_test (settings, G_FILE_TEST_IS_REGULAR))
    spk_window_open_folder (self, path);
  else if (g_str_has_suffix (path, ".json"))
    spk_window_open_motif (self, path);
  else
    begin_with_recordings (self, path);
}

/**
 * spk_window_start:
 * @plan: a search or a training
 *
 * Starts it, or lets it wait until what runs has ended.
 */
void
spk_window_start (SpkWindow *self, SpkPlan *plan)
{
  g_return_if_fail (SPK_IS_WINDOW (self));

  /* What is held from last time does not get in the way. */
  if (spk_runner_get_state (self->runner) == SPK_RUNNER_IDLE && spk_job_queue_get_held (self->queue))
    {
      spk_runner_start (self->runner, plan);
      return;
    }
  if (spk_runner_get_state (self->runner) != SPK_RUNNER_IDLE)
    spk_window_toast (self, _("Waits in the queue"));
  spk_job_queue_add (self->queue, plan);
}
