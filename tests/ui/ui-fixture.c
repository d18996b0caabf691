/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "search/spk-settings.h"

/* Long for a loaded machine; a test that waits so long fails. */
#define PATIENCE_SECONDS 30
#define BEAT_MS          10

/**
 * ui_test_init:
 *
 * What g_test_init() and adw_init() do, without animations: what a test asks for has then happened.
 */
void
ui_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/* So that a condition which no source of the main loop brings about is looked at too. */
static gboolean
keep_going (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
give_up (gpointer data)
{
  gboolean *late = data;

  *late = TRUE;
  return G_SOURCE_REMOVE;
}

/**
 * ui_wait_until:
 *
 * Runs the main loop until @condition holds; fails the test if that takes far too long.
 */
void
ui_wait_until (gboolean (*condition) (gpointer), gpointer data)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (PATIENCE_SECONDS, give_up, &late);
  guint beat = g_timeout_add (BEAT_MS, keep_going, NULL);

  while (!condition (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (beat);
  g_source_remove (source);
}

/**
 * ui_settle:
 *
 * Runs what is pending in the main loop.
 */
void
ui_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The text a person would know a widget by. */
static gboolean
has_text (GtkWidget *widget, const char *text)
{
  g_autofree char *label = NULL;
  g_autofree char *title = NULL;

  if (!text)
    return TRUE;
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "label"))
    g_object_get (widget, "label", &label, NULL);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "title"))
    g_object_get (widget, "title", &title, NULL);
  return g_strcmp0 (label, text) == 0 || g_strcmp0 (title, text) == 0 ||
         g_strcmp0 (gtk_widget_get_name (widget), text) == 0;
}

/**
 * ui_find:
 * @type: of the widget
 * @text: (nullable): its label, title or name
 *
 * Returns: (transfer none) (nullable): the first widget below @root, in depth, of that type and text
 */
GtkWidget *
ui_find (GtkWidget *root, GType type, const char *text)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && has_text (root, text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find (child, type, text);

      if (found)
        return found;
    }
  return NULL;
}

/**
 * ui_find_prefix:
 *
 * Returns: (transfer none) (nullable): the first label below @root whose text begins with @prefix
 */
GtkWidget *
ui_find_prefix (GtkWidget *root, const char *prefix)
{
  if (GTK_IS_LABEL (root) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (root)), prefix))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find_prefix (child, prefix);

      if (found)
        return found;
    }
  return NULL;
}

/**
 * ui_find_window:
 *
 * Returns: (transfer none) (nullable): the open window of that type that was opened last
 */
GtkWindow *
ui_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i - 1);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/**
 * ui_click:
 * @label: of a button below @root, which must be there and sensitive
 */
void
ui_click (GtkWidget *root, const char *label)
{
  GtkWidget *button = ui_find (root, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/**
 * ui_fixture_init:
 *
 * Makes an empty account. The index of runs is found by the environment, so a test has one fixture at a time.
 */
void
ui_fixture_init (UiFixture *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("spikesmith-ui-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("SPIKESMITH_DATA_DIR", self->folder, TRUE);
  g_setenv ("SPIKESMITH_STATE_DIR", self->folder, TRUE);
  self->runner = spk_runner_new ();
  self->queue = spk_job_queue_new (self->runner);
  self->runs = spk_runs_model_new (&error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

/**
 * ui_fixture_clear:
 *
 * Stops what runs and deletes the account.
 */
void
ui_fixture_clear (UiFixture *self)
{
  g_assert_true (spk_job_queue_shut_down (self->queue, FALSE, 1000 * PATIENCE_SECONDS, NULL));
  ui_settle ();
  g_clear_object (&self->runs);
  g_clear_object (&self->queue);
  g_clear_object (&self->runner);
  remove_tree (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

static SpkSettings *
make_settings (guint64 seed)
{
  SpkSettings *settings = spk_settings_new ();

  spk_settings_apply_preset (settings, "randman", NULL);
  settings->seed = seed;
  settings->threads = 1;
  g_assert_true (spk_settings_set (settings, "neurons", "16", NULL));
  g_assert_true (spk_settings_set (settings, "sizes", "2,4", NULL));
  g_assert_true (spk_settings_set (settings, "epochs", "2", NULL));
  g_assert_true (spk_settings_set (settings, "retrain-epochs", "1", NULL));
  g_assert_true (spk_settings_set (settings, "steps", "10", NULL));
  return settings;
}

/**
 * ui_fixture_make_plan:
 *
 * Returns: (transfer full): a search that takes a moment
 */
SpkPlan *
ui_fixture_make_plan (const char *name, guint64 seed)
{
  g_autoptr (SpkSettings) settings = make_settings (seed);
  SpkPlan *plan = spk_plan_new (SPK_JOB_SEARCH, settings, "randman:classes=3,samples=20,channels=8");

  spk_plan_set_name (plan, name);
  return plan;
}

static gboolean
is_idle (gpointer data)
{
  spk_runner_poll (data, g_get_monotonic_time ());
  return spk_runner_get_state (data) == SPK_RUNNER_IDLE;
}

/**
 * ui_fixture_add_run:
 *
 * Runs a small search to its end.
 *
 * Returns: (transfer full): folder of the run
 */
char *
ui_fixture_add_run (UiFixture *self, const char *name, guint64 seed)
{
  g_autoptr (SpkPlan) plan = ui_fixture_make_plan (name, seed);

  spk_runner_start (self->runner, plan);
  ui_wait_until (is_idle, self->runner);
  g_assert_nonnull (spk_runner_get_document (self->runner));
  g_assert_true (spk_runs_model_refresh (self->runs, NULL));
  return g_strdup (spk_run_document_get_folder (spk_runner_get_document (self->runner)));
}
