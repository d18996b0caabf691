/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Structure of figures of activity and of change: what is where. */
#include <math.h>

#include "figure-ink.h"
#include "figure-records.h"
#include "figures/spk-colour-scale.h"
#include "figures/spk-composite.h"
#include "figures/spk-confusion-figure.h"
#include "figures/spk-curves-figure.h"
#include "figures/spk-evolution-figure.h"
#include "figures/spk-histogram-private.h"
#include "figures/spk-intervals-data.h"
#include "figures/spk-sizes-data.h"
#include "figures/spk-trace-figure.h"

static const SpkFigureSize screen = { 400, 300, 1 };

static void
get_pixel (cairo_surface_t *surface, double x, double y, double *rgb)
{
  const guint32 *row = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface) +
                                                          (gsize) (y + FIGURE_BORDER) *
                                                          cairo_image_surface_get_stride (surface));
  guint32 pixel = row[(int) x + FIGURE_BORDER];

  for (guint i = 0; i < 3; i++)
    rgb[i] = (pixel >> (8 * (2 - i)) & 0xff) / 255.0;
}

static void
draw_confusion (gconstpointer figure, cairo_t *cr)
{
  spk_confusion_figure_draw (figure, cr);
}

/* Near its corner, where no number stands. */
static void
test_cells_have_the_colour_of_their_share (void)
{
  const guint counts[] = { 3, 1, 0, 0, 8, 0, 0, 0, 0 };
  SpkFigureStyle style = figure_test_style ();
  SpkConfusionData data = { .n_classes = 3, .counts = counts };
  g_autoptr (SpkConfusionFigure) figure = spk_confusion_figure_new (&data, &style, screen);
  cairo_surface_t *surface = figure_paint_with_border (draw_confusion, figure, screen.width, screen.height);

  for (guint truth = 0; truth < 3; truth++)
    for (guint said = 0; said < 3; said++)
      {
        const guint totals[] = { 4, 8, 0 };
        SpkRectangle cell = spk_confusion_figure_get_cell (figure, truth, said);
        SpkColour wanted = spk_colour_scale_get (&style, (double) counts[truth * 3 + said] / MAX (1, totals[truth]));
        double rgb[3];

        get_pixel (surface, cell.x + 4, cell.y + 4, rgb);
        if (totals[truth] == 0)
          wanted = (SpkColour){ 1, 1, 1, 1 };
        g_assert_cmpfloat_with_epsilon (rgb[0], wanted.red, 0.01);
        g_assert_cmpfloat_with_epsilon (rgb[1], wanted.green, 0.01);
        g_assert_cmpfloat_with_epsilon (rgb[2], wanted.blue, 0.01);
      }
  cairo_surface_destroy (surface);
}

static void
test_scale_gets_lighter (void)
{
  SpkFigureStyle style = figure_test_style ();
  double last = -1;

  for (guint i = 0; i <= 100; i++)
    {
      double luminance = spk_colour_get_luminance (spk_colour_scale_get (&style, i / 100.0));

      g_assert_cmpfloat (luminance, >, last);
      last = luminance;
    }
  g_assert_cmpfloat (spk_colour_scale_get (&style, NAN).red, ==, spk_colour_scale_get (&style, 0).red);
  g_assert_cmpfloat (spk_colour_scale_get (&style, 7).red, ==, spk_colour_scale_get (&style, 1).red);
}

static void
test_confusions_of_anything (void)
{
  static const char *const names[] = { "", "a name that is far too long for any cell or any margin of a figure",
                                       "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", NULL, "<b>&" };
  g_autofree guint *counts = g_new0 (guint, 300 * 300);
  const guint sizes[] = { 0, 1, 2, 5, 120, 300 };

  for (guint i = 0; i < 300 * 300; i++)
    counts[i] = i % 7 == 0 ? i * 40000u : 0;
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint small = 0; small < 2; small++)
      {
        SpkFigureStyle style = figure_test_style ();
        SpkFigureSize size = { small ? 150 : 400, small ? 130 : 300, small };
        SpkConfusionData data = { .n_classes = sizes[i], .counts = counts, .class_names = sizes[i] == 5 ? names : NULL };
        g_autoptr (SpkConfusionFigure) figure = spk_confusion_figure_new (&data, &style, size);

        figure_assert_inside (draw_confusion, figure, size.width, size.height);
      }
}

