/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/spk-blas.h"
#include "model/spk-model-error.h"
#include "search/spk-bench.h"
#include "search-fixture.h"

typedef struct
{
  const char   *path;
  SpkBenchLayer layer;
} Case;

static const Case cases[] = {
  { "/bench/report-is-complete/sc-ml", SPK_BENCH_SC_ML },
  { "/bench/report-is-complete/dense", SPK_BENCH_DENSE },
  { "/bench/report-is-complete/feedforward", SPK_BENCH_FEEDFORWARD },
  { "/bench/report-is-complete/supernet", SPK_BENCH_SUPERNET },
};

/* No figure is judged, only that there is one, and that they agree with each other. */
static void
test_report_is_complete (gconstpointer data)
{
  const Case *it = data;
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_randman (2, 8, 10);
  const SpkBenchOptions options = { .settings = settings, .layer = it->layer, .motif_size = 4, .seconds = 0.05 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkBenchReport) report = spk_bench_run (&options, dataset, &error);
  double sum = 0;
  guint n_products = 0;

  g_assert_no_error (error);
  g_assert_cmpfloat (report->forward_ms_min, >, 0);
  g_assert_cmpfloat (report->forward_ms_median, >=, report->forward_ms_min);
  g_assert_cmpfloat (report->step_ms_min, >, 0);
  g_assert_cmpfloat (report->step_ms_median, >=, report->step_ms_min);
  g_assert_cmpfloat_with_epsilon (report->samples_per_s * report->step_ms_median, settings->batch * 1e3, 1e-3);
  g_assert_cmpfloat (report->peak_rss_mb, >, 0);
  g_assert_cmpuint (report->n_forward, >=, 1);
  g_assert_cmpuint (report->n_steps, >=, 1);
  g_assert_cmpuint (report->threads, ==, 2);
  g_assert_cmpstr (report->blas_kernel, !=, NULL);
  g_assert_cmpstr (report->own_kernels, !=, NULL);
  g_assert_cmpfloat (report->gemm_gflops, >, 0);
  g_assert_cmpfloat (report->speedup, >, 0);
  g_assert_cmpuint (report->n_shares, >=, 3);
  for (guint i = 0; i < report->n_shares; i++)
    {
      const SpkBenchShare *share = &report->shares[i];

      g_assert_cmpstr (share->name, !=, NULL);
      g_assert_cmpfloat (share->share, >, 0);
      g_assert_cmpfloat (share->ms, >, 0);
      g_assert_cmpfloat (share->gflops, >=, 0);
      g_assert_cmpfloat_with_epsilon (share->of_gemm * report->gemm_gflops, share->gflops,
                                      1e-6 * share->gflops + 1e-12);
      n_products += share->gflops > 0;
      if (i > 0)
        g_assert_cmpfloat (share->share, <=, share[-1].share);
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (share->name, !=, report->shares[j].name);
      sum += share->share;
    }
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-9);
  /* of the input and its gradient; of the recurrence forward, backward, and its gradient */
  g_assert_cmpuint (n_products, ==, it->layer == SPK_BENCH_FEEDFORWARD ? 2 : 5);
}

static void
test_one_thread_is_no_faster_than_itself (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_randman (2, 8, 10);
  const SpkBenchOptions options = { .settings = settings, .layer = SPK_BENCH_SC_ML, .motif_size = 4, .seconds = 0.05 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkBenchReport) report = NULL;

  settings->threads = 1;
  report = spk_bench_run (&options, dataset, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->threads, ==, 1);
  g_assert_cmpfloat (report->speedup, ==, 1);
}

static void
test_motifs_that_do_not_fit_are_told (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_randman (2, 8, 10);
  const SpkBenchOptions options = { .settings = settings, .layer = SPK_BENCH_SC_ML, .motif_size = 5, .seconds = 0.05 };
  g_autoptr (GError) error = NULL;

  g_assert_null (spk_bench_run (&options, dataset, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  spk_blas_load ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_report_is_complete);
  g_test_add_func ("/bench/one-thread-is-no-faster-than-itself", test_one_thread_is_no_faster_than_itself);
  g_test_add_func ("/bench/motifs-that-do-not-fit-are-told", test_motifs_that_do_not_fit_are_told);
  return g_test_run ();
}
