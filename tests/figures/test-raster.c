/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figure-ink.h"
#include "figure-records.h"
#include "figures/spk-raster-figure.h"
#include "figures/spk-spike-bits.h"
#include "figures/spk-text.h"

static const SpkFigureSize screen = { 500, 400, 1 };

typedef struct
{
  GBytes *input;
  GBytes *spikes;
  SpkRasterData data;
} Fixture;

static void
set_up (Fixture *self, guint steps, guint neurons, double rate)
{
  self->input = figure_bits_new (steps, 20, rate, 1);
  self->spikes = figure_bits_new (steps, neurons, rate, 2);
  self->data = (SpkRasterData) SPK_RASTER_DATA_INIT;
  self->data.steps = steps;
  self->data.channels = 20;
  self->data.input = self->input;
  self->data.neurons = neurons;
  self->data.spikes = self->spikes;
  self->data.motif_size = 8;
}

static void
tear_down (Fixture *self)
{
  g_bytes_unref (self->input);
  g_bytes_unref (self->spikes);
}

static SpkRasterFigure *
lay_out (const Fixture *self, SpkFigureSize size)
{
  SpkFigureStyle style = figure_test_style ();

  return spk_raster_figure_new (&self->data, &style, size);
}

static guint64
count_bits (GBytes *bytes, guint first, guint end, guint units)
{
  SpkSpikeBits bits = spk_spike_bits_new (bytes, end, units);
  guint64 n = 0;

  for (guint step = first; step < end; step++)
    for (guint unit = 0; unit < units; unit++)
      n += spk_spike_bits_get (&bits, step, unit);
  return n;
}

static void
test_walks_through_all_bits (void)
{
  /* 61 units: steps begin at any bit of a word */
  g_autoptr (GBytes) bytes = figure_bits_new (33, 61, 0.3, 5);
  SpkSpikeBits bits = spk_spike_bits_new (bytes, 33, 61);
  guint64 n = 0;

  for (guint step = 0; step < 33; step++)
    SPK_SPIKE_BITS_FOREACH (&bits, step, unit, {
      g_assert_cmpuint (unit, <, 61);
      g_assert_true (spk_spike_bits_get (&bits, step, unit));
      n++;
    });
  g_assert_cmpuint (n, ==, count_bits (bytes, 0, 33, 61));
}

static void
test_every_spike_has_a_mark (void)
{
  Fixture fixture;

  set_up (&fixture, 60, 64, 0.1);

  g_autoptr (SpkRasterFigure) figure = lay_out (&fixture, screen);
  SpkRasterCounts counts = spk_raster_figure_get_counts (figure);

  g_assert_cmpuint (counts.spikes, ==, count_bits (fixture.input, 0, 60, 20) + count_bits (fixture.spikes, 0, 60, 64));
  g_assert_cmpuint (counts.marks, ==, counts.spikes);
  tear_down (&fixture);
}

/* Counts pixels that a mark must cover, one by one. */
static void
test_marks_stand_where_spikes_are (void)
{
  Fixture fixture;

  set_up (&fixture, 60, 64, 0.1);
  fixture.data.motif_borders = FALSE;

  g_autoptr (SpkRasterFigure) figure = lay_out (&fixture, screen);
  cairo_surface_t *surface = figure_paint_with_border ((FigureDraw) spk_raster_figure_draw, figure, 500, 400);
  SpkSpikeBits bits = spk_spike_bits_new (fixture.spikes, 60, 64);

  for (guint step = 0; step < 60; step++)
    for (guint neuron = 0; neuron < 64; neuron++)
      {
        double x, y;

        g_assert_true (spk_raster_figure_locate (figure, SPK_RASTER_NEURONS, neuron, step, &x, &y));

        guint ink = figure_count_ink (surface, (SpkRectangle){ floor (x), floor (y), 1, 1 });

        g_assert_cmpuint (ink, ==, spk_spike_bits_get (&bits, step, neuron) ? 1 : 0);
      }
  cairo_surface_destroy (surface);
  tear_down (&fixture);
}

