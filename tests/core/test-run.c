/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "store-fixture.h"

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
read_text (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
write_epochs (SpkRun *run, SpkPhase phase, guint first, guint last)
{
  for (guint epoch = first; epoch <= last; epoch++)
    {
      g_autoptr (SpkEpochRecord) record = make_record (phase, epoch);
      g_autoptr (GError) error = NULL;

      spk_run_write_epoch (run, record, &error);
      g_assert_no_error (error);
    }
}

static void
assert_epochs (SpkRun *run, guint n_search, guint n_train)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = spk_run_read_epochs (run, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, n_search + n_train);
  for (guint i = 0; i < records->len; i++)
    {
      SpkPhase phase = i < n_search ? SPK_PHASE_SEARCH : SPK_PHASE_TRAIN;
      g_autoptr (SpkEpochRecord) expected = make_record (phase, i < n_search ? i + 1 : i - n_search + 1);
      g_autofree char *expected_text = record_to_text (expected);
      g_autofree char *text = record_to_text (g_ptr_array_index (records, i));

      g_assert_cmpstr (text, ==, expected_text);
    }
}

static void
assert_unopenable (const char *folder, SpkStoreError code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkRun) run = spk_run_open (folder, &error);

  g_assert_null (run);
  g_assert_error (error, SPK_STORE_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, folder));
  g_assert_nonnull (strstr (error->message, part));
}

/* --- Making and opening --- */

static void
test_description_round_trip (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunDescription) expected = make_description ();
  g_autoptr (SpkRun) made = make_run (fixture->run);
  g_autoptr (SpkRun) run = open_run (fixture->run);
  const SpkRunDescription *found = spk_run_get_description (run);
  g_autoptr (JsonNode) a = spk_run_description_to_json (expected, spk_run_get_created (made));
  g_autoptr (JsonNode) b = spk_run_description_to_json (found, spk_run_get_created (run));

  g_assert_true (json_node_equal (a, b));
  g_assert_cmpuint (found->data_fingerprint, ==, expected->data_fingerprint);
  g_assert_cmpuint (found->settings->seed, ==, G_MAXUINT64 - 1);
  g_assert_cmpuint (found->settings->epochs, ==, 17);
  g_assert_cmpstr (found->data, ==, expected->data);
  g_assert_cmpuint (g_strv_length (found->class_names), ==, 3);
  g_assert_cmpuint (found->motifs->len, ==, 2);
  g_assert_true (spk_topology_equal (g_ptr_array_index (found->motifs, 1), g_ptr_array_index (expected->motifs, 1)));
  g_assert_cmpstr (spk_run_get_folder (run), ==, fixture->run);
  g_assert_cmpint (ABS (spk_run_get_created (run) - g_get_real_time () / G_USEC_PER_SEC), <, 3600);
}

static void
test_sparse_description (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunDescription) description = spk_run_description_new ();
  g_autoptr (SpkRun) made = NULL;
  g_autoptr (SpkRun) run = NULL;

  description->settings = spk_settings_new ();
  made = spk_run_create (fixture->run, description, NULL);
  g_assert_nonnull (made);
  run = open_run (fixture->run);
  g_assert_null (spk_run_get_description (run)->name);
  g_assert_null (spk_run_get_description (run)->motifs);
  g_assert_cmpuint (g_strv_length (spk_run_get_description (run)->class_names), ==, 0);
}

static void
test_create_makes_parents (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "a", "b", "c", NULL);
  g_autoptr (SpkRun) run = make_run (folder);

  g_assert_cmpstr (spk_run_get_folder (run), ==, folder);
}

static void
test_create_takes_an_empty_folder (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) run = NULL;

  g_assert_cmpint (g_mkdir (fixture->run, 0700), ==, 0);
  run = make_run (fixture->run);
  g_assert_nonnull (run);
}

static void
test_create_takes_what_an_early_kill_left (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) run = NULL;

  g_assert_cmpint (g_mkdir (fixture->run, 0700), ==, 0);
  write_file (fixture->run, "lock", "");
  run = make_run (fixture->run);
  g_assert_nonnull (run);
}

