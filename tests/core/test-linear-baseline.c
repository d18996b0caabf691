/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-linear-baseline.h"

#include <math.h>

#include "base/spk-random.h"
#include "data/spk-dataset-builder.h"
#include "search-fixture.h"

#define CLASSES 3
#define CHANNELS 6
#define SAMPLES 40 /* of a class */
#define DURATION_MS 50

/* A class has more spikes in two of the channels, spread at random over the duration; or, with @late, beyond it. */
static void
add_events (SpkDatasetBuilder *builder, SpkRandom *random, guint label, gboolean late)
{
  const guint32 offset = late ? DURATION_MS * 1000 : 0;

  for (guint c = 0; c < CHANNELS; c++)
    for (guint n = (c / 2 == label ? 12 : 5) + spk_random_below (random, 4); n > 0; n--)
      spk_dataset_builder_add_event (builder, c, offset + spk_random_below (random, DURATION_MS * 1000));
}

static SpkDataset *
make_counts (gboolean late)
{
  const SpkGeometry geometry = { .channels = CHANNELS, .polarities = 1 };
  g_autoptr (SpkDatasetBuilder) builder = spk_dataset_builder_new ("counts", "memory", &geometry, 1, FALSE);
  g_autoptr (GError) error = NULL;
  SpkDataset *dataset;
  SpkRandom random;

  spk_random_init (&random, 1, SPK_PURPOSE_TEST, 0, 0);
  for (guint k = 0; k < CLASSES; k++)
    {
      g_autofree char *name = g_strdup_printf ("class %u", k);

      spk_dataset_builder_add_class (builder, name);
    }
  for (guint i = 0; i < CLASSES * SAMPLES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      add_events (builder, &random, i % CLASSES, late);
      spk_dataset_builder_end_sample (builder, name, i % CLASSES, NULL, &error);
      g_assert_no_error (error);
    }
  dataset = spk_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static SpkSettings *
make_settings (void)
{
  SpkSettings *settings = make_search_settings ();

  settings->duration = DURATION_MS;
  return settings;
}

static SpkLinearScore
run (const SpkSettings *settings, SpkDataset *dataset)
{
  g_autoptr (GError) error = NULL;
  SpkLinearScore score;

  g_assert_true (spk_linear_baseline_run (settings, dataset, &score, &error));
  g_assert_no_error (error);
  return score;
}

static void
test_separable_counts_are_learnt (void)
{
  g_autoptr (SpkSettings) settings = make_settings ();
  g_autoptr (SpkDataset) dataset = make_counts (FALSE);
  const SpkLinearScore score = run (settings, dataset);

  g_assert_cmpfloat (score.accuracy, ==, 1);
  g_assert_cmpfloat (score.train_accuracy, ==, 1);
  g_assert_cmpuint (score.n_samples, ==, CLASSES * SAMPLES / 5);
  g_assert_cmpuint (score.n_parameters, ==, (CHANNELS + 1) * CLASSES);
}

/* Every channel of randman spikes exactly once. */
static void
test_times_alone_are_not_learnt (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_randman (4, 16, 40);
  const SpkLinearScore score = run (settings, dataset);

  g_assert_cmpfloat (score.accuracy, ==, 0.25);
  g_assert_cmpfloat (score.train_accuracy, ==, 0.25);
}

static void
test_spikes_beyond_the_duration_do_not_count (void)
{
  g_autoptr (SpkSettings) settings = make_settings ();
  g_autoptr (SpkDataset) dataset = make_counts (TRUE);
  const SpkLinearScore score = run (settings, dataset);

  g_assert_cmpfloat_with_epsilon (score.accuracy, 1.0 / CLASSES, 1e-12);
}

static void
test_runs_are_equal (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_counts (FALSE);
  SpkLinearScore one, other;

  settings->duration = DURATION_MS / 10.0; /* too short to be easy */
  one = run (settings, dataset);
  settings->threads = 1;
  other = run (settings, dataset);
  g_test_message ("accuracy %g, in training %g", one.accuracy, one.train_accuracy);
  g_assert_cmpfloat (one.accuracy, ==, other.accuracy);
  g_assert_cmpfloat (one.train_accuracy, ==, other.train_accuracy);
  g_assert_cmpfloat (one.train_accuracy, <, 1);
}

static void
test_held_out_samples_are_judged (void)
{
  g_autoptr (SpkSettings) settings = make_settings ();
  g_autoptr (SpkDataset) dataset = make_counts (FALSE);
  SpkLinearScore score;

  settings->evaluate = SPK_SETTINGS_EVALUATE_VALID;
  settings->valid_fraction = 0.25;
  score = run (settings, dataset);
  g_assert_cmpuint (score.n_samples, ==, CLASSES * 8); /* a quarter of four fifths of 40 */
}

static void
test_no_samples_to_judge_no_accuracy (void)
{
  g_autoptr (SpkSettings) settings = make_settings ();
  g_autoptr (SpkDataset) dataset = make_counts (FALSE);
  SpkLinearScore score;

  spk_settings_set (settings, "split", "none", NULL);
  score = run (settings, dataset);
  g_assert_true (isnan (score.accuracy));
  g_assert_cmpfloat (score.train_accuracy, ==, 1);
}

static void
test_unknown_split_is_refused (void)
{
  g_autoptr (SpkSettings) settings = make_settings ();
  g_autoptr (SpkDataset) dataset = make_counts (FALSE);
  g_autoptr (GError) error = NULL;
  SpkLinearScore score;

  spk_settings_set (settings, "split", "speaker:1", NULL);
  g_assert_false (spk_linear_baseline_run (settings, dataset, &score, &error));
  assert_mentions (error, "speaker");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/linear-baseline/separable-counts-are-learnt", test_separable_counts_are_learnt);
  g_test_add_func ("/linear-baseline/times-alone-are-not-learnt", test_times_alone_are_not_learnt);
  g_test_add_func ("/linear-baseline/spikes-beyond-the-duration-do-not-count",
                   test_spikes_beyond_the_duration_do_not_count);
  g_test_add_func ("/linear-baseline/runs-are-equal", test_runs_are_equal);
  g_test_add_func ("/linear-baseline/held-out-samples-are-judged", test_held_out_samples_are_judged);
  g_test_add_func ("/linear-baseline/no-samples-to-judge-no-accuracy", test_no_samples_to_judge_no_accuracy);
  g_test_add_func ("/linear-baseline/unknown-split-is-refused", test_unknown_split_is_refused);
  return g_test_run ();
}
