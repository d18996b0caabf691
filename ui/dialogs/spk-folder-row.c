/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogs/spk-folder-row.h"

#include <glib/gi18n.h>

/**
 * SpkFolderRow:
 *
 * A row in which a folder is chosen.
 *
 * Properties: "folder" (string, rw): "" for the usual one; "usual" (string, rw): what is said where it is that.
 */
struct _SpkFolderRow
{
  AdwActionRow parent_instance;

  char      *folder;
  char      *usual;
  GtkWidget *reset_button;
};

enum
{
  PROP_0,
  PROP_FOLDER,
  PROP_USUAL,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (SpkFolderRow, spk_folder_row, ADW_TYPE_ACTION_ROW)

static void
update (SpkFolderRow *self)
{
  g_autofree char *shown = g_filename_display_name (self->folder);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), *self->folder ? shown : self->usual);
  gtk_widget_set_visible (self->reset_button, *self->folder != '\0');
}

static void
folder_chosen (GtkNativeDialog *dialog, int response, SpkFolderRow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path)
        spk_folder_row_set_folder (self, path);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose_clicked (SpkFolderRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)),
                                                              GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                              GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Choose"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
reset_clicked (SpkFolderRow *self)
{
  spk_folder_row_set_folder (self, "");
}

static void
spk_folder_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SpkFolderRow *self = SPK_FOLDER_ROW (object);

  switch (id)
    {
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;
    case PROP_USUAL:
      g_value_set_string (value, self->usual);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_folder_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SpkFolderRow *self = SPK_FOLDER_ROW (object);

  switch (id)
    {
    case PROP_FOLDER:
      spk_folder_row_set_folder (self, g_value_get_string (value));
      break;
    case PROP_USUAL:
      g_free (self->usual);
      self->usual = g_value_dup_string (value);
      update (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_folder_row_finalize (GObject *object)
{
  SpkFolderRow *self = SPK_FOLDER_ROW (object);

  g_free (self->folder);
  g_free (self->usual);
  G_OBJECT_CLASS (spk_folder_row_parent_class)->finalize (object);
}

static void
spk_folder_row_class_init (SpkFolderRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = spk_folder_row_get_property;
  object_class->set_property = spk_folder_row_set_property;
  object_class->finalize = spk_folder_row_finalize;

  properties[PROP_FOLDER] = g_param_spec_string ("folder", NULL, NULL, "", flags);
  properties[PROP_USUAL] = g_param_spec_string ("usual", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-folder-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkFolderRow, reset_button);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked);
}

static void
spk_folder_row_init (SpkFolderRow *self)
{
  self->folder = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * spk_folder_row_get_folder:
 *
 * Returns: (transfer none): the path, "" for the usual one
 */
const char *
spk_folder_row_get_folder (SpkFolderRow *self)
{
  g_return_val_if_fail (SPK_IS_FOLDER_ROW (self), NULL);

  return self->folder;
}

/**
 * spk_folder_row_set_folder:
 * @folder: a path, "" for the usual one
 */
void
spk_folder_row_set_folder (SpkFolderRow *self, const char *folder)
{
  g_return_if_fail (SPK_IS_FOLDER_ROW (self));
  g_return_if_fail (folder != NULL);

  if (g_str_equal (self->folder, folder))
    return;
  g_free (self->folder);
  self->folder = g_strdup (folder);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDER]);
}
