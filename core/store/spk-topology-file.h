/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"
#include "store/spk-store-error.h"

G_BEGIN_DECLS

SpkTopology *spk_topology_load     (const char *path, GError **error);
GPtrArray   *spk_topology_load_all (const char *path, GError **error);
GPtrArray   *spk_topology_parse_all (const char *path, const char *text, gsize length, GError **error);
gboolean     spk_topology_save     (const SpkTopology *self, const char *path, GError **error);
gboolean     spk_topology_save_all (GPtrArray *motifs, const char *path, GError **error);

G_END_DECLS
