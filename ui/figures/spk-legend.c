/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-legend.h"

#include <math.h>

#include "figures/spk-text.h"

#define SAMPLE_PT 20.0
#define GAP_PT    4.0
#define SPACE_PT  11.0
#define MARKER_PT 5.0

static double
line_height (const SpkFigureStyle *style)
{
  return 1.2 * spk_text_get_line_height (TRUE, style);
}

static void
draw_sample (const SpkLineLook *look, double x, double y, const SpkFigureStyle *style, cairo_t *cr)
{
  double length = spk_figure_style_to_units (style, SAMPLE_PT);

  spk_line_look_apply (look, style, cr);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + length, y);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  spk_marker_draw (look->marker, x + length / 2, y, spk_figure_style_to_units (style, MARKER_PT), cr);
}

/* Entries beside each other, in as many lines as it takes; without @cr only their height. */
static double
flow (const SpkLegendEntry *entries, guint n, double left, double top, double width, const SpkFigureStyle *style,
      cairo_t *cr)
{
  double sample = spk_figure_style_to_units (style, SAMPLE_PT + GAP_PT), x = 0, y = top + line_height (style) / 2;
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      SpkText name = { .plain = entries[i].name, .small = TRUE, .role = SPK_ROLE_TEXT, .valign = 0.5,
                       .max_width = MAX (1, width - sample) };

      if (entries[i].name == NULL)
        continue;
      any = TRUE;

      double taken = sample + spk_text_measure_width (name, style);

      if (x > 0 && x + taken > width)
        {
          x = 0;
          y += line_height (style);
        }
      if (cr != NULL)
        {
          draw_sample (&entries[i].look, left + x, y, style, cr);
          spk_text_draw (name, left + x + sample, y, style, cr);
        }
      x += taken + spk_figure_style_to_units (style, SPACE_PT);
    }
  return any ? ceil (y + line_height (style) / 2 - top) : 0;
}

/**
 * spk_legend_measure_height:
 * @width: what it may take, user units
 *
 * Returns: height of the legend, user units; 0 without entries
 */
double
spk_legend_measure_height (const SpkLegendEntry *entries, guint n, double width, const SpkFigureStyle *style)
{
  return flow (entries, n, 0, 0, width, style, NULL);
}

/**
 * spk_legend_draw:
 * @x: left end, user units
 * @y: upper end
 * @width: what it may take
 *
 * Draws a piece of every line beside its name.
 */
void
spk_legend_draw (const SpkLegendEntry *entries, guint n, double x, double y, double width, const SpkFigureStyle *style,
                 cairo_t *cr)
{
  flow (entries, n, x, y, width, style, cr);
}
