/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-worker.h"

#include <stdatomic.h>
#include <sys/resource.h>
#include <unistd.h>

/* How far work in threads stands back behind the thread that draws; see setpriority(). */
#define NICENESS 10

/*
 * The data goes to the thread and comes back, and only one of the two has it at any time: with GTask alone the thread may be
 * the last to hold the task, and frees what belongs to the main thread. GLib's own locks, which order all this, are not seen
 * by ThreadSanitizer; `turn` is.
 */
typedef struct
{
  SpkWorkFunction work;
  SpkWorkFunction done;
  gpointer        data;
  atomic_int      turn;
} Worker;

static void
hand_over (Worker *self)
{
  atomic_fetch_add_explicit (&self->turn, 1, memory_order_release);
}

static void
take_over (Worker *self)
{
  atomic_load_explicit (&self->turn, memory_order_acquire);
}

static gboolean
finish (gpointer data)
{
  Worker *self = data;

  take_over (self);
  self->done (self->data);
  g_free (self);
  return G_SOURCE_REMOVE;
}

/*
 * Linux has a priority for each thread, and a thread begins with that of its maker: so it is for the threads of a job too, which
 * is made here. A window then draws at once, whatever is computed; what it takes from the search is no more than it needs.
 */
static void
stand_back (void)
{
  int priority = getpriority (PRIO_PROCESS, gettid ());

  setpriority (PRIO_PROCESS, gettid (), priority + NICENESS);
}

static gpointer
thread_main (gpointer data)
{
  Worker *self = data;
  GSource *source = g_idle_source_new ();

  stand_back ();
  take_over (self);
  self->work (self->data);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, finish, self, NULL);
  hand_over (self);
  g_source_attach (source, NULL);
  g_source_unref (source);
  return NULL;
}

/**
 * spk_worker_run:
 * @work: called in a thread of its own
 * @done: called in the main loop after it; frees @data
 *
 * Keeps what takes long out of the main thread. Neither function may use what the other thread might use, but @data.
 */
void
spk_worker_run (SpkWorkFunction work, SpkWorkFunction done, gpointer data)
{
  Worker *self = g_new0 (Worker, 1);

  self->work = work;
  self->done = done;
  self->data = data;
  hand_over (self);
  g_thread_unref (g_thread_new ("spk-worker", thread_main, self));
}
