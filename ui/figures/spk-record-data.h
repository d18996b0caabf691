/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-raster-figure.h"
#include "figures/spk-topology-data.h"
#include "search/spk-epoch-record.h"

G_BEGIN_DECLS

void spk_raster_data_set_probe   (SpkRasterData *self, const SpkProbe *probe, guint layer, GBytes *input,
                                  GBytes *spikes);
void spk_topology_data_set_layer (SpkTopologyData *self, const SpkLayerRecord *layer, guint branch);

G_END_DECLS
