/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-epoch-record.h"

G_BEGIN_DECLS

/**
 * SpkJobState:
 * @SPK_JOB_READY: not started
 * @SPK_JOB_RUNNING: computing
 * @SPK_JOB_PAUSED: waiting between two batches
 * @SPK_JOB_STOPPED: ended on request, state saved, can be resumed
 * @SPK_JOB_FINISHED: ended by itself, with a result
 * @SPK_JOB_FAILED: ended by an error
 */
typedef enum
{
  SPK_JOB_READY,
  SPK_JOB_RUNNING,
  SPK_JOB_PAUSED,
  SPK_JOB_STOPPED,
  SPK_JOB_FINISHED,
  SPK_JOB_FAILED,
} SpkJobState;

/**
 * SpkSnapshot:
 * @phase: what is going on
 * @epoch: epoch in progress, from 1
 * @batch: batches done in it
 * @loss: mean training loss of the epoch so far
 * @accuracy: training accuracy of the epoch so far
 * @samples_per_second: over the last seconds
 * @seconds_left: estimate until the job ends, NaN at the start
 * @best_valid: best validation accuracy so far, NaN before the first epoch's end
 * @record: (nullable): the last finished epoch
 * @initial: (nullable): the network before training, as epoch 0, which is kept nowhere; of jobs that were not resumed
 *
 * What a job shows while it runs: an immutable, atomically ref-counted value.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public >*/
  SpkJobState     state;
  SpkPhase        phase;
  guint           epoch;
  guint           n_epochs;
  guint           batch;
  guint           n_batches;
  double          loss;
  double          accuracy;
  double          samples_per_second;
  double          seconds;
  double          seconds_left;
  double          best_valid;
  SpkEpochRecord *record;
  SpkEpochRecord *initial;
} SpkSnapshot;

SpkSnapshot *spk_snapshot_ref   (SpkSnapshot *self);
void         spk_snapshot_unref (SpkSnapshot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkSnapshot, spk_snapshot_unref)

G_END_DECLS
