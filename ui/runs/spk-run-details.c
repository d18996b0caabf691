/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "runs/spk-run-details.h"

#include <glib/gi18n.h>

#include "widgets/spk-format.h"

/**
 * SpkRunDetails:
 *
 * A small window for the name, tags and notes of a run, with what else is known of it. What was changed is kept with
 * "Save"; the run itself is not touched.
 */
struct _SpkRunDetails
{
  AdwWindow parent_instance;

  SpkRunsModel *model;
  SpkRunItem   *item;

  AdwToastOverlay *toasts;
  GtkEditable     *name_row;
  GtkEditable     *tags_row;
  GtkTextBuffer   *notes;
  GtkWidget       *save_button;
  AdwActionRow    *state_row;
  AdwActionRow    *data_row;
  AdwActionRow    *folder_row;
};

G_DEFINE_FINAL_TYPE (SpkRunDetails, spk_run_details, ADW_TYPE_WINDOW)

static char *
get_notes (SpkRunDetails *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->notes, &start, &end);
  return gtk_text_buffer_get_text (self->notes, &start, &end, FALSE);
}

static void
save_clicked (SpkRunDetails *self)
{
  g_autofree char *notes = get_notes (self);
  g_autoptr (GError) error = NULL;

  if (spk_runs_model_annotate (self->model, self->item, gtk_editable_get_text (self->name_row), notes,
                               gtk_editable_get_text (self->tags_row), &error))
    gtk_window_close (GTK_WINDOW (self));
  else
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
    }
}

static void
name_changed (SpkRunDetails *self)
{
  gboolean named = *gtk_editable_get_text (self->name_row) != '\0';

  gtk_widget_set_sensitive (self->save_button, named);
  if (named)
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->name_row), "error");
}

static void
show_folder_clicked (SpkRunDetails *self)
{
  g_autofree char *uri = g_filename_to_uri (spk_run_item_get_folder (self->item), NULL, NULL);

  if (uri)
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
fill (SpkRunDetails *self)
{
  const SpkRunEntry *entry = spk_run_item_get_entry (self->item);
  g_autofree char *date = spk_format_date (entry->created);
  g_autofree char *state =
      entry->message && *entry->message
          ? g_strdup_printf ("%s: %s", spk_format_run_state (entry->state), entry->message)
          : g_strdup_printf (_("%s, created %s"), spk_format_run_state (entry->state), date);

  gtk_editable_set_text (self->name_row, entry->name);
  gtk_editable_set_text (self->tags_row, entry->tags ? entry->tags : "");
  gtk_text_buffer_set_text (self->notes, entry->notes ? entry->notes : "", -1);
  adw_action_row_set_subtitle (self->state_row, state);
  adw_action_row_set_subtitle (self->data_row, entry->data);
  adw_action_row_set_subtitle (self->folder_row, entry->folder);
}

static void
spk_run_details_dispose (GObject *object)
{
  SpkRunDetails *self = SPK_RUN_DETAILS (object);

  g_clear_object (&self->model);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (spk_run_details_parent_class)->dispose (object);
}

static void
spk_run_details_class_init (SpkRunDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spk_run_details_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-run-details.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkRunDetails, toasts);
  gtk_widget_class_bind_template_child (widget_class, SpkRunDetails, name_row);
  gtk_widget_class_bind_template_child (widget_class, SpkRunDetails, tags_row);
  gtk_widget_class_bind_template_child (widget_class, SpkRunDetails, notes);
  gtk_widget_class_bind_template_child (widget_class, SpkRunDetails, save_button);
  gtk_widget_class_bind_template_child (widget_class, SpkRunDetails, state_row);
  gtk_widget_class_bind_template_child (widget_class, SpkRunDetails, data_row);
  gtk_widget_class_bind_template_child (widget_class, SpkRunDetails, folder_row);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, name_changed);
  gtk_widget_class_bind_template_callback (widget_class, show_folder_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
spk_run_details_init (SpkRunDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * spk_run_details_new:
 * @parent: (nullable): the window it belongs to
 * @model: which keeps name, tags and notes
 *
 * Returns: (transfer none): a window for @item
 */
GtkWidget *
spk_run_details_new (GtkWindow *parent, SpkRunsModel *model, SpkRunItem *item)
{
  SpkRunDetails *self = g_object_new (SPK_TYPE_RUN_DETAILS, "transient-for", parent, NULL);

  self->model = g_object_ref (model);
  self->item = g_object_ref (item);
  fill (self);
  return GTK_WIDGET (self);
}
