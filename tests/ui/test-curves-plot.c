/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-curves-plot.h"
#include "figures/spk-curves-figure.h"
#include "plot-fixture.h"

static SpkCurvesPlot *
show_plot (PlotFixture *fixture)
{
  SpkCurvesPlot *plot = spk_curves_plot_new ();

  plot_fixture_init (fixture);
  spk_session_plot_set_session (SPK_SESSION_PLOT (plot), fixture->session);
  plot_fixture_show (fixture, GTK_WIDGET (plot));
  return plot;
}

static const SpkCurvesFigure *
figure_of (SpkCurvesPlot *plot)
{
  return spk_plot_widget_get_figure (SPK_PLOT_WIDGET (plot));
}

static void
test_click_shows_that_epoch (void)
{
  PlotFixture fixture;
  SpkCurvesPlot *plot = show_plot (&fixture);
  SpkPlotCounts before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plot)), work;
  double x, y;

  g_assert_true (spk_curves_figure_locate (figure_of (plot), 0, 1, &x, &y));
  plot_click (plot, 1, x, y);
  g_assert_cmpuint (spk_session_get_epoch_index (fixture.session), ==, 1);
  g_assert_false (spk_session_get_live (fixture.session));
  work = plot_work_since (plot, before);
  g_assert_cmpuint (work.paints, ==, 0); /* the cursor alone has moved */
  g_assert_cmpuint (work.overlays, ==, 1);
  plot_fixture_clear (&fixture);
}

static void
test_pointer_is_told_to_the_session (void)
{
  PlotFixture fixture;
  SpkCurvesPlot *plot = show_plot (&fixture);
  double x, y;

  g_assert_true (spk_curves_figure_locate (figure_of (plot), 0, 2, &x, &y));
  plot_hover (plot, x, y);
  g_assert_cmpint (spk_session_get_hover (fixture.session)->kind, ==, SPK_HOVER_EPOCH);
  g_assert_cmpuint (spk_session_get_hover (fixture.session)->epoch, ==, 2);
  plot_draw (plot);
  plot_leave (plot);
  g_assert_null (spk_session_get_hover (fixture.session));
  plot_fixture_clear (&fixture);
}

static void
test_chosen_parts_become_panels (void)
{
  PlotFixture fixture;
  SpkCurvesPlot *plot = show_plot (&fixture);

  g_assert_cmpfloat (spk_curves_figure_get_plot (figure_of (plot), 1).height, >, 0);
  g_assert_cmpfloat (spk_curves_figure_get_plot (figure_of (plot), 2).height, ==, 0);
  spk_curves_plot_set_parts (plot, SPK_PROGRESS_ACCURACY | SPK_PROGRESS_SIZES | SPK_PROGRESS_ENTROPY | SPK_PROGRESS_GAP);
  plot_draw (plot);
  g_assert_cmpfloat (spk_curves_figure_get_plot (figure_of (plot), 3).height, >, 0);
  spk_curves_plot_set_parts (plot, 0);
  plot_draw (plot);
  g_assert_null (figure_of (plot));
  plot_fixture_clear (&fixture);
}

static void
test_zoom_returns (void)
{
  PlotFixture fixture;
  SpkCurvesPlot *plot = show_plot (&fixture);
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (plot);
  SpkRectangle place = spk_curves_figure_get_plot (figure_of (plot), 0);
  double end = spk_curves_figure_get_x_at (figure_of (plot), place.x + place.width);

  spk_curves_plot_set_parts (plot, SPK_PROGRESS_LOSS);
  plot_draw (plot);
  place = spk_curves_figure_get_plot (figure_of (plot), 0);
  klass->zoom (SPK_PLOT_WIDGET (plot), 0.1, place.x);
  plot_draw (plot);
  /* no closer than is good to look at */
  g_assert_cmpfloat (spk_curves_figure_get_x_at (figure_of (plot), place.x + place.width), >=, MIN (end, 3.9));
  plot_click (plot, 2, place.x + 1, place.y + 1);
  plot_draw (plot);
  g_assert_cmpfloat_with_epsilon (spk_curves_figure_get_x_at (figure_of (plot), place.x + place.width), end, 0.01);
  plot_fixture_clear (&fixture);
}

static void
test_keys_go_from_epoch_to_epoch (void)
{
  PlotFixture fixture;
  SpkCurvesPlot *plot = show_plot (&fixture);
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (plot);

  klass->move (SPK_PLOT_WIDGET (plot), -1, 0); /* begins at the shown one */
  g_assert_cmpuint (spk_session_get_hover (fixture.session)->epoch, ==, 2);
  klass->move (SPK_PLOT_WIDGET (plot), -1, 0);
  klass->activate_hovered (SPK_PLOT_WIDGET (plot));
  g_assert_cmpuint (spk_session_get_epoch_index (fixture.session), ==, 1);
  plot_fixture_clear (&fixture);
}

static void
test_describes_the_newest_epoch (void)
{
  PlotFixture fixture;
  SpkCurvesPlot *plot = show_plot (&fixture);
  g_autofree char *text = plot_get_description (plot);

  g_assert_true (g_str_has_prefix (text, "epoch 3 · train "));
  plot_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/curves-plot/click-shows-that-epoch", test_click_shows_that_epoch);
  g_test_add_func ("/curves-plot/pointer-is-told-to-the-session", test_pointer_is_told_to_the_session);
  g_test_add_func ("/curves-plot/chosen-parts-become-panels", test_chosen_parts_become_panels);
  g_test_add_func ("/curves-plot/zoom-returns", test_zoom_returns);
  g_test_add_func ("/curves-plot/keys-go-from-epoch-to-epoch", test_keys_go_from_epoch_to_epoch);
  g_test_add_func ("/curves-plot/describes-the-newest-epoch", test_describes_the_newest_epoch);
  return g_test_run ();
}
