/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-job.h"

#include "spk-cli-events.h"
#include "spk-cli-json.h"
#include "spk-cli-progress.h"
#include "spk-cli-result.h"
#include "spk-cli-signals.h"
#include "store/spk-run-work.h"

#define POLL_MS 100

struct _SpkCliJob
{
  SpkRunWork *work;
  SpkRun *run;
  SpkCliProgress *progress; /* NULL with JSON output */
  gboolean is_part;         /* whether it is one of several jobs */
};

static void
tell_index_problem (SpkCliJob *self)
{
  g_autofree char *problem = spk_run_work_take_index_problem (self->work);

  if (!problem)
    return;
  if (self->progress)
    spk_cli_progress_clear (self->progress);
  g_printerr (SPK_CLI_NAME ": the run goes on, but the index of runs is not kept: %s\n", problem);
}

/**
 * spk_cli_job_new:
 * @motifs: (element-type SpkTopology) (nullable): a motif for each layer: to be trained, or of a search, whose size and
 *   present connections it keeps
 * @json: whether progress is told as JSON lines
 *
 * A job without a run folder yet, so that settings that do not fit fail before anything is written.
 */
SpkCliJob *
spk_cli_job_new (
    SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset, GPtrArray *motifs, gboolean json, GError **error)
{
  g_autoptr (SpkRunWork) work = spk_run_work_new (kind, settings, dataset, motifs, error);
  SpkCliJob *self;

  if (!work)
    return NULL;
  self = g_new0 (SpkCliJob, 1);
  self->work = g_steal_pointer (&work);
  self->progress = json ? NULL : spk_cli_progress_new ();
  return self;
}

void
spk_cli_job_free (SpkCliJob *self)
{
  spk_run_work_free (self->work);
  g_clear_pointer (&self->progress, spk_cli_progress_free);
  g_free (self);
}

/**
 * spk_cli_job_attach:
 * @run: a locked run, which outlives @self
 *
 * Decides where the records go. From here on there is something to be resumed, so a signal only asks to stop.
 */
void
spk_cli_job_attach (SpkCliJob *self, SpkRun *run)
{
  self->run = run;
  spk_run_work_attach (self->work, run);
  spk_cli_signals_begin_graceful ();
}

/**
 * spk_cli_job_restore:
 * @from_checkpoint: (out): whether the attached run has a checkpoint; without one the job starts from the beginning
 *
 * Takes up the work where the checkpoint was made.
 */
gboolean
spk_cli_job_restore (SpkCliJob *self, gboolean *from_checkpoint, GError **error)
{
  return spk_run_work_restore (self->work, from_checkpoint, error);
}

/**
 * spk_cli_job_set_label:
 * @label: its name among the jobs
 *
 * Makes it one of several jobs: of those only the progress line is shown, which begins with @label. Who runs them
 * tells how each one ended.
 */
void
spk_cli_job_set_label (SpkCliJob *self, const char *label)
{
  self->is_part = TRUE;
  if (self->progress)
    spk_cli_progress_set_label (self->progress, label);
}

static void
show_epoch (SpkCliJob *self, const SpkEpochRecord *record)
{
  g_autoptr (JsonObject) event = NULL;

  if (self->is_part)
    return;
  if (self->progress)
    {
      spk_cli_progress_epoch (self->progress, record);
      return;
    }
  event = spk_cli_event_from_epoch (record);
  spk_cli_json_print (event);
}

static void
show_epochs (SpkCliJob *self)
{
  for (;;)
    {
      g_autoptr (SpkEpochRecord) record = spk_run_work_pop_epoch (self->work);

      if (!record)
        return;
      show_epoch (self, record);
    }
}

static void
show_snapshot (SpkCliJob *self)
{
  g_autoptr (SpkSnapshot) snapshot = NULL;

  if (!self->progress)
    return;
  snapshot = spk_job_take_snapshot (spk_run_work_get_job (self->work));
  if (snapshot)
    spk_cli_progress_show (self->progress, snapshot);
}

static void
ask_to_stop (SpkCliJob *self)
{
  if (self->progress)
    spk_cli_progress_clear (self->progress);
  g_printerr (SPK_CLI_NAME ": stopping; press Ctrl-C again to end at once\n");
  spk_job_stop (spk_run_work_get_job (self->work));
}

static void
wait_for_end (SpkCliJob *self)
{
  gboolean asked = FALSE;

  while (!spk_job_wait (spk_run_work_get_job (self->work), POLL_MS))
    {
      if (!asked && spk_cli_signals_was_interrupted ())
        {
          ask_to_stop (self);
          asked = TRUE;
        }
      tell_index_problem (self);
      show_epochs (self);
      show_snapshot (self);
    }
  show_epochs (self);
  if (self->progress)
    spk_cli_progress_clear (self->progress);
}

static int
tell_finished (SpkCliJob *self, GError **error)
{
  g_autoptr (JsonObject) result = NULL;

  if (self->is_part)
    return SPK_CLI_EXIT_DONE;
  if (self->progress)
    g_print ("\n");
  result = spk_run_read_result (self->run, error);
  if (!result || !spk_cli_result_print (result, spk_run_get_folder (self->run), self->progress == NULL, error))
    return SPK_CLI_EXIT_FAILED;
  return SPK_CLI_EXIT_DONE;
}

static int
tell_interrupted (SpkCliJob *self)
{
  const char *folder = spk_run_get_folder (self->run);

  if (self->is_part)
    return SPK_CLI_EXIT_INTERRUPTED;
  if (self->progress)
    {
      g_autofree char *quoted = g_shell_quote (folder);

      g_print ("Interrupted. To go on: " SPK_CLI_NAME " resume %s\n", quoted);
    }
  else
    {
      g_autoptr (JsonObject) event = spk_cli_json_event ("interrupted");

      json_object_set_string_member (event, "run", folder);
      spk_cli_json_print (event);
    }
  return SPK_CLI_EXIT_INTERRUPTED;
}

/**
 * spk_cli_job_run:
 *
 * Runs the job to its end and shows it. A signal stops it such that it can be resumed.
 *
 * Returns: the exit status, if there is no error
 */
int
spk_cli_job_run (SpkCliJob *self, GError **error)
{
  int status;

  if (!spk_run_work_start (self->work, error))
    return SPK_CLI_EXIT_FAILED;
  wait_for_end (self);
  switch (spk_run_work_finish (self->work, error))
    {
    case SPK_RUN_FINISHED:
      status = tell_finished (self, error);
      break;
    case SPK_RUN_INTERRUPTED:
      status = tell_interrupted (self);
      break;
    default:
      status = SPK_CLI_EXIT_FAILED;
      break;
    }
  spk_cli_signals_end_graceful ();
  tell_index_problem (self);
  return status;
}
