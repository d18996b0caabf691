/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-data-tree.h"

#include "data/spk-dataset-builder.h"
#include "data/spk-split.h"

#include <glib/gstdio.h>
#include <string.h>

/* Two classes of 10 and 5 samples called 0 to 14; group "hand" alternates left and right. */
static SpkDataset *
example (void)
{
  const SpkGeometry geometry = { .channels = 1, .polarities = 1 };
  g_autoptr (SpkDatasetBuilder) builder = spk_dataset_builder_new ("test", "here", &geometry, 1, FALSE);

  spk_dataset_builder_add_class (builder, "big");
  spk_dataset_builder_add_class (builder, "small");
  spk_dataset_builder_add_group (builder, "hand");
  for (guint i = 0; i < 15; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      spk_dataset_builder_end_sample (builder, name, i % 3 == 2, (const char *const[]){ i % 2 ? "right" : "left" },
                                      NULL);
    }
  return spk_dataset_builder_finish (builder, NULL);
}

static SpkSplit *
split (SpkDataset *dataset, const char *spec, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  SpkSplit *result = spk_split_new (dataset, spec, seed, &error);

  g_assert_no_error (error);
  return result;
}

static void
expect_error (const char *spec, const char *part_of_message)
{
  g_autoptr (SpkDataset) dataset = example ();
  g_autoptr (GError) error = NULL;

  g_assert_null (spk_split_new (dataset, spec, 1, &error));
  g_assert_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_SPLIT);
  if (strstr (error->message, part_of_message) == NULL)
    g_error ("“%s” is not in “%s”", part_of_message, error->message);
}

/* Both parts ascend, are apart and hold every sample. */
static void
assert_is_partition (const SpkSplit *self, guint n_samples)
{
  g_autofree guint *n_seen = g_new0 (guint, n_samples);

  g_assert_cmpuint (self->n_train + self->n_test, ==, n_samples);
  for (guint i = 0; i < self->n_train; i++)
    n_seen[self->train[i]]++;
  for (guint i = 0; i < self->n_test; i++)
    n_seen[self->test[i]]++;
  for (guint i = 0; i < n_samples; i++)
    g_assert_cmpuint (n_seen[i], ==, 1);
  for (guint i = 1; i < self->n_train; i++)
    g_assert_cmpuint (self->train[i - 1], <, self->train[i]);
  for (guint i = 1; i < self->n_test; i++)
    g_assert_cmpuint (self->test[i - 1], <, self->test[i]);
}

static guint
count_label (SpkDataset *dataset, const guint32 *samples, guint n_samples, guint32 label)
{
  guint count = 0;

  for (guint i = 0; i < n_samples; i++)
    count += spk_dataset_get_label (dataset, samples[i]) == label;
  return count;
}

static void
test_group (void)
{
  g_autoptr (SpkDataset) dataset = example ();
  g_autoptr (SpkSplit) self = split (dataset, "hand:right", 1);

  assert_is_partition (self, 15);
  g_assert_cmpuint (self->n_test, ==, 7);
  for (guint i = 0; i < self->n_test; i++)
    g_assert_cmpuint (self->test[i] % 2, ==, 1);
}

static void
test_none (void)
{
  g_autoptr (SpkDataset) dataset = example ();
  g_autoptr (SpkSplit) self = split (dataset, "none", 1);

  assert_is_partition (self, 15);
  g_assert_cmpuint (self->n_test, ==, 0);
}

static void
test_stratified_share (void)
{
  g_autoptr (SpkDataset) dataset = example ();
  g_autoptr (SpkSplit) self = split (dataset, "stratified:0.2", 1);

  assert_is_partition (self, 15);
  g_assert_cmpuint (count_label (dataset, self->test, self->n_test, 0), ==, 2);
  g_assert_cmpuint (count_label (dataset, self->test, self->n_test, 1), ==, 1);
}

