/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-motif-model.h"

#include <glib/gstdio.h>
#include <string.h>

#include "session/spk-motif-recovery.h"
#include "session/spk-motif-words.h"

static char *folder;

static void
count (gpointer object, guint *n)
{
  (*n)++;
}

static SpkMotifModel *
make_model (guint *n_changed, guint *n_selected)
{
  SpkMotifModel *model = spk_motif_model_new ();

  *n_changed = *n_selected = 0;
  g_signal_connect (model, "changed", G_CALLBACK (count), n_changed);
  g_signal_connect (model, "selection-changed", G_CALLBACK (count), n_selected);
  return model;
}

static const SpkMotifCell cell = { SPK_MOTIF_CELL_INTRA, .post = 1, .pre = 3 };
static const SpkMotifCell stub = { SPK_MOTIF_CELL_LATERAL, .post = 2, .side = SPK_NEXT };

static void
test_connections_cycle (void)
{
  guint n_changed, n_selected;
  g_autoptr (SpkMotifModel) model = make_model (&n_changed, &n_selected);

  spk_motif_model_cycle (model, cell);
  g_assert_cmpint (spk_motif_model_get_type_at (model, cell), ==, SPK_EXCITATORY);
  spk_motif_model_cycle (model, cell);
  g_assert_cmpint (spk_motif_model_get_type_at (model, cell), ==, SPK_INHIBITORY);
  spk_motif_model_cycle (model, cell);
  g_assert_cmpint (spk_motif_model_get_type_at (model, cell), ==, SPK_ABSENT);
  spk_motif_model_cycle (model, stub);
  g_assert_cmpint (spk_motif_model_get_type_at (model, stub), ==, SPK_EXCITATORY);
  g_assert_cmpuint (n_changed, ==, 4);
  g_assert_true (spk_motif_model_undo (model));
  g_assert_cmpint (spk_motif_model_get_type_at (model, stub), ==, SPK_ABSENT);
}

static void
test_places_that_are_not_there_do_nothing (void)
{
  guint n_changed, n_selected;
  g_autoptr (SpkMotifModel) model = make_model (&n_changed, &n_selected);
  const SpkMotifCell outside = { SPK_MOTIF_CELL_INTRA, .post = 9, .pre = 0 };

  spk_motif_model_cycle (model, outside);
  spk_motif_model_set_cell (model, outside);
  spk_motif_model_cycle (model, (SpkMotifCell){ 0 });
  spk_motif_model_remove_selected (model);
  spk_motif_model_duplicate_selected (model);
  spk_motif_model_nudge_selected (model, 1, 1);
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_cmpint (spk_motif_model_get_cell (model).kind, ==, SPK_MOTIF_CELL_NONE);
}