static SpkTraceFigure *
lay_out_traces (const float *potential, const float *current, guint n, guint steps, double begin, double end)
{
  static const char *const names[] = { "neuron 0", "neuron 1", "neuron 2" };
  SpkFigureStyle style = figure_test_style ();
  SpkTraceData data = SPK_TRACE_DATA_INIT;

  data.steps = steps;
  data.n_neurons = n;
  data.names = names;
  data.potential = potential;
  data.current = current;
  data.begin = begin;
  data.end = end;
  return spk_trace_figure_new (&data, &style, screen);
}

static void
draw_trace (gconstpointer figure, cairo_t *cr)
{
  spk_trace_figure_draw (figure, cr);
}

static void
test_spikes_reach_the_threshold (void)
{
  const float potential[] = { 0.2f, 0.999f, 1, 0, 0.5f, 1.3f, 0, 0, 0.1f, 0.2f, 0.3f, 0.4f };
  g_autoptr (SpkTraceFigure) whole = lay_out_traces (potential, NULL, 2, 6, 0, 0);
  g_autoptr (SpkTraceFigure) window = lay_out_traces (potential, NULL, 2, 6, 3, 6);

  g_assert_cmpuint (spk_trace_figure_count_spikes (whole, 0), ==, 2);
  g_assert_cmpuint (spk_trace_figure_count_spikes (whole, 1), ==, 0);
  g_assert_cmpuint (spk_trace_figure_count_spikes (window, 0), ==, 2);
  figure_assert_inside (draw_trace, whole, screen.width, screen.height);
  figure_assert_inside (draw_trace, window, screen.width, screen.height);
}

/* Axes of time are in one line, and panels do not overlap. */
static void
test_panels_of_traces_share_their_time (void)
{
  const float potential[] = { 0, 1, 0, 2, 0, -300, 0, 0, 0 }, current[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9000 };
  g_autoptr (SpkTraceFigure) figure = lay_out_traces (potential, current, 3, 3, 0, 0);
  SpkRectangle first = spk_trace_figure_get_plot (figure, 0, FALSE);
  double below = 0;

  for (guint i = 0; i < 3; i++)
    for (guint row = 0; row < 2; row++)
      {
        SpkRectangle plot = spk_trace_figure_get_plot (figure, i, row == 1);

        g_assert_cmpfloat (plot.x, ==, first.x);
        g_assert_cmpfloat (plot.width, ==, first.width);
        g_assert_cmpfloat (plot.y, >=, below);
        below = plot.y + plot.height;
      }
  g_assert_cmpfloat (below, <, screen.height);
}

static void
test_traces_of_anything (void)
{
  const float odd[] = { NAN, INFINITY, -INFINITY, 1e30f, -1e30f, 0 }, silent[6] = { 0 };
  g_autoptr (SpkTraceFigure) none = lay_out_traces (NULL, NULL, 0, 0, 0, 0);
  g_autoptr (SpkTraceFigure) wild = lay_out_traces (odd, odd, 1, 6, 0, 0);
  g_autoptr (SpkTraceFigure) flat = lay_out_traces (silent, silent, 2, 3, 0, 0);
  g_autoptr (SpkTraceFigure) beyond = lay_out_traces (silent, silent, 1, 6, 40, 50);
  g_autoptr (SpkTraceFigure) one = lay_out_traces (odd + 5, NULL, 1, 1, 0, 0);
  const SpkTraceFigure *figures[] = { none, wild, flat, beyond, one };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    figure_assert_inside (draw_trace, figures[i], screen.width, screen.height);
}

