/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "session/spk-session-types.h"
#include "store/spk-run.h"

G_BEGIN_DECLS

/**
 * SpkRunDocument:
 *
 * One run as it is shown: what it is made from, its epochs so far, how it ended. It is either *live*, fed by the
 * #SpkRunner whose job it is, or opened from its folder, which is then only read and never changed. Main thread only.
 *
 * Properties, all read-only:
 * - "folder", "name", "data", "data-kind" (strings)
 * - "live" (boolean): whether the job runs in this process; turns %FALSE when it ends, and the document stays usable
 * - "n-epochs" (uint): notified after each append
 * - "state" (int, a #SpkRunState) and "message" (string, nullable: why it failed)
 * - "snapshot" (#SPK_TYPE_SNAPSHOT, nullable): the last one taken of a live run
 * - "initial" (#SPK_TYPE_EPOCH_RECORD, nullable): the untrained network, epoch 0; only of a live run, never stored
 *
 * Signals:
 * - "epochs-appended" (uint first, uint n): records [first, first + n) are new. Nothing else ever changes in the list but:
 * - "epochs-truncated" (uint n): only the first n are left; after a resume of a run that was killed
 */
#define SPK_TYPE_RUN_DOCUMENT (spk_run_document_get_type ())
G_DECLARE_FINAL_TYPE (SpkRunDocument, spk_run_document, SPK, RUN_DOCUMENT, GObject)

SpkRunDocument *spk_run_document_open        (const char *folder, GError **error);
void            spk_run_document_open_async  (const char *folder, GCancellable *cancellable, GAsyncReadyCallback callback,
                                              gpointer data);
SpkRunDocument *spk_run_document_open_finish (GAsyncResult *result, GError **error);
gboolean        spk_run_document_refresh     (SpkRunDocument *self, GError **error);

const char              *spk_run_document_get_folder      (SpkRunDocument *self);
const char              *spk_run_document_get_name        (SpkRunDocument *self);
const SpkRunDescription *spk_run_document_get_description (SpkRunDocument *self);
gboolean                 spk_run_document_is_live         (SpkRunDocument *self);
SpkRunState              spk_run_document_get_state       (SpkRunDocument *self);
const char              *spk_run_document_get_message     (SpkRunDocument *self);
SpkSnapshot             *spk_run_document_get_snapshot    (SpkRunDocument *self);
JsonObject              *spk_run_document_get_result      (SpkRunDocument *self);

guint           spk_run_document_get_n_epochs (SpkRunDocument *self);
SpkEpochRecord *spk_run_document_get_epoch    (SpkRunDocument *self, guint index);
SpkEpochRecord *spk_run_document_get_initial  (SpkRunDocument *self);

guint       spk_run_document_get_n_classes  (SpkRunDocument *self);
const char *spk_run_document_get_class_name (SpkRunDocument *self, guint label);

G_END_DECLS
