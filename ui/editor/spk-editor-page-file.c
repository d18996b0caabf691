/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editor/spk-editor-page-private.h"

#include <glib/gi18n.h>

#include "session/spk-motif-recovery.h"

/* An unsaved motif is kept that long after a change. */
#define AUTOSAVE_MS 1000
#define N_RECENT    10
#define MIME_TYPE   "application/x-spikesmith-motif+json"

/* --- Work that is not saved --- */

static void
keep (SpkEditorPage *self)
{
  g_autoptr (GError) error = NULL;

  if (!spk_motif_model_get_modified (self->model))
    spk_motif_recovery_remove ();
  else if (!spk_motif_recovery_write (spk_motif_model_get_motif (self->model), spk_motif_model_get_path (self->model),
                                      &error))
    spk_editor_page_say (self, error->message);
}

static gboolean
autosave (gpointer data)
{
  SpkEditorPage *self = data;

  self->autosave = 0;
  keep (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_autosave (SpkEditorPage *self)
{
  if (self->autosave == 0)
    self->autosave = g_timeout_add (AUTOSAVE_MS, autosave, self);
}

/**
 * spk_editor_page_recover:
 *
 * Edits the motif that was not saved when the program ended last, if there is one.
 *
 * Returns: whether there was
 */
gboolean
spk_editor_page_recover (SpkEditorPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *origin = NULL;
  g_autoptr (SpkTopology) motif = NULL;

  g_return_val_if_fail (SPK_IS_EDITOR_PAGE (self), FALSE);

  motif = spk_motif_recovery_read (&origin, &error);
  if (error)
    spk_editor_page_say (self, error->message);
  if (!motif)
    return FALSE;
  spk_motif_model_open_motif (self->model, motif, origin, FALSE);
  return TRUE;
}

/* --- Recent files --- */

static gboolean
is_ours (GtkRecentInfo *info)
{
  return g_strcmp0 (gtk_recent_info_get_mime_type (info), MIME_TYPE) == 0 && gtk_recent_info_is_local (info);
}

static int
compare_visited (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_visited ((GtkRecentInfo *) b),
                              gtk_recent_info_get_visited ((GtkRecentInfo *) a));
}

static void
list_recent (SpkEditorPage *self)
{
  GList *items = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), compare_visited);

  g_menu_remove_all (self->recent_menu);
  for (GList *l = items; l && g_menu_model_get_n_items (G_MENU_MODEL (self->recent_menu)) < N_RECENT; l = l->next)
    {
      g_autoptr (GMenuItem) item = NULL;

      if (!is_ours (l->data))
        continue;
      item = g_menu_item_new (gtk_recent_info_get_display_name (l->data), NULL);
      g_menu_item_set_action_and_target (item, "motif.open-recent", "s", gtk_recent_info_get_uri (l->data));
      g_menu_append_item (self->recent_menu, item);
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
}

static void
remember (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  char *groups[] = { NULL };
  GtkRecentData data = { .mime_type = (char *) MIME_TYPE, .app_name = (char *) "Spikesmith",
                         .app_exec = (char *) "spikesmith %f", .groups = groups };

  if (uri)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

/* --- Reading and writing --- */

static void
load (SpkEditorPage *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (spk_motif_model_load (self->model, path, &error))
    remember (path);
  else
    spk_editor_page_show_error (self, _("The Motif Could Not Be Opened"), error->message);
}

static void
set_pending (SpkEditorPage *self, SpkEditorCallback callback, gpointer data, GDestroyNotify destroy)
{
  gpointer before = self->pending_data;
  GDestroyNotify destroy_before = self->pending_destroy;

  self->pending = callback;
  self->pending_data = data;
  self->pending_destroy = destroy;
  if (destroy_before)
    destroy_before (before);
}

static void
forget_pending (SpkEditorPage *self)
{
  set_pending (self, NULL, NULL, NULL);
}

static void
do_pending (SpkEditorPage *self)
{
  SpkEditorCallback callback = self->pending;
  gpointer data = self->pending_data;
  GDestroyNotify destroy = self->pending_destroy;

  self->pending_destroy = NULL;
  forget_pending (self);
  if (callback)
    callback (data);
  if (destroy)
    destroy (data);
}

static void
save_to (SpkEditorPage *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!spk_motif_model_save (self->model, path, &error))
    {
      forget_pending (self);
      spk_editor_page_show_error (self, _("The Motif Could Not Be Saved"), error->message);
      return;
    }
  remember (path);
  keep (self);
  do_pending (self);
}

static GtkFileChooserNative *
make_chooser (SpkEditorPage *self, const char *title, GtkFileChooserAction action, const char *accept)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, action, accept, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Motifs (JSON)"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  return chooser;
}

static char *
take_path (SpkEditorPage *self, int response)
{
  g_autoptr (GFile) file =
      response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  char *path = file ? g_file_get_path (file) : NULL;

  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  return path;
}

static void
place_chosen (GtkNativeDialog *dialog, int response, SpkEditorPage *self)
{
  g_autofree char *path = take_path (self, response);

  if (path)
    save_to (self, path);
  else
    forget_pending (self);
}

static char *
suggest_name (SpkEditorPage *self)
{
  g_autofree char *name = g_strdup (spk_motif_model_get_title (self->model));

  g_strdelimit (name, G_DIR_SEPARATOR_S, '-');
  return g_str_has_suffix (name, ".json") ? g_steal_pointer (&name) : g_strconcat (name, ".json", NULL);
}

