/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kernels/spk-kernels.h"

#include <pthread.h>

#include "model/kernels/spk-kernels-variant.h"

/*
 * The same sources are compiled once for each level of the instruction set and a table of functions is chosen here,
 * rather than by target_clones: the panel width can follow the number of registers, ThreadSanitizer starts, and every
 * variant can be tested on one machine with SPIKESMITH_KERNELS=baseline, v3 or v4.
 */

static const SpkKernels variants[] = {
#ifdef __x86_64__
  SPK_KERNEL_TABLE (v4, "x86-64-v4", 16),
  SPK_KERNEL_TABLE (v3, "x86-64-v3", 4),
#endif
  SPK_KERNEL_TABLE (baseline, "baseline", 4),
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const SpkKernels *chosen;

static gboolean
cpu_runs (const SpkKernels *kernels)
{
#ifdef __x86_64__
  __builtin_cpu_init ();
  if (g_str_has_suffix (kernels->name, "v4"))
    return __builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512bw") && __builtin_cpu_supports ("avx512dq") &&
           __builtin_cpu_supports ("avx512cd") && __builtin_cpu_supports ("avx512vl");
  if (g_str_has_suffix (kernels->name, "v3"))
    return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma") && __builtin_cpu_supports ("bmi2");
#endif
  return TRUE;
}

static void
choose (void)
{
  const char *wanted = g_getenv ("SPIKESMITH_KERNELS");

  for (guint i = 0; i < G_N_ELEMENTS (variants) && chosen == NULL; i++)
    if (cpu_runs (&variants[i]) && (wanted == NULL || g_str_has_suffix (variants[i].name, wanted)))
      chosen = &variants[i];
  if (chosen == NULL)
    g_error ("SPIKESMITH_KERNELS=%s: this CPU has no such kernels; leave it unset", wanted);
}

/**
 * spk_kernels_get:
 *
 * Returns: (transfer none): the kernels for this CPU, or those named by the environment variable SPIKESMITH_KERNELS
 */
const SpkKernels *
spk_kernels_get (void)
{
  pthread_once (&once, choose);
  return chosen;
}

/**
 * spk_kernels_packed_size:
 *
 * Returns: floats that the packed blocks of a layer take
 */
gsize
spk_kernels_packed_size (guint n_neurons, guint block)
{
  return (gsize) n_neurons * block;
}
