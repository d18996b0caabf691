/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-job.h"
#include "store/spk-run.h"

G_BEGIN_DECLS

/**
 * SpkRunWork:
 *
 * A job, the run folder its records go to, and its row in the index of runs. What starts, resumes and ends runs, in a
 * window or without one, does it with this. Its functions are called in one thread, that of its owner.
 */
typedef struct _SpkRunWork SpkRunWork;

SpkRun         *spk_run_work_make_run (const char *folder, SpkRunDescription *description, GError **error);
SpkDataset     *spk_run_work_load_data (const SpkRunDescription *description, const char *moved_to, GError **error);

SpkRunWork     *spk_run_work_new      (SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset, GPtrArray *motifs,
                                       GError **error);
void            spk_run_work_free     (SpkRunWork *self);
void            spk_run_work_attach   (SpkRunWork *self, SpkRun *run);
gboolean        spk_run_work_restore  (SpkRunWork *self, gboolean *from_checkpoint, GError **error);
gboolean        spk_run_work_start    (SpkRunWork *self, GError **error);
SpkJob         *spk_run_work_get_job  (SpkRunWork *self);
SpkEpochRecord *spk_run_work_pop_epoch (SpkRunWork *self);
char           *spk_run_work_take_index_problem (SpkRunWork *self);
SpkRunState     spk_run_work_finish   (SpkRunWork *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkRunWork, spk_run_work_free)

G_END_DECLS
