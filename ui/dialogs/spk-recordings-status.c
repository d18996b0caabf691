/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogs/spk-recordings-status.h"

#include <glib/gi18n.h>

#include "figures/spk-number.h"
#include "session/spk-data-load.h"

#define MOST_SKIPPED_LISTED 100

/**
 * SpkRecordingsStatus:
 *
 * A row that says what lies in a folder of recordings: still being read, what kind and how many, or what is wrong, with
 * the file and the line.
 *
 * Signal "skip-bad": broken recordings are to be left out.
 */
struct _SpkRecordingsStatus
{
  AdwActionRow parent_instance;

  GtkStack  *icons;
  GtkWidget *skip_button;
  GtkWidget *skipped_button;
  GtkLabel  *skipped_list;
};

enum
{
  SKIP_BAD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpkRecordingsStatus, spk_recordings_status, ADW_TYPE_ACTION_ROW)

static void
skip_clicked (SpkRecordingsStatus *self)
{
  g_signal_emit (self, signals[SKIP_BAD], 0);
}

static void
show (SpkRecordingsStatus *self, const char *icon, const char *title, const char *subtitle)
{
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_stack_set_visible_child_name (self->icons, icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
}

static void
list_skipped (SpkRecordingsStatus *self, SpkDataset *dataset)
{
  guint n = spk_dataset_get_n_skipped (dataset);
  const char *const *messages = spk_dataset_get_skipped (dataset);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, MOST_SKIPPED_LISTED); i++)
    g_string_append_printf (list, "%s%s", i > 0 ? "\n" : "", messages[i]);
  if (n > MOST_SKIPPED_LISTED)
    g_string_append_printf (list, ngettext ("\nand %u more", "\nand %u more", n - MOST_SKIPPED_LISTED),
                            n - MOST_SKIPPED_LISTED);
  gtk_label_set_text (self->skipped_list, list->str);
}

static void
spk_recordings_status_class_init (SpkRecordingsStatusClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/spikesmith/Spikesmith/ui/spk-recordings-status.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkRecordingsStatus, icons);
  gtk_widget_class_bind_template_child (widget_class, SpkRecordingsStatus, skip_button);
  gtk_widget_class_bind_template_child (widget_class, SpkRecordingsStatus, skipped_button);
  gtk_widget_class_bind_template_child (widget_class, SpkRecordingsStatus, skipped_list);
  gtk_widget_class_bind_template_callback (widget_class, skip_clicked);

  signals[SKIP_BAD] =
      g_signal_new ("skip-bad", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
spk_recordings_status_init (SpkRecordingsStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * spk_recordings_status_new:
 *
 * Returns: (transfer floating): a row that is hidden until it has something to say
 */
GtkWidget *
spk_recordings_status_new (void)
{
  return g_object_new (SPK_TYPE_RECORDINGS_STATUS, NULL);
}

/**
 * spk_recordings_status_show_loading:
 *
 * Says that recordings are being read.
 */
void
spk_recordings_status_show_loading (SpkRecordingsStatus *self)
{
  g_return_if_fail (SPK_IS_RECORDINGS_STATUS (self));

  show (self, "loading", _("Reading…"), "");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "setting-problem");
  gtk_widget_set_visible (self->skip_button, FALSE);
  gtk_widget_set_visible (self->skipped_button, FALSE);
}

/**
 * spk_recordings_status_show_dataset:
 *
 * Says what was read, and which recordings were left out.
 */
void
spk_recordings_status_show_dataset (SpkRecordingsStatus *self, SpkDataset *dataset)
{
  guint n_skipped;
  g_autofree char *title = NULL;
  g_autofree char *samples = NULL;
  g_autofree char *channels = NULL;
  g_autofree char *subtitle = NULL;

  g_return_if_fail (SPK_IS_RECORDINGS_STATUS (self));

  n_skipped = spk_dataset_get_n_skipped (dataset);
  /* Translators: the kind of the recordings, as "ti46-alpha" */
  title = g_strdup_printf (_("Recognised as %s"), spk_dataset_get_kind (dataset));
  samples = spk_number_format_count (spk_dataset_get_n_samples (dataset));
  channels = spk_number_format_count (spk_dataset_get_geometry (dataset)->channels);
  subtitle = g_strdup_printf (_("%s recordings of %u classes, %s channels"), samples,
                              spk_dataset_get_n_classes (dataset), channels);
  show (self, "ready", title, subtitle);
  gtk_widget_set_visible (self->skipped_button, n_skipped > 0);
  if (n_skipped > 0)
    {
      g_autofree char *label = g_strdup_printf (_("%u Left Out"), n_skipped);

      gtk_menu_button_set_label (GTK_MENU_BUTTON (self->skipped_button), label);
      list_skipped (self, dataset);
    }
}

/**
 * spk_recordings_status_show_error:
 * @error: of spk_data_load_finish()
 *
 * Says why recordings were refused, and offers to leave broken ones out where that would help.
 */
void
spk_recordings_status_show_error (SpkRecordingsStatus *self, const GError *error)
{
  gboolean is_bad = spk_data_load_is_bad_recording (error);

  g_return_if_fail (SPK_IS_RECORDINGS_STATUS (self));

  show (self, "problem", is_bad ? _("A recording is broken") : _("These recordings cannot be used"), error->message);
  gtk_widget_add_css_class (GTK_WIDGET (self), "setting-problem");
  gtk_widget_set_visible (self->skip_button, is_bad);
}