static void
test_create_refuses_a_full_folder (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunDescription) description = make_description ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_cmpint (g_mkdir (fixture->run, 0700), ==, 0);
  write_file (fixture->run, "thesis.tex", "years of work");
  before = snapshot_folder (fixture->run);
  g_assert_null (spk_run_create (fixture->run, description, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "not empty"));
  after = snapshot_folder (fixture->run);
  g_assert_cmpstr (before, ==, after);
}

static void
test_create_refuses_a_file (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunDescription) description = make_description ();
  g_autoptr (GError) error = NULL;

  write_file (fixture->folder, "run", "a file");
  g_assert_null (spk_run_create (fixture->run, description, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_EXISTS);
}

static void
test_open_what_is_no_run (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  assert_unopenable (fixture->run, SPK_STORE_ERROR_NOT_FOUND, "no such folder");
  g_assert_cmpint (g_mkdir (fixture->run, 0700), ==, 0);
  assert_unopenable (fixture->run, SPK_STORE_ERROR_NOT_FOUND, "not a run");
}

static void
test_open_damaged_settings (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *deep = g_strnfill (100000, '[');

  g_assert_cmpint (g_mkdir (fixture->run, 0700), ==, 0);
  write_file (fixture->run, "settings.json", "");
  assert_unopenable (fixture->run, SPK_STORE_ERROR_FORMAT, "settings.json");
  write_file (fixture->run, "settings.json", "{\n  \"schema\": \"spikesmith-run/1\",\n  oops\n}");
  assert_unopenable (fixture->run, SPK_STORE_ERROR_FORMAT, "settings.json:");
  write_file (fixture->run, "settings.json", deep);
  assert_unopenable (fixture->run, SPK_STORE_ERROR_FORMAT, "nested");
  write_file (fixture->run, "settings.json", "[1, 2]");
  assert_unopenable (fixture->run, SPK_STORE_ERROR_FORMAT, "not the settings");
  write_file (fixture->run, "settings.json", "{ \"schema\": 5 }");
  assert_unopenable (fixture->run, SPK_STORE_ERROR_FORMAT, "not the settings");
  write_file (fixture->run, "settings.json", "{ \"schema\": \"spikesmith-run/2\" }");
  assert_unopenable (fixture->run, SPK_STORE_ERROR_VERSION, "spikesmith-run/2");
}

/* Each member of a good file in turn becomes something else, or goes. */
static void
test_open_settings_with_a_wrong_member (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  const char *keys[] = { "schema", "created", "kind", "data_fingerprint", "skip_bad", "class_names", "settings" };
  const char *wrong[] = { NULL, "null", "[[1]]", "{\"a\": 1}", "-3.5", "\"?\"" };
  g_autofree char *text = NULL;
  SpkRun *run = make_run (fixture->run);

  spk_run_free (run);
  text = read_text (fixture->run, "settings.json");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    for (guint w = 0; w < G_N_ELEMENTS (wrong); w++)
      {
        g_autoptr (JsonNode) node = json_from_string (text, NULL);
        g_autofree char *changed = NULL;
        JsonObject *object = json_node_get_object (node);

        json_object_remove_member (object, keys[i]);
        if (wrong[w] != NULL)
          json_object_set_member (object, keys[i], json_from_string (wrong[w], NULL));
        changed = json_to_string (node, TRUE);
        write_file (fixture->run, "settings.json", changed);
        assert_unopenable (fixture->run, SPK_STORE_ERROR_FORMAT, "settings.json");
      }
}

static void
test_open_run_just_made (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) made = make_run (fixture->run);
  g_autoptr (SpkRun) run = open_run (fixture->run);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (spk_run_get_state (run), ==, SPK_RUN_CREATED);
  assert_epochs (run, 0, 0);
  g_assert_null (spk_run_read_checkpoint (run, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (spk_run_read_result (run, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND);
}

/* --- What it keeps --- */

static void
test_epochs_round_trip (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) run = make_run (fixture->run);
  g_autoptr (SpkRun) reader = open_run (fixture->run);

  write_epochs (run, SPK_PHASE_TRAIN, 1, 2);
  write_epochs (run, SPK_PHASE_SEARCH, 1, 12);
  write_epochs (run, SPK_PHASE_TRAIN, 3, 3);
  assert_epochs (run, 12, 3);
  assert_epochs (reader, 12, 3);
  g_clear_pointer (&run, spk_run_free);
  assert_epochs (reader, 12, 3);
}

static void
test_repeated_epoch_replaces (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) run = make_run (fixture->run);

  write_epochs (run, SPK_PHASE_SEARCH, 1, 5);
  write_epochs (run, SPK_PHASE_SEARCH, 3, 6);
  assert_epochs (run, 6, 0);
}

