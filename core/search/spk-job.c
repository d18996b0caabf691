/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-job.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "base/spk-blas.h"
#include "search/spk-protocol.h"

/* Span over which samples a second are averaged. */
#define RATE_SECONDS 2.0

/*
 * The thread owns the protocol from spk_job_start() to its end. What other threads want is in `wanted`, guarded by the
 * mutex; what they may see is the state, also guarded, and snapshots, which pass through a mailbox of one pointer: the
 * thread puts the latest in, whoever looks takes it out.
 */
typedef struct
{
  gboolean stop;
  gboolean pause;
  gboolean checkpoint;
  guint    n_steps; /* batches to do although paused */
} Wanted;

struct _SpkJob
{
  GObject          parent_instance;

  SpkJobKind       kind;
  SpkSettings     *settings;
  SpkDataset      *dataset;
  GPtrArray       *motifs;
  GPtrArray       *pins;
  SpkJobSink       sink;
  SpkPool         *pool;
  SpkProtocol     *protocol;

  pthread_t        thread;
  gboolean         has_thread;
  pthread_mutex_t  mutex;
  pthread_cond_t   changed;
  Wanted           wanted; /* guarded by mutex */
  SpkJobState      state;  /* guarded by mutex */

  _Atomic (SpkSnapshot *) mailbox;

  /* the thread's until it has ended, then anybody's */
  GError          *error;
  SpkJobResult    *result;
  SpkEpochRecord  *last_record;
  SpkEpochRecord  *initial_record;
  gint64           rate_start;
  guint64          rate_samples;
  double           samples_per_second;
};

G_DEFINE_QUARK (spk-job-error-quark, spk_job_error)
G_DEFINE_FINAL_TYPE (SpkJob, spk_job, G_TYPE_OBJECT)

static void
spk_job_finalize (GObject *object)
{
  SpkJob *self = SPK_JOB (object);
  SpkSnapshot *snapshot;

  if (self->has_thread)
    {
      spk_job_stop (self);
      pthread_join (self->thread, NULL);
    }
  snapshot = atomic_exchange (&self->mailbox, NULL);
  g_clear_pointer (&snapshot, spk_snapshot_unref);
  g_clear_pointer (&self->last_record, spk_epoch_record_unref);
  g_clear_pointer (&self->initial_record, spk_epoch_record_unref);
  g_clear_pointer (&self->result, spk_job_result_free);
  g_clear_error (&self->error);
  g_clear_pointer (&self->protocol, spk_protocol_free);
  g_clear_pointer (&self->pool, spk_pool_free);
  g_clear_pointer (&self->motifs, g_ptr_array_unref);
  g_clear_pointer (&self->pins, g_ptr_array_unref);
  g_clear_pointer (&self->dataset, spk_dataset_unref);
  g_clear_pointer (&self->settings, spk_settings_free);
  pthread_cond_destroy (&self->changed);
  pthread_mutex_destroy (&self->mutex);
  G_OBJECT_CLASS (spk_job_parent_class)->finalize (object);
}

static void
spk_job_class_init (SpkJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = spk_job_finalize;
}

static void
spk_job_init (SpkJob *self)
{
  pthread_condattr_t attributes;

  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->changed, &attributes);
  pthread_condattr_destroy (&attributes);
}

static gboolean
make_protocol (SpkJob *self, GError **error)
{
  g_clear_pointer (&self->protocol, spk_protocol_free);
  self->protocol = spk_protocol_new (self->kind, self->settings, self->dataset, self->motifs, self->pins, self->pool, error);
  return self->protocol != NULL;
}

/**
 * spk_job_new:
 * @settings: copied
 * @dataset: the recordings, test samples among them
 * @motifs: (element-type SpkTopology) (nullable): motifs of the SC-ML layers to be trained: one for all layers or one a
 *   layer; %NULL for a search and for other kinds of layers
 * @sink: (nullable): where records and checkpoints go; copied, its data must outlive the job
 *
 * Returns: (transfer full) (nullable): a job that is ready to start; %NULL with @error if settings, motifs and data do not
 *   fit each other
 */
