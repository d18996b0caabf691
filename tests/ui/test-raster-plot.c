/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "dashboard/spk-raster-plot.h"
#include "figures/spk-raster-figure.h"
#include "plot-fixture.h"

static SpkRasterPlot *
show_plot (PlotFixture *fixture)
{
  SpkRasterPlot *plot = spk_raster_plot_new ();

  plot_fixture_init (fixture);
  spk_session_plot_set_session (SPK_SESSION_PLOT (plot), fixture->session);
  plot_fixture_show (fixture, GTK_WIDGET (plot));
  return plot;
}

static void
locate (SpkRasterPlot *plot, guint neuron, double step, double *x, double *y)
{
  g_assert_true (spk_raster_figure_locate (spk_plot_widget_get_figure (SPK_PLOT_WIDGET (plot)), SPK_RASTER_NEURONS,
                                           neuron, step, x, y));
}

static void
test_click_selects_neuron_with_its_motif (void)
{
  PlotFixture fixture;
  SpkRasterPlot *plot = show_plot (&fixture);
  SpkPlotCounts before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plot));
  double x, y;

  locate (plot, 5, 3, &x, &y);
  plot_click (plot, 1, x, y);
  g_assert_cmpint (spk_session_get_selected_neuron (fixture.session), ==, 5);
  g_assert_cmpint (spk_session_get_selected_motif (fixture.session), ==,
                   5 / (int) spk_session_get_motif_size (fixture.session));
  g_assert_cmpuint (plot_work_since (plot, before).paints, ==, 0);
  plot_click (plot, 1, x, y);
  g_assert_cmpint (spk_session_get_selected_neuron (fixture.session), ==, -1);
  plot_fixture_clear (&fixture);
}

static void
test_pointer_is_told_to_the_session (void)
{
  PlotFixture fixture;
  SpkRasterPlot *plot = show_plot (&fixture);
  const SpkHover *hover;
  double x, y;

  locate (plot, 7, 4, &x, &y);
  plot_hover (plot, x, y);
  hover = spk_session_get_hover (fixture.session);
  g_assert_nonnull (hover);
  g_assert_cmpint (hover->kind, ==, SPK_HOVER_NEURON);
  g_assert_cmpuint (hover->neuron, ==, 7);
  g_assert_cmpfloat_with_epsilon (hover->time, 4.5, 0.01);
  plot_leave (plot);
  g_assert_null (spk_session_get_hover (fixture.session));
  plot_fixture_clear (&fixture);
}

static void
test_zooms_and_pans_time (void)
{
  PlotFixture fixture;
  SpkRasterPlot *plot = show_plot (&fixture);
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (plot);
  double x, y, start, end, later;

  g_assert_false (plot_wheel (plot, 1)); /* all is seen: the page may scroll */
  locate (plot, 0, 4.5, &x, &y);
  g_assert_true (klass->zoom (SPK_PLOT_WIDGET (plot), 0.5, x));
  spk_session_get_window (fixture.session, &start, &end);
  g_assert_cmpfloat_with_epsilon (end - start, 5, 0.01);
  g_assert_cmpfloat_with_epsilon (start, 2.5, 0.01);
  plot_draw (plot);
  g_assert_true (plot_wheel (plot, 1));
  spk_session_get_window (fixture.session, &later, &end);
  g_assert_cmpfloat (later, >, start);
  plot_drag (plot, 60);
  spk_session_get_window (fixture.session, &start, &end);
  g_assert_cmpfloat (start, <, later);
  plot_click (plot, 2, x, y);
  spk_session_get_window (fixture.session, &start, &end);
  g_assert_cmpfloat (end - start, ==, 10);
  plot_fixture_clear (&fixture);
}

static void
test_keys_move_the_readout (void)
{
  PlotFixture fixture;
  SpkRasterPlot *plot = show_plot (&fixture);
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (plot);
  const SpkHover *hover;
  double time;

  g_assert_true (klass->move (SPK_PLOT_WIDGET (plot), 1, 0));
  time = spk_session_get_hover (fixture.session)->time;
  g_assert_true (klass->move (SPK_PLOT_WIDGET (plot), 1, 2));
  hover = spk_session_get_hover (fixture.session);
  g_assert_cmpuint (hover->neuron, ==, 2);
  g_assert_cmpfloat (hover->time, ==, time + 1);
  klass->activate_hovered (SPK_PLOT_WIDGET (plot));
  g_assert_cmpint (spk_session_get_selected_neuron (fixture.session), ==, 2);
  g_assert_true (klass->clear (SPK_PLOT_WIDGET (plot)));
  g_assert_cmpint (spk_session_get_selected_motif (fixture.session), ==, -1);
  g_assert_null (spk_session_get_hover (fixture.session));
  g_assert_false (klass->clear (SPK_PLOT_WIDGET (plot)));
  plot_fixture_clear (&fixture);
}

static void
test_shows_the_chosen_rows (void)
{
  PlotFixture fixture;
  SpkRasterPlot *plot = show_plot (&fixture);
  double x, y;

  g_assert_true (spk_session_set_subset (fixture.session, "3-5", NULL));
  plot_draw (plot);
  locate (plot, 4, 1, &x, &y);
  g_assert_false (spk_raster_figure_locate (spk_plot_widget_get_figure (SPK_PLOT_WIDGET (plot)), SPK_RASTER_NEURONS, 6,
                                            1, &x, &y));
  plot_fixture_clear (&fixture);
}

static void
test_another_sample_is_painted (void)
{
  PlotFixture fixture;
  SpkRasterPlot *plot = show_plot (&fixture);
  SpkPlotCounts before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plot));
  g_autofree char *text = plot_get_description (plot);

  g_assert_nonnull (strstr (text, "8 input channels and 16 neurons"));
  spk_session_set_sample_class (fixture.session, 1);
  g_assert_cmpuint (plot_work_since (plot, before).paints, ==, 1);
  plot_fixture_clear (&fixture);
}

static void
test_without_a_run_says_so (void)
{
  PlotFixture fixture = { 0 };
  SpkRasterPlot *plot = spk_raster_plot_new ();
  g_autoptr (SpkSession) session = spk_session_new ();
  g_autofree char *text = NULL;

  spk_session_plot_set_session (SPK_SESSION_PLOT (plot), session);
  plot_fixture_show (&fixture, GTK_WIDGET (plot));
  text = plot_get_description (plot);
  g_assert_cmpstr (text, ==, "No spikes yet");
  gtk_window_destroy (fixture.window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/raster-plot/click-selects-neuron-with-its-motif", test_click_selects_neuron_with_its_motif);
  g_test_add_func ("/raster-plot/pointer-is-told-to-the-session", test_pointer_is_told_to_the_session);
  g_test_add_func ("/raster-plot/zooms-and-pans-time", test_zooms_and_pans_time);
  g_test_add_func ("/raster-plot/keys-move-the-readout", test_keys_move_the_readout);
  g_test_add_func ("/raster-plot/shows-the-chosen-rows", test_shows_the_chosen_rows);
  g_test_add_func ("/raster-plot/another-sample-is-painted", test_another_sample_is_painted);
  g_test_add_func ("/raster-plot/without-a-run-says-so", test_without_a_run_says_so);
  return g_test_run ();
}
