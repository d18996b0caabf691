/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editor/spk-editor-page.h"

#include <glib/gstdio.h>

#include "session/spk-motif-recovery.h"
#include "ui-fixture.h"
#include "window/spk-window.h"

static const SpkMotifCell cell = { SPK_MOTIF_CELL_INTRA, .post = 1, .pre = 3 };

static SpkWindow *
open_window (UiFixture *fixture, SpkEditorPage **page)
{
  SpkWindow *window = spk_window_new (NULL, fixture->queue, fixture->runs);

  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "motif");
  *page = SPK_EDITOR_PAGE (gtk_widget_get_template_child (GTK_WIDGET (window), SPK_TYPE_WINDOW, "editor_page"));
  return window;
}

static void
test_undo_has_a_label (void)
{
  UiFixture fixture;
  SpkEditorPage *page;
  SpkWindow *window;
  SpkMotifModel *model;
  GtkWidget *undo;

  ui_fixture_init (&fixture);
  window = open_window (&fixture, &page);
  model = spk_editor_page_get_model (page);
  undo = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (page), SPK_TYPE_EDITOR_PAGE, "undo_button"));
  g_assert_false (gtk_widget_get_sensitive (undo));
  spk_motif_model_set_type (model, cell, SPK_INHIBITORY);
  g_assert_true (gtk_widget_get_sensitive (undo));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (undo), ==, "Undo: Make 3 → 1 inhibitory");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "New Motif • – Spikesmith");
  gtk_widget_activate_action (GTK_WIDGET (page), "motif.undo", NULL);
  g_assert_cmpint (spk_motif_model_get_type_at (model, cell), ==, SPK_ABSENT);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "New Motif – Spikesmith");
  gtk_window_destroy (GTK_WINDOW (window));
  ui_fixture_clear (&fixture);
}

static gboolean
has_five (gpointer data)
{
  return spk_topology_get_size (spk_motif_model_get_motif (data)) == 5;
}

static void
test_copy_and_paste (void)
{
  UiFixture fixture;
  SpkEditorPage *page;
  SpkWindow *window;
  SpkMotifModel *model;
  GdkContentFormats *formats;

  ui_fixture_init (&fixture);
  window = open_window (&fixture, &page);
  model = spk_editor_page_get_model (page);
  spk_motif_model_set_type (model, (SpkMotifCell){ SPK_MOTIF_CELL_INTRA, .post = 2, .pre = 2 }, SPK_INHIBITORY);
  spk_motif_model_select_one (model, 2);
  gtk_widget_activate_action (GTK_WIDGET (page), "motif.copy", NULL);
  formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (GTK_WIDGET (page)));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "application/x-spikesmith-motif+json"));
  g_assert_true (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING));
  gtk_widget_activate_action (GTK_WIDGET (page), "motif.paste", NULL);
  ui_wait_until (has_five, model);
  g_assert_cmpint (spk_topology_get_intra (spk_motif_model_get_motif (model), 4, 4), ==, SPK_INHIBITORY);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_fixture_clear (&fixture);
}

static void
test_malformed_file_gives_a_message (void)
{
  UiFixture fixture;
  SpkEditorPage *page;
  SpkWindow *window;
  SpkMotifModel *model;
  g_autofree char *path = NULL;
  GtkWindow *dialog;

  ui_fixture_init (&fixture);
  window = open_window (&fixture, &page);
  model = spk_editor_page_get_model (page);
  path = g_build_filename (fixture.folder, "broken.json", NULL);
  g_assert_true (g_file_set_contents (path, "{\"schema\": \"spikesmith-motif/1\", \"size\": 1e9}", -1, NULL));
  spk_window_open_path (window, path);
  ui_settle ();
  dialog = ui_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "broken.json"));
  g_assert_cmpuint (spk_topology_get_size (spk_motif_model_get_motif (model)), ==, 4);
  g_assert_null (spk_motif_model_get_path (model));
  gtk_window_destroy (dialog);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_fixture_clear (&fixture);
}

