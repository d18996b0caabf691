/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-bench.h"
#include "spk-cli-data.h"
#include "spk-cli-json.h"
#include "spk-cli-settings.h"
#include "spk-cli-text.h"

typedef struct
{
  char *layer;
  int motif_size;
  double seconds;
  gboolean skip_bad;
} BenchOptions;

#define LAYERS "sc-ml|dense|feedforward|supernet"

static const SpkCliFlag flags[] = {
  { "layer", SPK_CLI_FLAG_TEXT, G_STRUCT_OFFSET (BenchOptions, layer), LAYERS,
    "what to measure: a fixed network of one kind of layer, or the relaxed one of a search (default sc-ml)" },
  { "motif-size", SPK_CLI_FLAG_WHOLE, G_STRUCT_OFFSET (BenchOptions, motif_size), "K",
    "neurons of a motif of sc-ml layers (default 16)" },
  { "seconds", SPK_CLI_FLAG_REAL, G_STRUCT_OFFSET (BenchOptions, seconds), "S", "how long to measure (default 10)" },
  { "skip-bad", SPK_CLI_FLAG_SWITCH, G_STRUCT_OFFSET (BenchOptions, skip_bad), NULL,
    "leave out recordings that cannot be read, instead of failing" },
  { NULL },
};

static const char *const examples[] = {
  SPK_CLI_NAME " bench ti46-alpha --neurons 800 --batch 32",
  "Time of a training step, and where it goes.",
  SPK_CLI_NAME " bench randman --layer supernet --sizes 4,8 --json",
  "The relaxed network of a search, for another program.",
  NULL,
};

static void
init_options (gpointer data)
{
  BenchOptions *options = data;

  options->motif_size = 16;
  options->seconds = 10;
}

static gboolean
find_layer (const char *name, SpkBenchLayer *layer, GError **error)
{
  g_auto (GStrv) names = g_strsplit (LAYERS, "|", -1); /* in the order of the type */

  *layer = SPK_BENCH_SC_ML;
  for (guint i = 0; name && names[i]; i++)
    if (g_str_equal (name, names[i]))
      {
        *layer = (SpkBenchLayer)i;
        return TRUE;
      }
  if (!name)
    return TRUE;
  g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "--layer: \"%s\" is not one of " LAYERS, name);
  return FALSE;
}

static gboolean
check_motif_size (const BenchOptions *options, const SpkSettings *settings, SpkBenchLayer layer, GError **error)
{
  for (guint i = 0; layer == SPK_BENCH_SC_ML && i < settings->neurons.n; i++)
    if (options->motif_size < 1 || settings->neurons.values[i] % options->motif_size != 0)
      {
        g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
                     "--motif-size %d does not divide the %u neurons of layer %u", options->motif_size,
                     settings->neurons.values[i], i + 1);
        return FALSE;
      }
  if (options->seconds > 0)
    return TRUE;
  g_set_error_literal (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "--seconds: must be more than 0");
  return FALSE;
}

typedef double (*ShareValue) (const SpkBenchShare *share);

static double
get_share (const SpkBenchShare *share)
{
  return share->share;
}

static double
get_ms (const SpkBenchShare *share)
{
  return share->ms;
}

static double
get_gflops (const SpkBenchShare *share)
{
  return share->gflops;
}

static double
get_of_gemm (const SpkBenchShare *share)
{
  return share->of_gemm;
}

static JsonObject *
describe_shares (const SpkBenchReport *report, ShareValue value)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < report->n_shares; i++)
    spk_cli_json_set_number (object, report->shares[i].name, value (&report->shares[i]));
  return object;
}

static void
print_json (const SpkBenchReport *report)
{
  g_autoptr (JsonObject) object = json_object_new ();

  spk_cli_json_set_number (object, "forward_ms_median", report->forward_ms_median);
  spk_cli_json_set_number (object, "step_ms_median", report->step_ms_median);
  spk_cli_json_set_number (object, "forward_ms_min", report->forward_ms_min);
  spk_cli_json_set_number (object, "step_ms_min", report->step_ms_min);
  spk_cli_json_set_number (object, "samples_per_s", report->samples_per_s);
  spk_cli_json_set_number (object, "peak_rss_mb", report->peak_rss_mb);
  json_object_set_string_member (object, "blas_kernel", report->blas_kernel);
  json_object_set_string_member (object, "own_kernels", report->own_kernels);
  spk_cli_json_set_number (object, "gemm_gflops", report->gemm_gflops);
  json_object_set_int_member (object, "threads", report->threads);
  spk_cli_json_set_number (object, "speedup", report->speedup);
  json_object_set_int_member (object, "forwards", report->n_forward);
  json_object_set_int_member (object, "steps", report->n_steps);
  json_object_set_object_member (object, "kernels", describe_shares (report, get_share));
  json_object_set_object_member (object, "kernel_ms", describe_shares (report, get_ms));
  json_object_set_object_member (object, "kernel_gflops", describe_shares (report, get_gflops));
  json_object_set_object_member (object, "kernel_of_gemm", describe_shares (report, get_of_gemm));
  spk_cli_json_print (object);
}

