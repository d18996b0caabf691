/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure-ink.h"

#include <math.h>

#include "figure-samples.h"

cairo_surface_t *
figure_paint_with_border (FigureDraw draw, gconstpointer figure, double width, double height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width) + 2 * FIGURE_BORDER,
                                                         (int) ceil (height) + 2 * FIGURE_BORDER);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, FIGURE_BORDER, FIGURE_BORDER);
  draw (figure, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
is_ink (cairo_surface_t *surface, int x, int y)
{
  const guint32 *row = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface) +
                                                          (gsize) y * cairo_image_surface_get_stride (surface));

  return (row[x] & 0xffffff) != 0xffffff;
}

guint
figure_count_ink_outside (cairo_surface_t *surface, double width, double height)
{
  const int edge = 1;
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      {
        gboolean inside = x >= FIGURE_BORDER - edge && x < FIGURE_BORDER + ceil (width) + edge &&
                          y >= FIGURE_BORDER - edge && y < FIGURE_BORDER + ceil (height) + edge;

        n += !inside && is_ink (surface, x, y);
      }
  return n;
}

guint
figure_count_ink (cairo_surface_t *surface, SpkRectangle place)
{
  guint n = 0;

  for (int y = (int) floor (place.y); y < ceil (place.y + place.height); y++)
    for (int x = (int) floor (place.x); x < ceil (place.x + place.width); x++)
      n += is_ink (surface, x + FIGURE_BORDER, y + FIGURE_BORDER);
  return n;
}

void
figure_assert_inside (FigureDraw draw, gconstpointer figure, double width, double height)
{
  cairo_surface_t *surface = figure_paint_with_border (draw, figure, width, height);

  g_assert_cmpuint (figure_count_ink_outside (surface, width, height), ==, 0);
  g_assert_cmpuint (figure_count_ink (surface, (SpkRectangle){ 0, 0, width, height }), >, 0);
  cairo_surface_destroy (surface);
}

SpkFigureStyle
figure_test_style (void)
{
  SpkFigureStyle style = figure_style_new (SPK_THEME_LIGHT);

  style.paint_background = FALSE;
  return style;
}
