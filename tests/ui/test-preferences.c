/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include "dialogs/spk-folder-row.h"
#include "dialogs/spk-preferences-window.h"

static GtkWidget *
open_preferences (void)
{
  GtkWidget *window = spk_preferences_window_new (NULL);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* Each entry of a row is a value of the schema, in its order. */
static void
check_choice (const char *title, const char *key, guint n)
{
  g_autoptr (GSettings) settings = g_settings_new (SPK_APPLICATION_ID);
  GtkWidget *window = open_preferences ();
  AdwComboRow *row = ADW_COMBO_ROW (ui_find (window, ADW_TYPE_COMBO_ROW, title));

  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (row)), ==, n);
  for (guint i = 0; i < n; i++)
    {
      adw_combo_row_set_selected (row, n - 1 - i);
      g_assert_cmpint (g_settings_get_enum (settings, key), ==, n - 1 - i);
    }
  g_settings_set_enum (settings, key, 1);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 1);
  g_settings_reset (settings, key);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_choices_are_kept (void)
{
  check_choice ("Theme", "color-scheme", 3);
  check_choice ("Palette", "palette", 2);
  check_choice ("Renew pictures", "throttle", 4);
}

static void
test_threads_are_kept (void)
{
  g_autoptr (GSettings) settings = g_settings_new (SPK_APPLICATION_ID);
  GtkWidget *window = open_preferences ();

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (ui_find (window, GTK_TYPE_SPIN_BUTTON, NULL)), 3);
  g_assert_cmpuint (g_settings_get_uint (settings, "threads"), ==, 3);
  g_settings_reset (settings, "threads");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_folder_can_be_reset (void)
{
  g_autoptr (GSettings) settings = g_settings_new (SPK_APPLICATION_ID);
  GtkWidget *window = open_preferences ();
  SpkFolderRow *row = SPK_FOLDER_ROW (ui_find (window, SPK_TYPE_FOLDER_ROW, "Runs"));

  spk_folder_row_set_folder (row, "/somewhere");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "/somewhere");
  g_settings_set_string (settings, "runs-folder", "");
  g_assert_cmpstr (spk_folder_row_get_folder (row), ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/preferences/choices-are-kept", test_choices_are_kept);
  g_test_add_func ("/preferences/threads-are-kept", test_threads_are_kept);
  g_test_add_func ("/preferences/folder-can-be-reset", test_folder_can_be_reset);
  return g_test_run ();
}
