/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <pthread.h>

#include "base/spk-blas.h"
#include "search/spk-job.h"
#include "search-fixture.h"

/* Keeps what a job hands out, and fails on demand. */
typedef struct
{
  pthread_mutex_t mutex;
  pthread_cond_t  changed;
  guint           n_epochs;
  guint           n_checkpoints;
  GPtrArray      *records; /* JSON without seconds */
  SpkArrays      *state;   /* of the last checkpoint, without seconds */
  guint           bad_epoch;      /* number of the call that fails, 0 for none */
  guint           bad_checkpoint;
} Sink;

static void
sink_init (Sink *self)
{
  *self = (Sink){ .records = g_ptr_array_new_with_free_func (g_free) };
  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->changed, NULL);
}

static void
sink_clear (Sink *self)
{
  g_ptr_array_unref (self->records);
  g_clear_pointer (&self->state, spk_arrays_free);
  pthread_cond_destroy (&self->changed);
  pthread_mutex_destroy (&self->mutex);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sink, sink_clear)

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SINK, "the disk is full: %s", what);
  return FALSE;
}

static gboolean
sink_epoch (gpointer data, SpkEpochRecord *record, GError **error)
{
  Sink *self = data;
  gboolean bad;

  pthread_mutex_lock (&self->mutex);
  bad = ++self->n_epochs == self->bad_epoch;
  if (!bad)
    g_ptr_array_add (self->records, record_text (record));
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
  return bad ? fail (error, "epoch") : TRUE;
}

static gboolean
sink_checkpoint (gpointer data, SpkArrays *state, GError **error)
{
  Sink *self = data;
  gboolean bad;

  pthread_mutex_lock (&self->mutex);
  bad = ++self->n_checkpoints == self->bad_checkpoint;
  if (!bad)
    {
      g_clear_pointer (&self->state, spk_arrays_free);
      self->state = strip_seconds (state);
      spk_arrays_add_float64 (self->state, "search_seconds", 0);
      spk_arrays_add_float64 (self->state, "train_seconds", 0);
    }
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
  return bad ? fail (error, "checkpoint") : TRUE;
}

static void
sink_wait_for_checkpoints (Sink *self, guint n)
{
  pthread_mutex_lock (&self->mutex);
  while (self->n_checkpoints < n)
    pthread_cond_wait (&self->changed, &self->mutex);
  pthread_mutex_unlock (&self->mutex);
}

static guint
sink_count_checkpoints (Sink *self)
{
  guint n;

  pthread_mutex_lock (&self->mutex);
  n = self->n_checkpoints;
  pthread_mutex_unlock (&self->mutex);
  return n;
}

static guint64
state_number (const SpkArrays *state, const char *name)
{
  g_autoptr (GError) error = NULL;
  guint64 value = 0;

  spk_arrays_get_uint64 (state, name, &value, &error);
  g_assert_no_error (error);
  return value;
}

static SpkJob *
make_job (SpkJobKind kind, const SpkSettings *settings, Sink *sink)
{
  const SpkJobSink to = { sink_epoch, sink_checkpoint, sink };
  g_autoptr (SpkDataset) dataset = make_randman (2, 8, 30);
  g_autoptr (GPtrArray) motifs = kind == SPK_JOB_TRAIN ? make_motifs (4, 1) : NULL;
  g_autoptr (GError) error = NULL;
  SpkJob *job = spk_job_new (kind, settings, dataset, motifs, sink != NULL ? &to : NULL, &error);

  g_assert_no_error (error);
  return job;
}

static void
wait_for_end (SpkJob *job, SpkJobState state)
{
  g_assert_true (spk_job_wait (job, 600000));
  g_assert_cmpint (spk_job_get_state (job), ==, state);
}

/* The snapshot of the next pause, which must come. */
static SpkSnapshot *
wait_for_pause (SpkJob *job)
{
  while (TRUE)
    {
      g_autoptr (SpkSnapshot) snapshot = spk_job_take_snapshot (job);

      if (snapshot != NULL && snapshot->state == SPK_JOB_PAUSED)
        return g_steal_pointer (&snapshot);
      g_assert_false (spk_job_wait (job, 1));
    }
}

