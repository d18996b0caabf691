/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

void spk_shape_disc              (double x, double y, double radius, cairo_t *cr);
void spk_shape_rectangle         (SpkRectangle place, cairo_t *cr);
void spk_shape_rounded_rectangle (SpkRectangle place, double radius, cairo_t *cr);
void spk_shape_arrow_head        (double x, double y, double angle, double length, double width, cairo_t *cr);

G_END_DECLS
