/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-data-tree.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

TestTree *
test_tree_new (void)
{
  g_autoptr (GError) error = NULL;
  TestTree *self = g_new0 (TestTree, 1);

  self->root = g_dir_make_tmp ("spikesmith-XXXXXX", &error);
  g_assert_no_error (error);
  return self;
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_all (inner);
    }
  g_remove (path);
}

void
test_tree_free (TestTree *self)
{
  remove_all (self->root);
  g_free (self->root);
  g_free (self);
}

char *
test_tree_path (TestTree *self, const char *name)
{
  return g_build_filename (self->root, name, NULL);
}

void
test_tree_folder (TestTree *self, const char *name)
{
  g_autofree char *path = test_tree_path (self, name);

  g_assert_no_errno (g_mkdir_with_parents (path, 0755));
}

void
test_tree_bytes (TestTree *self, const char *name, const void *bytes, gsize n_bytes)
{
  g_autofree char *path = test_tree_path (self, name);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (folder, 0755));
  g_file_set_contents (path, bytes, n_bytes, &error);
  g_assert_no_error (error);
}

void
test_tree_text (TestTree *self, const char *name, const char *text)
{
  test_tree_bytes (self, name, text, strlen (text));
}

void
test_tree_link (TestTree *self, const char *target, const char *name)
{
  g_autofree char *path = test_tree_path (self, name);

  g_assert_no_errno (symlink (target, path));
}

/* Loads the tree, which must succeed. */
SpkDataset *
test_tree_load (TestTree *self, gboolean skip_bad)
{
  const SpkLoadOptions options = { .skip_bad = skip_bad };
  g_autoptr (GError) error = NULL;
  SpkDataset *dataset = spk_dataset_load (self->root, &options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (dataset);
  return dataset;
}

/* Loads the tree, which must fail with a message that has @part_of_message in it. */
void
test_tree_expect_error (TestTree *self, SpkDataError code, const char *part_of_message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkDataset) dataset = spk_dataset_load (self->root, NULL, &error);

  g_assert_null (dataset);
  g_assert_error (error, SPK_DATA_ERROR, code);
  if (strstr (error->message, part_of_message) == NULL)
    g_error ("“%s” is not in “%s”", part_of_message, error->message);
}

/* The folder of real recordings of that name; without it the test is skipped and the answer is %NULL. */
char *
test_shared_data (const char *name)
{
  const char *shared = g_getenv ("SPIKESMITH_SHARED");
  g_autofree char *path = shared == NULL ? NULL : g_build_filename (shared, "datasets", name, NULL);

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&path);

  g_autofree char *message = g_strdup_printf ("the recordings of %s are not there, see SPIKESMITH_SHARED", name);

  g_test_skip (message);
  return NULL;
}
