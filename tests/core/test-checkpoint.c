/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <hdf5.h>

#include "base/spk-random.h"
#include "store/spk-checkpoint.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("spk-checkpoint-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "checkpoint.h5", NULL);
  H5Eset_auto2 (H5E_DEFAULT, NULL, NULL);
}

/* A test that leaves any other file behind fails here. */
static void
tear_down (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static SpkArrays *
make_state (guint64 seed)
{
  SpkArrays *state = spk_arrays_new ();
  SpkRandom random;
  SpkArray *array;

  spk_random_init (&random, seed, SPK_PURPOSE_TEST, 0, 0);
  array = spk_arrays_add (state, "network/layer0/W", SPK_ARRAY_FLOAT32, 2, (const gsize[]){ 7, 5 }, NULL);
  for (gsize i = 0; i < array->n_values; i++)
    ((float *) array->data)[i] = (float) spk_random_normal (&random);
  ((float *) array->data)[3] = NAN;
  ((float *) array->data)[4] = -0.0f;
  array = spk_arrays_add (state, "network/layer0/adam/m", SPK_ARRAY_FLOAT64, 1, (const gsize[]){ 3 }, NULL);
  for (gsize i = 0; i < array->n_values; i++)
    ((double *) array->data)[i] = spk_random_normal (&random);
  array = spk_arrays_add (state, "motif", SPK_ARRAY_INT8, 4, (const gsize[]){ 2, 3, 1, 2 }, NULL);
  for (gsize i = 0; i < array->n_values; i++)
    ((gint8 *) array->data)[i] = (gint8) spk_random_below (&random, 3) - 1;
  spk_arrays_add (state, "empty", SPK_ARRAY_FLOAT32, 2, (const gsize[]){ 0, 4 }, NULL);
  spk_arrays_add_uint64 (state, "seed", G_MAXUINT64 - seed);
  return state;
}

static void
assert_same (const SpkArrays *a, const SpkArrays *b)
{
  const char *difference = "";

  if (!spk_arrays_equal (a, b, &difference))
    g_error ("%s differs", difference);
}

static void
assert_unreadable (const char *path, SpkStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkArrays) state = spk_checkpoint_read (path, &error);

  g_assert_error (error, SPK_STORE_ERROR, code);
  g_assert_null (state);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_test_message ("%s", error->message);
}

/* --- Round trips --- */

static void
test_round_trip (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint64 seed = 0; seed < 3; seed++)
    {
      g_autoptr (SpkArrays) state = make_state (seed);
      g_autoptr (SpkArrays) read = NULL;

      spk_checkpoint_write (fixture->path, state, &error);
      g_assert_no_error (error);
      read = spk_checkpoint_read (fixture->path, &error);
      g_assert_no_error (error);
      assert_same (state, read);
    }
}

static void
test_empty_state (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkArrays) state = spk_arrays_new ();
  g_autoptr (SpkArrays) read = NULL;

  spk_checkpoint_write (fixture->path, state, &error);
  g_assert_no_error (error);
  read = spk_checkpoint_read (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (spk_arrays_get_n (read), ==, 0);
}

static void
test_large_array (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkArrays) state = spk_arrays_new ();
  g_autoptr (SpkArrays) read = NULL;
  SpkArray *array;

  array = spk_arrays_add (state, "large", SPK_ARRAY_FLOAT32, 3, (const gsize[]){ 3, 5003, 1709 }, NULL);
  for (gsize i = 0; i < array->n_values; i++)
    ((float *) array->data)[i] = (float) (i % 65521);
  spk_checkpoint_write (fixture->path, state, &error);
  g_assert_no_error (error);
  read = spk_checkpoint_read (fixture->path, &error);
  g_assert_no_error (error);
  assert_same (state, read);
}

static void
test_same_state_same_bytes (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkArrays) state = make_state (1);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize first_length, second_length;

  g_assert_true (spk_checkpoint_write (fixture->path, state, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &first, &first_length, NULL));
  g_assert_true (spk_checkpoint_write (fixture->path, state, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &second, &second_length, NULL));
  g_assert_cmpmem (first, first_length, second, second_length);
}

static gpointer
write_and_read (gpointer data)
{
  const char *folder = data;

  for (guint64 i = 0; i < 10; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%p.h5", folder, (void *) g_thread_self ());
      g_autoptr (SpkArrays) state = make_state (i);
      g_autoptr (SpkArrays) read = NULL;

      g_assert_true (spk_checkpoint_write (path, state, NULL));
      read = spk_checkpoint_read (path, NULL);
      assert_same (state, read);
      g_unlink (path);
    }
  return NULL;
}

