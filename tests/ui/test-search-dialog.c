/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include <glib/gstdio.h>

#include "../core/sound-fixture.h"
#include "dialogs/spk-recordings-status.h"
#include "dialogs/spk-search-dialog.h"
#include "search/spk-load-settings.h"
#include "widgets/spk-setting-row.h"

#define GOOD   "-1\t-1\n0\t200\n0\t209\n3\t4\n-1\t-1\n"
#define BROKEN "-1\t-1\n0\ttwo\n-1\t-1\n"

static SpkSearchDialog *
open_dialog (const char *location)
{
  SpkSearchDialog *dialog = SPK_SEARCH_DIALOG (spk_search_dialog_new (NULL));

  spk_search_dialog_set_recordings (dialog, location);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static SpkSearchDialog *
open_small_dialog (void)
{
  return open_dialog ("randman:classes=3,samples=20,channels=8");
}

static GtkWidget *
find_start (SpkSearchDialog *dialog)
{
  return ui_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "_Start");
}

static gboolean
can_start (gpointer dialog)
{
  return gtk_widget_get_sensitive (find_start (dialog));
}

static gboolean
cannot_start (gpointer dialog)
{
  return !can_start (dialog);
}

static SpkSettingRow *
find_row (SpkSearchDialog *dialog, const char *title)
{
  return SPK_SETTING_ROW (ui_find (GTK_WIDGET (dialog), SPK_TYPE_SETTING_ROW, title));
}

