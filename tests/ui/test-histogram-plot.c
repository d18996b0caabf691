/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-histogram-plot.h"
#include "figures/spk-histogram-figure.h"
#include "plot-fixture.h"

static SpkHistogramPlot *
show_plot (PlotFixture *fixture)
{
  SpkHistogramPlot *plot = spk_histogram_plot_new ();

  plot_fixture_init (fixture);
  spk_session_plot_set_session (SPK_SESSION_PLOT (plot), fixture->session);
  plot_fixture_show (fixture, GTK_WIDGET (plot));
  return plot;
}

static void
test_logarithmic_axis_is_painted (void)
{
  PlotFixture fixture;
  SpkHistogramPlot *plot = show_plot (&fixture);
  SpkPlotCounts before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plot));

  spk_histogram_plot_set_logarithmic (plot, TRUE);
  g_assert_cmpuint (plot_work_since (plot, before).paints, ==, 1);
  before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plot));
  spk_histogram_plot_set_logarithmic (plot, TRUE);
  g_assert_cmpuint (plot_work_since (plot, before).paints, ==, 0);
  plot_fixture_clear (&fixture);
}

static void
test_selected_neuron_is_marked_in_the_overlay (void)
{
  PlotFixture fixture;
  SpkHistogramPlot *plot = show_plot (&fixture);
  SpkPlotCounts before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plot)), work;

  spk_session_set_selected_neuron (fixture.session, 3);
  work = plot_work_since (plot, before);
  g_assert_cmpuint (work.overlays, ==, 1);
  g_assert_cmpuint (work.paints, ==, 0);
  plot_fixture_clear (&fixture);
}

static void
test_pointer_and_keys_go_over_bars (void)
{
  PlotFixture fixture;
  SpkHistogramPlot *plot = show_plot (&fixture);
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (plot);
  SpkPlotCounts before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plot));
  SpkRectangle place = spk_histogram_figure_get_plot (spk_plot_widget_get_figure (SPK_PLOT_WIDGET (plot)), 0);

  plot_hover (plot, place.x + 2, place.y + 2);
  g_assert_cmpuint (plot_work_since (plot, before).overlays, ==, 1);
  before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plot));
  plot_hover (plot, place.x + 2, place.y + 3); /* the same bar */
  g_assert_cmpuint (plot_work_since (plot, before).overlays, ==, 0);
  g_assert_true (klass->move (SPK_PLOT_WIDGET (plot), 1, 0));
  g_assert_true (klass->move (SPK_PLOT_WIDGET (plot), 0, 1));
  g_assert_true (klass->clear (SPK_PLOT_WIDGET (plot)));
  g_assert_false (klass->clear (SPK_PLOT_WIDGET (plot)));
  plot_fixture_clear (&fixture);
}

static void
test_describes_rates_and_aim (void)
{
  PlotFixture fixture;
  SpkHistogramPlot *plot = show_plot (&fixture);
  g_autofree char *text = plot_get_description (plot);

  g_assert_nonnull (strstr (text, "aimed at 0.050"));
  plot_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/histogram-plot/logarithmic-axis-is-painted", test_logarithmic_axis_is_painted);
  g_test_add_func ("/histogram-plot/selected-neuron-is-marked-in-the-overlay",
                   test_selected_neuron_is_marked_in_the_overlay);
  g_test_add_func ("/histogram-plot/pointer-and-keys-go-over-bars", test_pointer_and_keys_go_over_bars);
  g_test_add_func ("/histogram-plot/describes-rates-and-aim", test_describes_rates_and_aim);
  return g_test_run ();
}
