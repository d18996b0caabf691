/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "motif/spk-motif-analysis.h"
#include "motif/spk-motif-check.h"
#include "motif/spk-motif-difference.h"

G_BEGIN_DECLS

void        spk_cli_motif_report_analysis   (const SpkMotifAnalysis *analysis);
void        spk_cli_motif_report_difference (const SpkMotifDifference *difference);
void        spk_cli_motif_report_check      (GPtrArray *findings, const SpkMotifRates *rates);
JsonObject *spk_cli_motif_check_to_json     (GPtrArray *findings, const SpkMotifRates *rates);

G_END_DECLS
