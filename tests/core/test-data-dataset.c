/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-data-error.h"
#include "data/spk-dataset-builder.h"
#include "data/spk-event-sort.h"

#include "base/spk-random.h"

static SpkDatasetBuilder *
builder_with_classes (guint n_classes, gboolean skip_bad)
{
  const SpkGeometry geometry = { .channels = 4, .polarities = 1 };
  SpkDatasetBuilder *builder = spk_dataset_builder_new ("test", "here", &geometry, 10, skip_bad);

  for (guint i = 0; i < n_classes; i++)
    {
      g_autofree char *name = g_strdup_printf ("class %u", i);

      g_assert_cmpuint (spk_dataset_builder_add_class (builder, name), ==, i);
    }
  return builder;
}

/* Adds a sample with one event, or none where @time_us is negative. */
static void
add_sample (SpkDatasetBuilder *builder, const char *name, guint32 label, int time_us, const char *group_value)
{
  g_autoptr (GError) error = NULL;

  if (time_us >= 0)
    spk_dataset_builder_add_event (builder, 1, time_us);
  spk_dataset_builder_end_sample (builder, name, label, (const char *const[]){ group_value }, &error);
  g_assert_no_error (error);
}

static SpkDataset *
finish (SpkDatasetBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  SpkDataset *dataset = spk_dataset_builder_finish (builder, &error);

  g_assert_no_error (error);
  return dataset;
}

static SpkDataset *
dataset_with_times (const int *times, guint n_times)
{
  g_autoptr (SpkDatasetBuilder) builder = builder_with_classes (1, FALSE);

  for (guint i = 0; i < n_times; i++)
    add_sample (builder, "sample", 0, times[i], NULL);
  return finish (builder);
}

static void
test_fields (void)
{
  g_autoptr (SpkDatasetBuilder) builder = builder_with_classes (2, FALSE);

  add_sample (builder, "a", 1, 30, NULL);
  add_sample (builder, "b", 0, -1, NULL);
  add_sample (builder, "c", 1, 50, NULL);

  g_autoptr (SpkDataset) dataset = finish (builder);
  g_autofree guint *counts = spk_dataset_count_per_class (dataset);
  gsize n_events;

  g_assert_cmpstr (spk_dataset_get_kind (dataset), ==, "test");
  g_assert_cmpstr (spk_dataset_get_source (dataset), ==, "here");
  g_assert_cmpuint (spk_dataset_get_geometry (dataset)->channels, ==, 4);
  g_assert_cmpuint (spk_dataset_get_time_step_us (dataset), ==, 10);
  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 3);
  g_assert_cmpuint (spk_dataset_get_n_classes (dataset), ==, 2);
  g_assert_cmpuint (spk_dataset_get_n_events (dataset), ==, 2);
  g_assert_cmpuint (spk_dataset_get_n_skipped (dataset), ==, 0);
  g_assert_cmpstr (spk_dataset_get_class_name (dataset, 1), ==, "class 1");
  g_assert_cmpstr (spk_dataset_get_sample_name (dataset, 2), ==, "c");
  g_assert_cmpuint (spk_dataset_get_label (dataset, 0), ==, 1);
  g_assert_cmpuint (spk_dataset_get_labels (dataset)[1], ==, 0);
  g_assert_cmpuint (counts[0], ==, 1);
  g_assert_cmpuint (counts[1], ==, 2);
  spk_dataset_get_events (dataset, 1, &n_events);
  g_assert_cmpuint (n_events, ==, 0);
  g_assert_cmpuint (spk_dataset_get_events (dataset, 2, &n_events)[0].time_us, ==, 50);
}

static void
test_events_are_sorted (void)
{
  g_autoptr (SpkDatasetBuilder) builder = builder_with_classes (1, FALSE);
  const SpkEvent given[] = { { 3, 70 }, { 2, 20 }, { 1, 70 }, { 0, 20 } };
  const SpkEvent expected[] = { { 2, 20 }, { 0, 20 }, { 3, 70 }, { 1, 70 } };
  gsize n_events;

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    spk_dataset_builder_add_event (builder, given[i].channel, given[i].time_us);
  g_assert_true (spk_dataset_builder_end_sample (builder, "a", 0, NULL, NULL));

  g_autoptr (SpkDataset) dataset = finish (builder);
  const SpkEvent *events = spk_dataset_get_events (dataset, 0, &n_events);

  g_assert_cmpmem (events, n_events * sizeof events[0], expected, sizeof expected);
}

