/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-runner.h"

#include "data/spk-data-error.h"
#include "session-fixture.h"
#include "store/spk-run-index.h"

typedef struct
{
  SessionFixture base;
  SpkRunner     *runner;
  GError        *refusal;
  SpkRunState    end;
  guint          n_ends;
  gint64         clock;
} Fixture;

static void
on_not_started (Fixture *self, SpkPlan *plan, const GError *error)
{
  g_clear_error (&self->refusal);
  self->refusal = g_error_copy (error);
}

static void
on_ended (Fixture *self, SpkRunDocument *document, int state)
{
  self->end = state;
  self->n_ends++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  session_fixture_set_up (&self->base, data);
  self->runner = spk_runner_new ();
  g_signal_connect_swapped (self->runner, "not-started", G_CALLBACK (on_not_started), self);
  g_signal_connect_swapped (self->runner, "ended", G_CALLBACK (on_ended), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->runner);
  g_clear_error (&self->refusal);
  session_fixture_tear_down (&self->base, data);
}

static gboolean
is_idle (gpointer runner)
{
  return spk_runner_get_state (runner) == SPK_RUNNER_IDLE;
}

static gboolean
is_loaded (gpointer runner)
{
  return spk_runner_get_state (runner) != SPK_RUNNER_LOADING;
}

static void
start (Fixture *self, SpkPlan *plan)
{
  spk_runner_start (self->runner, plan);
  g_assert_cmpint (spk_runner_get_state (self->runner), ==, SPK_RUNNER_LOADING);
  iterate_until (is_loaded, self->runner);
  g_assert_no_error (self->refusal);
}

/* A second goes by. */
static gboolean
poll_once (Fixture *self)
{
  self->clock += G_USEC_PER_SEC;
  return spk_runner_poll (self->runner, self->clock);
}

static SpkSnapshot *
get_snapshot (Fixture *self)
{
  SpkRunDocument *document = spk_runner_get_document (self->runner);

  return document != NULL ? spk_run_document_get_snapshot (document) : NULL;
}

static void
poll_until_epochs (Fixture *self, guint n)
{
  while (spk_run_document_get_n_epochs (spk_runner_get_document (self->runner)) < n)
    {
      poll_once (self);
      g_thread_yield ();
    }
}

/* Until the job itself says that it waits. */
static void
poll_until_paused (Fixture *self)
{
  while (get_snapshot (self) == NULL || get_snapshot (self)->state != SPK_JOB_PAUSED)
    {
      poll_once (self);
      g_thread_yield ();
    }
}

static void
test_a_search_runs_to_its_end (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkPlan) plan = make_plan ();
  g_autoptr (SpkRunIndex) index = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  SpkRunDocument *document;

  start (self, plan);
  document = spk_runner_get_document (self->runner);
  iterate_until (is_idle, self->runner);
  g_assert_cmpint (self->end, ==, SPK_RUN_FINISHED);
  g_assert_cmpuint (self->n_ends, ==, 1);
  g_assert_false (spk_run_document_is_live (document));
  g_assert_cmpint (spk_run_document_get_state (document), ==, SPK_RUN_FINISHED);
  g_assert_cmpuint (spk_run_document_get_n_epochs (document), ==, 5);
  g_assert_nonnull (spk_run_document_get_result (document));
  g_assert_nonnull (spk_run_document_get_initial (document));

  index = spk_run_index_open (NULL);
  entries = spk_run_index_list (index, NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (((SpkRunEntry *) entries->pdata[0])->state, ==, SPK_RUN_FINISHED);
}

static void
test_a_live_document_is_what_the_folder_holds (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkPlan) plan = make_plan ();
  g_autoptr (SpkRunDocument) live = NULL;
  g_autoptr (SpkRunDocument) stored = NULL;

  start (self, plan);
  live = g_object_ref (spk_runner_get_document (self->runner));
  iterate_until (is_idle, self->runner);
  stored = spk_run_document_open (spk_run_document_get_folder (live), NULL);
  g_assert_cmpuint (spk_run_document_get_n_epochs (stored), ==, spk_run_document_get_n_epochs (live));
  for (guint i = 0; i < spk_run_document_get_n_epochs (live); i++)
    {
      g_autoptr (JsonNode) a = spk_epoch_record_to_json (spk_run_document_get_epoch (live, i));
      g_autoptr (JsonNode) b = spk_epoch_record_to_json (spk_run_document_get_epoch (stored, i));
      g_autofree char *text_a = json_to_string (a, FALSE);
      g_autofree char *text_b = json_to_string (b, FALSE);

      g_assert_cmpstr (text_a, ==, text_b);
    }
}

