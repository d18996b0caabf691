/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-text.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "figures/spk-text-cache.h"

/* Height of capitals and figures, as a share of the font size; near enough for all text fonts. */
#define CAPITAL_HEIGHT 0.7

/* The same outlines and advances on every surface, so that a figure is laid out alike on a screen and on paper. */
static PangoContext *
create_context (const SpkFigureStyle *style)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72 * style->units_per_pt);
  pango_context_set_round_glyph_positions (context, style->round_glyphs);
  cairo_font_options_destroy (options);
  return context;
}

static double
font_size (gboolean small, const SpkFigureStyle *style)
{
  return small ? spk_figure_style_get_small_size (style) : style->font_size;
}

/* Pango 1.50 warns of raised text that it cuts, so a power is written as 10^3 in what is too long. */
static void
limit_width (PangoLayout *layout, SpkText self)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  if (width <= self.max_width * PANGO_SCALE)
    return;
  if (self.markup != NULL)
    {
      g_autoptr (GString) flat = g_string_new (self.markup);

      g_string_replace (flat, "<sup>", "^", 0);
      g_string_replace (flat, "</sup>", "", 0);
      pango_layout_set_markup (layout, flat->str, -1);
    }
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) ceil (self.max_width * PANGO_SCALE));
}

static PangoLayout *
create_layout (SpkText self, const SpkFigureStyle *style)
{
  PangoContext *context = create_context (style);
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (style->font_family);

  pango_font_description_set_size (font, (int) round (font_size (self.small, style) * PANGO_SCALE));
  if (self.bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  g_object_unref (context);

  if (self.markup != NULL)
    pango_layout_set_markup (layout, self.markup, -1);
  else
    pango_layout_set_text (layout, self.plain != NULL ? self.plain : "", -1);
  if (self.max_width > 0)
    limit_width (layout, self);
  return layout;
}

/* The layout of a text; it belongs to the cache. */
static PangoLayout *
get_layout (SpkText self, const SpkFigureStyle *style)
{
  g_autofree char *key =
      g_strdup_printf ("%s %g %g %d %d %g %c%s", style->font_family, font_size (self.small, style), style->units_per_pt,
                       style->round_glyphs, self.bold, self.max_width, self.markup != NULL ? 'm' : 'p',
                       self.markup != NULL ? self.markup : self.plain != NULL ? self.plain : "");
  PangoLayout *layout = spk_text_cache_look_up (key);

  return layout != NULL ? layout : spk_text_cache_add (key, create_layout (self, style));
}

/* Where the text lies before it is turned, relative to its point. A limited layout is as wide as its limit and holds
 * the text at one side of it, so the text's own place within the layout counts. */
static SpkRectangle
place_layout (SpkText self, PangoLayout *layout, const SpkFigureStyle *style)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);

  double width = (double) logical.width / PANGO_SCALE, height = (double) logical.height / PANGO_SCALE;
  double baseline = (double) pango_layout_get_baseline (layout) / PANGO_SCALE;
  double capitals = CAPITAL_HEIGHT * spk_figure_style_to_units (style, font_size (self.small, style));
  double top = self.valign == 0.5 ? capitals / 2 - baseline : -self.valign * height;

  return (SpkRectangle){ -self.halign * width, top, width, height };
}

static SpkRectangle
turn (SpkText self, SpkRectangle place, double x, double y)
{
  if (self.upward)
    return (SpkRectangle){ x + place.y, y - place.x - place.width, place.height, place.width };
  return (SpkRectangle){ x + place.x, y + place.y, place.width, place.height };
}

/**
 * spk_text_draw:
 * @x: point of the text, user units
 * @y: likewise
 *
 * Writes a line of text at a point.
 *
 * Returns: the rectangle it takes
 */
SpkRectangle
spk_text_draw (SpkText self, double x, double y, const SpkFigureStyle *style, cairo_t *cr)
{
  PangoLayout *layout = get_layout (self, style);
  SpkRectangle place = place_layout (self, layout, style);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  cairo_save (cr);
  spk_figure_style_set_source (style, self.role, cr);
  cairo_translate (cr, x, y);
  if (self.upward)
    cairo_rotate (cr, -G_PI / 2);
  cairo_move_to (cr, place.x - (double) logical.x / PANGO_SCALE, place.y);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
  return turn (self, place, x, y);
}

/**
 * spk_text_place:
 * @x: point of the text, user units
 * @y: likewise
 *
 * Returns: the rectangle that spk_text_draw() would take
 */
SpkRectangle
spk_text_place (SpkText self, double x, double y, const SpkFigureStyle *style)
{
  PangoLayout *layout = get_layout (self, style);
  SpkRectangle place = place_layout (self, layout, style);

  return turn (self, place, x, y);
}

/**
 * spk_text_measure_width:
 *
 * Returns: length of the text, user units
 */
double
spk_text_measure_width (SpkText self, const SpkFigureStyle *style)
{
  self.upward = FALSE;
  return spk_text_place (self, 0, 0, style).width;
}

/**
 * spk_text_get_line_height:
 * @small: of tick labels
 *
 * Returns: height of a line, user units
 */
double
spk_text_get_line_height (gboolean small, const SpkFigureStyle *style)
{
  return 1.25 * spk_figure_style_to_units (style, font_size (small, style));
}

/**
 * spk_text_get_title_height:
 * @title: (nullable): of a figure
 *
 * Returns: what the title takes above a figure, user units; 0 without one
 */
double
spk_text_get_title_height (const char *title, const SpkFigureStyle *style)
{
  return title != NULL ? ceil (1.2 * spk_text_get_line_height (FALSE, style)) : 0;
}

/**
 * spk_text_draw_title:
 * @title: (nullable): plain text
 *
 * Writes the title of a figure into its upper left corner.
 */
void
spk_text_draw_title (const char *title, SpkFigureSize size, const SpkFigureStyle *style, cairo_t *cr)
{
  if (title != NULL)
    spk_text_draw ((SpkText){ .plain = title, .bold = TRUE, .role = SPK_ROLE_TEXT, .max_width = size.width }, 0, 0,
                   style, cr);
}

/**
 * spk_text_draw_note:
 * @text: plain text
 *
 * Writes @text into the middle of an otherwise empty figure.
 */
void
spk_text_draw_note (const char *text, SpkFigureSize size, const SpkFigureStyle *style, cairo_t *cr)
{
  SpkText note = { .plain = text, .role = SPK_ROLE_DIM, .halign = 0.5, .valign = 0.5, .max_width = size.width };

  spk_text_draw (note, size.width / 2, size.height / 2, style, cr);
}
