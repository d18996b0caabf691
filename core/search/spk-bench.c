/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-bench.h"

#include <math.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/spk-blas.h"
#include "base/spk-floats.h"
#include "base/spk-random.h"
#include "model/kernels/spk-kernels.h"
#include "model/spk-optimiser.h"
#include "search/spk-feeder.h"
#include "search/spk-job-error.h"
#include "search/spk-network-shape.h"

/* Batches that are gone through in turn. */
#define N_BATCHES 8

#define MIN_RUNS 5

/* Side of the square product that serves as yardstick, and how often it is measured. */
#define YARDSTICK      1024
#define YARDSTICK_RUNS 5

typedef struct
{
  const SpkBenchOptions *options;
  SpkBinning             binning;
  guint32               *samples; /* [N_BATCHES][batch] */
  SpkPool               *pool;
  SpkNetwork            *network;
  SpkEngine             *engine;
  SpkOptimiser          *optimiser;
  float                 *gradient;
  SpkProfile             update; /* time of the optimiser, which is not the engine's */
} Bench;

static void
bench_clear (Bench *self)
{
  g_clear_pointer (&self->samples, g_free);
  g_clear_pointer (&self->engine, spk_engine_free);
  g_clear_pointer (&self->optimiser, spk_optimiser_free);
  g_clear_pointer (&self->network, spk_network_free);
  g_clear_pointer (&self->pool, spk_pool_free);
  g_clear_pointer (&self->gradient, spk_floats_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bench, bench_clear)

static gboolean
make_spec (const SpkBenchOptions *options, SpkDataset *dataset, SpkNetworkSpec *spec, GError **error)
{
  static const SpkSettingsLayer kinds[] = {
    [SPK_BENCH_SC_ML] = SPK_SETTINGS_LAYER_SC_ML,
    [SPK_BENCH_DENSE] = SPK_SETTINGS_LAYER_DENSE,
    [SPK_BENCH_FEEDFORWARD] = SPK_SETTINGS_LAYER_FEEDFORWARD,
    [SPK_BENCH_SUPERNET] = SPK_SETTINGS_LAYER_SC_ML,
  };
  g_autoptr (SpkSettings) settings = spk_settings_copy (options->settings);
  g_autoptr (GPtrArray) motifs = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_topology_unref);

  settings->layer = kinds[options->layer];
  g_ptr_array_add (motifs, spk_topology_new_random (options->motif_size, settings->density, settings->seed, 0));
  return spk_network_shape_make (settings, options->layer == SPK_BENCH_SUPERNET, motifs,
                                 spk_dataset_get_geometry (dataset)->channels, spk_dataset_get_n_classes (dataset), spec, error);
}

static void
draw_samples (Bench *self)
{
  const guint n_samples = spk_dataset_get_n_samples (self->binning.dataset);
  const guint n = N_BATCHES * self->options->settings->batch;
  SpkRandom random;

  self->samples = g_new (guint32, n);
  spk_random_init (&random, self->options->settings->seed, SPK_PURPOSE_TRAIN_ORDER, 0, 0);
  for (guint i = 0; i < n; i++)
    self->samples[i] = spk_random_below (&random, n_samples);
}

static gboolean
bench_init (Bench *self, const SpkBenchOptions *options, guint threads, SpkDataset *dataset, GError **error)
{
  const SpkSettings *settings = options->settings;
  const SpkInitialScales scales = spk_network_shape_scales (settings);
  SpkNetworkSpec spec;

  if (!make_spec (options, dataset, &spec, error))
    return FALSE;
  self->options = options;
  self->binning = (SpkBinning){ dataset, settings->steps, spk_network_shape_duration (settings, dataset) };
  self->pool = spk_pool_new (threads);
  self->network = spk_network_new (&spec);
  spk_network_initialise (self->network, &scales, settings->seed);
  self->engine = spk_engine_new (&spec, settings->steps, settings->batch, self->pool);
  self->optimiser = spk_optimiser_new (self->network, SPK_GROUP_WEIGHT);
  self->gradient = spk_floats_new (self->network->n_values);
  draw_samples (self);
  spk_network_spec_clear (&spec);
  return TRUE;
}

