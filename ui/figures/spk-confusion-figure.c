/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-confusion-figure.h"

#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-colour-scale.h"
#include "figures/spk-number.h"
#include "figures/spk-plot-area.h"
#include "figures/spk-shape.h"
#include "figures/spk-text.h"

#define KEY_WIDTH_PT   8.0
#define KEY_GAP_PT     10.0
#define LABEL_GAP_PT   3.0
#define LARGEST_CELL   30.0 /* pt */
#define LABEL_SHARE    0.3  /* of the width, at most, for the names of classes */
#define COLUMN_LABEL   0.25 /* of the height, likewise */

struct _SpkConfusionFigure
{
  SpkFigureStyle style;
  SpkFigureSize  size;
  char          *title;
  guint          n;
  guint         *counts; /* [n][n] */
  guint64       *totals; /* [n], of the rows */
  char         **names;  /* [n] */
  guint64        n_samples;
  guint64        n_correct;
  gboolean       turned; /* names of columns are written upward */
  double         cell;
  double         x;
  double         y;
  double         row_labels;
  double         column_labels;
};

static void
copy_data (SpkConfusionFigure *self, const SpkConfusionData *data)
{
  self->n = data->counts != NULL ? data->n_classes : 0;
  self->counts = g_memdup2 (data->counts, (gsize) self->n * self->n * sizeof *self->counts);
  self->totals = g_new0 (guint64, self->n + 1);
  self->names = g_new0 (char *, self->n + 1);
  for (guint truth = 0; truth < self->n; truth++)
    {
      self->names[truth] = data->class_names != NULL && data->class_names[truth] != NULL
                             ? g_strdup (data->class_names[truth]) : g_strdup_printf ("%u", truth);
      for (guint prediction = 0; prediction < self->n; prediction++)
        self->totals[truth] += self->counts[(gsize) truth * self->n + prediction];
      self->n_samples += self->totals[truth];
      self->n_correct += self->counts[(gsize) truth * self->n + truth];
    }
}

static double
widest_name (const SpkConfusionFigure *self)
{
  double widest = 0;

  for (guint i = 0; i < self->n; i++)
    widest = MAX (widest, spk_text_measure_width ((SpkText){ .plain = self->names[i], .small = TRUE }, &self->style));
  return ceil (widest);
}

static double
key_space (const SpkConfusionFigure *self)
{
  SpkText label = { .plain = "100", .small = TRUE };

  if (!self->style.legend)
    return 0;
  return spk_figure_style_to_units (&self->style, KEY_GAP_PT + KEY_WIDTH_PT + LABEL_GAP_PT + 4) +
         spk_text_measure_width (label, &self->style) + spk_text_get_line_height (FALSE, &self->style);
}

/* Names of columns stand upright where each fits above its column, otherwise upward. */
static void
lay_out (SpkConfusionFigure *self)
{
  double line = spk_text_get_line_height (FALSE, &self->style), small = spk_text_get_line_height (TRUE, &self->style);
  double gap = spk_figure_style_to_units (&self->style, LABEL_GAP_PT), widest = widest_name (self);
  double top = spk_text_get_title_height (self->title, &self->style) + small / 2;

  self->row_labels = MIN (widest, LABEL_SHARE * self->size.width);
  self->x = ceil (line + self->row_labels + 2 * gap);
  for (guint round = 0; round < 2; round++)
    {
      self->column_labels = self->turned ? MIN (widest, COLUMN_LABEL * self->size.height) : small;

      double width = self->size.width - self->x - key_space (self);
      double height = self->size.height - top - self->column_labels - 2 * gap - line - 1.2 * small;

      self->cell = CLAMP (MIN (width, height) / MAX (1, self->n), 0.1,
                          spk_figure_style_to_units (&self->style, LARGEST_CELL));
      if (self->size.pixels_per_unit > 0 && self->cell >= 4)
        self->cell = floor (self->cell * self->size.pixels_per_unit) / self->size.pixels_per_unit;
      if (widest <= 0.9 * self->cell)
        break;
      self->turned = TRUE;
    }
  self->y = ceil (top);
}

/**
 * spk_confusion_figure_new:
 * @data: only read during the call
 * @style: copied
 *
 * Lays a confusion matrix out. May be called in any thread.
 *
 * Returns: (transfer full): the figure
 */
