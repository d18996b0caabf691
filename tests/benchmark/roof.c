/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "roof.h"

#include <math.h>

#include "base/spk-blas.h"
#include "base/spk-floats.h"
#include "model/spk-profile.h"

#define RUNS 7

/* The widest vectors of the CPU, chosen when the program starts. */
#ifdef __x86_64__
#define WIDEST __attribute__ ((target_clones ("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define WIDEST
#endif

typedef float Sixteen __attribute__ ((vector_size (64), aligned (64)));

/* Independent sums: enough to hide the latency of a multiply-add, few enough for registers. */
#define SUMS       10
#define ADD_ROUNDS 2000000

static volatile float sink;

WIDEST static void
multiply_add (gsize rounds)
{
  Sixteen factor = { 0.5f }, sum[SUMS] = { 0 };
  float all = 0;

  for (gsize i = 0; i < rounds; i++)
    {
#pragma GCC unroll 10
      for (guint j = 0; j < SUMS; j++)
        sum[j] = sum[j] * factor + factor;
    }
  for (guint j = 0; j < SUMS; j++)
    all += sum[j][0];
  sink = all;
}

WIDEST static void
read_all (const float *values, gsize n, guint rounds)
{
  Sixteen sum[8] = { 0 };
  float all = 0;

  for (guint round = 0; round < rounds; round++)
    {
      for (gsize i = 0; i < n; i += 128)
        {
#pragma GCC unroll 8
          for (guint j = 0; j < 8; j++)
            sum[j] += *(const Sixteen *) __builtin_assume_aligned (values + i + 16 * j, 64);
        }
      __asm__ volatile ("" : : : "memory");
    }
  for (guint j = 0; j < 8; j++)
    all += sum[j][0];
  sink = all;
}

static double
measure_reading (gsize bytes)
{
  const gsize n = bytes / sizeof (float);
  const guint rounds = MAX (1, (guint) (64e6 / (double) bytes));
  g_auto (SpkFloats) values = spk_floats_new (n);
  double best = 0;

  for (gsize i = 0; i < n; i += 512)
    values[i] = 1; /* memory is there only once it was written to */
  for (guint run = 0; run < RUNS; run++)
    {
      const guint64 start = spk_profile_now ();

      read_all (values, n, rounds);
      best = fmax (best, (double) bytes * rounds / (double) (spk_profile_now () - start));
    }
  return best;
}

static double
measure_multiply_add (void)
{
  double best = 0;

  for (guint run = 0; run < RUNS; run++)
    {
      const guint64 start = spk_profile_now ();

      multiply_add (ADD_ROUNDS);
      best = fmax (best, 32.0 * SUMS * ADD_ROUNDS / (double) (spk_profile_now () - start));
    }
  return best;
}

static double
measure_blas (void)
{
  const gsize n = 1024;
  g_auto (SpkFloats) a = spk_floats_new (n * n);
  g_auto (SpkFloats) b = spk_floats_new (n * n);
  g_auto (SpkFloats) c = spk_floats_new (n * n);
  double best = 0;

  for (gsize i = 0; i < n * n; i++)
    a[i] = b[i] = (float) (i % 7) - 3;
  for (guint run = 0; run < RUNS; run++)
    {
      const guint64 start = spk_profile_now ();

      spk_blas_multiply (SPK_AS_IS, SPK_AS_IS, n, n, n, a, n, b, n, 0, c, n);
      best = fmax (best, 2.0 * n * n * n / (double) (spk_profile_now () - start));
    }
  return best;
}

void
roof_measure (Roof *self)
{
  self->gflops = measure_multiply_add ();
  self->blas_gflops = measure_blas ();
  self->first_gbytes = measure_reading (16 << 10);
  self->cache_gbytes = measure_reading (512 << 10);
  self->memory_gbytes = measure_reading (256 << 20);
}
