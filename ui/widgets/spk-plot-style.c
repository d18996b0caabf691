/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/spk-plot-style.h"

#include <math.h>
#include <pango/pangocairo.h>

/* Size of a figure's text relative to the text around it. */
#define TEXT_SHARE 0.82

/* One component over another as the renderer reckons, in 256 levels, so that there is no edge where both meet. */
static double
lay_over (double below, double above, double alpha)
{
  double share = round (255 * alpha);

  return (round (255 * above * alpha) + round (255 * below * (255 - share) / 255)) / 255;
}

/* The colour that a named one of the theme has over an opaque one. */
static gboolean
look_up_over (GtkStyleContext *context, const char *name, SpkColour *colour)
{
  GdkRGBA over;

  if (!gtk_style_context_lookup_color (context, name, &over))
    return FALSE;
  colour->red = lay_over (colour->red, over.red, over.alpha);
  colour->green = lay_over (colour->green, over.green, over.alpha);
  colour->blue = lay_over (colour->blue, over.blue, over.alpha);
  return TRUE;
}

/* What lies behind a figure: a card on the window. */
static void
match_card (SpkFigureStyle *style, GtkStyleContext *context)
{
  SpkColour colour = style->colours[SPK_ROLE_BACKGROUND];

  if (look_up_over (context, "window_bg_color", &colour) && look_up_over (context, "card_bg_color", &colour))
    style->colours[SPK_ROLE_BACKGROUND] = colour;
}

static void
raise_contrast (SpkFigureStyle *style, gboolean dark)
{
  SpkColour ink = dark ? (SpkColour){ 1, 1, 1, 1 } : (SpkColour){ 0, 0, 0, 1 };
  SpkColour background = style->colours[SPK_ROLE_BACKGROUND];
  const SpkFigureRole inks[] = { SPK_ROLE_TEXT, SPK_ROLE_DIM, SPK_ROLE_AXIS, SPK_ROLE_SPIKE, SPK_ROLE_INPUT };

  for (guint i = 0; i < G_N_ELEMENTS (inks); i++)
    style->colours[inks[i]] = ink;
  style->colours[SPK_ROLE_GRID] = spk_colour_mix (background, ink, 0.4);
  style->colours[SPK_ROLE_TIP] = dark ? (SpkColour){ 0, 0, 0, 1 } : (SpkColour){ 0, 0, 0, 0.95 };
  style->line_width *= 1.3;
  style->axis_width *= 1.3;
}

static void
match_text (SpkFigureStyle *style, GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double resolution = pango_cairo_context_get_resolution (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (resolution > 0)
    style->units_per_pt = resolution / 72;
  if (pango_font_description_get_size_is_absolute (font))
    size /= style->units_per_pt;
  style->font_size = TEXT_SHARE * size;
  style->font_family = g_intern_string (pango_font_description_get_family (font));
}

/**
 * spk_plot_style_init:
 * @widget: where the figure is shown
 * @palette: colours of series
 *
 * Fills @style so that a figure in @widget follows the window: light, dark, high contrast, font and size of text.
 */
void
spk_plot_style_init (SpkFigureStyle *style, GtkWidget *widget, SpkPalette palette)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);

  spk_figure_style_init (style, dark ? SPK_THEME_DARK : SPK_THEME_LIGHT);
  match_card (style, gtk_widget_get_style_context (widget));
  match_text (style, widget);
  if (adw_style_manager_get_high_contrast (manager))
    raise_contrast (style, dark);
  spk_figure_style_set_palette (style, palette);
}