static guint
batches_of (const SpkSnapshot *snapshot)
{
  return (snapshot->epoch - 1) * snapshot->n_batches + snapshot->batch;
}

/* A job that stands before its first batch. */
static SpkJob *
start_paused (SpkJobKind kind, const SpkSettings *settings, Sink *sink)
{
  SpkJob *job = make_job (kind, settings, sink);
  g_autoptr (SpkSnapshot) snapshot = NULL;

  g_assert_cmpint (spk_job_get_state (job), ==, SPK_JOB_READY);
  spk_job_pause (job);
  spk_job_start (job);
  snapshot = wait_for_pause (job);
  g_assert_cmpuint (batches_of (snapshot), ==, 0);
  return job;
}

static void
test_runs_to_a_result (void)
{
  for (SpkJobKind kind = SPK_JOB_SEARCH; kind <= SPK_JOB_TRAIN; kind++)
    {
      g_auto (Sink) sink;
      g_autoptr (SpkSettings) settings = make_search_settings ();
      g_autoptr (SpkJob) job = NULL;

      sink_init (&sink);
      job = make_job (kind, settings, &sink);
      g_assert_cmpint (spk_job_get_kind (job), ==, kind);
      g_assert_cmpuint (spk_job_get_settings (job)->seed, ==, settings->seed);
      spk_job_start (job);
      wait_for_end (job, SPK_JOB_FINISHED);
      g_assert_null (spk_job_get_error (job));
      g_assert_nonnull (spk_job_get_result (job));
      g_assert_cmpuint (sink.n_epochs, ==, kind == SPK_JOB_SEARCH ? 5 : 3);
      g_assert_cmpuint (sink.n_checkpoints, >, sink.n_epochs);
    }
}

/* A job is the protocol in a thread: it computes the same. */
static void
test_computes_what_the_protocol_does (void)
{
  g_auto (Sink) sink;
  g_auto (SearchRun) run = { 0 };
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_randman (2, 8, 30);
  g_autoptr (SpkJob) job = NULL;
  g_autofree char *result = NULL;

  sink_init (&sink);
  job = make_job (SPK_JOB_SEARCH, settings, &sink);
  spk_job_start (job);
  wait_for_end (job, SPK_JOB_FINISHED);
  run_protocol (SPK_JOB_SEARCH, settings, dataset, NULL, 1, &run);
  result = result_text (spk_job_get_result (job));
  g_assert_cmpstr (result, ==, run.result);
  g_assert_cmpuint (sink.records->len, ==, run.records->len);
  for (guint i = 0; i < run.records->len; i++)
    g_assert_cmpstr (g_ptr_array_index (sink.records, i), ==, g_ptr_array_index (run.records, i));
}

static void
test_runs_without_a_sink (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) job = make_job (SPK_JOB_TRAIN, settings, NULL);

  spk_job_start (job);
  wait_for_end (job, SPK_JOB_FINISHED);
}

/* Also over the end of an epoch, which is no batch. */
static void
test_a_step_is_one_batch (void)
{
  g_auto (Sink) sink;
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) job = NULL;
  guint n_batches = 0;
  gboolean at_end = FALSE;

  sink_init (&sink);
  job = start_paused (SPK_JOB_TRAIN, settings, &sink);
  while (!at_end)
    {
      g_autoptr (SpkSnapshot) snapshot = NULL;

      spk_job_step (job);
      snapshot = wait_for_pause (job);
      g_assert_cmpuint (batches_of (snapshot), ==, ++n_batches);
      g_assert_cmpint (spk_job_get_state (job), ==, SPK_JOB_PAUSED);
      at_end = n_batches == snapshot->n_batches * snapshot->n_epochs;
    }
  spk_job_step (job); /* no batch is left: the job ends */
  wait_for_end (job, SPK_JOB_FINISHED);
}

static void
test_steps_add_up (void)
{
  g_auto (Sink) sink;
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) job = NULL;
  g_autoptr (SpkSnapshot) snapshot = NULL;

  sink_init (&sink);
  settings->batch = 4;
  job = make_job (SPK_JOB_TRAIN, settings, &sink);
  for (guint i = 0; i < 3; i++)
    spk_job_step (job);
  spk_job_start (job);
  snapshot = wait_for_pause (job);
  g_assert_cmpuint (batches_of (snapshot), ==, 3);
}

