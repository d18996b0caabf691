/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/spk-blas.h"
#include "base/spk-random.h"
#include "model/spk-model-error.h"
#include "search-fixture.h"

/* What a job consists of, to be made again and again. */
typedef struct
{
  SpkJobKind   kind;
  SpkSettings *settings;
  SpkDataset  *dataset;
  GPtrArray   *motifs;
  SpkPool     *pool;
} Job;

static void
job_init (Job *self, SpkJobKind kind)
{
  *self = (Job){ .kind = kind, .settings = make_search_settings (), .dataset = make_randman (2, 8, 30) };
  self->pool = spk_pool_new (2);
  if (kind == SPK_JOB_TRAIN)
    self->motifs = make_motifs (4, 1);
}

static void
job_clear (Job *self)
{
  g_clear_pointer (&self->motifs, g_ptr_array_unref);
  spk_pool_free (self->pool);
  spk_dataset_unref (self->dataset);
  spk_settings_free (self->settings);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static SpkProtocol *
job_open (const Job *self)
{
  return make_protocol (self->kind, self->settings, self->dataset, self->motifs, NULL, self->pool);
}

static SpkProtocol *
job_reopen (const Job *self, const SpkArrays *state)
{
  g_autoptr (GError) error = NULL;
  SpkProtocol *protocol = job_open (self);

  g_assert_true (spk_protocol_restore (protocol, state, &error));
  g_assert_no_error (error);
  return protocol;
}

static void
advance (SpkProtocol *protocol, guint n_steps, GPtrArray *records)
{
  for (guint i = 0; i < n_steps; i++)
    {
      g_autoptr (SpkEpochRecord) record = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (spk_protocol_advance (protocol, &record, &error));
      g_assert_no_error (error);
      if (record != NULL && records != NULL)
        g_ptr_array_add (records, record_text (record));
    }
}

static SpkArrays *
state_after (const Job *self, guint n_steps)
{
  g_autoptr (SpkProtocol) protocol = job_open (self);

  advance (protocol, n_steps, NULL);
  return spk_protocol_save (protocol);
}

static guint
count_steps (const Job *self)
{
  g_autoptr (SpkProtocol) protocol = job_open (self);
  guint n = 0;

  for (; !spk_protocol_is_done (protocol); n++)
    advance (protocol, 1, NULL);
  return n;
}

/* Interrupts the job after each of its steps, the one that ends it among them, and goes on in a new protocol. */
static void
assert_resumable_everywhere (const Job *self)
{
  const guint n_steps = count_steps (self);
  g_auto (SearchRun) whole = { 0 };
  g_autoptr (SpkProtocol) uninterrupted = job_open (self);

  finish_protocol (uninterrupted, &whole);
  for (guint at = 0; at <= n_steps; at++)
    {
      g_auto (SearchRun) parts = { .records = g_ptr_array_new_with_free_func (g_free) };
      g_autoptr (SpkProtocol) first = job_open (self);
      g_autoptr (SpkProtocol) second = NULL;
      g_autoptr (SpkArrays) state = NULL;

      advance (first, at, parts.records);
      state = spk_protocol_save (first);
      g_clear_pointer (&first, spk_protocol_free);
      second = job_reopen (self, state);
      finish_protocol (second, &parts);
      assert_runs_equal (&whole, &parts);
    }
}

static void
test_search_resumes_at_every_step (void)
{
  g_auto (Job) job;

  job_init (&job, SPK_JOB_SEARCH);
  job.settings->time_jitter = 1;
  job.settings->dropout = 0.2;
  assert_resumable_everywhere (&job);
}

static void
test_search_that_learns_neurons_resumes_at_every_step (void)
{
  g_auto (Job) job;

  job_init (&job, SPK_JOB_SEARCH);
  job.settings->population = TRUE;
  job.settings->neuron_rate = 0.05;
  job.settings->plasticity_decay = TRUE;
  assert_resumable_everywhere (&job);
}

static void
test_settled_search_resumes_at_every_step (void)
{
  g_auto (Job) job;

  job_init (&job, SPK_JOB_SEARCH);
  job.settings->epochs = 6;
  job.settings->alpha_rate = 1e-6;
  job.settings->alpha_decay = 0;
  job.settings->patience = 2;
  assert_resumable_everywhere (&job);
}

static void
test_search_without_retraining_resumes_at_every_step (void)
{
  g_auto (Job) job;

  job_init (&job, SPK_JOB_SEARCH);
  job.settings->retrain_epochs = 0;
  assert_resumable_everywhere (&job);
}

static void
test_training_resumes_at_every_step (void)
{
  g_auto (Job) job;

  job_init (&job, SPK_JOB_TRAIN);
  job.settings->channel_jitter = 1;
  assert_resumable_everywhere (&job);
}

/* A saved state is what was restored, before anything is done. */
static void
test_restored_state_saves_to_itself (void)
{
  g_auto (Job) job;

  job_init (&job, SPK_JOB_SEARCH);
  for (guint at = 0; at < count_steps (&job); at++)
    {
      g_autoptr (SpkArrays) state = state_after (&job, at);
      g_autoptr (SpkProtocol) protocol = job_reopen (&job, state);
      g_autoptr (SpkArrays) again = spk_protocol_save (protocol);

      assert_states_equal (state, again);
    }
}

static void
test_seconds_go_on (void)
{
  g_auto (Job) job;
  g_autoptr (SpkArrays) state = NULL;
  g_autoptr (SpkProtocol) protocol = NULL;
  double seconds;

  job_init (&job, SPK_JOB_TRAIN);
  state = state_after (&job, 3);
  g_assert_true (spk_arrays_get_float64 (state, "train_seconds", &seconds, NULL));
  protocol = job_reopen (&job, state);
  g_assert_cmpfloat (spk_protocol_get_seconds (protocol), ==, seconds);
  advance (protocol, 1, NULL);
  g_assert_cmpfloat (spk_protocol_get_seconds (protocol), >, seconds);
}

/* A state is refused with an error of the core that is not empty. */
static void
assert_refused (const Job *self, const SpkArrays *state, GQuark domain)
{
  g_autoptr (SpkProtocol) protocol = job_open (self);
  g_autoptr (GError) error = NULL;

  g_assert_false (spk_protocol_restore (protocol, state, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (g_quark_to_string (error->domain), ==, g_quark_to_string (domain));
  g_assert_cmpstr (error->message, !=, "");
}

static void
test_states_of_another_kind_are_refused (void)
{
  g_auto (Job) search;
  g_auto (Job) training;
  g_autoptr (SpkArrays) of_search = NULL;
  g_autoptr (SpkArrays) of_retraining = NULL;
  g_autoptr (SpkArrays) of_training = NULL;

  job_init (&search, SPK_JOB_SEARCH);
  job_init (&training, SPK_JOB_TRAIN);
  of_search = state_after (&search, 1);
  of_retraining = state_after (&search, count_steps (&search) - 2);
  of_training = state_after (&training, 1);
  assert_refused (&training, of_search, SPK_JOB_ERROR);
  assert_refused (&training, of_retraining, SPK_JOB_ERROR);
  assert_refused (&search, of_training, SPK_JOB_ERROR);
}

static void
test_states_of_another_shape_are_refused (void)
{
  for (SpkJobKind kind = SPK_JOB_SEARCH; kind <= SPK_JOB_TRAIN; kind++)
    {
      g_auto (Job) job;
      g_autoptr (SpkArrays) state = NULL;
      g_autoptr (SpkDataset) wider = make_randman (2, 9, 30);

      job_init (&job, kind);
      state = state_after (&job, 1);
      job.settings->neurons.values[0] = 32;
      assert_refused (&job, state, SPK_MODEL_ERROR);
      job.settings->neurons = (SpkList){ 2, { 16, 16 } };
      assert_refused (&job, state, SPK_MODEL_ERROR);
      job.settings->neurons = (SpkList){ 1, { 16 } };
      g_clear_pointer (&job.dataset, spk_dataset_unref);
      job.dataset = spk_dataset_ref (wider);
      assert_refused (&job, state, SPK_MODEL_ERROR);
    }
}

static void
test_states_of_other_sizes_are_refused (void)
{
  g_auto (Job) job;
  g_autoptr (SpkArrays) state = NULL;

  job_init (&job, SPK_JOB_SEARCH);
  state = state_after (&job, 1);
  job.settings->sizes = (SpkList){ 3, { 2, 4, 8 } };
  assert_refused (&job, state, SPK_MODEL_ERROR);
}

static void
test_states_of_another_motif_are_refused (void)
{
  g_auto (Job) job;
  g_autoptr (SpkArrays) state = NULL;
  g_autoptr (SpkTopology) other = NULL;
  SpkTopology *motif;

  job_init (&job, SPK_JOB_TRAIN);
  state = state_after (&job, 1);
  motif = g_ptr_array_index (job.motifs, 0);
  other = spk_topology_with_intra (motif, 0, 1,
                                   spk_topology_get_intra (motif, 0, 1) == SPK_ABSENT ? SPK_EXCITATORY : SPK_ABSENT);
  g_ptr_array_set_size (job.motifs, 0);
  g_ptr_array_add (job.motifs, g_steal_pointer (&other));
  assert_refused (&job, state, SPK_JOB_ERROR);
}

static void
test_states_beyond_the_end_are_refused (void)
{
  g_auto (Job) job;
  g_autoptr (SpkArrays) state = NULL;

  job_init (&job, SPK_JOB_TRAIN);
  state = state_after (&job, count_steps (&job) - 1);
  job.settings->epochs = 1;
  assert_refused (&job, state, SPK_JOB_ERROR);
}

/* A copy of a state without one of its arrays. */
static SpkArrays *
copy_without (const SpkArrays *state, guint left_out)
{
  SpkArrays *copy = spk_arrays_new ();

  for (guint i = 0; i < spk_arrays_get_n (state); i++)
    {
      const SpkArray *array = spk_arrays_get (state, i);

      if (i != left_out)
        spk_arrays_add (copy, array->name, array->type, array->rank, array->dims, array->data);
    }
  return copy;
}

static void
test_states_with_a_part_missing_are_refused (void)
{
  g_auto (Job) job;
  g_autoptr (SpkArrays) state = NULL;

  job_init (&job, SPK_JOB_SEARCH);
  state = state_after (&job, count_steps (&job) - 2); /* retraining: a motif is part of it */
  for (guint i = 0; i < spk_arrays_get_n (state); i++)
    {
      g_autoptr (SpkArrays) part = copy_without (state, i);
      g_autoptr (SpkProtocol) protocol = job_open (&job);
      g_autoptr (GError) error = NULL;

      if (spk_protocol_restore (protocol, part, &error))
        g_error ("a state without %s was taken", spk_arrays_get (state, i)->name);
      g_assert_true (error->domain == SPK_JOB_ERROR || error->domain == SPK_MODEL_ERROR ||
                     error->domain == SPK_ARRAYS_ERROR);
    }
}

static void
test_an_empty_state_is_refused (void)
{
  g_auto (Job) job;
  g_autoptr (SpkArrays) empty = spk_arrays_new ();

  job_init (&job, SPK_JOB_SEARCH);
  assert_refused (&job, empty, SPK_ARRAYS_ERROR);
}

/* Another array of the same name: other type, shape, or values. */
static void
add_spoilt (SpkArrays *to, const SpkArray *array, SpkRandom *random)
{
  gsize dims[SPK_ARRAY_MAX_RANK] = { 1, 1, 1, 1 };
  const guint how = spk_random_below (random, 4);
  SpkArrayType type = array->type;
  guint rank = array->rank;
  guint8 *bytes;
  SpkArray *spoilt;

  memcpy (dims, array->dims, rank * sizeof (gsize));
  if (how == 0)
    type = (SpkArrayType) spk_random_below (random, 4);
  if (how == 1)
    rank = 1 + spk_random_below (random, SPK_ARRAY_MAX_RANK);
  if (how == 2)
    dims[spk_random_below (random, rank)] = spk_random_below (random, 5);
  spoilt = spk_arrays_add (to, array->name, type, rank, dims, NULL);
  bytes = spoilt->data;
  for (gsize i = 0; i < spoilt->n_values * spk_array_type_size (type); i++)
    bytes[i] = (guint8) spk_random_next (random);
}

/* Whatever a state holds, it is refused or the job goes on to an end or an error: nothing crashes. */
static void
test_nonsense_does_no_harm (void)
{
  g_auto (Job) job;
  SpkRandom random;

  job_init (&job, SPK_JOB_SEARCH);
  spk_random_init (&random, 1, SPK_PURPOSE_TEST, 0, 0);
  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (SpkArrays) state = state_after (&job, spk_random_below (&random, 8));
      g_autoptr (SpkArrays) spoilt = spk_arrays_new ();
      g_autoptr (SpkProtocol) protocol = job_open (&job);
      g_autoptr (GError) error = NULL;
      gboolean good;

      for (guint i = 0; i < spk_arrays_get_n (state); i++)
        {
          const SpkArray *array = spk_arrays_get (state, i);

          if (spk_random_below (&random, spk_arrays_get_n (state)) < 2)
            add_spoilt (spoilt, array, &random);
          else
            spk_arrays_add (spoilt, array->name, array->type, array->rank, array->dims, array->data);
        }
      good = spk_protocol_restore (protocol, spoilt, &error);
      while (good && !spk_protocol_is_done (protocol))
        {
          g_autoptr (SpkEpochRecord) record = NULL;

          good = spk_protocol_advance (protocol, &record, &error);
        }
      g_assert_true (good == (error == NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  spk_blas_load ();
  g_test_add_func ("/protocol/restore/search-resumes-at-every-step", test_search_resumes_at_every_step);
  g_test_add_func ("/protocol/restore/search-that-learns-neurons-resumes-at-every-step",
                   test_search_that_learns_neurons_resumes_at_every_step);
  g_test_add_func ("/protocol/restore/settled-search-resumes-at-every-step", test_settled_search_resumes_at_every_step);
  g_test_add_func ("/protocol/restore/search-without-retraining-resumes-at-every-step",
                   test_search_without_retraining_resumes_at_every_step);
  g_test_add_func ("/protocol/restore/training-resumes-at-every-step", test_training_resumes_at_every_step);
  g_test_add_func ("/protocol/restore/restored-state-saves-to-itself", test_restored_state_saves_to_itself);
  g_test_add_func ("/protocol/restore/seconds-go-on", test_seconds_go_on);
  g_test_add_func ("/protocol/restore/states-of-another-kind-are-refused", test_states_of_another_kind_are_refused);
  g_test_add_func ("/protocol/restore/states-of-another-shape-are-refused", test_states_of_another_shape_are_refused);
  g_test_add_func ("/protocol/restore/states-of-other-sizes-are-refused", test_states_of_other_sizes_are_refused);
  g_test_add_func ("/protocol/restore/states-of-another-motif-are-refused", test_states_of_another_motif_are_refused);
  g_test_add_func ("/protocol/restore/states-beyond-the-end-are-refused", test_states_beyond_the_end_are_refused);
  g_test_add_func ("/protocol/restore/states-with-a-part-missing-are-refused",
                   test_states_with_a_part_missing_are_refused);
  g_test_add_func ("/protocol/restore/an-empty-state-is-refused", test_an_empty_state_is_refused);
  g_test_add_func ("/protocol/restore/nonsense-does-no-harm", test_nonsense_does_no_harm);
  return g_test_run ();
}