static void
test_from_several_threads (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("writer", write_and_read, fixture->folder);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* --- States that cannot be written --- */

static void
test_impossible_names (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  const char *names[] = { "", "/a", "a/", "a//b", "./a", "a/./b", "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SpkArrays) state = spk_arrays_new ();

      spk_arrays_add_uint64 (state, names[i], 1);
      g_assert_false (spk_checkpoint_write (fixture->path, state, &error));
      g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT);
    }
}

static void
test_name_that_is_a_folder (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkArrays) state = spk_arrays_new ();

  spk_arrays_add_uint64 (state, "a", 1);
  spk_arrays_add_uint64 (state, "a/b", 2);
  g_assert_false (spk_checkpoint_write (fixture->path, state, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "a/b"));
  g_assert_null (strstr (error->message, "does not say why"));
}

static void
test_folder_that_is_missing (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkArrays) state = make_state (1);
  g_autofree char *path = g_build_filename (fixture->folder, "none", "checkpoint.h5", NULL);

  g_assert_false (spk_checkpoint_write (path, state, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE);
}

/* A full disk, played by a limit on the size of files. */
static void
test_full_disk_keeps_the_old_state (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkArrays) old = make_state (1);
  g_autoptr (SpkArrays) large = spk_arrays_new ();
  g_autoptr (SpkArrays) read = NULL;
  struct rlimit before, limit;

  g_assert_true (spk_checkpoint_write (fixture->path, old, NULL));
  spk_arrays_add (large, "large", SPK_ARRAY_FLOAT64, 1, (const gsize[]){ 100000 }, NULL);

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  limit = before;
  limit.rlim_cur = 100000;
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_false (spk_checkpoint_write (fixture->path, large, &error));
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE);

  read = spk_checkpoint_read (fixture->path, NULL);
  assert_same (old, read);
}

/* --- Files that are no checkpoints --- */

static void
test_missing_file (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  assert_unreadable (fixture->path, SPK_STORE_ERROR_NOT_FOUND);
}

static void
test_folder_in_place_of_file (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  assert_unreadable (fixture->folder, SPK_STORE_ERROR_FORMAT);
}

static void
test_other_files (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  assert_unreadable (fixture->path, SPK_STORE_ERROR_FORMAT);
  g_assert_true (g_file_set_contents (fixture->path, "{ \"not\": \"HDF5\" }", -1, NULL));
  assert_unreadable (fixture->path, SPK_STORE_ERROR_FORMAT);
}

/* Closes a file and gives it the seal of a good one, as one would who means harm. */
static void
close_file (hid_t file, const char *path)
{
  g_autofree char *bytes = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GString) sealed = NULL;
  gsize length;

  H5Fclose (file);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
  sealed = g_string_new_len (bytes, (gssize) length);
  g_string_append_printf (sealed, "spikesmith-checkpoint sha256 %s\n", digest);
  g_assert_true (g_file_set_contents (path, sealed->str, (gssize) sealed->len, NULL));
}

