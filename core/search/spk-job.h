/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/spk-arrays.h"
#include "data/spk-dataset.h"
#include "search/spk-epoch-record.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

#define SPK_JOB_ERROR (spk_job_error_quark ())

/**
 * SpkJobError:
 * @SPK_JOB_ERROR_SETTINGS: settings that do not fit each other or the data
 * @SPK_JOB_ERROR_CHECKPOINT: a state that does not belong to this job
 * @SPK_JOB_ERROR_NUMERICAL: NaN, an exploding loss or a dead layer; says epoch, batch and layer
 * @SPK_JOB_ERROR_SINK: a record or checkpoint could not be kept
 */
typedef enum
{
  SPK_JOB_ERROR_SETTINGS,
  SPK_JOB_ERROR_CHECKPOINT,
  SPK_JOB_ERROR_NUMERICAL,
  SPK_JOB_ERROR_SINK,
} SpkJobError;

GQuark spk_job_error_quark (void);

typedef enum
{
  SPK_JOB_SEARCH, /* search, derive, retrain, evaluate */
  SPK_JOB_TRAIN,  /* train a fixed network, evaluate */
} SpkJobKind;

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
} SpkSnapshot;

SpkSnapshot *spk_snapshot_ref   (SpkSnapshot *self);
void         spk_snapshot_unref (SpkSnapshot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkSnapshot, spk_snapshot_unref)

/**
 * SpkJobResult:
 * @test_accuracy: of the fixed network on the test samples, looked at once, at the end; NaN without test samples
 * @valid_accuracy: of the last search epoch's relaxed network, or of the trained network; NaN where nothing is held out
 * @derived_accuracy: validation accuracy of the derived network with inherited weights; NaN where not searched
 * @discretisation_gap: relaxed minus derived; NaN where not searched
 * @confusion: [@n_classes][@n_classes] counts on the test samples, rows are truth
 * @motifs: (element-type SpkTopology): motif of each layer, %NULL for kinds without
 */
typedef struct
{
  double       test_accuracy;
  double       test_loss;
  guint        n_test;
  double       valid_accuracy;
  double       derived_accuracy;
  double       discretisation_gap;
  guint        search_epochs;
  guint        train_epochs;
  double       search_seconds;
  double       train_seconds;
  guint64      n_parameters;
  guint64      n_recurrent;
  guint        n_classes;
  guint       *confusion;
  GPtrArray   *motifs;
} SpkJobResult;

JsonObject *spk_job_result_to_json (const SpkJobResult *self);

/**
 * SpkJobSink:
 * @epoch: a finished epoch; called in the job's thread
 * @checkpoint: the whole state after an epoch, on request and at a stop; called in the job's thread
 *
 * Where a job's records go. The search knows nothing of files; a store implements this.
 */
typedef struct
{
  gboolean (*epoch)      (gpointer data, SpkEpochRecord *record, GError **error);
  gboolean (*checkpoint) (gpointer data, SpkArrays *state, GError **error);
  gpointer data;
} SpkJobSink;

#define SPK_TYPE_JOB (spk_job_get_type ())
G_DECLARE_FINAL_TYPE (SpkJob, spk_job, SPK, JOB, GObject)

SpkJob *spk_job_new (SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset, GPtrArray *motifs,
                     const SpkJobSink *sink, GError **error);
gboolean spk_job_restore (SpkJob *self, const SpkArrays *state, GError **error);

void spk_job_start      (SpkJob *self);
void spk_job_pause      (SpkJob *self);
void spk_job_resume     (SpkJob *self);
void spk_job_step       (SpkJob *self);
void spk_job_stop       (SpkJob *self);
void spk_job_checkpoint (SpkJob *self);

SpkJobKind          spk_job_get_kind      (SpkJob *self);
const SpkSettings  *spk_job_get_settings  (SpkJob *self);
SpkJobState         spk_job_get_state     (SpkJob *self);
SpkSnapshot        *spk_job_take_snapshot (SpkJob *self);
gboolean            spk_job_wait          (SpkJob *self, guint milliseconds);
const GError       *spk_job_get_error     (SpkJob *self);
const SpkJobResult *spk_job_get_result    (SpkJob *self);

G_END_DECLS
