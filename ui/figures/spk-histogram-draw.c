/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "figures/spk-histogram-private.h"
#include "figures/spk-number.h"
#include "figures/spk-shape.h"
#include "figures/spk-text.h"
#include "figures/spk-tip.h"

#define N_TARGET_POINTS 160
#define HOVER_ALPHA     0.14

static void
draw_bars (const SpkHistogramFigure *self, guint panel, cairo_t *cr)
{
  for (guint i = 0; i < self->parts[panel].histogram.n_bins; i++)
    spk_shape_rectangle (spk_histogram_figure_get_bar (self, panel, i), cr);
  spk_figure_style_set_source (&self->style, SPK_ROLE_BAR, cr);
  cairo_fill (cr);
}

static gboolean
has_target (const SpkHistogramPart *part)
{
  return part->target_mean > 0 && isfinite (part->target_mean) && part->total > 0;
}

static void
draw_target (const SpkHistogramFigure *self, const SpkHistogramPart *part, cairo_t *cr)
{
  const SpkAxis *x = &part->area.x;
  double from = MAX (x->scale.low, spk_histogram_part_get_target_start (part));

  cairo_save (cr);
  spk_shape_rectangle (part->area.data, cr);
  cairo_clip (cr);
  for (guint i = 0; i <= N_TARGET_POINTS; i++)
    {
      double value = from + (x->scale.high - from) * i / N_TARGET_POINTS;
      double y = spk_scale_map (&part->area.y.scale, spk_histogram_part_get_target (part, value));

      if (isfinite (y))
        cairo_line_to (cr, spk_scale_map (&x->scale, value), CLAMP (y, -1e5, 1e5));
    }
  cairo_set_line_width (cr, spk_figure_style_to_units (&self->style, self->style.line_width));
  spk_figure_style_set_source (&self->style, SPK_ROLE_TARGET, cr);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Over the bars, as steps from edge to edge. */
static void
draw_before (const SpkHistogramFigure *self, const SpkHistogramPart *part, cairo_t *cr)
{
  const SpkPlotArea *area = &part->area;
  const SpkHistogram *before = &part->before;
  double bottom = area->data.y + area->data.height, x = 0;

  cairo_save (cr);
  spk_shape_rectangle (area->data, cr);
  cairo_clip (cr);
  for (guint i = 0; i < before->n_bins; i++)
    {
      double count = spk_histogram_part_get_before (part, i);
      double y = count > 0 ? MIN (spk_scale_map (&area->y.scale, count), bottom) : bottom;

      x = spk_scale_map (&area->x.scale, before->low + (before->high - before->low) * i / before->n_bins);
      if (i == 0)
        cairo_move_to (cr, x, bottom);
      cairo_line_to (cr, x, y);
      x = spk_scale_map (&area->x.scale, before->low + (before->high - before->low) * (i + 1) / before->n_bins);
      cairo_line_to (cr, x, y);
    }
  cairo_line_to (cr, x, bottom);
  cairo_set_line_width (cr, spk_figure_style_to_units (&self->style, self->style.line_width));
  spk_figure_style_set_source (&self->style, SPK_ROLE_TEXT, cr);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* A line of text in the upper right corner of the plot, where a histogram of rates is low. */
static double
draw_corner_line (const SpkHistogramFigure *self, const SpkHistogramPart *part, const char *markup, SpkFigureRole role,
                  double y, cairo_t *cr)
{
  const SpkRectangle *plot = &part->area.data;
  SpkText text = { .markup = markup, .small = TRUE, .role = role, .halign = 1, .max_width = plot->width };

  spk_text_draw (text, plot->x + plot->width, y, &self->style, cr);
  return y + spk_text_get_line_height (TRUE, &self->style);
}

/* A corner line with a box in front of it, filled as the bars or empty as the outline. */
static double
draw_key_line (const SpkHistogramFigure *self, const SpkHistogramPart *part, const char *name, gboolean outline, double y,
               cairo_t *cr)
{
  g_autofree char *markup = name != NULL ? g_markup_escape_text (name, -1) : NULL;
  double side = spk_figure_style_to_units (&self->style, 6), line = spk_text_get_line_height (TRUE, &self->style);

  if (markup == NULL)
    return y;

  SpkText text = { .markup = markup, .small = TRUE };
  double width = MIN (spk_text_measure_width (text, &self->style), part->area.data.width);
  double x = part->area.data.x + part->area.data.width - width - 1.6 * side;

  cairo_rectangle (cr, x, y + (line - side) / 2, side, side);
  cairo_set_line_width (cr, spk_figure_style_to_units (&self->style, self->style.line_width));
  spk_figure_style_set_source (&self->style, outline ? SPK_ROLE_TEXT : SPK_ROLE_BAR, cr);
  if (outline)
    cairo_stroke (cr);
  else
    cairo_fill (cr);
  return draw_corner_line (self, part, markup, SPK_ROLE_TEXT, y, cr);
}

static void
draw_notes (const SpkHistogramFigure *self, const SpkHistogramPart *part, cairo_t *cr)
{
  double y = part->area.data.y;

  if (part->before.n_bins > 0 && self->style.legend)
    {
      y = draw_key_line (self, part, part->name, FALSE, y, cr);
      y = draw_key_line (self, part, part->before_name, TRUE, y, cr);
    }
  if (has_target (part))
    {
      g_autofree char *mean = spk_number_format (part->target_mean, 3);
      g_autofree char *target = g_strdup_printf (_("target, \xce\xbc = %s"), mean);

      y = draw_corner_line (self, part, target, SPK_ROLE_TARGET, y, cr);
    }
  if (part->n_outside > 0)
    {
      g_autofree char *count = spk_number_format_count (part->n_outside);
      g_autofree char *note = g_strdup_printf (_("%s beyond the axis"), count);

      y = draw_corner_line (self, part, note, SPK_ROLE_DIM, y, cr);
    }
  if (part->note != NULL)
    {
      g_autofree char *note = g_markup_escape_text (part->note, -1);

      draw_corner_line (self, part, note, SPK_ROLE_DIM, y, cr);
    }
}

static void
draw_panel (const SpkHistogramFigure *self, guint panel, cairo_t *cr)
{
  const SpkHistogramPart *part = &self->parts[panel];
  const SpkRectangle *plot = &part->area.data;

  draw_bars (self, panel, cr);
  if (part->before.n_bins > 0)
    draw_before (self, part, cr);
  if (has_target (part))
    draw_target (self, part, cr);
  spk_plot_area_draw_axes (&part->area, &self->style, self->size, cr);
  if (part->total > 0)
    draw_notes (self, part, cr);
  else
    spk_text_draw ((SpkText){ .plain = _("No values yet"), .small = TRUE, .role = SPK_ROLE_DIM, .halign = 0.5,
                              .valign = 0.5, .max_width = plot->width },
                   plot->x + plot->width / 2, plot->y + plot->height / 2, &self->style, cr);
  if (part->title != NULL)
    spk_text_draw ((SpkText){ .plain = part->title, .small = TRUE, .role = SPK_ROLE_TEXT,
                              .max_width = part->bounds.x + part->bounds.width - plot->x },
                   plot->x, part->bounds.y, &self->style, cr);
}

/**
 * spk_histogram_figure_draw:
 *
 * Draws all that does not change with a pointer.
 */
void
spk_histogram_figure_draw (const SpkHistogramFigure *self, cairo_t *cr)
{
  cairo_save (cr);
  spk_figure_style_paint_background (&self->style, cr);
  for (guint i = 0; i < self->n_parts; i++)
    draw_panel (self, i, cr);
  spk_text_draw_title (self->title, self->size, &self->style, cr);
  if (self->n_parts == 0)
    spk_text_draw_note (_("No values yet"), self->size, &self->style, cr);
  cairo_restore (cr);
}

/**
 * spk_histogram_figure_draw_overlay:
 *
 * Draws the hovered bin and its read-out over the figure.
 */
void
spk_histogram_figure_draw_overlay (const SpkHistogramFigure *self, const SpkHistogramOverlay *overlay, cairo_t *cr)
{
  const SpkHistogramHit *hover = &overlay->hover;

  if (hover->panel < 0 || hover->bin < 0 || (guint) hover->panel >= self->n_parts)
    return;

  SpkRectangle bar = spk_histogram_figure_get_bar (self, (guint) hover->panel, (guint) hover->bin);
  SpkRectangle plot = self->parts[hover->panel].area.data;

  cairo_save (cr);
  cairo_rectangle (cr, bar.x, plot.y, bar.width, plot.height);
  spk_colour_set_source (spk_colour_with_alpha (self->style.colours[SPK_ROLE_ACCENT], HOVER_ALPHA), cr);
  cairo_fill (cr);
  spk_shape_rectangle (bar, cr);
  spk_figure_style_set_source (&self->style, SPK_ROLE_ACCENT, cr);
  cairo_fill (cr);
  if (overlay->tip != NULL)
    spk_tip_draw (overlay->tip, bar.x + bar.width / 2, bar.y, &self->style, self->size, cr);
  cairo_restore (cr);
}