SpkJob *
spk_job_new (SpkJobKind         kind,
             const SpkSettings *settings,
             SpkDataset        *dataset,
             GPtrArray         *motifs,
             const SpkJobSink  *sink,
             GError           **error)
{
  g_autoptr (SpkJob) self = g_object_new (SPK_TYPE_JOB, NULL);

  spk_blas_load ();
  self->kind = kind;
  self->settings = spk_settings_copy (settings);
  self->dataset = spk_dataset_ref (dataset);
  self->motifs = motifs != NULL ? g_ptr_array_ref (motifs) : NULL;
  if (sink != NULL)
    self->sink = *sink;
  self->pool = spk_pool_new (settings->threads);
  return make_protocol (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * spk_job_set_pins:
 * @pins: (element-type SpkPins) (nullable): one a layer, %NULL where a layer has none
 * @error: what does not fit
 *
 * Fixes parts of the search. Only before the start, and before spk_job_restore().
 *
 * Returns: whether the pins fit the layers
 */
gboolean
spk_job_set_pins (SpkJob *self, GPtrArray *pins, GError **error)
{
  g_return_val_if_fail (SPK_IS_JOB (self) && !self->has_thread, FALSE);

  g_clear_pointer (&self->pins, g_ptr_array_unref);
  self->pins = pins != NULL ? g_ptr_array_ref (pins) : NULL;
  return make_protocol (self, error);
}

/**
 * spk_job_restore:
 * @state: from a sink's checkpoint
 *
 * Goes to a saved state, before the start.
 *
 * Returns: %FALSE with @error if the state is not of a job with these settings; the job is then of no use
 */
gboolean
spk_job_restore (SpkJob *self, const SpkArrays *state, GError **error)
{
  g_return_val_if_fail (SPK_IS_JOB (self) && !self->has_thread, FALSE);

  return spk_protocol_restore (self->protocol, state, error);
}

static void
set_state (SpkJob *self, SpkJobState state)
{
  pthread_mutex_lock (&self->mutex);
  self->state = state;
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
}

static void
measure_rate (SpkJob *self, guint n_samples)
{
  const gint64 now = g_get_monotonic_time ();
  const double span = (double) (now - self->rate_start) / G_USEC_PER_SEC;

  self->rate_samples += n_samples;
  if (span < RATE_SECONDS && self->samples_per_second > 0)
    return;
  if (span > 0)
    self->samples_per_second = self->rate_samples / span;
  if (span >= RATE_SECONDS)
    {
      self->rate_samples = 0;
      self->rate_start = now;
    }
}

static void
publish (SpkJob *self, SpkJobState state)
{
  SpkSnapshot *snapshot = g_new0 (SpkSnapshot, 1);
  const SpkProgress progress = spk_protocol_get_progress (self->protocol);
  const double share = spk_protocol_get_share (self->protocol);

  g_atomic_ref_count_init (&snapshot->ref_count);
  snapshot->state = state;
  snapshot->phase = spk_protocol_get_phase (self->protocol);
  snapshot->epoch = progress.epoch;
  snapshot->n_epochs = progress.n_epochs;
  snapshot->batch = progress.batch;
  snapshot->n_batches = progress.n_batches;
  snapshot->loss = progress.loss;
  snapshot->accuracy = progress.accuracy;
  snapshot->samples_per_second = self->samples_per_second;
  snapshot->seconds = spk_protocol_get_seconds (self->protocol);
  snapshot->seconds_left = share > 0.002 ? snapshot->seconds * (1 - share) / share : NAN;
  snapshot->best_valid = spk_protocol_get_best (self->protocol);
  snapshot->record = self->last_record != NULL ? spk_epoch_record_ref (self->last_record) : NULL;
  snapshot->initial = self->initial_record != NULL ? spk_epoch_record_ref (self->initial_record) : NULL;

  snapshot = atomic_exchange (&self->mailbox, snapshot);
  g_clear_pointer (&snapshot, spk_snapshot_unref);
}

static gboolean
save (SpkJob *self, GError **error)
{
  g_autoptr (SpkArrays) state = NULL;

  if (self->sink.checkpoint == NULL)
    return TRUE;
  state = spk_protocol_save (self->protocol);
  return self->sink.checkpoint (self->sink.data, state, error);
}

static gboolean
keep_epoch (SpkJob *self, SpkEpochRecord *record, GError **error)
{
  g_clear_pointer (&self->last_record, spk_epoch_record_unref);
  self->last_record = record;
  if (self->sink.epoch != NULL && !self->sink.epoch (self->sink.data, record, error))
    return FALSE;
  return save (self, error);
}

/* One step of the protocol with all that hangs on it. */
static gboolean
advance (SpkJob *self, gboolean *trained, GError **error)
{
  const SpkProgress before = spk_protocol_get_progress (self->protocol);
  const SpkPhase phase = spk_protocol_get_phase (self->protocol);
  SpkEpochRecord *record;

  *trained = FALSE;
  if (!spk_protocol_advance (self->protocol, &record, error))
    return FALSE;
  if (record != NULL && !keep_epoch (self, record, error))
    return FALSE;
  if (spk_protocol_get_phase (self->protocol) != phase)
    return save (self, error); /* the derived network, which is all there is where nothing is retrained */
  *trained = record == NULL && spk_protocol_get_progress (self->protocol).batch > before.batch;
  if (*trained)
    measure_rate (self, self->settings->batch);
  return TRUE;
}

/* Waits while paused. Returns what to do next, with commands for one time taken out. */
static Wanted
take_wanted (SpkJob *self)
{
  Wanted wanted;

  pthread_mutex_lock (&self->mutex);
  while (self->wanted.pause && self->wanted.n_steps == 0 && !self->wanted.stop && !self->wanted.checkpoint)
    {
      if (self->state != SPK_JOB_PAUSED)
        {
          self->state = SPK_JOB_PAUSED;
          pthread_cond_broadcast (&self->changed);
          publish (self, SPK_JOB_PAUSED);
        }
      pthread_cond_wait (&self->changed, &self->mutex);
    }
  wanted = self->wanted;
  self->wanted.checkpoint = FALSE;
  if (self->wanted.n_steps > 0)
    self->wanted.n_steps--;
  if (!wanted.pause || wanted.n_steps > 0)
    self->state = SPK_JOB_RUNNING;
  pthread_mutex_unlock (&self->mutex);
  return wanted;
}

/* What was done in a pause was no batch: the step that was asked for is still to come. */
static void
give_back_step (SpkJob *self)
{
  pthread_mutex_lock (&self->mutex);
  if (self->wanted.pause)
    self->wanted.n_steps++;
  pthread_mutex_unlock (&self->mutex);
}

static SpkJobState
run (SpkJob *self, GError **error)
{
  if (!save (self, error)) /* so that there is something to resume from the first moment on */
    return SPK_JOB_FAILED;
  self->initial_record = spk_protocol_look (self->protocol);
  publish (self, SPK_JOB_RUNNING);
  self->rate_start = g_get_monotonic_time ();
  while (!spk_protocol_is_done (self->protocol))
    {
      const Wanted wanted = take_wanted (self);
      gboolean trained;

      if ((wanted.stop || wanted.checkpoint) && !save (self, error))
        return SPK_JOB_FAILED;
      if (wanted.stop)
        return SPK_JOB_STOPPED;
      if (wanted.pause && wanted.n_steps == 0)
        continue;
      if (!advance (self, &trained, error))
        return SPK_JOB_FAILED;
      if (wanted.n_steps > 0 && !trained)
        give_back_step (self);
      publish (self, SPK_JOB_RUNNING);
    }
  self->result = spk_protocol_steal_result (self->protocol);
  return SPK_JOB_FINISHED;
}

static void *
thread_main (void *data)
{
  SpkJob *self = data;
  SpkJobState end = run (self, &self->error);

  publish (self, end);
  set_state (self, end);
  return NULL;
}

/**
 * spk_job_start:
 *
 * Begins, or goes on from a restored state, in a thread of its own.
 */
void
spk_job_start (SpkJob *self)
{
  g_return_if_fail (SPK_IS_JOB (self) && !self->has_thread);

  self->state = SPK_JOB_RUNNING;
  self->has_thread = pthread_create (&self->thread, NULL, thread_main, self) == 0;
  if (!self->has_thread)
    g_error ("no thread can be had for the job");
}

static void
want (SpkJob *self, void (*change) (Wanted *wanted))
{
  g_return_if_fail (SPK_IS_JOB (self));

  pthread_mutex_lock (&self->mutex);
  change (&self->wanted);
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
}

static void
want_pause (Wanted *wanted)
{
  wanted->pause = TRUE;
}

static void
want_resume (Wanted *wanted)
{
  wanted->pause = FALSE;
  wanted->n_steps = 0;
}

static void
want_step (Wanted *wanted)
{
  wanted->pause = TRUE;
  wanted->n_steps++;
}

static void
want_stop (Wanted *wanted)
{
  wanted->stop = TRUE;
}

static void
want_checkpoint (Wanted *wanted)
{
  wanted->checkpoint = TRUE;
}

/**
 * spk_job_pause:
 *
 * Waits after the batch at hand. Like all commands it returns at once.
 */
void
spk_job_pause (SpkJob *self)
{
  want (self, want_pause);
}

/**
 * spk_job_resume:
 *
 * Ends a pause.
 */
void
spk_job_resume (SpkJob *self)
{
  want (self, want_resume);
}

/**
 * spk_job_step:
 *
 * Does one batch and pauses.
 */
void
spk_job_step (SpkJob *self)
{
  want (self, want_step);
}

/**
 * spk_job_stop:
 *
 * Writes a checkpoint after the batch at hand and ends the thread.
 */
void
spk_job_stop (SpkJob *self)
{
  want (self, want_stop);
}

/**
 * spk_job_checkpoint:
 *
 * Writes a checkpoint after the batch at hand.
 */
void
spk_job_checkpoint (SpkJob *self)
{
  want (self, want_checkpoint);
}

SpkJobKind
spk_job_get_kind (SpkJob *self)
{
  return self->kind;
}

const SpkSettings *
spk_job_get_settings (SpkJob *self)
{
  return self->settings;
}

SpkJobState
spk_job_get_state (SpkJob *self)
{
  SpkJobState state;

  pthread_mutex_lock (&self->mutex);
  state = self->state;
  pthread_mutex_unlock (&self->mutex);
  return state;
}

/**
 * spk_job_take_snapshot:
 *
 * Returns: (transfer full) (nullable): the latest snapshot; %NULL if there is none since the last call
 */
SpkSnapshot *
spk_job_take_snapshot (SpkJob *self)
{
  return atomic_exchange (&self->mailbox, NULL);
}

static gboolean
has_ended (SpkJobState state)
{
  return state == SPK_JOB_STOPPED || state == SPK_JOB_FINISHED || state == SPK_JOB_FAILED;
}

/**
 * spk_job_wait:
 * @milliseconds: how long at most
 *
 * Waits for the end of the job.
 *
 * Returns: whether it has ended
 */
gboolean
spk_job_wait (SpkJob *self, guint milliseconds)
{
  struct timespec until;
  gboolean ended;

  g_return_val_if_fail (SPK_IS_JOB (self), TRUE);

  clock_gettime (CLOCK_MONOTONIC, &until);
  until.tv_sec += milliseconds / 1000;
  until.tv_nsec += (milliseconds % 1000) * 1000000L;
  if (until.tv_nsec >= 1000000000L)
    {
      until.tv_sec++;
      until.tv_nsec -= 1000000000L;
    }
  pthread_mutex_lock (&self->mutex);
  while (!has_ended (self->state) && pthread_cond_timedwait (&self->changed, &self->mutex, &until) != ETIMEDOUT)
    ;
  ended = has_ended (self->state);
  pthread_mutex_unlock (&self->mutex);
  return ended;
}

/**
 * spk_job_get_error:
 *
 * Returns: (transfer none) (nullable): why the job failed; only after it has ended
 */
const GError *
spk_job_get_error (SpkJob *self)
{
  return self->error;
}

/**
 * spk_job_get_result:
 *
 * Returns: (transfer none) (nullable): result of a finished job; only after it has ended
 */
const SpkJobResult *
spk_job_get_result (SpkJob *self)
{
  return self->result;
}
