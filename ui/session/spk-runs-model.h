/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "session/spk-run-item.h"

G_BEGIN_DECLS

/**
 * SpkRunsModel:
 *
 * A #GListModel of #SpkRunItem, one a run in the index of this account, the newest first. An item stays the same object
 * as long as its run is there, so selections survive a refresh. Main thread only; the index is small.
 *
 * Deleting moves the folder aside, beside where it was, and holds its lock; the run leaves the list. It is deleted for good
 * by spk_runs_model_commit(), or when the model goes. Undo, or the next start after a crash, moves it back: nothing is
 * lost by accident.
 *
 * Property: "n-items" (uint, r).
 */
#define SPK_TYPE_RUNS_MODEL (spk_runs_model_get_type ())
G_DECLARE_FINAL_TYPE (SpkRunsModel, spk_runs_model, SPK, RUNS_MODEL, GObject)

SpkRunsModel *spk_runs_model_new      (GError **error);
gboolean      spk_runs_model_refresh  (SpkRunsModel *self, GError **error);
SpkRunItem   *spk_runs_model_find     (SpkRunsModel *self, const char *folder);
gboolean      spk_runs_model_annotate (SpkRunsModel *self, SpkRunItem *item, const char *name, const char *notes,
                                       const char *tags, GError **error);
gboolean      spk_runs_model_delete   (SpkRunsModel *self, SpkRunItem *item, GError **error);
gboolean      spk_runs_model_undo     (SpkRunsModel *self, SpkRunItem *item, GError **error);
gboolean      spk_runs_model_commit   (SpkRunsModel *self, SpkRunItem *item, GError **error);

G_END_DECLS
