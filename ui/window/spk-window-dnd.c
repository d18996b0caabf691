/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/spk-window-private.h"

#include <glib/gi18n.h>

static gboolean
take_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  SpkWindow *self = data;
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files ? g_file_get_path (files->data) : NULL;

  if (!path)
    {
      spk_window_toast (self, _("Only folders of this machine can be opened"));
      return FALSE;
    }
  spk_window_open_path (self, path);
  return TRUE;
}

/**
 * spk_window_accept_drops:
 *
 * Lets folders be dropped anywhere on the window: a run is shown, recordings begin a new search.
 */
void
spk_window_accept_drops (SpkWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (take_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