static void
test_resume_ends_a_pause (void)
{
  g_auto (Sink) sink;
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) job = NULL;

  sink_init (&sink);
  job = start_paused (SPK_JOB_TRAIN, settings, &sink);
  g_assert_cmpuint (sink_count_checkpoints (&sink), ==, 1);
  spk_job_resume (job);
  wait_for_end (job, SPK_JOB_FINISHED);
}

static void
test_checkpoints_on_request (void)
{
  g_auto (Sink) sink;
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) job = NULL;
  g_autoptr (SpkSnapshot) snapshot = NULL;

  sink_init (&sink);
  job = start_paused (SPK_JOB_TRAIN, settings, &sink);
  g_assert_cmpuint (state_number (sink.state, "train/batch"), ==, 0);
  spk_job_step (job);
  snapshot = wait_for_pause (job);
  g_assert_cmpuint (sink_count_checkpoints (&sink), ==, 1);
  spk_job_checkpoint (job);
  sink_wait_for_checkpoints (&sink, 2);
  g_assert_cmpuint (state_number (sink.state, "train/batch"), ==, 1);
  g_assert_cmpint (spk_job_get_state (job), ==, SPK_JOB_PAUSED);
  spk_job_stop (job);
  wait_for_end (job, SPK_JOB_STOPPED);
  g_assert_cmpuint (sink_count_checkpoints (&sink), ==, 3);
}

/* Stops a job after some batches, goes on in a new one, and compares with a job that was not stopped. */
static void
test_stopped_jobs_go_on_to_the_same_end (gconstpointer data)
{
  const SpkJobKind kind = (SpkJobKind) GPOINTER_TO_UINT (data);
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_auto (Sink) whole;
  g_autoptr (SpkJob) uninterrupted = NULL;
  g_autofree char *expected = NULL;

  sink_init (&whole);
  uninterrupted = make_job (kind, settings, &whole);
  spk_job_start (uninterrupted);
  wait_for_end (uninterrupted, SPK_JOB_FINISHED);
  expected = result_text (spk_job_get_result (uninterrupted));

  for (guint n_steps = 0; n_steps < 8; n_steps++)
    {
      g_auto (Sink) sink;
      g_autoptr (SpkJob) first = NULL;
      g_autoptr (SpkJob) second = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (SpkArrays) state = NULL;
      g_autofree char *result = NULL;

      sink_init (&sink);
      first = start_paused (kind, settings, &sink);
      for (guint i = 0; i < n_steps; i++)
        {
          g_autoptr (SpkSnapshot) snapshot = NULL;

          spk_job_step (first);
          snapshot = wait_for_pause (first);
        }
      spk_job_stop (first);
      wait_for_end (first, SPK_JOB_STOPPED);
      g_assert_null (spk_job_get_result (first));
      g_assert_null (spk_job_get_error (first));
      g_clear_object (&first);

      state = g_steal_pointer (&sink.state);
      second = make_job (kind, settings, &sink);
      g_assert_true (spk_job_restore (second, state, &error));
      spk_job_start (second);
      wait_for_end (second, SPK_JOB_FINISHED);
      result = result_text (spk_job_get_result (second));
      g_assert_cmpstr (result, ==, expected);
      assert_states_equal (whole.state, sink.state);
      g_assert_cmpuint (sink.records->len, ==, whole.records->len);
      for (guint i = 0; i < whole.records->len; i++)
        g_assert_cmpstr (g_ptr_array_index (sink.records, i), ==, g_ptr_array_index (whole.records, i));
    }
}

static void
test_states_of_other_jobs_are_refused (void)
{
  g_auto (Sink) sink;
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) search = NULL;
  g_autoptr (SpkJob) training = NULL;
  g_autoptr (GError) error = NULL;

  sink_init (&sink);
  search = start_paused (SPK_JOB_SEARCH, settings, &sink);
  spk_job_stop (search);
  wait_for_end (search, SPK_JOB_STOPPED);
  training = make_job (SPK_JOB_TRAIN, settings, NULL);
  g_assert_false (spk_job_restore (training, sink.state, &error));
  g_assert_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_CHECKPOINT);
}

