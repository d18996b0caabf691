/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-motif-view.h"
#include "dashboard/spk-topology-plot.h"
#include "plot-fixture.h"

static void
test_subtitle_names_shown_and_likeliest_size (void)
{
  SpkViewCard *view = g_object_new (SPK_TYPE_MOTIF_VIEW, NULL);
  PlotFixture fixture;
  SpkTopologyPlot *plot;
  guint likeliest;

  plot_fixture_init (&fixture);
  spk_view_card_set_session (view, fixture.session);
  plot_fixture_show (&fixture, GTK_WIDGET (view));
  spk_session_set_epoch_index (fixture.session, 0);
  likeliest = spk_session_get_motif_size (fixture.session);
  g_assert_null (strstr (spk_view_card_get_subtitle (view), "likeliest"));

  plot = SPK_TOPOLOGY_PLOT (gtk_widget_get_template_child (GTK_WIDGET (view), SPK_TYPE_MOTIF_VIEW, "plot"));
  spk_topology_plot_set_chosen_size (plot, likeliest == 2 ? 4 : 2);
  g_assert_nonnull (strstr (spk_view_card_get_subtitle (view), "likeliest"));

  spk_session_set_document (fixture.session, NULL);
  g_assert_cmpuint (spk_topology_plot_get_chosen_size (plot), ==, 0);
  g_assert_cmpstr (spk_view_card_get_subtitle (view), ==, "");
  plot_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/motif-view/subtitle-names-shown-and-likeliest-size", test_subtitle_names_shown_and_likeliest_size);
  return g_test_run ();
}
