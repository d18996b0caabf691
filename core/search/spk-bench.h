/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

typedef enum
{
  SPK_BENCH_SC_ML,
  SPK_BENCH_DENSE,
  SPK_BENCH_FEEDFORWARD,
  SPK_BENCH_SUPERNET,
} SpkBenchLayer;

/**
 * SpkBenchOptions:
 * @settings: steps, duration, neurons, sizes, batch, threads and the rest of the network
 * @motif_size: of an SC-ML layer
 * @seconds: how long to measure: a third of it forward passes, a third training steps, a third training steps by one and by
 *   all threads in turn
 */
typedef struct
{
  const SpkSettings *settings;
  SpkBenchLayer      layer;
  guint              motif_size;
  double             seconds;
} SpkBenchOptions;

/**
 * SpkBenchShare:
 * @name: of a part of the work, as "input product" or "recurrence backward"
 * @share: of the processor time of a training step, in [0, 1]; the shares add to 1
 * @ms: processor milliseconds a training step, over all threads
 * @gflops: operations of its products, 10^9 a second and thread, counted as if no spike were zero: work by spikes can pass what
 *   the machine can do; 0 where there are no products
 * @of_gemm: @gflops as a fraction of the yardstick
 */
typedef struct
{
  const char *name;
  double      share;
  double      ms;
  double      gflops;
  double      of_gemm;
} SpkBenchShare;

/**
 * SpkBenchReport:
 * @forward_ms_median: wall milliseconds of the forward pass of one batch
 * @step_ms_median: of forward, backward and update
 * @samples_per_s: trained samples a second at the median
 * @peak_rss_mb: largest resident memory of the process, in units of 10^6 bytes
 * @speedup: training steps of all threads in the time of one of one thread: median of the ratios of rounds of steps in turn; 1
 *   where there is but one thread
 * @blas_kernel: kernel OpenBLAS runs with
 * @own_kernels: instruction set of our own kernels, as "x86-64-v4"
 * @gemm_gflops: measured speed of a large product of OpenBLAS on one thread, the yardstick for the shares
 */
typedef struct
{
  double         forward_ms_median;
  double         forward_ms_min;
  double         step_ms_median;
  double         step_ms_min;
  double         samples_per_s;
  double         peak_rss_mb;
  double         speedup;
  guint          n_forward;
  guint          n_steps;
  guint          threads;
  char          *blas_kernel;
  const char    *own_kernels;
  double         gemm_gflops;
  guint          n_shares;
  SpkBenchShare *shares;
} SpkBenchReport;

SpkBenchReport *spk_bench_run         (const SpkBenchOptions *options, SpkDataset *dataset, GError **error);
void            spk_bench_report_free (SpkBenchReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkBenchReport, spk_bench_report_free)

G_END_DECLS