/* The stated number of marks is the number of pixels with ink. */
static void
test_merges_as_it_says (void)
{
  Fixture fixture;

  set_up (&fixture, 2000, 1500, 0.02);
  fixture.data.channels = 0;
  fixture.data.motif_borders = FALSE;

  g_autoptr (SpkRasterFigure) figure = lay_out (&fixture, screen);
  SpkRasterCounts counts = spk_raster_figure_get_counts (figure);
  cairo_surface_t *surface = figure_paint_with_border ((FigureDraw) spk_raster_figure_draw, figure, 500, 400);

  g_assert_cmpuint (counts.spikes, ==, count_bits (fixture.spikes, 0, 2000, 1500));
  g_assert_cmpuint (counts.marks, <, counts.spikes);
  g_assert_cmpuint (figure_count_ink (surface, spk_raster_figure_get_band (figure, SPK_RASTER_NEURONS)), ==,
                    counts.marks);
  cairo_surface_destroy (surface);
  tear_down (&fixture);
}

static void
test_merging_is_the_same_every_time (void)
{
  Fixture fixture;

  set_up (&fixture, 1500, 900, 0.02);

  g_autoptr (SpkRasterFigure) a = lay_out (&fixture, screen), b = lay_out (&fixture, screen);
  cairo_surface_t *first = figure_paint_with_border ((FigureDraw) spk_raster_figure_draw, a, 500, 400);
  cairo_surface_t *second = figure_paint_with_border ((FigureDraw) spk_raster_figure_draw, b, 500, 400);

  g_assert_cmpmem (cairo_image_surface_get_data (first), (gsize) cairo_image_surface_get_stride (first) * 400,
                   cairo_image_surface_get_data (second), (gsize) cairo_image_surface_get_stride (second) * 400);
  cairo_surface_destroy (first);
  cairo_surface_destroy (second);
  tear_down (&fixture);
}

static void
test_paper_merges_nothing (void)
{
  Fixture fixture;

  set_up (&fixture, 2000, 1500, 0.01);

  g_autoptr (SpkRasterFigure) figure = lay_out (&fixture, (SpkFigureSize){ 240, 180, 0 });
  SpkRasterCounts counts = spk_raster_figure_get_counts (figure);

  g_assert_cmpuint (counts.marks, ==, counts.spikes);
  tear_down (&fixture);
}

static void
test_window_counts_its_own_spikes (void)
{
  Fixture fixture;

  set_up (&fixture, 100, 64, 0.1);
  fixture.data.channels = 0;
  fixture.data.begin = 20;
  fixture.data.end = 50;

  g_autoptr (SpkRasterFigure) figure = lay_out (&fixture, screen);

  g_assert_cmpuint (spk_raster_figure_get_counts (figure).spikes, ==, count_bits (fixture.spikes, 20, 50, 64));
  tear_down (&fixture);
}

static void
test_hit_and_locate_are_inverse (void)
{
  static const guint order[] = { 9, 60, 3, 17, 41, 33, 5 };
  Fixture fixture;

  set_up (&fixture, 80, 64, 0.1);
  fixture.data.order = order;
  fixture.data.n_rows = G_N_ELEMENTS (order);
  fixture.data.begin = 10.25;
  fixture.data.end = 70;
  fixture.data.step_duration = 1.6;

  g_autoptr (SpkRasterFigure) figure = lay_out (&fixture, screen);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint step = 10; step < 70; step++)
      {
        double x, y;

        g_assert_true (spk_raster_figure_locate (figure, SPK_RASTER_NEURONS, order[i], step, &x, &y));

        SpkRasterHit hit = spk_raster_figure_hit (figure, x, y);

        g_assert_cmpint (hit.part, ==, SPK_RASTER_NEURONS);
        g_assert_cmpuint (hit.index, ==, order[i]);
        g_assert_cmpuint (hit.motif, ==, order[i] / 8);
        g_assert_cmpuint (hit.step, ==, step);
        g_assert_cmpfloat_with_epsilon (hit.time, 1.6 * step, 1e-9);
      }
  tear_down (&fixture);
}

