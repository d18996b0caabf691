/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "store/spk-run-index.h"

G_BEGIN_DECLS

/**
 * SpkRunItem:
 *
 * A row of the #SpkRunsModel. Read-only properties that sorters, filters and cells bind to, notified when a refresh
 * finds another value: "id" (int64), "folder", "name", "data", "data-kind", "notes", "tags", "message" (strings, never
 * %NULL), "kind" (int, #SpkJobKind), "state" (int, #SpkRunState), "seed" (uint64), "epoch" (uint), "best-valid", "test" (double,
 * NaN where there is none), "seconds" (double), "created", "updated" (int64, seconds since 1970).
 */
#define SPK_TYPE_RUN_ITEM (spk_run_item_get_type ())
G_DECLARE_FINAL_TYPE (SpkRunItem, spk_run_item, SPK, RUN_ITEM, GObject)

const SpkRunEntry *spk_run_item_get_entry  (SpkRunItem *self);
const char        *spk_run_item_get_folder (SpkRunItem *self);
gboolean           spk_run_item_matches    (SpkRunItem *self, const char *search);

G_END_DECLS
