/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-raster-scores.h"

#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-shape.h"
#include "figures/spk-text.h"

#define BARS_IN_LINES   2.2
#define SHARE_OF_SLOT   0.7
#define TRUTH_MARK_PT   4.5

/**
 * spk_raster_scores_measure_height:
 *
 * Returns: height of caption, bars and names, user units
 */
double
spk_raster_scores_measure_height (const SpkFigureStyle *style)
{
  return ceil ((2.2 + BARS_IN_LINES) * spk_text_get_line_height (TRUE, style) +
               spk_figure_style_to_units (style, TRUTH_MARK_PT));
}

/**
 * spk_raster_scores_init:
 * @self: (out caller-allocates): freed with spk_raster_scores_clear()
 * @values: [@n], copied
 * @names: (nullable): [@n], copied
 *
 * Takes the scores over. Values that are not finite have no bar.
 */
void
spk_raster_scores_init (SpkRasterScores *self, const double *values, const char *const *names, guint n, int label,
                        int prediction)
{
  *self = (SpkRasterScores){ .n = n, .label = label, .prediction = prediction };
  self->values = g_memdup2 (values, n * sizeof *values);
  self->names = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      self->names[i] = names != NULL && names[i] != NULL ? g_strdup (names[i]) : g_strdup_printf ("%u", i);
      if (isfinite (values[i]))
        {
          self->low = MIN (self->low, values[i]);
          self->high = MAX (self->high, values[i]);
        }
    }
  if (self->high <= self->low)
    self->high = self->low + 1;
}

/**
 * spk_raster_scores_place:
 * @bounds: what the scores may take
 * @left: where the bars begin, user units
 *
 * Lays the scores out.
 */
void
spk_raster_scores_place (SpkRasterScores *self, SpkRectangle bounds, double left, const SpkFigureStyle *style)
{
  double line = spk_text_get_line_height (TRUE, style);
  double above = 1.1 * line + spk_figure_style_to_units (style, TRUTH_MARK_PT);

  self->bounds = bounds;
  self->place = (SpkRectangle){ left, bounds.y + above, MAX (1, bounds.x + bounds.width - left),
                                MAX (1, bounds.height - above - 1.1 * line) };
}

static double
slot_width (const SpkRasterScores *self)
{
  return self->place.width / self->n;
}

/**
 * spk_raster_scores_get_bar:
 *
 * Returns: the bar of a class; without height where its score is not finite
 */
SpkRectangle
spk_raster_scores_get_bar (const SpkRasterScores *self, guint class_index)
{
  double slot = slot_width (self), width = SHARE_OF_SLOT * slot;
  double unit = self->place.height / (self->high - self->low);
  double zero = self->place.y + self->high * unit;
  double value = isfinite (self->values[class_index]) ? self->values[class_index] : 0;

  return (SpkRectangle){ self->place.x + (class_index + 0.5) * slot - width / 2, MIN (zero, zero - value * unit), width,
                         fabs (value) * unit };
}

/**
 * spk_raster_scores_hit:
 *
 * Returns: the class at a point, -1 for none
 */
int
spk_raster_scores_hit (const SpkRasterScores *self, double x, double y)
{
  if (self->n == 0 || y < self->bounds.y || y >= self->bounds.y + self->bounds.height || x < self->place.x)
    return -1;

  double slot = (x - self->place.x) / slot_width (self);

  return slot < self->n ? (int) slot : -1;
}

static const char *
get_name (const SpkRasterScores *self, int class_index)
{
  return class_index >= 0 && (guint) class_index < self->n ? self->names[class_index] : NULL;
}

static char *
caption (const SpkRasterScores *self)
{
  const char *predicted = get_name (self, self->prediction), *truth = get_name (self, self->label);

  if (predicted == NULL && truth == NULL)
    return NULL;
  if (predicted == NULL)
    return g_strdup_printf (_("true class %s"), truth);
  if (truth == NULL)
    return g_strdup_printf (_("predicted %s"), predicted);
  if (self->prediction == self->label)
    return g_strdup_printf (_("predicted %s, right"), predicted);
  return g_strdup_printf (_("predicted %s, true class %s"), predicted, truth);
}

