/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

SpkColour spk_colour_scale_get  (const SpkFigureStyle *style, double share);
void      spk_colour_scale_draw (SpkRectangle place, const SpkFigureStyle *style, cairo_t *cr);

G_END_DECLS
