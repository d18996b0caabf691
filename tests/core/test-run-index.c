/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/spk-run-index.h"

#include <math.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "store-fixture.h"

static SpkRunIndex *
open_index (void)
{
  g_autoptr (GError) error = NULL;
  SpkRunIndex *index = spk_run_index_open (&error);

  g_assert_no_error (error);
  return index;
}

static GPtrArray *
list_runs (SpkRunIndex *index)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = spk_run_index_list (index, &error);

  g_assert_no_error (error);
  return entries;
}

static gint64
add_run (SpkRunIndex *index, SpkRun *run)
{
  g_autoptr (GError) error = NULL;
  gint64 id = spk_run_index_add (index, run, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static void
test_data_folder (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *chosen = spk_data_folder ();
  g_autofree char *usual = NULL;
  g_autofree char *expected = g_build_filename (g_get_user_data_dir (), "spikesmith", NULL);

  g_assert_cmpstr (chosen, ==, fixture->folder);
  g_unsetenv ("SPIKESMITH_DATA_DIR");
  usual = spk_data_folder ();
  g_assert_cmpstr (usual, ==, expected);
}

static void
test_empty (G_GNUC_UNUSED StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunIndex) index = open_index ();
  g_autoptr (GPtrArray) entries = list_runs (index);

  g_assert_cmpuint (entries->len, ==, 0);
}

static void
test_add_and_list (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunIndex) index = open_index ();
  g_autoptr (SpkRun) run = make_run (fixture->run);
  gint64 id = add_run (index, run);
  g_autoptr (GPtrArray) entries = list_runs (index);
  const SpkRunEntry *entry = g_ptr_array_index (entries, 0);

  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (entry->id, ==, id);
  g_assert_cmpstr (entry->folder, ==, fixture->run);
  g_assert_cmpstr (entry->name, ==, "first try");
  g_assert_cmpstr (entry->data, ==, "/data/ti46 \"a\"");
  g_assert_cmpstr (entry->data_kind, ==, "ti46");
  g_assert_cmpint (entry->kind, ==, SPK_JOB_TRAIN);
  g_assert_cmpuint (entry->seed, ==, G_MAXUINT64 - 1);
  g_assert_cmpint (entry->state, ==, SPK_RUN_CREATED);
  g_assert_null (entry->message);
  g_assert_cmpuint (entry->epoch, ==, 0);
  g_assert_true (isnan (entry->best_valid));
  g_assert_true (isnan (entry->test));
  g_assert_cmpint (entry->created, ==, spk_run_get_created (run));
  g_assert_null (entry->notes);
}

static void
test_add_twice_is_one_row (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunIndex) index = open_index ();
  g_autoptr (SpkRun) run = make_run (fixture->run);
  gint64 id = add_run (index, run);
  g_autoptr (GPtrArray) entries = NULL;

  g_assert_true (spk_run_index_annotate (index, id, "better name", "notes", "a,b", NULL));
  g_assert_cmpint (add_run (index, run), ==, id);
  entries = list_runs (index);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((SpkRunEntry *) g_ptr_array_index (entries, 0))->name, ==, "better name");
}

static void
test_update_copies_progress (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunIndex) index = open_index ();
  g_autoptr (SpkRun) run = make_run (fixture->run);
  g_autoptr (JsonObject) result = json_object_new ();
  g_autoptr (GPtrArray) entries = NULL;
  const SpkRunEntry *entry;

  add_run (index, run);
  for (guint epoch = 1; epoch <= 3; epoch++)
    {
      g_autoptr (SpkEpochRecord) record = make_record (SPK_PHASE_TRAIN, epoch);

      g_assert_true (spk_run_write_epoch (run, record, NULL));
    }
  json_object_set_double_member (result, "test_accuracy", 0.875);
  g_assert_true (spk_run_write_result (run, result, NULL));
  g_assert_true (spk_run_set_state (run, SPK_RUN_FINISHED, "done", NULL));
  g_assert_true (spk_run_index_update (index, run, NULL));

  entries = list_runs (index);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpint (entry->state, ==, SPK_RUN_FINISHED);
  g_assert_cmpstr (entry->message, ==, "done");
  g_assert_cmpuint (entry->epoch, ==, 3);
  g_assert_cmpfloat (entry->best_valid, ==, 0.75);
  g_assert_cmpfloat (entry->test, ==, 0.875);
  g_assert_cmpfloat (entry->seconds, ==, 1001.5);
  g_assert_cmpint (entry->updated, >=, entry->created);
}

static void
test_update_of_unknown_run (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunIndex) index = open_index ();
  g_autoptr (SpkRun) run = make_run (fixture->run);
  g_autoptr (GError) error = NULL;

  g_assert_false (spk_run_index_update (index, run, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND);
}

