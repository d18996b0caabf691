/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figure-ink.h"
#include "figures/spk-plot-area.h"
#include "figures/spk-text.h"
#include "figures/spk-tip.h"

static void
test_fit_gives_a_range_to_anything (void)
{
  static const double values[] = { NAN, -INFINITY, INFINITY, 0, 1, -1, 1e-300, 1e300, -1e308, 1e308, G_MAXDOUBLE,
                                   5e-324 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint j = 0; j < G_N_ELEMENTS (values); j++)
      for (guint logarithmic = 0; logarithmic < 2; logarithmic++)
        {
          SpkAxisSpec spec = { .low = NAN, .high = NAN, .logarithmic = logarithmic };

          spk_axis_spec_fit (&spec, values[i], values[j], 0.05);
          g_assert_true (isfinite (spec.low) && isfinite (spec.high));
          g_assert_cmpfloat (spec.low, <, spec.high);
          if (logarithmic)
            g_assert_cmpfloat (spec.low, >, 0);
        }
}

static void
test_fit_keeps_ends_that_are_set (void)
{
  SpkAxisSpec spec = { .low = 0, .high = NAN };

  spk_axis_spec_fit (&spec, 3, 10, 0.1);
  g_assert_cmpfloat (spec.low, ==, 0);
  g_assert_cmpfloat (spec.high, ==, 11);
}

static void
test_scale_there_and_back (void)
{
  SpkScale linear = { FALSE, -3, 12, 200, 40 }, logarithmic = { TRUE, 0.1, 1000, 10, 90 };

  for (double value = 0.1; value < 12; value += 0.7)
    {
      g_assert_cmpfloat_with_epsilon (spk_scale_unmap (&linear, spk_scale_map (&linear, value)), value, 1e-9);
      g_assert_cmpfloat_with_epsilon (spk_scale_unmap (&logarithmic, spk_scale_map (&logarithmic, value)), value, 1e-9);
    }
  g_assert_cmpfloat_with_epsilon (spk_scale_map (&logarithmic, 10), 50, 1e-9);
  g_assert_true (isnan (spk_scale_map (&logarithmic, 0)));
}

static void
test_labels_do_not_touch (void)
{
  SpkFigureStyle style = figure_test_style ();

  for (double length = 30; length < 900; length += 37)
    for (double high = 1e-3; high < 1e7; high *= 9.3)
      {
        SpkAxisSpec spec = { .low = -0.3 * high, .high = high };
        SpkAxis axis;
        double end = -INFINITY;

        spk_axis_init (&axis, &spec, 0, length, FALSE, &style);
        g_assert_cmpuint (axis.ticks->n, >=, 1);
        for (guint i = 0; i < axis.ticks->n; i++)
          {
            SpkText label = { .markup = axis.ticks->labels[i], .small = TRUE, .halign = 0.5 };
            SpkRectangle place = spk_text_place (label, spk_scale_map (&axis.scale, axis.ticks->values[i]), 0, &style);

            g_assert_cmpfloat (place.x, >, end);
            end = place.x + place.width;
          }
        spk_axis_clear (&axis);
      }
}

static void
test_title_has_unit_and_factor (void)
{
  SpkFigureStyle style = figure_test_style ();
  SpkAxisSpec spec = { .title = "R & \xcf\x84", .unit = "ms", .low = 0, .high = 3e6 };
  SpkAxis axis;

  spk_axis_init (&axis, &spec, 0, 300, FALSE, &style);
  g_assert_cmpstr (axis.title, ==, "R &amp; \xcf\x84 (10<sup>6</sup> ms)");
  spk_axis_clear (&axis);
  spec.high = 3;
  spk_axis_init (&axis, &spec, 0, 300, FALSE, &style);
  g_assert_cmpstr (axis.title, ==, "R &amp; \xcf\x84 (ms)");
  spk_axis_clear (&axis);
}

static void
draw_area (gconstpointer area, cairo_t *cr)
{
  SpkFigureStyle style = figure_test_style ();
  SpkFigureSize size = { 0, 0, 1 };

  spk_plot_area_draw_grid (area, &style, size, cr);
  spk_plot_area_draw_axes (area, &style, size, cr);
}

