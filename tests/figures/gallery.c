/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws every sample: gallery FOLDER [RUN] in light, dark and print, at scale 1 and 2, from the epochs of a run or from
 * made-up ones; gallery --references FOLDER draws the pictures that are stored. */
#include <cairo-pdf.h>
#include <math.h>

#include "figure-records.h"
#include "figure-samples.h"
#include "store/spk-run.h"

static const struct
{
  SpkFigureTheme theme;
  SpkPalette palette;
  const char *name;
} themes[] = {
  { SPK_THEME_LIGHT, SPK_PALETTE_OKABE_ITO, "light" },
  { SPK_THEME_DARK, SPK_PALETTE_OKABE_ITO, "dark" },
  { SPK_THEME_PRINT, SPK_PALETTE_OKABE_ITO, "print" },
  { SPK_THEME_PRINT, SPK_PALETTE_GREYS, "greys" },
};

static gboolean
save (cairo_surface_t *surface, const char *path)
{
  cairo_status_t status = cairo_surface_write_to_png (surface, path);

  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    g_printerr ("%s: %s\n", path, cairo_status_to_string (status));
  return status == CAIRO_STATUS_SUCCESS;
}

static gboolean
draw_references (const char *folder, GPtrArray *records)
{
  SpkFigureStyle style = figure_style_new (SPK_THEME_LIGHT);
  gboolean fine = TRUE;

  for (guint i = 0; i < n_figure_samples; i++)
    if (figure_samples[i].is_reference)
      {
        g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, figure_samples[i].name);

        fine &= save (figure_sample_paint (&figure_samples[i], records, &style, 1), path);
      }
  return fine;
}

static void
draw_pdf (const char *folder, const FigureSample *sample, GPtrArray *records)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.pdf", folder, sample->name);
  SpkFigureStyle style = figure_style_new (SPK_THEME_PRINT);
  double width = 0.75 * sample->width, height = 0.75 * sample->height;
  cairo_surface_t *surface = cairo_pdf_surface_create (path, width, height);
  cairo_t *cr = cairo_create (surface);

  sample->draw (records, &style, (SpkFigureSize){ width, height, 0 }, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static gboolean
draw_gallery (const char *folder, GPtrArray *records)
{
  gboolean fine = TRUE;

  for (guint i = 0; i < n_figure_samples; i++)
    {
      for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
        for (int scale = 1; scale <= 2; scale++)
          {
            SpkFigureStyle style = figure_style_new (themes[t].theme);
            g_autofree char *path = g_strdup_printf ("%s/%s-%s-%d.png", folder, figure_samples[i].name, themes[t].name,
                                                     scale);

            spk_figure_style_set_palette (&style, themes[t].palette);
            style.units_per_pt = 96.0 / 72.0;
            fine &= save (figure_sample_paint (&figure_samples[i], records, &style, scale), path);
          }
      draw_pdf (folder, &figure_samples[i], records);
    }
  return fine;
}

static GPtrArray *
load_records (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkRun) run = spk_run_open (folder, &error);
  GPtrArray *records = run != NULL ? spk_run_read_epochs (run, &error) : NULL;

  if (records == NULL)
    g_printerr ("%s\n", error->message);
  return records;
}

int
main (int argc, char **argv)
{
  gboolean references = argc > 1 && g_str_equal (argv[1], "--references");
  const char *folder = argc > 1 + references ? argv[1 + references] : NULL;

  if (folder == NULL || g_mkdir_with_parents (folder, 0777) != 0)
    {
      g_printerr ("Usage: gallery FOLDER [RUN] | gallery --references FOLDER\n");
      return 2;
    }

  g_autoptr (GPtrArray) records = !references && argc > 2 ? load_records (argv[2]) : figure_records_new ();

  if (records == NULL || records->len == 0)
    return 1;
  return (references ? draw_references (folder, records) : draw_gallery (folder, records)) ? 0 : 1;
}
