/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "dashboard/spk-topology-plot.h"
#include "figures/spk-topology-figure.h"
#include "plot-fixture.h"

/* At an epoch of the search, where there are sizes to choose from. */
static SpkTopologyPlot *
show_plot (PlotFixture *fixture)
{
  SpkTopologyPlot *plot = spk_topology_plot_new ();

  plot_fixture_init (fixture);
  spk_session_set_epoch_index (fixture->session, 0);
  spk_session_plot_set_session (SPK_SESSION_PLOT (plot), fixture->session);
  plot_fixture_show (fixture, GTK_WIDGET (plot));
  return plot;
}

static void
locate (SpkTopologyPlot *plot, SpkTopologyPart part, guint post, double *x, double *y)
{
  SpkTopologyHit item = { .part = part, .post = post };

  g_assert_true (
      spk_topology_figure_locate (spk_plot_widget_get_figure (SPK_PLOT_WIDGET (plot)), item, x, y));
}

static void
test_click_selects_neuron_of_the_selected_motif (void)
{
  PlotFixture fixture;
  SpkTopologyPlot *plot = show_plot (&fixture);
  int size = (int) spk_session_get_motif_size (fixture.session);
  double x, y;

  spk_session_set_selected_motif (fixture.session, 3);
  locate (plot, SPK_TOPOLOGY_NEURON, 1, &x, &y);
  plot_click (plot, 1, x, y);
  g_assert_cmpint (spk_session_get_selected_neuron (fixture.session), ==, 3 * size + 1);
  plot_fixture_clear (&fixture);
}

static void
test_brushing_draws_overlay_alone (void)
{
  PlotFixture fixture;
  SpkTopologyPlot *plot = show_plot (&fixture);
  SpkPlotCounts before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plot)), work;

  spk_session_set_selected_neuron (fixture.session, 6);
  work = plot_work_since (plot, before);
  g_assert_cmpuint (work.overlays, ==, 1);
  g_assert_cmpuint (work.paints, ==, 0);
  plot_fixture_clear (&fixture);
}

static void
test_click_on_a_bar_shows_that_size (void)
{
  PlotFixture fixture;
  SpkTopologyPlot *plot = show_plot (&fixture);
  const SpkLayerRecord *layer = spk_session_get_layer_record (fixture.session);
  guint other = layer->branches[0].size == spk_session_get_motif_size (fixture.session) ? 1 : 0;
  double x, y;

  locate (plot, SPK_TOPOLOGY_SIZE, other, &x, &y);
  plot_click (plot, 1, x, y);
  g_assert_cmpuint (spk_topology_plot_get_chosen_size (plot), ==, layer->branches[other].size);
  plot_draw (plot);
  locate (plot, SPK_TOPOLOGY_NEURON, layer->branches[other].size - 1, &x, &y);
  plot_click (plot, 1, x, y); /* no neuron of the layer's motifs */
  g_assert_cmpint (spk_session_get_selected_neuron (fixture.session), ==, -1);
  locate (plot, SPK_TOPOLOGY_SIZE, 1 - other, &x, &y);
  plot_click (plot, 1, x, y);
  g_assert_cmpuint (spk_topology_plot_get_chosen_size (plot), ==, 0);
  plot_fixture_clear (&fixture);
}

static void
test_keys_go_through_connections (void)
{
  PlotFixture fixture;
  SpkTopologyPlot *plot = show_plot (&fixture);
  SpkPlotWidgetClass *klass = SPK_PLOT_WIDGET_GET_CLASS (plot);
  const SpkHover *hover;

  klass->move (SPK_PLOT_WIDGET (plot), 1, 0);
  hover = spk_session_get_hover (fixture.session);
  g_assert_cmpint (hover->kind, ==, SPK_HOVER_NEURON);
  g_assert_true (isnan (hover->time));
  klass->move (SPK_PLOT_WIDGET (plot), 1, 0);
  klass->move (SPK_PLOT_WIDGET (plot), 0, 1);
  hover = spk_session_get_hover (fixture.session);
  g_assert_cmpint (hover->kind, ==, SPK_HOVER_CONNECTION);
  g_assert_cmpuint (hover->post, ==, 1);
  g_assert_cmpuint (hover->pre, ==, 0);
  klass->move (SPK_PLOT_WIDGET (plot), 0, (int) spk_session_get_motif_size (fixture.session));
  g_assert_cmpint (spk_session_get_hover (fixture.session)->kind, ==, SPK_HOVER_LATERAL);
  plot_fixture_clear (&fixture);
}

static void
test_retrained_motif_is_shown (void)
{
  PlotFixture fixture;
  SpkTopologyPlot *plot = show_plot (&fixture);
  g_autofree char *searched = plot_get_description (plot);
  g_autofree char *found = NULL;

  g_assert_nonnull (strstr (searched, "with probability"));
  spk_session_set_live (fixture.session, TRUE);
  plot_draw (plot);
  found = plot_get_description (plot);
  g_assert_null (strstr (found, "with probability"));
  plot_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/topology-plot/click-selects-neuron-of-the-selected-motif",
                   test_click_selects_neuron_of_the_selected_motif);
  g_test_add_func ("/topology-plot/brushing-draws-overlay-alone", test_brushing_draws_overlay_alone);
  g_test_add_func ("/topology-plot/click-on-a-bar-shows-that-size", test_click_on_a_bar_shows_that_size);
  g_test_add_func ("/topology-plot/keys-go-through-connections", test_keys_go_through_connections);
  g_test_add_func ("/topology-plot/retrained-motif-is-shown", test_retrained_motif_is_shown);
  return g_test_run ();
}
