/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot-fixture.h"
#include "widgets/spk-plot-budget.h"

static void
test_is_renewed_in_every_frame (void)
{
  PlotFixture fixture = { 0 };
  GtkWidget *label = gtk_label_new ("");
  GdkFrameClock *clock;

  plot_fixture_show (&fixture, label);
  clock = gtk_widget_get_frame_clock (label);
  g_assert_false (spk_plot_budget_is_spent (clock));
  spk_plot_budget_spend (clock, G_USEC_PER_SEC);
  g_assert_true (spk_plot_budget_is_spent (clock));
  plot_draw (label);
  g_assert_false (spk_plot_budget_is_spent (clock));
  gtk_window_destroy (fixture.window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/plot-budget/is-renewed-in-every-frame", test_is_renewed_in_every_frame);
  return g_test_run ();
}
