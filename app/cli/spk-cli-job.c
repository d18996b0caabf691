/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-job.h"

#include "spk-cli-events.h"
#include "spk-cli-json.h"
#include "spk-cli-pins.h"
#include "spk-cli-progress.h"
#include "spk-cli-result.h"
#include "spk-cli-signals.h"
#include "store/spk-run-index.h"

#define POLL_MS 100

struct _SpkCliJob
{
  SpkJob *job;
  SpkRun *run;
  SpkJobSink run_sink;
  SpkRunIndex *index;       /* used by one thread at a time: the job's while it runs */
  char *index_problem;      /* atomic; set in the job's thread, taken in the main one */
  gboolean drops_later;     /* after a resumption, until the first epoch */
  GAsyncQueue *epochs;      /* SpkEpochRecord */
  SpkCliProgress *progress; /* NULL with JSON output */
};

/* The index can be rebuilt from the run folders, so trouble with it is told, once, and stops nothing. */
static void
give_up_index (SpkCliJob *self, const GError *problem)
{
  char *old = g_atomic_pointer_exchange (&self->index_problem, g_strdup (problem->message));

  g_free (old);
  g_clear_pointer (&self->index, spk_run_index_close);
}

static void
update_index (SpkCliJob *self)
{
  g_autoptr (GError) problem = NULL;

  if (self->index && !spk_run_index_update (self->index, self->run, &problem))
    give_up_index (self, problem);
}

static void
open_index (SpkCliJob *self)
{
  g_autoptr (GError) problem = NULL;

  self->index = spk_run_index_open (&problem);
  if (!self->index || spk_run_index_add (self->index, self->run, &problem) < 0)
    give_up_index (self, problem);
}

static void
tell_index_problem (SpkCliJob *self)
{
  g_autofree char *problem = g_atomic_pointer_exchange (&self->index_problem, NULL);

  if (!problem)
    return;
  if (self->progress)
    spk_cli_progress_clear (self->progress);
  g_printerr (SPK_CLI_NAME ": the run goes on, but the index of runs is not kept: %s\n", problem);
}

/* A killed process may have kept epochs after its last checkpoint. They are computed again, and the first one tells
 * which they are. */
static gboolean
drop_later_epochs (SpkCliJob *self, const SpkEpochRecord *first, GError **error)
{
  if (!self->drops_later)
    return TRUE;
  self->drops_later = FALSE;
  return spk_run_truncate_epochs (self->run, first->phase, first->epoch - 1, error);
}

static gboolean
on_epoch (gpointer data, SpkEpochRecord *record, GError **error)
{
  SpkCliJob *self = data;

  if (!drop_later_epochs (self, record, error))
    return FALSE;
  if (!self->run_sink.epoch (self->run_sink.data, record, error))
    return FALSE;
  update_index (self);
  g_async_queue_push (self->epochs, spk_epoch_record_ref (record));
  return TRUE;
}

static gboolean
on_checkpoint (gpointer data, SpkArrays *state, GError **error)
{
  SpkCliJob *self = data;

  return self->run_sink.checkpoint (self->run_sink.data, state, error);
}

static gboolean
pin (SpkJob *job, GPtrArray *motifs, GError **error)
{
  g_autoptr (GPtrArray) pins = spk_cli_pins_from_motifs (motifs);

  return spk_job_set_pins (job, pins, error);
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
  g_autoptr (SpkCliJob) self = g_new0 (SpkCliJob, 1);
  const SpkJobSink sink = { on_epoch, on_checkpoint, self };

  self->epochs = g_async_queue_new_full ((GDestroyNotify)spk_epoch_record_unref);
  self->progress = json ? NULL : spk_cli_progress_new ();
  self->job = spk_job_new (kind, settings, dataset, kind == SPK_JOB_TRAIN ? motifs : NULL, &sink, error);
  if (!self->job || (kind == SPK_JOB_SEARCH && motifs && !pin (self->job, motifs, error)))
    return NULL;
  return g_steal_pointer (&self);
}

void
spk_cli_job_free (SpkCliJob *self)
{
  g_clear_object (&self->job);
  g_clear_pointer (&self->index, spk_run_index_close);
  g_clear_pointer (&self->progress, spk_cli_progress_free);
  g_async_queue_unref (self->epochs);
  g_free (self->index_problem);
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
  self->run_sink = spk_run_get_sink (run);
  spk_cli_signals_begin_graceful ();
}

/**
 * spk_cli_job_restore:
 * @state: (nullable): the checkpoint of the attached run; without one the job starts from the beginning
 *
 * Takes up the work where the checkpoint was made.
 */
gboolean
spk_cli_job_restore (SpkCliJob *self, const SpkArrays *state, GError **error)
{
  self->drops_later = TRUE;
  return !state || spk_job_restore (self->job, state, error);
}

static void
show_epoch (SpkCliJob *self, const SpkEpochRecord *record)
{
  g_autoptr (JsonObject) event = NULL;

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
      g_autoptr (SpkEpochRecord) record = g_async_queue_try_pop (self->epochs);

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
  snapshot = spk_job_take_snapshot (self->job);
  if (snapshot)
    spk_cli_progress_show (self->progress, snapshot);
}

static void
ask_to_stop (SpkCliJob *self)
{
  if (self->progress)
    spk_cli_progress_clear (self->progress);
  g_printerr (SPK_CLI_NAME ": stopping; press Ctrl-C again to end at once\n");
  spk_job_stop (self->job);
}

static void
wait_for_end (SpkCliJob *self)
{
  gboolean asked = FALSE;

  while (!spk_job_wait (self->job, POLL_MS))
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
end_finished (SpkCliJob *self, GError **error)
{
  g_autoptr (JsonObject) result = spk_job_result_to_json (spk_job_get_result (self->job));

  if (!spk_run_write_result (self->run, result, error) || !spk_run_set_state (self->run, SPK_RUN_FINISHED, NULL, error))
    return SPK_CLI_EXIT_FAILED;
  update_index (self);
  if (self->progress)
    g_print ("\n");
  if (!spk_cli_result_print (result, spk_run_get_folder (self->run), self->progress == NULL, error))
    return SPK_CLI_EXIT_FAILED;
  return SPK_CLI_EXIT_DONE;
}

static int
end_stopped (SpkCliJob *self, GError **error)
{
  const char *folder = spk_run_get_folder (self->run);

  if (!spk_run_set_state (self->run, SPK_RUN_INTERRUPTED, NULL, error))
    return SPK_CLI_EXIT_FAILED;
  update_index (self);
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

static int
end_failed (SpkCliJob *self, GError **error)
{
  const GError *reason = spk_job_get_error (self->job);
  g_autoptr (GError) problem = NULL;

  if (!spk_run_set_state (self->run, SPK_RUN_FAILED, reason->message, &problem))
    g_printerr (SPK_CLI_NAME ": %s\n", problem->message);
  update_index (self);
  g_propagate_error (error, g_error_copy (reason));
  return SPK_CLI_EXIT_FAILED;
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

  if (!spk_run_set_state (self->run, SPK_RUN_RUNNING, NULL, error))
    return SPK_CLI_EXIT_FAILED;
  open_index (self);
  spk_job_start (self->job);
  wait_for_end (self);
  switch (spk_job_get_state (self->job))
    {
    case SPK_JOB_FINISHED:
      status = end_finished (self, error);
      break;
    case SPK_JOB_STOPPED:
      status = end_stopped (self, error);
      break;
    default:
      status = end_failed (self, error);
      break;
    }
  spk_cli_signals_end_graceful ();
  tell_index_problem (self);
  return status;
}
