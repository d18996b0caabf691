/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figure-ink.h"
#include "figures/spk-curves-private.h"
#include "figures/spk-histogram-figure.h"
#include "figures/spk-scatter-figure.h"

static const SpkFigureSize screen = { 480, 300, 1 };

static SpkHistogramFigure *
lay_out_histogram (const SpkHistogramPanel *panels, guint n)
{
  SpkFigureStyle style = figure_test_style ();
  SpkHistogramData data = { .title = "rates", .y_title = "count", .n_panels = n, .panels = panels };

  return spk_histogram_figure_new (&data, &style, screen);
}

static void
test_bars_are_as_high_as_their_counts (void)
{
  guint64 counts[] = { 0, 10, 20, 5, 0 };
  SpkHistogram histogram = { 0, 1, 5, counts };
  SpkHistogramPanel panel = { .x = SPK_AXIS_SPEC_INIT ("rate", NULL), .histogram = &histogram, .target_mean = NAN };
  g_autoptr (SpkHistogramFigure) figure = lay_out_histogram (&panel, 1);
  double unit = spk_histogram_figure_get_bar (figure, 0, 3).height / 5;

  g_assert_cmpfloat (unit, >, 1);
  for (guint i = 1; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (spk_histogram_figure_get_bar (figure, 0, i).height, unit * counts[i], 1e-6);
}

static void
test_axis_spans_the_bins_in_use (void)
{
  guint64 counts[] = { 0, 10, 20, 5, 0 };
  SpkHistogram histogram = { 0, 5, 5, counts };
  SpkHistogramPanel panel = { .x = SPK_AXIS_SPEC_INIT ("rate", NULL), .histogram = &histogram, .target_mean = NAN };
  g_autoptr (SpkHistogramFigure) figure = lay_out_histogram (&panel, 1);
  SpkRectangle plot = spk_histogram_figure_get_plot (figure, 0), first = spk_histogram_figure_get_bar (figure, 0, 1);

  g_assert_cmpfloat_with_epsilon (first.x, plot.x, 1);
  g_assert_cmpfloat_with_epsilon (first.width, plot.width / 3, 2);
  g_assert_cmpfloat (spk_histogram_figure_get_bar (figure, 0, 0).width, ==, 0);
}

static void
test_bins_can_be_hit (void)
{
  guint64 counts[] = { 3, 10, 20, 5, 1 };
  SpkHistogram histogram = { 0, 5, 5, counts };
  SpkHistogramPanel panel = { .x = SPK_AXIS_SPEC_INIT ("rate", NULL), .histogram = &histogram, .target_mean = NAN };
  SpkHistogramPanel panels[] = { panel, panel, panel };
  g_autoptr (SpkHistogramFigure) figure = lay_out_histogram (panels, 3);

  panels[1].logarithmic = TRUE;
  for (guint p = 0; p < 3; p++)
    for (guint i = 0; i < 5; i++)
      {
        SpkRectangle bar = spk_histogram_figure_get_bar (figure, p, i);
        SpkHistogramHit hit = spk_histogram_figure_hit (figure, bar.x + bar.width / 2, bar.y + bar.height / 2);

        g_assert_cmpint (hit.panel, ==, p);
        g_assert_cmpint (hit.bin, ==, i);
        g_assert_cmpuint (hit.count, ==, counts[i]);
        g_assert_cmpuint (hit.total, ==, 39);
        g_assert_cmpfloat_with_epsilon (hit.low, i, 1e-9);
      }
  g_assert_cmpint (spk_histogram_figure_hit (figure, -5, -5).panel, ==, -1);
}

static void
test_histograms_of_anything (void)
{
  guint64 none[8] = { 0 }, huge[] = { G_MAXUINT64 / 4, 1, 0 };
  SpkHistogram empty = { 0, 1, 8, none }, large = { -1e300, 1e300, 3, huge }, broken = { 1, 1, 3, huge };
  const SpkHistogram *histograms[] = { NULL, &empty, &large, &broken };

  for (guint i = 0; i < G_N_ELEMENTS (histograms); i++)
    for (guint logarithmic = 0; logarithmic < 2; logarithmic++)
      {
        SpkHistogramPanel panel = { .title = "a title that is much longer than its panel is wide, and more and more",
                                    .x = SPK_AXIS_SPEC_INIT ("rate", "spikes per step"), .histogram = histograms[i],
                                    .target_mean = 0.05, .logarithmic = logarithmic };
        SpkHistogramPanel panels[] = { panel, panel, panel };
        g_autoptr (SpkHistogramFigure) one = lay_out_histogram (panels, 1), three = lay_out_histogram (panels, 3);

        figure_assert_inside ((FigureDraw) spk_histogram_figure_draw, one, 480, 300);
        figure_assert_inside ((FigureDraw) spk_histogram_figure_draw, three, 480, 300);
      }
}

static SpkCurvesFigure *
lay_out_curves (const SpkSeries *series, guint n_series, guint n_panels, gboolean logarithmic)
{
  SpkFigureStyle style = figure_test_style ();
  SpkCurvesPanel panels[2] = { { .y = SPK_AXIS_SPEC_INIT ("accuracy", "%") },
                               { .y = SPK_AXIS_SPEC_INIT ("loss", NULL) } };
  SpkCurvesBoundary boundary = { 2.5, "search", "training anew, and more words than there is room for" };
  SpkCurvesData data = { .x = SPK_AXIS_SPEC_INIT ("epoch", NULL), .n_panels = n_panels, .panels = panels,
                         .n_series = n_series, .series = series, .n_boundaries = 1, .boundaries = &boundary };

  panels[0].y.logarithmic = logarithmic;
  return spk_curves_figure_new (&data, &style, screen);
}

static void
test_points_can_be_hit (void)
{
  static const double a[] = { 10, 30, NAN, 70, 90 }, b[] = { 5, 4, 3, 2, 1 };
  SpkSeries series[] = { { .name = "a", .n = 5, .y = a }, { .name = "b", .panel = 1, .n = 5, .y = b } };
  g_autoptr (SpkCurvesFigure) figure = lay_out_curves (series, 2, 2, FALSE);

  for (guint s = 0; s < 2; s++)
    for (guint i = 0; i < 5; i++)
      {
        gboolean exists = !isnan (series[s].y[i]);
        double x, y;

        g_assert_cmpint (spk_curves_figure_locate (figure, s, i, &x, &y), ==, exists);
        if (!exists)
          continue;

        SpkCurvesHit hit = spk_curves_figure_hit (figure, x + 1, y - 1);

        g_assert_cmpint (hit.panel, ==, s);
        g_assert_cmpint (hit.series, ==, s);
        g_assert_cmpuint (hit.point, ==, i);
        g_assert_cmpfloat (hit.x, ==, i + 1);
        g_assert_cmpfloat (hit.y, ==, series[s].y[i]);
      }
}

static void
test_panels_share_their_axis (void)
{
  static const double a[] = { 0.00001, 0.00002 }, b[] = { 5, 4 };
  SpkSeries series[] = { { .n = 2, .y = a }, { .panel = 1, .n = 2, .y = b } };
  g_autoptr (SpkCurvesFigure) figure = lay_out_curves (series, 2, 2, FALSE);
  SpkRectangle above = spk_curves_figure_get_plot (figure, 0), below = spk_curves_figure_get_plot (figure, 1);

  g_assert_cmpfloat (above.x, ==, below.x);
  g_assert_cmpfloat (above.width, ==, below.width);
  g_assert_cmpfloat (above.y + above.height, <, below.y);
}

static guint
ink_between (const SpkSeries *series, double from, double to)
{
  g_autoptr (SpkCurvesFigure) figure = lay_out_curves (series, 1, 1, FALSE);
  cairo_surface_t *surface = figure_paint_with_border ((FigureDraw) spk_curves_figure_draw, figure, 480, 300);
  SpkRectangle plot = spk_curves_figure_get_plot (figure, 0);
  double unit = plot.width / 3;
  guint n;

  /* between the grid's lines */
  n = figure_count_ink (surface, (SpkRectangle){ plot.x + (from - 1) * unit, plot.y, (to - from) * unit, plot.height });
  cairo_surface_destroy (surface);
  return n;
}

static void
test_gaps_have_no_line (void)
{
  static const double whole[] = { 10, 90, 10, 90 }, gap[] = { 10, 90, NAN, 90 };
  SpkSeries series = { .n = 4, .y = whole };
  guint with_line = ink_between (&series, 3.2, 3.8), before = ink_between (&series, 1.2, 1.8);

  series.y = gap;
  g_assert_cmpuint (ink_between (&series, 3.2, 3.8), <, with_line);
  g_assert_cmpuint (ink_between (&series, 1.2, 1.8), ==, before);
}

static void
test_no_line_crosses_a_boundary (void)
{
  static const double whole[] = { 10, 90, 10, 90 };
  SpkSeries series = { .n = 4, .y = whole };

  /* the boundary at 2.5 itself is outside of both strips */
  g_assert_cmpuint (ink_between (&series, 2.1, 2.4), <, ink_between (&series, 1.1, 1.4));
}

/* What is not cut is drawn beside the axis where there is room, and above it where there is none. */
static void
test_titles_without_room_stand_above (void)
{
  const double y[] = { 0.2, 0.4, 0.9 };
  const SpkSeries series[] = { { .name = "train", .n = 3, .y = y }, { .name = "valid", .panel = 1, .n = 3, .y = y } };
  const SpkCurvesPanel panels[] = { { .y = SPK_AXIS_SPEC_INIT ("probability", "%") },
                                    { .y = SPK_AXIS_SPEC_INIT ("probability", "%") } };
  const SpkCurvesData data = { .x = SPK_AXIS_SPEC_INIT ("epoch", NULL), .n_panels = 2, .panels = panels, .n_series = 2,
                               .series = series };
  const SpkFigureSize low = { 480, 130, 1 };
  SpkFigureStyle style;

  spk_figure_style_init (&style, SPK_THEME_LIGHT);

  g_autoptr (SpkCurvesFigure) roomy = spk_curves_figure_new (&data, &style, screen);
  g_autoptr (SpkCurvesFigure) tight = spk_curves_figure_new (&data, &style, low);

  for (guint i = 0; i < 2; i++)
    {
      g_assert_null (roomy->parts[i].title);
      g_assert_nonnull (roomy->parts[i].area.y.title);
      g_assert_cmpstr (tight->parts[i].title, ==, "probability (%)");
      g_assert_null (tight->parts[i].area.y.title);
    }
  figure_assert_inside ((FigureDraw) spk_curves_figure_draw, tight, 480, 130);
}

static void
test_curves_of_anything (void)
{
  static const double odd[] = { NAN, INFINITY, -1e308, 1e308, 0, -0.0, 5e-324 }, one[] = { 3 }, none[] = { NAN };
  static const double xs[] = { 1, 1, 1, 1, 1, 1, 1 };
  SpkSeries all[] = {
    { .name = "odd", .n = 7, .y = odd }, { .n = 1, .y = one }, { .n = 1, .y = none }, { .n = 0 }, { .n = 3, .y = NULL },
    { .n = 7, .y = odd, .x = odd }, { .n = 7, .y = odd, .x = xs, .low = odd, .high = odd, .look = { 1, 2, 3, 2 } },
    { .name = "a name that is much longer than the figure is wide, which is cut at the end with dots, as it must be",
      .n = 1, .y = one },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (guint logarithmic = 0; logarithmic < 2; logarithmic++)
      {
        SpkCurvesOverlay overlay = { 1, { 0, 0, 3, 1, 1 }, "a tip" };
        g_autoptr (SpkCurvesFigure) figure = lay_out_curves (&all[i], 1, 2, logarithmic);
        cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 480, 300);
        cairo_t *cr = cairo_create (surface);

        figure_assert_inside ((FigureDraw) spk_curves_figure_draw, figure, 480, 300);
        spk_curves_figure_draw_overlay (figure, &overlay, cr);
        g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
        cairo_destroy (cr);
        cairo_surface_destroy (surface);
      }
}

static void
test_scatter_points_can_be_hit (void)
{
  static const double xs[] = { 1, 5, 9, NAN, 4 }, ys[] = { 3, 30, 12, 4, INFINITY };
  SpkFigureStyle style = figure_test_style ();
  SpkScatterData data = { .x = SPK_AXIS_SPEC_INIT ("tau", "ms"), .y = SPK_AXIS_SPEC_INIT ("R", NULL), .n = 5, .xs = xs,
                          .ys = ys };
  g_autoptr (SpkScatterFigure) figure = spk_scatter_figure_new (&data, &style, screen);
  double x, y;

  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (spk_scatter_figure_locate (figure, i, &x, &y));
      g_assert_cmpint (spk_scatter_figure_hit (figure, x + 2, y), ==, i);
    }
  g_assert_false (spk_scatter_figure_locate (figure, 3, &x, &y));
  g_assert_false (spk_scatter_figure_locate (figure, 4, &x, &y));
  g_assert_cmpint (spk_scatter_figure_hit (figure, -100, 0), ==, -1);
  figure_assert_inside ((FigureDraw) spk_scatter_figure_draw, figure, 480, 300);
}

