/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-data-tree.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GOOD "-1\t-1\n0\t200\n0\t209\n3\t4\n-1\t-1\n"

/* A small good tree of two classes. */
static TestTree *
good_tree (void)
{
  TestTree *tree = test_tree_new ();

  test_tree_text (tree, "0/f1_u1_c0.dat", GOOD);
  test_tree_text (tree, "0/m2_u3_c0.dat", GOOD);
  test_tree_text (tree, "10/f1_u1_c10.dat", GOOD);
  return tree;
}

/* The good tree with one more file must fail. */
static void
expect_bad_file (const char *name, const char *text, SpkDataError code, const char *message)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_text (tree, name, text);
  test_tree_expect_error (tree, code, message);
}

static void
expect_bad_text (const char *text, SpkDataError code, const char *message)
{
  expect_bad_file ("10/f1_u2_c10.dat", text, code, message);
}

static void
test_content (void)
{
  g_autoptr (TestTree) tree = good_tree ();
  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);
  const SpkEvent expected[] = { { 3, 6400 }, { 0, 320000 }, { 0, 334400 } };
  gsize n_events;
  const SpkEvent *events = spk_dataset_get_events (dataset, 0, &n_events);

  g_assert_cmpstr (spk_dataset_get_kind (dataset), ==, "ti46");
  g_assert_cmpuint (spk_dataset_get_geometry (dataset)->channels, ==, 78);
  g_assert_cmpuint (spk_dataset_get_geometry (dataset)->width, ==, 0);
  g_assert_cmpuint (spk_dataset_get_time_step_us (dataset), ==, 1600);
  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 3);
  g_assert_cmpmem (events, n_events * sizeof events[0], expected, sizeof expected);
  g_assert_cmpstr (spk_dataset_get_sample_name (dataset, 1), ==, "0/m2_u3_c0.dat");
  g_assert_cmpstr (spk_dataset_get_class_name (dataset, 1), ==, "10");
  g_assert_cmpuint (spk_dataset_get_label (dataset, 2), ==, 1);
  g_assert_cmpstr (spk_dataset_get_group_name (dataset, 0), ==, "speaker");
  g_assert_cmpstr (spk_dataset_get_group_value (dataset, 0, 1), ==, "m2");
  g_assert_cmpstr (spk_dataset_get_group_name (dataset, 1), ==, "utterance");
  g_assert_cmpstr (spk_dataset_get_group_value (dataset, 1, 1), ==, "3");
}

static void
test_folders_sort_as_numbers (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_text (tree, "9/f1_u1_c9.dat", GOOD);

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  g_assert_cmpstr (spk_dataset_get_class_name (dataset, 1), ==, "9");
  g_assert_cmpstr (spk_dataset_get_class_name (dataset, 2), ==, "10");
}

static void
test_alphabet_has_letters (void)
{
  g_autoptr (TestTree) tree = test_tree_new ();

  for (guint i = 0; i < 26; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u/f1_u1_c%u.dat", i, i);

      test_tree_text (tree, name, GOOD);
    }

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  g_assert_cmpstr (spk_dataset_get_class_name (dataset, 0), ==, "a");
  g_assert_cmpstr (spk_dataset_get_class_name (dataset, 25), ==, "z");
}

static void
test_blanks_are_free (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_text (tree, "0/f1_u2_c0.dat", "\r\n -1   -1 \r\n\r\n77 0\r\n-1 -1");

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  g_assert_cmpuint (spk_dataset_get_n_events (dataset), ==, 3 * 3 + 1);
}

static void
test_silence_is_good (void)
{
  g_autoptr (TestTree) tree = good_tree ();
  gsize n_events = 1;

  test_tree_text (tree, "0/f1_u2_c0.dat", "-1 -1\n-1 -1\n");

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  spk_dataset_get_events (dataset, 1, &n_events);
  g_assert_cmpuint (n_events, ==, 0);
}

static void
test_notes_are_ignored (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_text (tree, "README.md", "notes");
  test_tree_text (tree, "LICENSE", "terms");
  test_tree_text (tree, "0/README", "notes");
  test_tree_text (tree, "0/.f1_u1_c0.dat", "hidden");
  test_tree_text (tree, ".git/config", "hidden");

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, FALSE);

  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 3);
}