SpkConfusionFigure *
spk_confusion_figure_new (const SpkConfusionData *data, const SpkFigureStyle *style, SpkFigureSize size)
{
  SpkConfusionFigure *self = g_new0 (SpkConfusionFigure, 1);

  self->style = *style;
  self->size = size;
  self->title = g_strdup (data->title);
  copy_data (self, data);
  lay_out (self);
  return self;
}

/**
 * spk_confusion_figure_free:
 */
void
spk_confusion_figure_free (SpkConfusionFigure *self)
{
  g_strfreev (self->names);
  g_free (self->counts);
  g_free (self->totals);
  g_free (self->title);
  g_free (self);
}

/**
 * spk_confusion_figure_get_cell:
 *
 * Returns: place of a cell, user units
 */
SpkRectangle
spk_confusion_figure_get_cell (const SpkConfusionFigure *self, guint truth, guint prediction)
{
  return (SpkRectangle){ self->x + prediction * self->cell, self->y + truth * self->cell, self->cell, self->cell };
}

static void
draw_count (const SpkConfusionFigure *self, SpkRectangle place, guint count, SpkColour behind, cairo_t *cr)
{
  SpkFigureStyle style = self->style;
  SpkColour black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };
  char number[16];

  g_snprintf (number, sizeof number, "%u", count);
  style.colours[SPK_ROLE_TEXT] = spk_colour_get_contrast (behind, white) > spk_colour_get_contrast (behind, black)
                                   ? white : black;

  SpkText text = { .plain = number, .small = TRUE, .role = SPK_ROLE_TEXT, .halign = 0.5, .valign = 0.5 };

  if (spk_text_measure_width (text, &style) <= 0.92 * place.width &&
      spk_text_get_line_height (TRUE, &style) <= 1.1 * place.height)
    spk_text_draw (text, place.x + place.width / 2, place.y + place.height / 2, &style, cr);
}

static void
draw_cell (const SpkConfusionFigure *self, guint truth, guint prediction, cairo_t *cr)
{
  SpkRectangle place = spk_confusion_figure_get_cell (self, truth, prediction);
  guint count = self->counts[(gsize) truth * self->n + prediction];
  SpkColour colour = spk_colour_scale_get (&self->style, (double) count / MAX (1, self->totals[truth]));

  if (self->totals[truth] == 0)
    return;
  /* A hair larger: cells of a page otherwise show seams where they meet. */
  cairo_rectangle (cr, place.x, place.y, place.width + 0.05, place.height + 0.05);
  spk_colour_set_source (colour, cr);
  cairo_fill (cr);
  if (count > 0)
    draw_count (self, place, count, colour, cr);
}

static guint
label_stride (const SpkConfusionFigure *self)
{
  static const guint strides[] = { 1, 2, 5, 10, 20, 50, 100, 200, 500 };
  double needed = 0.9 * spk_text_get_line_height (TRUE, &self->style);

  for (guint i = 0; i < G_N_ELEMENTS (strides); i++)
    if (strides[i] * self->cell >= needed)
      return strides[i];
  return 1000;
}

static void
draw_labels (const SpkConfusionFigure *self, cairo_t *cr)
{
  double side = self->n * self->cell, gap = spk_figure_style_to_units (&self->style, LABEL_GAP_PT);
  SpkText row = { .small = TRUE, .role = SPK_ROLE_DIM, .halign = 1, .valign = 0.5, .max_width = self->row_labels };
  SpkText column = { .small = TRUE, .role = SPK_ROLE_DIM, .halign = 0.5, .max_width = self->column_labels };
  SpkText title = { .role = SPK_ROLE_TEXT, .halign = 0.5 };

  if (self->turned)
    {
      column.upward = TRUE;
      column.halign = 1;
      column.valign = 0.5;
    }
  else
    column.max_width = 0;
  for (guint i = 0; i < self->n; i += label_stride (self))
    {
      double middle = (i + 0.5) * self->cell;

      row.plain = column.plain = self->names[i];
      spk_text_draw (row, self->x - gap, self->y + middle, &self->style, cr);
      spk_text_draw (column, self->x + middle, self->y + side + gap, &self->style, cr);
    }
  title.plain = _("predicted class");
  title.max_width = self->size.width;
  double width = MIN (spk_text_measure_width (title, &self->style), self->size.width);
  double middle = CLAMP (self->x + side / 2, width / 2, self->size.width - width / 2);

  spk_text_draw (title, middle, self->y + side + 2 * gap + self->column_labels, &self->style, cr);
  title.plain = _("true class");
  title.upward = TRUE;
  title.max_width = MAX (1, MIN (self->size.height, 2 * (self->y + side / 2)));
  spk_text_draw (title, 0, self->y + side / 2, &self->style, cr);
}

