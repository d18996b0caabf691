/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every sample against its stored picture. `meson compile figure-references` renews them; look at them before they are
 * committed. A picture that differs is left in the build folder. */
#include <math.h>

#include "figure-ink.h"
#include "figure-records.h"
#include "figure-samples.h"

/* A pixel differs if a colour of it, softened over 3 x 3 pixels, is so far off: text moved by less than half a pixel,
 * or smoothed in another way, stays below. */
#define TOLERANCE     40
#define MOST_DIFFERENT 0.0005 /* share of pixels */

static GPtrArray *records;

static double
soften (cairo_surface_t *surface, int x, int y, guint channel)
{
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface), sum = 0, n = 0;

  for (int j = MAX (0, y - 1); j <= MIN (cairo_image_surface_get_height (surface) - 1, y + 1); j++)
    for (int i = MAX (0, x - 1); i <= MIN (cairo_image_surface_get_width (surface) - 1, x + 1); i++, n++)
      sum += pixels[(gsize) j * stride + 4 * i + channel];
  return (double) sum / n;
}

static gboolean
pixels_differ (cairo_surface_t *a, cairo_surface_t *b, int x, int y)
{
  for (guint channel = 0; channel < 3; channel++)
    if (fabs (soften (a, x, y, channel) - soften (b, x, y, channel)) > TOLERANCE)
      return TRUE;
  return FALSE;
}

/* Share of the pixels that differ, 1 for pictures of different sizes. */
static double
difference (cairo_surface_t *a, cairo_surface_t *b)
{
  int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  guint n = 0;

  if (width != cairo_image_surface_get_width (b) || height != cairo_image_surface_get_height (b))
    return 1;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      n += pixels_differ (a, b, x, y);
  return (double) n / ((double) width * height);
}

static void
test_picture (gconstpointer user_data)
{
  const FigureSample *sample = user_data;
  SpkFigureStyle style = figure_style_new (SPK_THEME_LIGHT);
  g_autofree char *name = g_strconcat (sample->name, ".png", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "figures", "reference", name, NULL);
  cairo_surface_t *expected = cairo_image_surface_create_from_png (path);
  cairo_surface_t *drawn = figure_sample_paint (sample, records, &style, 1);
  const char *output = g_getenv ("FIGURES_OUTPUT");

  g_assert_cmpint (cairo_surface_status (expected), ==, CAIRO_STATUS_SUCCESS);

  double share = difference (expected, drawn);

  if (share > MOST_DIFFERENT && output != NULL)
    {
      g_autofree char *copy = g_build_filename (output, name, NULL);

      cairo_surface_write_to_png (drawn, copy);
      g_test_message ("see %s", copy);
    }
  g_assert_cmpfloat (share, <=, MOST_DIFFERENT);
  cairo_surface_destroy (expected);
  cairo_surface_destroy (drawn);
}

static cairo_surface_t *
moved (cairo_surface_t *surface, double dx)
{
  cairo_surface_t *copy = cairo_image_surface_create (CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (surface),
                                                      cairo_image_surface_get_height (surface));
  cairo_t *cr = cairo_create (copy);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_surface (cr, surface, dx, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (copy);
  return copy;
}

static void
test_a_moved_picture_differs (void)
{
  SpkFigureStyle style = figure_style_new (SPK_THEME_LIGHT);

  for (guint i = 0; i < n_figure_samples; i++)
    {
      cairo_surface_t *drawn = figure_sample_paint (&figure_samples[i], records, &style, 1), *copy = moved (drawn, 2);

      g_assert_cmpfloat (difference (drawn, copy), >, MOST_DIFFERENT);
      cairo_surface_destroy (copy);
      cairo_surface_destroy (drawn);
    }
}

/* Ink reaches out of no sample, on a screen and on paper, and none is blank. */
typedef struct
{
  const FigureSample *sample;
  SpkFigureSize size;
} Placed;

static void
draw_placed (gconstpointer data, cairo_t *cr)
{
  const Placed *self = data;
  SpkFigureStyle style = figure_test_style ();

  self->sample->draw (records, &style, self->size, cr);
}

static void
test_samples_stay_inside (void)
{
  static const double pixels_per_unit[] = { 0, 1, 2 };

  for (guint i = 0; i < n_figure_samples; i++)
    for (guint j = 0; j < G_N_ELEMENTS (pixels_per_unit); j++)
      {
        const FigureSample *sample = &figure_samples[i];
        Placed placed = { sample, { sample->width, sample->height, pixels_per_unit[j] } };

        figure_assert_inside (draw_placed, &placed, sample->width, sample->height);
      }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  records = figure_records_new ();
  for (guint i = 0; i < n_figure_samples; i++)
    if (figure_samples[i].is_reference)
      {
        g_autofree char *path = g_strconcat ("/pictures/", figure_samples[i].name, NULL);

        g_test_add_data_func (path, &figure_samples[i], test_picture);
      }
  g_test_add_func ("/pictures/a-moved-picture-differs", test_a_moved_picture_differs);
  g_test_add_func ("/pictures/samples-stay-inside", test_samples_stay_inside);
  status = g_test_run ();
  g_ptr_array_unref (records);
  return status;
}
