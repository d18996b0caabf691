/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * SpkColour:
 *
 * An sRGB colour, every component in [0, 1], alpha not premultiplied.
 */
typedef struct
{
  double red;
  double green;
  double blue;
  double alpha;
} SpkColour;

/**
 * SpkPalette:
 * @SPK_PALETTE_OKABE_ITO: seven hues that the colour-blind tell apart; Okabe and Ito 2008
 * @SPK_PALETTE_GREYS: the same figures without hue, for print in one ink
 *
 * Colours of series. A figure never relies on them alone: series also differ in dash and marker, connections in
 * their ends.
 */
typedef enum
{
  SPK_PALETTE_OKABE_ITO,
  SPK_PALETTE_GREYS,
} SpkPalette;

#define SPK_N_PALETTES 2

SpkColour   spk_palette_get_colour   (SpkPalette palette, guint i);
const char *spk_palette_to_string    (SpkPalette palette);
gboolean    spk_palette_from_string  (const char *name, SpkPalette *palette);

SpkColour   spk_colour_mix           (SpkColour a, SpkColour b, double share_of_b);
SpkColour   spk_colour_with_alpha    (SpkColour colour, double alpha);
double      spk_colour_get_luminance (SpkColour colour);
double      spk_colour_get_contrast  (SpkColour a, SpkColour b);
void        spk_colour_set_source    (SpkColour colour, cairo_t *cr);

G_END_DECLS
