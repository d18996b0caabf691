/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-raster-marks.h"

#include <math.h>

#define WIDEST_MARK_PT    1.2
#define TALLEST_MARK_PT   14.0
#define THINNEST_MARK_PT  0.25
#define SHARE_OF_ROW      0.8
#define SHARE_OF_STEP     0.7
#define WIDTH_OF_HEIGHT   0.6 /* a tick is taller than wide, */
#define LEAST_WIDTH_PT    0.9 /* but a low one may be a square of this size */
#define MAX_PIXELS        16384

/* Opacity of a mark that stands for 1, 2, 3, and 4 or more spikes. */
static const guint8 opacity_of_count[] = { 0, 176, 212, 236, 255 };

/**
 * Span:
 * @first: first pixel
 * @n: number of pixels
 *
 * Pixels of a cell along one side.
 */
typedef struct
{
  int first;
  int n;
} Span;

/**
 * Cells:
 * @n: number of cells
 * @merged: whether cells are pixels, as steps or rows are smaller
 * @spans: [@n]: pixels of a cell
 *
 * One side of the grid spikes are counted in: a cell is a step or row, or a pixel where these are smaller.
 */
typedef struct
{
  guint    n;
  gboolean merged;
  Span    *spans;
} Cells;

static void
init_pixel_cells (Cells *self, guint n_pixels)
{
  *self = (Cells){ .n = n_pixels, .merged = TRUE, .spans = g_new (Span, n_pixels) };
  for (guint i = 0; i < n_pixels; i++)
    self->spans[i] = (Span){ (int) i, 1 };
}

/* Cells of @length pixels each, of which a mark takes @share but no more than @longest. Marks have one length. */
static void
init_own_cells (Cells *self, guint n, double offset, double length, double share, double longest)
{
  int mark = (int) MAX (1, floor (MIN (length * share, longest) + 0.4));

  *self = (Cells){ .n = n, .spans = g_new (Span, n) };
  for (guint i = 0; i < n; i++)
    self->spans[i] = (Span){ (int) floor (offset + (i + 0.5) * length - mark / 2.0 + 0.5), mark };
}

static void
init_columns (Cells *self, guint first_step, guint n_steps, const SpkRasterWindow *window, guint n_pixels,
              double widest)
{
  double length = n_pixels / (window->end - window->begin);

  if (length < 1)
    init_pixel_cells (self, n_pixels);
  else
    init_own_cells (self, n_steps, (first_step - window->begin) * length, length, SHARE_OF_STEP, widest);
}

static void
init_rows (Cells *self, guint n_rows, guint n_pixels, double tallest)
{
  double length = (double) n_pixels / n_rows;

  if (length < 1)
    init_pixel_cells (self, n_pixels);
  else
    init_own_cells (self, n_rows, 0, length, SHARE_OF_ROW, tallest);
}

static inline void
count_spike (SpkRasterMarks *self, guint8 *cell)
{
  self->n_spikes++;
  self->n_marks += *cell == 0;
  *cell += *cell < G_N_ELEMENTS (opacity_of_count) - 1;
}

static guint8 *
count_in_cells (SpkRasterMarks *self, const SpkSpikeBits *bits, const SpkRasterWindow *window, guint first, guint end,
                const Cells *columns, const Cells *rows)
{
  guint8 *counts = g_malloc0 ((gsize) columns->n * rows->n);
  g_autofree gsize *cell_row = g_new (gsize, window->n_rows);
  double columns_per_step = columns->n / (window->end - window->begin);

  for (guint row = 0; row < window->n_rows; row++)
    cell_row[row] = (rows->merged ? (gsize) ((row + 0.5) * rows->n / window->n_rows) : row) * columns->n;

  for (guint step = first; step < end; step++)
    {
      double place = (step + 0.5 - window->begin) * columns_per_step;
      gsize column = columns->merged ? (gsize) CLAMP (place, 0, columns->n - 1) : step - first;

      SPK_SPIKE_BITS_FOREACH (bits, step, unit, {
        int row = window->row_of_unit[unit];

        if (row >= 0)
          count_spike (self, &counts[cell_row[row] + column]);
      });
    }
  return counts;
}

static void
fill_cell (guint8 *pixels, int stride, int width, int height, Span column, Span row, guint8 opacity)
{
  int left = MAX (column.first, 0), right = MIN (column.first + column.n, width);

  for (int y = MAX (row.first, 0); y < MIN (row.first + row.n, height); y++)
    for (int x = left; x < right; x++)
      pixels[(gsize) y * stride + x] = opacity;
}

static void
paint_mask (SpkRasterMarks *self, const guint8 *counts, const Cells *columns, const Cells *rows)
{
  guint8 *pixels = cairo_image_surface_get_data (self->mask);
  int stride = cairo_image_surface_get_stride (self->mask);
  int width = cairo_image_surface_get_width (self->mask), height = cairo_image_surface_get_height (self->mask);
  gboolean merged = columns->merged || rows->merged;

  cairo_surface_flush (self->mask);
  for (guint row = 0; row < rows->n; row++)
    for (guint column = 0; column < columns->n; column++)
      {
        guint8 count = counts[(gsize) row * columns->n + column];

        if (count != 0)
          fill_cell (pixels, stride, width, height, columns->spans[column], rows->spans[row],
                     merged ? opacity_of_count[count] : 255);
      }
  cairo_surface_mark_dirty (self->mask);
}