static void
test_bad_text (void)
{
  expect_bad_text ("", SPK_DATA_ERROR_FORMAT, "10/f1_u2_c10.dat:1: the file is empty");
  expect_bad_text ("1 2\n-1 -1\n", SPK_DATA_ERROR_FORMAT, "10/f1_u2_c10.dat:1: the start mark “-1 -1” is missing");
  expect_bad_text ("-1 -1\n1 2\n", SPK_DATA_ERROR_FORMAT, "10/f1_u2_c10.dat:3: the end mark “-1 -1” is missing");
  expect_bad_text ("-1 -1\n1 2\n-1", SPK_DATA_ERROR_FORMAT, "10/f1_u2_c10.dat:3: the line ends too early");
  expect_bad_text ("-1 -1\n1\n2 3\n-1 -1\n", SPK_DATA_ERROR_FORMAT, "10/f1_u2_c10.dat:2: the line ends too early");
  expect_bad_text ("-1 -1\n1 2\nspeech 3\n", SPK_DATA_ERROR_FORMAT, "10/f1_u2_c10.dat:3: “speech” is no whole");
  expect_bad_text ("-1 -1\n1 2.5\n", SPK_DATA_ERROR_FORMAT, "10/f1_u2_c10.dat:2: “2.5” is no whole number");
  expect_bad_text ("-1 -1\n- 2\n", SPK_DATA_ERROR_FORMAT, "10/f1_u2_c10.dat:2: “-” is no whole number");
  expect_bad_text ("-1 -1\n1 2 3\n", SPK_DATA_ERROR_FORMAT, "10/f1_u2_c10.dat:2: more than a channel and a time");
  expect_bad_text ("-1 -1\n1 2\n-1 -1\n1 3\n", SPK_DATA_ERROR_FORMAT, "10/f1_u2_c10.dat:4: there is more after");
}

static void
test_out_of_range (void)
{
  expect_bad_text ("-1 -1\n77 2\n78 2\n", SPK_DATA_ERROR_RANGE, "c10.dat:3: channel 78 lies outside 0 to 77");
  expect_bad_text ("-1 -1\n-2 2\n", SPK_DATA_ERROR_RANGE, "c10.dat:2: channel -2 lies outside 0 to 77");
  expect_bad_text ("-1 -1\n-1 2\n", SPK_DATA_ERROR_RANGE, "c10.dat:2: channel -1 lies outside 0 to 77");
  expect_bad_text ("-1 -1\n1 -2\n", SPK_DATA_ERROR_RANGE, "c10.dat:2: time -2 lies outside 0 to 2684354");
  expect_bad_text ("-1 -1\n1 2684355\n", SPK_DATA_ERROR_RANGE, "c10.dat:2: time 2684355 lies outside");
  expect_bad_text ("-1 -1\n1 99999999999999999999999\n", SPK_DATA_ERROR_RANGE, "c10.dat:2: time 4294967295 lies");
}

static void
test_bytes_that_are_no_text (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_bytes (tree, "0/a_u1_c0.dat", "-1 -1\n\xff\x00\xfe 3\n", 12);
  test_tree_expect_error (tree, SPK_DATA_ERROR_FORMAT, "0/a_u1_c0.dat:2: ");
}

static void
test_bad_names (void)
{
  expect_bad_file ("noise/f1_u1_c1.dat", GOOD, SPK_DATA_ERROR_FORMAT, "noise: the folder of a class is named by a");
  expect_bad_file ("-3/f1_u1_c1.dat", GOOD, SPK_DATA_ERROR_FORMAT, "-3: the folder of a class is named by a number");
  expect_bad_file ("00/f1_u1_c0.dat", GOOD, SPK_DATA_ERROR_FORMAT, "00: stands for class 0 as “0” does");
  expect_bad_file ("0/f1_u1_c1.dat", GOOD, SPK_DATA_ERROR_FORMAT,
                   "0/f1_u1_c1.dat: class 1 in the name, but it lies in the folder of class 0");
  expect_bad_file ("0/f1.dat", GOOD, SPK_DATA_ERROR_FORMAT, "0/f1.dat: the name does not follow SPEAKER_");
  expect_bad_file ("0/f1_ux_c0.dat", GOOD, SPK_DATA_ERROR_FORMAT, "0/f1_ux_c0.dat: the name does not follow");
  expect_bad_file ("0/_u1_c0.dat", GOOD, SPK_DATA_ERROR_FORMAT, "0/_u1_c0.dat: the name does not follow");
}

