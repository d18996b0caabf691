/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-data-error.h"
#include "data/spk-randman.h"
#include "data/spk-registry.h"

#include <math.h>
#include <string.h>

static SpkDataset *
load (const char *spec)
{
  g_autoptr (GError) error = NULL;
  SpkDataset *dataset = spk_dataset_load (spec, NULL, &error);

  g_assert_no_error (error);
  return dataset;
}

static void
expect_error (const char *spec, const char *part_of_message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (spk_dataset_load (spec, NULL, &error));
  g_assert_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_ARGUMENT);
  if (strstr (error->message, part_of_message) == NULL)
    g_error ("“%s” is not in “%s”", part_of_message, error->message);
}

/* Spike times of a sample by channel, in [0, 1). */
static void
get_times (SpkDataset *dataset, guint sample, double *times)
{
  gsize n_events;
  const SpkEvent *events = spk_dataset_get_events (dataset, sample, &n_events);

  for (gsize i = 0; i < n_events; i++)
    times[events[i].channel] = events[i].time_us / (double) SPK_RANDMAN_DURATION_US;
}

static void
test_every_channel_spikes_once (void)
{
  g_autoptr (SpkDataset) dataset = load ("randman:classes=3,channels=5,samples=7,dimensions=2");

  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 21);
  g_assert_cmpuint (spk_dataset_get_n_classes (dataset), ==, 3);
  g_assert_cmpuint (spk_dataset_get_geometry (dataset)->channels, ==, 5);
  for (guint i = 0; i < 21; i++)
    {
      gsize n_events;
      const SpkEvent *events = spk_dataset_get_events (dataset, i, &n_events);
      guint seen = 0;

      g_assert_cmpuint (n_events, ==, 5);
      g_assert_cmpuint (spk_dataset_get_label (dataset, i), ==, i / 7);
      for (gsize e = 0; e < n_events; e++)
        {
          g_assert_cmpuint (events[e].time_us, <, SPK_RANDMAN_DURATION_US);
          seen |= 1u << events[e].channel;
        }
      g_assert_cmpuint (seen, ==, 0x1f);
    }
}

static void
test_seed_decides (void)
{
  const SpkLoadOptions options = { .seed = 5 };
  g_autoptr (SpkDataset) first = load ("randman:samples=10,seed=5");
  g_autoptr (SpkDataset) same = load ("randman:samples=10,seed=5");
  g_autoptr (SpkDataset) from_options = spk_dataset_load ("randman:samples=10", &options, NULL);
  g_autoptr (SpkDataset) other = load ("randman:samples=10,seed=6");

  g_assert_cmphex (spk_dataset_get_fingerprint (first), ==, spk_dataset_get_fingerprint (same));
  g_assert_cmphex (spk_dataset_get_fingerprint (first), ==, spk_dataset_get_fingerprint (from_options));
  g_assert_cmphex (spk_dataset_get_fingerprint (first), !=, spk_dataset_get_fingerprint (other));
}

static void
test_source_repeats_the_data (void)
{
  g_autoptr (SpkDataset) first = load ("randman: smoothness=1.5, samples=10");
  g_autoptr (SpkDataset) again = load (spk_dataset_get_source (first));

  g_assert_cmpstr (spk_dataset_get_source (first), ==,
                   "randman:classes=10,channels=32,dimensions=1,smoothness=1.5,samples=10,seed=0");
  g_assert_cmphex (spk_dataset_get_fingerprint (first), ==, spk_dataset_get_fingerprint (again));
}

static void
test_fills_the_duration (void)
{
  g_autoptr (SpkDataset) dataset = load ("randman");

  g_assert_cmpuint (spk_dataset_suggest_duration_us (dataset), ==, SPK_RANDMAN_DURATION_US);
}

static double
squared_distance (const double *a, const double *b, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

/* Share of the samples whose nearest other sample is of the same class. */
static double
nearest_neighbour_accuracy (SpkDataset *dataset)
{
  guint n = spk_dataset_get_n_samples (dataset), n_channels = spk_dataset_get_geometry (dataset)->channels;
  g_autofree double *times = g_new (double, n * n_channels);
  guint n_right = 0;

  for (guint i = 0; i < n; i++)
    get_times (dataset, i, times + i * n_channels);
  for (guint i = 0; i < n; i++)
    {
      double least = G_MAXDOUBLE;
      guint nearest = i;

      for (guint j = 0; j < n; j++)
        {
          double distance = squared_distance (times + i * n_channels, times + j * n_channels, n_channels);

          if (j != i && distance < least)
            {
              least = distance;
              nearest = j;
            }
        }
      n_right += spk_dataset_get_label (dataset, i) == spk_dataset_get_label (dataset, nearest);
    }
  return n_right / (double) n;
}

static void
test_classes_are_told_apart_by_times (void)
{
  g_autoptr (SpkDataset) dataset = load ("randman:seed=1");

  g_assert_cmpfloat (nearest_neighbour_accuracy (dataset), >, 0.95);
}

static void
test_bad_parameters (void)
{
  expect_error ("randman:classes=1", "classes=1: must be a whole number from 2 to 1000");
  expect_error ("randman:channels=0", "channels=0: must be a whole number from 1 to 10000");
  expect_error ("randman:dimensions=17", "dimensions=17: must be a whole number from 1 to 16");
  expect_error ("randman:samples=many", "samples=many: must be a whole number from 2 to 100000");
  expect_error ("randman:smoothness=0", "smoothness=0: must be a number from 0.1 to 10");
  expect_error ("randman:smoothness=nan", "smoothness=nan: must be a number from 0.1 to 10");
  expect_error ("randman:seed=-1", "seed=-1: must be a whole number from 0");
  expect_error ("randman:noise=3", "“noise” is no key; there are classes, channels");
  expect_error ("randman:classes", "“classes” is not of the form KEY=VALUE");
  expect_error ("randman:classes=1000,channels=10000,samples=100000", "takes too long");
}

static void
test_options_are_checked (void)
{
  g_autoptr (GError) error = NULL;
  SpkRandmanOptions options;

  spk_randman_options_init (&options);
  options.smoothness = NAN;
  g_assert_null (spk_randman_generate (&options, &error));
  g_assert_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_ARGUMENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/randman/every-channel-spikes-once", test_every_channel_spikes_once);
  g_test_add_func ("/randman/seed-decides", test_seed_decides);
  g_test_add_func ("/randman/source-repeats-the-data", test_source_repeats_the_data);
  g_test_add_func ("/randman/fills-the-duration", test_fills_the_duration);
  g_test_add_func ("/randman/classes-are-told-apart-by-times", test_classes_are_told_apart_by_times);
  g_test_add_func ("/randman/bad-parameters", test_bad_parameters);
  g_test_add_func ("/randman/options-are-checked", test_options_are_checked);
  return g_test_run ();
}
