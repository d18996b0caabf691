/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A process that works on a run is killed at any time, over and over. Each time the run opens, its epochs have no gap
 * and its checkpoint is one of the states that were written; then the next process resumes it.
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/spk-random.h"
#include "store-fixture.h"

#define N_ROUNDS        30
#define N_ROUNDS_MAKING 15

/* --- The process that is killed --- */

static guint
find_checkpoint_epoch (SpkRun *run)
{
  g_autoptr (SpkArrays) state = spk_run_read_checkpoint (run, NULL);

  return state == NULL ? 0 : (guint) *(guint64 *) spk_arrays_find (state, "epoch")->data;
}

static void
report_step (void)
{
  if (write (STDOUT_FILENO, "+", 1) != 1)
    _exit (1);
}

G_NORETURN static void
work (const char *folder)
{
  g_autoptr (SpkRun) run = spk_run_open (folder, NULL);
  SpkJobSink sink;

  report_step ();
  if (run == NULL)
    run = make_run (folder);
  g_assert_true (spk_run_lock (run, NULL));
  sink = spk_run_get_sink (run);
  g_assert_true (spk_run_set_state (run, SPK_RUN_RUNNING, NULL, NULL));
  report_step ();
  g_assert_true (spk_run_truncate_epochs (run, SPK_PHASE_SEARCH, find_checkpoint_epoch (run), NULL));
  report_step ();
  for (guint epoch = find_checkpoint_epoch (run) + 1;; epoch++)
    {
      g_autoptr (SpkEpochRecord) record = make_record (SPK_PHASE_SEARCH, epoch);
      g_autoptr (SpkArrays) state = make_state (epoch);

      g_assert_true (sink.epoch (sink.data, record, NULL));
      report_step ();
      g_assert_true (sink.checkpoint (sink.data, state, NULL));
      report_step ();
    }
}

/* --- The process that kills --- */

static void
kill_at_random (const char *folder, guint max_steps, SpkRandom *random)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--work", folder, NULL };
  guint n_steps = 1 + spk_random_below (random, max_steps);
  g_autoptr (GError) error = NULL;
  int output, status;
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &output,
                            NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_steps; i++)
    {
      char byte;

      g_assert_cmpint (read (output, &byte, 1), ==, 1);
    }
  /* So many steps were done; the kill falls somewhere into the next ones. */
  g_usleep (spk_random_below (random, 6000));
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  close (output);
}

static void
check_record (SpkEpochRecord *record)
{
  g_autoptr (SpkEpochRecord) expected = make_record (SPK_PHASE_SEARCH, record->epoch);
  g_autofree char *expected_text = record_to_text (expected);
  g_autofree char *text = record_to_text (record);

  g_assert_cmpstr (text, ==, expected_text);
}

static guint
check_epochs (SpkRun *run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = spk_run_read_epochs (run, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      SpkEpochRecord *record = g_ptr_array_index (records, i);

      g_assert_cmpuint (record->epoch, ==, i + 1);
      if (i + 3 > records->len)
        check_record (record);
    }
  return records->len;
}

static guint
check_checkpoint (SpkRun *run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkArrays) state = spk_run_read_checkpoint (run, &error);
  g_autoptr (SpkArrays) expected = NULL;
  guint epoch;

  if (g_error_matches (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND))
    return 0;
  g_assert_no_error (error);
  epoch = (guint) *(guint64 *) spk_arrays_find (state, "epoch")->data;
  expected = make_state (epoch);
  g_assert_true (spk_arrays_equal (state, expected, NULL));
  return epoch;
}

/* Returns the epoch of the checkpoint. */
static guint
check_run (const char *folder)
{
  g_autofree char *settings = g_build_filename (folder, "settings.json", NULL);
  g_autoptr (SpkRun) run = NULL;
  guint n_epochs, epoch;

  if (!g_file_test (settings, G_FILE_TEST_EXISTS))
    return 0; /* killed before there was a run */
  run = open_run (folder);
  n_epochs = check_epochs (run);
  epoch = check_checkpoint (run);
  g_test_message ("%u epochs, checkpoint of epoch %u", n_epochs, epoch);
  g_assert_true (n_epochs == epoch || n_epochs == epoch + 1);
  g_assert_true (spk_run_get_state (run) == SPK_RUN_INTERRUPTED ||
                 (n_epochs == 0 && spk_run_get_state (run) == SPK_RUN_CREATED));
  return epoch;
}

static void
test_kill_and_resume (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  SpkRandom random;
  guint last = 0;

  spk_run_free (make_run (fixture->run));
  spk_random_init (&random, 1, SPK_PURPOSE_TEST, 2, 0);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      guint epoch;

      kill_at_random (fixture->run, 24, &random);
      epoch = check_run (fixture->run);
      g_assert_cmpuint (epoch, >=, last);
      last = epoch;
    }
  g_assert_cmpuint (last, >, 0);
}

/* Kills that often fall into the making of the run. */
static void
test_kill_while_it_is_made (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  SpkRandom random;

  spk_random_init (&random, 1, SPK_PURPOSE_TEST, 3, 0);
  for (guint round = 0; round < N_ROUNDS_MAKING; round++)
    {
      g_autofree char *folder = g_strdup_printf ("%s%u", fixture->run, round);

      kill_at_random (folder, 2, &random);
      check_run (folder);
    }
}

#define ADD(name, function)                                                                                            \
  g_test_add ("/run-kill/" name, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--work"))
    work (argv[2]);

  g_test_init (&argc, &argv, NULL);
  ADD ("kill-and-resume", test_kill_and_resume);
  ADD ("kill-while-it-is-made", test_kill_while_it_is_made);
  return g_test_run ();
}