/* The key, with an axis of its own at its right. */
static void
draw_key (const SpkConfusionFigure *self, cairo_t *cr)
{
  double side = self->n * self->cell, axis_width = spk_figure_style_to_units (&self->style, self->style.axis_width);
  double tick = spk_figure_style_to_units (&self->style, 2.5), gap = spk_figure_style_to_units (&self->style, 2);
  SpkRectangle place = { self->x + side + spk_figure_style_to_units (&self->style, KEY_GAP_PT), self->y,
                         spk_figure_style_to_units (&self->style, KEY_WIDTH_PT), side };
  SpkAxisSpec spec = { .low = 0, .high = 100 };
  SpkAxis axis;

  spk_colour_scale_draw (place, &self->style, cr);
  spk_axis_init (&axis, &spec, self->y + side, self->y, TRUE, &self->style);
  for (guint i = 0; i < axis.ticks->n; i++)
    {
      double y = spk_scale_map (&axis.scale, axis.ticks->values[i]), x = place.x + place.width;

      cairo_move_to (cr, x, spk_figure_size_snap (self->size, y, axis_width));
      cairo_rel_line_to (cr, tick, 0);
      spk_text_draw ((SpkText){ .markup = axis.ticks->labels[i], .small = TRUE, .role = SPK_ROLE_DIM, .valign = 0.5 },
                     x + tick + gap, y, &self->style, cr);
    }
  cairo_set_line_width (cr, axis_width);
  spk_figure_style_set_source (&self->style, SPK_ROLE_AXIS, cr);
  cairo_stroke (cr);

  SpkText title = { .plain = _("share of the true class (%)"), .small = TRUE, .role = SPK_ROLE_TEXT, .halign = 0.5,
                    .upward = TRUE, .max_width = MAX (1, 2 * MIN (self->y + side / 2, self->size.height - self->y - side / 2)) };

  spk_text_draw (title, place.x + place.width + tick + 2 * gap + spk_axis_measure_labels (&axis, &self->style),
                 self->y + side / 2, &self->style, cr);
  spk_axis_clear (&axis);
}

static void
draw_note (const SpkConfusionFigure *self, cairo_t *cr)
{
  g_autofree char *correct = spk_number_format_count (self->n_correct);
  g_autofree char *all = spk_number_format_count (self->n_samples);
  g_autofree char *share = spk_number_format_fixed (100.0 * self->n_correct / MAX (1, self->n_samples), 1);
  g_autofree char *note = g_strdup_printf (_("%s of %s correct, %s %%"), correct, all, share);

  spk_text_draw ((SpkText){ .plain = note, .small = TRUE, .role = SPK_ROLE_DIM, .valign = 1, .max_width = self->size.width },
                 0, self->size.height, &self->style, cr);
}

/**
 * spk_confusion_figure_draw:
 */
void
spk_confusion_figure_draw (const SpkConfusionFigure *self, cairo_t *cr)
{
  double side = self->n * self->cell;

  cairo_save (cr);
  spk_figure_style_paint_background (&self->style, cr);
  for (guint truth = 0; truth < self->n; truth++)
    for (guint prediction = 0; prediction < self->n; prediction++)
      draw_cell (self, truth, prediction, cr);
  if (self->n_samples > 0)
    {
      cairo_rectangle (cr, self->x, self->y, side, side);
      cairo_set_line_width (cr, spk_figure_style_to_units (&self->style, self->style.axis_width));
      spk_figure_style_set_source (&self->style, SPK_ROLE_AXIS, cr);
      cairo_stroke (cr);
      draw_labels (self, cr);
      if (self->style.legend)
        draw_key (self, cr);
      draw_note (self, cr);
    }
  else
    spk_text_draw_note (_("No samples"), self->size, &self->style, cr);
  spk_text_draw_title (self->title, self->size, &self->style, cr);
  cairo_restore (cr);
}
