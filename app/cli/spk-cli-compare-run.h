/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-comparison.h"
#include "spk-cli-compare-plan.h"
#include "spk-cli.h"

#include "data/spk-dataset.h"

G_BEGIN_DECLS

/**
 * SpkCliCompareContext:
 * @cli: its first argument is where the recordings are
 * @folder: of the comparison
 * @settings: of the search
 * @motifs: (nullable) (element-type SpkTopology): given, or derived with the seed of the run
 *
 * What a run of a comparison is made from.
 */
typedef struct
{
  SpkCli            *cli;
  const char        *folder;
  gboolean           skip_bad;
  SpkDataset        *dataset;
  const SpkSettings *settings;
  GPtrArray         *motifs;
} SpkCliCompareContext;

gboolean spk_cli_compare_run_check (const SpkCliCompareContext *context, const SpkCliPlanItem *item, GError **error);
int      spk_cli_compare_run       (const SpkCliCompareContext *context, const SpkCliPlanItem *item, const char *label,
                                    JsonObject **result, gboolean *was_there, GError **error);

G_END_DECLS
