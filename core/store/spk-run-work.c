/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/spk-run-work.h"

#include <pthread.h>

#include "model/spk-pins.h"
#include "search/spk-load-settings.h"
#include "store/spk-run-index.h"

struct _SpkRunWork
{
  SpkJob *job;
  SpkRun *run;
  SpkJobSink run_sink;
  SpkRunIndex *index;   /* used by one thread at a time: the job's while it runs */
  gboolean drops_later; /* after a resumption, until the first epoch */

  pthread_mutex_t mutex;
  GQueue epochs;       /* SpkEpochRecord; guarded by the mutex */
  char *index_problem; /* guarded by the mutex */
};

/* --- Before there is a job --- */

/**
 * spk_run_work_make_run:
 * @folder: (nullable): where; %NULL for a fresh folder under spk_data_folder()
 * @description: what the run is made from; without a name it is named after its folder
 *
 * Returns: (transfer full) (nullable): a run that can be opened by others and that the caller has locked
 */
SpkRun *
spk_run_work_make_run (const char *folder, SpkRunDescription *description, GError **error)
{
  g_autofree char *path = folder != NULL
                              ? g_canonicalize_filename (folder, NULL)
                              : spk_run_index_new_folder (description->data_kind, description->kind, error);

  if (path == NULL)
    return NULL;
  if (description->name == NULL)
    description->name = g_path_get_basename (path);
  return spk_run_create (path, description, error);
}

/**
 * spk_run_work_load_data:
 * @moved_to: (nullable): where the recordings are now, if they moved
 *
 * Returns: (transfer full) (nullable): the recordings of a run; %NULL with an error of reading them, or with
 *   %SPK_STORE_ERROR_MISMATCH if they are others than those it was started with
 */
SpkDataset *
spk_run_work_load_data (const SpkRunDescription *description, const char *moved_to, GError **error)
{
  const char *location = moved_to != NULL ? moved_to : description->data;
  g_autoptr (SpkDataset) dataset = 
    spk_load_settings_load (description->settings, location, description->skip_bad, error);

  if (dataset == NULL || spk_dataset_get_fingerprint (dataset) == description->data_fingerprint)
    return g_steal_pointer (&dataset);
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_MISMATCH,
               "%s: these are not the recordings the run was started with: some were added, removed or changed. "
               "Bring them back, say where else they are, or start a new run",
               location);
  return NULL;
}

/* --- The index, which can be rebuilt from the run folders: trouble with it is told, once, and stops nothing --- */

static void
give_up_index (SpkRunWork *self, const GError *problem)
{
  pthread_mutex_lock (&self->mutex);
  g_free (self->index_problem);
  self->index_problem = g_strdup (problem->message);
  pthread_mutex_unlock (&self->mutex);
  g_clear_pointer (&self->index, spk_run_index_close);
}

static void
update_index (SpkRunWork *self)
{
  g_autoptr (GError) problem = NULL;

  if (self->index != NULL && !spk_run_index_update (self->index, self->run, &problem))
    give_up_index (self, problem);
}

static void
open_index (SpkRunWork *self)
{
  g_autoptr (GError) problem = NULL;

  self->index = spk_run_index_open (&problem);
  if (self->index == NULL || spk_run_index_add (self->index, self->run, &problem) == 0)
    give_up_index (self, problem);
}

/**
 * spk_run_work_take_index_problem:
 *
 * Returns: (transfer full) (nullable): why the index of runs is no longer kept, once
 */
char *
spk_run_work_take_index_problem (SpkRunWork *self)
{
  char *problem;

  pthread_mutex_lock (&self->mutex);
  problem = g_steal_pointer (&self->index_problem);
  pthread_mutex_unlock (&self->mutex);
  return problem;
}

/* --- What the job hands out, in its thread --- */

/* A killed process may have kept epochs after its last checkpoint. They are computed again, and the first one tells
 * which they are. */
static gboolean
drop_later_epochs (SpkRunWork *self, const SpkEpochRecord *first, GError **error)
{
  if (!self->drops_later)
    return TRUE;
  self->drops_later = FALSE;
  return spk_run_truncate_epochs (self->run, first->phase, first->epoch - 1, error);
}

static gboolean
on_epoch (gpointer data, SpkEpochRecord *record, GError **error)
{
  SpkRunWork *self = data;

  if (!drop_later_epochs (self, record, error) || !self->run_sink.epoch (self->run_sink.data, record, error))
    return FALSE;
  update_index (self);
  pthread_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->epochs, spk_epoch_record_ref (record));
  pthread_mutex_unlock (&self->mutex);
  return TRUE;
}

static gboolean
on_checkpoint (gpointer data, SpkArrays *state, GError **error)
{
  SpkRunWork *self = data;

  return self->run_sink.checkpoint (self->run_sink.data, state, error);
}

/**
 * spk_run_work_pop_epoch:
 *
 * Returns: (transfer full) (nullable): the oldest epoch that was not popped yet
 */
SpkEpochRecord *
spk_run_work_pop_epoch (SpkRunWork *self)
{
  SpkEpochRecord *record;

  pthread_mutex_lock (&self->mutex);
  record = g_queue_pop_head (&self->epochs);
  pthread_mutex_unlock (&self->mutex);
  return record;
}

