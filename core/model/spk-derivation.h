/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-network.h"

G_BEGIN_DECLS

guint        spk_derivation_get_branch    (const SpkNetwork *relaxed, guint layer);
SpkTopology *spk_derivation_get_topology  (const SpkNetwork *relaxed, guint layer);
void         spk_derivation_get_spec      (const SpkNetwork *relaxed, SpkNetworkSpec *spec);
SpkNetwork  *spk_derivation_inherit       (const SpkNetwork *relaxed);
double       spk_derivation_get_entropy   (const SpkNetwork *relaxed, guint layer, double *size_entropy);

G_END_DECLS
