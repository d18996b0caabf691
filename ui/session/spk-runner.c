/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-runner.h"

#include "base/spk-blas.h"
#include "session/spk-plan-private.h"
#include "session/spk-run-document-private.h"
#include "session/spk-work-prepare.h"

/* How often the runner looks by itself whether the job has ended: nobody polls while no window is drawn. */
#define WATCH_MS 200

#define DEFAULT_UPDATES 60

struct _SpkRunner
{
  GObject          parent_instance;

  SpkRunnerState   state;
  SpkPlan         *plan;
  SpkRunDocument  *document;
  SpkPreparedWork *prepared; /* NULL unless a job runs */
  GCancellable    *loading;  /* NULL unless a plan is being prepared */
  guint            watch;
  guint            updates;
  gint64           next_update; /* microseconds of the caller's clock */
};

enum
{
  PROP_STATE = 1,
  PROP_PLAN,
  PROP_DOCUMENT,
  PROP_UPDATES_PER_SECOND,
  N_PROPERTIES,
};

enum
{
  STARTED,
  ENDED,
  NOT_STARTED,
  INDEX_PROBLEM,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpkRunner, spk_runner, G_TYPE_OBJECT)

static void
spk_runner_dispose (GObject *object)
{
  SpkRunner *self = SPK_RUNNER (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_pointer (&self->prepared, spk_prepared_work_free);
  g_clear_object (&self->plan);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (spk_runner_parent_class)->dispose (object);
}

static void
spk_runner_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SpkRunner *self = SPK_RUNNER (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_PLAN:
      g_value_set_object (value, self->plan);
      break;
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_UPDATES_PER_SECOND:
      g_value_set_uint (value, self->updates);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_runner_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_UPDATES_PER_SECOND)
    spk_runner_set_updates_per_second (SPK_RUNNER (object), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
spk_runner_class_init (SpkRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = spk_runner_dispose;
  object_class->get_property = spk_runner_get_property;
  object_class->set_property = spk_runner_set_property;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, SPK_TYPE_RUNNER_STATE, SPK_RUNNER_IDLE, read);
  properties[PROP_PLAN] = g_param_spec_object ("plan", NULL, NULL, SPK_TYPE_PLAN, read);
  properties[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, SPK_TYPE_RUN_DOCUMENT, read);
  properties[PROP_UPDATES_PER_SECOND] =
      g_param_spec_uint ("updates-per-second", NULL, NULL, 0, 1000, DEFAULT_UPDATES, read | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[STARTED] = g_signal_new ("started", SPK_TYPE_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   SPK_TYPE_RUN_DOCUMENT);
  signals[ENDED] = g_signal_new ("ended", SPK_TYPE_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                 SPK_TYPE_RUN_DOCUMENT, G_TYPE_INT);
  signals[NOT_STARTED] = g_signal_new ("not-started", SPK_TYPE_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                       2, SPK_TYPE_PLAN, G_TYPE_ERROR);
  signals[INDEX_PROBLEM] = g_signal_new ("index-problem", SPK_TYPE_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
spk_runner_init (SpkRunner *self)
{
  spk_blas_load (); /* it sets an environment variable, which is no affair of a worker thread */
  self->updates = DEFAULT_UPDATES;
}

SpkRunner *
spk_runner_new (void)
{
  return g_object_new (SPK_TYPE_RUNNER, NULL);
}

static void
set_state (SpkRunner *self, SpkRunnerState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_plan (SpkRunner *self, SpkPlan *plan)
{
  if (g_set_object (&self->plan, plan))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAN]);
}

/* --- What the job has to show --- */

static SpkJob *
get_job (SpkRunner *self)
{
  return self->prepared != NULL ? spk_run_work_get_job (self->prepared->work) : NULL;
}

static gboolean
take_epochs (SpkRunner *self)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_epoch_record_unref);
  SpkEpochRecord *record;

  while ((record = spk_run_work_pop_epoch (self->prepared->work)) != NULL)
    g_ptr_array_add (records, record);
  spk_run_document_append (self->document, (SpkEpochRecord *const *) records->pdata, records->len);
  return records->len > 0;
}

static gboolean
take_snapshot (SpkRunner *self)
{
  g_autoptr (SpkSnapshot) snapshot = spk_job_take_snapshot (get_job (self));

  if (snapshot != NULL)
    spk_run_document_set_snapshot (self->document, snapshot);
  return snapshot != NULL;
}

static gboolean
take_news (SpkRunner *self)
{
  const gboolean epochs = take_epochs (self);

  return take_snapshot (self) || epochs;
}

static void
tell_index_problem (SpkRunner *self)
{
  g_autofree char *problem = spk_run_work_take_index_problem (self->prepared->work);

  if (problem != NULL)
    g_signal_emit (self, signals[INDEX_PROBLEM], 0, problem);
}

/* The job's thread has done its last step: all that is left is written, shown and freed. */
static void
finish (SpkRunner *self)
{
  g_autoptr (SpkPreparedWork) prepared = NULL;
  g_autoptr (SpkRunDocument) document = g_object_ref (self->document);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) result = NULL;
  SpkRunState state;

  take_news (self);
  state = spk_run_work_finish (self->prepared->work, &error);
  tell_index_problem (self);
  result = spk_run_read_result (self->prepared->run, NULL);
  prepared = g_steal_pointer (&self->prepared);
  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_pointer (&prepared, spk_prepared_work_free); /* gives the lock back before anyone hears of the end */

  spk_run_document_end (document, state, error != NULL ? error->message : NULL, result);
  set_plan (self, NULL);
  set_state (self, SPK_RUNNER_IDLE);
  g_signal_emit (self, signals[ENDED], 0, document, state);
}

