/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-run-document.h"

#include "session-fixture.h"

static void
test_opening_a_run_leaves_it_as_it_is (SessionFixture *self, gconstpointer data)
{
  g_autofree char *folder = make_stored_run (self, "stored", 3);
  g_autofree char *before = snapshot_folder (folder);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkRunDocument) document = spk_run_document_open (folder, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (spk_run_document_get_n_epochs (document), ==, 3);
  g_assert_cmpint (spk_run_document_get_state (document), ==, SPK_RUN_INTERRUPTED);
  g_assert_false (spk_run_document_is_live (document));
  g_assert_cmpstr (spk_run_document_get_class_name (document, 1), ==, "B");
  g_assert_true (spk_run_document_refresh (document, NULL));
  g_clear_object (&document);
  after = snapshot_folder (folder);
  g_assert_cmpstr (before, ==, after);
}

static void
write_epoch (const char *folder, guint epoch)
{
  g_autoptr (SpkRun) run = spk_run_open (folder, NULL);
  g_autoptr (SpkEpochRecord) record = make_record (SPK_PHASE_SEARCH, epoch);

  g_assert_true (spk_run_write_epoch (run, record, NULL));
}

static void
test_what_another_process_adds_is_appended (SessionFixture *self, gconstpointer data)
{
  g_autofree char *folder = make_stored_run (self, "stored", 3);
  g_autoptr (SpkRunDocument) document = spk_run_document_open (folder, NULL);
  SpkEpochRecord *first = spk_run_document_get_epoch (document, 0);
  guint changes;

  count_signal (document, "epochs-appended", &changes);
  g_assert_true (spk_run_document_refresh (document, NULL));
  g_assert_cmpuint (changes, ==, 0);
  write_epoch (folder, 4);
  g_assert_true (spk_run_document_refresh (document, NULL));
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpuint (spk_run_document_get_n_epochs (document), ==, 4);
  g_assert_true (spk_run_document_get_epoch (document, 0) == first);
}

static void
test_epochs_that_are_gone_are_dropped (SessionFixture *self, gconstpointer data)
{
  g_autofree char *folder = make_stored_run (self, "stored", 3);
  g_autoptr (SpkRunDocument) document = spk_run_document_open (folder, NULL);
  g_autoptr (SpkRun) run = spk_run_open (folder, NULL);

  g_assert_true (spk_run_truncate_epochs (run, SPK_PHASE_SEARCH, 1, NULL));
  g_assert_true (spk_run_document_refresh (document, NULL));
  g_assert_cmpuint (spk_run_document_get_n_epochs (document), ==, 1);
}

static void
test_a_folder_without_a_run_is_refused (SessionFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (spk_run_document_open (self->folder, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  *(SpkRunDocument **) data = spk_run_document_open_finish (result, NULL);
}

static gboolean
is_there (gpointer data)
{
  return *(SpkRunDocument **) data != NULL;
}

static void
test_opening_in_a_thread (SessionFixture *self, gconstpointer data)
{
  g_autofree char *folder = make_stored_run (self, "stored", 3);
  g_autoptr (SpkRunDocument) document = NULL;

  spk_run_document_open_async (folder, NULL, on_opened, &document);
  g_assert_null (document);
  iterate_until (is_there, &document);
  g_assert_cmpuint (spk_run_document_get_n_epochs (document), ==, 3);
}

#define ADD(name, test)                                                                                                \
  g_test_add ("/run-document/" name, SessionFixture, NULL, session_fixture_set_up, test, session_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("opening-a-run-leaves-it-as-it-is", test_opening_a_run_leaves_it_as_it_is);
  ADD ("what-another-process-adds-is-appended", test_what_another_process_adds_is_appended);
  ADD ("epochs-that-are-gone-are-dropped", test_epochs_that_are_gone_are_dropped);
  ADD ("a-folder-without-a-run-is-refused", test_a_folder_without_a_run_is_refused);
  ADD ("opening-in-a-thread", test_opening_in_a_thread);
  return g_test_run ();
}