static void
test_truncate_for_a_resume (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) run = make_run (fixture->run);

  write_epochs (run, SPK_PHASE_SEARCH, 1, 6);
  write_epochs (run, SPK_PHASE_TRAIN, 1, 4);
  g_assert_true (spk_run_truncate_epochs (run, SPK_PHASE_TRAIN, 2, NULL));
  assert_epochs (run, 6, 2);
  g_assert_true (spk_run_truncate_epochs (run, SPK_PHASE_TRAIN, 9, NULL));
  assert_epochs (run, 6, 2);
  g_assert_true (spk_run_truncate_epochs (run, SPK_PHASE_SEARCH, 4, NULL));
  assert_epochs (run, 4, 0);
  g_assert_true (spk_run_truncate_epochs (run, SPK_PHASE_SEARCH, 0, NULL));
  assert_epochs (run, 0, 0);
}

static void
test_summary (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) run = make_run (fixture->run);
  SpkHistorySummary summary;

  g_assert_true (spk_run_summarise (run, &summary, NULL));
  g_assert_cmpuint (summary.epoch, ==, 0);
  g_assert_true (isnan (summary.best_valid));
  write_epochs (run, SPK_PHASE_SEARCH, 1, 5);
  g_assert_true (spk_run_summarise (run, &summary, NULL));
  g_assert_cmpint (summary.phase, ==, SPK_PHASE_SEARCH);
  g_assert_cmpuint (summary.epoch, ==, 5);
  g_assert_cmpfloat (summary.best_valid, ==, 0.75);
  write_epochs (run, SPK_PHASE_TRAIN, 1, 1);
  g_assert_true (spk_run_summarise (run, &summary, NULL));
  g_assert_cmpint (summary.phase, ==, SPK_PHASE_TRAIN);
  g_assert_cmpuint (summary.epoch, ==, 1);
  g_assert_cmpfloat (summary.seconds, ==, 1000.5);
}

static void
test_result_round_trip (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) run = make_run (fixture->run);
  g_autoptr (JsonObject) result = json_object_new ();
  g_autoptr (JsonObject) read = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_double_member (result, "test_accuracy", 0.1);
  g_assert_true (spk_run_write_result (run, result, NULL));
  read = spk_run_read_result (run, NULL);
  g_assert_cmpfloat (json_object_get_double_member (read, "test_accuracy"), ==, 0.1);
  write_file (fixture->run, "result.json", "[]");
  g_assert_null (spk_run_read_result (run, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT);
}

static gpointer
work_as_a_job (gpointer data)
{
  const SpkJobSink *sink = data;

  for (guint epoch = 1; epoch <= 20; epoch++)
    {
      g_autoptr (SpkEpochRecord) record = make_record (SPK_PHASE_SEARCH, epoch);
      g_autoptr (SpkArrays) state = make_state (epoch);

      g_assert_true (sink->epoch (sink->data, record, NULL));
      g_assert_true (sink->checkpoint (sink->data, state, NULL));
    }
  return NULL;
}

static void
test_sink_in_another_thread (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) run = make_run (fixture->run);
  g_autoptr (SpkRun) viewer = open_run (fixture->run);
  g_autoptr (SpkArrays) expected = make_state (20);
  g_autoptr (SpkArrays) state = NULL;
  SpkJobSink sink = spk_run_get_sink (run);
  GThread *thread;
  guint n_before = 0;

  g_assert_true (spk_run_set_state (run, SPK_RUN_RUNNING, NULL, NULL));
  thread = g_thread_new ("job", work_as_a_job, &sink);
  while (n_before < 20)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = spk_run_read_epochs (viewer, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (records->len, >=, n_before);
      g_assert_cmpint (spk_run_get_state (viewer), ==, SPK_RUN_RUNNING);
      g_assert_cmpint (spk_run_get_state (run), ==, SPK_RUN_RUNNING);
      n_before = records->len;
    }
  g_thread_join (thread);
  state = spk_run_read_checkpoint (viewer, NULL);
  g_assert_true (spk_arrays_equal (state, expected, NULL));
}