static gboolean
has_ended (SpkRunner *self)
{
  const SpkJobState state = spk_job_get_state (get_job (self));

  return state == SPK_JOB_STOPPED || state == SPK_JOB_FINISHED || state == SPK_JOB_FAILED;
}

static gboolean
on_watch (gpointer data)
{
  g_autoptr (SpkRunner) self = g_object_ref (data);

  if (has_ended (self))
    {
      self->watch = 0;
      finish (self);
      return G_SOURCE_REMOVE;
    }
  tell_index_problem (self);
  return G_SOURCE_CONTINUE;
}

/**
 * spk_runner_poll:
 * @now_us: of any clock that goes forward, in microseconds, as gdk_frame_clock_get_frame_time()
 *
 * Takes what the job has to show, if it is time for it. Call it in every frame while something runs.
 *
 * Returns: whether the document has changed
 */
gboolean
spk_runner_poll (SpkRunner *self, gint64 now_us)
{
  g_return_val_if_fail (SPK_IS_RUNNER (self), FALSE);

  if (self->prepared == NULL)
    return FALSE;
  if (has_ended (self))
    {
      finish (self);
      return TRUE;
    }
  if (self->updates == 0 || now_us < self->next_update)
    return FALSE;
  /* A frame that comes a little early must not be missed. */
  self->next_update = now_us + G_USEC_PER_SEC * 9 / 10 / self->updates;
  return take_news (self);
}

/* --- Starting and steering --- */

