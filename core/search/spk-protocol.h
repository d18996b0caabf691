/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/spk-arrays.h"
#include "base/spk-pool.h"
#include "data/spk-dataset.h"
#include "model/spk-pins.h"
#include "search/spk-epoch-record.h"
#include "search/spk-job-result.h"
#include "search/spk-settings.h"
#include "search/spk-trainer.h"

G_BEGIN_DECLS

/**
 * SpkProtocol:
 *
 * What a job does, in which order, on which samples: search on one half of the training samples with the other half as
 * validation, derive, train the derived network anew on all of them, and only then look at the test samples; or train
 * a given network, and then look. It advances batch by batch in the thread that calls it.
 */
typedef struct _SpkProtocol SpkProtocol;

SpkProtocol *spk_protocol_new  (SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset, GPtrArray *motifs,
                                GPtrArray *pins, SpkPool *pool, GError **error);
void         spk_protocol_free (SpkProtocol *self);

gboolean     spk_protocol_is_done      (const SpkProtocol *self);
gboolean     spk_protocol_advance      (SpkProtocol *self, SpkEpochRecord **record, GError **error);
SpkEpochRecord *spk_protocol_look      (SpkProtocol *self);
SpkPhase     spk_protocol_get_phase    (const SpkProtocol *self);
SpkProgress  spk_protocol_get_progress (const SpkProtocol *self);
double       spk_protocol_get_share    (const SpkProtocol *self);
double       spk_protocol_get_seconds  (const SpkProtocol *self);
double       spk_protocol_get_best     (const SpkProtocol *self);
guint64      spk_protocol_count_parameters (const SpkProtocol *self);
SpkJobResult *spk_protocol_steal_result (SpkProtocol *self);

SpkArrays *spk_protocol_save    (const SpkProtocol *self);
gboolean   spk_protocol_restore (SpkProtocol *self, const SpkArrays *state, GError **error);

GPtrArray *spk_protocol_make_random_motifs (const SpkSettings *settings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkProtocol, spk_protocol_free)

G_END_DECLS