/* --- State and lock --- */

static void
test_state_round_trip (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) run = make_run (fixture->run);
  g_autoptr (SpkRun) reader = open_run (fixture->run);

  for (SpkRunState state = SPK_RUN_CREATED; state <= SPK_RUN_FAILED; state++)
    {
      g_autofree char *message = NULL;
      SpkRunState found;

      g_assert_true (spk_run_set_state (run, state, state == SPK_RUN_FAILED ? "NaN in epoch 3" : NULL, NULL));
      g_assert_cmpint (spk_run_get_state (run), ==, state);
      g_assert_cmpint (spk_run_get_state (reader), ==, state);
      message = spk_run_get_message (reader);
      g_assert_cmpstr (message, ==, state == SPK_RUN_FAILED ? "NaN in epoch 3" : NULL);
      g_assert_true (spk_run_state_from_string (spk_run_state_to_string (state), &found));
      g_assert_cmpint (found, ==, state);
    }
}

static void
test_running_without_a_lock_is_interrupted (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) run = make_run (fixture->run);
  g_autoptr (SpkRun) reader = open_run (fixture->run);

  g_assert_true (spk_run_set_state (run, SPK_RUN_RUNNING, NULL, NULL));
  g_assert_cmpint (spk_run_get_state (reader), ==, SPK_RUN_RUNNING);
  g_clear_pointer (&run, spk_run_free);
  g_assert_cmpint (spk_run_get_state (reader), ==, SPK_RUN_INTERRUPTED);
  g_assert_true (spk_run_lock (reader, NULL));
}

static void
test_second_lock_is_busy (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) first = make_run (fixture->run);
  g_autoptr (SpkRun) second = open_run (fixture->run);
  g_autoptr (SpkEpochRecord) record = make_record (SPK_PHASE_SEARCH, 1);
  g_autoptr (SpkArrays) state = make_state (1);
  g_autoptr (GError) error = NULL;

  g_assert_true (spk_run_lock (first, NULL));
  g_assert_false (spk_run_lock (second, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "another process"));
  g_clear_error (&error);
  g_assert_false (spk_run_write_epoch (second, record, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (spk_run_write_checkpoint (second, state, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_BUSY);
  g_clear_pointer (&first, spk_run_free);
  g_assert_true (spk_run_lock (second, NULL));
}

static void
test_lock_between_processes (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  const char *argv[] = { "/proc/self/exe", "--hold", fixture->run, NULL };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkRun) run = NULL;
  int output, status;
  char byte;
  GPid pid;

  argv[0] = self;
  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &output,
                            NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (output, &byte, 1), ==, 1);

  run = open_run (fixture->run);
  g_assert_cmpint (spk_run_get_state (run), ==, SPK_RUN_RUNNING);
  g_assert_false (spk_run_lock (run, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_BUSY);
  g_test_message ("%s", error->message);
  assert_epochs (run, 3, 0);

  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  close (output);
  g_assert_cmpint (spk_run_get_state (run), ==, SPK_RUN_INTERRUPTED);
  g_assert_true (spk_run_lock (run, NULL));
  assert_epochs (run, 3, 0);
}

static int
hold_run (const char *folder)
{
  SpkRun *run = make_run (folder);

  write_epochs (run, SPK_PHASE_SEARCH, 1, 3);
  g_assert_true (spk_run_set_state (run, SPK_RUN_RUNNING, NULL, NULL));
  if (write (STDOUT_FILENO, "+", 1) != 1)
    return 1;
  for (;;)
    pause ();
}

/* --- Reading leaves no trace --- */

static void
read_all (const char *folder, guint n_search, SpkRunState state)
{
  g_autoptr (SpkRun) run = open_run (folder);
  g_autoptr (SpkArrays) checkpoint = spk_run_read_checkpoint (run, NULL);
  SpkHistorySummary summary;

  g_assert_nonnull (checkpoint);
  g_assert_cmpint (spk_run_get_state (run), ==, state);
  assert_epochs (run, n_search, 0);
  g_assert_true (spk_run_summarise (run, &summary, NULL));
}

static void
fill_run (SpkRun *run, guint n_search)
{
  g_autoptr (SpkArrays) state = make_state (n_search);

  g_assert_true (spk_run_set_state (run, SPK_RUN_RUNNING, NULL, NULL));
  write_epochs (run, SPK_PHASE_SEARCH, 1, n_search);
  g_assert_true (spk_run_write_checkpoint (run, state, NULL));
}

static void
test_reading_a_finished_run_changes_nothing (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  SpkRun *run = make_run (fixture->run);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fill_run (run, 4);
  g_assert_true (spk_run_set_state (run, SPK_RUN_FINISHED, NULL, NULL));
  spk_run_free (run);

  before = snapshot_folder (fixture->run);
  g_assert_null (strstr (before, "-wal"));
  read_all (fixture->run, 4, SPK_RUN_FINISHED);
  after = snapshot_folder (fixture->run);
  g_assert_cmpstr (before, ==, after);
}

/* A copy of the folder of a living run is what a killed one leaves. */
static void
copy_run (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents (target, bytes, length, NULL));
    }
}

