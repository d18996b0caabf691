/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "editor/spk-editor-page.h"
#include "editor/spk-motif-canvas.h"
#include "editor/spk-motif-matrix.h"

G_BEGIN_DECLS

/**
 * SpkEditorPage:
 * @autosave: source that will keep the unsaved motif, 0 for none
 * @chooser: (nullable): dialog for a file, while it is open
 * @pending: (nullable): what is done once the motif was saved
 * @pasting: (nullable): cancels what is being read from the clipboard
 */
struct _SpkEditorPage
{
  AdwBin parent_instance;

  SpkMotifModel        *model;
  guint                 autosave;
  GtkFileChooserNative *chooser;
  SpkEditorCallback     pending;
  gpointer              pending_data;
  GDestroyNotify        pending_destroy;
  GCancellable         *pasting;

  SpkMotifCanvas *canvas;
  SpkMotifMatrix *matrix;
  GtkWidget      *undo_button;
  GtkWidget      *redo_button;
  GtkMenuButton  *menu_button;
  GtkPopover     *find_popover;
  GtkEditable    *find_entry;
  GtkEditable    *name_entry;
  GtkLabel       *step_label;
  GtkLabel       *summary_label;
  GtkLabel       *cell_label;
  GMenu          *recent_menu;
  GMenuModel     *edit_menu;
  GMenuModel     *file_menu;
  GtkWidget      *panel_box;
  AdwViewStack   *panels;
  AdwFlap        *flap;
};

void spk_editor_page_install_actions   (GtkWidgetClass *klass);
void spk_editor_page_update_actions    (SpkEditorPage *self);
void spk_editor_page_install_files     (GtkWidgetClass *klass);
void spk_editor_page_follow_files      (SpkEditorPage *self);
void spk_editor_page_unfollow_files    (SpkEditorPage *self);
void spk_editor_page_install_clipboard (GtkWidgetClass *klass);
void spk_editor_page_say               (SpkEditorPage *self, const char *text);
void spk_editor_page_show_error        (SpkEditorPage *self, const char *heading, const char *body);

G_END_DECLS