static void
test_empty_class (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_folder (tree, "4");
  test_tree_expect_error (tree, SPK_DATA_ERROR_EMPTY, "/4: the folder of class 4 has no recordings");

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, TRUE);

  g_assert_cmpuint (spk_dataset_get_n_classes (dataset), ==, 2);
  g_assert_cmpuint (spk_dataset_get_n_skipped (dataset), ==, 1);
}

static void
test_folder_named_like_a_recording (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_folder (tree, "0/f3_u1_c0.dat");
  test_tree_expect_error (tree, SPK_DATA_ERROR_READ, "0/f3_u1_c0.dat: is a folder, not a recording");
}

static void
test_folder_in_a_class (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_folder (tree, "0/more");
  test_tree_expect_error (tree, SPK_DATA_ERROR_FORMAT, "0/more: a folder inside the folder of a class");
}

static void
test_link_circles_end (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_link (tree, ".", "5");
  test_tree_link (tree, "6", "6");
  test_tree_link (tree, "f9_u1_c0.dat", "0/f9_u1_c0.dat");
  test_tree_expect_error (tree, SPK_DATA_ERROR_FORMAT, "5/0: a folder inside the folder of a class");

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, TRUE);
  g_autofree char *skipped = g_strjoinv ("\n", (GStrv) spk_dataset_get_skipped (dataset));

  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 3);
  g_assert_nonnull (strstr (skipped, "/6: cannot be read: "));
  g_assert_nonnull (strstr (skipped, "0/f9_u1_c0.dat: cannot be read: "));
}

static void
test_pipe_does_not_hang (void)
{
  g_autoptr (TestTree) tree = good_tree ();
  g_autofree char *path = test_tree_path (tree, "0/f9_u1_c0.dat");

  g_assert_no_errno (mkfifo (path, 0600));
  test_tree_expect_error (tree, SPK_DATA_ERROR_READ, "0/f9_u1_c0.dat: is not an ordinary file");
}

static void
test_unreadable_file (void)
{
  g_autoptr (TestTree) tree = good_tree ();
  g_autofree char *path = test_tree_path (tree, "0/f1_u1_c0.dat");

  if (geteuid () == 0)
    {
      g_test_skip ("the superuser may read everything");
      return;
    }
  g_assert_no_errno (g_chmod (path, 0));
  test_tree_expect_error (tree, SPK_DATA_ERROR_READ, "0/f1_u1_c0.dat: cannot be read: ");
}

static void
test_huge_file_is_refused (void)
{
  g_autoptr (TestTree) tree = good_tree ();
  g_autofree char *path = test_tree_path (tree, "0/f1_u1_c0.dat");

  if (truncate (path, ((off_t) 1 << 30) + 1) != 0)
    {
      g_test_skip ("the file system has no room for a sparse file");
      return;
    }
  test_tree_expect_error (tree, SPK_DATA_ERROR_READ, "0/f1_u1_c0.dat: is larger than 1 GiB");
}

static void
test_skip_bad (void)
{
  g_autoptr (TestTree) tree = good_tree ();

  test_tree_text (tree, "0/f1_u2_c0.dat", "-1 -1\n5 5\n6 6\n");
  test_tree_text (tree, "noise/f1_u1_c1.dat", GOOD);

  g_autoptr (SpkDataset) dataset = test_tree_load (tree, TRUE);
  g_autofree char *skipped = g_strjoinv ("\n", (GStrv) spk_dataset_get_skipped (dataset));

  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 3);
  g_assert_cmpuint (spk_dataset_get_n_events (dataset), ==, 9);
  g_assert_cmpuint (spk_dataset_get_n_skipped (dataset), ==, 2);
  g_assert_nonnull (strstr (skipped, "0/f1_u2_c0.dat:4: the end mark"));
  g_assert_nonnull (strstr (skipped, "noise: the folder of a class is named by a number"));
}

