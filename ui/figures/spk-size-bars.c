/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-size-bars.h"

#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-shape.h"
#include "figures/spk-text.h"

#define BAR_LENGTH_PT    44.0
#define BAR_HEIGHT_SHARE 0.55

static double
row_height (const SpkFigureStyle *style)
{
  return 1.1 * spk_text_get_line_height (TRUE, style);
}

static double
column_width (const char *widest, const SpkFigureStyle *style)
{
  return spk_text_measure_width ((SpkText){ .plain = widest, .small = TRUE }, style);
}

/* Sizes, bars and percentages beside each other. */
static double
total_width (const SpkFigureStyle *style)
{
  double columns = column_width ("0000", style) + column_width ("100\xe2\x80\xaf%", style);

  return ceil (columns + spk_figure_style_to_units (style, BAR_LENGTH_PT + 8));
}

/**
 * spk_size_bars_init:
 * @self: (out caller-allocates): freed with spk_size_bars_clear(); the caller moves its place
 *
 * Takes the sizes over and measures them. They are in one row each, below a title.
 */
void
spk_size_bars_init (SpkSizeBars *self, guint n, const guint *sizes, const double *probabilities, guint shown,
                    const SpkFigureStyle *style)
{
  *self = (SpkSizeBars){ .shown = shown };
  if (sizes == NULL || probabilities == NULL || n == 0)
    return;
  self->n = n;
  self->sizes = g_memdup2 (sizes, n * sizeof *sizes);
  self->probabilities = g_memdup2 (probabilities, n * sizeof *probabilities);
  self->place.width = total_width (style);
  self->place.height = ceil ((n + 1) * row_height (style));
}

/**
 * spk_size_bars_get_row:
 *
 * Returns: the row of one size
 */
SpkRectangle
spk_size_bars_get_row (const SpkSizeBars *self, guint i)
{
  double height = self->place.height / (self->n + 1);

  return (SpkRectangle){ self->place.x, self->place.y + (i + 1) * height, self->place.width, height };
}

/**
 * spk_size_bars_hit:
 *
 * Returns: index of the size at a point, -1 for none
 */
int
spk_size_bars_hit (const SpkSizeBars *self, double x, double y)
{
  for (guint i = 0; i < self->n; i++)
    if (spk_rectangle_contains (spk_size_bars_get_row (self, i), x, y))
      return (int) i;
  return -1;
}

static void
draw_row (const SpkSizeBars *self, guint i, const SpkFigureStyle *style, cairo_t *cr)
{
  SpkRectangle row = spk_size_bars_get_row (self, i);
  double probability = isfinite (self->probabilities[i]) ? CLAMP (self->probabilities[i], 0, 1) : 0;
  double left = row.x + column_width ("0000", style) + spk_figure_style_to_units (style, 4);
  double middle = row.y + row.height / 2;
  double length = spk_figure_style_to_units (style, BAR_LENGTH_PT), height = BAR_HEIGHT_SHARE * row.height;
  gboolean shown = i == self->shown;
  g_autofree char *size = g_strdup_printf ("%u", self->sizes[i]);
  g_autofree char *percent = g_strdup_printf ("%.0f\xe2\x80\xaf%%", 100 * probability);
  SpkText text = { .small = TRUE, .bold = shown, .role = shown ? SPK_ROLE_TEXT : SPK_ROLE_DIM, .halign = 1,
                   .valign = 0.5 };

  cairo_rectangle (cr, left, middle - height / 2, length, height);
  spk_figure_style_set_source (style, SPK_ROLE_GRID, cr);
  cairo_fill (cr);
  cairo_rectangle (cr, left, middle - height / 2, length * probability, height);
  spk_figure_style_set_source (style, shown ? SPK_ROLE_ACCENT : SPK_ROLE_MUTED, cr);
  cairo_fill (cr);

  text.plain = size;
  spk_text_draw (text, left - spk_figure_style_to_units (style, 4), middle, style, cr);
  text.plain = percent;
  spk_text_draw (text, row.x + row.width, middle, style, cr);
}

/**
 * spk_size_bars_draw:
 *
 * Draws the bars in their place; that of the shown size stands out.
 */
void
spk_size_bars_draw (const SpkSizeBars *self, const SpkFigureStyle *style, cairo_t *cr)
{
  if (self->n == 0)
    return;
  spk_text_draw ((SpkText){ .plain = _("motif size"), .small = TRUE, .role = SPK_ROLE_DIM, .halign = 1,
                            .max_width = self->place.width },
                 self->place.x + self->place.width, self->place.y, style, cr);
  for (guint i = 0; i < self->n; i++)
    draw_row (self, i, style, cr);
}

/**
 * spk_size_bars_clear:
 *
 * Frees what @self holds.
 */
void
spk_size_bars_clear (SpkSizeBars *self)
{
  g_clear_pointer (&self->sizes, g_free);
  g_clear_pointer (&self->probabilities, g_free);
}
