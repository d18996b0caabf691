/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "editor/spk-editor-page.h"
#include "runs/spk-runs-page.h"
#include "window/spk-queue-button.h"
#include "window/spk-window.h"

G_BEGIN_DECLS

struct _SpkWindow
{
  AdwApplicationWindow parent_instance;

  GSettings    *settings;
  SpkSession   *session;
  SpkJobQueue  *queue;
  SpkRunner    *runner; /* of the queue */
  SpkRunsModel *runs;   /* (nullable): the index could not be opened */
  GCancellable *opening;
  gboolean      narrow;
  gboolean      closing;
  gboolean      motif_left; /* what is not saved of the motif may be given up */
  guint         tick;   /* 0 while nothing moves */
  guint         beat;   /* likewise */

  AdwToastOverlay      *toasts;
  AdwHeaderBar         *header_bar;
  AdwViewStack         *pages;
  AdwViewSwitcherTitle *switcher_title;
  GtkStack             *search_stack;
  AdwBin               *dashboard_place;
  SpkEditorPage        *editor_page;
  SpkRunsPage          *runs_page;
  SpkQueueButton       *queue_button;
  AdwButtonContent     *new_search_content;
  GtkWidget            *open_button;
  GtkWidget            *run_title;
  GtkLabel             *run_name;
  GtkLabel             *run_state;
};

void     spk_window_install_actions (GtkWidgetClass *widget_class);
void     spk_window_update_actions  (SpkWindow *self);
void     spk_window_accept_drops    (SpkWindow *self);
void     spk_window_follow_runner   (SpkWindow *self);
void     spk_window_unfollow_runner (SpkWindow *self);
void     spk_window_follow_title    (SpkWindow *self);
void     spk_window_update_title    (SpkWindow *self);
void     spk_window_follow_editor   (SpkWindow *self);
gboolean spk_window_shows           (SpkWindow *self, const char *page);
gboolean spk_window_may_close       (SpkWindow *self);

void     spk_window_open_folder      (SpkWindow *self, const char *folder);
void     spk_window_duplicate_folder (SpkWindow *self, const char *folder);
void     spk_window_train_motif      (SpkWindow *self);
void     spk_window_resume_folder    (SpkWindow *self, const char *folder);

void     spk_window_show_error      (SpkWindow *self, const char *heading, const char *body);
void     spk_window_refresh_runs    (SpkWindow *self);

G_END_DECLS
