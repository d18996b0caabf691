/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include <string.h>

/* Long for a loaded machine; a test that waits so long fails. */
#define PATIENCE_SECONDS 30

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

  while (!condition (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
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