static void
test_reading_a_killed_run_changes_nothing (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) run = make_run (fixture->run);
  g_autofree char *killed = g_build_filename (fixture->folder, "killed #1?", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (SpkRun) resumed = NULL;

  fill_run (run, 4);
  copy_run (fixture->run, killed);
  before = snapshot_folder (killed);
  g_assert_nonnull (strstr (before, "-wal"));
  g_assert_cmpint (g_chmod (killed, 0500), ==, 0);
  read_all (killed, 4, SPK_RUN_INTERRUPTED);
  g_assert_cmpint (g_chmod (killed, 0700), ==, 0);
  after = snapshot_folder (killed);
  g_assert_cmpstr (before, ==, after);

  resumed = open_run (killed);
  write_epochs (resumed, SPK_PHASE_SEARCH, 5, 5);
  assert_epochs (resumed, 5, 0);
}

static void
test_reading_a_finished_run_with_an_odd_name (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *odd = g_build_filename (fixture->folder, "50% #1?immutable=0&mode=rw ü", NULL);
  SpkRun *run = make_run (odd);

  fill_run (run, 2);
  spk_run_free (run);
  read_all (odd, 2, SPK_RUN_INTERRUPTED);
}

static void
test_lock_removes_what_a_kill_left (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  SpkRun *run = make_run (fixture->run);
  g_autofree char *left = g_build_filename (fixture->run, "checkpoint.h5.AB12CD", NULL);
  g_autofree char *other = g_build_filename (fixture->run, "checkpoint.h5.backup-1", NULL);

  spk_run_free (run);
  write_file (fixture->run, "checkpoint.h5.AB12CD", "half");
  write_file (fixture->run, "checkpoint.h5.backup-1", "of somebody");
  run = open_run (fixture->run);
  g_assert_true (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (spk_run_lock (run, NULL));
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  spk_run_free (run);
}

/* --- Damage --- */

static void
test_damaged_history (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkRun) reader = NULL;
  g_autofree char *message = NULL;
  SpkRun *run = make_run (fixture->run);

  fill_run (run, 2);
  spk_run_free (run);
  write_file (fixture->run, "history.db", "this is not a database, however long one looks at it");
  reader = open_run (fixture->run);
  g_assert_null (spk_run_read_epochs (reader, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "history.db"));
  g_assert_cmpint (spk_run_get_state (reader), ==, SPK_RUN_FAILED);
  message = spk_run_get_message (reader);
  g_assert_nonnull (strstr (message, "history.db"));
}

