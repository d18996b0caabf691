/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

SpkRectangle spk_tip_place (const char *text, double x, double y, const SpkFigureStyle *style, SpkFigureSize size);
void         spk_tip_draw  (const char *text, double x, double y, const SpkFigureStyle *style, SpkFigureSize size,
                            cairo_t *cr);

G_END_DECLS
