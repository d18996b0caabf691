/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogs/spk-preferences-window.h"

#include "dialogs/spk-folder-row.h"

/**
 * SpkPreferencesWindow:
 *
 * What stays as it is from one search to the next; all of it is kept in GSettings as soon as it is changed.
 */
struct _SpkPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  GSettings *settings;

  AdwComboRow   *color_scheme_row;
  AdwComboRow   *palette_row;
  AdwComboRow   *throttle_row;
  GtkAdjustment *threads;
  GtkSwitch     *notify_switch;
  SpkFolderRow  *runs_folder_row;
  SpkFolderRow  *recordings_folder_row;
};

G_DEFINE_FINAL_TYPE (SpkPreferencesWindow, spk_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static gboolean
enum_to_selected (GValue *value, GVariant *variant, gpointer data)
{
  GSettingsSchemaKey *key = data;
  g_autoptr (GVariant) range = g_settings_schema_key_get_range (key);
  g_autoptr (GVariant) nicks = NULL;

  g_variant_get (range, "(sv)", NULL, &nicks);
  for (gsize i = 0; i < g_variant_n_children (nicks); i++)
    {
      g_autoptr (GVariant) nick = g_variant_get_child_value (nicks, i);

      if (g_variant_equal (nick, variant))
        {
          g_value_set_uint (value, i);
          return TRUE;
        }
    }
  return FALSE;
}

static GVariant *
selected_to_enum (const GValue *value, const GVariantType *type, gpointer data)
{
  GSettingsSchemaKey *key = data;
  g_autoptr (GVariant) range = g_settings_schema_key_get_range (key);
  g_autoptr (GVariant) nicks = NULL;
  guint selected = g_value_get_uint (value);

  g_variant_get (range, "(sv)", NULL, &nicks);
  return selected < g_variant_n_children (nicks) ? g_variant_get_child_value (nicks, selected) : NULL;
}

/* The entries of the row are in the order of the nicks in the schema. */
static void
bind_enum (SpkPreferencesWindow *self, const char *name, AdwComboRow *row)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  g_object_get (self->settings, "settings-schema", &schema, NULL);
  g_settings_bind_with_mapping (self->settings, name, row, "selected", G_SETTINGS_BIND_DEFAULT, enum_to_selected,
                                selected_to_enum, g_settings_schema_get_key (schema, name),
                                (GDestroyNotify) g_settings_schema_key_unref);
}

static void
spk_preferences_window_dispose (GObject *object)
{
  SpkPreferencesWindow *self = SPK_PREFERENCES_WINDOW (object);

  g_clear_object (&self->settings);
  G_OBJECT_CLASS (spk_preferences_window_parent_class)->dispose (object);
}

static void
spk_preferences_window_class_init (SpkPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spk_preferences_window_dispose;

  g_type_ensure (SPK_TYPE_FOLDER_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/spikesmith/Spikesmith/ui/spk-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkPreferencesWindow, color_scheme_row);
  gtk_widget_class_bind_template_child (widget_class, SpkPreferencesWindow, palette_row);
  gtk_widget_class_bind_template_child (widget_class, SpkPreferencesWindow, throttle_row);
  gtk_widget_class_bind_template_child (widget_class, SpkPreferencesWindow, threads);
  gtk_widget_class_bind_template_child (widget_class, SpkPreferencesWindow, notify_switch);
  gtk_widget_class_bind_template_child (widget_class, SpkPreferencesWindow, runs_folder_row);
  gtk_widget_class_bind_template_child (widget_class, SpkPreferencesWindow, recordings_folder_row);
}

static void
spk_preferences_window_init (SpkPreferencesWindow *self)
{
  self->settings = g_settings_new (SPK_APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  bind_enum (self, "color-scheme", self->color_scheme_row);
  bind_enum (self, "palette", self->palette_row);
  bind_enum (self, "throttle", self->throttle_row);
  g_settings_bind (self->settings, "threads", self->threads, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "notify", self->notify_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "runs-folder", self->runs_folder_row, "folder", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "recordings-folder", self->recordings_folder_row, "folder", G_SETTINGS_BIND_DEFAULT);
}

/**
 * spk_preferences_window_new:
 * @parent: (nullable): the window it belongs to
 *
 * Returns: (transfer none): the preferences
 */
GtkWidget *
spk_preferences_window_new (GtkWindow *parent)
{
  return g_object_new (SPK_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
}