static void
test_seed_decides (void)
{
  g_autoptr (SpkDataset) dataset = example ();
  g_autoptr (SpkSplit) first = split (dataset, "stratified:0.4", 1);
  g_autoptr (SpkSplit) same = split (dataset, "stratified:0.4", 1);
  g_autoptr (SpkSplit) other = split (dataset, "stratified:0.4", 2);
  gsize size = first->n_test * sizeof first->test[0];

  g_assert_cmpmem (first->test, size, same->test, same->n_test * sizeof same->test[0]);
  g_assert_cmpuint (first->n_test, ==, other->n_test);
  g_assert_cmpint (memcmp (first->test, other->test, size), !=, 0);
}

static void
test_folds_cover_everything_once (void)
{
  g_autoptr (SpkDataset) dataset = example ();
  guint n_tested[15] = { 0 };

  for (guint fold = 1; fold <= 5; fold++)
    {
      g_autofree char *spec = g_strdup_printf ("fold:%u/5", fold);
      g_autoptr (SpkSplit) self = split (dataset, spec, 3);

      assert_is_partition (self, 15);
      g_assert_cmpuint (count_label (dataset, self->test, self->n_test, 0), ==, 2);
      g_assert_cmpuint (count_label (dataset, self->test, self->n_test, 1), ==, 1);
      for (guint i = 0; i < self->n_test; i++)
        n_tested[self->test[i]]++;
    }
  for (guint i = 0; i < 15; i++)
    g_assert_cmpuint (n_tested[i], ==, 1);
}

static void
test_files (void)
{
  g_autoptr (SpkDataset) dataset = example ();
  g_autoptr (TestTree) tree = test_tree_new ();
  g_autofree char *path = test_tree_path (tree, "list.txt");
  g_autofree char *spec = g_strdup_printf ("files:%s", path);

  test_tree_text (tree, "list.txt", "# judged\n\n14\r\n 3 \n14\n");

  g_autoptr (SpkSplit) self = split (dataset, spec, 1);

  assert_is_partition (self, 15);
  g_assert_cmpuint (self->n_test, ==, 2);
  g_assert_cmpuint (self->test[0], ==, 3);
  g_assert_cmpuint (self->test[1], ==, 14);

  test_tree_text (tree, "list.txt", "1\n2\n99\n");
  expect_error (spec, "list.txt:3: there is no sample “99”; names are like “0”");
}

static void
test_bad_specifications (void)
{
  expect_error ("", "“” is no split of this data set; there are: none, stratified:SHARE");
  expect_error ("half", "“half” is no split of this data set");
  expect_error ("speaker:f1", "files:LIST, hand:VALUE,...");
  expect_error ("hand:middle", "no sample has the hand “middle”; there are: left, right");
  expect_error ("hand:", "hand: the values of the test part are missing");
  expect_error ("hand:left,", "no sample has the hand “”");
  expect_error ("hand:left,right", "hand:left,right: the training part has no samples");
  expect_error ("stratified:0", "the share must be a number between 0 and 1");
  expect_error ("stratified:1", "the share must be a number between 0 and 1");
  expect_error ("stratified:nan", "the share must be a number between 0 and 1");
  expect_error ("stratified:0.2x", "the share must be a number between 0 and 1");
  expect_error ("fold:0/5", "must be FOLD/FOLDS");
  expect_error ("fold:6/5", "must be FOLD/FOLDS");
  expect_error ("fold:1/1", "must be FOLD/FOLDS");
  expect_error ("fold:1", "must be FOLD/FOLDS");
  expect_error ("fold:100/100", "fold:100/100: the test part has no samples");
  expect_error ("files:/nowhere/list.txt", "the list cannot be read");
}

static void
test_cut_does_not_depend_on_order (void)
{
  g_autoptr (SpkDataset) dataset = example ();
  const guint32 ascending[] = { 0, 1, 2, 3, 4, 5, 6, 8 }, mixed[] = { 8, 2, 0, 5, 6, 1, 4, 3 };
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) second = NULL;
  g_autoptr (GArray) third = NULL;
  g_autoptr (GArray) fourth = NULL;

  spk_split_stratified (dataset, ascending, 8, 0.5, 1, 1, &first, &second);
  spk_split_stratified (dataset, mixed, 8, 0.5, 1, 1, &third, &fourth);
  g_assert_cmpuint (first->len + second->len, ==, 8);
  g_assert_cmpmem (first->data, 4 * first->len, third->data, 4 * third->len);
  g_assert_cmpmem (second->data, 4 * second->len, fourth->data, 4 * fourth->len);
}

