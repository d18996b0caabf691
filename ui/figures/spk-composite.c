/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-composite.h"

#include <math.h>

#include "figures/spk-text.h"

#define GAP_PT        10.0
#define LETTER_GAP_PT 4.0

/* Where a panel stands in the grid. */
typedef struct
{
  guint row;
  guint column;
  guint span;
} Place;

static guint
count_columns (const SpkComposite *self)
{
  return MAX (1, self->columns);
}

static Place
find_place (const SpkComposite *self, guint panel)
{
  Place place = { 0 };
  guint next = 0;

  for (guint i = 0; i <= panel; i++)
    {
      place.span = CLAMP (self->panels[i].span, 1, count_columns (self));
      if (next + place.span > count_columns (self))
        {
          place.row++;
          next = 0;
        }
      place.column = next;
      next += place.span;
    }
  return place;
}

/**
 * spk_composite_count_rows:
 *
 * Returns: rows that the panels take
 */
guint
spk_composite_count_rows (const SpkComposite *self)
{
  return self->n_panels > 0 ? find_place (self, self->n_panels - 1).row + 1 : 0;
}

/**
 * spk_composite_get_letter:
 *
 * Returns: (transfer full): a to z, then aa, ab, ...
 */
char *
spk_composite_get_letter (guint panel)
{
  GString *letter = g_string_new (NULL);

  for (guint rest = panel + 1; rest > 0; rest = (rest - 1) / 26)
    g_string_prepend_c (letter, (char) ('a' + (rest - 1) % 26));
  return g_string_free (letter, FALSE);
}

static double
heading_height (const SpkComposite *self, const SpkFigureStyle *style)
{
  for (guint i = 0; i < self->n_panels; i++)
    if (self->letters || self->panels[i].title != NULL)
      return ceil (1.15 * spk_text_get_line_height (FALSE, style));
  return 0;
}

static SpkFigureStyle
style_of_panels (const SpkComposite *self, const SpkFigureStyle *style)
{
  SpkFigureStyle own = *style;

  own.paint_background = FALSE;
  if (self->legend != NULL)
    own.legend = FALSE;
  return own;
}

static double
legend_height (const SpkComposite *self, const SpkFigureStyle *style, SpkFigureSize size)
{
  if (self->legend == NULL || !style->legend)
    return 0;
  return MIN (self->legend (self->legend_data, style, size, NULL) + spk_figure_style_to_units (style, GAP_PT) / 2,
              size.height);
}

static double
row_weight (const SpkComposite *self, guint row)
{
  return self->row_weights != NULL && self->row_weights[row] > 0 ? self->row_weights[row] : 1;
}

/**
 * spk_composite_get_panel:
 *
 * Returns: place of a panel's figure, below its letter and title, user units
 */
SpkRectangle
spk_composite_get_panel (const SpkComposite *self, guint panel, const SpkFigureStyle *style, SpkFigureSize size)
{
  Place place = find_place (self, panel);
  guint rows = spk_composite_count_rows (self), columns = count_columns (self);
  double gap = spk_figure_style_to_units (style, GAP_PT), top = spk_text_get_title_height (self->title, style);
  double heading = heading_height (self, style), weights = 0, above = 0;
  double width = MAX (1, (size.width - (columns - 1) * gap) / columns);
  double height = size.height - top - legend_height (self, style, size) - (rows - 1) * gap - rows * heading;
  SpkRectangle result;

  for (guint row = 0; row < rows; row++)
    {
      weights += row_weight (self, row);
      above += row < place.row ? row_weight (self, row) : 0;
    }
  height = MAX (1, height / weights);
  result.x = round (place.column * (width + gap));
  result.y = round (top + above * height + place.row * (gap + heading) + heading);
  result.width = MAX (1, floor (place.span * width + (place.span - 1) * gap));
  result.height = MAX (1, floor (row_weight (self, place.row) * height));
  return result;
}

static void
draw_heading (const SpkComposite *self, guint panel, SpkRectangle place, const SpkFigureStyle *style, cairo_t *cr)
{
  double y = place.y - heading_height (self, style), x = place.x;
  g_autofree char *letter = spk_composite_get_letter (panel);

  if (self->letters)
    {
      spk_text_draw ((SpkText){ .plain = letter, .bold = TRUE, .role = SPK_ROLE_TEXT }, x, y, style, cr);
      x += spk_text_measure_width ((SpkText){ .plain = letter, .bold = TRUE }, style) +
           spk_figure_style_to_units (style, LETTER_GAP_PT);
    }
  if (self->panels[panel].title != NULL)
    spk_text_draw ((SpkText){ .plain = self->panels[panel].title, .role = SPK_ROLE_TEXT,
                              .max_width = MAX (1, place.x + place.width - x) },
                   x, y, style, cr);
}

/**
 * spk_composite_draw:
 *
 * Lays the panels out and draws them. May be called in any thread.
 */
void
spk_composite_draw (const SpkComposite *self, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  SpkFigureStyle own = style_of_panels (self, style);
  double legend = legend_height (self, style, size);

  cairo_save (cr);
  spk_figure_style_paint_background (style, cr);
  for (guint i = 0; i < self->n_panels; i++)
    {
      SpkRectangle place = spk_composite_get_panel (self, i, style, size);

      draw_heading (self, i, place, style, cr);
      cairo_save (cr);
      cairo_translate (cr, place.x, place.y);
      self->panels[i].draw (self->panels[i].data, &own, (SpkFigureSize){ place.width, place.height, size.pixels_per_unit },
                            cr);
      cairo_restore (cr);
    }
  if (legend > 0)
    {
      cairo_save (cr);
      cairo_translate (cr, 0, floor (size.height - legend + spk_figure_style_to_units (style, GAP_PT) / 2));
      self->legend (self->legend_data, style, size, cr);
      cairo_restore (cr);
    }
  spk_text_draw_title (self->title, size, style, cr);
  cairo_restore (cr);
}
