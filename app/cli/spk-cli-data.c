/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-data.h"

#include "search/spk-load-settings.h"
#include "spk-cli-settings.h"

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
spk_cli_load_data_quietly (SpkCli *cli, const char *location, gboolean skip_bad, GError **error)
{
  g_autoptr (SpkSettings) early = spk_cli_build_settings (cli, "", NULL, error);
  g_autoptr (SpkDataset) dataset = early ? spk_load_settings_load (early, location, skip_bad, error) : NULL;
  g_autoptr (SpkSettings) settings = dataset
                                         ? spk_cli_build_settings (cli, spk_dataset_get_kind (dataset), NULL, error)
                                         : NULL;

  if (!settings)
    return NULL;
  if (spk_load_settings_are_same (early, settings))
    return g_steal_pointer (&dataset);
  return spk_load_settings_load (settings, location, skip_bad, error);
}

static SpkDataset *
warn (SpkDataset *dataset)
{
  if (dataset)
    spk_cli_warn_of_skipped (dataset);
  return dataset;
}

/**
 * spk_cli_load_data:
 * @cli: a command line, whose settings say how sound and the like is read
 * @location: a folder or "randman[:KEY=VALUE,...]"
 * @skip_bad: leave bad recordings out, with a warning, instead of failing
 *
 * Loads a data set. Where the preset of its kind, which is known only then, wants it read in another way, it is read
 * again.
 */
SpkDataset *
spk_cli_load_data (SpkCli *cli, const char *location, gboolean skip_bad, GError **error)
{
  return warn (spk_cli_load_data_quietly (cli, location, skip_bad, error));
}

/**
 * spk_cli_load_data_of_run:
 * @settings: those of the run
 *
 * As spk_cli_load_data(), in the way of a run.
 */
SpkDataset *
spk_cli_load_data_of_run (const SpkSettings *settings, const char *location, gboolean skip_bad, GError **error)
{
  return warn (spk_load_settings_load (settings, location, skip_bad, error));
}
