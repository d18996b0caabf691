/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-control-bar.h"
#include "dashboard/spk-readout.h"
#include "plot-fixture.h"

static gpointer
find_child (SpkControlBar *bar, const char *id)
{
  return gtk_widget_get_template_child (GTK_WIDGET (bar), SPK_TYPE_CONTROL_BAR, id);
}

static const char *
get_value (SpkControlBar *bar, const char *id)
{
  return spk_readout_get_value (find_child (bar, id));
}

static void
test_ended_run_has_its_result (void)
{
  SpkControlBar *bar = g_object_new (SPK_TYPE_CONTROL_BAR, NULL);
  PlotFixture fixture;

  plot_fixture_init (&fixture);
  spk_control_bar_bind (bar, fixture.session, fixture.account.runner);
  plot_fixture_show (&fixture, GTK_WIDGET (bar));
  g_assert_cmpstr (get_value (bar, "state"), ==, "Finished");
  g_assert_cmpstr (get_value (bar, "epoch"), ==, "1 of 1");
  g_assert_cmpstr (get_value (bar, "test"), !=, "");
  g_assert_cmpstr (get_value (bar, "speed"), ==, "");
  g_assert_false (gtk_widget_get_visible (find_child (bar, "buttons")));
  g_assert_false (gtk_widget_get_visible (find_child (bar, "progress")));
  plot_fixture_clear (&fixture);
}

typedef struct
{
  SpkRunner     *runner;
  SpkRunnerState state;
} Wait;

static gboolean
is_in_state (gpointer data)
{
  Wait *wait = data;

  spk_runner_poll (wait->runner, g_get_monotonic_time ());
  return spk_runner_get_state (wait->runner) == wait->state;
}

static gboolean
has_snapshot (gpointer data)
{
  PlotFixture *fixture = data;

  spk_runner_poll (fixture->account.runner, g_get_monotonic_time ());
  return spk_session_get_snapshot (fixture->session) != NULL;
}

static void
test_running_search_can_be_steered (void)
{
  SpkControlBar *bar = g_object_new (SPK_TYPE_CONTROL_BAR, NULL);
  g_autoptr (SpkPlan) plan = ui_fixture_make_plan ("running", 2);
  PlotFixture fixture;
  Wait wait;

  plot_fixture_init (&fixture);
  wait = (Wait){ fixture.account.runner, SPK_RUNNER_RUNNING };
  spk_control_bar_bind (bar, fixture.session, wait.runner);
  plot_fixture_show (&fixture, GTK_WIDGET (bar));
  spk_runner_start (wait.runner, plan);
  ui_wait_until (is_in_state, &wait);
  spk_runner_pause (wait.runner);
  spk_session_set_document (fixture.session, spk_runner_get_document (wait.runner));
  ui_wait_until (has_snapshot, &fixture);
  g_assert_cmpstr (get_value (bar, "state"), ==, "Paused");
  g_assert_cmpstr (gtk_button_get_icon_name (find_child (bar, "pause")), ==, "media-playback-start-symbolic");
  g_assert_true (gtk_widget_get_visible (find_child (bar, "buttons")));
  g_assert_cmpstr (get_value (bar, "epoch"), !=, "");
  g_assert_cmpstr (get_value (bar, "test"), ==, "");
  spk_runner_stop (wait.runner);
  wait.state = SPK_RUNNER_IDLE;
  ui_wait_until (is_in_state, &wait);
  g_assert_false (gtk_widget_get_visible (find_child (bar, "buttons")));
  g_assert_cmpstr (get_value (bar, "state"), ==, "Interrupted");
  plot_fixture_clear (&fixture);
}

static void
test_throttle_is_a_setting (void)
{
  g_autoptr (SpkControlBar) bar = g_object_ref_sink (g_object_new (SPK_TYPE_CONTROL_BAR, NULL));
  g_autoptr (GSettings) settings = g_settings_new (SPK_APPLICATION_ID);
  GtkDropDown *throttle = find_child (bar, "throttle");

  gtk_drop_down_set_selected (throttle, 3);
  g_assert_cmpint (g_settings_get_enum (settings, "throttle"), ==, 3);
  g_settings_reset (settings, "throttle");
  g_assert_cmpuint (gtk_drop_down_get_selected (throttle), ==, 0);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/control-bar/ended-run-has-its-result", test_ended_run_has_its_result);
  g_test_add_func ("/control-bar/running-search-can-be-steered", test_running_search_can_be_steered);
  g_test_add_func ("/control-bar/throttle-is-a-setting", test_throttle_is_a_setting);
  return g_test_run ();
}
