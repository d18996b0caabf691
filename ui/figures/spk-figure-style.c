/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-figure-style.h"

#include <math.h>

#define RGBA(hex, alpha_) \
  { ((hex) >> 16) / 255.0, (((hex) >> 8) & 0xff) / 255.0, ((hex) & 0xff) / 255.0, (alpha_) }
#define RGB(hex) RGBA (hex, 1)

/* Okabe-Ito's blue and vermilion for the types of connections, lighter on a dark card. */
static const SpkColour theme_colours[][SPK_N_ROLES] = {
  [SPK_THEME_LIGHT] = {
    [SPK_ROLE_BACKGROUND] = RGB (0xffffff),
    [SPK_ROLE_TEXT] = RGB (0x2e2e2e),
    [SPK_ROLE_DIM] = RGB (0x6a6a6a),
    [SPK_ROLE_AXIS] = RGB (0x8c8c8c),
    [SPK_ROLE_GRID] = RGB (0xe4e4e4),
    [SPK_ROLE_MUTED] = RGB (0x9a9a9a),
    [SPK_ROLE_ACCENT] = RGB (0x3584e4),
    [SPK_ROLE_SPIKE] = RGB (0x1c1c1c),
    [SPK_ROLE_INPUT] = RGB (0x5e5c64),
    [SPK_ROLE_BAR] = RGB (0x6da5e3),
    [SPK_ROLE_TARGET] = RGB (0xd55e00),
    [SPK_ROLE_EXCITATORY] = RGB (0xd55e00),
    [SPK_ROLE_INHIBITORY] = RGB (0x0072b2),
    [SPK_ROLE_WARNING] = RGB (0xe5a50a),
    [SPK_ROLE_TIP] = RGBA (0x000000, 0.82),
    [SPK_ROLE_TIP_TEXT] = RGB (0xffffff),
  },
  [SPK_THEME_DARK] = {
    [SPK_ROLE_BACKGROUND] = RGB (0x303030),
    [SPK_ROLE_TEXT] = RGB (0xf6f5f4),
    [SPK_ROLE_DIM] = RGB (0xb4b4b4),
    [SPK_ROLE_AXIS] = RGB (0x8c8c8c),
    [SPK_ROLE_GRID] = RGB (0x484848),
    [SPK_ROLE_MUTED] = RGB (0x808080),
    [SPK_ROLE_ACCENT] = RGB (0x62a0ea),
    [SPK_ROLE_SPIKE] = RGB (0xf6f5f4),
    [SPK_ROLE_INPUT] = RGB (0xb4b4b4),
    [SPK_ROLE_BAR] = RGB (0x4a86cf),
    [SPK_ROLE_TARGET] = RGB (0xff8c3a),
    [SPK_ROLE_EXCITATORY] = RGB (0xf0803a),
    [SPK_ROLE_INHIBITORY] = RGB (0x4aa8e0),
    [SPK_ROLE_WARNING] = RGB (0xf8e45c),
    [SPK_ROLE_TIP] = RGBA (0x000000, 0.85),
    [SPK_ROLE_TIP_TEXT] = RGB (0xffffff),
  },
  [SPK_THEME_PRINT] = {
    [SPK_ROLE_BACKGROUND] = RGB (0xffffff),
    [SPK_ROLE_TEXT] = RGB (0x000000),
    [SPK_ROLE_DIM] = RGB (0x404040),
    [SPK_ROLE_AXIS] = RGB (0x000000),
    [SPK_ROLE_GRID] = RGB (0xdadada),
    [SPK_ROLE_MUTED] = RGB (0x9a9a9a),
    [SPK_ROLE_ACCENT] = RGB (0x0072b2),
    [SPK_ROLE_SPIKE] = RGB (0x000000),
    [SPK_ROLE_INPUT] = RGB (0x404040),
    [SPK_ROLE_BAR] = RGB (0x8fbfdf),
    [SPK_ROLE_TARGET] = RGB (0xd55e00),
    [SPK_ROLE_EXCITATORY] = RGB (0xd55e00),
    [SPK_ROLE_INHIBITORY] = RGB (0x0072b2),
    [SPK_ROLE_WARNING] = RGB (0xe69f00),
    [SPK_ROLE_TIP] = RGBA (0x000000, 0.82),
    [SPK_ROLE_TIP_TEXT] = RGB (0xffffff),
  },
};

/* What the roles with a hue become without one: light enough apart that one ink shows the difference. */
static const struct
{
  SpkFigureRole role;
  SpkColour on_light;
  SpkColour on_dark;
} grey_roles[] = {
  { SPK_ROLE_ACCENT, RGB (0x404040), RGB (0xe0e0e0) },
  { SPK_ROLE_BAR, RGB (0xb0b0b0), RGB (0x808080) },
  { SPK_ROLE_TARGET, RGB (0x202020), RGB (0xf0f0f0) },
  { SPK_ROLE_EXCITATORY, RGB (0x202020), RGB (0xf0f0f0) },
  { SPK_ROLE_INHIBITORY, RGB (0x787878), RGB (0xa0a0a0) },
  { SPK_ROLE_WARNING, RGB (0x404040), RGB (0xe0e0e0) },
};