static void
test_hidden_neurons_cannot_be_located (void)
{
  static const guint order[] = { 9, 9, 1000 };
  Fixture fixture;
  double x, y;

  set_up (&fixture, 80, 64, 0.1);
  fixture.data.order = order;
  fixture.data.n_rows = G_N_ELEMENTS (order);

  g_autoptr (SpkRasterFigure) figure = lay_out (&fixture, screen);

  g_assert_true (spk_raster_figure_locate (figure, SPK_RASTER_NEURONS, 9, 3, &x, &y));
  g_assert_false (spk_raster_figure_locate (figure, SPK_RASTER_NEURONS, 10, 3, &x, &y));
  g_assert_false (spk_raster_figure_locate (figure, SPK_RASTER_NEURONS, 1000, 3, &x, &y));
  tear_down (&fixture);
}

static void
test_scores_can_be_hit (void)
{
  static const double scores[] = { 0.2, -0.4, 1.1, NAN };
  Fixture fixture;

  set_up (&fixture, 80, 64, 0.1);
  fixture.data.classes = 4;
  fixture.data.scores = scores;
  fixture.data.label = 2;
  fixture.data.prediction = 2;

  g_autoptr (SpkRasterFigure) figure = lay_out (&fixture, screen);

  for (guint i = 0; i < 4; i++)
    {
      double x, y;

      g_assert_true (spk_raster_figure_locate (figure, SPK_RASTER_SCORES, i, 0, &x, &y));
      g_assert_cmpint (spk_raster_figure_hit (figure, x, y).part, ==, SPK_RASTER_SCORES);
      g_assert_cmpuint (spk_raster_figure_hit (figure, x, y).index, ==, i);
    }
  figure_assert_inside ((FigureDraw) spk_raster_figure_draw, figure, 500, 400);
  tear_down (&fixture);
}

static void
test_counts_spikes_of_a_neuron (void)
{
  Fixture fixture;
  guint64 n = 0;

  set_up (&fixture, 80, 61, 0.1);
  for (guint neuron = 0; neuron < 61; neuron++)
    n += spk_raster_data_count_spikes (&fixture.data, SPK_RASTER_NEURONS, neuron);
  g_assert_cmpuint (n, ==, count_bits (fixture.spikes, 0, 80, 61));
  g_assert_cmpuint (spk_raster_data_count_spikes (&fixture.data, SPK_RASTER_NEURONS, 61), ==, 0);
  tear_down (&fixture);
}

/* Selection and cursor are drawn where they belong, and the layer below is not needed for it. */
static void
test_overlay_marks_motif_and_time (void)
{
  Fixture fixture;
  SpkRasterOverlay overlay = SPK_RASTER_OVERLAY_INIT;
  double x, y;

  set_up (&fixture, 80, 64, 0.1);
  overlay.selected_motif = 2;
  overlay.cursor = 30;

  g_autoptr (SpkRasterFigure) figure = lay_out (&fixture, screen);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 500, 400);
  cairo_t *cr = cairo_create (surface);

  spk_raster_figure_draw_overlay (figure, &overlay, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  for (guint neuron = 0; neuron < 64; neuron++)
    {
      const guint8 *pixels = cairo_image_surface_get_data (surface);

      g_assert_true (spk_raster_figure_locate (figure, SPK_RASTER_NEURONS, neuron, 10, &x, &y));

      gsize offset = (gsize) y * cairo_image_surface_get_stride (surface) + 4 * (gsize) x;

      g_assert_cmpint (pixels[offset + 3] != 0, ==, neuron / 8 == 2);
    }
  cairo_surface_destroy (surface);
  tear_down (&fixture);
}

