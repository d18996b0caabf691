/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-runs-model.h"

#include <math.h>

#include <glib/gstdio.h>

#include "session-fixture.h"
#include "session/spk-run-removal.h"

static SpkRunsModel *
make_model (void)
{
  g_autoptr (GError) error = NULL;
  SpkRunsModel *model = spk_runs_model_new (&error);

  g_assert_no_error (error);
  return model;
}

static guint
count (SpkRunsModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static void
assert_exists (const char *folder, gboolean exists)
{
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR) == exists);
}

static void
test_runs_have_sortable_properties (SessionFixture *self, gconstpointer data)
{
  g_autofree char *folder = make_stored_run (self, "stored", 3);
  g_autoptr (SpkRunsModel) model = make_model ();
  g_autofree char *name = NULL;
  g_autofree char *notes = NULL;
  double best_valid, test;
  guint epoch;
  int state;

  g_assert_cmpuint (count (model), ==, 1);
  g_object_get (spk_runs_model_find (model, folder), "name", &name, "notes", &notes, "best-valid", &best_valid, "test",
                &test, "epoch", &epoch, "state", &state, NULL);
  g_assert_cmpstr (name, ==, "stored");
  g_assert_cmpstr (notes, ==, "");
  g_assert_cmpfloat (best_valid, ==, 1 - 1.0 / 3);
  g_assert_true (isnan (test));
  g_assert_cmpuint (epoch, ==, 3);
  g_assert_cmpint (state, ==, SPK_RUN_INTERRUPTED);
}

static void
test_runs_of_other_processes_turn_up (SessionFixture *self, gconstpointer data)
{
  g_autofree char *first = make_stored_run (self, "first", 1);
  g_autoptr (SpkRunsModel) model = make_model ();
  SpkRunItem *item = spk_runs_model_find (model, first);
  g_autofree char *second = make_stored_run (self, "second", 1);
  guint changes;

  count_signal (model, "items-changed", &changes);
  g_assert_true (spk_runs_model_refresh (model, NULL));
  g_assert_true (spk_runs_model_refresh (model, NULL));
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpuint (count (model), ==, 2);
  g_assert_true (spk_runs_model_find (model, first) == item);
  g_assert_nonnull (spk_runs_model_find (model, second));
}

static void
test_changes_of_a_run_are_notified (SessionFixture *self, gconstpointer data)
{
  g_autofree char *folder = make_stored_run (self, "stored", 1);
  g_autoptr (SpkRunsModel) model = make_model ();
  SpkRunItem *item = spk_runs_model_find (model, folder);
  guint names, notes, items;

  count_signal (item, "notify::name", &names);
  count_signal (item, "notify::notes", &notes);
  count_signal (model, "items-changed", &items);
  g_assert_true (spk_runs_model_annotate (model, item, "better name", NULL, "good, long", NULL));
  g_assert_cmpuint (names, ==, 1);
  g_assert_cmpuint (notes, ==, 0);
  g_assert_cmpuint (items, ==, 0);
  g_assert_cmpstr (spk_run_item_get_entry (item)->tags, ==, "good, long");
  g_assert_true (spk_run_item_matches (item, "BETTER long"));
  g_assert_false (spk_run_item_matches (item, "better short"));
  g_assert_true (spk_run_item_matches (item, NULL));
}