/* Makes an HDF5 file with our header, for a test to add to. */
static hid_t
begin_file (const char *path, const char *format, guint version)
{
  hid_t file = H5Fcreate (path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  hid_t space = H5Screate (H5S_SCALAR);
  hid_t text = H5Tcopy (H5T_C_S1);
  hid_t attribute;

  H5Tset_size (text, strlen (format));
  attribute = H5Acreate2 (file, "format", text, space, H5P_DEFAULT, H5P_DEFAULT);
  H5Awrite (attribute, text, format);
  H5Aclose (attribute);
  attribute = H5Acreate2 (file, "version", H5T_STD_U32LE, space, H5P_DEFAULT, H5P_DEFAULT);
  H5Awrite (attribute, H5T_NATIVE_UINT, &version);
  H5Aclose (attribute);
  H5Tclose (text);
  H5Sclose (space);
  return file;
}

static void
add_dataset (hid_t file, const char *name, hid_t type, int rank, const hsize_t *dims, hid_t creation)
{
  hid_t space = H5Screate_simple (rank, dims, NULL);
  hid_t dataset = H5Dcreate2 (file, name, type, space, H5P_DEFAULT, creation, H5P_DEFAULT);

  g_assert_cmpint (dataset, >=, 0);
  H5Dclose (dataset);
  H5Sclose (space);
}

static void
test_hdf5_of_others (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  H5Fclose (H5Fcreate (fixture->path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
  assert_unreadable (fixture->path, SPK_STORE_ERROR_FORMAT);
  close_file (H5Fcreate (fixture->path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), fixture->path);
  assert_unreadable (fixture->path, SPK_STORE_ERROR_FORMAT);
  close_file (begin_file (fixture->path, "spikesmith-checkpoinT", 1), fixture->path);
  assert_unreadable (fixture->path, SPK_STORE_ERROR_FORMAT);
}

static void
test_header_of_wrong_types (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  const double values[1000] = { 0 };
  hid_t file = H5Fcreate (fixture->path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  hid_t space = H5Screate_simple (1, (const hsize_t[]){ 1000 }, NULL);
  const char *names[] = { "format", "version" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      hid_t attribute = H5Acreate2 (file, names[i], H5T_IEEE_F64LE, space, H5P_DEFAULT, H5P_DEFAULT);

      H5Awrite (attribute, H5T_NATIVE_DOUBLE, values);
      H5Aclose (attribute);
    }
  H5Sclose (space);
  close_file (file, fixture->path);
  assert_unreadable (fixture->path, SPK_STORE_ERROR_FORMAT);
}

static void
test_newer_version (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  close_file (begin_file (fixture->path, "spikesmith-checkpoint", 2), fixture->path);
  assert_unreadable (fixture->path, SPK_STORE_ERROR_VERSION);
}

static void
test_type_that_no_checkpoint_holds (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  hid_t text = H5Tcopy (H5T_C_S1);
  hid_t types[] = { H5T_STD_I32LE, H5T_IEEE_F32BE, H5T_STD_U8LE, text };

  H5Tset_size (text, H5T_VARIABLE);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      hid_t file = begin_file (fixture->path, "spikesmith-checkpoint", 1);

      add_dataset (file, "a", types[i], 1, (const hsize_t[]){ 4 }, H5P_DEFAULT);
      close_file (file, fixture->path);
      assert_unreadable (fixture->path, SPK_STORE_ERROR_FORMAT);
    }
  H5Tclose (text);
}

static void
test_shape_larger_than_the_file (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  const hsize_t huge[][4] = {
    { 1, 1, 1, 1000000 },
    { 1, 1, 1, G_GUINT64_CONSTANT (1) << 40 },
    { 1 << 10, 1 << 20, 1, 1000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (huge); i++)
    {
      hid_t file = begin_file (fixture->path, "spikesmith-checkpoint", 1);

      add_dataset (file, "a", H5T_IEEE_F32LE, 4, huge[i], H5P_DEFAULT);
      close_file (file, fixture->path);
      assert_unreadable (fixture->path, SPK_STORE_ERROR_FORMAT);
    }
}

static void
test_rank_out_of_range (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  hid_t file = begin_file (fixture->path, "spikesmith-checkpoint", 1);

  add_dataset (file, "a", H5T_IEEE_F32LE, 5, (const hsize_t[]){ 1, 1, 1, 1, 1 }, H5P_DEFAULT);
  close_file (file, fixture->path);
  assert_unreadable (fixture->path, SPK_STORE_ERROR_FORMAT);
  file = begin_file (fixture->path, "spikesmith-checkpoint", 1);
  add_dataset (file, "a", H5T_IEEE_F32LE, 0, NULL, H5P_DEFAULT);
  close_file (file, fixture->path);
  assert_unreadable (fixture->path, SPK_STORE_ERROR_FORMAT);
}

static void
test_values_in_another_file (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  hid_t file = begin_file (fixture->path, "spikesmith-checkpoint", 1);
  hid_t creation = H5Pcreate (H5P_DATASET_CREATE);

  H5Pset_external (creation, "/etc/passwd", 0, 16);
  add_dataset (file, "a", H5T_STD_I8LE, 1, (const hsize_t[]){ 16 }, creation);
  H5Pclose (creation);
  close_file (file, fixture->path);
  assert_unreadable (fixture->path, SPK_STORE_ERROR_FORMAT);
}

static void
test_filter_of_others (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  hid_t file = begin_file (fixture->path, "spikesmith-checkpoint", 1);
  hid_t creation = H5Pcreate (H5P_DATASET_CREATE);

  H5Pset_chunk (creation, 1, (const hsize_t[]){ 16 });
  H5Pset_shuffle (creation);
  add_dataset (file, "a", H5T_STD_I8LE, 1, (const hsize_t[]){ 16 }, creation);
  H5Pclose (creation);
  close_file (file, fixture->path);
  assert_unreadable (fixture->path, SPK_STORE_ERROR_FORMAT);
}

static void
test_links_are_ignored (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkArrays) state = make_state (1);
  g_autoptr (SpkArrays) read = NULL;
  hid_t file, group;

  g_assert_true (spk_checkpoint_write (fixture->path, state, NULL));
  file = H5Fopen (fixture->path, H5F_ACC_RDWR, H5P_DEFAULT);
  group = H5Gcreate2 (file, "g", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  H5Lcreate_hard (file, "/", group, "cycle", H5P_DEFAULT, H5P_DEFAULT);
  H5Lcreate_soft ("/nowhere", file, "dangling", H5P_DEFAULT, H5P_DEFAULT);
  H5Lcreate_soft ("/round", file, "round", H5P_DEFAULT, H5P_DEFAULT);
  H5Lcreate_external ("other.h5", "/", file, "outside", H5P_DEFAULT, H5P_DEFAULT);
  H5Gclose (group);
  close_file (file, fixture->path);

  read = spk_checkpoint_read (fixture->path, &error);
  g_assert_no_error (error);
  assert_same (state, read);
}

static void
test_changed_by_others (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkArrays) state = make_state (1);
  hid_t file;

  g_assert_true (spk_checkpoint_write (fixture->path, state, NULL));
  file = H5Fopen (fixture->path, H5F_ACC_RDWR, H5P_DEFAULT);
  g_assert_cmpint (H5Ldelete (file, "network/layer0/W", H5P_DEFAULT), ==, 0);
  H5Fclose (file);
  assert_unreadable (fixture->path, SPK_STORE_ERROR_FORMAT);
}

static void
test_truncated (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkArrays) state = make_state (1);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (spk_checkpoint_write (fixture->path, state, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  for (gsize i = 0; i < length; i += 37)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (fixture->path, bytes, i, NULL));
      g_assert_null (spk_checkpoint_read (fixture->path, &error));
      g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT);
    }
}

static void
test_flipped_bit (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkArrays) state = make_state (1);
  g_autofree char *bytes = NULL;
  SpkRandom random;
  gsize length;

  g_assert_true (spk_checkpoint_write (fixture->path, state, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  spk_random_init (&random, 1, SPK_PURPOSE_TEST, 1, 0);
  for (gsize i = 0; i < length; i += 1 + spk_random_below (&random, 20))
    {
      g_autoptr (GError) error = NULL;
      char flip = (char) (1u << spk_random_below (&random, 8));

      bytes[i] ^= flip;
      g_assert_true (g_file_set_contents (fixture->path, bytes, length, NULL));
      bytes[i] ^= flip;
      g_assert_null (spk_checkpoint_read (fixture->path, &error));
      g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT);
    }
}

#define ADD(name, function) g_test_add ("/checkpoint/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("round-trip", test_round_trip);
  ADD ("empty-state", test_empty_state);
  ADD ("large-array", test_large_array);
  ADD ("same-state-same-bytes", test_same_state_same_bytes);
  ADD ("from-several-threads", test_from_several_threads);
  ADD ("impossible-names", test_impossible_names);
  ADD ("name-that-is-a-folder", test_name_that_is_a_folder);
  ADD ("folder-that-is-missing", test_folder_that_is_missing);
  ADD ("full-disk-keeps-the-old-state", test_full_disk_keeps_the_old_state);
  ADD ("missing-file", test_missing_file);
  ADD ("folder-in-place-of-file", test_folder_in_place_of_file);
  ADD ("other-files", test_other_files);
  ADD ("hdf5-of-others", test_hdf5_of_others);
  ADD ("header-of-wrong-types", test_header_of_wrong_types);
  ADD ("newer-version", test_newer_version);
  ADD ("type-that-no-checkpoint-holds", test_type_that_no_checkpoint_holds);
  ADD ("shape-larger-than-the-file", test_shape_larger_than_the_file);
  ADD ("rank-out-of-range", test_rank_out_of_range);
  ADD ("values-in-another-file", test_values_in_another_file);
  ADD ("filter-of-others", test_filter_of_others);
  ADD ("links-are-ignored", test_links_are_ignored);
  ADD ("changed-by-others", test_changed_by_others);
  ADD ("truncated", test_truncated);
  ADD ("flipped-bit", test_flipped_bit);
  return g_test_run ();
}
