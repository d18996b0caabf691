/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/spk-plan.h"
#include "session/spk-run-document.h"

G_BEGIN_DECLS

/**
 * SpkRunner:
 *
 * Owns the one job that runs, with its run folder. The job has a thread of its own, recordings are loaded in a worker
 * thread; everything here is called in, and calls back in, the main thread, and nothing waits for a thread but
 * spk_runner_shut_down().
 *
 * Properties:
 * - "state" (#SPK_TYPE_RUNNER_STATE, r)
 * - "plan" (#SpkPlan, r, nullable): what runs or is being loaded
 * - "document" (#SpkRunDocument, r, nullable): the run of the job, from its start to the start of the next one
 * - "updates-per-second" (uint, rw): 60, 10, 1, or 0 for frozen: how often snapshots and epochs come out of
 *   spk_runner_poll(). Frozen, the search goes on and nothing that is shown moves; what was missed comes at once later.
 *
 * Signals:
 * - "started" (#SpkRunDocument): its folder exists, the thread runs
 * - "ended" (#SpkRunDocument, int a #SpkRunState): finished, interrupted or failed; the document's message says why
 * - "not-started" (#SpkPlan, #GError): recordings or settings were refused and no run was made;
 *   spk_data_load_is_bad_recording() tells whether skip-bad would help
 * - "index-problem" (string): the run goes on, but the list of runs is not kept
 */
#define SPK_TYPE_RUNNER (spk_runner_get_type ())
G_DECLARE_FINAL_TYPE (SpkRunner, spk_runner, SPK, RUNNER, GObject)

SpkRunner *spk_runner_new (void);

void     spk_runner_start  (SpkRunner *self, SpkPlan *plan);
void     spk_runner_pause  (SpkRunner *self);
void     spk_runner_resume (SpkRunner *self);
void     spk_runner_step   (SpkRunner *self);
void     spk_runner_stop   (SpkRunner *self);
gboolean spk_runner_poll   (SpkRunner *self, gint64 now_us);
gboolean spk_runner_shut_down (SpkRunner *self, guint milliseconds);

SpkRunnerState  spk_runner_get_state              (SpkRunner *self);
SpkPlan        *spk_runner_get_plan               (SpkRunner *self);
SpkRunDocument *spk_runner_get_document           (SpkRunner *self);
guint           spk_runner_get_updates_per_second (SpkRunner *self);
void            spk_runner_set_updates_per_second (SpkRunner *self, guint updates);

G_END_DECLS
