/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot-fixture.h"

/* A plot of one colour, which notes what it was asked. */
#define TEST_TYPE_PLOT (test_plot_get_type ())
G_DECLARE_FINAL_TYPE (TestPlot, test_plot, TEST, PLOT, SpkPlotWidget)

struct _TestPlot
{
  SpkPlotWidget parent_instance;

  gboolean       empty;
  SpkFigureSize  size;
  SpkFigureStyle style;
  int            picked;
  int            resets;
  double         panned;
};

G_DEFINE_FINAL_TYPE (TestPlot, test_plot, SPK_TYPE_PLOT_WIDGET)

static gpointer
test_plot_layout (SpkPlotWidget *plot, const SpkFigureStyle *style, SpkFigureSize size)
{
  TestPlot *self = TEST_PLOT (plot);

  self->size = size;
  self->style = *style;
  return self->empty ? NULL : g_new0 (int, 1);
}

static const char *
test_plot_get_note (SpkPlotWidget *plot)
{
  return "Nothing";
}

static void
test_plot_draw (gconstpointer figure, cairo_t *cr)
{
  cairo_paint (cr);
}

static void
test_plot_draw_overlay (SpkPlotWidget *plot, gconstpointer figure, cairo_t *cr)
{
}

static char *
test_plot_describe (SpkPlotWidget *plot)
{
  return g_strdup ("Something");
}

static void
test_plot_hover (SpkPlotWidget *plot, double x, double y)
{
  spk_plot_widget_invalidate_overlay (plot);
}

static void
test_plot_pick (SpkPlotWidget *plot, double x, double y)
{
  TEST_PLOT (plot)->picked++;
}

static gboolean
test_plot_pan (SpkPlotWidget *plot, double distance)
{
  TEST_PLOT (plot)->panned += distance;
  return TRUE;
}

static void
test_plot_reset_zoom (SpkPlotWidget *plot)
{
  TEST_PLOT (plot)->resets++;
}

static void
test_plot_class_init (TestPlotClass *klass)
{
  SpkPlotWidgetClass *plot_class = SPK_PLOT_WIDGET_CLASS (klass);

  plot_class->layout = test_plot_layout;
  plot_class->get_note = test_plot_get_note;
  plot_class->release = g_free;
  plot_class->draw = test_plot_draw;
  plot_class->draw_overlay = test_plot_draw_overlay;
  plot_class->describe = test_plot_describe;
  plot_class->hover = test_plot_hover;
  plot_class->pick = test_plot_pick;
  plot_class->pan = test_plot_pan;
  plot_class->reset_zoom = test_plot_reset_zoom;
}

static void
test_plot_init (TestPlot *self)
{
}

static TestPlot *
show_plot (PlotFixture *fixture, gboolean empty)
{
  TestPlot *plot = g_object_new (TEST_TYPE_PLOT, NULL);

  *fixture = (PlotFixture){ 0 };
  plot->empty = empty;
  plot_fixture_show (fixture, GTK_WIDGET (plot));
  return plot;
}

static void
test_is_painted_once (void)
{
  PlotFixture fixture;
  TestPlot *plot = show_plot (&fixture, FALSE);
  SpkPlotCounts before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plot)), work;

  g_assert_cmpuint (before.paints, ==, 1);
  g_assert_cmpfloat (plot->size.width, ==, gtk_widget_get_width (GTK_WIDGET (plot)));
  gtk_widget_queue_draw (GTK_WIDGET (plot));
  work = plot_work_since (plot, before);
  g_assert_cmpuint (work.layouts + work.paints + work.overlays, ==, 0);
  gtk_window_destroy (fixture.window);
}

static void
test_hover_draws_overlay_alone (void)
{
  PlotFixture fixture;
  TestPlot *plot = show_plot (&fixture, FALSE);
  SpkPlotCounts before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plot)), work;

  plot_hover (plot, 10, 10);
  work = plot_work_since (plot, before);
  g_assert_cmpuint (work.overlays, ==, 1);
  g_assert_cmpuint (work.layouts + work.paints, ==, 0);
  gtk_window_destroy (fixture.window);
}