static gboolean
is_named (const SpkRasterScores *self, guint i, gboolean all)
{
  return all || (int) i == self->label || (int) i == self->prediction;
}

/* Names under the bars: all where they fit, else those of the classes that matter, one above all if they are near. */
static void
draw_names (const SpkRasterScores *self, const SpkFigureStyle *style, cairo_t *cr)
{
  double slot = slot_width (self), widest = 0, gap = 0.3 * spk_figure_style_to_units (style, style->font_size);
  double y = self->place.y + self->place.height + 1.5;
  SpkRectangle last = { -1e9, 0, 0, 0 };

  for (guint i = 0; i < self->n; i++)
    widest = MAX (widest, spk_text_measure_width ((SpkText){ .plain = self->names[i], .small = TRUE }, style));

  gboolean all = widest + gap <= slot;

  for (guint i = 0; i < self->n; i++)
    {
      gboolean predicted = (int) i == self->prediction;
      SpkText name = { .plain = self->names[i], .small = TRUE, .bold = predicted, .halign = 0.5,
                       .role = predicted ? SPK_ROLE_TEXT : SPK_ROLE_DIM, .max_width = all ? 0 : self->place.width / 3 };

      if (!is_named (self, i, all))
        continue;

      double half = spk_text_measure_width (name, style) / 2, right = self->bounds.x + self->bounds.width;
      double x = CLAMP (self->place.x + (i + 0.5) * slot, MIN (self->bounds.x + half, right), MAX (right - half, 0));

      if (spk_text_place (name, x, y, style).x >= last.x + last.width + gap / 2)
        last = spk_text_draw (name, x, y, style, cr);
    }
}

static void
draw_bars (const SpkRasterScores *self, const SpkFigureStyle *style, cairo_t *cr)
{
  for (guint i = 0; i < self->n; i++)
    {
      spk_shape_rectangle (spk_raster_scores_get_bar (self, i), cr);
      spk_figure_style_set_source (style, (int) i == self->prediction ? SPK_ROLE_ACCENT : SPK_ROLE_MUTED, cr);
      cairo_fill (cr);
    }
}

/* A triangle above the bar of the true class. */
static void
draw_truth (const SpkRasterScores *self, const SpkFigureStyle *style, cairo_t *cr)
{
  double length = spk_figure_style_to_units (style, TRUTH_MARK_PT);

  if (self->label < 0 || (guint) self->label >= self->n)
    return;

  SpkRectangle bar = spk_raster_scores_get_bar (self, (guint) self->label);

  spk_shape_arrow_head (bar.x + bar.width / 2, bar.y - 1, G_PI / 2, length, 1.3 * length, cr);
  spk_figure_style_set_source (style, SPK_ROLE_TEXT, cr);
  cairo_fill (cr);
}

/**
 * spk_raster_scores_draw:
 *
 * Draws the scores where they were placed.
 */
void
spk_raster_scores_draw (const SpkRasterScores *self, const SpkFigureStyle *style, SpkFigureSize size, cairo_t *cr)
{
  double width = spk_figure_style_to_units (style, style->axis_width);
  double zero = self->place.y + self->high * self->place.height / (self->high - self->low);
  g_autofree char *text = caption (self);

  if (self->n == 0)
    return;
  draw_bars (self, style, cr);
  zero = spk_figure_size_snap (size, zero, width);
  cairo_move_to (cr, self->place.x, zero);
  cairo_line_to (cr, self->place.x + self->place.width, zero);
  cairo_set_line_width (cr, width);
  spk_figure_style_set_source (style, SPK_ROLE_AXIS, cr);
  cairo_stroke (cr);
  draw_truth (self, style, cr);
  draw_names (self, style, cr);
  spk_text_draw ((SpkText){ .plain = text, .small = TRUE, .role = SPK_ROLE_TEXT, .max_width = self->place.width },
                 self->place.x, self->bounds.y - 2, style, cr);
}

/**
 * spk_raster_scores_clear:
 *
 * Frees what @self holds.
 */
void
spk_raster_scores_clear (SpkRasterScores *self)
{
  g_clear_pointer (&self->values, g_free);
  g_clear_pointer (&self->names, g_strfreev);
}