static void
choose_place (SpkEditorPage *self)
{
  const char *path = spk_motif_model_get_path (self->model);
  g_autoptr (GFile) file = path ? g_file_new_for_path (path) : NULL;
  g_autofree char *name = suggest_name (self);

  if (self->chooser)
    return;
  self->chooser = make_chooser (self, _("Save Motif"), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"));
  if (!file || !gtk_file_chooser_set_file (GTK_FILE_CHOOSER (self->chooser), file, NULL))
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (place_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
save_or_choose (SpkEditorPage *self)
{
  const char *path = spk_motif_model_get_path (self->model);

  if (path)
    save_to (self, path);
  else
    choose_place (self);
}

static void
file_chosen (GtkNativeDialog *dialog, int response, SpkEditorPage *self)
{
  g_autofree char *path = take_path (self, response);

  if (path)
    load (self, path);
}

static void
choose_file (gpointer data)
{
  SpkEditorPage *self = data;

  if (self->chooser)
    return;
  self->chooser = make_chooser (self, _("Open Motif"), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* --- Leaving a motif --- */

static void
answered (AdwMessageDialog *dialog, const char *response, SpkEditorPage *self)
{
  if (g_str_equal (response, "save"))
    save_or_choose (self);
  else if (g_str_equal (response, "discard"))
    do_pending (self);
  else
    forget_pending (self);
}

/**
 * spk_editor_page_leave:
 * @callback: what is done then; not at all if that is not wanted after all, or if saving fails
 * @data: for @callback
 * @destroy: (nullable): frees @data when it is not needed any more
 *
 * Asks what becomes of a motif that is not saved.
 */
void
spk_editor_page_leave (SpkEditorPage *self, SpkEditorCallback callback, gpointer data, GDestroyNotify destroy)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;

  g_return_if_fail (SPK_IS_EDITOR_PAGE (self));

  set_pending (self, callback, data, destroy);
  if (!spk_motif_model_get_modified (self->model))
    {
      do_pending (self);
      return;
    }
  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Save the Motif?"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), _("What was changed in “%s” is not saved."),
                                  spk_motif_model_get_title (self->model));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "discard", _("_Discard"),
                                    "save", _("_Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What is opened once the last motif is left. */
typedef struct
{
  SpkEditorPage *page;
  char          *path;
  SpkTopology   *motif;
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  g_clear_pointer (&opening->motif, spk_topology_unref);
  g_free (opening);
}

static void
open_now (gpointer data)
{
  Opening *opening = data;

  if (opening->path)
    load (opening->page, opening->path);
  else
    spk_motif_model_open_motif (opening->page->model, opening->motif, NULL, TRUE);
}

/* @motif: (transfer full) (nullable) */
static void
open_later (SpkEditorPage *self, const char *path, SpkTopology *motif)
{
  Opening opening = { self, g_strdup (path), motif };

  spk_editor_page_leave (self, open_now, g_memdup2 (&opening, sizeof opening), free_opening);
}

/**
 * spk_editor_page_open:
 * @path: a file of a motif
 *
 * Edits that motif, once the last one may be left.
 */
void
spk_editor_page_open (SpkEditorPage *self, const char *path)
{
  g_return_if_fail (SPK_IS_EDITOR_PAGE (self) && path);

  open_later (self, path, NULL);
}

/**
 * spk_editor_page_edit:
 *
 * Edits a motif that is in no file, as one that a search has found, once the last one may be left.
 */
void
spk_editor_page_edit (SpkEditorPage *self, SpkTopology *motif)
{
  g_return_if_fail (SPK_IS_EDITOR_PAGE (self) && motif);

  open_later (self, NULL, spk_topology_ref (motif));
}

/* --- Actions --- */

static void
start_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (SpkMotifModel) fresh = spk_motif_model_new ();

  spk_editor_page_edit (SPK_EDITOR_PAGE (widget), spk_motif_model_get_motif (fresh));
}

static void
open_file (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_editor_page_leave (SPK_EDITOR_PAGE (widget), choose_file, widget, NULL);
}

static void
open_recent (GtkWidget *widget, const char *name, GVariant *uri)
{
  g_autofree char *path = g_filename_from_uri (g_variant_get_string (uri, NULL), NULL, NULL);

  if (path)
    spk_editor_page_open (SPK_EDITOR_PAGE (widget), path);
}

static void
save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save_or_choose (SPK_EDITOR_PAGE (widget));
}

static void
save_as (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_place (SPK_EDITOR_PAGE (widget));
}

/**
 * spk_editor_page_install_files:
 *
 * For the page: new, open and save.
 */
void
spk_editor_page_install_files (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "motif.new", NULL, start_new);
  gtk_widget_class_install_action (klass, "motif.open", NULL, open_file);
  gtk_widget_class_install_action (klass, "motif.open-recent", "s", open_recent);
  gtk_widget_class_install_action (klass, "motif.save", NULL, save);
  gtk_widget_class_install_action (klass, "motif.save-as", NULL, save_as);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "motif.new", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_s, GDK_CONTROL_MASK, "motif.save", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "motif.save-as", NULL);
}

/**
 * spk_editor_page_follow_files:
 *
 * For the page: keeps unsaved work, and the list of recent files.
 */
void
spk_editor_page_follow_files (SpkEditorPage *self)
{
  g_signal_connect_object (self->model, "changed", G_CALLBACK (schedule_autosave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (list_recent), self,
                           G_CONNECT_SWAPPED);
  list_recent (self);
}

/**
 * spk_editor_page_unfollow_files:
 *
 * For the page: its end.
 */
void
spk_editor_page_unfollow_files (SpkEditorPage *self)
{
  /* What was kept may have been taken back since. */
  if (self->autosave && !spk_motif_model_get_modified (self->model))
    spk_motif_recovery_remove ();
  g_clear_handle_id (&self->autosave, g_source_remove);
  forget_pending (self);
  if (self->chooser)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  if (self->pasting)
    g_cancellable_cancel (self->pasting);
  g_clear_object (&self->pasting);
}