/* --- From the beginning to the end --- */

static gboolean
pin (SpkJob *job, GPtrArray *motifs, GError **error)
{
  g_autoptr (GPtrArray) pins = spk_pins_list_from_motifs (motifs);

  return spk_job_set_pins (job, pins, error);
}

/**
 * spk_run_work_new:
 * @motifs: (element-type SpkTopology) (nullable): a motif for each layer: to be trained, or of a search, whose size and
 *   present connections it keeps
 *
 * A job without a run folder yet, so that settings that do not fit fail before anything is written.
 *
 * Returns: (transfer full) (nullable): the work
 */
SpkRunWork *
spk_run_work_new (
    SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset, GPtrArray *motifs, GError **error)
{
  g_autoptr (SpkRunWork) self = g_new0 (SpkRunWork, 1);
  const SpkJobSink sink = { on_epoch, on_checkpoint, self };

  pthread_mutex_init (&self->mutex, NULL);
  g_queue_init (&self->epochs);
  self->job = spk_job_new (kind, settings, dataset, kind == SPK_JOB_TRAIN ? motifs : NULL, &sink, error);
  if (self->job == NULL || (kind == SPK_JOB_SEARCH && motifs != NULL && !pin (self->job, motifs, error)))
    return NULL;
  return g_steal_pointer (&self);
}

static void
unref_record (gpointer record)
{
  spk_epoch_record_unref (record);
}

/**
 * spk_run_work_free:
 *
 * Stops a job that still runs and waits for its thread.
 */
void
spk_run_work_free (SpkRunWork *self)
{
  g_clear_object (&self->job);
  g_clear_pointer (&self->index, spk_run_index_close);
  g_queue_clear_full (&self->epochs, unref_record);
  pthread_mutex_destroy (&self->mutex);
  g_free (self->index_problem);
  g_free (self);
}

/**
 * spk_run_work_attach:
 * @run: (unowned): a locked run, which outlives @self
 *
 * Decides where the records go.
 */
void
spk_run_work_attach (SpkRunWork *self, SpkRun *run)
{
  self->run = run;
  self->run_sink = spk_run_get_sink (run);
}

/**
 * spk_run_work_restore:
 * @from_checkpoint: (out): whether the attached run has a checkpoint; without one the job starts from the beginning
 *
 * Takes up the work where the last checkpoint was made.
 */
gboolean
spk_run_work_restore (SpkRunWork *self, gboolean *from_checkpoint, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (SpkArrays) state = spk_run_read_checkpoint (self->run, &problem);

  if (state == NULL && !g_error_matches (problem, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  *from_checkpoint = state != NULL;
  self->drops_later = TRUE;
  return state == NULL || spk_job_restore (self->job, state, error);
}

/**
 * spk_run_work_start:
 *
 * Puts the run into the index and starts the job.
 */
gboolean
spk_run_work_start (SpkRunWork *self, GError **error)
{
  if (!spk_run_set_state (self->run, SPK_RUN_RUNNING, NULL, error))
    return FALSE;
  open_index (self);
  spk_job_start (self->job);
  return TRUE;
}

/**
 * spk_run_work_get_job:
 *
 * Returns: (transfer none): its job
 */
SpkJob *
spk_run_work_get_job (SpkRunWork *self)
{
  return self->job;
}

static gboolean
keep_result (SpkRunWork *self, GError **error)
{
  g_autoptr (JsonObject) result = spk_job_result_to_json (spk_job_get_result (self->job));

  return spk_run_write_result (self->run, result, error) &&
         spk_run_set_state (self->run, SPK_RUN_FINISHED, NULL, error);
}

/* The reason the job failed outweighs that its state cannot be written. */
static void
keep_failure (SpkRunWork *self, GError **error)
{
  const GError *reason = spk_job_get_error (self->job);
  g_autoptr (GError) problem = NULL;

  if (!spk_run_set_state (self->run, SPK_RUN_FAILED, reason->message, &problem))
    g_set_error (error, reason->domain, reason->code, "%s (and this could not be written down: %s)", reason->message,
                 problem->message);
  else
    g_propagate_error (error, g_error_copy (reason));
}

/**
 * spk_run_work_finish:
 * @error: why the job failed, or why its end could not be written
 *
 * After the job has ended: writes result and state.
 *
 * Returns: how it ended; %SPK_RUN_FAILED with @error
 */
SpkRunState
spk_run_work_finish (SpkRunWork *self, GError **error)
{
  SpkRunState state = SPK_RUN_FAILED;

  switch (spk_job_get_state (self->job))
    {
    case SPK_JOB_FINISHED:
      if (keep_result (self, error))
        state = SPK_RUN_FINISHED;
      break;
    case SPK_JOB_STOPPED:
      if (spk_run_set_state (self->run, SPK_RUN_INTERRUPTED, NULL, error))
        state = SPK_RUN_INTERRUPTED;
      break;
    default:
      keep_failure (self, error);
      break;
    }
  update_index (self);
  return state;
}