static void
test_cut_keeps_classes_on_both_sides (void)
{
  g_autoptr (SpkDataset) dataset = example ();
  const guint32 samples[] = { 0, 1, 2, 5 };
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) second = NULL;

  spk_split_stratified (dataset, samples, 4, 0.01, 1, 1, &first, &second);
  g_assert_cmpuint (count_label (dataset, &g_array_index (first, guint32, 0), first->len, 0), ==, 1);
  g_assert_cmpuint (count_label (dataset, &g_array_index (first, guint32, 0), first->len, 1), ==, 1);
  g_assert_cmpuint (second->len, ==, 2);
}

static void
test_cut_at_the_ends (void)
{
  g_autoptr (SpkDataset) dataset = example ();
  const guint32 samples[] = { 0, 1, 2, 5 };
  g_autoptr (GArray) nothing = NULL;
  g_autoptr (GArray) rest = NULL;
  g_autoptr (GArray) everything = NULL;
  g_autoptr (GArray) empty = NULL;

  spk_split_stratified (dataset, samples, 4, 0, 1, 1, &nothing, &rest);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpmem (rest->data, 4 * rest->len, samples, sizeof samples);
  spk_split_stratified (dataset, samples, 4, 1, 1, 1, &everything, &empty);
  g_assert_cmpmem (everything->data, 4 * everything->len, samples, sizeof samples);
  g_assert_cmpuint (empty->len, ==, 0);
}

static void
test_default (void)
{
  g_autoptr (SpkDataset) dataset = example ();
  g_autoptr (TestTree) tree = test_tree_new ();

  g_assert_cmpstr (spk_dataset_get_default_split (dataset), ==, "stratified:0.2");

  test_tree_text (tree, "Train/0/1.bin", "");
  test_tree_text (tree, "Test/0/1.bin", "");

  g_autoptr (SpkDataset) parted = test_tree_load (tree, FALSE);
  g_autoptr (SpkSplit) self = split (parted, "part:Test", 1);

  g_assert_cmpstr (spk_dataset_get_default_split (parted), ==, "part:Test");
  g_assert_cmpuint (self->n_test, ==, 1);
  g_assert_cmpuint (self->test[0], ==, 1);
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
  g_assert_cmpstr (spk_dataset_get_default_split (dataset), ==, "utterance:2,3");

  g_autoptr (SpkSplit) by_utterance = split (dataset, "utterance:2,3", 1);
  g_autoptr (SpkSplit) by_speaker = split (dataset, "speaker:f7,m8", 1);

  assert_is_partition (by_utterance, 3290);
  g_assert_cmpuint (by_utterance->n_test, ==, 821);
  g_assert_cmpuint (by_speaker->n_test, ==, 206 + 208);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/split/group", test_group);
  g_test_add_func ("/split/none", test_none);
  g_test_add_func ("/split/stratified-share", test_stratified_share);
  g_test_add_func ("/split/seed-decides", test_seed_decides);
  g_test_add_func ("/split/folds-cover-everything-once", test_folds_cover_everything_once);
  g_test_add_func ("/split/files", test_files);
  g_test_add_func ("/split/bad-specifications", test_bad_specifications);
  g_test_add_func ("/split/cut-does-not-depend-on-order", test_cut_does_not_depend_on_order);
  g_test_add_func ("/split/cut-keeps-classes-on-both-sides", test_cut_keeps_classes_on_both_sides);
  g_test_add_func ("/split/cut-at-the-ends", test_cut_at_the_ends);
  g_test_add_func ("/split/default", test_default);
  g_test_add_func ("/split/real-recordings", test_real_recordings);
  return g_test_run ();
}
