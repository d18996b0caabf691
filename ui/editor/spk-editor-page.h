/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/spk-motif-model.h"

G_BEGIN_DECLS

#define SPK_TYPE_EDITOR_PAGE (spk_editor_page_get_type ())
G_DECLARE_FINAL_TYPE (SpkEditorPage, spk_editor_page, SPK, EDITOR_PAGE, AdwBin)

/**
 * SpkEditorCallback:
 *
 * What is done once the motif may be left.
 */
typedef void (*SpkEditorCallback) (gpointer data);

SpkMotifModel *spk_editor_page_get_model (SpkEditorPage *self);
void spk_editor_page_focus_canvas (SpkEditorPage *self);
void spk_editor_page_add_panel (SpkEditorPage *self, GtkWidget *panel, const char *name, const char *title,
                                const char *icon_name);
void spk_editor_page_mark      (SpkEditorPage *self, const guint *neurons, guint n);
void spk_editor_page_leave     (SpkEditorPage *self, SpkEditorCallback callback, gpointer data,
                                GDestroyNotify destroy);
void spk_editor_page_open      (SpkEditorPage *self, const char *path);
void spk_editor_page_edit      (SpkEditorPage *self, SpkTopology *motif);
gboolean spk_editor_page_recover (SpkEditorPage *self);

G_END_DECLS
