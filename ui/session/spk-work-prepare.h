/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "session/spk-plan.h"
#include "store/spk-run-work.h"

G_BEGIN_DECLS

/**
 * SpkPreparedWork:
 * @work: a job that runs
 * @run: its run, locked; must outlive @work
 * @epochs: (element-type SpkEpochRecord): those that it goes on from, none in a new run
 *
 * A plan that has become a job.
 */
typedef struct
{
  SpkRunWork *work;
  SpkRun     *run;
  GPtrArray  *epochs;
} SpkPreparedWork;

/**
 * SpkWorkPrepared:
 * @prepared: (transfer full) (nullable): the job that runs
 * @error: (nullable): of recordings, settings or store, if there is none
 */
typedef void (*SpkWorkPrepared) (SpkPreparedWork *prepared, const GError *error, gpointer data);

void spk_prepared_work_free (SpkPreparedWork *self);
void spk_work_prepare       (SpkPlan *plan, GCancellable *cancellable, SpkWorkPrepared callback, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkPreparedWork, spk_prepared_work_free)

G_END_DECLS
