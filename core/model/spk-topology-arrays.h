/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/spk-arrays.h"
#include "model/spk-topology.h"

G_BEGIN_DECLS

/* A motif as part of a saved state. */
void         spk_topology_save_arrays    (const SpkTopology *topology, const char *name, SpkArrays *arrays);
SpkTopology *spk_topology_restore_arrays (const char *name, const SpkArrays *arrays);

G_END_DECLS