static void
test_the_untrained_network_comes_first (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkPlan) plan = make_long_plan ();

  start (self, plan);
  while (get_snapshot (self) == NULL)
    poll_once (self);
  g_assert_nonnull (spk_run_document_get_initial (spk_runner_get_document (self->runner)));
  g_assert_true (spk_runner_shut_down (self->runner, 60000));
}

static void
test_pause_step_and_resume (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkPlan) plan = make_long_plan ();
  guint64 before, after;

  start (self, plan);
  spk_runner_pause (self->runner);
  g_assert_cmpint (spk_runner_get_state (self->runner), ==, SPK_RUNNER_PAUSED);
  poll_until_paused (self);
  before = get_snapshot (self)->epoch * 1000 + get_snapshot (self)->batch;
  g_assert_false (poll_once (self));

  spk_runner_step (self->runner);
  do
    {
      poll_once (self);
      after = get_snapshot (self)->epoch * 1000 + get_snapshot (self)->batch;
    }
  while (after == before);
  poll_until_paused (self);
  g_assert_cmpint (spk_runner_get_state (self->runner), ==, SPK_RUNNER_PAUSED);

  spk_runner_resume (self->runner);
  g_assert_cmpint (spk_runner_get_state (self->runner), ==, SPK_RUNNER_RUNNING);
  poll_until_epochs (self, 2);
  g_assert_true (spk_runner_shut_down (self->runner, 60000));
}

static void
test_stopping_leaves_a_run_to_go_on_with (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkPlan) plan = make_long_plan ();
  g_autoptr (SpkPlan) resume = NULL;
  g_autoptr (SpkRun) run = NULL;
  g_autoptr (SpkArrays) state = NULL;
  g_autofree char *folder = NULL;
  guint n_epochs;

  start (self, plan);
  poll_until_epochs (self, 2);
  folder = g_strdup (spk_run_document_get_folder (spk_runner_get_document (self->runner)));
  spk_runner_stop (self->runner);
  g_assert_cmpint (spk_runner_get_state (self->runner), ==, SPK_RUNNER_STOPPING);
  iterate_until (is_idle, self->runner);
  g_assert_cmpint (self->end, ==, SPK_RUN_INTERRUPTED);
  n_epochs = spk_run_document_get_n_epochs (spk_runner_get_document (self->runner));
  run = spk_run_open (folder, NULL);
  state = spk_run_read_checkpoint (run, NULL);
  g_assert_nonnull (state);

  resume = spk_plan_new_resume (folder, NULL, NULL);
  start (self, resume);
  g_assert_cmpuint (spk_run_document_get_n_epochs (spk_runner_get_document (self->runner)), ==, n_epochs);
  poll_until_epochs (self, n_epochs + 1);
  g_assert_cmpstr (spk_run_document_get_folder (spk_runner_get_document (self->runner)), ==, folder);
  g_assert_true (spk_runner_shut_down (self->runner, 60000));
}

static void
test_updates_are_throttled (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkPlan) plan = make_long_plan ();
  guint n = 0;

  start (self, plan);
  spk_runner_set_updates_per_second (self->runner, 10);
  while (!spk_runner_poll (self->runner, self->clock))
    self->clock += G_USEC_PER_SEC;
  for (guint frame = 1; frame <= 60; frame++) /* a second at 60 frames, each of which could show something new */
    {
      SpkSnapshot *before = get_snapshot (self);

      spk_runner_poll (self->runner, self->clock + frame * G_USEC_PER_SEC / 60);
      n += get_snapshot (self) != before;
      g_thread_yield ();
    }
  g_assert_cmpuint (n, <=, 11);
  g_assert_true (spk_runner_shut_down (self->runner, 60000));
}

static void
test_frozen_nothing_moves_and_nothing_is_lost (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkPlan) plan = make_plan ();
  SpkRunDocument *document;
  SpkSnapshot *snapshot;
  guint n_epochs;

  spk_runner_set_updates_per_second (self->runner, 0);
  start (self, plan);
  document = spk_runner_get_document (self->runner);
  snapshot = spk_run_document_get_snapshot (document);
  n_epochs = spk_run_document_get_n_epochs (document);
  if (spk_runner_get_state (self->runner) == SPK_RUNNER_RUNNING && !poll_once (self))
    {
      g_assert_true (spk_run_document_get_snapshot (document) == snapshot);
      g_assert_cmpuint (spk_run_document_get_n_epochs (document), ==, n_epochs);
    }
  iterate_until (is_idle, self->runner);
  g_assert_cmpuint (spk_run_document_get_n_epochs (document), ==, 5);
}

