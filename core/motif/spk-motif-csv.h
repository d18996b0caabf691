/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

char        *spk_motif_to_csv   (const SpkTopology *topology);
SpkTopology *spk_motif_from_csv (const char *path, const char *text, gsize length, GError **error);

G_END_DECLS
