/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-comparison.h"

G_BEGIN_DECLS

JsonObject *spk_cli_compare_table_to_json (GArray *runs, const SpkSettings *settings);
gboolean    spk_cli_compare_table_write   (GArray *runs, const SpkSettings *settings, const char *folder, GError **error);
void        spk_cli_compare_table_print   (GArray *runs, const SpkSettings *settings);

G_END_DECLS
