/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/spk-pool.h"
#include "data/spk-shard.h"
#include "model/spk-network.h"
#include "model/spk-profile.h"

G_BEGIN_DECLS

/**
 * SpkBatch:
 * @n_samples: samples in the batch, at least 1
 * @fill: writes samples 16 x shard, 16 x shard + 1, ... of the batch into @into; called in worker threads
 * @smoothing: label smoothing of the cross-entropy
 * @dropout: share of the topmost layer's neurons that a linear readout does not see, drawn for each sample; a spiking
 *   readout has none
 * @neuron_gradient: whether the gradients of R and tau_m are wanted
 * @seed: of the dropout
 * @epoch: of the dropout
 *
 * Samples to be computed together, in shards of 16.
 */
typedef struct
{
  guint    n_samples;
  void   (*fill) (gpointer data, guint shard, SpkShard *into);
  gpointer data;
  double   smoothing;
  double   dropout;
  gboolean neuron_gradient;
  guint64  seed;
  guint32  epoch;
} SpkBatch;

/**
 * SpkOutcome:
 * @loss: mean over the samples
 * @n_correct: samples whose largest score is that of their class
 * @n_dropped: events beyond the binned duration
 * @scores: [n_samples][classes]
 * @labels: [n_samples]
 * @predictions: [n_samples]
 *
 * What came out of a batch; owned by the engine, valid until the next one.
 */
typedef struct
{
  guint    n_samples;
  double   loss;
  guint    n_correct;
  guint64  n_dropped;
  float   *scores;
  guint32 *labels;
  guint32 *predictions;
} SpkOutcome;

/**
 * SpkEngine:
 *
 * Computes scores and gradients of networks of one shape: the memory and the order of work. Threads take whole shards;
 * the gradients of a batch are collected in a fixed number of slots and added in a fixed order, so that the bits of the
 * result do not depend on the number of threads.
 */
typedef struct _SpkEngine SpkEngine;

SpkEngine *spk_engine_new  (const SpkNetworkSpec *spec, guint steps, guint max_batch, SpkPool *pool);
void       spk_engine_free (SpkEngine *self);

void              spk_engine_load          (SpkEngine *self, const SpkNetwork *network);
const SpkOutcome *spk_engine_evaluate      (SpkEngine *self, const SpkBatch *batch);
const SpkOutcome *spk_engine_differentiate (SpkEngine *self, const SpkBatch *batch, float *gradient);

const float      *spk_engine_get_counts    (const SpkEngine *self, guint shard, guint layer);
const SpkOutcome *spk_engine_probe         (SpkEngine *self, const SpkBatch *batch, guint16 **input, guint16 **spikes);
void              spk_engine_read_trace    (const SpkEngine *self, guint lane, guint layer, guint neuron,
                                            float *potential, float *current);
SpkProfile       *spk_engine_get_profile   (SpkEngine *self);
SpkPool          *spk_engine_get_pool      (SpkEngine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkEngine, spk_engine_free)

G_END_DECLS
