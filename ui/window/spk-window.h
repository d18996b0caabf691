/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/spk-job-queue.h"
#include "session/spk-runs-model.h"
#include "session/spk-session.h"

G_BEGIN_DECLS

#define SPK_TYPE_WINDOW (spk_window_get_type ())
G_DECLARE_FINAL_TYPE (SpkWindow, spk_window, SPK, WINDOW, AdwApplicationWindow)

SpkWindow  *spk_window_new         (GtkApplication *application, SpkJobQueue *queue, SpkRunsModel *runs);
SpkSession *spk_window_get_session (SpkWindow *self);
void        spk_window_open_path   (SpkWindow *self, const char *path);
void        spk_window_open_motif  (SpkWindow *self, const char *path);
void        spk_window_edit_motif  (SpkWindow *self, SpkTopology *motif);
void        spk_window_show_run    (SpkWindow *self, SpkRunDocument *document);
void        spk_window_start       (SpkWindow *self, SpkPlan *plan);
void        spk_window_offer_queue (SpkWindow *self);
void        spk_window_toast       (SpkWindow *self, const char *text);

G_END_DECLS
