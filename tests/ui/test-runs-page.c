/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include "runs/spk-compare-curves.h"
#include "runs/spk-run-details.h"
#include "runs/spk-runs-page.h"
#include "widgets/spk-motif-picture.h"

/* A window with the page of an account that has runs of these names, by seed. */
typedef struct
{
  UiFixture    account;
  GtkWindow   *window;
  SpkRunsPage *page;
} Page;

static void
open_page (Page *self, const char *const *names)
{
  ui_fixture_init (&self->account);
  for (guint i = 0; names[i]; i++)
    g_free (ui_fixture_add_run (&self->account, names[i], i + 1));
  self->window = GTK_WINDOW (gtk_window_new ());
  self->page = SPK_RUNS_PAGE (spk_runs_page_new ());
  spk_runs_page_set_model (self->page, self->account.runs);
  gtk_window_set_child (self->window, GTK_WIDGET (self->page));
  gtk_window_set_default_size (self->window, 1000, 600);
  gtk_window_present (self->window);
}

static void
close_page (Page *self)
{
  gtk_window_destroy (self->window);
  ui_fixture_clear (&self->account);
}

/* Names in the order of the table. */
static char *
list_names (Page *self)
{
  GListModel *rows = G_LIST_MODEL (spk_runs_page_get_selection (self->page));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SpkRunItem) item = g_list_model_get_item (rows, i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", spk_run_item_get_entry (item)->name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_names (Page *self, const char *expected)
{
  g_autofree char *names = list_names (self);

  g_assert_cmpstr (names, ==, expected);
}

static void
activate (Page *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), action, NULL));
}

static gboolean
is_enabled (Page *self, const char *label)
{
  return gtk_widget_is_sensitive (ui_find (GTK_WIDGET (self->page), GTK_TYPE_BUTTON, label));
}

static void
test_newest_run_is_first (void)
{
  Page page;

  open_page (&page, (const char *[]){ "a", "b", "c", NULL });
  assert_names (&page, "c b a");
  close_page (&page);
}

static void
test_columns_sort (void)
{
  Page page;
  GtkColumnView *table;
  g_autoptr (GtkColumnViewColumn) column = NULL;

  open_page (&page, (const char *[]){ "b", "c", "a", NULL });
  table = GTK_COLUMN_VIEW (ui_find (GTK_WIDGET (page.page), GTK_TYPE_COLUMN_VIEW, NULL));
  column = g_list_model_get_item (gtk_column_view_get_columns (table), 0);
  gtk_column_view_sort_by_column (table, column, GTK_SORT_ASCENDING);
  assert_names (&page, "a b c");
  gtk_column_view_sort_by_column (table, column, GTK_SORT_DESCENDING);
  assert_names (&page, "c b a");
  close_page (&page);
}

