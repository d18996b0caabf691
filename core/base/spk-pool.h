/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SpkPool:
 *
 * The threads of the numerics. A run hands out numbered tasks to whichever thread is free; what a task computes
 * may depend on its number only, so results do not depend on how many threads there are. The calling thread works too.
 */
typedef struct _SpkPool SpkPool;

/**
 * SpkPoolTask:
 * @task: number of the task, from 0
 * @worker: number of the thread that runs it, below spk_pool_get_n_threads(): for scratch memory only
 */
typedef void (*SpkPoolTask) (guint task, guint worker, gpointer data);

SpkPool *spk_pool_new           (guint n_threads);
void     spk_pool_free          (SpkPool *self);
guint    spk_pool_get_n_threads (const SpkPool *self);
void     spk_pool_run           (SpkPool *self, guint n_tasks, SpkPoolTask function, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkPool, spk_pool_free)

G_END_DECLS
