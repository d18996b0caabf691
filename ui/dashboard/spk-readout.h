/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SPK_TYPE_READOUT (spk_readout_get_type ())
G_DECLARE_FINAL_TYPE (SpkReadout, spk_readout, SPK, READOUT, AdwBin)

const char *spk_readout_get_title (SpkReadout *self);
void        spk_readout_set_title (SpkReadout *self, const char *title);
const char *spk_readout_get_value (SpkReadout *self);
void        spk_readout_set_value (SpkReadout *self, const char *value);

G_END_DECLS