static void
test_annotate (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunIndex) index = open_index ();
  g_autoptr (SpkRun) run = make_run (fixture->run);
  gint64 id = add_run (index, run);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  const SpkRunEntry *entry;

  g_assert_true (spk_run_index_annotate (index, id, NULL, "it's \"fine\"; DROP TABLE runs", "a,b", NULL));
  g_assert_true (spk_run_index_annotate (index, id, "new", NULL, "", NULL));
  entries = list_runs (index);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->name, ==, "new");
  g_assert_cmpstr (entry->notes, ==, "it's \"fine\"; DROP TABLE runs");
  g_assert_cmpstr (entry->tags, ==, "");
  g_assert_false (spk_run_index_annotate (index, id + 1, "x", NULL, NULL, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND);
}

static void
test_remove_keeps_the_folder (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunIndex) index = open_index ();
  g_autoptr (SpkRun) run = make_run (fixture->run);
  gint64 id = add_run (index, run);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (spk_run_index_remove (index, id, NULL));
  entries = list_runs (index);
  g_assert_cmpuint (entries->len, ==, 0);
  g_assert_true (g_file_test (fixture->run, G_FILE_TEST_IS_DIR));
  g_assert_false (spk_run_index_remove (index, id, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND);
}

static void
test_vanished_folder_stays_listed (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunIndex) index = open_index ();
  SpkRun *run = make_run (fixture->run);
  g_autoptr (GPtrArray) entries = NULL;

  add_run (index, run);
  spk_run_free (run);
  remove_tree (fixture->run);
  entries = list_runs (index);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((SpkRunEntry *) g_ptr_array_index (entries, 0))->message, ==, "folder is gone");
}

static void
assert_only_state (SpkRunIndex *index, SpkRunState state)
{
  g_autoptr (GPtrArray) entries = list_runs (index);

  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (((SpkRunEntry *) g_ptr_array_index (entries, 0))->state, ==, state);
}

static void
test_dead_run_is_interrupted (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunIndex) index = open_index ();
  SpkRun *run = make_run (fixture->run);

  g_assert_true (spk_run_set_state (run, SPK_RUN_RUNNING, NULL, NULL));
  add_run (index, run);
  assert_only_state (index, SPK_RUN_RUNNING);
  spk_run_free (run);
  assert_only_state (index, SPK_RUN_INTERRUPTED);
}

/* The row is behind, as its process was killed between the end of the run and the update of the row. */
static void
test_folder_knows_better_than_the_row (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunIndex) index = open_index ();
  SpkRun *run = make_run (fixture->run);

  g_assert_true (spk_run_set_state (run, SPK_RUN_RUNNING, NULL, NULL));
  add_run (index, run);
  g_assert_true (spk_run_set_state (run, SPK_RUN_FINISHED, NULL, NULL));
  spk_run_free (run);
  assert_only_state (index, SPK_RUN_FINISHED);
}

/* What a folder told is kept in its row: the folder is asked once, even if it cannot answer the second time. */
static void
test_row_of_a_dead_run_is_settled (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunIndex) index = open_index ();
  g_autofree char *description = g_build_filename (fixture->run, "settings.json", NULL);
  g_autoptr (GPtrArray) entries = NULL;
  SpkRun *run = make_run (fixture->run);

  g_assert_true (spk_run_set_state (run, SPK_RUN_RUNNING, NULL, NULL));
  add_run (index, run);
  g_assert_true (spk_run_set_state (run, SPK_RUN_FINISHED, "done by itself", NULL));
  spk_run_free (run);
  assert_only_state (index, SPK_RUN_FINISHED);

  g_assert_true (g_file_set_contents (description, "{", 1, NULL));
  entries = list_runs (index);
  g_assert_cmpint (((SpkRunEntry *) g_ptr_array_index (entries, 0))->state, ==, SPK_RUN_FINISHED);
  g_assert_cmpstr (((SpkRunEntry *) g_ptr_array_index (entries, 0))->message, ==, "done by itself");
}

static void
test_newest_first (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunIndex) index = open_index ();
  g_autoptr (GPtrArray) entries = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s%u", fixture->run, i);
      g_autoptr (SpkRun) run = make_run (folder);

      add_run (index, run);
    }
  entries = list_runs (index);
  g_assert_cmpuint (entries->len, ==, 3);
  for (guint i = 1; i < 3; i++)
    {
      const SpkRunEntry *newer = g_ptr_array_index (entries, i - 1);
      const SpkRunEntry *older = g_ptr_array_index (entries, i);

      g_assert_true (newer->created > older->created || (newer->created == older->created && newer->id > older->id));
    }
}

