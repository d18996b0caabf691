/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-scatter-plot.h"
#include "figures/spk-scatter-figure.h"
#include "plot-fixture.h"

static SpkScatterPlot *
show_plot (PlotFixture *fixture)
{
  SpkScatterPlot *plot = spk_scatter_plot_new ();

  plot_fixture_init (fixture);
  spk_session_plot_set_session (SPK_SESSION_PLOT (plot), fixture->session);
  plot_fixture_show (fixture, GTK_WIDGET (plot));
  return plot;
}

static void
test_click_selects_a_neuron (void)
{
  PlotFixture fixture;
  SpkScatterPlot *plot = show_plot (&fixture);
  const SpkScatterFigure *figure = spk_plot_widget_get_figure (SPK_PLOT_WIDGET (plot));
  double x, y;

  g_assert_true (spk_scatter_figure_locate (figure, 4, &x, &y));
  plot_click (plot, 1, x, y);
  g_assert_cmpint (spk_session_get_selected_neuron (fixture.session), ==, spk_scatter_figure_hit (figure, x, y));
  plot_fixture_clear (&fixture);
}

static void
test_keys_go_from_neuron_to_neuron (void)
{
  PlotFixture fixture;
  SpkScatterPlot *plot = show_plot (&fixture);
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (plot);

  klass->move (SPK_PLOT_WIDGET (plot), 1, 0);
  klass->move (SPK_PLOT_WIDGET (plot), 1, 0);
  g_assert_cmpuint (spk_session_get_hover (fixture.session)->neuron, ==, 1);
  klass->activate_hovered (SPK_PLOT_WIDGET (plot));
  g_assert_cmpint (spk_session_get_selected_neuron (fixture.session), ==, 1);
  plot_fixture_clear (&fixture);
}

static void
test_describes_all_neurons (void)
{
  PlotFixture fixture;
  SpkScatterPlot *plot = show_plot (&fixture);
  g_autofree char *text = plot_get_description (plot);

  g_assert_true (g_str_has_prefix (text, "16 neurons, mean R "));
  plot_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/scatter-plot/click-selects-a-neuron", test_click_selects_a_neuron);
  g_test_add_func ("/scatter-plot/keys-go-from-neuron-to-neuron", test_keys_go_from_neuron_to_neuron);
  g_test_add_func ("/scatter-plot/describes-all-neurons", test_describes_all_neurons);
  return g_test_run ();
}
