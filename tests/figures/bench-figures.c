/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the painters take: median and 95th percentile of many paints, in milliseconds. Asserts nothing. */
#include <math.h>
#include <stdlib.h>

#include "figure-records.h"
#include "figure-samples.h"
#include "figures/spk-raster-figure.h"

#define N_PAINTS 60
#define WIDTH    1200
#define HEIGHT   700

static int
compare_doubles (const void *a, const void *b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static void
report (const char *name, double *milliseconds, guint n)
{
  qsort (milliseconds, n, sizeof *milliseconds, compare_doubles);
  g_print ("%-28s median %7.2f ms   95 %% %7.2f ms\n", name, milliseconds[n / 2], milliseconds[(guint) (0.95 * n)]);
}

static cairo_t *
create_context (double width, double height, double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * scale),
                                                         (int) ceil (height * scale));
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  cairo_surface_destroy (surface);
  return cr;
}

/* 4000 neurons x 1000 steps with 200 000 spikes. With @span below 1000 the window moves along, as in a pan. */
static void
bench_raster (const char *name, double span, double scale)
{
  SpkFigureStyle style = figure_style_new (SPK_THEME_LIGHT);
  SpkRasterData data = SPK_RASTER_DATA_INIT;
  g_autoptr (GBytes) input = figure_bits_new (1000, 78, 0.1, 1);
  g_autoptr (GBytes) spikes = figure_bits_new (1000, 4000, 0.05, 2);
  double milliseconds[N_PAINTS];
  cairo_t *cr = create_context (WIDTH, HEIGHT, scale);

  data.steps = 1000;
  data.channels = 78;
  data.input = input;
  data.neurons = 4000;
  data.spikes = spikes;
  data.motif_size = 16;
  for (guint i = 0; i < N_PAINTS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      data.begin = span < 1000 ? 3.7 * i : 0;
      data.end = data.begin + span;

      g_autoptr (SpkRasterFigure) figure = spk_raster_figure_new (&data, &style,
                                                                  (SpkFigureSize){ WIDTH, HEIGHT, scale });

      spk_raster_figure_draw (figure, cr);
      milliseconds[i] = (g_get_monotonic_time () - start) / 1000.0;
    }
  cairo_destroy (cr);
  report (name, milliseconds, N_PAINTS);
}

static void
bench_sample (const FigureSample *sample, GPtrArray *records)
{
  SpkFigureStyle style = figure_style_new (SPK_THEME_LIGHT);
  double milliseconds[N_PAINTS];
  cairo_t *cr = create_context (sample->width, sample->height, 1);

  for (guint i = 0; i < N_PAINTS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      sample->draw (records, &style, (SpkFigureSize){ sample->width, sample->height, 1 }, cr);
      milliseconds[i] = (g_get_monotonic_time () - start) / 1000.0;
    }
  cairo_destroy (cr);
  report (sample->name, milliseconds, N_PAINTS);
}

int
main (void)
{
  g_autoptr (GPtrArray) records = figure_records_new ();

  g_print ("raster of 4000 neurons x 1000 steps, 200 000 spikes, %d x %d\n", WIDTH, HEIGHT);
  bench_raster ("full, scale 1", 1000, 1);
  bench_raster ("full, scale 2", 1000, 2);
  bench_raster ("pan in 300 steps, scale 1", 300, 1);
  bench_raster ("pan in 30 steps, scale 1", 30, 1);
  for (guint i = 0; i < n_figure_samples; i++)
    bench_sample (&figure_samples[i], records);
  return 0;
}
