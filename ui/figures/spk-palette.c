/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-palette.h"

#include <math.h>

#define RGB(hex) { ((hex) >> 16) / 255.0, (((hex) >> 8) & 0xff) / 255.0, ((hex) & 0xff) / 255.0, 1 }

/* Okabe and Ito, Color Universal Design, 2008; without black and without the yellow that is too light for a line. In
   the order in which neighbours differ most in lightness. */
static const SpkColour okabe_ito[] = {
  RGB (0x0072b2), /* blue */
  RGB (0xd55e00), /* vermilion */
  RGB (0x009e73), /* bluish green */
  RGB (0xcc79a7), /* reddish purple */
  RGB (0xe69f00), /* orange */
  RGB (0x56b4e9), /* sky blue */
  RGB (0x7f7f7f), /* grey */
};

static const SpkColour greys[] = {
  RGB (0x303030), RGB (0x808080), RGB (0x585858), RGB (0xa0a0a0), RGB (0x444444), RGB (0x6c6c6c), RGB (0x949494),
};

G_STATIC_ASSERT (G_N_ELEMENTS (okabe_ito) == G_N_ELEMENTS (greys));

static const char *const names[SPK_N_PALETTES] = { "okabe-ito", "greys" };

/**
 * spk_palette_get_colour:
 * @i: index of a series; they repeat after seven
 *
 * Returns: the colour of series @i
 */
SpkColour
spk_palette_get_colour (SpkPalette palette, guint i)
{
  const SpkColour *colours = palette == SPK_PALETTE_GREYS ? greys : okabe_ito;

  return colours[i % G_N_ELEMENTS (okabe_ito)];
}

/**
 * spk_palette_to_string:
 *
 * Returns: (transfer none): "okabe-ito" or "greys"
 */
const char *
spk_palette_to_string (SpkPalette palette)
{
  g_return_val_if_fail ((guint) palette < SPK_N_PALETTES, NULL);
  return names[palette];
}

/**
 * spk_palette_from_string:
 * @name: as spk_palette_to_string() says it
 * @palette: (out): the palette; left alone if there is none of that name
 *
 * Returns: whether there is one
 */
gboolean
spk_palette_from_string (const char *name, SpkPalette *palette)
{
  for (guint i = 0; i < SPK_N_PALETTES; i++)
    if (g_strcmp0 (name, names[i]) == 0)
      {
        *palette = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * spk_colour_mix:
 * @share_of_b: in [0, 1]
 *
 * Returns: a colour between @a and @b
 */
SpkColour
spk_colour_mix (SpkColour a, SpkColour b, double share_of_b)
{
  double p = CLAMP (share_of_b, 0, 1), q = 1 - p;

  return (SpkColour){ q * a.red + p * b.red, q * a.green + p * b.green, q * a.blue + p * b.blue,
                      q * a.alpha + p * b.alpha };
}

/**
 * spk_colour_with_alpha:
 *
 * Returns: @colour with its alpha times @alpha
 */
SpkColour
spk_colour_with_alpha (SpkColour colour, double alpha)
{
  colour.alpha *= alpha;
  return colour;
}

static double
linear_component (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/**
 * spk_colour_get_luminance:
 *
 * Returns: relative luminance as in WCAG 2.1, in [0, 1]; alpha is not looked at
 */
double
spk_colour_get_luminance (SpkColour colour)
{
  return 0.2126 * linear_component (colour.red) + 0.7152 * linear_component (colour.green) +
         0.0722 * linear_component (colour.blue);
}

/**
 * spk_colour_get_contrast:
 *
 * Returns: contrast ratio as in WCAG 2.1, from 1 to 21; alpha is not looked at
 */
double
spk_colour_get_contrast (SpkColour a, SpkColour b)
{
  double first = spk_colour_get_luminance (a), second = spk_colour_get_luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

/**
 * spk_colour_set_source:
 *
 * Makes @colour the source of @cr.
 */
void
spk_colour_set_source (SpkColour colour, cairo_t *cr)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
}
