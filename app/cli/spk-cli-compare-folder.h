/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

/**
 * SpkCliCompareBasis:
 * @location: of the data set, as it was given
 * @motifs: (nullable) (element-type SpkTopology): given in place of a search
 * @settings: of the search; their seed is the first one
 * @wanted: [SPK_N_CONTROLS], which controls were asked for last
 * @n_seeds: how many seeds were asked for last
 * @count: how many random motifs of a seed were asked for last
 *
 * What a comparison rests on. Controls, seeds and count may be others the next time, all else must stay.
 */
typedef struct
{
  const char        *location;
  SpkDataset        *dataset;
  GPtrArray         *motifs;
  const SpkSettings *settings;
  const gboolean    *wanted;
  guint              n_seeds;
  guint              count;
} SpkCliCompareBasis;

gboolean spk_cli_compare_folder_open (const char *folder, const SpkCliCompareBasis *basis, GError **error);

G_END_DECLS
