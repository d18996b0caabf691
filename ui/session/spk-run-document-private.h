/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/spk-run-document.h"

G_BEGIN_DECLS

/* For the runner, which feeds the documents of its jobs. */
SpkRunDocument *spk_run_document_new_live     (SpkRun *run, GPtrArray *epochs);
void            spk_run_document_append       (SpkRunDocument *self, SpkEpochRecord * const *records, guint n_records);
void            spk_run_document_set_snapshot (SpkRunDocument *self, SpkSnapshot *snapshot);
void            spk_run_document_end          (SpkRunDocument *self, SpkRunState state, const char *message,
                                               JsonObject *result);

G_END_DECLS