static SpkFeeder
feeder_of (const Bench *self, guint run)
{
  const guint batch = self->options->settings->batch;

  return (SpkFeeder){ .binning = &self->binning, .samples = self->samples + run % N_BATCHES * batch, .n_samples = batch };
}

static void
run_forward (Bench *self, guint run)
{
  SpkFeeder feeder = feeder_of (self, run);
  SpkBatch batch = { .n_samples = feeder.n_samples, .fill = spk_feeder_fill, .data = &feeder };

  spk_engine_load (self->engine, self->network);
  spk_engine_evaluate (self->engine, &batch);
}

static void
run_step (Bench *self, guint run)
{
  const SpkSettings *settings = self->options->settings;
  const SpkOptimiserStep step = { .rate = 1e-3, .decay = settings->weight_decay, .clip_norm = settings->clip_norm,
                                  .beta_1 = 0.9, .beta_2 = 0.999 };
  SpkFeeder feeder = feeder_of (self, run);
  SpkBatch batch = { .n_samples = feeder.n_samples, .fill = spk_feeder_fill, .data = &feeder,
                     .neuron_gradient = settings->neuron_rate > 0 };
  guint64 time;

  spk_engine_load (self->engine, self->network);
  spk_engine_differentiate (self->engine, &batch, self->gradient);
  time = spk_profile_now ();
  spk_optimiser_update (self->optimiser, self->network, self->gradient, &step, self->pool);
  spk_profile_book (&self->update, SPK_PART_UPDATE, time, 0);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Returns milliseconds. */
static double
clock_run (Bench *self, void (*run) (Bench *self, guint number), guint number)
{
  const guint64 start = spk_profile_now ();

  run (self, number);
  return (double) (spk_profile_now () - start) / 1e6;
}

/* Runs for some seconds; returns milliseconds of each run, sorted. */
static GArray *
measure (Bench *self, void (*run) (Bench *self, guint number), double seconds)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (double));
  const gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < end || times->len < MIN_RUNS)
    {
      const double ms = clock_run (self, run, times->len);

      g_array_append_val (times, ms);
    }
  g_array_sort (times, compare_doubles);
  return times;
}

static double
median (const GArray *sorted)
{
  return g_array_index (sorted, double, sorted->len / 2);
}

/* A step on each of the batches, as in training one right after the other. */
static void
run_round (Bench *self, guint number)
{
  for (guint i = 0; i < N_BATCHES; i++)
    run_step (self, i);
}

/* Rounds of one thread and of all in turn, so that a machine whose speed wanders slows down both. */
static double
measure_speedup (Bench *self, const SpkBenchOptions *options, SpkDataset *dataset, double seconds)
{
  const gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
  g_auto (Bench) single = { 0 };
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));

  if (spk_pool_get_n_threads (self->pool) == 1 || !bench_init (&single, options, 1, dataset, NULL))
    return 1;
  run_step (&single, 0); /* memory is touched */
  while (g_get_monotonic_time () < end || ratios->len < MIN_RUNS)
    {
      const double ratio = clock_run (&single, run_round, 0) / clock_run (self, run_round, 0);

      g_array_append_val (ratios, ratio);
    }
  g_array_sort (ratios, compare_doubles);
  return median (ratios);
}

/* Speed of OpenBLAS on one thread, 10^9 operations a second: best of some runs. */
static double
measure_yardstick (void)
{
  const gsize n = YARDSTICK;
  g_auto (SpkFloats) a = spk_floats_new (n * n);
  g_auto (SpkFloats) b = spk_floats_new (n * n);
  g_auto (SpkFloats) c = spk_floats_new (n * n);
  double best = 0;

  for (gsize i = 0; i < n * n; i++)
    a[i] = b[i] = (float) (i % 7) - 3;
  for (guint run = 0; run < YARDSTICK_RUNS; run++)
    {
      const guint64 start = spk_profile_now ();

      spk_blas_multiply (SPK_AS_IS, SPK_AS_IS, n, n, n, a, n, b, n, 0, c, n);
      best = fmax (best, 2.0 * n * n * n / (double) (spk_profile_now () - start));
    }
  return best;
}