static void
test_data_size_and_look_are_painted_anew (void)
{
  PlotFixture fixture;
  TestPlot *plot = show_plot (&fixture, FALSE);
  AdwStyleManager *manager = adw_style_manager_get_default ();
  SpkPlotCounts before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plot));
  SpkColour light;

  spk_plot_widget_invalidate (SPK_PLOT_WIDGET (plot));
  g_assert_cmpuint (plot_work_since (plot, before).paints, ==, 1);

  before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plot));
  gtk_widget_set_margin_start (GTK_WIDGET (plot), 20);
  g_assert_cmpuint (plot_work_since (plot, before).paints, ==, 1);

  light = plot->style.colours[SPK_ROLE_TEXT];
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  plot_draw (plot);
  g_assert_cmpfloat (spk_colour_get_luminance (plot->style.colours[SPK_ROLE_TEXT]), >, spk_colour_get_luminance (light));
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_window_destroy (fixture.window);
}

static void
test_follows_palette (void)
{
  PlotFixture fixture;
  TestPlot *plot = show_plot (&fixture, FALSE);
  g_autoptr (GSettings) settings = g_settings_new (SPK_APPLICATION_ID);

  g_settings_set_enum (settings, "palette", SPK_PALETTE_GREYS);
  plot_draw (plot);
  g_assert_cmpint (plot->style.palette, ==, SPK_PALETTE_GREYS);
  g_settings_reset (settings, "palette");
  gtk_window_destroy (fixture.window);
}

static void
test_empty_plot_says_why (void)
{
  PlotFixture fixture;
  TestPlot *plot = show_plot (&fixture, TRUE);
  g_autofree char *text = plot_get_description (plot);

  g_assert_cmpstr (text, ==, "Nothing");
  plot_hover (plot, 10, 10);
  plot_click (plot, 1, 10, 10);
  g_assert_cmpint (plot->picked, ==, 0);
  gtk_window_destroy (fixture.window);
}

static void
test_click_picks_and_double_click_resets (void)
{
  PlotFixture fixture;
  TestPlot *plot = show_plot (&fixture, FALSE);

  plot_click (plot, 1, 10, 10);
  g_assert_cmpint (plot->picked, ==, 1);
  g_assert_cmpint (plot->resets, ==, 0);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (plot)));
  plot_click (plot, 2, 10, 10);
  g_assert_cmpint (plot->picked, ==, 1);
  g_assert_cmpint (plot->resets, ==, 1);
  gtk_window_destroy (fixture.window);
}

static void
test_drag_pans (void)
{
  PlotFixture fixture;
  TestPlot *plot = show_plot (&fixture, FALSE);

  plot_drag (plot, 2);
  g_assert_cmpfloat (plot->panned, ==, 0); /* a click with an unsteady hand */
  plot_drag (plot, -60);
  g_assert_cmpfloat (plot->panned, ==, 60);
  gtk_window_destroy (fixture.window);
}

static void
test_plots_take_turns (void)
{
  PlotFixture fixture = { 0 };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  TestPlot *plots[2];
  SpkPlotCounts before;

  for (int i = 0; i < 2; i++)
    {
      plots[i] = g_object_new (TEST_TYPE_PLOT, "hexpand", TRUE, NULL);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (plots[i]));
    }
  plot_fixture_show (&fixture, box);
  before = spk_plot_widget_get_counts (SPK_PLOT_WIDGET (plots[1]));
  for (int i = 0; i < 2; i++)
    spk_plot_widget_invalidate (SPK_PLOT_WIDGET (plots[i]));
  g_assert_cmpuint (plot_work_since (plots[1], before).paints, ==, 1);
  gtk_window_destroy (fixture.window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/plot-widget/is-painted-once", test_is_painted_once);
  g_test_add_func ("/plot-widget/hover-draws-overlay-alone", test_hover_draws_overlay_alone);
  g_test_add_func ("/plot-widget/data-size-and-look-are-painted-anew", test_data_size_and_look_are_painted_anew);
  g_test_add_func ("/plot-widget/follows-palette", test_follows_palette);
  g_test_add_func ("/plot-widget/empty-plot-says-why", test_empty_plot_says_why);
  g_test_add_func ("/plot-widget/click-picks-and-double-click-resets", test_click_picks_and_double_click_resets);
  g_test_add_func ("/plot-widget/drag-pans", test_drag_pans);
  g_test_add_func ("/plot-widget/plots-take-turns", test_plots_take_turns);
  return g_test_run ();
}
