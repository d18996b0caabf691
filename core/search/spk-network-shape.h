/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"
#include "model/spk-network.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

gboolean spk_network_shape_make     (const SpkSettings *settings, gboolean relaxed, GPtrArray *motifs, guint channels,
                                     guint classes, SpkNetworkSpec *spec, GError **error);
SpkInitialScales spk_network_shape_scales (const SpkSettings *settings);
guint64  spk_network_shape_duration (const SpkSettings *settings, SpkDataset *dataset);
void     spk_network_shape_settle_duration (SpkSettings *settings, SpkDataset *dataset);

G_END_DECLS
