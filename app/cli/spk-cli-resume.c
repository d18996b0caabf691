/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-data.h"
#include "spk-cli-job.h"
#include "spk-cli-json.h"
#include "spk-cli-result.h"
#include "spk-cli-settings.h"
#include "store/spk-run-work.h"

typedef struct
{
  char *data;
} ResumeOptions;

static const SpkCliFlag flags[] = {
  { "data", SPK_CLI_FLAG_TEXT, G_STRUCT_OFFSET (ResumeOptions, data), "DATA",
    "where the recordings are now, if they moved (default: where they were)" },
  { NULL },
};

static const char *const examples[] = {
  SPK_CLI_NAME " resume run1",
  "Go on where Ctrl-C, a crash or a power cut ended it.",
  SPK_CLI_NAME " resume run1 --threads 4 --data /media/disk/ti46-alpha",
  "With another number of threads, which changes no result, and with recordings that moved.",
  NULL,
};

static int
tell_finished (SpkCli *cli, SpkRun *run, JsonObject *result, GError **error)
{
  if (!cli->json)
    g_print ("This run is finished.\n\n");
  if (!spk_cli_result_print (result, spk_run_get_folder (run), cli->json, error))
    return SPK_CLI_EXIT_FAILED;
  return SPK_CLI_EXIT_DONE;
}

static SpkDataset *
load_data (SpkCli *cli, const SpkRunDescription *description, GError **error)
{
  const ResumeOptions *options = cli->options;
  SpkDataset *dataset = spk_run_work_load_data (description, options->data, error);

  if (dataset)
    spk_cli_warn_of_skipped (dataset);
  else if (!options->data)
    g_prefix_error (error, "The recordings of this run (--data says where else they are): ");
  return dataset;
}

static void
tell_start (SpkCli *cli, SpkRun *run, gboolean has_checkpoint)
{
  g_autoptr (JsonObject) event = NULL;

  if (!cli->json)
    {
      g_print ("%s %s\n\n",
               has_checkpoint ? "Going on with" : "No checkpoint yet; starting anew:", spk_run_get_folder (run));
      return;
    }
  event = spk_cli_json_event ("start");
  json_object_set_string_member (event, "command", "resume");
  json_object_set_string_member (event, "run", spk_run_get_folder (run));
  json_object_set_boolean_member (event, "from_checkpoint", has_checkpoint);
  json_object_set_object_member (event, "settings", spk_settings_to_json (spk_run_get_description (run)->settings));
  spk_cli_json_print (event);
}

static int
go_on (SpkCli *cli, SpkRun *run, GError **error)
{
  const SpkRunDescription *description = spk_run_get_description (run);
  g_autoptr (SpkSettings) settings = spk_settings_copy (description->settings);
  g_autoptr (SpkDataset) dataset = NULL;
  gboolean from_checkpoint;
  g_autoptr (SpkCliJob) job = NULL;

  if (!spk_cli_apply_assignments (cli, settings, error))
    return SPK_CLI_EXIT_USAGE;
  dataset = load_data (cli, description, error);
  if (!dataset)
    return SPK_CLI_EXIT_FAILED;
  job = spk_cli_job_new (description->kind, settings, dataset, description->motifs, cli->json, error);
  if (!job)
    return SPK_CLI_EXIT_FAILED;
  spk_cli_job_attach (job, run);
  if (!spk_cli_job_restore (job, &from_checkpoint, error))
    return SPK_CLI_EXIT_FAILED;
  tell_start (cli, run, from_checkpoint);
  return spk_cli_job_run (job, error);
}

static int
run_command (SpkCli *cli, GError **error)
{
  g_autoptr (SpkRun) run = spk_run_open (cli->arguments[0], error);
  g_autoptr (JsonObject) result = NULL;

  if (!run)
    return SPK_CLI_EXIT_FAILED;
  if (spk_run_get_state (run) == SPK_RUN_FINISHED)
    {
      result = spk_run_read_result (run, error);
      return result ? tell_finished (cli, run, result, error) : SPK_CLI_EXIT_FAILED;
    }
  if (!spk_run_lock (run, error))
    return SPK_CLI_EXIT_FAILED;
  return go_on (cli, run, error);
}

const SpkCliCommand spk_cli_resume_command = {
  .name = "resume",
  .arguments = "RUN",
  .min_arguments = 1,
  .max_arguments = 1,
  .summary = "Go on with an interrupted run",
  .details = "RUN is the folder of a run. It goes on from its last checkpoint, and ends with the same result as if it "
             "had never "
             "been interrupted. The recordings must be the same.",
  .examples = examples,
  .flags = flags,
  .takes_setting = spk_cli_takes_threads_setting,
  .takes_json = TRUE,
  .options_size = sizeof (ResumeOptions),
  .run = run_command,
};
