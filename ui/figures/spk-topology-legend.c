/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-text.h"
#include "figures/spk-topology-private.h"

#define SAMPLE_PT 22.0
#define GAP_PT    4.0
#define SPACE_PT  12.0

typedef enum
{
  ENTRY_EXCITATORY,
  ENTRY_INHIBITORY,
  ENTRY_PREVIOUS,
  ENTRY_NEXT,
  ENTRY_PINNED,
  ENTRY_RELAXED,
  N_ENTRIES,
} Entry;

static gboolean
is_shown (const SpkTopologyFigure *figure, Entry entry)
{
  switch (entry)
    {
    case ENTRY_PREVIOUS:
    case ENTRY_NEXT:
      return figure->has_lateral;
    case ENTRY_PINNED:
      return figure->has_pins;
    case ENTRY_RELAXED:
      return figure->relaxed;
    case ENTRY_EXCITATORY:
    case ENTRY_INHIBITORY:
    case N_ENTRIES:
    default:
      return TRUE;
    }
}

static const char *
get_text (Entry entry)
{
  switch (entry)
    {
    case ENTRY_EXCITATORY:
      return _("excitatory");
    case ENTRY_INHIBITORY:
      return _("inhibitory");
    case ENTRY_PREVIOUS:
      return _("from motif m \xe2\x88\x92 1");
    case ENTRY_NEXT:
      return _("from motif m + 1");
    case ENTRY_PINNED:
      return _("pinned");
    case ENTRY_RELAXED:
      return _("opacity: probability");
    case N_ENTRIES:
    default:
      return "";
    }
}

static double
sample_width (Entry entry, const SpkFigureStyle *style)
{
  if (entry == ENTRY_RELAXED)
    return 0;
  return spk_figure_style_to_units (style, (entry == ENTRY_PINNED ? 9 : SAMPLE_PT) + GAP_PT);
}

/* A piece of a connection, as long as a sample. A lateral one has no type of its own. */
static void
draw_line_sample (const SpkTopologyFigure *figure, Entry entry, double x, double y, cairo_t *cr)
{
  SpkFigureStyle style = figure->style;
  SpkTopologyFigure sample = { .style = style, .radius = spk_figure_style_to_units (&style, 12) };
  double length = spk_figure_style_to_units (&style, SAMPLE_PT);
  double width = spk_figure_style_to_units (&style, style.line_width);
  SpkTopologyEdge edge = { .path = { { x, x + length / 3, x + 2 * length / 3, x + length }, { y, y, y, y } } };
  const double dotted[] = { width, 1.4 * width }, dashed[] = { 3 * width, 1.8 * width };

  if (entry == ENTRY_EXCITATORY || entry == ENTRY_INHIBITORY)
    {
      edge.hit.part = SPK_TOPOLOGY_INTRA;
      edge.hit.type = entry == ENTRY_EXCITATORY ? SPK_EXCITATORY : SPK_INHIBITORY;
      spk_topology_edge_draw (&edge, &sample, 1, width, cr);
      return;
    }
  cairo_set_dash (cr, entry == ENTRY_PREVIOUS ? dotted : dashed, 2, 0);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + length, y);
  cairo_set_line_width (cr, width);
  spk_figure_style_set_source (&style, SPK_ROLE_DIM, cr);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_entry (const SpkTopologyFigure *figure, Entry entry, double x, double y, cairo_t *cr)
{
  const SpkFigureStyle *style = &figure->style;

  if (entry == ENTRY_PINNED)
    spk_topology_edge_draw_lock (x + spk_figure_style_to_units (style, 4.5), y, style, cr);
  else if (entry != ENTRY_RELAXED)
    draw_line_sample (figure, entry, x, y, cr);
  spk_text_draw ((SpkText){ .plain = get_text (entry), .small = TRUE, .valign = 0.5, .max_width = figure->size.width,
                            .role = entry == ENTRY_RELAXED ? SPK_ROLE_DIM : SPK_ROLE_TEXT },
                 x + sample_width (entry, style), y, style, cr);
}

/**
 * spk_topology_figure_draw_legend:
 * @top: where it begins, user units
 * @cr: (nullable): %NULL only measures
 *
 * Draws what the signs mean, in as many lines as it takes.
 *
 * Returns: height of the legend, user units
 */
double
spk_topology_figure_draw_legend (const SpkTopologyFigure *self, double top, cairo_t *cr)
{
  const SpkFigureStyle *style = &self->style;
  double line = 1.3 * spk_text_get_line_height (TRUE, style), x = 0, y = top + line / 2;

  for (Entry entry = 0; entry < N_ENTRIES; entry++)
    {
      SpkText text = { .plain = get_text (entry), .small = TRUE };
      double width = sample_width (entry, style) + spk_text_measure_width (text, style);

      if (!is_shown (self, entry))
        continue;
      if (x > 0 && x + width > self->size.width)
        {
          x = 0;
          y += line;
        }
      if (cr != NULL)
        draw_entry (self, entry, x, y, cr);
      x += width + spk_figure_style_to_units (style, SPACE_PT);
    }
  return ceil (y + line / 2 - top);
}
