/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogs/spk-recordings-group.h"

#include <glib/gi18n.h>

#include "dialogs/spk-recordings-status.h"
#include "search/spk-load-settings.h"
#include "session/spk-data-load.h"

#define MAX_RECENT 5

/* A setting is typed letter by letter, and reading may take long. */
#define READ_AGAIN_MS 500

/**
 * SpkRecordingsGroup:
 *
 * Which recordings a new search is on: built-in ones, those used last, or a folder that is chosen. What is chosen is
 * read at once, in a worker thread, and the last row says what lies there or what is wrong with it.
 *
 * Signal "changed": another location is chosen, or its recordings are there, or were refused.
 */
struct _SpkRecordingsGroup
{
  AdwPreferencesGroup parent_instance;

  GSettings           *settings;
  GPtrArray           *choices; /* of GtkCheckButton, in the order of the rows */
  GtkCheckButton      *leader;  /* in no row: even a single choice is one of a group, and round */
  SpkRecordingsStatus *status;
  char                *location;
  gboolean             skip_bad;
  SpkSettings         *reading; /* how @dataset is read */
  SpkDataset          *dataset; /* (nullable) */
  GCancellable        *loading; /* (nullable): while it is read, or is about to be */
  guint                waiting; /* source that begins to read, or 0 */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpkRecordingsGroup, spk_recordings_group, ADW_TYPE_PREFERENCES_GROUP)

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SpkRecordingsGroup) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkDataset) dataset = spk_data_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (dataset)
    spk_recordings_status_show_dataset (self->status, dataset);
  else
    spk_recordings_status_show_error (self->status, error);
  self->dataset = g_steal_pointer (&dataset);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop_loading (SpkRecordingsGroup *self)
{
  g_clear_handle_id (&self->waiting, g_source_remove);
  if (self->loading)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
begin_loading (SpkRecordingsGroup *self)
{
  self->waiting = 0;
  spk_data_load_async (self->location, self->reading, self->skip_bad, self->loading, loaded, g_object_ref (self));
}

/* What was read is of no use any more. */
static void
forget_dataset (SpkRecordingsGroup *self)
{
  stop_loading (self);
  g_clear_pointer (&self->dataset, spk_dataset_unref);
  self->loading = g_cancellable_new ();
  spk_recordings_status_show_loading (self->status);
}

static void
load (SpkRecordingsGroup *self)
{
  forget_dataset (self);
  begin_loading (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
skip_bad (SpkRecordingsStatus *status, SpkRecordingsGroup *self)
{
  self->skip_bad = TRUE;
  load (self);
}

static const char *
location_of (GtkCheckButton *choice)
{
  return g_object_get_data (G_OBJECT (choice), "location");
}

static void
choice_toggled (GtkCheckButton *choice, GParamSpec *pspec, SpkRecordingsGroup *self)
{
  const char *location = location_of (choice);

  if (!gtk_check_button_get_active (choice) || g_strcmp0 (location, self->location) == 0)
    return;
  g_free (self->location);
  self->location = g_strdup (location);
  self->skip_bad = FALSE;
  load (self);
}

static GtkCheckButton *
add_choice (SpkRecordingsGroup *self, const char *location, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *choice = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), choice);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), choice);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (choice), self->leader);
  g_object_set_data_full (G_OBJECT (choice), "location", g_strdup (location), g_free);
  g_signal_connect (choice, "notify::active", G_CALLBACK (choice_toggled), self);
  g_ptr_array_add (self->choices, choice);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return GTK_CHECK_BUTTON (choice);
}

static GtkCheckButton *
add_folder (SpkRecordingsGroup *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *shown = g_filename_display_name (path);

  return add_choice (self, path, name, shown);
}

static GtkCheckButton *
find_choice (SpkRecordingsGroup *self, const char *location)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (g_str_equal (location_of (self->choices->pdata[i]), location))
      return self->choices->pdata[i];
  return NULL;
}

static void
folder_chosen (GtkNativeDialog *dialog, int response, SpkRecordingsGroup *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path)
        spk_recordings_group_choose (self, path, FALSE);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose_folder (GtkButton *button, SpkRecordingsGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_("Choose Recordings"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Open"), NULL);
  g_autofree char *start = g_settings_get_string (self->settings, "recordings-folder");

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (*start)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (start);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
    }
  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static GtkWidget *
make_folder_button (SpkRecordingsGroup *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "folder-open-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _("_Choose Folder…"));
  adw_button_content_set_use_underline (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (choose_folder), self);
  return button;
}

/* The status stays the last row. */
static void
move_status_down (SpkRecordingsGroup *self)
{
  g_object_ref (self->status);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->status));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->status));
  g_object_unref (self->status);
}

static void
spk_recordings_group_constructed (GObject *object)
{
  SpkRecordingsGroup *self = SPK_RECORDINGS_GROUP (object);
  g_auto (GStrv) recent = g_settings_get_strv (self->settings, "recent-recordings");

  G_OBJECT_CLASS (spk_recordings_group_parent_class)->constructed (object);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Data Set"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), make_folder_button (self));
  add_choice (self, SPK_BUILT_IN_RECORDINGS, _("Random manifolds"), _("Built-in; ten classes of spike times"));
  for (guint i = 0; recent[i] && i < MAX_RECENT; i++)
    if (g_file_test (recent[i], G_FILE_TEST_IS_DIR))
      add_folder (self, recent[i]);
  self->status = SPK_RECORDINGS_STATUS (spk_recordings_status_new ());
  g_signal_connect (self->status, "skip-bad", G_CALLBACK (skip_bad), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->status));
}

