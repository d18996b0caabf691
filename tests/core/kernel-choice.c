/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kernel-choice.h"

/* Whether this CPU runs the kernels that the environment asks for; spk_kernels_get() would end the program. */
static gboolean
cpu_runs (const char *kernels)
{
#ifdef __x86_64__
  __builtin_cpu_init ();
  if (g_str_equal (kernels, "v4"))
    return __builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512bw") && __builtin_cpu_supports ("avx512dq") &&
           __builtin_cpu_supports ("avx512cd") && __builtin_cpu_supports ("avx512vl");
  if (g_str_equal (kernels, "v3"))
    return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma") && __builtin_cpu_supports ("bmi2");
#endif
  return g_str_equal (kernels, "baseline");
}

static void
skip (void)
{
  g_test_skip ("this CPU has not the instructions of these kernels");
}

/**
 * kernel_choice_is_possible:
 *
 * Call it after g_test_init(). Where the kernels of SPIKESMITH_KERNELS cannot run, it adds a single test that says so.
 *
 * Returns: whether the other tests should be added
 */
gboolean
kernel_choice_is_possible (void)
{
  const char *wanted = g_getenv ("SPIKESMITH_KERNELS");

  if (wanted == NULL || cpu_runs (wanted))
    return TRUE;
  g_test_add_func ("/kernels/cpu", skip);
  return FALSE;
}
