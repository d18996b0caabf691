/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/spk-blas.h"
#include "data/spk-dataset-builder.h"
#include "data/spk-split.h"
#include "search/spk-evaluation.h"
#include "search-fixture.h"

#define CLASSES 3

/* A finished job and what it was made of. */
typedef struct
{
  SpkSettings  *settings;
  SpkDataset   *dataset;
  GPtrArray    *motifs;
  GStrv         class_names;
  SpkSplit     *split;
  SpkArrays    *state;
  SpkJobResult *result;
} Finished;

static void
finished_init (Finished *self, SpkJobKind kind, SpkSettingsLayer layer, guint n_layers)
{
  g_autoptr (SpkPool) pool = spk_pool_new (2);
  g_autoptr (SpkProtocol) protocol = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  *self = (Finished){ .settings = make_search_settings (), .dataset = make_randman (CLASSES, 8, 30) };
  self->settings->duration = 100;
  self->settings->layer = layer;
  self->settings->neurons = (SpkList){ n_layers, { 16, 16 } };
  if (kind == SPK_JOB_TRAIN && layer == SPK_SETTINGS_LAYER_SC_ML)
    self->motifs = make_motifs (4, 1); /* one for all layers */
  for (guint c = 0; c < CLASSES; c++)
    g_strv_builder_add (names, spk_dataset_get_class_name (self->dataset, c));
  self->class_names = g_strv_builder_end (names);
  self->split = spk_split_new (self->dataset, spk_dataset_get_default_split (self->dataset), self->settings->seed,
                               NULL);
  protocol = make_protocol (kind, self->settings, self->dataset, self->motifs, NULL, pool);
  while (!spk_protocol_is_done (protocol))
    {
      g_autoptr (SpkEpochRecord) record = NULL;

      g_assert_true (spk_protocol_advance (protocol, &record, NULL));
    }
  self->state = spk_protocol_save (protocol);
  self->result = spk_protocol_steal_result (protocol);
}

static void
finished_clear (Finished *self)
{
  spk_settings_free (self->settings);
  spk_dataset_unref (self->dataset);
  g_clear_pointer (&self->motifs, g_ptr_array_unref);
  g_strfreev (self->class_names);
  spk_split_free (self->split);
  spk_arrays_free (self->state);
  spk_job_result_free (self->result);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finished, finished_clear)

static SpkEvaluation *
evaluate (const Finished *it, SpkDataset *dataset, const guint32 *samples, guint n_samples, GError **error)
{
  return spk_evaluation_run (it->settings, it->motifs, it->state, (const char *const *) it->class_names, dataset,
                             samples, n_samples, error);
}

typedef struct
{
  const char      *path;
  SpkJobKind       kind;
  SpkSettingsLayer layer;
  guint            n_layers;
} Case;

static const Case cases[] = {
  { "search", SPK_JOB_SEARCH, SPK_SETTINGS_LAYER_SC_ML, 1 },
  { "search-of-two-layers", SPK_JOB_SEARCH, SPK_SETTINGS_LAYER_SC_ML, 2 },
  { "search-with-a-layer-kind-set", SPK_JOB_SEARCH, SPK_SETTINGS_LAYER_DENSE, 1 },
  { "sc-ml", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_SC_ML, 1 },
  { "sc-ml-of-two-layers", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_SC_ML, 2 },
  { "dense", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_DENSE, 1 },
  { "feedforward", SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_FEEDFORWARD, 2 },
};