/**
 * spk_figure_style_init:
 *
 * Fills @self for a window (light, dark: Sans 9 pt, 96 dots an inch, no background) or for paper (print: 8 pt, a unit a
 * point, thin lines, a white background).
 */
void
spk_figure_style_init (SpkFigureStyle *self, SpkFigureTheme theme)
{
  gboolean print = theme == SPK_THEME_PRINT;

  *self = (SpkFigureStyle){
    .font_family = "Sans",
    .font_size = print ? 8 : 9,
    .line_width = print ? 1 : 1.4,
    .axis_width = print ? 0.5 : 0.75,
    .units_per_pt = print ? 1 : 96.0 / 72.0,
    .round_glyphs = !print,
    .legend = TRUE,
    .paint_background = print,
    .palette = SPK_PALETTE_OKABE_ITO,
  };
  spk_figure_style_set_theme (self, theme);
}

/**
 * spk_figure_style_set_theme:
 *
 * Gives the roles the colours of @theme and leaves sizes alone; the palette becomes that of Okabe and Ito.
 */
void
spk_figure_style_set_theme (SpkFigureStyle *self, SpkFigureTheme theme)
{
  g_return_if_fail ((guint) theme < G_N_ELEMENTS (theme_colours));

  self->palette = SPK_PALETTE_OKABE_ITO;
  for (guint i = 0; i < SPK_N_ROLES; i++)
    self->colours[i] = theme_colours[theme][i];
}

/**
 * spk_figure_style_set_palette:
 *
 * Chooses the colours of series. Without hues the roles lose theirs too; to get them back, set the theme.
 */
void
spk_figure_style_set_palette (SpkFigureStyle *self, SpkPalette palette)
{
  gboolean dark = spk_colour_get_luminance (self->colours[SPK_ROLE_BACKGROUND]) < 0.2;

  self->palette = palette;
  if (palette != SPK_PALETTE_GREYS)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (grey_roles); i++)
    self->colours[grey_roles[i].role] = dark ? grey_roles[i].on_dark : grey_roles[i].on_light;
}

/**
 * spk_figure_style_get_series_colour:
 * @i: index of the series
 *
 * Returns: the palette's colour, lifted on a dark background so that a line can be told from it
 */
SpkColour
spk_figure_style_get_series_colour (const SpkFigureStyle *self, guint i)
{
  static const SpkColour white = { 1, 1, 1, 1 };
  SpkColour colour = spk_palette_get_colour (self->palette, i);

  if (spk_colour_get_luminance (self->colours[SPK_ROLE_BACKGROUND]) >= 0.2)
    return colour;
  while (spk_colour_get_contrast (colour, self->colours[SPK_ROLE_BACKGROUND]) < 4)
    colour = spk_colour_mix (colour, white, 0.1);
  return colour;
}

/**
 * spk_figure_style_get_small_size:
 *
 * Returns: font size of tick labels and notes, pt
 */
double
spk_figure_style_get_small_size (const SpkFigureStyle *self)
{
  return self->font_size * 0.92;
}

/**
 * spk_figure_style_to_units:
 * @pt: a length in points
 *
 * Returns: the length in user units
 */
double
spk_figure_style_to_units (const SpkFigureStyle *self, double pt)
{
  return pt * self->units_per_pt;
}

/**
 * spk_figure_style_set_source:
 *
 * Makes the colour of @role the source of @cr.
 */
void
spk_figure_style_set_source (const SpkFigureStyle *self, SpkFigureRole role, cairo_t *cr)
{
  spk_colour_set_source (self->colours[role], cr);
}

/**
 * spk_figure_style_paint_background:
 *
 * Paints the background, if the style wants one.
 */
void
spk_figure_style_paint_background (const SpkFigureStyle *self, cairo_t *cr)
{
  if (!self->paint_background)
    return;
  spk_figure_style_set_source (self, SPK_ROLE_BACKGROUND, cr);
  cairo_paint (cr);
}

/**
 * spk_figure_size_snap:
 * @position: of the middle of a horizontal or vertical line, user units
 * @line_width: of that line, user units
 *
 * Returns: @position moved so that the line's edges fall between pixels; on paper, @position
 */
double
spk_figure_size_snap (SpkFigureSize size, double position, double line_width)
{
  if (size.pixels_per_unit <= 0)
    return position;

  double pixels = MAX (1, round (line_width * size.pixels_per_unit));
  double half = fmod (pixels, 2) / 2;

  return (round (position * size.pixels_per_unit - half) + half) / size.pixels_per_unit;
}

/**
 * spk_rectangle_contains:
 *
 * Returns: whether the point lies in @self; the left and upper edges do, the right and lower ones do not
 */
gboolean
spk_rectangle_contains (SpkRectangle self, double x, double y)
{
  return x >= self.x && x < self.x + self.width && y >= self.y && y < self.y + self.height;
}
