/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-binning.h"
#include "data/spk-dataset-builder.h"

#include "base/spk-random.h"

#define N_SAMPLES  20
#define N_CHANNELS 7
#define MAX_TIME   1000

/* Samples of 0, 10, 20, ... random events, in two classes. */
static SpkDataset *
random_events (void)
{
  const SpkGeometry geometry = { .channels = N_CHANNELS, .polarities = 1 };
  g_autoptr (SpkDatasetBuilder) builder = spk_dataset_builder_new ("test", "here", &geometry, 1, FALSE);
  SpkRandom random;

  spk_random_init (&random, 1, SPK_PURPOSE_TEST, 0, 0);
  spk_dataset_builder_add_class (builder, "even");
  spk_dataset_builder_add_class (builder, "odd");
  for (guint i = 0; i < N_SAMPLES; i++)
    {
      for (guint e = 0; e < 10 * i; e++)
        {
          guint32 channel = spk_random_below (&random, N_CHANNELS);

          spk_dataset_builder_add_event (builder, channel, spk_random_below (&random, MAX_TIME));
        }
      spk_dataset_builder_end_sample (builder, "sample", i % 2, NULL, NULL);
    }
  return spk_dataset_builder_finish (builder, NULL);
}

/* Bins one lane by the formula itself. */
static void
assert_lane (const SpkBinning *binning, const SpkShard *shard, guint lane)
{
  g_autofree gboolean *expected = g_new0 (gboolean, binning->steps * N_CHANNELS);
  gsize n_events;
  const SpkEvent *events = spk_dataset_get_events (binning->dataset, shard->samples[lane], &n_events);

  for (gsize i = 0; i < n_events; i++)
    {
      guint64 step = (guint64) events[i].time_us * binning->steps / binning->duration_us;

      if (step < binning->steps)
        expected[step * N_CHANNELS + events[i].channel] = TRUE;
    }
  for (guint i = 0; i < binning->steps * N_CHANNELS; i++)
    g_assert_cmpint (shard->masks[i] >> lane & 1, ==, expected[i]);
}

static void
assert_bins (guint steps, guint64 duration_us)
{
  const guint32 samples[] = { 3, 19, 0, 7, 12 };
  g_autoptr (SpkDataset) dataset = random_events ();
  g_autoptr (SpkShard) shard = spk_shard_new (steps, N_CHANNELS);
  const SpkBinning binning = { dataset, steps, duration_us };

  spk_binning_fill (&binning, samples, G_N_ELEMENTS (samples), NULL, shard);
  g_assert_cmpuint (shard->n_samples, ==, G_N_ELEMENTS (samples));
  for (guint lane = 0; lane < G_N_ELEMENTS (samples); lane++)
    {
      g_assert_cmpuint (shard->samples[lane], ==, samples[lane]);
      g_assert_cmpuint (shard->labels[lane], ==, samples[lane] % 2);
      assert_lane (&binning, shard, lane);
    }
  for (guint i = 0; i < steps * N_CHANNELS; i++)
    g_assert_cmpuint (shard->masks[i] >> G_N_ELEMENTS (samples), ==, 0);
  g_assert_cmpuint (shard->n_dropped, ==, spk_binning_count_dropped (&binning, samples, G_N_ELEMENTS (samples)));
}

static void
test_follows_the_formula (void)
{
  assert_bins (100, 1000);
  assert_bins (1, 1000);
  assert_bins (7, 1000);
  assert_bins (333, 1000);
  assert_bins (1000, 1000);
}

static void
test_more_steps_than_microseconds (void)
{
  assert_bins (2500, 1000);
}

static void
test_late_events_are_dropped (void)
{
  assert_bins (10, 500);
  assert_bins (9, 1);
}

static void
test_early_events_leave_steps_free (void)
{
  assert_bins (50, 5000);
}

static void
test_dropped_are_counted (void)
{
  g_autoptr (SpkDataset) dataset = random_events ();
  const SpkBinning binning = { dataset, 10, 500 };
  const guint32 samples[] = { 5, 6 };
  guint64 n_late = 0;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      gsize n_events;
      const SpkEvent *events = spk_dataset_get_events (dataset, samples[i], &n_events);

      for (gsize e = 0; e < n_events; e++)
        n_late += events[e].time_us >= 500;
    }
  g_assert_cmpuint (n_late, >, 0);
  g_assert_cmpuint (spk_binning_count_dropped (&binning, samples, G_N_ELEMENTS (samples)), ==, n_late);
}

static void
test_filling_again_forgets (void)
{
  g_autoptr (SpkDataset) dataset = random_events ();
  g_autoptr (SpkShard) shard = spk_shard_new (10, N_CHANNELS);
  const SpkBinning binning = { dataset, 10, 500 };
  const guint32 full[] = { 18, 19 }, silent[] = { 0 };

  spk_binning_fill (&binning, full, 2, NULL, shard);
  g_assert_cmpuint (shard->n_dropped, >, 0);
  spk_binning_fill (&binning, silent, 1, NULL, shard);
  g_assert_cmpuint (shard->n_samples, ==, 1);
  g_assert_cmpuint (shard->n_dropped, ==, 0);
  for (guint i = 0; i < 10 * N_CHANNELS; i++)
    g_assert_cmpuint (shard->masks[i], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/binning/follows-the-formula", test_follows_the_formula);
  g_test_add_func ("/binning/more-steps-than-microseconds", test_more_steps_than_microseconds);
  g_test_add_func ("/binning/late-events-are-dropped", test_late_events_are_dropped);
  g_test_add_func ("/binning/early-events-leave-steps-free", test_early_events_leave_steps_free);
  g_test_add_func ("/binning/dropped-are-counted", test_dropped_are_counted);
  g_test_add_func ("/binning/filling-again-forgets", test_filling_again_forgets);
  return g_test_run ();
}