static void
test_nothing_is_cut_off (void)
{
  static const double highs[] = { 1e-5, 0.97, 1, 37, 4321, 99999, 123456789 };
  SpkFigureStyle style = figure_test_style ();

  for (guint i = 0; i < G_N_ELEMENTS (highs); i++)
    for (double width = 120; width < 500; width += 97)
      {
        SpkAxisSpec x = { .title = "a title that is longer than most figures are wide, to be cut with dots",
                          .unit = "ms", .low = 0, .high = highs[i] };
        SpkAxisSpec y = x;
        SpkPlotArea area;

        spk_plot_area_init (&area, (SpkRectangle){ 0, 0, width, 160 }, &x, &y, FALSE, (SpkPlotMargins){ 0 }, &style);
        figure_assert_inside (draw_area, &area, width, 160);
        spk_plot_area_clear (&area);
      }
}

static void
test_least_margins_line_areas_up (void)
{
  SpkFigureStyle style = figure_test_style ();
  SpkAxisSpec x = { .low = 0, .high = 100 }, narrow = { .low = 0, .high = 5 }, wide = { .low = 0, .high = 0.00012 };
  SpkPlotArea a, b, c;

  wide.title = "loss";
  spk_plot_area_init (&a, (SpkRectangle){ 0, 0, 300, 160 }, &x, &wide, FALSE, (SpkPlotMargins){ 0 }, &style);
  spk_plot_area_init (&b, (SpkRectangle){ 0, 0, 300, 160 }, &x, &narrow, TRUE, (SpkPlotMargins){ 0 }, &style);
  spk_plot_area_init (&c, (SpkRectangle){ 0, 0, 300, 160 }, &x, &narrow, TRUE, spk_plot_area_get_margins (&a), &style);
  g_assert_cmpfloat (b.data.x, <, a.data.x);
  g_assert_cmpfloat (c.data.x, ==, a.data.x);
  g_assert_cmpfloat (c.data.width, ==, a.data.width);
  spk_plot_area_clear (&a);
  spk_plot_area_clear (&b);
  spk_plot_area_clear (&c);
}

static void
test_tips_stay_in_the_figure (void)
{
  SpkFigureStyle style = figure_test_style ();
  SpkFigureSize size = { 240, 80, 1 };
  static const char *const texts[] = { "a", "motif 6, neuron 11",
                                       "a text that is longer than the figure is wide, by much" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (double x = -20; x <= 260; x += 20)
      for (double y = -20; y <= 100; y += 20)
        {
          SpkRectangle place = spk_tip_place (texts[i], x, y, &style, size);

          g_assert_cmpfloat (place.x, >=, 0);
          g_assert_cmpfloat (place.y, >=, 0);
          g_assert_cmpfloat (place.x + place.width, <=, size.width);
          g_assert_cmpfloat (place.y + place.height, <=, size.height);
        }
}

static void
test_text_is_cut_to_its_limit (void)
{
  SpkFigureStyle style = figure_test_style ();
  SpkText text = { .plain = "a long name of a series", .max_width = 50 };
  SpkText right_to_left = { .plain = "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", .max_width = 200 };

  g_assert_cmpfloat (spk_text_measure_width (text, &style), <=, 50);
  text.max_width = 0;
  g_assert_cmpfloat (spk_text_measure_width (text, &style), >, 50);
  g_assert_cmpfloat (spk_text_place (right_to_left, 10, 0, &style).x, ==, 10);
  g_assert_cmpfloat (spk_text_measure_width (right_to_left, &style), <, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axis/fit-gives-a-range-to-anything", test_fit_gives_a_range_to_anything);
  g_test_add_func ("/axis/fit-keeps-ends-that-are-set", test_fit_keeps_ends_that_are_set);
  g_test_add_func ("/axis/scale-there-and-back", test_scale_there_and_back);
  g_test_add_func ("/axis/labels-do-not-touch", test_labels_do_not_touch);
  g_test_add_func ("/axis/title-has-unit-and-factor", test_title_has_unit_and_factor);
  g_test_add_func ("/axis/nothing-is-cut-off", test_nothing_is_cut_off);
  g_test_add_func ("/axis/least-margins-line-areas-up", test_least_margins_line_areas_up);
  g_test_add_func ("/axis/tips-stay-in-the-figure", test_tips_stay_in_the_figure);
  g_test_add_func ("/axis/text-is-cut-to-its-limit", test_text_is_cut_to_its_limit);
  return g_test_run ();
}
