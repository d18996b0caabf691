/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/spk-window-private.h"

static void
show_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkWindow *self = SPK_WINDOW (widget);

  adw_view_stack_set_visible_child_name (self->pages, g_variant_get_string (parameter, NULL));
}

/**
 * spk_window_install_actions:
 *
 * The actions "win.…" that menus, buttons and keys ask for.
 */
void
spk_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page);
}

/**
 * spk_window_open_path:
 * @path: a folder
 *
 * Shows the run in a run folder, or begins a new search with a folder of recordings.
 */
void
spk_window_open_path (SpkWindow *self, const char *path)
{
  g_return_if_fail (SPK_IS_WINDOW (self));
}