static void
test_what_is_added_is_selected (void)
{
  guint n_changed, n_selected, n;
  g_autoptr (SpkMotifModel) model = make_model (&n_changed, &n_selected);
  const guint pair[] = { 2, 0 };

  spk_motif_model_add (model, NULL);
  g_assert_cmpuint (spk_motif_model_get_selection (model, &n)[0], ==, 4);
  g_assert_cmpuint (n, ==, 1);
  spk_motif_model_select (model, pair, 2);
  g_assert_cmpuint (spk_motif_model_get_selection (model, &n)[0], ==, 0);
  spk_motif_model_duplicate_selected (model);
  g_assert_cmpuint (spk_motif_model_get_selection (model, &n)[0], ==, 5);
  g_assert_cmpuint (n, ==, 2);
  spk_motif_model_set_cell (model, (SpkMotifCell){ SPK_MOTIF_CELL_INTRA, .post = 6, .pre = 6 });
  /* what is gone is not selected any more */
  spk_motif_model_undo (model);
  spk_motif_model_get_selection (model, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (spk_motif_model_get_cell (model).kind, ==, SPK_MOTIF_CELL_NONE);
}

static void
say (SpkMotifModel *model, const char *reason, char **said)
{
  g_free (*said);
  *said = g_strdup (reason);
}

static void
test_refusals_have_a_reason (void)
{
  g_autoptr (SpkMotifModel) model = spk_motif_model_new ();
  g_autofree char *said = NULL;

  g_signal_connect (model, "refused", G_CALLBACK (say), &said);
  spk_motif_model_select_all (model);
  spk_motif_model_remove_selected (model);
  g_assert_nonnull (strstr (said, "at least one"));
  g_assert_cmpuint (spk_topology_get_size (spk_motif_model_get_motif (model)), ==, 4);
}

static void
test_copied_text_is_pasted (void)
{
  g_autoptr (SpkMotifModel) model = spk_motif_model_new (), other = spk_motif_model_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *cut = NULL;
  const guint pair[] = { 1, 3 };

  g_assert_null (spk_motif_model_copy (model));
  spk_motif_model_cycle (model, cell);
  spk_motif_model_select (model, pair, 2);
  text = spk_motif_model_copy (model);
  g_assert_true (spk_motif_model_paste (other, text, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (spk_topology_get_size (spk_motif_model_get_motif (other)), ==, 6);
  g_assert_cmpint (spk_topology_get_intra (spk_motif_model_get_motif (other), 4, 5), ==, SPK_EXCITATORY);
  cut = spk_motif_model_cut (model);
  g_assert_cmpstr (cut, ==, text);
  g_assert_cmpuint (spk_topology_get_size (spk_motif_model_get_motif (model)), ==, 2);
}

static void
test_foreign_text_changes_nothing (void)
{
  static const char *const texts[] = { "", "hello", "{}", "[1, 2]", "{\"schema\": \"spikesmith-motif/1\", \"size\": 99999999}",
                                       "{\"schema\": \"spikesmith-motif/1\", \"size\": 2, \"intra\": [[0" };
  guint n_changed, n_selected;
  g_autoptr (SpkMotifModel) model = make_model (&n_changed, &n_selected);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (spk_motif_model_paste (model, texts[i], &error));
      g_assert_nonnull (error);
    }
  g_assert_cmpuint (n_changed, ==, 0);
}

static void
test_file_and_dirty_mark (void)
{
  g_autoptr (SpkMotifModel) model = spk_motif_model_new (), other = spk_motif_model_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, "motif.json", NULL);

  g_assert_false (spk_motif_model_get_modified (model));
  spk_motif_model_cycle (model, cell);
  g_assert_true (spk_motif_model_get_modified (model));
  g_assert_true (spk_motif_model_save (model, path, &error));
  g_assert_no_error (error);
  g_assert_false (spk_motif_model_get_modified (model));
  g_assert_cmpstr (spk_motif_model_get_title (model), ==, "motif.json");
  spk_motif_model_rename (model, "ring");
  g_assert_cmpstr (spk_motif_model_get_title (model), ==, "ring");
  g_assert_true (spk_motif_model_get_modified (model));
  spk_motif_model_undo (model);
  g_assert_false (spk_motif_model_get_modified (model));
  g_assert_true (spk_motif_model_load (other, path, &error));
  g_assert_true (spk_topology_is_identical (spk_motif_model_get_motif (model), spk_motif_model_get_motif (other)));
  g_assert_false (spk_motif_model_undo (other));
}

static void
test_malformed_file_changes_nothing (void)
{
  guint n_changed, n_selected;
  g_autoptr (SpkMotifModel) model = make_model (&n_changed, &n_selected);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, "broken.json", NULL);

  g_assert_true (g_file_set_contents (path, "{\"schema\": \"spikesmith-motif/1\", \"size\": 2,", -1, NULL));
  spk_motif_model_cycle (model, cell);
  g_assert_false (spk_motif_model_load (model, path, &error));
  g_assert_nonnull (strstr (error->message, path));
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpint (spk_motif_model_get_type_at (model, cell), ==, SPK_EXCITATORY);
  g_assert_true (spk_motif_model_undo (model));
}