static void
print_times (const SpkBenchReport *report)
{
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("ll");
  g_autofree char *forward = g_strdup_printf ("%.2f ms median, %.2f ms least, of %u", report->forward_ms_median,
                                              report->forward_ms_min, report->n_forward);
  g_autofree char *step = g_strdup_printf ("%.2f ms median, %.2f ms least, of %u", report->step_ms_median,
                                           report->step_ms_min, report->n_steps);
  g_autofree char *speed =
      g_strdup_printf ("%.0f trained samples/s, %u threads, %.2f times one", report->samples_per_s, report->threads,
                       report->speedup);
  g_autofree char *memory = g_strdup_printf ("%.0f MB", report->peak_rss_mb);
  g_autofree char *kernels = g_strdup_printf ("OpenBLAS %s, %.1f GFLOP/s a thread; own %s", report->blas_kernel,
                                              report->gemm_gflops, report->own_kernels);

  spk_cli_table_add (table, "Forward", forward, NULL);
  spk_cli_table_add (table, "Step", step, NULL);
  spk_cli_table_add (table, "Speed", speed, NULL);
  spk_cli_table_add (table, "Peak memory", memory, NULL);
  spk_cli_table_add (table, "Kernels", kernels, NULL);
  spk_cli_table_print (table, "");
}

static void
print_shares (const SpkBenchReport *report)
{
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("lrrrr");

  spk_cli_table_add (table, "part", "share", "ms a step", "GFLOP/s", "of OpenBLAS", NULL);
  for (guint i = 0; i < report->n_shares; i++)
    {
      const SpkBenchShare *share = &report->shares[i];
      g_autofree char *percent = spk_cli_text_percent (share->share);
      g_autofree char *ms = spk_cli_text_number (share->ms, 2);
      g_autofree char *gflops = share->gflops > 0 ? spk_cli_text_number (share->gflops, 1) : g_strdup ("");
      g_autofree char *of_gemm = share->gflops > 0 ? spk_cli_text_percent (share->of_gemm) : g_strdup ("");

      spk_cli_table_add (table, share->name, percent, ms, gflops, of_gemm, NULL);
    }
  g_print ("\nProcessor time of a step\n");
  spk_cli_table_print (table, "  ");
}

static int
run (SpkCli *cli, GError **error)
{
  const BenchOptions *options = cli->options;
  SpkBenchOptions bench = { .motif_size = options->motif_size, .seconds = options->seconds };
  g_autoptr (SpkDataset) dataset = NULL;
  g_autoptr (SpkSettings) settings = NULL;
  g_autoptr (SpkBenchReport) report = NULL;

  if (!find_layer (options->layer, &bench.layer, error))
    return SPK_CLI_EXIT_USAGE;
  dataset = spk_cli_load_data (cli, cli->arguments[0], options->skip_bad, error);
  settings = dataset ? spk_cli_build_settings (cli, spk_dataset_get_kind (dataset), NULL, error) : NULL;
  if (!settings || !check_motif_size (options, settings, bench.layer, error))
    return SPK_CLI_EXIT_FAILED;
  bench.settings = settings;
  report = spk_bench_run (&bench, dataset, error);
  if (!report)
    return SPK_CLI_EXIT_FAILED;
  if (cli->json)
    {
      print_json (report);
      return SPK_CLI_EXIT_DONE;
    }
  print_times (report);
  print_shares (report);
  return SPK_CLI_EXIT_DONE;
}

const SpkCliCommand spk_cli_bench_command = {
  .name = "bench",
  .arguments = "DATA",
  .min_arguments = 1,
  .max_arguments = 1,
  .summary = "Measure how long a training step takes, and where the time goes",
  .details =
      "As with a search or a training, the preset named like the kind of the data is used by itself; --preset none "
      "switches that off.",
  .examples = examples,
  .flags = flags,
  .takes_setting = spk_cli_takes_bench_setting,
  .takes_preset = TRUE,
  .takes_json = TRUE,
  .options_size = sizeof (BenchOptions),
  .init = init_options,
  .run = run,
};
