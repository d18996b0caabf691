/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-curves-plot.h"
#include "dashboard/spk-dashboard.h"
#include "dashboard/spk-histogram-plot.h"
#include "dashboard/spk-raster-plot.h"
#include "dashboard/spk-topology-plot.h"
#include "plot-fixture.h"

static SpkDashboard *
show_dashboard (PlotFixture *fixture, int width)
{
  SpkDashboard *dashboard;

  plot_fixture_init (fixture);
  dashboard = SPK_DASHBOARD (spk_dashboard_new (fixture->session, fixture->account.runner));
  gtk_widget_set_size_request (GTK_WIDGET (dashboard), width, 600);
  plot_fixture_show (fixture, GTK_WIDGET (dashboard));
  return dashboard;
}

static gpointer
find_plot (SpkDashboard *dashboard, GType type)
{
  return ui_find (GTK_WIDGET (dashboard), type, NULL);
}

static void
test_selection_is_seen_in_all_views (void)
{
  PlotFixture fixture;
  SpkDashboard *dashboard = show_dashboard (&fixture, 1000);
  gpointer plots[] = { find_plot (dashboard, SPK_TYPE_RASTER_PLOT), find_plot (dashboard, SPK_TYPE_TOPOLOGY_PLOT),
                       find_plot (dashboard, SPK_TYPE_HISTOGRAM_PLOT) };
  SpkPlotCounts before[G_N_ELEMENTS (plots)], work;

  for (guint i = 0; i < G_N_ELEMENTS (plots); i++)
    before[i] = spk_plot_widget_get_counts (plots[i]);
  spk_session_set_selected_neuron (fixture.session, 5);
  for (guint i = 0; i < G_N_ELEMENTS (plots); i++)
    {
      work = plot_work_since (plots[i], before[i]);
      g_assert_cmpuint (work.overlays, ==, 1);
      g_assert_cmpuint (work.paints, ==, 0);
    }
  plot_fixture_clear (&fixture);
}

static void
test_scrubbing_moves_all_views (void)
{
  PlotFixture fixture;
  SpkDashboard *dashboard = show_dashboard (&fixture, 1000);
  gpointer raster = find_plot (dashboard, SPK_TYPE_RASTER_PLOT), curves = find_plot (dashboard, SPK_TYPE_CURVES_PLOT);
  SpkPlotCounts raster_before = spk_plot_widget_get_counts (raster), curves_before = spk_plot_widget_get_counts (curves);

  spk_session_set_epoch_index (fixture.session, 0);
  g_assert_cmpuint (plot_work_since (raster, raster_before).paints, ==, 1);
  g_assert_cmpuint (plot_work_since (curves, curves_before).paints, ==, 0); /* its curves are those of all epochs */
  plot_fixture_clear (&fixture);
}

static void
test_maximised_view_is_alone_and_remembered (void)
{
  PlotFixture fixture;
  SpkDashboard *dashboard = show_dashboard (&fixture, 1000);
  SpkViewCard *rates = spk_dashboard_get_view (dashboard, "rates"), *raster = spk_dashboard_get_view (dashboard, "raster");
  g_autoptr (GSettings) settings = g_settings_new (SPK_APPLICATION_ID);
  g_autofree char *name = NULL;
  int width = gtk_widget_get_width (GTK_WIDGET (rates));

  spk_view_card_set_maximised (rates, TRUE);
  plot_draw (dashboard);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (raster)));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (rates)));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (rates)), >, 900);
  name = g_settings_get_string (settings, "maximised-view");
  g_assert_cmpstr (name, ==, "rates");

  spk_view_card_set_maximised (rates, FALSE);
  plot_draw (dashboard);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (raster)));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (rates)), ==, width);
  plot_fixture_clear (&fixture);
}

static gboolean
is_below (gpointer data)
{
  GtkWidget *dashboard = data;
  SpkViewCard *raster = spk_dashboard_get_view (SPK_DASHBOARD (dashboard), "raster");
  SpkViewCard *motif = spk_dashboard_get_view (SPK_DASHBOARD (dashboard), "motif");
  double x, y;

  return gtk_widget_translate_coordinates (GTK_WIDGET (motif), GTK_WIDGET (raster), 0, 0, &x, &y) &&
         y >= gtk_widget_get_height (GTK_WIDGET (raster));
}

static void
test_narrow_views_stand_below_each_other (void)
{
  PlotFixture fixture;
  SpkDashboard *dashboard = show_dashboard (&fixture, 400);

  ui_wait_until (is_below, dashboard);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (spk_dashboard_get_view (dashboard, "raster"))), >, 300);
  plot_fixture_clear (&fixture);
}

static void
test_focus_is_on_what_is_watched (void)
{
  PlotFixture fixture;
  SpkDashboard *dashboard = show_dashboard (&fixture, 1000);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture.window));

  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (spk_dashboard_get_view (dashboard, "raster"))));
  plot_fixture_clear (&fixture);
}

static void
test_every_view_explains_itself (void)
{
  PlotFixture fixture;
  SpkDashboard *dashboard = show_dashboard (&fixture, 1000);
  static const char *const names[] = { "raster", "motif", "rates", "progress" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      SpkViewCard *view = spk_dashboard_get_view (dashboard, names[i]);
      g_autofree char *help = NULL;

      g_object_get (view, "help", &help, NULL);
      g_assert_cmpuint (strlen (help), >, 100);
      g_assert_true (pango_parse_markup (help, -1, 0, NULL, NULL, NULL, NULL));
      g_assert_cmpstr (spk_view_card_get_title (view), !=, "");
    }
  plot_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/dashboard/selection-is-seen-in-all-views", test_selection_is_seen_in_all_views);
  g_test_add_func ("/dashboard/scrubbing-moves-all-views", test_scrubbing_moves_all_views);
  g_test_add_func ("/dashboard/maximised-view-is-alone-and-remembered", test_maximised_view_is_alone_and_remembered);
  g_test_add_func ("/dashboard/narrow-views-stand-below-each-other", test_narrow_views_stand_below_each_other);
  g_test_add_func ("/dashboard/focus-is-on-what-is-watched", test_focus_is_on_what_is_watched);
  g_test_add_func ("/dashboard/every-view-explains-itself", test_every_view_explains_itself);
  return g_test_run ();
}
