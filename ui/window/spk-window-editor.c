/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/spk-window-private.h"

#include <glib/gi18n.h>

/* What was given up belongs to the motif as it was. */
static void
motif_changed (SpkWindow *self)
{
  self->motif_left = FALSE;
}

/**
 * spk_window_follow_editor:
 *
 * Shows what the motif editor says, and the motif that the last start left unsaved.
 */
void
spk_window_follow_editor (SpkWindow *self)
{
  SpkMotifModel *model = spk_editor_page_get_model (self->editor_page);

  g_signal_connect_object (model, "changed", G_CALLBACK (motif_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "notify", G_CALLBACK (spk_window_update_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor_page, "said", G_CALLBACK (spk_window_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor_page, "train", G_CALLBACK (spk_window_train_motif), self, G_CONNECT_SWAPPED);
  if (spk_editor_page_recover (self->editor_page))
    spk_window_toast (self, _("The motif that was not saved last time is on the page Motif"));
}

/**
 * spk_window_open_motif:
 * @path: a file of a motif
 *
 * Edits a motif, once the last one may be left.
 */
void
spk_window_open_motif (SpkWindow *self, const char *path)
{
  g_return_if_fail (SPK_IS_WINDOW (self));

  adw_view_stack_set_visible_child_name (self->pages, "motif");
  spk_editor_page_open (self->editor_page, path);
}

/**
 * spk_window_edit_motif:
 *
 * Edits a motif that is in no file, once the last one may be left.
 */
void
spk_window_edit_motif (SpkWindow *self, SpkTopology *motif)
{
  g_return_if_fail (SPK_IS_WINDOW (self));

  adw_view_stack_set_visible_child_name (self->pages, "motif");
  spk_editor_page_edit (self->editor_page, motif);
}