static void
adopt (SpkRunner *self, SpkPreparedWork *prepared)
{
  self->prepared = prepared;
  self->next_update = 0;
  g_clear_object (&self->document);
  self->document = spk_run_document_new_live (prepared->run, prepared->epochs);
  self->watch = g_timeout_add (WATCH_MS, on_watch, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
  if (self->state == SPK_RUNNER_LOADING)
    set_state (self, SPK_RUNNER_RUNNING);
  else
    spk_job_stop (get_job (self)); /* it was asked to stop when its run had just been made */
  g_signal_emit (self, signals[STARTED], 0, self->document);
}

static void
give_up (SpkRunner *self, const GError *error)
{
  g_autoptr (SpkPlan) plan = g_object_ref (self->plan);

  spk_plan_set_failure (plan, error->message);
  set_plan (self, NULL);
  set_state (self, SPK_RUNNER_IDLE);
  g_signal_emit (self, signals[NOT_STARTED], 0, plan, error);
}

/* A runner that went away in the meantime has cancelled; a job that was started all the same ends with what is freed. */
static void
on_prepared (SpkPreparedWork *work, const GError *error, gpointer data)
{
  g_autofree GWeakRef *reference = data;
  g_autoptr (SpkRunner) self = g_weak_ref_get (reference);
  g_autoptr (SpkPreparedWork) prepared = work;

  g_weak_ref_clear (reference);
  if (self == NULL || self->loading == NULL)
    return;
  g_clear_object (&self->loading);
  if (prepared != NULL)
    adopt (self, g_steal_pointer (&prepared));
  else
    give_up (self, error);
}

/**
 * spk_runner_start:
 * @plan: a new run, or one to go on with
 *
 * Loads and starts it; "started" or "not-started" follows. Only while "state" is idle.
 */
void
spk_runner_start (SpkRunner *self, SpkPlan *plan)
{
  GWeakRef *reference;

  g_return_if_fail (SPK_IS_RUNNER (self) && SPK_IS_PLAN (plan));
  g_return_if_fail (self->state == SPK_RUNNER_IDLE);

  spk_plan_set_failure (plan, NULL);
  set_plan (self, plan);
  self->loading = g_cancellable_new ();
  set_state (self, SPK_RUNNER_LOADING);
  reference = g_new0 (GWeakRef, 1);
  g_weak_ref_init (reference, self);
  spk_work_prepare (plan, self->loading, on_prepared, reference);
}

/**
 * spk_runner_pause:
 *
 * Waits after the batch at hand.
 */
void
spk_runner_pause (SpkRunner *self)
{
  g_return_if_fail (SPK_IS_RUNNER (self));

  if (self->state != SPK_RUNNER_RUNNING)
    return;
  spk_job_pause (get_job (self));
  set_state (self, SPK_RUNNER_PAUSED);
}

/**
 * spk_runner_resume:
 *
 * Ends a pause.
 */
void
spk_runner_resume (SpkRunner *self)
{
  g_return_if_fail (SPK_IS_RUNNER (self));

  if (self->state != SPK_RUNNER_PAUSED)
    return;
  spk_job_resume (get_job (self));
  set_state (self, SPK_RUNNER_RUNNING);
}

/**
 * spk_runner_step:
 *
 * Does one batch, and waits.
 */
void
spk_runner_step (SpkRunner *self)
{
  g_return_if_fail (SPK_IS_RUNNER (self));

  if (self->state != SPK_RUNNER_RUNNING && self->state != SPK_RUNNER_PAUSED)
    return;
  spk_job_step (get_job (self));
  set_state (self, SPK_RUNNER_PAUSED);
}

/**
 * spk_runner_stop:
 *
 * Writes a checkpoint after the batch at hand and ends the run, which can be gone on with later; "ended" follows. What is only
 * being loaded is given up; "not-started" follows, with %G_IO_ERROR_CANCELLED.
 */
void
spk_runner_stop (SpkRunner *self)
{
  g_return_if_fail (SPK_IS_RUNNER (self));

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  else if (self->prepared != NULL)
    spk_job_stop (get_job (self));
  else
    return;
  set_state (self, SPK_RUNNER_STOPPING);
}

/**
 * spk_runner_shut_down:
 * @milliseconds: how long to wait at most
 *
 * As spk_runner_stop(), and waits for the end: for who is about to exit. Recordings that are being loaded are not waited
 * for.
 *
 * Returns: whether nothing runs any more
 */
gboolean
spk_runner_shut_down (SpkRunner *self, guint milliseconds)
{
  g_return_val_if_fail (SPK_IS_RUNNER (self), FALSE);

  spk_runner_stop (self);
  if (self->prepared == NULL)
    return TRUE;
  if (!spk_job_wait (get_job (self), milliseconds))
    return FALSE;
  finish (self);
  return TRUE;
}

SpkRunnerState
spk_runner_get_state (SpkRunner *self)
{
  return self->state;
}

SpkPlan *
spk_runner_get_plan (SpkRunner *self)
{
  return self->plan;
}

SpkRunDocument *
spk_runner_get_document (SpkRunner *self)
{
  return self->document;
}

guint
spk_runner_get_updates_per_second (SpkRunner *self)
{
  return self->updates;
}

/**
 * spk_runner_set_updates_per_second:
 * @updates: 0 to freeze what is shown
 */
void
spk_runner_set_updates_per_second (SpkRunner *self, guint updates)
{
  g_return_if_fail (SPK_IS_RUNNER (self));

  if (self->updates == updates)
    return;
  self->updates = updates;
  self->next_update = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UPDATES_PER_SECOND]);
}
