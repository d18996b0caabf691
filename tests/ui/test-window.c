/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"
#include "window/spk-window.h"

static SpkWindow *
open_window (UiFixture *fixture)
{
  SpkWindow *window = spk_window_new (NULL, fixture->queue, fixture->runs);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
test_first_start_offers_example (void)
{
  UiFixture fixture;
  SpkWindow *window;
  GtkWidget *button;

  ui_fixture_init (&fixture);
  window = open_window (&fixture);
  button = ui_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "_Start the Example Search");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_mapped (button));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_fixture_clear (&fixture);
}

static gboolean
has_epochs (gpointer data)
{
  return spk_session_get_n_epochs (spk_window_get_session (data)) > 0;
}

static void
test_started_search_is_shown (void)
{
  g_autoptr (SpkPlan) plan = ui_fixture_make_plan ("mine", 1);
  UiFixture fixture;
  SpkWindow *window;

  ui_fixture_init (&fixture);
  window = open_window (&fixture);
  spk_window_start (window, plan);
  ui_wait_until (has_epochs, window);
  g_assert_cmpstr (spk_run_document_get_name (spk_session_get_document (spk_window_get_session (window))), ==, "mine");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "mine – Spikesmith");
  gtk_window_destroy (GTK_WINDOW (window));
  ui_fixture_clear (&fixture);
}

static gboolean
shows_a_run (gpointer data)
{
  return spk_session_get_document (spk_window_get_session (data)) != NULL;
}

static void
test_run_folder_opens_as_run (void)
{
  g_autofree char *folder = NULL;
  UiFixture fixture;
  SpkWindow *window;

  ui_fixture_init (&fixture);
  folder = ui_fixture_add_run (&fixture, "old", 1);
  window = open_window (&fixture);
  spk_window_open_path (window, folder);
  ui_wait_until (shows_a_run, window);
  g_assert_cmpuint (spk_session_get_n_epochs (spk_window_get_session (window)), ==, 3);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_fixture_clear (&fixture);
}

static gboolean
runs (gpointer data)
{
  return spk_runner_get_state (data) == SPK_RUNNER_RUNNING;
}

static gboolean
is_idle (gpointer data)
{
  return spk_runner_get_state (data) == SPK_RUNNER_IDLE;
}

static gboolean
is_closed (gpointer data)
{
  return ui_find_window (SPK_TYPE_WINDOW) == NULL;
}

/* A search that would take hours. */
static SpkPlan *
make_long_plan (void)
{
  g_autoptr (SpkPlan) plan = ui_fixture_make_plan ("long", 1);
  g_autoptr (SpkSettings) settings = spk_settings_copy (spk_plan_get_settings (plan));

  settings->epochs = 100000;
  return spk_plan_new (SPK_JOB_SEARCH, settings, spk_plan_get_data (plan));
}

static void
close_with_answer (UiFixture *fixture, const char *response)
{
  g_autoptr (SpkPlan) plan = make_long_plan ();
  SpkWindow *window = open_window (fixture);
  GtkWindow *dialog;

  spk_window_start (window, plan);
  ui_wait_until (runs, fixture->runner);
  gtk_window_close (GTK_WINDOW (window));
  dialog = ui_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  ui_wait_until (is_closed, NULL);
  g_assert_true (is_idle (fixture->runner));
}

static guint
count_kept_plans (void)
{
  g_autoptr (SpkRunner) runner = spk_runner_new ();
  g_autoptr (SpkJobQueue) queue = spk_job_queue_new (runner);

  g_assert_true (spk_job_queue_load (queue, NULL));
  return g_list_model_get_n_items (G_LIST_MODEL (queue));
}

static void
test_closing_keeps_search_for_next_start (void)
{
  UiFixture fixture;

  ui_fixture_init (&fixture);
  close_with_answer (&fixture, "keep");
  g_assert_cmpuint (count_kept_plans (), ==, 1);
  ui_fixture_clear (&fixture);
}

static void
test_closing_stops_search (void)
{
  UiFixture fixture;

  ui_fixture_init (&fixture);
  close_with_answer (&fixture, "stop");
  g_assert_cmpuint (count_kept_plans (), ==, 0);
  ui_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/window/first-start-offers-example", test_first_start_offers_example);
  g_test_add_func ("/window/started-search-is-shown", test_started_search_is_shown);
  g_test_add_func ("/window/run-folder-opens-as-run", test_run_folder_opens_as_run);
  g_test_add_func ("/window/closing-keeps-search-for-next-start", test_closing_keeps_search_for_next_start);
  g_test_add_func ("/window/closing-stops-search", test_closing_stops_search);
  return g_test_run ();
}