static void
test_skip_bad_leaves_nothing (void)
{
  const SpkLoadOptions options = { .skip_bad = TRUE };
  g_autoptr (TestTree) tree = test_tree_new ();
  g_autoptr (GError) error = NULL;

  test_tree_text (tree, "0/f1_u1_c0.dat", "nothing\n");
  g_assert_null (spk_dataset_load (tree->root, &options, &error));
  g_assert_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_EMPTY);
  g_assert_nonnull (strstr (error->message, "nothing is left"));
  g_assert_nonnull (strstr (error->message, "0/f1_u1_c0.dat:1: "));
}

static void
test_missing_folder (void)
{
  g_autoptr (TestTree) tree = test_tree_new ();

  g_assert_no_errno (g_rmdir (tree->root));
  test_tree_expect_error (tree, SPK_DATA_ERROR_NOT_FOUND, "there is no such folder");
}

static void
test_unknown_format (void)
{
  g_autoptr (TestTree) tree = test_tree_new ();

  test_tree_expect_error (tree, SPK_DATA_ERROR_FORMAT, "a folder of 0 folders and 0 files");
  test_tree_text (tree, "a.mp4", "sound");
  test_tree_text (tree, "pictures/b.png", "picture");
  test_tree_expect_error (tree, SPK_DATA_ERROR_FORMAT, "a folder of 1 folder (pictures) and 1 file (a.mp4)");
  test_tree_expect_error (tree, SPK_DATA_ERROR_FORMAT, "Understood are: TI46 spike trains (CLASS/");
}

static void
test_real_recordings (void)
{
  g_autofree char *path = test_shared_data ("ti46-alpha");
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;

  g_autoptr (SpkDataset) dataset = spk_dataset_load (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (spk_dataset_get_n_samples (dataset), ==, 3290);
  g_assert_cmpuint (spk_dataset_get_n_classes (dataset), ==, 26);
  g_assert_cmpuint (spk_dataset_get_n_events (dataset), ==, 6988527);
  g_assert_cmpstr (spk_dataset_get_class_name (dataset, 2), ==, "c");
  g_assert_cmpuint (spk_dataset_get_duration_quantile (dataset, 0.5), ==, 513 * 1600);
  g_assert_cmpuint (spk_dataset_get_duration_quantile (dataset, 1), ==, 907 * 1600);
  g_assert_cmpuint (spk_dataset_get_n_skipped (dataset), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ti46/content", test_content);
  g_test_add_func ("/ti46/folders-sort-as-numbers", test_folders_sort_as_numbers);
  g_test_add_func ("/ti46/alphabet-has-letters", test_alphabet_has_letters);
  g_test_add_func ("/ti46/blanks-are-free", test_blanks_are_free);
  g_test_add_func ("/ti46/silence-is-good", test_silence_is_good);
  g_test_add_func ("/ti46/notes-are-ignored", test_notes_are_ignored);
  g_test_add_func ("/ti46/bad-text", test_bad_text);
  g_test_add_func ("/ti46/out-of-range", test_out_of_range);
  g_test_add_func ("/ti46/bytes-that-are-no-text", test_bytes_that_are_no_text);
  g_test_add_func ("/ti46/bad-names", test_bad_names);
  g_test_add_func ("/ti46/empty-class", test_empty_class);
  g_test_add_func ("/ti46/folder-named-like-a-recording", test_folder_named_like_a_recording);
  g_test_add_func ("/ti46/folder-in-a-class", test_folder_in_a_class);
  g_test_add_func ("/ti46/link-circles-end", test_link_circles_end);
  g_test_add_func ("/ti46/pipe-does-not-hang", test_pipe_does_not_hang);
  g_test_add_func ("/ti46/unreadable-file", test_unreadable_file);
  g_test_add_func ("/ti46/huge-file-is-refused", test_huge_file_is_refused);
  g_test_add_func ("/ti46/skip-bad", test_skip_bad);
  g_test_add_func ("/ti46/skip-bad-leaves-nothing", test_skip_bad_leaves_nothing);
  g_test_add_func ("/ti46/missing-folder", test_missing_folder);
  g_test_add_func ("/ti46/unknown-format", test_unknown_format);
  g_test_add_func ("/ti46/real-recordings", test_real_recordings);
  return g_test_run ();
}