static void
spk_recordings_group_dispose (GObject *object)
{
  SpkRecordingsGroup *self = SPK_RECORDINGS_GROUP (object);

  stop_loading (self);
  for (guint i = 0; i < self->choices->len; i++)
    g_signal_handlers_disconnect_by_data (self->choices->pdata[i], self);
  g_ptr_array_set_size (self->choices, 0);
  g_clear_object (&self->leader);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->dataset, spk_dataset_unref);
  G_OBJECT_CLASS (spk_recordings_group_parent_class)->dispose (object);
}

static void
spk_recordings_group_finalize (GObject *object)
{
  SpkRecordingsGroup *self = SPK_RECORDINGS_GROUP (object);

  g_ptr_array_unref (self->choices);
  spk_settings_free (self->reading);
  g_free (self->location);
  G_OBJECT_CLASS (spk_recordings_group_parent_class)->finalize (object);
}

static void
spk_recordings_group_class_init (SpkRecordingsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = spk_recordings_group_constructed;
  object_class->dispose = spk_recordings_group_dispose;
  object_class->finalize = spk_recordings_group_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
spk_recordings_group_init (SpkRecordingsGroup *self)
{
  self->settings = g_settings_new (SPK_APPLICATION_ID);
  self->choices = g_ptr_array_new ();
  self->reading = spk_settings_new ();
  self->leader = g_object_ref_sink (GTK_CHECK_BUTTON (gtk_check_button_new ()));
}

/**
 * spk_recordings_group_new:
 *
 * Returns: (transfer floating): a group in which nothing is chosen yet
 */
GtkWidget *
spk_recordings_group_new (void)
{
  return g_object_new (SPK_TYPE_RECORDINGS_GROUP, NULL);
}

/**
 * spk_recordings_group_choose:
 * @location: a folder, or generated data as for spk_dataset_load()
 * @skip_bad: whether broken recordings are left out
 *
 * Chooses recordings and begins to read them; a row is added where there is none for them.
 */
void
spk_recordings_group_choose (SpkRecordingsGroup *self, const char *location, gboolean skip)
{
  GtkCheckButton *choice;

  g_return_if_fail (SPK_IS_RECORDINGS_GROUP (self));
  g_return_if_fail (location != NULL);

  choice = find_choice (self, location);
  if (!choice)
    {
      choice = g_str_has_prefix (location, SPK_BUILT_IN_RECORDINGS)
                   ? add_choice (self, location, _("Random manifolds"), location)
                   : add_folder (self, location);
      move_status_down (self);
    }
  g_free (self->location);
  self->location = g_strdup (location);
  self->skip_bad = skip;
  gtk_check_button_set_active (choice, TRUE);
  load (self);
}

/**
 * spk_recordings_group_read_as:
 * @settings: of which those that say how recordings are read matter
 *
 * Reads the recordings again, in half a second, if these settings want them read in another way.
 */
void
spk_recordings_group_read_as (SpkRecordingsGroup *self, const SpkSettings *settings)
{
  g_return_if_fail (SPK_IS_RECORDINGS_GROUP (self));

  if (spk_recordings_group_is_read_as (self, settings))
    return;
  spk_settings_free (self->reading);
  self->reading = spk_settings_copy (settings);
  if (!self->location)
    return;
  forget_dataset (self);
  self->waiting = g_timeout_add_once (READ_AGAIN_MS, (GSourceOnceFunc) begin_loading, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * spk_recordings_group_is_read_as:
 *
 * Returns: whether the recordings are read as @settings want them
 */
gboolean
spk_recordings_group_is_read_as (SpkRecordingsGroup *self, const SpkSettings *settings)
{
  g_return_val_if_fail (SPK_IS_RECORDINGS_GROUP (self), FALSE);

  return spk_load_settings_are_same (self->reading, settings);
}

/**
 * spk_recordings_group_get_location:
 *
 * Returns: (transfer none) (nullable): what is chosen, as for spk_dataset_load()
 */
const char *
spk_recordings_group_get_location (SpkRecordingsGroup *self)
{
  g_return_val_if_fail (SPK_IS_RECORDINGS_GROUP (self), NULL);

  return self->location;
}

/**
 * spk_recordings_group_get_skip_bad:
 *
 * Returns: whether broken recordings are to be left out
 */
gboolean
spk_recordings_group_get_skip_bad (SpkRecordingsGroup *self)
{
  g_return_val_if_fail (SPK_IS_RECORDINGS_GROUP (self), FALSE);

  return self->skip_bad;
}

/**
 * spk_recordings_group_get_dataset:
 *
 * Returns: (transfer none) (nullable): the recordings, once they are read
 */
SpkDataset *
spk_recordings_group_get_dataset (SpkRecordingsGroup *self)
{
  g_return_val_if_fail (SPK_IS_RECORDINGS_GROUP (self), NULL);

  return self->dataset;
}

/**
 * spk_recordings_group_is_loading:
 *
 * Returns: whether the recordings are being read
 */
gboolean
spk_recordings_group_is_loading (SpkRecordingsGroup *self)
{
  g_return_val_if_fail (SPK_IS_RECORDINGS_GROUP (self), FALSE);

  return self->loading != NULL;
}

/**
 * spk_recordings_group_remember:
 *
 * Puts the chosen folder first among those used last.
 */
void
spk_recordings_group_remember (SpkRecordingsGroup *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) recent = NULL;
  g_auto (GStrv) now = NULL;

  g_return_if_fail (SPK_IS_RECORDINGS_GROUP (self));

  if (!self->location || !g_path_is_absolute (self->location))
    return;
  recent = g_settings_get_strv (self->settings, "recent-recordings");
  g_strv_builder_add (builder, self->location);
  for (guint i = 0; recent[i] && i < MAX_RECENT - 1; i++)
    if (!g_str_equal (recent[i], self->location))
      g_strv_builder_add (builder, recent[i]);
  now = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "recent-recordings", (const char *const *) now);
}
