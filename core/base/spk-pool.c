/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spk-pool.h"

#include <pthread.h>
#include <stdatomic.h>

/* pthreads and C11 atomics rather than GLib's: ThreadSanitizer understands them. */

typedef struct
{
  SpkPool  *pool;
  guint     number;
  pthread_t thread;
} Worker;

struct _SpkPool
{
  guint           n_threads;
  Worker         *workers; /* [n_threads]; the first is whoever calls spk_pool_run() */
  pthread_mutex_t mutex;
  pthread_cond_t  work_given;
  pthread_cond_t  work_done;

  /* guarded by mutex */
  guint64         round; /* counts the calls of spk_pool_run() */
  guint           n_working;
  gboolean        ends;

  /* constant during a round */
  SpkPoolTask     function;
  gpointer        data;
  guint           n_tasks;

  atomic_uint     next_task;
};

static void
work (SpkPool *self, guint worker)
{
  guint task;

  while ((task = atomic_fetch_add (&self->next_task, 1)) < self->n_tasks)
    self->function (task, worker, self->data);
}

static void *
worker_main (void *data)
{
  Worker *worker = data;
  SpkPool *self = worker->pool;
  guint64 round = 0;

  pthread_mutex_lock (&self->mutex);
  while (TRUE)
    {
      while (self->round == round && !self->ends)
        pthread_cond_wait (&self->work_given, &self->mutex);
      if (self->ends)
        break;
      round = self->round;
      pthread_mutex_unlock (&self->mutex);
      work (self, worker->number);
      pthread_mutex_lock (&self->mutex);
      if (--self->n_working == 0)
        pthread_cond_signal (&self->work_done);
    }
  pthread_mutex_unlock (&self->mutex);
  return NULL;
}

/**
 * spk_pool_new:
 * @n_threads: number of threads including the caller's, 0 for one a processor
 *
 * Returns: (transfer full): a pool whose threads wait for work
 */
SpkPool *
spk_pool_new (guint n_threads)
{
  SpkPool *self = g_new0 (SpkPool, 1);

  self->n_threads = n_threads > 0 ? n_threads : g_get_num_processors ();
  self->workers = g_new0 (Worker, self->n_threads);
  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->work_given, NULL);
  pthread_cond_init (&self->work_done, NULL);
  for (guint i = 1; i < self->n_threads; i++)
    {
      self->workers[i] = (Worker){ .pool = self, .number = i };
      if (pthread_create (&self->workers[i].thread, NULL, worker_main, &self->workers[i]) != 0)
        {
          self->n_threads = i; /* the system grants no more: fewer threads, same results */
          break;
        }
    }
  return self;
}

void
spk_pool_free (SpkPool *self)
{
  pthread_mutex_lock (&self->mutex);
  self->ends = TRUE;
  pthread_cond_broadcast (&self->work_given);
  pthread_mutex_unlock (&self->mutex);
  for (guint i = 1; i < self->n_threads; i++)
    pthread_join (self->workers[i].thread, NULL);
  pthread_cond_destroy (&self->work_done);
  pthread_cond_destroy (&self->work_given);
  pthread_mutex_destroy (&self->mutex);
  g_free (self->workers);
  g_free (self);
}

guint
spk_pool_get_n_threads (const SpkPool *self)
{
  return self->n_threads;
}

/**
 * spk_pool_run:
 * @n_tasks: number of tasks
 * @function: what to do
 * @data: passed to @function
 *
 * Calls @function once for every task and returns when all are done. Only one thread may call this at a time, and
 * no task may.
 */
void
spk_pool_run (SpkPool *self, guint n_tasks, SpkPoolTask function, gpointer data)
{
  if (n_tasks == 1 || self->n_threads == 1)
    {
      for (guint task = 0; task < n_tasks; task++)
        function (task, 0, data);
      return;
    }

  pthread_mutex_lock (&self->mutex);
  self->function = function;
  self->data = data;
  self->n_tasks = n_tasks;
  self->n_working = self->n_threads - 1;
  self->round++;
  atomic_store (&self->next_task, 0);
  pthread_cond_broadcast (&self->work_given);
  pthread_mutex_unlock (&self->mutex);

  work (self, 0);

  pthread_mutex_lock (&self->mutex);
  while (self->n_working > 0)
    pthread_cond_wait (&self->work_done, &self->mutex);
  pthread_mutex_unlock (&self->mutex);
}
