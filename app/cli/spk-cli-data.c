/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-data.h"

#include "search/spk-load-settings.h"
#include "spk-cli.h"

#define MOST_WARNINGS 5

/**
 * spk_cli_warn_of_skipped:
 *
 * Tells which recordings were left out.
 */
void
spk_cli_warn_of_skipped (SpkDataset *dataset)
{
  guint n_skipped = spk_dataset_get_n_skipped (dataset);
  const char *const *messages = spk_dataset_get_skipped (dataset);

  for (guint i = 0; i < MIN (n_skipped, MOST_WARNINGS); i++)
    g_printerr (SPK_CLI_NAME ": skipped: %s\n", messages[i]);
  if (n_skipped > MOST_WARNINGS)
    g_printerr (SPK_CLI_NAME ": and %u more; \"" SPK_CLI_NAME " info --skip-bad\" lists them\n",
                n_skipped - MOST_WARNINGS);
}

/**
 * spk_cli_load_data_quietly:
 *
 * As spk_cli_load_data(), without the warnings: for who tells in another way what was skipped.
 */
SpkDataset *
spk_cli_load_data_quietly (const SpkSettings *settings, const char *location, gboolean skip_bad, GError **error)
{
  return spk_load_settings_load (settings, location, skip_bad, error);
}

/**
 * spk_cli_load_data:
 * @settings: how sound and the like is read
 * @location: a folder or "randman[:KEY=VALUE,...]"
 * @skip_bad: leave bad recordings out, with a warning, instead of failing
 */
SpkDataset *
spk_cli_load_data (const SpkSettings *settings, const char *location, gboolean skip_bad, GError **error)
{
  SpkDataset *dataset = spk_cli_load_data_quietly (settings, location, skip_bad, error);

  if (dataset)
    spk_cli_warn_of_skipped (dataset);
  return dataset;
}