static void
test_test_samples_give_the_result_again (gconstpointer data)
{
  const Case *it = data;
  g_auto (Finished) job;
  g_autoptr (SpkEvaluation) evaluation = NULL;
  g_autoptr (GError) error = NULL;

  finished_init (&job, it->kind, it->layer, it->n_layers);
  evaluation = evaluate (&job, job.dataset, job.split->test, job.split->n_test, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (evaluation->n_samples, ==, job.result->n_test);
  g_assert_cmpfloat (evaluation->accuracy, ==, job.result->test_accuracy);
  g_assert_cmpfloat (evaluation->loss, ==, job.result->test_loss);
  g_assert_cmpuint (evaluation->n_classes, ==, CLASSES);
  g_assert_cmpmem (evaluation->confusion, CLASSES * CLASSES * sizeof (guint), job.result->confusion,
                   CLASSES * CLASSES * sizeof (guint));
}

/* The test samples of a job, but of @n_classes of its classes in another order. */
static SpkDataset *
make_reordered (const Finished *job, const guint *order, guint n_classes, const char *extra_class)
{
  g_autoptr (SpkDatasetBuilder) builder = spk_dataset_builder_new ("reordered", "reordered samples",
                                                                   spk_dataset_get_geometry (job->dataset), 1, FALSE);
  g_autoptr (GError) error = NULL;
  SpkDataset *dataset;

  for (guint c = 0; c < n_classes; c++)
    spk_dataset_builder_add_class (builder, c + 1 == n_classes && extra_class != NULL ? extra_class
                                                                                      : job->class_names[order[c]]);
  for (guint i = 0; i < job->split->n_test; i++)
    {
      const guint32 sample = job->split->test[i];
      g_autofree char *name = g_strdup_printf ("%u", sample);
      guint32 label = 0;
      gsize n_events;
      const SpkEvent *events = spk_dataset_get_events (job->dataset, sample, &n_events);

      while (label < n_classes && order[label] != spk_dataset_get_label (job->dataset, sample))
        label++;
      if (label == n_classes)
        continue;
      for (gsize e = 0; e < n_events; e++)
        spk_dataset_builder_add_event (builder, events[e].channel, events[e].time_us);
      spk_dataset_builder_end_sample (builder, name, label, NULL, &error);
      g_assert_no_error (error);
    }
  dataset = spk_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static guint32 *
all_samples (SpkDataset *dataset, guint *n)
{
  guint32 *samples = g_new (guint32, spk_dataset_get_n_samples (dataset));

  *n = spk_dataset_get_n_samples (dataset);
  for (guint i = 0; i < *n; i++)
    samples[i] = i;
  return samples;
}

static void
test_classes_go_by_their_names (void)
{
  const guint order[] = { 2, 0, 1 };
  g_auto (Finished) job;
  g_autoptr (SpkDataset) other = NULL;
  g_autoptr (SpkEvaluation) evaluation = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint32 *samples = NULL;
  guint n;

  finished_init (&job, SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_SC_ML, 1);
  other = make_reordered (&job, order, CLASSES, NULL);
  samples = all_samples (other, &n);
  evaluation = evaluate (&job, other, samples, n, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (evaluation->accuracy, job.result->test_accuracy, 1e-12);
  g_assert_cmpfloat_with_epsilon (evaluation->loss, job.result->test_loss, 1e-5);
  g_assert_cmpmem (evaluation->confusion, CLASSES * CLASSES * sizeof (guint), job.result->confusion,
                   CLASSES * CLASSES * sizeof (guint));
}

static void
test_fewer_classes_will_do (void)
{
  const guint order[] = { 2, 1 };
  g_auto (Finished) job;
  g_autoptr (SpkDataset) other = NULL;
  g_autoptr (SpkEvaluation) evaluation = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint32 *samples = NULL;
  guint n;

  finished_init (&job, SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_SC_ML, 1);
  other = make_reordered (&job, order, 2, NULL);
  samples = all_samples (other, &n);
  evaluation = evaluate (&job, other, samples, n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (evaluation->n_classes, ==, CLASSES);
  for (guint c = 0; c < CLASSES; c++)
    {
      g_assert_cmpuint (evaluation->confusion[c], ==, 0);
      for (guint truth = 1; truth < CLASSES; truth++)
        g_assert_cmpuint (evaluation->confusion[truth * CLASSES + c], ==, job.result->confusion[truth * CLASSES + c]);
    }
}

static void
expect_error (const Finished *job, SpkDataset *dataset, guint n_samples, SpkJobError code, const char *part)
{
  const guint32 samples[] = { 0, 1 };
  g_autoptr (GError) error = NULL;

  g_assert_null (evaluate (job, dataset, samples, n_samples, &error));
  g_assert_error (error, SPK_JOB_ERROR, code);
  assert_mentions (error, part);
}

static void
test_unknown_classes_are_told (void)
{
  const guint order[] = { 0, 1, 2 };
  g_auto (Finished) job;
  g_autoptr (SpkDataset) other = NULL;

  finished_init (&job, SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_DENSE, 1);
  other = make_reordered (&job, order, CLASSES, "zebra");
  expect_error (&job, other, 2, SPK_JOB_ERROR_SETTINGS, "\"zebra\"");
}

static void
test_other_channels_are_told (void)
{
  g_auto (Finished) job;
  g_autoptr (SpkDataset) other = make_randman (CLASSES, 9, 10);

  finished_init (&job, SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_DENSE, 1);
  expect_error (&job, other, 2, SPK_JOB_ERROR_SETTINGS, "9 channels");
}

static void
test_no_samples_are_told (void)
{
  g_auto (Finished) job;

  finished_init (&job, SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_DENSE, 1);
  expect_error (&job, job.dataset, 0, SPK_JOB_ERROR_SETTINGS, "no samples");
}

static void
test_an_unfinished_search_is_told (void)
{
  g_auto (Finished) job;
  g_autoptr (SpkPool) pool = spk_pool_new (1);
  g_autoptr (SpkProtocol) protocol = NULL;

  finished_init (&job, SPK_JOB_SEARCH, SPK_SETTINGS_LAYER_SC_ML, 1);
  protocol = make_protocol (SPK_JOB_SEARCH, job.settings, job.dataset, NULL, NULL, pool);
  g_clear_pointer (&job.state, spk_arrays_free);
  job.state = spk_protocol_save (protocol);
  expect_error (&job, job.dataset, 2, SPK_JOB_ERROR_CHECKPOINT, "search has not come to an end");
}

static void
test_settings_of_another_run_are_told (void)
{
  g_auto (Finished) job;
  g_autoptr (GError) error = NULL;

  finished_init (&job, SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_DENSE, 1);
  job.settings->neurons.values[0] = 24;
  g_assert_null (evaluate (&job, job.dataset, job.split->test, job.split->n_test, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE);
}

/* Motifs that a layer without any was given by mistake do not make it another. */
static void
test_superfluous_motifs_do_no_harm (void)
{
  g_auto (Finished) job;
  g_autoptr (SpkPool) pool = spk_pool_new (1);
  g_autoptr (SpkProtocol) protocol = NULL;
  g_autoptr (SpkEvaluation) evaluation = NULL;
  g_autoptr (GError) error = NULL;

  finished_init (&job, SPK_JOB_TRAIN, SPK_SETTINGS_LAYER_DENSE, 1);
  job.motifs = make_motifs (4, 1);
  protocol = make_protocol (SPK_JOB_TRAIN, job.settings, job.dataset, job.motifs, NULL, pool);
  g_clear_pointer (&job.state, spk_arrays_free);
  job.state = spk_protocol_save (protocol);
  evaluation = evaluate (&job, job.dataset, job.split->test, job.split->n_test, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  spk_blas_load ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/evaluation/test-samples-give-the-result-again/%s", cases[i].path);

      g_test_add_data_func (path, &cases[i], test_test_samples_give_the_result_again);
    }
  g_test_add_func ("/evaluation/classes-go-by-their-names", test_classes_go_by_their_names);
  g_test_add_func ("/evaluation/fewer-classes-will-do", test_fewer_classes_will_do);
  g_test_add_func ("/evaluation/unknown-classes-are-told", test_unknown_classes_are_told);
  g_test_add_func ("/evaluation/other-channels-are-told", test_other_channels_are_told);
  g_test_add_func ("/evaluation/no-samples-are-told", test_no_samples_are_told);
  g_test_add_func ("/evaluation/an-unfinished-search-is-told", test_an_unfinished_search_is_told);
  g_test_add_func ("/evaluation/settings-of-another-run-are-told", test_settings_of_another_run_are_told);
  g_test_add_func ("/evaluation/superfluous-motifs-do-no-harm", test_superfluous_motifs_do_no_harm);
  return g_test_run ();
}