static void
test_short_records_are_not_read (void)
{
  Fixture fixture;

  set_up (&fixture, 80, 64, 0.1);
  fixture.data.steps = 81;

  g_autoptr (SpkRasterFigure) figure = lay_out (&fixture, screen);

  g_assert_cmpuint (spk_raster_figure_get_counts (figure).spikes, ==, 0);
  figure_assert_inside ((FigureDraw) spk_raster_figure_draw, figure, 500, 400);
  tear_down (&fixture);
}

static void
test_anything_gives_a_figure (void)
{
  static const guint steps[] = { 0, 1, 3, 700 }, neurons[] = { 0, 1, 2, 5000 };
  static const SpkFigureSize sizes[] = { { 0, 0, 1 }, { 1, 1, 1 }, { 40, 30, 2 }, { 300, 200, 1 }, { 200, 150, 0 } };
  const char *const names[] = { "a class with a very long name indeed, longer than the figure", "b", NULL };
  const double scores[] = { INFINITY, -3, NAN };

  for (guint s = 0; s < G_N_ELEMENTS (steps); s++)
    for (guint n = 0; n < G_N_ELEMENTS (neurons); n++)
      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          Fixture fixture;

          set_up (&fixture, steps[s], neurons[n], 0.02);
          fixture.data.title = names[0];
          fixture.data.classes = 3;
          fixture.data.class_names = names;
          fixture.data.scores = scores;
          fixture.data.label = 0;
          fixture.data.prediction = 7;

          g_autoptr (SpkRasterFigure) figure = lay_out (&fixture, sizes[i]);

          if (sizes[i].width >= 200)
            figure_assert_inside ((FigureDraw) spk_raster_figure_draw, figure, sizes[i].width, sizes[i].height);
          tear_down (&fixture);
        }
}

/* A band is never so low that its name is cut, whatever the scale of the window. */
static void
test_names_of_bands_are_whole (void)
{
  static const double scales[] = { 0, 1, 2 };
  SpkFigureStyle style = figure_test_style ();
  double needed = spk_text_measure_width ((SpkText){ .plain = "input" }, &style);
  Fixture fixture;

  set_up (&fixture, 50, 4000, 0.05);
  for (guint height = 160; height < 420; height++)
    for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
      {
        g_autoptr (SpkRasterFigure) figure = lay_out (&fixture, (SpkFigureSize){ 500, height, scales[i] });

        g_assert_cmpfloat (spk_raster_figure_get_band (figure, SPK_RASTER_INPUT).height, >=, needed);
      }
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/raster/walks-through-all-bits", test_walks_through_all_bits);
  g_test_add_func ("/raster/every-spike-has-a-mark", test_every_spike_has_a_mark);
  g_test_add_func ("/raster/marks-stand-where-spikes-are", test_marks_stand_where_spikes_are);
  g_test_add_func ("/raster/merges-as-it-says", test_merges_as_it_says);
  g_test_add_func ("/raster/merging-is-the-same-every-time", test_merging_is_the_same_every_time);
  g_test_add_func ("/raster/paper-merges-nothing", test_paper_merges_nothing);
  g_test_add_func ("/raster/window-counts-its-own-spikes", test_window_counts_its_own_spikes);
  g_test_add_func ("/raster/hit-and-locate-are-inverse", test_hit_and_locate_are_inverse);
  g_test_add_func ("/raster/hidden-neurons-cannot-be-located", test_hidden_neurons_cannot_be_located);
  g_test_add_func ("/raster/scores-can-be-hit", test_scores_can_be_hit);
  g_test_add_func ("/raster/counts-spikes-of-a-neuron", test_counts_spikes_of_a_neuron);
  g_test_add_func ("/raster/overlay-marks-motif-and-time", test_overlay_marks_motif_and_time);
  g_test_add_func ("/raster/short-records-are-not-read", test_short_records_are_not_read);
  g_test_add_func ("/raster/anything-gives-a-figure", test_anything_gives_a_figure);
  g_test_add_func ("/raster/names-of-bands-are-whole", test_names_of_bands_are_whole);
  return g_test_run ();
}
