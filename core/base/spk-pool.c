/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spk-pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

/*
 * pthreads and C11 atomics rather than GLib's: ThreadSanitizer understands them.
 *
 * A training step is a few rounds with little between them, and to wake a sleeping thread takes about as long as a short
 * round. So whoever waits looks for a moment before it sleeps, unless there are more threads than processors.
 */

/* How long a waiting thread looks, nanoseconds, and pauses between two looks at the clock. */
#define LOOKING_NS 100000
#define PAUSES     32

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

  gboolean        looks; /* before it sleeps */
  gboolean        ends;  /* guarded by the mutex */

  /* constant during a round */
  SpkPoolTask     function;
  gpointer        data;
  guint           n_tasks;

  atomic_uint     n_begun;    /* rounds; written under the mutex, so that nobody falls asleep between a look and a change */
  atomic_uint     n_finished; /* rounds; the same */
  atomic_uint     next_task;
  atomic_uint     n_working;  /* threads besides the caller's */
};

static inline void
pause_thread (void)
{
#ifdef __x86_64__
  __builtin_ia32_pause ();
#endif
}

static gint64
now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

static void
look_for_change (atomic_uint *count, guint old)
{
  const gint64 end = now_ns () + LOOKING_NS;

  while (now_ns () < end)
    for (guint i = 0; i < PAUSES; i++)
      {
        if (atomic_load (count) != old)
          return;
        pause_thread ();
      }
}

/* Returns whether the count has changed, rather than that the pool ends. */
static gboolean
await_change (SpkPool *self, atomic_uint *count, guint old, pthread_cond_t *changed)
{
  gboolean is_changed;

  if (self->looks)
    look_for_change (count, old);
  pthread_mutex_lock (&self->mutex);
  while (atomic_load (count) == old && !self->ends)
    pthread_cond_wait (changed, &self->mutex);
  is_changed = atomic_load (count) != old;
  pthread_mutex_unlock (&self->mutex);
  return is_changed;
}

static void
announce (SpkPool *self, atomic_uint *count, pthread_cond_t *changed)
{
  pthread_mutex_lock (&self->mutex);
  atomic_fetch_add (count, 1);
  pthread_cond_broadcast (changed);
  pthread_mutex_unlock (&self->mutex);
}

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

  for (guint round = 0; await_change (self, &self->n_begun, round, &self->work_given); round++)
    {
      work (self, worker->number);
      if (atomic_fetch_sub (&self->n_working, 1) == 1)
        announce (self, &self->n_finished, &self->work_done);
    }
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
  self->looks = self->n_threads <= g_get_num_processors ();
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

  const guint n_finished = atomic_load (&self->n_finished);

  self->function = function;
  self->data = data;
  self->n_tasks = n_tasks;
  atomic_store (&self->next_task, 0);
  atomic_store (&self->n_working, self->n_threads - 1);
  announce (self, &self->n_begun, &self->work_given);
  work (self, 0);
  await_change (self, &self->n_finished, n_finished, &self->work_done);
}
