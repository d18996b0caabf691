/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-description.h"

#include "spk-cli.h"

/**
 * spk_cli_describe_run:
 * @location: of @dataset, as it was given
 * @skip_bad: whether bad recordings were left out of it
 * @motifs: (nullable) (element-type SpkTopology): motif of each layer
 * @name: (nullable): of the run in the index
 *
 * Returns: (transfer full): what a run is made from
 */
SpkRunDescription *
spk_cli_describe_run (SpkJobKind kind,
                      const SpkSettings *settings,
                      SpkDataset *dataset,
                      const char *location,
                      gboolean skip_bad,
                      GPtrArray *motifs,
                      const char *name)
{
  SpkRunDescription *description = spk_run_description_new_of_data (kind, settings, dataset, location, skip_bad);

  description->motifs = motifs ? g_ptr_array_ref (motifs) : NULL;
  description->name = g_strdup (name);
  description->program = g_strdup (SPK_CLI_NAME " " SPK_VERSION);
  return description;
}