static void
test_finalising_a_running_job_joins_it (void)
{
  g_auto (Sink) sink;
  g_autoptr (SpkSettings) settings = make_search_settings ();
  SpkJob *job;

  sink_init (&sink);
  settings->epochs = 100000;
  job = make_job (SPK_JOB_TRAIN, settings, &sink);
  spk_job_start (job);
  sink_wait_for_checkpoints (&sink, 2);
  g_object_unref (job);
  /* the thread is gone, so no lock is needed; what it did last was to save */
  g_assert_cmpuint (sink.n_checkpoints, >=, 3);
  g_assert_cmpuint (sink.records->len, >=, 1);
}

static void
test_finalising_a_paused_job_joins_it (void)
{
  g_auto (Sink) sink;
  g_autoptr (SpkSettings) settings = make_search_settings ();
  SpkJob *job;

  sink_init (&sink);
  job = start_paused (SPK_JOB_TRAIN, settings, &sink);
  g_object_unref (job);
  g_assert_cmpuint (sink.n_checkpoints, ==, 2);
}

static void
test_finalising_an_unstarted_job (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) job = make_job (SPK_JOB_SEARCH, settings, NULL);

  g_assert_null (spk_job_take_snapshot (job));
  g_assert_false (spk_job_wait (job, 0));
}

static void
test_bad_epochs_fail_the_job (void)
{
  g_auto (Sink) sink;
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) job = NULL;
  g_autoptr (SpkSnapshot) snapshot = NULL;

  sink_init (&sink);
  sink.bad_epoch = 2;
  job = make_job (SPK_JOB_TRAIN, settings, &sink);
  spk_job_start (job);
  wait_for_end (job, SPK_JOB_FAILED);
  g_assert_error (spk_job_get_error (job), SPK_JOB_ERROR, SPK_JOB_ERROR_SINK);
  assert_mentions (spk_job_get_error (job), "the disk is full: epoch");
  g_assert_null (spk_job_get_result (job));
  g_assert_cmpuint (sink.n_checkpoints, ==, 2); /* at the start and after epoch 1 */
  g_assert_cmpuint (state_number (sink.state, "train/epoch"), ==, 2);
  snapshot = spk_job_take_snapshot (job);
  g_assert_cmpint (snapshot->state, ==, SPK_JOB_FAILED);
}

static void
test_bad_checkpoints_fail_the_job (void)
{
  for (guint bad = 1; bad <= 3; bad++)
    {
      g_auto (Sink) sink;
      g_autoptr (SpkSettings) settings = make_search_settings ();
      g_autoptr (SpkJob) job = NULL;

      sink_init (&sink);
      sink.bad_checkpoint = bad;
      job = make_job (SPK_JOB_TRAIN, settings, &sink);
      spk_job_start (job);
      wait_for_end (job, SPK_JOB_FAILED);
      assert_mentions (spk_job_get_error (job), "the disk is full: checkpoint");
      g_assert_cmpuint (sink.n_checkpoints, ==, bad);
      g_assert_true ((sink.state != NULL) == (bad > 1));
    }
}

static void
test_numerical_failures_keep_the_last_good_checkpoint (void)
{
  g_auto (Sink) sink;
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) job = NULL;
  const float *weights;
  gsize n;

  sink_init (&sink);
  settings->learning_rate = 1e30;
  job = make_job (SPK_JOB_TRAIN, settings, &sink);
  spk_job_start (job);
  wait_for_end (job, SPK_JOB_FAILED);
  g_assert_error (spk_job_get_error (job), SPK_JOB_ERROR, SPK_JOB_ERROR_NUMERICAL);
  g_assert_cmpuint (sink.n_checkpoints, ==, 1);
  g_assert_cmpuint (state_number (sink.state, "train/batch"), ==, 0);
  weights = state_floats (sink.state, "train/network/layer0/W", &n);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (fabsf (weights[i]), <, 100);
}

