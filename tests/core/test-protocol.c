/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/spk-blas.h"
#include "data/spk-dataset-builder.h"
#include "search-fixture.h"

static GPtrArray *
motifs_for (SpkJobKind kind, SpkSettingsLayer layer)
{
  return kind == SPK_JOB_TRAIN && layer == SPK_SETTINGS_LAYER_SC_ML ? make_motifs (4, 1) : NULL;
}

static void
run_with (SpkJobKind kind, SpkSettingsLayer layer, guint threads, guint64 seed, SearchRun *run)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_randman (3, 8, 90);
  g_autoptr (GPtrArray) motifs = motifs_for (kind, layer);

  settings->layer = layer;
  settings->seed = seed;
  settings->batch = 150; /* more shards than there are slots for gradients */
  run_protocol (kind, settings, dataset, motifs, threads, run);
}

typedef struct
{
  const char      *path;
  SpkJobKind       kind;
  SpkSettingsLayer layer;
} Case;

static const Case cases[] = {
  { "search", SPK_JOB_SEARCH, SPK_SETTINGS_LAYER_SC_ML },
  { "sc-ml", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_SC_ML },
  { "dense", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_DENSE },
  { "feedforward", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_FEEDFORWARD },
};

static void
test_threads_change_no_bit (gconstpointer data)
{
  const Case *it = data;
  g_auto (SearchRun) one = { 0 };
  static const guint threads[] = { 1, 2, 5 };

  run_with (it->kind, it->layer, 1, 7, &one);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_auto (SearchRun) other = { 0 };

      run_with (it->kind, it->layer, threads[i], 7, &other);
      assert_runs_equal (&one, &other);
    }
}

static void
test_another_seed_gives_another_run (gconstpointer data)
{
  const Case *it = data;
  g_auto (SearchRun) one = { 0 };
  g_auto (SearchRun) other = { 0 };

  run_with (it->kind, it->layer, 2, 7, &one);
  run_with (it->kind, it->layer, 2, 8, &other);
  g_assert_false (spk_arrays_equal (one.state, other.state, NULL));
  g_assert_cmpstr (g_ptr_array_index (one.records, 0), !=, g_ptr_array_index (other.records, 0));
}