static void
test_outline_has_the_height_of_its_density (void)
{
  guint64 counts[] = { 10, 20, 5, 1 }, fine[] = { 5, 5, 10, 10, 3, 2, 1, 0 };
  SpkHistogram after = { 0, 4, 4, counts }, before = { 0, 4, 8, fine };
  SpkFigureStyle style = figure_test_style ();
  SpkHistogramPanel panel = { .x = SPK_AXIS_SPEC_INIT ("rate", NULL), .histogram = &after, .before = &before,
                              .target_mean = NAN, .name = "after", .before_name = "before", .note = "bins: <b>" };
  SpkHistogramData data = { .y_title = "count", .n_panels = 1, .panels = &panel };
  g_autoptr (SpkHistogramFigure) figure = spk_histogram_figure_new (&data, &style, screen);

  g_assert_cmpfloat_with_epsilon (spk_histogram_part_get_before (&figure->parts[0], 2), 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (spk_histogram_part_get_before (&figure->parts[0], 0), 10, 1e-9);
}

/* The axis reaches as far as the outline does. */
static void
test_outline_is_not_cut (void)
{
  guint64 counts[] = { 10, 0, 0, 0 }, wide[] = { 0, 0, 0, 7 };
  SpkHistogram after = { 0, 4, 4, counts }, before = { 0, 4, 4, wide };
  SpkFigureStyle style = figure_test_style ();
  SpkHistogramPanel panel = { .x = SPK_AXIS_SPEC_INIT ("rate", NULL), .histogram = &after, .before = &before,
                              .target_mean = NAN };
  SpkHistogramData data = { .y_title = "count", .n_panels = 1, .panels = &panel };
  g_autoptr (SpkHistogramFigure) figure = spk_histogram_figure_new (&data, &style, screen);

  g_assert_cmpfloat_with_epsilon (figure->parts[0].area.x.scale.high, 4, 1e-9);
}

static void
draw_curves (gconstpointer figure, cairo_t *cr)
{
  spk_curves_figure_draw (figure, cr);
}

static void
test_names_at_ends_stay_inside (void)
{
  enum { N = 12 };
  double y[N][3];
  char names[N][64];
  SpkSeries series[N];
  SpkFigureStyle style = figure_test_style ();
  SpkCurvesPanel panel = { .y = SPK_AXIS_SPEC_INIT ("probability", NULL) };
  SpkCurvesData data = { .x = SPK_AXIS_SPEC_INIT ("epoch", NULL), .n_panels = 1, .panels = &panel, .n_series = N,
                         .series = series, .names_at_ends = TRUE };

  for (guint i = 0; i < N; i++)
    {
      y[i][0] = y[i][1] = 1;
      y[i][2] = i == 3 ? NAN : 1 + 1e-3 * i; /* all at one place */
      g_snprintf (names[i], sizeof names[i], i == 5 ? "k = %u, and a name that goes on and on for ever" : "k = %u", i);
      series[i] = (SpkSeries){ .name = names[i], .look = spk_line_look_for (i), .n = 3, .y = y[i] };
    }

  g_autoptr (SpkCurvesFigure) figure = spk_curves_figure_new (&data, &style, screen);
  SpkRectangle plot = spk_curves_figure_get_plot (figure, 0);
  cairo_surface_t *surface = figure_paint_with_border (draw_curves, figure, screen.width, screen.height);
  SpkRectangle right = { plot.x + plot.width + 8, 0, screen.width - plot.x - plot.width - 8, screen.height };

  g_assert_cmpfloat (right.width, >, 20);
  g_assert_cmpuint (figure_count_ink (surface, right), >, 12 * 20);
  cairo_surface_destroy (surface);
  figure_assert_inside (draw_curves, figure, screen.width, screen.height);
}

static void
draw_nothing (gconstpointer data, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  g_assert_false (style->paint_background);
  g_assert_false (style->legend);
  (*(guint *) data)++;
}

static double
measure_legend (gconstpointer data, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  if (cr != NULL)
    (*(guint *) data)++;
  return 20;
}

static void
test_panels_of_a_composite_do_not_overlap (void)
{
  guint n_drawn = 0, n_legends = 0;
  const double weights[] = { 1, 2, 1, 1 };
  const SpkCompositePanel panels[] = { { draw_nothing, &n_drawn, NULL, 0 }, { draw_nothing, &n_drawn, NULL, 1 },
                                       { draw_nothing, &n_drawn, "wide", 2 }, { draw_nothing, &n_drawn, NULL, 2 },
                                       { draw_nothing, &n_drawn, NULL, 9 } };
  const SpkComposite composite = { .title = "all", .columns = 3, .n_panels = 5, .panels = panels, .letters = TRUE,
                                   .legend = measure_legend, .legend_data = &n_legends, .row_weights = weights };
  SpkFigureStyle style = figure_test_style ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 300);
  cairo_t *cr = cairo_create (surface);

  style.paint_background = TRUE;
  g_assert_cmpuint (spk_composite_count_rows (&composite), ==, 4);
  for (guint i = 0; i < 5; i++)
    {
      SpkRectangle a = spk_composite_get_panel (&composite, i, &style, screen);

      g_assert_cmpfloat (a.x, >=, 0);
      g_assert_cmpfloat (a.x + a.width, <=, screen.width + 1);
      g_assert_cmpfloat (a.y + a.height, <=, screen.height - 20);
      for (guint j = 0; j < i; j++)
        {
          SpkRectangle b = spk_composite_get_panel (&composite, j, &style, screen);

          g_assert_true (b.x + b.width <= a.x || b.y + b.height <= a.y);
        }
    }
  spk_composite_draw (&composite, &style, screen, cr);
  g_assert_cmpuint (n_drawn, ==, 5);
  g_assert_cmpuint (n_legends, ==, 1);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_letters_go_on_after_z (void)
{
  static const struct
  {
    guint panel;
    const char *letter;
  } cases[] = { { 0, "a" }, { 25, "z" }, { 26, "aa" }, { 27, "ab" }, { 701, "zz" }, { 702, "aaa" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *letter = spk_composite_get_letter (cases[i].panel);

      g_assert_cmpstr (letter, ==, cases[i].letter);
    }
}

static void
test_times_are_equally_far_apart (void)
{
  guint times[6], n;

  spk_evolution_choose_times (60, 6, times, &n);
  g_assert_cmpuint (n, ==, 6);
  g_assert_cmpuint (times[0], ==, 0);
  g_assert_cmpuint (times[5], ==, 59);
  for (guint i = 1; i < 6; i++)
    g_assert_cmpuint (times[i] - times[i - 1], >=, 11);
  spk_evolution_choose_times (3, 6, times, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (times[1], ==, 1);
  spk_evolution_choose_times (0, 6, times, &n);
  g_assert_cmpuint (n, ==, 0);
  spk_evolution_choose_times (9, 1, times, &n);
  g_assert_cmpuint (times[0], ==, 8);
}

static void
test_multiples_fill_the_figure (void)
{
  g_assert_cmpuint (spk_evolution_choose_columns (6, 1.4), ==, 3);
  g_assert_cmpuint (spk_evolution_choose_columns (6, 6), ==, 6);
  g_assert_cmpuint (spk_evolution_choose_columns (6, 0.16), ==, 1);
  g_assert_cmpuint (spk_evolution_choose_columns (0, 1), ==, 1);
}

/* Of the chosen neurons alone, in the unit of the axis, and the same number in the bars as there are. */
static void
test_intervals_are_counted (void)
{
  g_autoptr (GPtrArray) records = figure_records_new ();
  const SpkEpochRecord *record = records->pdata[3];
  g_autofree gboolean *chosen = g_new0 (gboolean, record->layers[0].neurons);
  SpkIntervalsRequest request = { .record = record, .probe = -1, .step = 1, .time_unit = "steps" };
  SpkIntervalsData all, some, far;
  guint64 sum = 0;
  double largest;

  chosen[7] = TRUE;
  spk_intervals_data_init (&all, &request);
  request.chosen = chosen;
  request.step = 2;
  spk_intervals_data_init (&some, &request);
  request.layer = 9;
  spk_intervals_data_init (&far, &request);

  for (guint i = 0; i < all.data.panels[0].histogram->n_bins; i++)
    sum += all.data.panels[0].histogram->counts[i];
  g_assert_cmpuint (sum, ==, all.n_intervals);
  largest = record->probes[0]->steps;
  g_assert_cmpuint (some.n_intervals, <, all.n_intervals);
  g_assert_cmpuint (some.n_intervals, >, 0);
  g_assert_cmpfloat (all.data.panels[2].histogram->high, <=, largest + 40);
  g_assert_cmpfloat (some.data.panels[2].histogram->high, >, 1.2 * all.data.panels[2].histogram->high);
  g_assert_cmpfloat (all.mean_variation, >, 0.3);
  g_assert_cmpuint (far.n_intervals, ==, 0);
  g_assert_true (isnan (far.mean_variation));
  spk_intervals_data_clear (&all);
  spk_intervals_data_clear (&some);
  spk_intervals_data_clear (&far);
}

static void
test_sizes_are_those_of_the_search (void)
{
  g_autoptr (GPtrArray) records = figure_records_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (SpkSizesData) data = spk_sizes_data_new (records, 0);
  g_autoptr (SpkSizesData) other_layer = spk_sizes_data_new (records, 1);
  g_autoptr (SpkSizesData) empty = spk_sizes_data_new (none, 0);
  const SpkCurvesData *curves = spk_sizes_data_get_curves (data);

  g_assert_cmpuint (curves->n_series, ==, 4);
  for (guint i = 0; i < curves->series[0].n; i++)
    {
      double sum = 0;

      for (guint s = 0; s < 4; s++)
        sum += curves->series[s].y[i];
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-6);
      g_assert_cmpfloat (curves->series[0].x[i], ==, i + 1);
    }
  g_assert_cmpuint (curves->series[0].n, ==, 60);
  g_assert_cmpstr (curves->series[2].name, ==, "k = 8");
  g_assert_cmpuint (spk_sizes_data_get_curves (other_layer)->n_series, ==, 0);
  g_assert_cmpuint (spk_sizes_data_get_curves (empty)->n_series, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/activity/confusion/cells-have-the-colour-of-their-share", test_cells_have_the_colour_of_their_share);
  g_test_add_func ("/activity/confusion/scale-gets-lighter", test_scale_gets_lighter);
  g_test_add_func ("/activity/confusion/of-anything", test_confusions_of_anything);
  g_test_add_func ("/activity/traces/spikes-reach-the-threshold", test_spikes_reach_the_threshold);
  g_test_add_func ("/activity/traces/panels-share-their-time", test_panels_of_traces_share_their_time);
  g_test_add_func ("/activity/traces/of-anything", test_traces_of_anything);
  g_test_add_func ("/activity/rates/outline-has-the-height-of-its-density", test_outline_has_the_height_of_its_density);
  g_test_add_func ("/activity/rates/outline-is-not-cut", test_outline_is_not_cut);
  g_test_add_func ("/activity/curves/names-at-ends-stay-inside", test_names_at_ends_stay_inside);
  g_test_add_func ("/activity/composite/panels-do-not-overlap", test_panels_of_a_composite_do_not_overlap);
  g_test_add_func ("/activity/composite/letters-go-on-after-z", test_letters_go_on_after_z);
  g_test_add_func ("/activity/evolution/times-are-equally-far-apart", test_times_are_equally_far_apart);
  g_test_add_func ("/activity/evolution/multiples-fill-the-figure", test_multiples_fill_the_figure);
  g_test_add_func ("/activity/intervals/are-counted", test_intervals_are_counted);
  g_test_add_func ("/activity/sizes/are-those-of-the-search", test_sizes_are_those_of_the_search);
  return g_test_run ();
}
