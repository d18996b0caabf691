/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "figures/spk-curves-private.h"
#include "figures/spk-text.h"

/* The last point of a series that is a number. */
static gboolean
get_end (const SpkCurvesFigure *self, guint series, double *y)
{
  const SpkSeries *it = &self->series[series];
  const SpkRectangle *data = &self->parts[it->panel].area.data;

  for (guint i = it->n; i > 0; i--)
    {
      *y = spk_scale_map (&self->parts[it->panel].area.y.scale, it->y[i - 1]);
      if (!isfinite (*y))
        continue;
      *y = CLAMP (*y, data->y, data->y + data->height);
      return it->name != NULL;
    }
  return FALSE;
}

typedef struct
{
  guint  series;
  double y;
  double name_y;
} End;

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const End *first = a, *second = b;

  return first->y != second->y ? (first->y > second->y) - (first->y < second->y)
                               : (first->series > second->series) - (first->series < second->series);
}

/* Names that would overlap move apart: down from the first one, then up again from the lower edge. */
static void
spread_ends (GArray *ends, double line, double bottom)
{
  for (guint i = 1; i < ends->len; i++)
    {
      End *it = &g_array_index (ends, End, i);

      it->name_y = MAX (it->name_y, g_array_index (ends, End, i - 1).name_y + line);
    }
  for (guint i = ends->len; i > 0; i--)
    {
      End *it = &g_array_index (ends, End, i - 1);

      it->name_y = MIN (it->name_y, bottom);
      bottom = it->name_y - line;
    }
}

/* A piece of the line leads from where the series ends to its name. */
static void
draw_end (const SpkCurvesFigure *self, const End *end, cairo_t *cr)
{
  const SpkSeries *series = &self->series[end->series];
  const SpkRectangle *data = &self->parts[series->panel].area.data;
  double gap = spk_figure_style_to_units (&self->style, SPK_CURVES_END_GAP_PT), x = data->x + data->width;

  spk_line_look_apply (&series->look, &self->style, cr);
  cairo_set_line_width (cr, 0.6 * cairo_get_line_width (cr));
  cairo_move_to (cr, x, end->y);
  cairo_line_to (cr, x + 0.8 * gap, end->name_y);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  spk_text_draw ((SpkText){ .plain = series->name, .small = TRUE, .role = SPK_ROLE_TEXT, .valign = 0.5,
                            .max_width = MAX (1, self->size.width - x - gap) },
                 x + gap, end->name_y, &self->style, cr);
}

/**
 * spk_curves_figure_draw_end_names:
 * @panel: whose series
 *
 * Writes the names of series beside their ends.
 */
void
spk_curves_figure_draw_end_names (const SpkCurvesFigure *self, guint panel, cairo_t *cr)
{
  const SpkRectangle *data = &self->parts[panel].area.data;
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (End));
  double y;

  for (guint i = 0; i < self->n_series; i++)
    if (self->series[i].panel == panel && get_end (self, i, &y))
      {
        End end = { i, y, y };

        g_array_append_val (ends, end);
      }
  g_array_sort (ends, compare_ends);
  spread_ends (ends, spk_text_get_line_height (TRUE, &self->style), data->y + data->height);
  for (guint i = 0; i < ends->len; i++)
    draw_end (self, &g_array_index (ends, End, i), cr);
}