/* Randman samples, every third of them for tests. Where @changed is true these have other events and labels. */
static SpkDataset *
make_parted (gboolean changed)
{
  g_autoptr (SpkDataset) source = make_randman (2, 8, 24);
  g_autoptr (SpkDatasetBuilder) builder = spk_dataset_builder_new ("parted", "memory",
                                                                   spk_dataset_get_geometry (source), 1, FALSE);
  g_autoptr (GError) error = NULL;
  SpkDataset *dataset;

  spk_dataset_builder_add_class (builder, "a");
  spk_dataset_builder_add_class (builder, "b");
  spk_dataset_builder_add_group (builder, "part");
  for (guint i = 0; i < spk_dataset_get_n_samples (source); i++)
    {
      const gboolean test = i % 3 == 2;
      const char *values[] = { test ? "Test" : "Train" };
      g_autofree char *name = g_strdup_printf ("%u", i);
      guint32 label = spk_dataset_get_label (source, i);
      gsize n_events;
      const SpkEvent *events = spk_dataset_get_events (source, i, &n_events);

      if (test && changed)
        label = 1 - label;
      for (gsize e = 0; e < n_events; e++)
        spk_dataset_builder_add_event (builder, events[e].channel,
                                       test && changed ? (events[e].time_us + 31000) % 90000 : events[e].time_us);
      spk_dataset_builder_end_sample (builder, name, label, values, &error);
      g_assert_no_error (error);
    }
  dataset = spk_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static void
test_test_samples_show_in_the_result_alone (gconstpointer data)
{
  const Case *it = data;
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_parted (FALSE);
  g_autoptr (SpkDataset) other = make_parted (TRUE);
  g_autoptr (GPtrArray) motifs = motifs_for (it->kind, it->layer);
  g_auto (SearchRun) one = { 0 };
  g_auto (SearchRun) two = { 0 };

  settings->duration = 100;
  settings->layer = it->layer;
  run_protocol (it->kind, settings, dataset, motifs, 2, &one);
  run_protocol (it->kind, settings, other, motifs, 2, &two);
  g_assert_cmpuint (one.records->len, ==, two.records->len);
  for (guint i = 0; i < one.records->len; i++)
    g_assert_cmpstr (g_ptr_array_index (one.records, i), ==, g_ptr_array_index (two.records, i));
  assert_states_equal (one.state, two.state);
  g_assert_cmpstr (one.result, !=, two.result);
}

/* What is tuned on held-out samples knows nothing of the test samples, not even at the end. */
static void
test_evaluating_on_valid_sees_no_test_sample (gconstpointer data)
{
  const Case *it = data;
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_parted (FALSE);
  g_autoptr (SpkDataset) other = make_parted (TRUE);
  g_autoptr (GPtrArray) motifs = it->kind == SPK_JOB_TRAIN && it->layer == SPK_SETTINGS_LAYER_SC_ML ? make_motifs (4, 1) : NULL;
  g_auto (SearchRun) one = { 0 };
  g_auto (SearchRun) two = { 0 };

  settings->duration = 100;
  settings->layer = it->layer;
  settings->evaluate = SPK_SETTINGS_EVALUATE_VALID;
  settings->valid_fraction = 0.25;
  run_protocol (it->kind, settings, dataset, motifs, 2, &one);
  run_protocol (it->kind, settings, other, motifs, 2, &two);
  assert_runs_equal (&one, &two);
  g_assert_nonnull (strstr (one.result, "\"test_samples\":8")); /* a quarter of 32 */
}

/* Runs a whole protocol for its result. */
static SpkJobResult *
run_for_result (SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset, GPtrArray *motifs)
{
  g_autoptr (SpkPool) pool = spk_pool_new (2);
  g_autoptr (SpkProtocol) protocol = make_protocol (kind, settings, dataset, motifs, NULL, pool);

  while (!spk_protocol_is_done (protocol))
    {
      g_autoptr (SpkEpochRecord) record = NULL;
      g_autoptr (GError) error = NULL;

      spk_protocol_advance (protocol, &record, &error);
      g_assert_no_error (error);
    }
  return spk_protocol_steal_result (protocol);
}

static void
test_training_learns (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_randman (4, 16, 60);
  g_autoptr (GPtrArray) motifs = make_motifs (4, 1);
  g_autoptr (SpkJobResult) result = NULL;
  guint n = 0, n_right = 0;

  settings->neurons.values[0] = 32;
  settings->epochs = 15;
  result = run_for_result (SPK_JOB_TRAIN, settings, dataset, motifs);
  g_test_message ("test accuracy %g", result->test_accuracy);
  g_assert_cmpfloat (result->test_accuracy, >, 0.6); /* chance is 0.25 */
  g_assert_cmpuint (result->train_epochs, ==, 15);
  g_assert_cmpuint (result->search_epochs, ==, 0);
  g_assert_cmpuint (result->n_test, ==, 48);
  g_assert_true (isnan (result->derived_accuracy));
  g_assert_true (isnan (result->discretisation_gap));
  for (guint i = 0; i < 16; i++)
    n += result->confusion[i];
  for (guint i = 0; i < 4; i++)
    n_right += result->confusion[i * 4 + i];
  g_assert_cmpuint (n, ==, 48);
  g_assert_cmpfloat_with_epsilon (result->test_accuracy, n_right / 48.0, 1e-12);
  g_assert_cmpuint (result->motifs->len, ==, 1);
  g_assert_true (spk_topology_equal (g_ptr_array_index (result->motifs, 0), g_ptr_array_index (motifs, 0)));
}

static void
test_search_finds_a_motif (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_randman (3, 16, 40);
  g_autoptr (SpkJobResult) result = NULL;
  guint size;

  settings->epochs = 6;
  settings->retrain_epochs = 12;
  result = run_for_result (SPK_JOB_SEARCH, settings, dataset, NULL);
  g_test_message ("test accuracy %g", result->test_accuracy);
  g_assert_cmpfloat (result->test_accuracy, >, 0.5); /* chance is 0.33 */
  g_assert_cmpuint (result->search_epochs, ==, 6);
  g_assert_cmpuint (result->train_epochs, ==, 12);
  g_assert_cmpuint (result->motifs->len, ==, 1);
  size = spk_topology_get_size (g_ptr_array_index (result->motifs, 0));
  g_assert_true (size == 2 || size == 4);
  g_assert_cmpfloat_with_epsilon (result->discretisation_gap, result->valid_accuracy - result->derived_accuracy, 1e-12);
}

static void
test_no_test_samples_no_test_accuracy (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_randman (2, 8, 10);
  g_autoptr (SpkJobResult) result = NULL;

  spk_settings_set (settings, "split", "none", NULL);
  settings->layer = SPK_SETTINGS_LAYER_DENSE;
  result = run_for_result (SPK_JOB_TRAIN, settings, dataset, NULL);
  g_assert_true (isnan (result->test_accuracy));
  g_assert_true (isnan (result->test_loss));
  g_assert_cmpuint (result->n_test, ==, 0);
}

/* With nothing held out there is nothing to be called validation. */
static void
test_nothing_held_out_no_validation (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_randman (2, 8, 10);
  g_autoptr (SpkPool) pool = spk_pool_new (1);
  g_autoptr (SpkProtocol) protocol = NULL;
  g_autoptr (SpkJobResult) result = NULL;

  settings->valid_fraction = 0;
  settings->layer = SPK_SETTINGS_LAYER_DENSE;
  protocol = make_protocol (SPK_JOB_TRAIN, settings, dataset, NULL, NULL, pool);
  while (!spk_protocol_is_done (protocol))
    {
      g_autoptr (SpkEpochRecord) record = NULL;

      g_assert_true (spk_protocol_advance (protocol, &record, NULL));
      if (record != NULL)
        {
          g_assert_true (isnan (record->valid_accuracy));
          g_assert_true (isnan (record->valid_loss));
          g_assert_cmpuint (record->n_samples, ==, 16);
        }
    }
  g_assert_true (isnan (spk_protocol_get_best (protocol)));
  result = spk_protocol_steal_result (protocol);
  g_assert_true (isnan (result->valid_accuracy));
}

static void
expect_refusal (SpkJobKind kind, const SpkSettings *settings, GPtrArray *motifs, GPtrArray *pins, GQuark domain,
                int code, const char *part)
{
  g_autoptr (SpkDataset) dataset = make_randman (2, 8, 10);
  g_autoptr (SpkPool) pool = spk_pool_new (1);
  g_autoptr (GError) error = NULL;

  g_assert_null (spk_protocol_new (kind, settings, dataset, motifs, pins, pool, &error));
  g_assert_error (error, domain, code);
  assert_mentions (error, part);
}

static void
free_pins (gpointer pins)
{
  if (pins != NULL)
    spk_pins_free (pins);
}

static void
test_pins_that_do_not_fit_are_refused (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (GPtrArray) pins = g_ptr_array_new_with_free_func (free_pins);

  g_ptr_array_add (pins, spk_pins_new ());
  g_ptr_array_add (pins, NULL);
  expect_refusal (SPK_JOB_SEARCH, settings, NULL, pins, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "2 layers");
  g_ptr_array_set_size (pins, 1);
  spk_pins_set_size (g_ptr_array_index (pins, 0), 8);
  expect_refusal (SPK_JOB_SEARCH, settings, NULL, pins, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "size 8");
}

static void
test_settings_that_do_not_fit_are_refused (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();

  expect_refusal (SPK_JOB_TRAIN, settings, NULL, NULL, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "motif");
  settings->evaluate = SPK_SETTINGS_EVALUATE_VALID;
  settings->valid_fraction = 0;
  expect_refusal (SPK_JOB_SEARCH, settings, NULL, NULL, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "valid-fraction");
  settings->evaluate = SPK_SETTINGS_EVALUATE_TEST;
  settings->sizes = (SpkList){ 1, { 3 } };
  expect_refusal (SPK_JOB_SEARCH, settings, NULL, NULL, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE, "motif size 3");
}

/* The share of the work that is done never falls and ends at 1, so that an estimate of the time left can be made. */
static void
test_progress_only_grows (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_randman (2, 8, 40);
  g_autoptr (SpkPool) pool = spk_pool_new (1);
  g_autoptr (SpkProtocol) protocol = make_protocol (SPK_JOB_SEARCH, settings, dataset, NULL, NULL, pool);
  SpkPhase phase = SPK_PHASE_SEARCH;
  SpkProgress last = { 0 };
  double share = 0;

  while (!spk_protocol_is_done (protocol))
    {
      g_autoptr (SpkEpochRecord) record = NULL;
      SpkProgress progress;

      g_assert_true (spk_protocol_advance (protocol, &record, NULL));
      progress = spk_protocol_get_progress (protocol);
      if (spk_protocol_get_phase (protocol) != phase)
        last = (SpkProgress){ 0 };
      phase = spk_protocol_get_phase (protocol);
      g_assert_cmpuint (progress.epoch, <=, progress.n_epochs);
      g_assert_cmpuint (progress.batch, <=, progress.n_batches);
      g_assert_cmpuint (progress.epoch * 1000 + progress.batch, >=, last.epoch * 1000 + last.batch);
      g_assert_cmpfloat (spk_protocol_get_share (protocol), >=, share);
      share = spk_protocol_get_share (protocol);
      last = progress;
    }
  g_assert_cmpuint (phase, ==, SPK_PHASE_TRAIN);
  g_assert_cmpuint (last.epoch, ==, 2);
  g_assert_cmpuint (last.batch, ==, last.n_batches);
  g_assert_cmpfloat (share, ==, 1);
}

static void
test_random_motifs_follow_the_seed (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (GPtrArray) motifs = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) other = NULL;

  settings->neurons = (SpkList){ 2, { 16, 8 } };
  settings->random_motif = 4;
  settings->density = 0.5;
  motifs = spk_protocol_make_random_motifs (settings);
  again = spk_protocol_make_random_motifs (settings);
  settings->seed++;
  other = spk_protocol_make_random_motifs (settings);
  g_assert_cmpuint (motifs->len, ==, 2);
  g_assert_cmpuint (spk_topology_get_size (g_ptr_array_index (motifs, 1)), ==, 4);
  g_assert_true (spk_topology_equal (g_ptr_array_index (motifs, 0), g_ptr_array_index (again, 0)));
  g_assert_true (spk_topology_equal (g_ptr_array_index (motifs, 1), g_ptr_array_index (again, 1)));
  g_assert_false (spk_topology_equal (g_ptr_array_index (motifs, 0), g_ptr_array_index (motifs, 1)));
  g_assert_false (spk_topology_equal (g_ptr_array_index (motifs, 0), g_ptr_array_index (other, 0)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  spk_blas_load ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *threads = g_strdup_printf ("/protocol/threads-change-no-bit/%s", cases[i].path);
      g_autofree char *seed = g_strdup_printf ("/protocol/another-seed-gives-another-run/%s", cases[i].path);
      g_autofree char *test = g_strdup_printf ("/protocol/test-samples-show-in-the-result-alone/%s", cases[i].path);
      g_autofree char *valid = g_strdup_printf ("/protocol/evaluating-on-valid-sees-no-test-sample/%s", cases[i].path);

      g_test_add_data_func (threads, &cases[i], test_threads_change_no_bit);
      g_test_add_data_func (seed, &cases[i], test_another_seed_gives_another_run);
      g_test_add_data_func (test, &cases[i], test_test_samples_show_in_the_result_alone);
      g_test_add_data_func (valid, &cases[i], test_evaluating_on_valid_sees_no_test_sample);
    }
  g_test_add_func ("/protocol/training-learns", test_training_learns);
  g_test_add_func ("/protocol/search-finds-a-motif", test_search_finds_a_motif);
  g_test_add_func ("/protocol/no-test-samples-no-test-accuracy", test_no_test_samples_no_test_accuracy);
  g_test_add_func ("/protocol/nothing-held-out-no-validation", test_nothing_held_out_no_validation);
  g_test_add_func ("/protocol/pins-that-do-not-fit-are-refused", test_pins_that_do_not_fit_are_refused);
  g_test_add_func ("/protocol/settings-that-do-not-fit-are-refused", test_settings_that_do_not_fit_are_refused);
  g_test_add_func ("/protocol/progress-only-grows", test_progress_only_grows);
  g_test_add_func ("/protocol/random-motifs-follow-the-seed", test_random_motifs_follow_the_seed);
  return g_test_run ();
}
