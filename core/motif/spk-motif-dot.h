/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

char *spk_motif_to_dot (const SpkTopology *topology);

G_END_DECLS