static void
test_scatter_of_anything (void)
{
  static const double odd[] = { NAN, INFINITY, -1e308, 1e308, 0, 5e-324 };
  SpkFigureStyle style = figure_test_style ();
  SpkScatterData data = { .title = "title", .x = SPK_AXIS_SPEC_INIT ("tau", "ms"), .y = SPK_AXIS_SPEC_INIT ("R", NULL),
                          .xs = odd, .ys = odd };

  for (data.n = 0; data.n <= 6; data.n++)
    for (guint logarithmic = 0; logarithmic < 2; logarithmic++)
      {
        data.x.logarithmic = logarithmic;

        g_autoptr (SpkScatterFigure) figure = spk_scatter_figure_new (&data, &style, screen);

        figure_assert_inside ((FigureDraw) spk_scatter_figure_draw, figure, 480, 300);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/histogram/bars-are-as-high-as-their-counts", test_bars_are_as_high_as_their_counts);
  g_test_add_func ("/histogram/axis-spans-the-bins-in-use", test_axis_spans_the_bins_in_use);
  g_test_add_func ("/histogram/bins-can-be-hit", test_bins_can_be_hit);
  g_test_add_func ("/histogram/of-anything", test_histograms_of_anything);
  g_test_add_func ("/curves/points-can-be-hit", test_points_can_be_hit);
  g_test_add_func ("/curves/panels-share-their-axis", test_panels_share_their_axis);
  g_test_add_func ("/curves/gaps-have-no-line", test_gaps_have_no_line);
  g_test_add_func ("/curves/no-line-crosses-a-boundary", test_no_line_crosses_a_boundary);
  g_test_add_func ("/curves/titles-without-room-stand-above", test_titles_without_room_stand_above);
  g_test_add_func ("/curves/of-anything", test_curves_of_anything);
  g_test_add_func ("/scatter/points-can-be-hit", test_scatter_points_can_be_hit);
  g_test_add_func ("/scatter/of-anything", test_scatter_of_anything);
  return g_test_run ();
}