static void
change_history (const char *folder, const char *sql)
{
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_history_of_a_newer_program (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkRun) reader = NULL;
  SpkRun *run = make_run (fixture->run);

  fill_run (run, 2);
  spk_run_free (run);
  change_history (fixture->run, "PRAGMA user_version = 3");
  reader = open_run (fixture->run);
  g_assert_null (spk_run_read_epochs (reader, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_VERSION);
  g_clear_error (&error);
  g_assert_false (spk_run_set_state (reader, SPK_RUN_RUNNING, NULL, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_VERSION);
}

static void
test_damaged_record (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  const char *records[] = { "'{'", "'[]'", "''", "x'00ff'", "5" };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s%u", fixture->run, i);
      g_autofree char *sql = g_strdup_printf ("UPDATE epochs SET record = %s WHERE epoch = 2", records[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (SpkRun) reader = NULL;
      SpkRun *run = make_run (folder);

      fill_run (run, 3);
      spk_run_free (run);
      change_history (folder, sql);
      reader = open_run (folder);
      g_assert_null (spk_run_read_epochs (reader, &error));
      g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, "search epoch 2"));
    }
}

/* As version 1 wrote it: plain text. */
static void
test_history_of_an_older_program (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkEpochRecord) record = make_record (SPK_PHASE_SEARCH, 1);
  g_autofree char *text = record_to_text (record);
  g_autofree char *sql = g_strdup_printf ("UPDATE epochs SET record = '%s' WHERE epoch = 1; PRAGMA user_version = 1", text);
  SpkRun *run = make_run (fixture->run);
  g_autoptr (SpkRun) later = NULL;

  fill_run (run, 1);
  spk_run_free (run);
  change_history (fixture->run, sql);
  later = open_run (fixture->run);
  write_epochs (later, SPK_PHASE_SEARCH, 2, 2);
  assert_epochs (later, 2, 0);
}

static void
test_known_epochs_are_left_out (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) run = make_run (fixture->run);
  g_autoptr (GPtrArray) epochs = NULL;
  guint n_all;

  fill_run (run, 5);
  epochs = spk_run_read_epochs_from (run, 3, &n_all, NULL);
  g_assert_cmpuint (n_all, ==, 5);
  g_assert_cmpuint (epochs->len, ==, 2);
  g_assert_cmpuint (((SpkEpochRecord *) epochs->pdata[0])->epoch, ==, 4);
}

#define ADD(name, function)                                                                                            \
  g_test_add ("/run/" name, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    return hold_run (argv[2]);

  g_test_init (&argc, &argv, NULL);
  ADD ("history-of-an-older-program", test_history_of_an_older_program);
  ADD ("known-epochs-are-left-out", test_known_epochs_are_left_out);
  ADD ("description-round-trip", test_description_round_trip);
  ADD ("sparse-description", test_sparse_description);
  ADD ("create-makes-parents", test_create_makes_parents);
  ADD ("create-takes-an-empty-folder", test_create_takes_an_empty_folder);
  ADD ("create-takes-what-an-early-kill-left", test_create_takes_what_an_early_kill_left);
  ADD ("create-refuses-a-full-folder", test_create_refuses_a_full_folder);
  ADD ("create-refuses-a-file", test_create_refuses_a_file);
  ADD ("open-what-is-no-run", test_open_what_is_no_run);
  ADD ("open-damaged-settings", test_open_damaged_settings);
  ADD ("open-settings-with-a-wrong-member", test_open_settings_with_a_wrong_member);
  ADD ("open-run-just-made", test_open_run_just_made);
  ADD ("epochs-round-trip", test_epochs_round_trip);
  ADD ("repeated-epoch-replaces", test_repeated_epoch_replaces);
  ADD ("truncate-for-a-resume", test_truncate_for_a_resume);
  ADD ("summary", test_summary);
  ADD ("result-round-trip", test_result_round_trip);
  ADD ("sink-in-another-thread", test_sink_in_another_thread);
  ADD ("state-round-trip", test_state_round_trip);
  ADD ("running-without-a-lock-is-interrupted", test_running_without_a_lock_is_interrupted);
  ADD ("second-lock-is-busy", test_second_lock_is_busy);
  ADD ("lock-between-processes", test_lock_between_processes);
  ADD ("reading-a-finished-run-changes-nothing", test_reading_a_finished_run_changes_nothing);
  ADD ("reading-a-killed-run-changes-nothing", test_reading_a_killed_run_changes_nothing);
  ADD ("reading-a-finished-run-with-an-odd-name", test_reading_a_finished_run_with_an_odd_name);
  ADD ("lock-removes-what-a-kill-left", test_lock_removes_what_a_kill_left);
  ADD ("damaged-history", test_damaged_history);
  ADD ("history-of-a-newer-program", test_history_of_a_newer_program);
  ADD ("damaged-record", test_damaged_record);
  return g_test_run ();
}
