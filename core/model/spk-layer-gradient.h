/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-layer-pass.h"

G_BEGIN_DECLS

/* Gradients of a layer's weights from a tile of gi. */
void spk_layer_gradient_prepare (SpkLayerPass *pass, guint tile);
void spk_layer_gradient_add     (SpkLayerPass *pass, guint tile, guint first, guint end, float *slot);

G_END_DECLS
