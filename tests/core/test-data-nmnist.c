/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-data-tree.h"

#include <string.h>

/* One event of 40 bits. */
#define EVENT(x, y, polarity, time) \
  (x), (y), (guint8) ((polarity) << 7 | (time) >> 16), (guint8) ((time) >> 8 & 0xff), (guint8) ((time) & 0xff)

static const guint8 good[] = { EVENT (0, 0, 0, 7), EVENT (33, 33, 1, 0x7fffff) };

/* The good recording in both parts, classes 3 and 7. */
static TestTree *
good_tree (void)
{
  TestTree *tree = test_tree_new ();

  test_tree_bytes (tree, "Train/3/00001.bin", good, sizeof good);
  test_tree_bytes (tree, "Train/7/00002.bin", good, sizeof good);
  test_tree_bytes (tree, "Test/3/00001.bin", good, sizeof good);
  test_tree_bytes (tree, "Test/7/00003.bin", good, sizeof good);
  return tree;
}

static void
test_content (void)
{
  g_autoptr (TestTree) tree = good_tree ();
  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);
  const SpkEvent expected[] = { { 0, 7 }, { 34 * 34 * 2 - 1, 0x7fffff } };
  gsize n_events;
  const SpkEvent *events = spk_dataset_get_events (dataset, 0, &n_events);

  g_assert_cmpstr (spk_dataset_get_kind (dataset), ==, "n-mnist");
  g_assert_cmpuint (spk_dataset_get_geometry (dataset)->channels, ==, 34 * 34 * 2);
  g_assert_cmpuint (spk_dataset_get_geometry (dataset)->width, ==, 34);
  g_assert_cmpuint (spk_dataset_get_geometry (dataset)->polarities, ==, 2);
  g_assert_cmpuint (spk_dataset_get_time_step_us (dataset), ==, 1);
  g_assert_cmpmem (events, n_events * sizeof events[0], expected, sizeof expected);
  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 4);
  g_assert_cmpuint (spk_dataset_get_n_classes (dataset), ==, 2);
  g_assert_cmpstr (spk_dataset_get_class_name (dataset, 1), ==, "7");
  g_assert_cmpstr (spk_dataset_get_sample_name (dataset, 3), ==, "Test/7/00003.bin");
  g_assert_cmpuint (spk_dataset_get_label (dataset, 3), ==, 1);
}

static void
test_parts_are_a_group (void)
{
  g_autoptr (TestTree) tree = good_tree ();
  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  g_assert_cmpuint (spk_dataset_get_n_groups (dataset), ==, 1);
  g_assert_cmpstr (spk_dataset_get_group_name (dataset, 0), ==, "part");
  g_assert_cmpstr (spk_dataset_get_group_value (dataset, 0, 1), ==, "Train");
  g_assert_cmpstr (spk_dataset_get_group_value (dataset, 0, 2), ==, "Test");
}

static void
test_classes_in_the_root (void)
{
  g_autoptr (TestTree) tree = test_tree_new ();

  test_tree_bytes (tree, "0/1.bin", good, sizeof good);
  test_tree_bytes (tree, "1/1.bin", good, sizeof good);

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  g_assert_cmpuint (spk_dataset_get_n_groups (dataset), ==, 0);
  g_assert_cmpstr (spk_dataset_get_sample_name (dataset, 1), ==, "1/1.bin");
}

static void
test_overflow_marker_shifts_later_times (void)
{
  const guint8 bytes[] = { EVENT (1, 1, 0, 5), EVENT (0, 240, 0, 9), EVENT (1, 1, 0, 6),
                           EVENT (200, 240, 1, 0), EVENT (1, 1, 0, 7) };
  g_autoptr (TestTree) tree = test_tree_new ();
  gsize n_events;

  test_tree_bytes (tree, "0/1.bin", bytes, sizeof bytes);

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);
  const SpkEvent *events = spk_dataset_get_events (dataset, 0, &n_events);

  g_assert_cmpuint (n_events, ==, 3);
  g_assert_cmpuint (events[0].time_us, ==, 5);
  g_assert_cmpuint (events[1].time_us, ==, 6 + 8192);
  g_assert_cmpuint (events[2].time_us, ==, 7 + 2 * 8192);
}

