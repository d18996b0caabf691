/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-job-queue.h"

#include <glib/gstdio.h>

#include "session-fixture.h"

typedef struct
{
  SessionFixture base;
  SpkRunner     *runner;
  SpkJobQueue   *queue;
  GString       *ends; /* names of the runs that ended, each followed by a space */
  guint          n_refused;
} Fixture;

static void
on_ended (Fixture *self, SpkRunDocument *document, int state)
{
  g_string_append_printf (self->ends, "%s ", spk_run_document_get_name (document));
}

static void
on_not_started (Fixture *self)
{
  self->n_refused++;
}

/* As at the start of the program. */
static void
open_queue (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->runner = spk_runner_new ();
  self->queue = spk_job_queue_new (self->runner);
  g_signal_connect_swapped (self->runner, "ended", G_CALLBACK (on_ended), self);
  g_signal_connect_swapped (self->runner, "not-started", G_CALLBACK (on_not_started), self);
  spk_job_queue_load (self->queue, &error);
  g_assert_no_error (error);
}

static void
close_queue (Fixture *self)
{
  g_clear_object (&self->queue);
  g_clear_object (&self->runner);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  session_fixture_set_up (&self->base, data);
  self->ends = g_string_new (NULL);
  open_queue (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  close_queue (self);
  g_string_free (self->ends, TRUE);
  session_fixture_tear_down (&self->base, data);
}

static SpkPlan *
add (Fixture *self, SpkPlan *plan, const char *name)
{
  spk_plan_set_name (plan, name);
  spk_job_queue_add (self->queue, plan);
  g_object_unref (plan); /* the queue or the runner has it */
  return plan;
}

static char *
list_titles (Fixture *self)
{
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->queue)); i++)
    {
      g_autoptr (SpkPlan) plan = g_list_model_get_item (G_LIST_MODEL (self->queue), i);

      g_string_append_printf (titles, "%s ", spk_plan_get_title (plan));
    }
  return g_string_free (titles, FALSE);
}

static void
assert_titles (Fixture *self, const char *expected)
{
  g_autofree char *titles = list_titles (self);

  g_assert_cmpstr (titles, ==, expected);
}

static gboolean
is_over (gpointer data)
{
  Fixture *self = data;

  return spk_runner_get_state (self->runner) == SPK_RUNNER_IDLE &&
         g_list_model_get_n_items (G_LIST_MODEL (self->queue)) == 0;
}

static gboolean
is_running (gpointer data)
{
  return spk_runner_get_state (((Fixture *) data)->runner) == SPK_RUNNER_RUNNING;
}

static void
test_one_runs_after_another (Fixture *self, gconstpointer data)
{
  add (self, make_plan (), "a");
  add (self, make_plan (), "b");
  add (self, make_plan (), "c");
  assert_titles (self, "b c ");
  iterate_until (is_over, self);
  g_assert_cmpstr (self->ends->str, ==, "a b c ");
}

static void
test_plans_can_be_moved_and_removed (Fixture *self, gconstpointer data)
{
  SpkPlan *b, *c;

  spk_job_queue_set_held (self->queue, TRUE);
  add (self, make_plan (), "a");
  b = add (self, make_plan (), "b");
  c = add (self, make_plan (), "c");
  spk_job_queue_move (self->queue, c, 0);
  assert_titles (self, "c a b ");
  spk_job_queue_move (self->queue, c, 9);
  assert_titles (self, "a b c ");
  spk_job_queue_remove (self->queue, b);
  assert_titles (self, "a c ");
  g_assert_cmpint (spk_runner_get_state (self->runner), ==, SPK_RUNNER_IDLE);
}

static void
test_what_waits_is_there_at_the_next_start (Fixture *self, gconstpointer data)
{
  spk_job_queue_set_held (self->queue, TRUE);
  add (self, make_plan (), "a");
  add (self, make_plan (), "b");
  close_queue (self);
  open_queue (self);
  assert_titles (self, "a b ");
  g_assert_true (spk_job_queue_get_held (self->queue));
  spk_job_queue_set_held (self->queue, FALSE);
  iterate_until (is_over, self);
  g_assert_cmpstr (self->ends->str, ==, "a b ");
  close_queue (self);
  open_queue (self);
  assert_titles (self, "");
  g_assert_false (spk_job_queue_get_held (self->queue));
}

static void
test_a_running_search_is_kept_for_the_next_start (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  add (self, make_long_plan (), "a");
  add (self, make_plan (), "b");
  iterate_until (is_running, self);
  folder = g_strdup (spk_run_document_get_folder (spk_runner_get_document (self->runner)));
  g_assert_true (spk_job_queue_shut_down (self->queue, TRUE, 60000, &error));
  g_assert_no_error (error);
  g_assert_cmpint (spk_runner_get_state (self->runner), ==, SPK_RUNNER_IDLE);
  close_queue (self);

  open_queue (self);
  assert_titles (self, "a b ");
  spk_job_queue_set_held (self->queue, FALSE);
  iterate_until (is_running, self);
  g_assert_cmpstr (spk_run_document_get_folder (spk_runner_get_document (self->runner)), ==, folder);
  g_assert_true (spk_job_queue_shut_down (self->queue, FALSE, 60000, NULL));
}

static void
test_a_stopped_search_is_not_kept (Fixture *self, gconstpointer data)
{
  add (self, make_long_plan (), "a");
  add (self, make_plan (), "b");
  iterate_until (is_running, self);
  g_assert_true (spk_job_queue_shut_down (self->queue, FALSE, 60000, NULL));
  close_queue (self);
  open_queue (self);
  assert_titles (self, "b ");
}

static void
test_what_runs_is_kept_through_a_crash (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->base.folder, "queue.json", NULL);
  g_autofree char *text = NULL;

  add (self, make_long_plan (), "a");
  iterate_until (is_running, self);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, spk_run_document_get_folder (spk_runner_get_document (self->runner))));
}

static void
test_a_plan_that_cannot_start_lets_the_next_one (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkSettings) settings = make_settings ();

  add (self, spk_plan_new (SPK_JOB_SEARCH, settings, "/nowhere/at/all"), "bad");
  add (self, make_plan (), "good");
  iterate_until (is_over, self);
  g_assert_cmpuint (self->n_refused, ==, 1);
  g_assert_cmpstr (self->ends->str, ==, "good ");
}

static void
test_a_damaged_file_is_moved_aside (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->base.folder, "queue.json", NULL);
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "{\"plans\":", -1, NULL));
  g_assert_false (spk_job_queue_load (self->queue, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_assert_true (spk_job_queue_load (self->queue, NULL));
}

#define ADD(name, test) g_test_add ("/job-queue/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-runs-after-another", test_one_runs_after_another);
  ADD ("plans-can-be-moved-and-removed", test_plans_can_be_moved_and_removed);
  ADD ("what-waits-is-there-at-the-next-start", test_what_waits_is_there_at_the_next_start);
  ADD ("a-running-search-is-kept-for-the-next-start", test_a_running_search_is_kept_for_the_next_start);
  ADD ("a-stopped-search-is-not-kept", test_a_stopped_search_is_not_kept);
  ADD ("what-runs-is-kept-through-a-crash", test_what_runs_is_kept_through_a_crash);
  ADD ("a-plan-that-cannot-start-lets-the-next-one", test_a_plan_that_cannot_start_lets_the_next_one);
  ADD ("a-damaged-file-is-moved-aside", test_a_damaged_file_is_moved_aside);
  return g_test_run ();
}
