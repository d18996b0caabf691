/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-start.h"

#include "search/spk-network-shape.h"
#include "search/spk-protocol.h"
#include "spk-cli-data.h"
#include "spk-cli-description.h"
#include "spk-cli-job.h"
#include "spk-cli-json.h"
#include "spk-cli-motif.h"
#include "spk-cli-pins.h"
#include "spk-cli-settings.h"
#include "store/spk-run-work.h"

static SpkRun *
create_run (
    SpkCli *cli, SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset, GPtrArray *motifs, GError **error)
{
  const SpkCliStart *options = cli->options;
  g_autoptr (SpkRunDescription) description = spk_cli_describe_run (kind, settings, dataset, cli->arguments[0],
                                                                    options->skip_bad, motifs, options->name);

  return spk_run_work_make_run (options->out, description, error);
}

static void
tell_start_json (SpkCli *cli, SpkRun *run, const SpkSettings *settings, SpkDataset *dataset, const char *preset)
{
  g_autoptr (JsonObject) event = spk_cli_json_event ("start");

  json_object_set_string_member (event, "command", cli->command->name);
  json_object_set_string_member (event, "run", spk_run_get_folder (run));
  json_object_set_string_member (event, "data", spk_run_get_description (run)->data);
  json_object_set_string_member (event, "kind", spk_dataset_get_kind (dataset));
  json_object_set_int_member (event, "samples", spk_dataset_get_n_samples (dataset));
  json_object_set_int_member (event, "classes", spk_dataset_get_n_classes (dataset));
  json_object_set_int_member (event, "skipped", spk_dataset_get_n_skipped (dataset));
  if (preset)
    json_object_set_string_member (event, "preset", preset);
  else
    json_object_set_null_member (event, "preset");
  json_object_set_object_member (event, "settings", spk_settings_to_json (settings));
  spk_cli_json_print (event);
}

static void
tell_start (SpkCli *cli, SpkRun *run, const SpkSettings *settings, SpkDataset *dataset, const char *preset)
{
  if (cli->json)
    {
      tell_start_json (cli, run, settings, dataset, preset);
      return;
    }
  g_print ("Data: %s, %u samples of %u classes\n", spk_dataset_get_kind (dataset), spk_dataset_get_n_samples (dataset),
           spk_dataset_get_n_classes (dataset));
  g_print ("Preset: %s%s\n", preset ? preset : "none",
           preset && !cli->preset ? " (by the kind of the data; --preset none for the plain defaults)" : "");
  g_print ("Run: %s\n\n", spk_run_get_folder (run));
}

static gboolean
check_motif_flags (const SpkCliStart *options, const SpkSettings *settings, GError **error)
{
  gboolean given = options->motif || settings->random_motif > 0;
  gboolean wanted = settings->layer == SPK_SETTINGS_LAYER_SC_ML;

  if (options->motif && settings->random_motif > 0)
    g_set_error_literal (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "--motif and --random-motif exclude each other");
  else if (given && !wanted)
    g_set_error_literal (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
                         "--motif and --random-motif are for --layer sc-ml; other layers have no motif");
  else if (wanted && !given)
    g_set_error_literal (
        error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
        "layers of kind sc-ml need a motif: give --motif FILE or --random-motif K, or another --layer");
  else
    return TRUE;
  return FALSE;
}

static gboolean
choose_motifs (
    const SpkCliStart *options, SpkJobKind kind, const SpkSettings *settings, GPtrArray **motifs, GError **error)
{
  *motifs = NULL;
  if (kind == SPK_JOB_TRAIN && !check_motif_flags (options, settings, error))
    return FALSE;
  if (options->motif)
    *motifs = spk_cli_motif_load (options->motif, settings, error);
  else if (kind == SPK_JOB_TRAIN && settings->random_motif > 0)
    *motifs = spk_protocol_make_random_motifs (settings);
  if (options->motif && !*motifs)
    return FALSE;
  return kind == SPK_JOB_TRAIN || !*motifs || spk_cli_pins_check (*motifs, settings, error);
}

/* What is wrong whatever the recordings are, found before they are loaded, which may take long. */
static gboolean
check_early (SpkCli *cli, SpkJobKind kind, GError **error)
{
  g_autoptr (SpkSettings) settings = spk_cli_build_settings (cli, "", NULL, error);

  return settings && (kind == SPK_JOB_SEARCH || check_motif_flags (cli->options, settings, error));
}

/**
 * spk_cli_start:
 * @cli: a command line whose options are a #SpkCliStart and whose first argument is DATA
 *
 * Starts a search or a training and runs it to its end.
 *
 * Returns: the exit status, if there is no error
 */
int
spk_cli_start (SpkCli *cli, SpkJobKind kind, GError **error)
{
  const SpkCliStart *options = cli->options;
  g_autoptr (SpkDataset) dataset = NULL;
  g_autoptr (SpkSettings) settings = NULL;
  g_autoptr (GPtrArray) motifs = NULL;
  g_autoptr (SpkRun) run = NULL;
  g_autoptr (SpkCliJob) job = NULL; /* ends before its run */
  const char *preset;

  if (!check_early (cli, kind, error))
    return SPK_CLI_EXIT_USAGE;
  dataset = spk_cli_load_data (cli, cli->arguments[0], options->skip_bad, error);
  if (!dataset)
    return SPK_CLI_EXIT_FAILED;
  settings = spk_cli_build_settings (cli, spk_dataset_get_kind (dataset), &preset, error);
  if (!settings || !choose_motifs (options, kind, settings, &motifs, error))
    return SPK_CLI_EXIT_USAGE;
  spk_network_shape_settle_duration (settings, dataset);
  job = spk_cli_job_new (kind, settings, dataset, motifs, cli->json, error);
  if (!job)
    return SPK_CLI_EXIT_FAILED;
  run = create_run (cli, kind, settings, dataset, motifs, error);
  if (!run)
    return SPK_CLI_EXIT_FAILED;
  spk_cli_job_attach (job, run);
  tell_start (cli, run, settings, dataset, preset);
  return spk_cli_job_run (job, error);
}