static void
test_recordings_that_are_not_there_are_told (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkSettings) settings = make_settings ();
  g_autoptr (SpkPlan) plan = spk_plan_new (SPK_JOB_SEARCH, settings, "/nowhere/at/all");

  spk_runner_start (self->runner, plan);
  iterate_until (is_idle, self->runner);
  g_assert_error (self->refusal, SPK_DATA_ERROR, SPK_DATA_ERROR_NOT_FOUND);
  g_assert_cmpstr (spk_plan_get_failure (plan), ==, self->refusal->message);
  g_assert_null (spk_runner_get_document (self->runner));
  g_assert_null (spk_runner_get_plan (self->runner));
}

static void
test_settings_that_do_not_fit_make_no_run (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkSettings) settings = make_settings ();
  g_autoptr (SpkPlan) good = make_plan ();
  g_autoptr (SpkPlan) plan = NULL;
  g_autofree char *runs = g_build_filename (self->base.folder, "runs", NULL);

  settings->sizes = (SpkList){ 1, { 5 } };
  plan = spk_plan_new (SPK_JOB_SEARCH, settings, spk_plan_get_data (good));
  spk_runner_start (self->runner, plan);
  iterate_until (is_idle, self->runner);
  g_assert_nonnull (self->refusal);
  g_assert_false (g_file_test (runs, G_FILE_TEST_EXISTS));
}

static void
test_stopping_while_loading (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkPlan) plan = make_long_plan ();

  spk_runner_start (self->runner, plan);
  spk_runner_stop (self->runner);
  iterate_until (is_idle, self->runner);
  g_assert_error (self->refusal, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->n_ends, ==, 0);
}

static void
test_a_failed_search_says_why (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkSettings) settings = make_settings ();
  g_autoptr (SpkPlan) good = make_plan ();
  g_autoptr (SpkPlan) plan = NULL;

  settings->learning_rate = 1e30;
  settings->weight_decay = 0;
  plan = spk_plan_new (SPK_JOB_SEARCH, settings, spk_plan_get_data (good));
  start (self, plan);
  iterate_until (is_idle, self->runner);
  g_assert_cmpint (self->end, ==, SPK_RUN_FAILED);
  g_assert_nonnull (spk_run_document_get_message (spk_runner_get_document (self->runner)));
}

static void
test_a_finished_run_is_not_gone_on_with (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkPlan) plan = make_plan ();
  g_autoptr (SpkPlan) resume = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const char *folder;

  start (self, plan);
  iterate_until (is_idle, self->runner);
  folder = spk_run_document_get_folder (spk_runner_get_document (self->runner));
  before = snapshot_folder (folder);
  resume = spk_plan_new_resume (folder, NULL, NULL);
  spk_runner_start (self->runner, resume);
  iterate_until (is_idle, self->runner);
  g_assert_error (self->refusal, SPK_STORE_ERROR, SPK_STORE_ERROR_EXISTS);
  after = snapshot_folder (folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_a_runner_may_go_at_any_time (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkPlan) plan = make_long_plan ();

  spk_runner_start (self->runner, plan); /* while it loads */
  g_clear_object (&self->runner);
  self->runner = spk_runner_new ();
  start (self, plan); /* while it runs */
  g_clear_object (&self->runner);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

#define ADD(name, test) g_test_add ("/runner/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-search-runs-to-its-end", test_a_search_runs_to_its_end);
  ADD ("a-live-document-is-what-the-folder-holds", test_a_live_document_is_what_the_folder_holds);
  ADD ("the-untrained-network-comes-first", test_the_untrained_network_comes_first);
  ADD ("pause-step-and-resume", test_pause_step_and_resume);
  ADD ("stopping-leaves-a-run-to-go-on-with", test_stopping_leaves_a_run_to_go_on_with);
  ADD ("updates-are-throttled", test_updates_are_throttled);
  ADD ("frozen-nothing-moves-and-nothing-is-lost", test_frozen_nothing_moves_and_nothing_is_lost);
  ADD ("recordings-that-are-not-there-are-told", test_recordings_that_are_not_there_are_told);
  ADD ("settings-that-do-not-fit-make-no-run", test_settings_that_do_not_fit_make_no_run);
  ADD ("stopping-while-loading", test_stopping_while_loading);
  ADD ("a-failed-search-says-why", test_a_failed_search_says_why);
  ADD ("a-finished-run-is-not-gone-on-with", test_a_finished_run_is_not_gone_on_with);
  ADD ("a-runner-may-go-at-any-time", test_a_runner_may_go_at_any_time);
  return g_test_run ();
}
