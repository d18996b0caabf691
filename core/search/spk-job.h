/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/spk-arrays.h"
#include "data/spk-dataset.h"
#include "search/spk-job-error.h"
#include "search/spk-job-result.h"
#include "search/spk-settings.h"
#include "search/spk-snapshot.h"

G_BEGIN_DECLS

/**
 * SpkJobSink:
 * @epoch: a finished epoch; called in the job's thread
 * @checkpoint: the whole state at the start, after an epoch or a search, on request and at a stop; called in the job's
 *   thread
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
gboolean spk_job_set_pins (SpkJob *self, GPtrArray *pins, GError **error);
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
