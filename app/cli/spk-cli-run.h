/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/spk-run.h"

G_BEGIN_DECLS

gboolean        spk_cli_run_read_result     (SpkRun *run, JsonObject **result, GError **error);
SpkEpochRecord *spk_cli_run_read_last_epoch (SpkRun *run, GError **error);
GPtrArray      *spk_cli_run_find_motifs     (SpkRun *run, SpkPhase *phase, guint *epoch, GError **error);

G_END_DECLS