static void
test_sort_takes_any_time (void)
{
  enum { N = 5000 };
  g_autofree SpkEvent *events = g_new (SpkEvent, N);
  g_autofree SpkEvent *scratch = g_new (SpkEvent, N);
  guint64 sum = 0;
  SpkRandom random;

  spk_random_init (&random, 1, SPK_PURPOSE_TEST, 0, 0);
  for (guint32 i = 0; i < N; i++)
    {
      events[i] = (SpkEvent){ i, spk_random_next (&random) >> (i % 32) };
      sum += events[i].time_us;
    }
  g_assert_false (spk_events_are_sorted (events, N));
  spk_events_sort (events, N, scratch);
  g_assert_true (spk_events_are_sorted (events, N));
  for (guint i = 0; i < N; i++)
    {
      sum -= events[i].time_us;
      if (i > 0 && events[i].time_us == events[i - 1].time_us)
        g_assert_cmpuint (events[i - 1].channel, <, events[i].channel);
    }
  g_assert_cmpuint (sum, ==, 0);
}

static void
test_channel_is_checked (void)
{
  g_autoptr (SpkDatasetBuilder) builder = builder_with_classes (1, FALSE);
  g_autoptr (GError) error = NULL;

  spk_dataset_builder_add_event (builder, 0, 0);
  spk_dataset_builder_add_event (builder, 4, 0);
  g_assert_false (spk_dataset_builder_end_sample (builder, "a.dat", 0, NULL, &error));
  g_assert_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_RANGE);
  g_assert_cmpstr (error->message, ==, "a.dat: event 1: channel 4 lies outside 0 to 3");
}

static void
test_label_is_checked (void)
{
  g_autoptr (SpkDatasetBuilder) builder = builder_with_classes (2, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_false (spk_dataset_builder_end_sample (builder, "a.dat", 2, NULL, &error));
  g_assert_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_RANGE);
  g_assert_cmpstr (error->message, ==, "a.dat: label 2 is none of the 2 classes");
}

static void
test_empty_class_is_an_error (void)
{
  g_autoptr (SpkDatasetBuilder) builder = builder_with_classes (2, FALSE);
  g_autoptr (GError) error = NULL;

  add_sample (builder, "a", 1, 0, NULL);
  g_assert_null (spk_dataset_builder_finish (builder, &error));
  g_assert_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_EMPTY);
  g_assert_cmpstr (error->message, ==, "here: class “class 0” has no recordings");
}

static void
test_empty_class_is_left_out (void)
{
  g_autoptr (SpkDatasetBuilder) builder = builder_with_classes (3, TRUE);

  add_sample (builder, "a", 0, 0, NULL);
  add_sample (builder, "b", 2, 0, NULL);

  g_autoptr (SpkDataset) dataset = finish (builder);

  g_assert_cmpuint (spk_dataset_get_n_classes (dataset), ==, 2);
  g_assert_cmpstr (spk_dataset_get_class_name (dataset, 1), ==, "class 2");
  g_assert_cmpuint (spk_dataset_get_label (dataset, 1), ==, 1);
  g_assert_cmpuint (spk_dataset_get_n_skipped (dataset), ==, 1);
  g_assert_cmpstr (spk_dataset_get_skipped (dataset)[0], ==, "here: class “class 1” has no recordings");
}

static void
test_no_samples_is_an_error (void)
{
  g_autoptr (SpkDatasetBuilder) builder = builder_with_classes (1, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_null (spk_dataset_builder_finish (builder, &error));
  g_assert_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_EMPTY);
}

static void
test_excused_sample_leaves_nothing (void)
{
  g_autoptr (SpkDatasetBuilder) builder = builder_with_classes (1, TRUE);
  g_autoptr (GError) error = NULL;

  spk_dataset_builder_add_event (builder, 3, 7);
  g_assert_true (spk_dataset_builder_excuse (
    builder, g_error_new_literal (SPK_DATA_ERROR, SPK_DATA_ERROR_FORMAT, "b is bad"), &error));
  g_assert_no_error (error);
  add_sample (builder, "a", 0, 5, NULL);

  g_autoptr (SpkDataset) dataset = finish (builder);

  g_assert_cmpuint (spk_dataset_get_n_events (dataset), ==, 1);
  g_assert_cmpuint (spk_dataset_get_n_skipped (dataset), ==, 1);
  g_assert_cmpstr (spk_dataset_get_skipped (dataset)[0], ==, "b is bad");
}