static void
test_deleting_can_be_undone (SessionFixture *self, gconstpointer data)
{
  g_autofree char *folder = make_stored_run (self, "stored", 2);
  g_autoptr (SpkRunDocument) document = NULL;
  g_autoptr (SpkRunsModel) model = make_model ();
  g_autoptr (SpkRunItem) item = g_object_ref (spk_runs_model_find (model, folder));
  g_autoptr (GError) error = NULL;

  g_assert_true (spk_runs_model_delete (model, item, &error));
  assert_exists (folder, FALSE);
  g_assert_cmpuint (count (model), ==, 0);
  g_assert_true (spk_runs_model_refresh (model, NULL));
  g_assert_cmpuint (count (model), ==, 0);
  g_assert_true (spk_runs_model_undo (model, item, &error));
  g_assert_cmpuint (count (model), ==, 1);
  document = spk_run_document_open (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (spk_run_document_get_n_epochs (document), ==, 2);
}

static void
test_a_deleted_run_is_gone_at_the_end (SessionFixture *self, gconstpointer data)
{
  g_autofree char *folder = make_stored_run (self, "stored", 2);
  g_autofree char *aside = g_strconcat (folder, ".deleted", NULL);
  g_autoptr (SpkRunsModel) model = make_model ();

  g_assert_true (spk_runs_model_delete (model, spk_runs_model_find (model, folder), NULL));
  assert_exists (aside, TRUE);
  g_clear_object (&model);
  assert_exists (aside, FALSE);
  model = make_model ();
  g_assert_cmpuint (count (model), ==, 0);
}

static void
test_a_crash_brings_deleted_runs_back (SessionFixture *self, gconstpointer data)
{
  g_autofree char *folder = make_stored_run (self, "stored", 2);
  g_autoptr (SpkRunsModel) model = NULL;

  /* what is left of a removal when its process dies */
  spk_run_removal_free (spk_run_removal_begin (folder, NULL));
  assert_exists (folder, FALSE);
  model = make_model ();
  assert_exists (folder, TRUE);
  g_assert_cmpstr (spk_run_item_get_entry (spk_runs_model_find (model, folder))->message, ==, NULL);
}

static void
test_another_window_leaves_deleted_runs_alone (SessionFixture *self, gconstpointer data)
{
  g_autofree char *folder = make_stored_run (self, "stored", 2);
  g_autoptr (SpkRunsModel) model = make_model ();
  g_autoptr (SpkRunsModel) other = NULL;

  g_assert_true (spk_runs_model_delete (model, spk_runs_model_find (model, folder), NULL));
  other = make_model ();
  assert_exists (folder, FALSE);
}

static void
test_a_run_at_work_is_not_deleted (SessionFixture *self, gconstpointer data)
{
  g_autofree char *folder = make_stored_run (self, "stored", 2);
  g_autoptr (SpkRun) run = spk_run_open (folder, NULL);
  g_autoptr (SpkRunsModel) model = make_model ();
  g_autoptr (GError) error = NULL;

  g_assert_true (spk_run_lock (run, NULL));
  g_assert_false (spk_runs_model_delete (model, spk_runs_model_find (model, folder), &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_BUSY);
  assert_exists (folder, TRUE);
  g_assert_cmpuint (count (model), ==, 1);
}

static void
test_a_run_whose_folder_is_gone_can_be_deleted (SessionFixture *self, gconstpointer data)
{
  g_autofree char *folder = make_stored_run (self, "stored", 2);
  g_autofree char *elsewhere = g_build_filename (self->folder, "elsewhere", NULL);
  g_autoptr (SpkRunsModel) model = make_model ();
  g_autoptr (SpkRunItem) item = g_object_ref (spk_runs_model_find (model, folder));

  g_assert_cmpint (g_rename (folder, elsewhere), ==, 0);
  g_assert_true (spk_runs_model_delete (model, item, NULL));
  g_assert_true (spk_runs_model_commit (model, item, NULL));
  g_assert_true (spk_runs_model_refresh (model, NULL));
  g_assert_cmpuint (count (model), ==, 0);
  assert_exists (elsewhere, TRUE);
}

#define ADD(name, test)                                                                                                \
  g_test_add ("/runs-model/" name, SessionFixture, NULL, session_fixture_set_up, test, session_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("runs-have-sortable-properties", test_runs_have_sortable_properties);
  ADD ("runs-of-other-processes-turn-up", test_runs_of_other_processes_turn_up);
  ADD ("changes-of-a-run-are-notified", test_changes_of_a_run_are_notified);
  ADD ("deleting-can-be-undone", test_deleting_can_be_undone);
  ADD ("a-deleted-run-is-gone-at-the-end", test_a_deleted_run_is_gone_at_the_end);
  ADD ("a-crash-brings-deleted-runs-back", test_a_crash_brings_deleted_runs_back);
  ADD ("another-window-leaves-deleted-runs-alone", test_another_window_leaves_deleted_runs_alone);
  ADD ("a-run-at-work-is-not-deleted", test_a_run_at_work_is_not_deleted);
  ADD ("a-run-whose-folder-is-gone-can-be-deleted", test_a_run_whose_folder_is_gone_can_be_deleted);
  return g_test_run ();
}
