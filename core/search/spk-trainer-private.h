/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-probe-set.h"
#include "search/spk-trainer.h"

G_BEGIN_DECLS

/* Sums over the batches of the epoch so far. */
typedef struct
{
  double  loss; /* summed over samples */
  double  gradient_norm;
  double  alpha_loss;
  guint64 n_alpha;
  guint64 n_correct;
  guint64 n_samples;
  guint64 n_dropped;
} SpkEpochSums;

struct _SpkTrainer
{
  SpkPhase      phase;
  SpkSettings  *settings;
  SpkBinning    binning;
  guint32      *train;
  guint         n_train;
  guint32      *valid;
  guint         n_valid;
  SpkPool      *pool;
  guint         n_epochs;
  guint         n_batches;

  SpkNetwork   *network;
  SpkEngine    *engine;
  SpkOptimiser *weights;
  SpkOptimiser *alpha;
  SpkOptimiser *neurons;
  float        *gradient;
  guint32      *train_order; /* of the epoch */
  guint32      *valid_order;
  SpkProbeSet  *probes;

  /* the state that is saved, with the network and the optimisers */
  guint         epoch; /* in progress, from 1 */
  guint         batch; /* batches done in it */
  SpkEpochSums  sums;
  guint         stable_epochs;
  guint         silent_batches[SPK_MAX_LAYERS];
  SpkTopology  *likeliest[SPK_MAX_LAYERS]; /* at the end of the last epoch */
};

void spk_trainer_begin_epoch (SpkTrainer *self);

G_END_DECLS