static void
search_for (Page *self, const char *text)
{
  GtkWidget *entry = ui_find (GTK_WIDGET (self->page), GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
test_search_narrows_the_table (void)
{
  Page page;

  open_page (&page, (const char *[]){ "first", "second", NULL });
  search_for (&page, "sec");
  assert_names (&page, "second");
  search_for (&page, "nowhere");
  g_assert_true (gtk_widget_get_mapped (ui_find (GTK_WIDGET (page.page), ADW_TYPE_STATUS_PAGE, "Nothing Found")));
  search_for (&page, "");
  assert_names (&page, "second first");
  close_page (&page);
}

static void
test_state_narrows_the_table (void)
{
  Page page;
  GtkWidget *states;

  open_page (&page, (const char *[]){ "a", NULL });
  states = ui_find (GTK_WIDGET (page.page), GTK_TYPE_DROP_DOWN, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (states), 3);
  assert_names (&page, "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (states), 1);
  assert_names (&page, "a");
  close_page (&page);
}

static void
test_without_runs_it_says_so (void)
{
  Page page;

  open_page (&page, (const char *[]){ NULL });
  g_assert_true (gtk_widget_get_mapped (ui_find (GTK_WIDGET (page.page), ADW_TYPE_STATUS_PAGE, "No Runs Yet")));
  close_page (&page);
}

static void
test_actions_follow_the_selection (void)
{
  Page page;
  GtkSelectionModel *selection;

  open_page (&page, (const char *[]){ "a", "b", NULL });
  selection = spk_runs_page_get_selection (page.page);
  g_assert_false (is_enabled (&page, "_Open"));
  gtk_selection_model_select_item (selection, 0, TRUE);
  g_assert_true (is_enabled (&page, "_Open"));
  g_assert_false (is_enabled (&page, "_Compare"));
  gtk_selection_model_select_all (selection);
  g_assert_false (is_enabled (&page, "_Open"));
  g_assert_true (is_enabled (&page, "_Compare"));
  close_page (&page);
}

static void
keep_folder (SpkRunsPage *page, const char *folder, char **kept)
{
  g_free (*kept);
  *kept = g_strdup (folder);
}

static void
test_activated_row_opens_its_run (void)
{
  Page page;
  g_autofree char *opened = NULL;
  g_autoptr (SpkRunItem) item = NULL;

  open_page (&page, (const char *[]){ "a", "b", NULL });
  g_signal_connect (page.page, "open-run", G_CALLBACK (keep_folder), &opened);
  g_signal_emit_by_name (ui_find (GTK_WIDGET (page.page), GTK_TYPE_COLUMN_VIEW, NULL), "activate", 1);
  item = g_list_model_get_item (G_LIST_MODEL (spk_runs_page_get_selection (page.page)), 1);
  g_assert_cmpstr (opened, ==, spk_run_item_get_folder (item));
  close_page (&page);
}

static void
test_deleted_runs_come_back_by_undo (void)
{
  Page page;

  open_page (&page, (const char *[]){ "a", "b", "c", NULL });
  gtk_selection_model_select_range (spk_runs_page_get_selection (page.page), 0, 2, TRUE);
  activate (&page, "runs.delete");
  assert_names (&page, "a");
  ui_settle ();
  ui_click (GTK_WIDGET (page.page), "_Undo");
  assert_names (&page, "c b a");
  close_page (&page);
}

static void
test_deleted_run_is_gone_with_its_toast (void)
{
  Page page;
  g_autofree char *folder = NULL;
  g_autoptr (SpkRunItem) item = NULL;

  open_page (&page, (const char *[]){ "a", NULL });
  item = g_list_model_get_item (G_LIST_MODEL (spk_runs_page_get_selection (page.page)), 0);
  folder = g_strdup (spk_run_item_get_folder (item));
  gtk_selection_model_select_item (spk_runs_page_get_selection (page.page), 0, TRUE);
  activate (&page, "runs.delete");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  gtk_window_destroy (page.window);
  g_assert_true (spk_runs_model_refresh (page.account.runs, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (page.account.runs)), ==, 0);
  ui_fixture_clear (&page.account);
}

static void
test_name_tags_notes_are_kept (void)
{
  Page page;
  GtkWidget *details;

  open_page (&page, (const char *[]){ "a", NULL });
  gtk_selection_model_select_item (spk_runs_page_get_selection (page.page), 0, TRUE);
  activate (&page, "runs.edit");
  details = GTK_WIDGET (ui_find_window (SPK_TYPE_RUN_DETAILS));
  g_assert_nonnull (details);
  gtk_editable_set_text (GTK_EDITABLE (ui_find (details, ADW_TYPE_ENTRY_ROW, "Name")), "better");
  gtk_editable_set_text (GTK_EDITABLE (ui_find (details, ADW_TYPE_ENTRY_ROW, "Tags, separated by commas")), "paper");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find (details, GTK_TYPE_TEXT_VIEW, NULL))),
                            "Keep this one.", -1);
  ui_click (details, "_Save");
  assert_names (&page, "better");
  search_for (&page, "keep this");
  assert_names (&page, "better");
  search_for (&page, "paper");
  assert_names (&page, "better");
  close_page (&page);
}

static gboolean
is_compared (gpointer data)
{
  Page *page = data;
  GtkWidget *curves = ui_find (GTK_WIDGET (page->page), SPK_TYPE_COMPARE_CURVES, NULL);

  return curves && gtk_widget_get_mapped (curves);
}

static guint
count (GtkWidget *root, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (root), type);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    n += count (child, type);
  return n;
}

static void
test_selected_runs_are_compared (void)
{
  Page page;

  open_page (&page, (const char *[]){ "a", "b", NULL });
  gtk_selection_model_select_all (spk_runs_page_get_selection (page.page));
  activate (&page, "runs.compare");
  ui_wait_until (is_compared, &page);
  g_assert_nonnull (ui_find (GTK_WIDGET (page.page), GTK_TYPE_LABEL, "2 Runs Compared"));
  g_assert_nonnull (ui_find (GTK_WIDGET (page.page), GTK_TYPE_LABEL, "Seed"));
  g_assert_null (ui_find (GTK_WIDGET (page.page), GTK_TYPE_LABEL, "Batch size"));
  g_assert_cmpuint (count (GTK_WIDGET (page.page), SPK_TYPE_MOTIF_PICTURE), ==, 2);
  close_page (&page);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/runs-page/newest-run-is-first", test_newest_run_is_first);
  g_test_add_func ("/runs-page/columns-sort", test_columns_sort);
  g_test_add_func ("/runs-page/search-narrows-the-table", test_search_narrows_the_table);
  g_test_add_func ("/runs-page/state-narrows-the-table", test_state_narrows_the_table);
  g_test_add_func ("/runs-page/without-runs-it-says-so", test_without_runs_it_says_so);
  g_test_add_func ("/runs-page/actions-follow-the-selection", test_actions_follow_the_selection);
  g_test_add_func ("/runs-page/activated-row-opens-its-run", test_activated_row_opens_its_run);
  g_test_add_func ("/runs-page/deleted-runs-come-back-by-undo", test_deleted_runs_come_back_by_undo);
  g_test_add_func ("/runs-page/deleted-run-is-gone-with-its-toast", test_deleted_run_is_gone_with_its_toast);
  g_test_add_func ("/runs-page/name-tags-notes-are-kept", test_name_tags_notes_are_kept);
  g_test_add_func ("/runs-page/selected-runs-are-compared", test_selected_runs_are_compared);
  return g_test_run ();
}