static void
test_time_beyond_32_bits (void)
{
  enum { N_MARKERS = 1 << 19 };
  const guint8 marker[] = { EVENT (0, 240, 0, 0) }, event[] = { EVENT (1, 1, 0, 0) };
  g_autoptr (TestTree) tree = test_tree_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < N_MARKERS; i++)
    g_byte_array_append (bytes, marker, sizeof marker);
  g_byte_array_append (bytes, event, sizeof event);
  test_tree_bytes (tree, "0/1.bin", bytes->data, bytes->len);
  test_tree_expect_error (tree, SPK_DATA_ERROR_RANGE, "0/1.bin: byte 2621440: too many overflow markers");
}

static void
test_truncated_event (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_bytes (tree, "Train/3/00009.bin", good, 8);
  test_tree_expect_error (tree, SPK_DATA_ERROR_FORMAT,
                          "Train/3/00009.bin: byte 5: the last event is truncated, 3 of its 5 bytes are there");
}

static void
test_pixel_out_of_range (void)
{
  const guint8 wide[] = { EVENT (0, 0, 0, 0), EVENT (34, 2, 0, 1) };
  const guint8 tall[] = { EVENT (0, 0, 0, 0), EVENT (1, 1, 0, 1), EVENT (3, 34, 0, 1) };
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_bytes (tree, "Test/3/00009.bin", wide, sizeof wide);
  test_tree_expect_error (tree, SPK_DATA_ERROR_RANGE,
                          "Test/3/00009.bin: byte 5: pixel (34, 2) lies outside 34 x 34");
  test_tree_bytes (tree, "Test/3/00009.bin", tall, sizeof tall);
  test_tree_expect_error (tree, SPK_DATA_ERROR_RANGE, "byte 10: pixel (3, 34) lies outside 34 x 34");
}

static void
test_silence_is_good (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_bytes (tree, "Test/3/00009.bin", "", 0);

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 5);
}

static void
test_label_that_is_no_number (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_bytes (tree, "Train/seven/1.bin", good, sizeof good);
  test_tree_expect_error (tree, SPK_DATA_ERROR_FORMAT, "Train/seven: the folder of a class is named by a number");
}

static void
test_empty_class (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_folder (tree, "Train/8");
  test_tree_expect_error (tree, SPK_DATA_ERROR_EMPTY, "Train/8: the folder of class 8 has no recordings");
}

static void
test_folder_beside_the_parts (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_bytes (tree, "3/1.bin", good, sizeof good);
  test_tree_expect_error (tree, SPK_DATA_ERROR_FORMAT, "/3: only Train and Test are expected here");
}

static void
test_skip_bad (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_bytes (tree, "Train/3/00000.bin", good, 3);
  test_tree_bytes (tree, "Train/seven/1.bin", good, sizeof good);

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, TRUE);

  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 4);
  g_assert_cmpuint (spk_dataset_get_n_events (dataset), ==, 8);
  g_assert_cmpuint (spk_dataset_get_n_skipped (dataset), ==, 2);
}

static void
test_real_recordings (void)
{
  g_autofree char *path = test_shared_data ("n-mnist");
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;

  g_autoptr (SpkDataset) dataset = spk_dataset_load (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 800);
  g_assert_cmpuint (spk_dataset_get_n_classes (dataset), ==, 10);
  g_assert_cmpuint (spk_dataset_get_n_events (dataset), ==, 3281009);
  g_assert_cmpuint (spk_dataset_get_duration_quantile (dataset, 1), ==, 315109);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nmnist/content", test_content);
  g_test_add_func ("/nmnist/parts-are-a-group", test_parts_are_a_group);
  g_test_add_func ("/nmnist/classes-in-the-root", test_classes_in_the_root);
  g_test_add_func ("/nmnist/overflow-marker-shifts-later-times", test_overflow_marker_shifts_later_times);
  g_test_add_func ("/nmnist/time-beyond-32-bits", test_time_beyond_32_bits);
  g_test_add_func ("/nmnist/truncated-event", test_truncated_event);
  g_test_add_func ("/nmnist/pixel-out-of-range", test_pixel_out_of_range);
  g_test_add_func ("/nmnist/silence-is-good", test_silence_is_good);
  g_test_add_func ("/nmnist/label-that-is-no-number", test_label_that_is_no_number);
  g_test_add_func ("/nmnist/empty-class", test_empty_class);
  g_test_add_func ("/nmnist/folder-beside-the-parts", test_folder_beside_the_parts);
  g_test_add_func ("/nmnist/skip-bad", test_skip_bad);
  g_test_add_func ("/nmnist/real-recordings", test_real_recordings);
  return g_test_run ();
}