static void
test_unsaved_motif_is_recovered (void)
{
  g_autoptr (SpkMotifModel) model = spk_motif_model_new ();
  g_autoptr (SpkTopology) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *origin = NULL, *none = NULL;

  g_assert_null (spk_motif_recovery_read (&none, &error));
  g_assert_no_error (error);
  spk_motif_model_cycle (model, cell);
  g_assert_true (spk_motif_recovery_write (spk_motif_model_get_motif (model), "/a/b c.json", &error));
  g_assert_no_error (error);
  back = spk_motif_recovery_read (&origin, &error);
  g_assert_no_error (error);
  g_assert_true (spk_topology_is_identical (back, spk_motif_model_get_motif (model)));
  g_assert_cmpstr (origin, ==, "/a/b c.json");
  spk_motif_model_open_motif (model, back, origin, FALSE);
  g_assert_true (spk_motif_model_get_modified (model));
  spk_motif_recovery_remove ();
  g_assert_null (spk_motif_recovery_read (&none, &error));
}

static void
test_damaged_recovery_is_an_error (void)
{
  static const char *const texts[] = { "", "[]", "{\"schema\": \"spikesmith-unsaved-motif/1\"}",
                                       "{\"schema\": 1, \"motif\": {}}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = spk_motif_recovery_get_path (), *origin = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_null (spk_motif_recovery_read (&origin, &error));
      g_assert_nonnull (error);
    }
  spk_motif_recovery_remove ();
}

static void
test_steps_have_labels (void)
{
  g_autoptr (SpkMotifModel) model = spk_motif_model_new ();
  g_autofree char *made = NULL, *removed = NULL, *lateral = NULL;
  const SpkMotifDocument *document = spk_motif_model_get_document (model);

  spk_motif_model_set_type (model, cell, SPK_INHIBITORY);
  made = spk_motif_words_describe_change (spk_motif_document_peek_undo (document));
  g_assert_cmpstr (made, ==, "Make 3 → 1 inhibitory");
  spk_motif_model_set_type (model, cell, SPK_ABSENT);
  removed = spk_motif_words_describe_change (spk_motif_document_peek_undo (document));
  g_assert_cmpstr (removed, ==, "Remove 3 → 1");
  spk_motif_model_set_type (model, stub, SPK_EXCITATORY);
  lateral = spk_motif_words_describe_change (spk_motif_document_peek_undo (document));
  g_assert_cmpstr (lateral, ==, "Make next motif → 2 excitatory");
}

int
main (int argc, char **argv)
{
  g_autofree char *made = NULL;
  g_autofree char *motif = NULL;
  g_autofree char *broken = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  made = g_dir_make_tmp ("spikesmith-motif-XXXXXX", NULL);
  folder = made;
  g_setenv ("SPIKESMITH_STATE_DIR", folder, TRUE);
  g_test_add_func ("/motif-model/cycle", test_connections_cycle);
  g_test_add_func ("/motif-model/no-place", test_places_that_are_not_there_do_nothing);
  g_test_add_func ("/motif-model/selection", test_what_is_added_is_selected);
  g_test_add_func ("/motif-model/refusals", test_refusals_have_a_reason);
  g_test_add_func ("/motif-model/clipboard", test_copied_text_is_pasted);
  g_test_add_func ("/motif-model/foreign-text", test_foreign_text_changes_nothing);
  g_test_add_func ("/motif-model/file", test_file_and_dirty_mark);
  g_test_add_func ("/motif-model/malformed-file", test_malformed_file_changes_nothing);
  g_test_add_func ("/motif-recovery/recovered", test_unsaved_motif_is_recovered);
  g_test_add_func ("/motif-recovery/damaged", test_damaged_recovery_is_an_error);
  g_test_add_func ("/motif-words/labels", test_steps_have_labels);
  status = g_test_run ();
  motif = g_build_filename (folder, "motif.json", NULL);
  broken = g_build_filename (folder, "broken.json", NULL);
  g_unlink (motif);
  g_unlink (broken);
  g_rmdir (folder);
  return status;
}
