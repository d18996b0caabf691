/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-settings.h"

G_BEGIN_DECLS

gboolean spk_cli_pins_check (GPtrArray *motifs, const SpkSettings *settings, GError **error);

G_END_DECLS
