/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figures/spk-colour-scale.h"

#include <math.h>

#define N_STEPS 64 /* of a drawn scale */

/* viridis of Smith and van der Walt 2015, every 1/16: lightness rises evenly, and the colour-blind see it do so. */
static const guint32 viridis[] = {
  0x440154, 0x481a6c, 0x472f7d, 0x414487, 0x39568c, 0x31688e, 0x2a788e, 0x23888e, 0x1f988b,
  0x22a884, 0x35b779, 0x54c568, 0x7ad151, 0xa5db36, 0xd2e21b, 0xece51b, 0xfde725,
};

static SpkColour
from_hex (guint32 hex)
{
  return (SpkColour){ (hex >> 16) / 255.0, ((hex >> 8) & 0xff) / 255.0, (hex & 0xff) / 255.0, 1 };
}

/**
 * spk_colour_scale_get:
 * @share: from 0, the least, to 1, the most; clamped, and NaN is the least
 *
 * Returns: the colour of a quantity: viridis, or from the background's grey to ink in the palette of greys
 */
SpkColour
spk_colour_scale_get (const SpkFigureStyle *style, double share)
{
  const guint last = G_N_ELEMENTS (viridis) - 1;
  double place = last * (share > 0 ? MIN (share, 1) : 0);
  guint i = MIN ((guint) place, last - 1);

  if (style->palette == SPK_PALETTE_GREYS)
    return spk_colour_mix (style->colours[SPK_ROLE_GRID], style->colours[SPK_ROLE_TEXT], place / last);
  return spk_colour_mix (from_hex (viridis[i]), from_hex (viridis[i + 1]), place - i);
}

/**
 * spk_colour_scale_draw:
 * @place: least at the bottom, most at the top
 *
 * Draws the scale itself, as a key.
 */
void
spk_colour_scale_draw (SpkRectangle place, const SpkFigureStyle *style, cairo_t *cr)
{
  double top = place.y + place.height;

  for (guint i = 0; i < N_STEPS; i++)
    {
      double next = place.y + place.height * (1 - (i + 1.0) / N_STEPS);

      /* Down to the bottom, so that no seams show between steps. */
      cairo_rectangle (cr, place.x, next, place.width, top - next);
      cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
      spk_colour_set_source (spk_colour_scale_get (style, (i + 0.5) / N_STEPS), cr);
      cairo_fill (cr);
      top = next;
    }
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_DEFAULT);
}