/* Width of a mark of some height, pt. */
static double
widest_mark (double height)
{
  return MIN (WIDEST_MARK_PT, MAX (WIDTH_OF_HEIGHT * height, MIN (height, LEAST_WIDTH_PT)));
}

static void
init_mask (SpkRasterMarks *self, const SpkSpikeBits *bits, const SpkRasterWindow *window, guint first, guint end,
           const SpkFigureStyle *style)
{
  guint width = (guint) CLAMP (round (self->place.width * self->pixels_per_unit), 1, MAX_PIXELS);
  guint height = (guint) CLAMP (round (self->place.height * self->pixels_per_unit), 1, MAX_PIXELS);
  double pixels_per_pt = style->units_per_pt * self->pixels_per_unit;
  Cells columns, rows;

  init_rows (&rows, window->n_rows, height, TALLEST_MARK_PT * pixels_per_pt);
  init_columns (&columns, first, end - first, window, width,
                widest_mark (rows.spans[0].n / pixels_per_pt) * pixels_per_pt);

  g_autofree guint8 *counts = count_in_cells (self, bits, window, first, end, &columns, &rows);

  self->mask = cairo_image_surface_create (CAIRO_FORMAT_A8, (int) width, (int) height);
  paint_mask (self, counts, &columns, &rows);
  g_free (columns.spans);
  g_free (rows.spans);
}

/* On paper every spike has its own rectangle. */
static void
init_rectangles (SpkRasterMarks *self, const SpkSpikeBits *bits, const SpkRasterWindow *window, guint first, guint end,
                 const SpkFigureStyle *style)
{
  double step = self->place.width / (window->end - window->begin), row_height = self->place.height / window->n_rows;
  double thinnest = spk_figure_style_to_units (style, THINNEST_MARK_PT);

  double tallest = spk_figure_style_to_units (style, TALLEST_MARK_PT);

  self->mark_height = CLAMP (SHARE_OF_ROW * row_height, thinnest, tallest);

  double widest = spk_figure_style_to_units (style, widest_mark (self->mark_height / style->units_per_pt));

  self->mark_width = MAX (thinnest, MIN (SHARE_OF_STEP * step, widest));
  self->corners = g_array_new (FALSE, FALSE, 2 * sizeof (float));

  for (guint t = first; t < end; t++)
    SPK_SPIKE_BITS_FOREACH (bits, t, unit, {
      int row = window->row_of_unit[unit];

      if (row >= 0)
        {
          float corner[2] = { (float) (self->place.x + (t + 0.5 - window->begin) * step - self->mark_width / 2),
                              (float) (self->place.y + (row + 0.5) * row_height - self->mark_height / 2) };

          g_array_append_val (self->corners, corner);
        }
    });
  self->n_spikes = self->n_marks = self->corners->len;
}

/**
 * spk_raster_marks_init:
 * @self: (out caller-allocates): freed with spk_raster_marks_clear()
 *
 * Finds the marks of all spikes whose step lies in the window, if only by a part. Where steps or rows are smaller than
 * a pixel, spikes in the same pixel share a mark: always the same ones for the same window.
 */
void
spk_raster_marks_init (SpkRasterMarks *self, const SpkSpikeBits *bits, const SpkRasterWindow *window,
                       const SpkFigureStyle *style, SpkFigureSize size)
{
  guint first = (guint) CLAMP (floor (window->begin), 0, bits->steps);
  guint end = (guint) CLAMP (ceil (window->end), first, bits->steps);

  *self = (SpkRasterMarks){ .place = window->place, .pixels_per_unit = size.pixels_per_unit };
  if (bits->bytes == NULL || end == first || window->n_rows == 0 || window->place.width <= 0 ||
      window->place.height <= 0)
    return;
  if (size.pixels_per_unit > 0)
    init_mask (self, bits, window, first, end, style);
  else
    init_rectangles (self, bits, window, first, end, style);
}

/**
 * spk_raster_marks_draw:
 *
 * Draws the marks in the source of @cr, which is to be a colour.
 */
void
spk_raster_marks_draw (const SpkRasterMarks *self, cairo_t *cr)
{
  cairo_save (cr);
  cairo_rectangle (cr, self->place.x, self->place.y, self->place.width, self->place.height);
  cairo_clip (cr);
  if (self->mask != NULL)
    {
      cairo_pattern_t *pattern = cairo_pattern_create_for_surface (self->mask);

      cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
      cairo_translate (cr, self->place.x, self->place.y);
      cairo_scale (cr, 1 / self->pixels_per_unit, 1 / self->pixels_per_unit);
      cairo_mask (cr, pattern);
      cairo_pattern_destroy (pattern);
    }
  else if (self->corners != NULL)
    {
      for (guint i = 0; i < self->corners->len; i++)
        {
          const float *corner = (const float *) (gconstpointer) self->corners->data + 2 * i;

          cairo_rectangle (cr, corner[0], corner[1], self->mark_width, self->mark_height);
        }
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

/**
 * spk_raster_marks_clear:
 *
 * Frees what @self holds.
 */
void
spk_raster_marks_clear (SpkRasterMarks *self)
{
  g_clear_pointer (&self->mask, cairo_surface_destroy);
  g_clear_pointer (&self->corners, g_array_unref);
}
