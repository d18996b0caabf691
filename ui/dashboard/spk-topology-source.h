/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-topology-data.h"
#include "session/spk-session.h"

G_BEGIN_DECLS

/**
 * SpkTopologySource:
 * @data: what the figure is made from
 * @record: (nullable): the epoch it belongs to
 *
 * The motif of the shown layer and epoch.
 */
typedef struct
{
  SpkTopologyData data;
  SpkEpochRecord *record;
  guint          *sizes;
  double         *probabilities;
} SpkTopologySource;

gboolean spk_topology_source_update (SpkTopologySource *self, SpkSession *session, guint chosen_size);
void     spk_topology_source_clear  (SpkTopologySource *self);

guint    spk_layer_record_find_likeliest (const SpkLayerRecord *layer);

G_END_DECLS
