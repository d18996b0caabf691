/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-split.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

SpkSplit *spk_parts_new      (const SpkSettings *settings, SpkDataset *dataset, GError **error);
void      spk_parts_hold_out (const SpkSettings *settings, SpkDataset *dataset, const SpkSplit *parts, GArray **held_out,
                              GArray **rest);

G_END_DECLS
