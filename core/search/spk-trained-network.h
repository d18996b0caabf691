/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/spk-arrays.h"
#include "model/spk-network.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

SpkNetwork *spk_trained_network_load (const SpkSettings *settings, GPtrArray *motifs, const SpkArrays *state,
                                      const char *source, guint channels, guint classes, GError **error);

G_END_DECLS
