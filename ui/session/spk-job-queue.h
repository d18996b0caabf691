/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "session/spk-runner.h"

G_BEGIN_DECLS

/**
 * SpkJobQueue:
 *
 * A #GListModel of the #SpkPlan that wait; one runs, in the queue's #SpkRunner. When that ends, the next starts. The
 * queue is kept in queue.json under spk_data_folder(), written at every change, so that it is there at the next start.
 *
 * A plan leaves the list when it is given to the runner. One that could not be started is dropped, after the runner's
 * "not-started"; the handler may change it and add it again.
 *
 * Properties: "held" (boolean, rw): while %TRUE nothing starts by itself; a queue that was read from a file is held until
 * the window says what to do. "n-items" (uint, r).
 *
 * Signals: "problem" (#GError): the file could not be read or written.
 */
#define SPK_TYPE_JOB_QUEUE (spk_job_queue_get_type ())
G_DECLARE_FINAL_TYPE (SpkJobQueue, spk_job_queue, SPK, JOB_QUEUE, GObject)

SpkJobQueue *spk_job_queue_new        (SpkRunner *runner);
gboolean     spk_job_queue_load       (SpkJobQueue *self, GError **error);
SpkRunner   *spk_job_queue_get_runner (SpkJobQueue *self);
gboolean     spk_job_queue_get_held   (SpkJobQueue *self);
void         spk_job_queue_set_held   (SpkJobQueue *self, gboolean held);
void         spk_job_queue_add        (SpkJobQueue *self, SpkPlan *plan);
void         spk_job_queue_remove     (SpkJobQueue *self, SpkPlan *plan);
void         spk_job_queue_move       (SpkJobQueue *self, SpkPlan *plan, guint position);
gboolean     spk_job_queue_shut_down  (SpkJobQueue *self, gboolean keep_running, guint milliseconds, GError **error);

G_END_DECLS