static void
test_snapshots_only_go_forward (void)
{
  g_auto (Sink) sink;
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) job = NULL;
  g_autoptr (SpkSnapshot) last = NULL;

  sink_init (&sink);
  settings->epochs = 6;
  settings->retrain_epochs = 6;
  settings->batch = 4;
  job = make_job (SPK_JOB_SEARCH, settings, &sink);
  spk_job_start (job);
  while (TRUE)
    {
      const gboolean ended = spk_job_wait (job, 1);
      g_autoptr (SpkSnapshot) snapshot = spk_job_take_snapshot (job);

      if (snapshot != NULL && last != NULL)
        {
          g_assert_cmpint (snapshot->phase, >=, last->phase);
          if (snapshot->phase == last->phase)
            g_assert_cmpuint (batches_of (snapshot), >=, batches_of (last));
          g_assert_cmpfloat (snapshot->seconds, >=, last->seconds);
          g_assert_true (last->record == NULL || snapshot->record != NULL);
        }
      if (snapshot != NULL)
        {
          g_assert_true (snapshot->state == (ended ? SPK_JOB_FINISHED : snapshot->state));
          g_clear_pointer (&last, spk_snapshot_unref);
          last = g_steal_pointer (&snapshot);
        }
      if (ended)
        break;
    }
  g_assert_cmpint (last->state, ==, SPK_JOB_FINISHED);
  g_assert_cmpint (last->phase, ==, SPK_PHASE_TRAIN);
  g_assert_cmpuint (last->epoch, ==, 6);
  g_assert_cmpuint (last->batch, ==, last->n_batches);
  g_assert_cmpuint (last->record->epoch, ==, 6);
  g_assert_cmpfloat (last->seconds_left, ==, 0);
  g_assert_cmpfloat (last->samples_per_second, >, 0);
  g_assert_false (isnan (last->best_valid));
}

static void
test_the_latest_snapshot_wins (void)
{
  g_auto (Sink) sink;
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) job = NULL;
  g_autoptr (SpkSnapshot) snapshot = NULL;
  g_autoptr (SpkSnapshot) again = NULL;

  sink_init (&sink);
  job = make_job (SPK_JOB_TRAIN, settings, &sink);
  spk_job_start (job);
  wait_for_end (job, SPK_JOB_FINISHED);
  snapshot = spk_job_take_snapshot (job);
  again = spk_job_take_snapshot (job);
  g_assert_cmpint (snapshot->state, ==, SPK_JOB_FINISHED);
  g_assert_cmpuint (snapshot->record->epoch, ==, 3);
  g_assert_null (again);
}

static void
test_the_untrained_network_is_shown_first (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) job = make_job (SPK_JOB_SEARCH, settings, NULL);
  g_autoptr (SpkSnapshot) snapshot = NULL;

  spk_job_pause (job);
  spk_job_start (job);
  snapshot = wait_for_pause (job);
  g_assert_null (snapshot->record);
  g_assert_nonnull (snapshot->initial);
  g_assert_cmpuint (snapshot->initial->epoch, ==, 0);
  g_assert_cmpuint (snapshot->initial->n_probes, ==, 2);
}

static void
test_stopped_snapshots_say_so (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) job = start_paused (SPK_JOB_TRAIN, settings, NULL);
  g_autoptr (SpkSnapshot) snapshot = NULL;

  spk_job_stop (job);
  wait_for_end (job, SPK_JOB_STOPPED);
  snapshot = spk_job_take_snapshot (job);
  g_assert_cmpint (snapshot->state, ==, SPK_JOB_STOPPED);
}

static void
test_waiting_gives_up_in_time (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) job = start_paused (SPK_JOB_TRAIN, settings, NULL);

  g_assert_false (spk_job_wait (job, 0));
  g_assert_false (spk_job_wait (job, 20));
  spk_job_resume (job);
  wait_for_end (job, SPK_JOB_FINISHED);
  g_assert_true (spk_job_wait (job, 0));
}

/* A run that is over can be evaluated: its last checkpoint holds the fixed network, even if nothing was retrained. */
static void
test_the_last_checkpoint_holds_the_fixed_network (void)
{
  for (guint retrain_epochs = 0; retrain_epochs < 2; retrain_epochs++)
    {
      g_auto (Sink) sink;
      g_autoptr (SpkSettings) settings = make_search_settings ();
      g_autoptr (SpkJob) job = NULL;

      sink_init (&sink);
      settings->retrain_epochs = retrain_epochs;
      job = make_job (SPK_JOB_SEARCH, settings, &sink);
      spk_job_start (job);
      wait_for_end (job, SPK_JOB_FINISHED);
      g_assert_nonnull (spk_arrays_find (sink.state, "train/network/layer0/W"));
      g_assert_nonnull (spk_arrays_find (sink.state, "motif/layer0/intra"));
    }
}

