/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "runs/spk-runs-page-private.h"

#include <glib/gi18n.h>

#include "runs/spk-run-details.h"

static void
say (SpkRunsPage *self, const GError *error)
{
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
emit_for_selected (SpkRunsPage *self, guint signal)
{
  g_autoptr (GPtrArray) items = spk_runs_page_list_selected (self);

  if (items->len == 1)
    g_signal_emit (self, spk_runs_page_signals[signal], 0, spk_run_item_get_folder (items->pdata[0]));
}

static void
open_run (GtkWidget *widget, const char *name, GVariant *parameter)
{
  emit_for_selected (SPK_RUNS_PAGE (widget), SPK_RUNS_PAGE_OPEN);
}

static void
duplicate_run (GtkWidget *widget, const char *name, GVariant *parameter)
{
  emit_for_selected (SPK_RUNS_PAGE (widget), SPK_RUNS_PAGE_DUPLICATE);
}

static void
resume_run (GtkWidget *widget, const char *name, GVariant *parameter)
{
  emit_for_selected (SPK_RUNS_PAGE (widget), SPK_RUNS_PAGE_RESUME);
}

static void
edit_run (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkRunsPage *self = SPK_RUNS_PAGE (widget);
  g_autoptr (GPtrArray) items = spk_runs_page_list_selected (self);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (items->len == 1)
    gtk_window_present (
        GTK_WINDOW (spk_run_details_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->model, items->pdata[0])));
}

/* Runs that were deleted together, and can be brought back together. */
typedef struct
{
  SpkRunsModel *model;
  GPtrArray    *items;
  SpkRunsPage  *page; /* weak */
} Deletion;

static void
deletion_free (gpointer data, GClosure *closure)
{
  Deletion *deletion = data;

  g_object_unref (deletion->model);
  g_ptr_array_unref (deletion->items);
  g_clear_weak_pointer (&deletion->page);
  g_free (deletion);
}

static void
undo_clicked (AdwToast *toast, Deletion *deletion)
{
  for (guint i = 0; i < deletion->items->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!spk_runs_model_undo (deletion->model, deletion->items->pdata[i], &error) && deletion->page)
        say (deletion->page, error);
    }
  g_ptr_array_set_size (deletion->items, 0);
}

static void
toast_dismissed (AdwToast *toast, Deletion *deletion)
{
  for (guint i = 0; i < deletion->items->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!spk_runs_model_commit (deletion->model, deletion->items->pdata[i], &error) && deletion->page)
        say (deletion->page, error);
    }
  g_ptr_array_set_size (deletion->items, 0);
}

static void
offer_undo (SpkRunsPage *self, GPtrArray *deleted)
{
  Deletion *deletion = g_new0 (Deletion, 1);
  g_autofree char *title = NULL;
  AdwToast *toast;

  if (deleted->len == 1)
    {
      g_autofree char *name = g_markup_escape_text (spk_run_item_get_entry (deleted->pdata[0])->name, -1);

      title = g_strdup_printf (_("“%s” deleted"), name);
    }
  else
    title = g_strdup_printf (ngettext ("%u run deleted", "%u runs deleted", deleted->len), deleted->len);
  deletion->model = g_object_ref (self->model);
  deletion->items = g_ptr_array_ref (deleted);
  g_set_weak_pointer (&deletion->page, self);
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked), deletion, deletion_free, 0);
  g_signal_connect (toast, "dismissed", G_CALLBACK (toast_dismissed), deletion);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
delete_runs (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkRunsPage *self = SPK_RUNS_PAGE (widget);
  g_autoptr (GPtrArray) items = spk_runs_page_list_selected (self);
  g_autoptr (GPtrArray) deleted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (spk_runs_model_delete (self->model, items->pdata[i], &error))
        g_ptr_array_add (deleted, g_object_ref (items->pdata[i]));
      else
        say (self, error);
    }
  if (deleted->len > 0)
    offer_undo (self, deleted);
}

/* Runs are opened one after the other, off the main thread. */
typedef struct
{
  SpkRunsPage *page;
  GPtrArray   *items;
  GPtrArray   *documents;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->page);
  g_ptr_array_unref (opening->items);
  g_ptr_array_unref (opening->documents);
  g_free (opening);
}

static void
show_comparison (SpkRunsPage *self, GPtrArray *documents)
{
  g_autoptr (SpkRunComparison) comparison =
      spk_run_comparison_new ((SpkRunDocument *const *) documents->pdata, documents->len);

  spk_compare_page_set_comparison (self->compare_page, comparison);
  gtk_stack_set_visible_child_name (self->stack, "compare");
  gtk_widget_child_focus (GTK_WIDGET (self->compare_page), GTK_DIR_TAB_FORWARD);
}

static void open_next (Opening *opening);

static void
run_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  g_autoptr (GError) error = NULL;
  SpkRunDocument *document = spk_run_document_open_finish (result, &error);

  if (document)
    {
      g_ptr_array_add (opening->documents, document);
      open_next (opening);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (opening->page, error);
  opening_free (opening);
}

static void
open_next (Opening *opening)
{
  SpkRunsPage *self = opening->page;
  guint next = opening->documents->len;

  if (next < opening->items->len)
    {
      spk_run_document_open_async (spk_run_item_get_folder (opening->items->pdata[next]), self->opening, run_opened,
                                   opening);
      return;
    }
  show_comparison (self, opening->documents);
  opening_free (opening);
}

static void
compare_runs (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkRunsPage *self = SPK_RUNS_PAGE (widget);
  Opening *opening = g_new0 (Opening, 1);

  if (self->opening)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  opening->page = g_object_ref (self);
  opening->items = spk_runs_page_list_selected (self);
  opening->documents = g_ptr_array_new_with_free_func (g_object_unref);
  open_next (opening);
}

/**
 * spk_runs_page_update_actions:
 *
 * Allows what makes sense for the selection, and says how much is selected.
 */
void
spk_runs_page_update_actions (SpkRunsPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (GPtrArray) items = spk_runs_page_list_selected (self);
  g_autofree char *text = g_strdup_printf (ngettext ("%u selected", "%u selected", items->len), items->len);
  gboolean one = items->len == 1;

  gtk_widget_action_set_enabled (widget, "runs.open", one);
  gtk_widget_action_set_enabled (widget, "runs.edit", one);
  gtk_widget_action_set_enabled (widget, "runs.duplicate", one);
  gtk_widget_action_set_enabled (
      widget, "runs.resume", one && spk_run_item_get_entry (items->pdata[0])->state == SPK_RUN_INTERRUPTED);
  gtk_widget_action_set_enabled (widget, "runs.compare", items->len >= 2 && items->len <= SPK_MOST_COMPARED);
  gtk_widget_action_set_enabled (widget, "runs.delete", items->len > 0);
  gtk_label_set_text (self->selection_label, text);
  gtk_action_bar_set_revealed (self->action_bar, items->len > 0);
}

/**
 * spk_runs_page_install_actions:
 *
 * The actions "runs.…" on the selected runs, and their keys.
 */
void
spk_runs_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "runs.open", NULL, open_run);
  gtk_widget_class_install_action (widget_class, "runs.compare", NULL, compare_runs);
  gtk_widget_class_install_action (widget_class, "runs.duplicate", NULL, duplicate_run);
  gtk_widget_class_install_action (widget_class, "runs.resume", NULL, resume_run);
  gtk_widget_class_install_action (widget_class, "runs.edit", NULL, edit_run);
  gtk_widget_class_install_action (widget_class, "runs.delete", NULL, delete_runs);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "runs.edit", NULL);
}