static void
test_groups (void)
{
  g_autoptr (SpkDatasetBuilder) builder = builder_with_classes (1, FALSE);
  guint group;

  spk_dataset_builder_add_group (builder, "utterance");
  add_sample (builder, "a", 0, 0, "10");
  add_sample (builder, "b", 0, 0, "9");
  add_sample (builder, "c", 0, 0, "10");

  g_autoptr (SpkDataset) dataset = finish (builder);

  g_assert_cmpuint (spk_dataset_get_n_groups (dataset), ==, 1);
  g_assert_true (spk_dataset_find_group (dataset, "utterance", &group));
  g_assert_false (spk_dataset_find_group (dataset, "speaker", NULL));
  g_assert_cmpstr (spk_dataset_get_group_name (dataset, group), ==, "utterance");

  g_autofree char *values = g_strjoinv (" ", (GStrv) spk_dataset_get_group_values (dataset, group));

  g_assert_cmpstr (values, ==, "9 10");
  g_assert_cmpstr (spk_dataset_get_group_value (dataset, group, 1), ==, "9");
  g_assert_cmpstr (spk_dataset_get_group_value (dataset, group, 2), ==, "10");
}

static void
test_duration_quantile (void)
{
  const int times[] = { 40, 10, 30, -1, 20 };
  g_autoptr (SpkDataset) dataset = dataset_with_times (times, G_N_ELEMENTS (times));

  g_assert_cmpuint (spk_dataset_get_duration_quantile (dataset, 0), ==, 0);
  g_assert_cmpuint (spk_dataset_get_duration_quantile (dataset, 0.2), ==, 0);
  g_assert_cmpuint (spk_dataset_get_duration_quantile (dataset, 0.5), ==, 20);
  g_assert_cmpuint (spk_dataset_get_duration_quantile (dataset, 1), ==, 40);
}

static void
test_suggested_duration_holds_every_event (void)
{
  const int times[] = { 990, 1000, 1050 };
  g_autoptr (SpkDataset) dataset = dataset_with_times (times, G_N_ELEMENTS (times));

  g_assert_cmpuint (spk_dataset_suggest_duration_us (dataset), ==, 1060);
}

static void
test_suggested_duration_leaves_stragglers (void)
{
  int times[40];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    times[i] = i < 39 ? 1000 : 5000;

  g_autoptr (SpkDataset) dataset = dataset_with_times (times, G_N_ELEMENTS (times));

  g_assert_cmpuint (spk_dataset_suggest_duration_us (dataset), ==, 1010);
}

static void
test_fingerprint_tells_changes (void)
{
  const int times[] = { 1, 2 }, others[] = { 1, 3 }, fewer[] = { 1 };
  g_autoptr (SpkDataset) dataset = dataset_with_times (times, 2);
  g_autoptr (SpkDataset) same = dataset_with_times (times, 2);
  g_autoptr (SpkDataset) changed = dataset_with_times (others, 2);
  g_autoptr (SpkDataset) shorter = dataset_with_times (fewer, 1);

  g_assert_cmphex (spk_dataset_get_fingerprint (dataset), ==, spk_dataset_get_fingerprint (same));
  g_assert_cmphex (spk_dataset_get_fingerprint (dataset), !=, spk_dataset_get_fingerprint (changed));
  g_assert_cmphex (spk_dataset_get_fingerprint (dataset), !=, spk_dataset_get_fingerprint (shorter));
}

static void
test_reference_count (void)
{
  const int times[] = { 1 };
  SpkDataset *dataset = dataset_with_times (times, 1);
  SpkDataset *other = spk_dataset_ref (dataset);

  g_assert_true (other == dataset);
  spk_dataset_unref (dataset);
  g_assert_cmpuint (spk_dataset_get_n_samples (other), ==, 1);
  spk_dataset_unref (other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dataset/fields", test_fields);
  g_test_add_func ("/dataset/events-are-sorted", test_events_are_sorted);
  g_test_add_func ("/dataset/sort-takes-any-time", test_sort_takes_any_time);
  g_test_add_func ("/dataset/channel-is-checked", test_channel_is_checked);
  g_test_add_func ("/dataset/label-is-checked", test_label_is_checked);
  g_test_add_func ("/dataset/empty-class-is-an-error", test_empty_class_is_an_error);
  g_test_add_func ("/dataset/empty-class-is-left-out", test_empty_class_is_left_out);
  g_test_add_func ("/dataset/no-samples-is-an-error", test_no_samples_is_an_error);
  g_test_add_func ("/dataset/excused-sample-leaves-nothing", test_excused_sample_leaves_nothing);
  g_test_add_func ("/dataset/groups", test_groups);
  g_test_add_func ("/dataset/duration-quantile", test_duration_quantile);
  g_test_add_func ("/dataset/suggested-duration-holds-every-event", test_suggested_duration_holds_every_event);
  g_test_add_func ("/dataset/suggested-duration-leaves-stragglers", test_suggested_duration_leaves_stragglers);
  g_test_add_func ("/dataset/fingerprint-tells-changes", test_fingerprint_tells_changes);
  g_test_add_func ("/dataset/reference-count", test_reference_count);
  return g_test_run ();
}
