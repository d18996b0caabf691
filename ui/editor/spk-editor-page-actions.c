/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editor/spk-editor-page-private.h"

#include <glib/gi18n.h>

#define ZOOM_STEP 1.25

static SpkMotifModel *
model_of (GtkWidget *widget)
{
  return SPK_EDITOR_PAGE (widget)->model;
}

static void
undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_motif_model_undo (model_of (widget));
}

static void
redo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_motif_model_redo (model_of (widget));
}

static void
add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_motif_model_add (model_of (widget), NULL);
}

static void
remove_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_motif_model_remove_selected (model_of (widget));
}

static void
duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_motif_model_duplicate_selected (model_of (widget));
}

static void
select_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_motif_model_select_all (model_of (widget));
}

static void
set_type (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkMotifModel *model = model_of (widget);

  spk_motif_model_set_type (model, spk_motif_model_get_cell (model), g_variant_get_int32 (parameter));
}

static void
align (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_motif_model_align_selected (model_of (widget), g_variant_get_int32 (parameter));
}

static void
arrange (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_motif_model_arrange (model_of (widget));
}

static void
fit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_motif_canvas_fit (SPK_EDITOR_PAGE (widget)->canvas);
}

static void
zoom_in (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_motif_canvas_zoom (SPK_EDITOR_PAGE (widget)->canvas, ZOOM_STEP);
}

static void
zoom_out (GtkWidget *widget, const char *name, GVariant *parameter)
{
  spk_motif_canvas_zoom (SPK_EDITOR_PAGE (widget)->canvas, 1 / ZOOM_STEP);
}

static void
find (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkEditorPage *self = SPK_EDITOR_PAGE (widget);

  gtk_editable_set_text (self->find_entry, "");
  gtk_popover_popup (self->find_popover);
  gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
}

static void
train (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "train");
}

/* --- Another number --- */

typedef struct
{
  SpkMotifModel *model;
  guint          neuron;
  GtkSpinButton *number;
} Renumbering;

static void
free_renumbering (gpointer data, GClosure *closure)
{
  Renumbering *renumbering = data;

  g_object_unref (renumbering->model);
  g_free (renumbering);
}

static void
number_chosen (AdwMessageDialog *dialog, const char *response, Renumbering *renumbering)
{
  guint size = spk_topology_get_size (spk_motif_model_get_motif (renumbering->model));
  guint number = (guint) gtk_spin_button_get_value_as_int (renumbering->number);

  if (g_str_equal (response, "renumber") && renumbering->neuron < size && number < size)
    spk_motif_model_renumber (renumbering->model, renumbering->neuron, number);
}

static void
renumber (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkMotifModel *model = model_of (widget);
  guint size = spk_topology_get_size (spk_motif_model_get_motif (model)), n;
  const guint *neurons = spk_motif_model_get_selection (model, &n);
  GtkRoot *root = gtk_widget_get_root (widget);
  Renumbering *renumbering;
  GtkWidget *dialog, *number;

  if (n != 1)
    return;
  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                                   _("Neurons between the two numbers move up or down by one."));
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _("New Number of Neuron %u"), neurons[0]);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "renumber", _("_Renumber"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "renumber", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "renumber");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  number = gtk_spin_button_new_with_range (0, MAX (1, size - 1), 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (number), neurons[0]);
  gtk_entry_set_activates_default (GTK_ENTRY (gtk_editable_get_delegate (GTK_EDITABLE (number))), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New number"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), number);
  renumbering = g_new0 (Renumbering, 1);
  renumbering->model = g_object_ref (model);
  renumbering->neuron = neurons[0];
  renumbering->number = GTK_SPIN_BUTTON (number);
  g_signal_connect_data (dialog, "response", G_CALLBACK (number_chosen), renumbering, free_renumbering, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * spk_editor_page_update_actions:
 *
 * For the page: allows what makes sense.
 */
void
spk_editor_page_update_actions (SpkEditorPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const SpkMotifDocument *document = spk_motif_model_get_document (self->model);
  gboolean cell = spk_motif_model_get_cell (self->model).kind != SPK_MOTIF_CELL_NONE;
  guint n;

  spk_motif_model_get_selection (self->model, &n);
  gtk_widget_action_set_enabled (widget, "motif.undo", spk_motif_document_count_undo (document) > 0);
  gtk_widget_action_set_enabled (widget, "motif.redo", spk_motif_document_count_redo (document) > 0);
  gtk_widget_action_set_enabled (widget, "motif.cut", n > 0);
  gtk_widget_action_set_enabled (widget, "motif.copy", n > 0);
  gtk_widget_action_set_enabled (widget, "motif.duplicate", n > 0);
  gtk_widget_action_set_enabled (widget, "motif.remove", n > 0);
  gtk_widget_action_set_enabled (widget, "motif.align", n > 1);
  gtk_widget_action_set_enabled (widget, "motif.renumber", n == 1);
  gtk_widget_action_set_enabled (widget, "motif.set-type", cell);
}

/**
 * spk_editor_page_install_actions:
 *
 * For the page: the actions "motif.…" and their keys.
 */
void
spk_editor_page_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "motif.undo", NULL, undo);
  gtk_widget_class_install_action (klass, "motif.redo", NULL, redo);
  gtk_widget_class_install_action (klass, "motif.add", NULL, add);
  gtk_widget_class_install_action (klass, "motif.remove", NULL, remove_selected);
  gtk_widget_class_install_action (klass, "motif.duplicate", NULL, duplicate);
  gtk_widget_class_install_action (klass, "motif.select-all", NULL, select_all);
  gtk_widget_class_install_action (klass, "motif.set-type", "i", set_type);
  gtk_widget_class_install_action (klass, "motif.align", "i", align);
  gtk_widget_class_install_action (klass, "motif.arrange", NULL, arrange);
  gtk_widget_class_install_action (klass, "motif.renumber", NULL, renumber);
  gtk_widget_class_install_action (klass, "motif.fit", NULL, fit);
  gtk_widget_class_install_action (klass, "motif.zoom-in", NULL, zoom_in);
  gtk_widget_class_install_action (klass, "motif.zoom-out", NULL, zoom_out);
  gtk_widget_class_install_action (klass, "motif.find", NULL, find);
  gtk_widget_class_install_action (klass, "motif.train", NULL, train);

  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK, "motif.undo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "motif.redo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_y, GDK_CONTROL_MASK, "motif.redo", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Insert, 0, "motif.add", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Delete, 0, "motif.remove", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_BackSpace, 0, "motif.remove", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_a, GDK_CONTROL_MASK, "motif.select-all", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_r, GDK_CONTROL_MASK, "motif.renumber", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_0, GDK_CONTROL_MASK, "motif.fit", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_plus, GDK_CONTROL_MASK, "motif.zoom-in", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_equal, GDK_CONTROL_MASK, "motif.zoom-in", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_minus, GDK_CONTROL_MASK, "motif.zoom-out", NULL);
}
