/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include "dialogs/spk-preferences-window.h"
#include "dialogs/spk-search-dialog.h"
#include "editor/spk-motif-canvas.h"
#include "runs/spk-run-details.h"
#include "widgets/spk-plot-widget.h"
#include "window/spk-window.h"

/* Whether any text below a widget says what it is. */
static gboolean
has_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (has_words (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_labelled (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static gboolean
is_button (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget);
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_SPIN_BUTTON (widget) ||
         GTK_IS_SWITCH (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_SCALE (widget) || GTK_IS_TEXT_VIEW (widget) ||
         GTK_IS_COLUMN_VIEW (widget) || SPK_IS_PLOT_WIDGET (widget) || SPK_IS_MOTIF_CANVAS (widget);
}

/* Every expander row has one. */
static gboolean
is_unused_switch (GtkWidget *widget)
{
  return GTK_IS_SWITCH (widget) && !gtk_widget_get_visible (widget) &&
         gtk_widget_get_ancestor (widget, ADW_TYPE_EXPANDER_ROW);
}

/* Parts of GTK and libadwaita name themselves by their own rules. */
static gboolean
is_foreign (GtkWidget *widget)
{
  return GTK_IS_WINDOW_CONTROLS (widget) || ADW_IS_COMBO_ROW (widget) || ADW_IS_ENTRY_ROW (widget) ||
         ADW_IS_VIEW_SWITCHER (widget) || GTK_IS_POPOVER_MENU (widget) || is_unused_switch (widget) ||
         (GTK_IS_SEARCH_ENTRY (widget) && ADW_IS_PREFERENCES_WINDOW (gtk_widget_get_root (widget)));
}

/* Names the controls below a widget that a screen reader could not name. */
static guint
count_nameless (GtkWidget *widget)
{
  gboolean named = TRUE;
  guint n = 0;

  if (is_foreign (widget))
    return 0;
  if (is_button (widget))
    named = is_labelled (widget) || has_words (widget);
  else if (is_control (widget))
    named = is_labelled (widget);
  if (!named)
    g_test_message ("%s %s in %s has no name", G_OBJECT_TYPE_NAME (widget),
                    gtk_widget_get_tooltip_text (widget) ? gtk_widget_get_tooltip_text (widget) : "",
                    G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  if (is_button (widget) || is_control (widget))
    return !named;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    n += count_nameless (child);
  return n;
}

static void
check_window (GtkWidget *window)
{
  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  g_assert_cmpuint (count_nameless (window), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
shows_a_run (gpointer data)
{
  return spk_session_get_record (spk_window_get_session (data)) != NULL;
}

static void
test_window (void)
{
  g_autofree char *folder = NULL;
  UiFixture fixture;
  SpkWindow *window;

  ui_fixture_init (&fixture);
  folder = ui_fixture_add_run (&fixture, "shown", 1);
  window = spk_window_new (NULL, fixture.queue, fixture.runs);
  spk_window_open_path (window, folder);
  ui_wait_until (shows_a_run, window);
  check_window (GTK_WIDGET (window));
  ui_fixture_clear (&fixture);
}

static void
test_search_dialog (void)
{
  GtkWidget *dialog = spk_search_dialog_new (NULL);

  spk_search_dialog_set_recordings (SPK_SEARCH_DIALOG (dialog), "randman");
  check_window (dialog);
}

static void
test_preferences (void)
{
  check_window (spk_preferences_window_new (NULL));
}

static void
test_run_details (void)
{
  g_autofree char *folder = NULL;
  UiFixture fixture;

  ui_fixture_init (&fixture);
  folder = ui_fixture_add_run (&fixture, "named", 1);
  check_window (spk_run_details_new (NULL, fixture.runs, spk_runs_model_find (fixture.runs, folder)));
  ui_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/accessible-names/window", test_window);
  g_test_add_func ("/accessible-names/search-dialog", test_search_dialog);
  g_test_add_func ("/accessible-names/preferences", test_preferences);
  g_test_add_func ("/accessible-names/run-details", test_run_details);
  return g_test_run ();
}