static gboolean
is_kept (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
is_gone (gpointer path)
{
  return !is_kept (path);
}

static void
test_unsaved_work_comes_back (void)
{
  UiFixture fixture;
  SpkEditorPage *page;
  SpkWindow *window;
  g_autofree char *kept = NULL, *saved = NULL;
  SpkMotifModel *model;

  ui_fixture_init (&fixture);
  kept = spk_motif_recovery_get_path ();
  saved = g_build_filename (fixture.folder, "saved.json", NULL);
  window = open_window (&fixture, &page);
  spk_motif_model_set_type (spk_editor_page_get_model (page), cell, SPK_INHIBITORY);
  ui_wait_until (is_kept, kept);
  /* as if the program had crashed */
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
  g_assert_true (is_kept (kept));
  window = open_window (&fixture, &page);
  model = spk_editor_page_get_model (page);
  g_assert_cmpint (spk_motif_model_get_type_at (model, cell), ==, SPK_INHIBITORY);
  g_assert_true (spk_motif_model_get_modified (model));
  /* what is saved needs no keeping */
  g_assert_true (spk_motif_model_save (model, saved, NULL));
  spk_motif_model_rename (model, "other");
  spk_motif_model_undo (model);
  ui_wait_until (is_gone, kept);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_fixture_clear (&fixture);
}

static void
test_what_is_taken_back_is_not_kept (void)
{
  UiFixture fixture;
  SpkEditorPage *page;
  SpkWindow *window;
  g_autofree char *kept = NULL;

  ui_fixture_init (&fixture);
  kept = spk_motif_recovery_get_path ();
  window = open_window (&fixture, &page);
  spk_motif_model_set_type (spk_editor_page_get_model (page), cell, SPK_INHIBITORY);
  ui_wait_until (is_kept, kept);
  spk_motif_model_undo (spk_editor_page_get_model (page));
  gtk_window_close (GTK_WINDOW (window));
  ui_settle ();
  g_assert_true (is_gone (kept));
  ui_fixture_clear (&fixture);
}

static void
test_closing_asks (void)
{
  UiFixture fixture;
  SpkEditorPage *page;
  SpkWindow *window;
  g_autofree char *kept = NULL;
  GtkWindow *dialog;

  ui_fixture_init (&fixture);
  kept = spk_motif_recovery_get_path ();
  window = open_window (&fixture, &page);
  spk_motif_model_set_type (spk_editor_page_get_model (page), cell, SPK_INHIBITORY);
  ui_wait_until (is_kept, kept);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (window));
  ui_settle ();
  dialog = ui_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  ui_settle ();
  g_assert_nonnull (window);
  gtk_window_close (GTK_WINDOW (window));
  ui_settle ();
  dialog = ui_find_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "discard");
  ui_settle ();
  g_assert_null (window);
  g_assert_true (is_gone (kept));
  ui_fixture_clear (&fixture);
}

static void
test_panels_have_a_place (void)
{
  UiFixture fixture;
  SpkEditorPage *page;
  SpkWindow *window;
  GtkWidget *panel = gtk_label_new ("panel");

  ui_fixture_init (&fixture);
  window = open_window (&fixture, &page);
  spk_editor_page_add_panel (page, panel, "test", "Test", NULL);
  ui_settle ();
  g_assert_true (gtk_widget_get_mapped (panel));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/editor-page/undo-has-a-label", test_undo_has_a_label);
  g_test_add_func ("/editor-page/copy-and-paste", test_copy_and_paste);
  g_test_add_func ("/editor-page/malformed-file-gives-a-message", test_malformed_file_gives_a_message);
  g_test_add_func ("/editor-page/unsaved-work-comes-back", test_unsaved_work_comes_back);
  g_test_add_func ("/editor-page/what-is-taken-back-is-not-kept", test_what_is_taken_back_is_not_kept);
  g_test_add_func ("/editor-page/closing-asks", test_closing_asks);
  g_test_add_func ("/editor-page/panels-have-a-place", test_panels_have_a_place);
  return g_test_run ();
}
