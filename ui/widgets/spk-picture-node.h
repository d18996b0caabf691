/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

cairo_surface_t *spk_picture_node_make_image (SpkFigureSize size);
GskRenderNode   *spk_picture_node_new        (cairo_surface_t *image, SpkFigureSize size);

G_END_DECLS
