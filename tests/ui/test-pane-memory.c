/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-pane-memory.h"
#include "plot-fixture.h"

static GtkPaned *
show_paned (PlotFixture *fixture, GSettings *settings)
{
  GtkPaned *paned = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_HORIZONTAL));

  *fixture = (PlotFixture){ 0 };
  gtk_paned_set_start_child (paned, gtk_label_new ("a"));
  gtk_paned_set_end_child (paned, gtk_label_new ("b"));
  spk_pane_memory_attach (paned, settings, "pane-top");
  plot_fixture_show (fixture, GTK_WIDGET (paned));
  return paned;
}

static double
get_share (GtkPaned *paned)
{
  return (double) gtk_paned_get_position (paned) / gtk_widget_get_width (GTK_WIDGET (paned));
}

static void
test_share_is_kept_and_remembered (void)
{
  g_autoptr (GSettings) settings = g_settings_new (SPK_APPLICATION_ID);
  PlotFixture fixture;
  GtkPaned *paned;

  g_settings_set_double (settings, "pane-top", 0.25);
  paned = show_paned (&fixture, settings);
  g_assert_cmpfloat_with_epsilon (get_share (paned), 0.25, 0.005);
  gtk_widget_set_margin_start (GTK_WIDGET (paned), 200);
  plot_draw (paned);
  g_assert_cmpfloat_with_epsilon (get_share (paned), 0.25, 0.005);
  g_assert_cmpfloat (g_settings_get_double (settings, "pane-top"), ==, 0.25);

  gtk_paned_set_position (paned, gtk_widget_get_width (GTK_WIDGET (paned)) / 2);
  g_assert_cmpfloat_with_epsilon (g_settings_get_double (settings, "pane-top"), 0.5, 0.005);
  gtk_window_destroy (fixture.window);
}

static void
test_suspended_it_remembers_nothing (void)
{
  g_autoptr (GSettings) settings = g_settings_new (SPK_APPLICATION_ID);
  PlotFixture fixture;
  GtkPaned *paned;

  g_settings_set_double (settings, "pane-top", 0.25);
  paned = show_paned (&fixture, settings);
  spk_pane_memory_suspend (paned, TRUE);
  gtk_paned_set_position (paned, 400);
  plot_draw (paned);
  g_assert_cmpfloat (g_settings_get_double (settings, "pane-top"), ==, 0.25);
  gtk_window_destroy (fixture.window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/pane-memory/share-is-kept-and-remembered", test_share_is_kept_and_remembered);
  g_test_add_func ("/pane-memory/suspended-it-remembers-nothing", test_suspended_it_remembers_nothing);
  return g_test_run ();
}