static void
test_recordings_are_recognised (void)
{
  SpkSearchDialog *dialog = open_small_dialog ();
  GtkWidget *status;

  ui_wait_until (can_start, dialog);
  status = ui_find (GTK_WIDGET (dialog), SPK_TYPE_RECORDINGS_STATUS, "Recognised as randman");
  g_assert_nonnull (status);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (status)), ==, "60 recordings of 3 classes, 8 channels");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_preset_suits_the_data (void)
{
  SpkSearchDialog *dialog = open_small_dialog ();
  g_autoptr (SpkPlan) plan = NULL;

  ui_wait_until (can_start, dialog);
  plan = spk_search_dialog_make_plan (dialog);
  g_assert_cmpuint (spk_plan_get_settings (plan)->neurons.values[0], ==, 128);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_wrong_value_is_said_beside_its_field (void)
{
  SpkSearchDialog *dialog = open_small_dialog ();
  SpkSettingRow *row = find_row (dialog, "Epochs");

  ui_wait_until (can_start, dialog);
  spk_setting_row_set_text (row, "0");
  ui_wait_until (cannot_start, dialog);
  g_assert_cmpstr (spk_setting_row_get_problem (row), ==, "0 is not in 1 to 100000");
  g_assert_nonnull (ui_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "1 setting is wrong"));
  spk_setting_row_set_text (row, "5");
  ui_wait_until (can_start, dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_size_that_does_not_divide_is_said_beside_the_sizes (void)
{
  SpkSearchDialog *dialog = open_small_dialog ();
  SpkSettingRow *row = find_row (dialog, "Motif sizes");

  ui_wait_until (can_start, dialog);
  spk_setting_row_set_text (row, "3,5");
  ui_wait_until (cannot_start, dialog);
  g_assert_nonnull (spk_setting_row_get_problem (row));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
has_estimate (gpointer dialog)
{
  return ui_find_prefix (dialog, "About ") != NULL;
}

static void
test_time_and_memory_are_estimated (void)
{
  SpkSearchDialog *dialog = open_small_dialog ();

  ui_wait_until (has_estimate, dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
keep_plan (SpkSearchDialog *dialog, SpkPlan *plan, SpkPlan **kept)
{
  *kept = g_object_ref (plan);
}

static void
test_start_gives_the_plan (void)
{
  SpkSearchDialog *dialog = open_small_dialog ();
  g_autoptr (SpkPlan) plan = NULL;

  g_signal_connect (dialog, "accepted", G_CALLBACK (keep_plan), &plan);
  ui_wait_until (can_start, dialog);
  spk_setting_row_set_text (find_row (dialog, "Seed"), "77");
  gtk_editable_set_text (GTK_EDITABLE (ui_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, "Name (optional)")), "named");
  ui_click (GTK_WIDGET (dialog), "_Start");
  g_assert_nonnull (plan);
  g_assert_cmpuint (spk_plan_get_settings (plan)->seed, ==, 77);
  g_assert_cmpstr (spk_plan_get_name (plan), ==, "named");
  g_assert_null (ui_find_window (SPK_TYPE_SEARCH_DIALOG));
}

static void
test_training_needs_no_motif_file (void)
{
  SpkSearchDialog *dialog = open_small_dialog ();
  GtkWidget *kind = ui_find (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW, "Kind");
  g_autoptr (SpkPlan) plan = NULL;

  ui_wait_until (can_start, dialog);
  adw_combo_row_set_selected (ADW_COMBO_ROW (kind), 1);
  ui_wait_until (can_start, dialog);
  plan = spk_search_dialog_make_plan (dialog);
  g_assert_cmpint (spk_plan_get_kind (plan), ==, SPK_JOB_TRAIN);
  g_assert_true (spk_plan_check (plan, NULL, NULL));
  g_clear_object (&plan);

  spk_setting_row_set_text (find_row (dialog, "Recurrence"), "dense");
  ui_settle ();
  plan = spk_search_dialog_make_plan (dialog);
  g_assert_cmpuint (spk_plan_get_settings (plan)->random_motif, ==, 0);
  g_assert_true (spk_plan_check (plan, NULL, NULL));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
write_file (const char *folder, const char *class, const char *name, const char *text)
{
  g_autofree char *class_folder = g_build_filename (folder, class, NULL);
  g_autofree char *path = g_build_filename (class_folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (class_folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Spoken letters of two classes, one of them broken in its second line. */
static void
write_broken_recordings (const char *folder)
{
  const char *names[] = { "f1_u1", "f1_u2", "f1_u3", "f1_u4", "m1_u1", "m1_u2", "m1_u3", "m1_u4" };

  for (guint class = 0; class < 2; class++)
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autofree char *class_name = g_strdup_printf ("%u", class);
        g_autofree char *name = g_strdup_printf ("%s_c%u.dat", names[i], class);

        write_file (folder, class_name, name, class == 1 && i == 0 ? BROKEN : GOOD);
      }
}

static gboolean
says_broken (gpointer dialog)
{
  return ui_find (dialog, SPK_TYPE_RECORDINGS_STATUS, "A recording is broken") != NULL;
}

static void
test_broken_recording_is_named_and_can_be_skipped (void)
{
  UiFixture fixture;
  SpkSearchDialog *dialog;
  GtkWidget *status;
  const char *message;
  g_autoptr (SpkPlan) plan = NULL;
  g_autofree char *folder = NULL;

  ui_fixture_init (&fixture);
  folder = g_build_filename (fixture.folder, "letters", NULL);
  write_broken_recordings (folder);
  dialog = open_dialog (folder);
  ui_wait_until (says_broken, dialog);
  g_assert_false (can_start (dialog));
  status = ui_find (GTK_WIDGET (dialog), SPK_TYPE_RECORDINGS_STATUS, NULL);
  message = adw_action_row_get_subtitle (ADW_ACTION_ROW (status));
  g_assert_nonnull (g_strstr_len (message, -1, "f1_u1_c1.dat:2"));

  ui_click (GTK_WIDGET (dialog), "_Skip Broken Files");
  ui_wait_until (can_start, dialog);
  plan = spk_search_dialog_make_plan (dialog);
  g_assert_true (spk_plan_get_skip_bad (plan));
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_fixture_clear (&fixture);
}

/* Digits of two speakers, of whom the preset leaves one out. */
static void
write_digits (const char *folder)
{
  static const char *const speakers[] = { "theo", "george" };

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  for (guint i = 0; i < 16; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u_%s_%u.wav", i % 2, speakers[i / 8], i / 2 % 4);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GByteArray) sound = sound_fixture_tone (8000, 1, i % 2 ? 600 : 1500, 1600 + i);

      g_assert_true (g_file_set_contents (path, (const char *) sound->data, sound->len, NULL));
    }
}

/* What the plan is to work on is what its settings read. */
static void
assert_read_as_planned (SpkSearchDialog *dialog, const char *code)
{
  g_autoptr (SpkPlan) plan = spk_search_dialog_make_plan (dialog);
  g_autofree char *text = spk_settings_get (spk_plan_get_settings (plan), "sound-code");
  g_autoptr (SpkDataset) dataset =
      spk_load_settings_load (spk_plan_get_settings (plan), spk_plan_get_data (plan), FALSE, NULL);

  g_assert_cmpstr (text, ==, code);
  g_assert_cmpuint (spk_dataset_get_fingerprint (spk_plan_get_dataset (plan)), ==, spk_dataset_get_fingerprint (dataset));
}

static void
test_sound_is_read_as_the_settings_say (void)
{
  UiFixture fixture;
  SpkSearchDialog *dialog;
  g_autofree char *folder = NULL;

  ui_fixture_init (&fixture);
  folder = g_build_filename (fixture.folder, "digits", NULL);
  write_digits (folder);
  dialog = open_dialog (folder);
  ui_wait_until (can_start, dialog);
  assert_read_as_planned (dialog, "delta"); /* as the preset of these recordings wants it */

  spk_setting_row_set_text (find_row (dialog, "Code of sound"), "bsa");
  g_assert_null (spk_search_dialog_make_plan (dialog)); /* not yet read in that way */
  ui_wait_until (cannot_start, dialog);
  ui_wait_until (can_start, dialog);
  assert_read_as_planned (dialog, "bsa");
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_fixture_clear (&fixture);
}

static void
test_duplicate_has_the_settings_of_its_run (void)
{
  UiFixture fixture;
  SpkSearchDialog *dialog;
  g_autofree char *folder = NULL;
  g_autoptr (SpkRun) run = NULL;
  g_autoptr (SpkPlan) plan = NULL;
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  ui_fixture_init (&fixture);
  folder = ui_fixture_add_run (&fixture, "old", 5);
  run = spk_run_open (folder, NULL);
  dialog = SPK_SEARCH_DIALOG (spk_search_dialog_new (NULL));
  spk_search_dialog_set_description (dialog, spk_run_get_description (run));
  gtk_window_present (GTK_WINDOW (dialog));
  ui_wait_until (can_start, dialog);
  plan = spk_search_dialog_make_plan (dialog);
  for (guint i = 0; i < n_infos; i++)
    {
      g_autofree char *expected = spk_settings_get (spk_run_get_description (run)->settings, infos[i].key);
      g_autofree char *found = spk_settings_get (spk_plan_get_settings (plan), infos[i].key);

      g_assert_cmpstr (found, ==, expected);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
  ui_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/search-dialog/sound-is-read-as-the-settings-say", test_sound_is_read_as_the_settings_say);
  g_test_add_func ("/search-dialog/recordings-are-recognised", test_recordings_are_recognised);
  g_test_add_func ("/search-dialog/preset-suits-the-data", test_preset_suits_the_data);
  g_test_add_func ("/search-dialog/wrong-value-is-said-beside-its-field", test_wrong_value_is_said_beside_its_field);
  g_test_add_func ("/search-dialog/size-that-does-not-divide-is-said-beside-the-sizes",
                   test_size_that_does_not_divide_is_said_beside_the_sizes);
  g_test_add_func ("/search-dialog/time-and-memory-are-estimated", test_time_and_memory_are_estimated);
  g_test_add_func ("/search-dialog/start-gives-the-plan", test_start_gives_the_plan);
  g_test_add_func ("/search-dialog/training-needs-no-motif-file", test_training_needs_no_motif_file);
  g_test_add_func ("/search-dialog/broken-recording-is-named-and-can-be-skipped",
                   test_broken_recording_is_named_and_can_be_skipped);
  g_test_add_func ("/search-dialog/duplicate-has-the-settings-of-its-run", test_duplicate_has_the_settings_of_its_run);
  return g_test_run ();
}
