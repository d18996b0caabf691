/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spk-pool.h"

#include <stdatomic.h>

#define MAX_TASKS 300

typedef struct
{
  atomic_uint done[MAX_TASKS];
  atomic_uint out_of_range; /* tasks or workers */
  atomic_uint busy[8];      /* tasks at work as each worker: never more than one */
  atomic_uint shared;       /* workers that did two tasks at once */
  guint       n_tasks;
  guint       n_threads;
} Round;

static void
note_task (guint task, guint worker, gpointer data)
{
  Round *round = data;

  if (task >= round->n_tasks || worker >= round->n_threads)
    {
      atomic_fetch_add (&round->out_of_range, 1);
      return;
    }
  if (atomic_fetch_add (&round->busy[worker], 1) != 0)
    atomic_fetch_add (&round->shared, 1);
  atomic_fetch_add (&round->done[task], 1);
  atomic_fetch_sub (&round->busy[worker], 1);
}

static void
test_runs_each_task_once (gconstpointer data)
{
  static const guint n_tasks[] = { 0, 1, 2, 3, 7, 64, MAX_TASKS };
  const guint n_threads = GPOINTER_TO_UINT (data);
  g_autoptr (SpkPool) pool = spk_pool_new (n_threads);

  g_assert_cmpuint (spk_pool_get_n_threads (pool), ==, n_threads);
  for (guint repeat = 0; repeat < 300; repeat++)
    {
      Round round = { .n_tasks = n_tasks[repeat % G_N_ELEMENTS (n_tasks)], .n_threads = n_threads };

      spk_pool_run (pool, round.n_tasks, note_task, &round);
      for (guint i = 0; i < MAX_TASKS; i++)
        g_assert_cmpuint (atomic_load (&round.done[i]), ==, i < round.n_tasks);
      g_assert_cmpuint (atomic_load (&round.out_of_range), ==, 0);
      g_assert_cmpuint (atomic_load (&round.shared), ==, 0);
    }
}

/* What tasks write is there when the run returns, without atomics. */
static void
write_square (guint task, guint worker, gpointer data)
{
  ((guint *) data)[task] = task * task;
}

static void
test_results_are_there_when_it_returns (void)
{
  g_autoptr (SpkPool) pool = spk_pool_new (5);

  for (guint repeat = 0; repeat < 200; repeat++)
    {
      guint squares[50] = { 0 };

      spk_pool_run (pool, G_N_ELEMENTS (squares), write_square, squares);
      for (guint i = 0; i < G_N_ELEMENTS (squares); i++)
        g_assert_cmpuint (squares[i], ==, i * i);
    }
}

static void
test_zero_is_a_thread_for_each_processor (void)
{
  g_autoptr (SpkPool) pool = spk_pool_new (0);

  g_assert_cmpuint (spk_pool_get_n_threads (pool), ==, g_get_num_processors ());
}

static void
test_ends_without_having_worked (void)
{
  for (guint i = 0; i < 50; i++)
    spk_pool_free (spk_pool_new (4));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/pool/runs-each-task-once/1-thread", GUINT_TO_POINTER (1), test_runs_each_task_once);
  g_test_add_data_func ("/pool/runs-each-task-once/2-threads", GUINT_TO_POINTER (2), test_runs_each_task_once);
  g_test_add_data_func ("/pool/runs-each-task-once/5-threads", GUINT_TO_POINTER (5), test_runs_each_task_once);
  g_test_add_func ("/pool/results-are-there-when-it-returns", test_results_are_there_when_it_returns);
  g_test_add_func ("/pool/zero-is-a-thread-for-each-processor", test_zero_is_a_thread_for_each_processor);
  g_test_add_func ("/pool/ends-without-having-worked", test_ends_without_having_worked);
  return g_test_run ();
}
