/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-engine.h"
#include "model/spk-optimiser.h"
#include "search/spk-epoch-record.h"
#include "search/spk-scoring.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

/**
 * SpkTrainerData:
 * @binning: data set, steps, duration; a copy is kept, with the data set alive as long as the trainer
 * @train: [@n_train], samples that weights are trained on
 * @valid: [@n_valid], samples that alpha is trained on and that accuracy is watched on; may be none in a training
 */
typedef struct
{
  SpkBinning     binning;
  const guint32 *train;
  guint          n_train;
  const guint32 *valid;
  guint          n_valid;
} SpkTrainerData;

/**
 * SpkProgress:
 * @epoch: epoch in progress, from 1
 * @batch: batches done in it
 * @loss: mean training loss of the epoch so far
 */
typedef struct
{
  guint  epoch;
  guint  n_epochs;
  guint  batch;
  guint  n_batches;
  double loss;
  double accuracy;
} SpkProgress;

/**
 * SpkTrainer:
 *
 * One phase of a job: the search (HRMAS, model.md section 6) or the training of a fixed network. It advances batch by
 * batch; between two batches its whole state can be saved, and a trainer that restores it goes on to the same bits.
 */
typedef struct _SpkTrainer SpkTrainer;

SpkTrainer *spk_trainer_new  (SpkPhase phase, const SpkNetworkSpec *spec, const SpkSettings *settings,
                              const SpkTrainerData *data, SpkPins * const *pins, guint n_epochs, SpkPool *pool);
void        spk_trainer_free (SpkTrainer *self);

gboolean        spk_trainer_is_done       (const SpkTrainer *self);
gboolean        spk_trainer_train_batch   (SpkTrainer *self, GError **error);
gboolean        spk_trainer_epoch_is_over (const SpkTrainer *self);
SpkEpochRecord *spk_trainer_finish_epoch  (SpkTrainer *self, GError **error);
SpkEpochRecord *spk_trainer_look          (SpkTrainer *self);
SpkProgress     spk_trainer_get_progress  (const SpkTrainer *self);


SpkNetwork *spk_trainer_get_network (SpkTrainer *self);
SpkEngine  *spk_trainer_get_engine  (SpkTrainer *self);

void     spk_trainer_save    (const SpkTrainer *self, const char *prefix, SpkArrays *arrays);
gboolean spk_trainer_restore (SpkTrainer *self, const char *prefix, const SpkArrays *arrays, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkTrainer, spk_trainer_free)

G_END_DECLS