static int
compare_shares (gconstpointer a, gconstpointer b)
{
  const SpkBenchShare *x = a, *y = b;

  return (x->share < y->share) - (x->share > y->share);
}

static void
fill_shares (const SpkProfile *before, const SpkProfile *after, guint n_steps, SpkBenchReport *report)
{
  double sum = 0;

  report->shares = g_new0 (SpkBenchShare, SPK_N_PARTS);
  for (guint part = 0; part < SPK_N_PARTS; part++)
    {
      const double ns = (double) (after->nanoseconds[part] - before->nanoseconds[part]);
      const double flops = after->flops[part] - before->flops[part];

      if (ns <= 0)
        continue;
      report->shares[report->n_shares++] = (SpkBenchShare){
        .name = spk_part_to_string ((SpkPart) part),
        .share = ns,
        .ms = ns / 1e6 / n_steps,
        .gflops = flops / ns,
        .of_gemm = flops / ns / report->gemm_gflops,
      };
      sum += ns;
    }
  for (guint i = 0; i < report->n_shares; i++)
    report->shares[i].share /= sum;
  qsort (report->shares, report->n_shares, sizeof (SpkBenchShare), compare_shares);
}

static double
peak_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss * 1024.0 / 1e6;
}

/**
 * spk_bench_run:
 * @dataset: recordings to run on
 *
 * Measures the forward pass and the training step of a network; takes `seconds` and a little more.
 *
 * Returns: (transfer full) (nullable): the figures; %NULL with @error if the options do not fit the data
 */
SpkBenchReport *
spk_bench_run (const SpkBenchOptions *options, SpkDataset *dataset, GError **error)
{
  g_auto (Bench) self = { 0 };
  g_autoptr (SpkBenchReport) report = g_new0 (SpkBenchReport, 1);
  g_autoptr (GArray) forward = NULL;
  g_autoptr (GArray) steps = NULL;
  g_autofree SpkProfile *before = NULL;
  g_autofree SpkProfile *after = NULL;

  spk_blas_load ();
  if (!bench_init (&self, options, options->settings->threads, dataset, error))
    return NULL;
  run_step (&self, 0); /* memory is touched, code is loaded */
  self.update = (SpkProfile){ 0 };

  forward = measure (&self, run_forward, options->seconds / 3);
  before = spk_engine_get_profile (self.engine);
  steps = measure (&self, run_step, options->seconds / 3);
  after = spk_engine_get_profile (self.engine);
  spk_profile_add (after, &self.update);

  report->peak_rss_mb = peak_memory (); /* before what only the comparisons below need */
  report->forward_ms_median = median (forward);
  report->forward_ms_min = g_array_index (forward, double, 0);
  report->step_ms_median = median (steps);
  report->step_ms_min = g_array_index (steps, double, 0);
  report->samples_per_s = options->settings->batch / report->step_ms_median * 1e3;
  report->n_forward = forward->len;
  report->n_steps = steps->len;
  report->threads = spk_pool_get_n_threads (self.pool);
  report->blas_kernel = g_strdup (spk_blas_get_kernel ());
  report->own_kernels = spk_kernels_get ()->name;
  report->gemm_gflops = measure_yardstick ();
  report->speedup = measure_speedup (&self, options, dataset, options->seconds / 3);
  fill_shares (before, after, steps->len, report);
  return g_steal_pointer (&report);
}

void
spk_bench_report_free (SpkBenchReport *self)
{
  g_free (self->blas_kernel);
  g_free (self->shares);
  g_free (self);
}