static void
free_pins (gpointer pins)
{
  if (pins != NULL)
    spk_pins_free (pins);
}

static void
test_pins_reach_the_search (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkJob) job = make_job (SPK_JOB_SEARCH, settings, NULL);
  g_autoptr (GPtrArray) pins = g_ptr_array_new_with_free_func (free_pins);
  g_autoptr (SpkTopology) motif = spk_topology_new_random (4, 0.5, 1, 0);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (pins, spk_pins_new_topology (motif));
  g_assert_true (spk_job_set_pins (job, pins, &error));
  spk_job_start (job);
  wait_for_end (job, SPK_JOB_FINISHED);
  g_assert_true (spk_topology_equal (g_ptr_array_index (spk_job_get_result (job)->motifs, 0), motif));
}

static void
test_settings_that_do_not_fit_are_refused (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_randman (2, 8, 10);
  g_autoptr (GError) error = NULL;

  g_assert_null (spk_job_new (SPK_JOB_TRAIN, settings, dataset, NULL, NULL, &error));
  g_assert_error (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  spk_blas_load ();
  g_test_add_func ("/job/runs-to-a-result", test_runs_to_a_result);
  g_test_add_func ("/job/computes-what-the-protocol-does", test_computes_what_the_protocol_does);
  g_test_add_func ("/job/runs-without-a-sink", test_runs_without_a_sink);
  g_test_add_func ("/job/a-step-is-one-batch", test_a_step_is_one_batch);
  g_test_add_func ("/job/steps-add-up", test_steps_add_up);
  g_test_add_func ("/job/resume-ends-a-pause", test_resume_ends_a_pause);
  g_test_add_func ("/job/checkpoints-on-request", test_checkpoints_on_request);
  g_test_add_data_func ("/job/stopped-jobs-go-on-to-the-same-end/search", GUINT_TO_POINTER (SPK_JOB_SEARCH),
                        test_stopped_jobs_go_on_to_the_same_end);
  g_test_add_data_func ("/job/stopped-jobs-go-on-to-the-same-end/training", GUINT_TO_POINTER (SPK_JOB_TRAIN),
                        test_stopped_jobs_go_on_to_the_same_end);
  g_test_add_func ("/job/states-of-other-jobs-are-refused", test_states_of_other_jobs_are_refused);
  g_test_add_func ("/job/finalising-a-running-job-joins-it", test_finalising_a_running_job_joins_it);
  g_test_add_func ("/job/finalising-a-paused-job-joins-it", test_finalising_a_paused_job_joins_it);
  g_test_add_func ("/job/finalising-an-unstarted-job", test_finalising_an_unstarted_job);
  g_test_add_func ("/job/bad-epochs-fail-the-job", test_bad_epochs_fail_the_job);
  g_test_add_func ("/job/bad-checkpoints-fail-the-job", test_bad_checkpoints_fail_the_job);
  g_test_add_func ("/job/numerical-failures-keep-the-last-good-checkpoint",
                   test_numerical_failures_keep_the_last_good_checkpoint);
  g_test_add_func ("/job/snapshots-only-go-forward", test_snapshots_only_go_forward);
  g_test_add_func ("/job/the-latest-snapshot-wins", test_the_latest_snapshot_wins);
  g_test_add_func ("/job/the-untrained-network-is-shown-first", test_the_untrained_network_is_shown_first);
  g_test_add_func ("/job/stopped-snapshots-say-so", test_stopped_snapshots_say_so);
  g_test_add_func ("/job/waiting-gives-up-in-time", test_waiting_gives_up_in_time);
  g_test_add_func ("/job/the-last-checkpoint-holds-the-fixed-network",
                   test_the_last_checkpoint_holds_the_fixed_network);
  g_test_add_func ("/job/pins-reach-the-search", test_pins_reach_the_search);
  g_test_add_func ("/job/settings-that-do-not-fit-are-refused", test_settings_that_do_not_fit_are_refused);
  return g_test_run ();
}
