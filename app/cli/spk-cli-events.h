/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-epoch-record.h"

G_BEGIN_DECLS

JsonObject *spk_cli_event_from_epoch  (const SpkEpochRecord *record);
JsonObject *spk_cli_event_from_result (JsonObject *result, const char *folder);
double      spk_cli_result_get_seconds (JsonObject *result);
GPtrArray  *spk_cli_result_get_motifs (JsonObject *result, GError **error);

G_END_DECLS