static void
test_new_folders_are_fresh (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *expected = g_build_filename (fixture->folder, "runs", "n-mnist-search-0001", NULL);
  g_autofree char *first = spk_run_index_new_folder ("N-MNIST", SPK_JOB_SEARCH, NULL);
  g_autofree char *second = spk_run_index_new_folder ("N-MNIST", SPK_JOB_SEARCH, NULL);
  g_autofree char *other = spk_run_index_new_folder ("N-MNIST", SPK_JOB_TRAIN, NULL);
  g_autofree char *evil = spk_run_index_new_folder ("../../a", SPK_JOB_TRAIN, NULL);
  g_autofree char *unnamed = spk_run_index_new_folder (NULL, SPK_JOB_TRAIN, NULL);
  g_autoptr (SpkRun) run = make_run (first);

  g_assert_cmpstr (first, ==, expected);
  g_assert_true (g_str_has_suffix (second, "/n-mnist-search-0002"));
  g_assert_true (g_str_has_suffix (other, "/n-mnist-train-0001"));
  g_assert_true (g_str_has_suffix (evil, "/runs/------a-train-0001"));
  g_assert_true (g_str_has_suffix (unnamed, "/run-train-0001"));
}

/* --- Several processes --- */

#define N_PROCESSES 4
#define N_RUNS      8

static int
add_some_runs (void)
{
  g_autoptr (SpkRunIndex) index = open_index ();

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autofree char *folder = spk_run_index_new_folder ("race", SPK_JOB_TRAIN, NULL);
      g_autoptr (SpkRun) run = make_run (folder);

      add_run (index, run);
      g_assert_true (spk_run_set_state (run, SPK_RUN_FINISHED, NULL, NULL));
      g_assert_true (spk_run_index_update (index, run, NULL));
    }
  return 0;
}

static void
test_several_processes (G_GNUC_UNUSED StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--add", NULL };
  g_autoptr (SpkRunIndex) index = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  GPid pids[N_PROCESSES];

  for (guint i = 0; i < N_PROCESSES; i++)
    g_assert_true (g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pids[i], NULL));
  for (guint i = 0; i < N_PROCESSES; i++)
    {
      int status;

      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_cmpint (status, ==, 0);
    }
  index = open_index ();
  entries = list_runs (index);
  g_assert_cmpuint (entries->len, ==, N_PROCESSES * N_RUNS);
  for (guint i = 0; i < entries->len; i++)
    g_assert_cmpint (((SpkRunEntry *) g_ptr_array_index (entries, i))->state, ==, SPK_RUN_FINISHED);
}

/* --- Errors --- */

static void
test_newer_schema (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "index.db", NULL);
  g_autoptr (GError) error = NULL;
  sqlite3 *db;

  spk_run_index_close (open_index ());
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA user_version = 7", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  g_assert_null (spk_run_index_open (&error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_VERSION);
  g_assert_nonnull (strstr (error->message, "newer program"));
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_damaged_file (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "index.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "this is not a database, however long one looks at it", -1, NULL));
  g_assert_null (spk_run_index_open (&error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "move its file away"));
}

static void
test_data_folder_in_the_way (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->run, "a file", -1, NULL));
  g_setenv ("SPIKESMITH_DATA_DIR", fixture->run, TRUE);
  g_assert_null (spk_run_index_open (&error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (spk_run_index_new_folder ("a", SPK_JOB_TRAIN, &error));
  g_assert_nonnull (error);
}

#define ADD(name, function)                                                                                            \
  g_test_add ("/run-index/" name, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  if (argc == 2 && g_str_equal (argv[1], "--add"))
    return add_some_runs ();

  g_test_init (&argc, &argv, NULL);
  ADD ("data-folder", test_data_folder);
  ADD ("empty", test_empty);
  ADD ("add-and-list", test_add_and_list);
  ADD ("add-twice-is-one-row", test_add_twice_is_one_row);
  ADD ("update-copies-progress", test_update_copies_progress);
  ADD ("update-of-unknown-run", test_update_of_unknown_run);
  ADD ("annotate", test_annotate);
  ADD ("remove-keeps-the-folder", test_remove_keeps_the_folder);
  ADD ("vanished-folder-stays-listed", test_vanished_folder_stays_listed);
  ADD ("dead-run-is-interrupted", test_dead_run_is_interrupted);
  ADD ("dead-run-is-settled", test_row_of_a_dead_run_is_settled);
  ADD ("folder-knows-better-than-the-row", test_folder_knows_better_than_the_row);
  ADD ("newest-first", test_newest_first);
  ADD ("new-folders-are-fresh", test_new_folders_are_fresh);
  ADD ("several-processes", test_several_processes);
  ADD ("newer-schema", test_newer_schema);
  ADD ("damaged-file", test_damaged_file);
  ADD ("data-folder-in-the-way", test_data_folder_in_the_way);
  return g_test_run ();
}
