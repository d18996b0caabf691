/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "search/spk-network-shape.h"
#include "search/spk-parts.h"
#include "spk-cli-compare-folder.h"
#include "spk-cli-compare-run.h"
#include "spk-cli-compare-table.h"
#include "spk-cli-data.h"
#include "spk-cli-events.h"
#include "spk-cli-json.h"
#include "spk-cli-motif.h"
#include "spk-cli-settings.h"
#include "spk-cli-signals.h"
#include "spk-cli-text.h"

#define MOST_SEEDS 1000
#define MOST_RANDOM 1000

typedef struct
{
  char *controls;
  char *motif;
  char *out;
  int seeds;
  int count;
  gboolean validation;
  gboolean skip_bad;
} CompareOptions;

static const SpkCliFlag flags[] = {
  { "out", SPK_CLI_FLAG_FILE, G_STRUCT_OFFSET (CompareOptions, out), "FOLDER",
    "folder of the comparison; one that was begun goes on" },
  { "control", SPK_CLI_FLAG_TEXT, G_STRUCT_OFFSET (CompareOptions, controls), "NAME,...",
    "what to run: derived, motif, random, dense, feedforward, no-plasticity, no-lateral, no-motif, no-population, "
    "no-neuron-rate, no-search-plasticity, linear "
    "(default: derived, random, dense, feedforward, no-plasticity, no-lateral)" },
  { "seeds", SPK_CLI_FLAG_WHOLE, G_STRUCT_OFFSET (CompareOptions, seeds), "N",
    "number of seeds, from --seed on (1 to 1000; default 3)" },
  { "count", SPK_CLI_FLAG_WHOLE, G_STRUCT_OFFSET (CompareOptions, count), "N",
    "random motifs of each seed (1 to 1000; default 5)" },
  { "motif", SPK_CLI_FLAG_FILE, G_STRUCT_OFFSET (CompareOptions, motif), "FILE",
    "motif file, as for train: it takes the place of the derived motif, and nothing is searched" },
  { "validation", SPK_CLI_FLAG_SWITCH, G_STRUCT_OFFSET (CompareOptions, validation), NULL,
    "for tuning: judge by samples held out of the training part (--valid-fraction) and leave the test samples alone" },
  { "skip-bad", SPK_CLI_FLAG_SWITCH, G_STRUCT_OFFSET (CompareOptions, skip_bad), NULL,
    "leave out recordings that cannot be read, instead of failing" },
  { NULL },
};

static const char *const examples[] = {
  SPK_CLI_NAME " compare randman --out controls --seeds 2 --count 2",
  "The usual controls with two seeds; table.md in the folder has the outcome.",
  SPK_CLI_NAME " compare ti46-alpha --out some --control random,linear",
  "The derived motif against random ones and against counting spikes only.",
  SPK_CLI_NAME " compare ti46-alpha --out tuning --validation --tau-m 20",
  "Try a setting without a look at the test samples.",
  SPK_CLI_NAME " compare ti46-alpha --out given --motif found.json",
  "The controls of a motif that was found before.",
  NULL,
};

/**
 * Comparison:
 * @given: (nullable) (element-type SpkTopology): motifs of --motif
 * @derived: (nullable) (element-type SpkTopology): motifs derived with the current seed
 * @runs: (element-type SpkComparisonRun): finished so far
 */
typedef struct
{
  SpkCli *cli;
  char *folder;
  SpkDataset *dataset;
  SpkSettings *settings;
  const char *preset;
  gboolean wanted[SPK_N_CONTROLS];
  GPtrArray *plan;
  GPtrArray *given;
  GPtrArray *derived;
  GArray *runs;
} Comparison;

static void
comparison_clear (Comparison *self)
{
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->dataset, spk_dataset_unref);
  g_clear_pointer (&self->settings, spk_settings_free);
  g_clear_pointer (&self->plan, g_ptr_array_unref);
  g_clear_pointer (&self->given, g_ptr_array_unref);
  g_clear_pointer (&self->derived, g_ptr_array_unref);
  g_clear_pointer (&self->runs, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Comparison, comparison_clear)

static void
init_options (gpointer data)
{
  CompareOptions *options = data;

  options->seeds = 3;
  options->count = 5;
}

/* Whether samples are held out to be judged by is said by --validation. */
static gboolean
takes_setting (const SpkSettingInfo *info)
{
  return spk_cli_takes_search_setting (info) && !g_str_equal (info->key, "evaluate");
}

static gboolean
check_number (const char *flag, int number, int most, GError **error)
{
  if (number >= 1 && number <= most)
    return TRUE;
  g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "--%s: %d is not in 1 to %d", flag, number, most);
  return FALSE;
}

static gboolean
check_options (const CompareOptions *options, GError **error)
{
  if (options->out)
    return check_number ("seeds", options->seeds, MOST_SEEDS, error) &&
           check_number ("count", options->count, MOST_RANDOM, error);
  g_set_error_literal (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "compare needs --out FOLDER");
  return FALSE;
}

static gboolean
build_settings (Comparison *self, const char *kind, GError **error)
{
  const CompareOptions *options = self->cli->options;

  g_clear_pointer (&self->settings, spk_settings_free);
  self->settings = spk_cli_build_settings (self->cli, kind, &self->preset, error);
  if (!self->settings)
    return FALSE;
  if (options->validation)
    self->settings->evaluate = SPK_SETTINGS_EVALUATE_VALID;
  if (self->settings->retrain_epochs > 0)
    return TRUE;
  g_set_error_literal (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
                       "--retrain-epochs: controls are trained as long as the derived network is trained anew, so it "
                       "must be at least 1");
  return FALSE;
}

static gboolean
check_parts (Comparison *self, GError **error)
{
  g_autoptr (SpkSplit) parts = spk_parts_new (self->settings, self->dataset, error);

  if (!parts)
    return FALSE;
  if (parts->n_test > 0)
    return TRUE;
  g_set_error_literal (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
                       "--split: a comparison needs samples to judge by, and this split leaves none");
  return FALSE;
}

static SpkCliCompareContext
make_context (const Comparison *self)
{
  const CompareOptions *options = self->cli->options;

  return (SpkCliCompareContext){
    .cli = self->cli,
    .folder = self->folder,
    .skip_bad = options->skip_bad,
    .dataset = self->dataset,
    .settings = self->settings,
    .motifs = self->given ? self->given : self->derived,
  };
}

static gboolean
open_folder (Comparison *self, GError **error)
{
  const CompareOptions *options = self->cli->options;
  const SpkCliCompareBasis basis = {
    .location = self->cli->arguments[0],
    .dataset = self->dataset,
    .motifs = self->given,
    .settings = self->settings,
    .wanted = self->wanted,
    .n_seeds = options->seeds,
    .count = options->count,
  };

  return spk_cli_compare_folder_open (self->folder, &basis, error);
}

/* What is wrong is found before anything is written, and where possible before the recordings are loaded. */
static gboolean
prepare (Comparison *self, GError **error)
{
  const CompareOptions *options = self->cli->options;
  SpkCliCompareContext context;

  if (!check_options (options, error) ||
      !spk_cli_plan_parse_controls (options->controls, options->motif != NULL, self->wanted, error) ||
      !build_settings (self, "", error))
    return FALSE;
  self->dataset = spk_cli_load_data (self->cli, self->cli->arguments[0], options->skip_bad, error);
  if (!self->dataset || !build_settings (self, spk_dataset_get_kind (self->dataset), error) ||
      !check_parts (self, error))
    return FALSE;
  spk_network_shape_settle_duration (self->settings, self->dataset);
  if (options->motif && !(self->given = spk_cli_motif_load (options->motif, self->settings, error)))
    return FALSE;
  self->folder = g_canonicalize_filename (options->out, NULL);
  self->plan = spk_cli_plan_new (self->wanted, self->settings->seed, options->seeds, options->count);
  self->runs = g_array_new (FALSE, FALSE, sizeof (SpkComparisonRun));
  context = make_context (self);
  return spk_cli_compare_run_check (&context, self->plan->pdata[0], error) && open_folder (self, error);
}

static void
tell_start (const Comparison *self)
{
  g_autoptr (JsonObject) event = NULL;

  if (!self->cli->json)
    {
      g_print ("Data: %s, %u samples of %u classes\nPreset: %s\nComparison: %s, %u runs\n\n",
               spk_dataset_get_kind (self->dataset), spk_dataset_get_n_samples (self->dataset),
               spk_dataset_get_n_classes (self->dataset), self->preset ? self->preset : "none", self->folder,
               self->plan->len);
      return;
    }
  event = spk_cli_json_event ("start");
  json_object_set_string_member (event, "command", "compare");
  json_object_set_string_member (event, "folder", self->folder);
  json_object_set_int_member (event, "runs", self->plan->len);
  json_object_set_object_member (event, "settings", spk_settings_to_json (self->settings));
  spk_cli_json_print (event);
}

static void
tell_run_json (const Comparison *self, const SpkCliPlanItem *item, guint index, JsonObject *result, gboolean was_there)
{
  g_autofree char *folder = g_build_filename (self->folder, item->name, NULL);
  g_autoptr (JsonObject) event = spk_cli_json_event ("run");
  double gap = spk_cli_json_get_number (result, "discretisation_gap");

  json_object_set_string_member (event, "name", item->name);
  json_object_set_string_member (event, "control", spk_control_get_name (item->control));
  json_object_set_int_member (event, "seed", (gint64)item->seed);
  json_object_set_int_member (event, "number", item->number);
  json_object_set_int_member (event, "index", index + 1);
  json_object_set_int_member (event, "n_runs", self->plan->len);
  if (item->control == SPK_CONTROL_LINEAR)
    json_object_set_null_member (event, "run");
  else
    json_object_set_string_member (event, "run", folder);
  json_object_set_boolean_member (event, "was_finished", was_there);
  spk_cli_json_set_number (event, "test_accuracy", spk_cli_json_get_number (result, "test_accuracy"));
  spk_cli_json_set_number (event, "discretisation_gap", gap);
  spk_cli_json_set_number (event, "parameters", spk_cli_json_get_number (result, "parameters"));
  spk_cli_json_set_number (event, "seconds", spk_cli_result_get_seconds (result));
  spk_cli_json_print (event);
}

static void
tell_run (const Comparison *self, const SpkCliPlanItem *item, guint index, JsonObject *result, gboolean was_there)
{
  g_autofree char *accuracy = spk_cli_text_percent (spk_cli_json_get_number (result, "test_accuracy"));
  g_autofree char *duration = spk_cli_text_duration (spk_cli_result_get_seconds (result));

  if (self->cli->json)
    {
      tell_run_json (self, item, index, result, was_there);
      return;
    }
  g_print ("%3u/%u  %-24s  accuracy %s  time %s%s\n", index + 1, self->plan->len, item->name, accuracy, duration,
           was_there ? "  (finished before)" : "");
}

static void
keep_run (Comparison *self, const SpkCliPlanItem *item, JsonObject *result)
{
  const SpkComparisonRun run = {
    .control = item->control,
    .seed = item->seed,
    .number = item->number,
    .accuracy = spk_cli_json_get_number (result, "test_accuracy"),
    .gap = spk_cli_json_get_number (result, "discretisation_gap"),
    .parameters = spk_cli_json_get_number (result, "parameters"),
    .recurrent = spk_cli_json_get_number (result, "recurrent_parameters"),
    .seconds = spk_cli_result_get_seconds (result),
  };

  g_array_append_val (self->runs, run);
}

/* The motif that the other runs of this seed are made from. */
static gboolean
keep_motif (Comparison *self, const SpkCliPlanItem *item, JsonObject *result, GError **error)
{
  if (item->control != SPK_CONTROL_DERIVED)
    return TRUE;
  g_clear_pointer (&self->derived, g_ptr_array_unref);
  self->derived = spk_cli_result_get_motifs (result, error);
  return self->derived != NULL;
}

static int
run_item (Comparison *self, guint index, GError **error)
{
  const SpkCliPlanItem *item = self->plan->pdata[index];
  const SpkCliCompareContext context = make_context (self);
  g_autofree char *label = g_strdup_printf ("%s (%u/%u)", item->name, index + 1, self->plan->len);
  g_autoptr (JsonObject) result = NULL;
  gboolean was_there;
  int status = spk_cli_compare_run (&context, item, label, &result, &was_there, error);

  if (!result)
    {
      g_prefix_error (error, "%s: ", item->name);
      return status;
    }
  keep_run (self, item, result);
  tell_run (self, item, index, result, was_there);
  if (!keep_motif (self, item, result, error) ||
      (!was_there && !spk_cli_compare_table_write (self->runs, self->settings, self->folder, error)))
    return SPK_CLI_EXIT_FAILED;
  return SPK_CLI_EXIT_DONE;
}

static int
end_interrupted (const Comparison *self)
{
  g_autoptr (JsonObject) event = NULL;

  if (!self->cli->json)
    {
      g_print ("Interrupted. To go on, give the same command again.\n");
      return SPK_CLI_EXIT_INTERRUPTED;
    }
  event = spk_cli_json_event ("interrupted");
  json_object_set_string_member (event, "folder", self->folder);
  spk_cli_json_print (event);
  return SPK_CLI_EXIT_INTERRUPTED;
}

static int
end_finished (const Comparison *self, GError **error)
{
  g_autoptr (JsonObject) event = NULL;

  if (!spk_cli_compare_table_write (self->runs, self->settings, self->folder, error))
    return SPK_CLI_EXIT_FAILED;
  if (!self->cli->json)
    {
      spk_cli_compare_table_print (self->runs, self->settings);
      g_print ("\nThe same as Markdown, CSV and JSON: %s/table.*\n", self->folder);
      return SPK_CLI_EXIT_DONE;
    }
  event = spk_cli_compare_table_to_json (self->runs, self->settings);
  json_object_set_string_member (event, "event", "table");
  json_object_set_string_member (event, "folder", self->folder);
  spk_cli_json_print (event);
  return SPK_CLI_EXIT_DONE;
}

static int
run_command (SpkCli *cli, GError **error)
{
  g_auto (Comparison) self = { .cli = cli };

  if (!prepare (&self, error))
    return SPK_CLI_EXIT_FAILED;
  spk_cli_signals_begin_graceful ();
  tell_start (&self);
  for (guint i = 0; i < self.plan->len; i++)
    {
      int status = spk_cli_signals_was_interrupted () ? SPK_CLI_EXIT_INTERRUPTED : run_item (&self, i, error);
      if (status == SPK_CLI_EXIT_INTERRUPTED)
        return end_interrupted (&self);
      if (status != SPK_CLI_EXIT_DONE)
        return status;
    }
  spk_cli_signals_end_graceful ();
  return end_finished (&self, error);
}

const SpkCliCommand spk_cli_compare_command = {
  .name = "compare",
  .arguments = "DATA",
  .min_arguments = 1,
  .max_arguments = 1,
  .summary = "Compare the searched motif with random, dense and other controls",
  .details =
      "Searches a motif with each seed and trains controls on the same footing: on the same samples, as long as the "
      "derived network is trained anew (--retrain-epochs), with the same settings, and judged once at the end. Random "
      "motifs have the size and density of the motif derived with the same seed; no-plasticity and no-lateral are that "
      "motif trained without plasticity and without connections between motifs; no-motif, no-population and "
      "no-neuron-rate are without any of its connections, without population feedback and without R and tau_m being "
      "learned; no-search-plasticity is the whole search without plasticity; linear is softmax regression on the number of spikes in each channel.\n\n"
      "Every training is a run in a folder of its own under FOLDER. After each of them table.md, table.csv and "
      "table.json are written. Ctrl-C stops, and the same command goes on: finished runs are kept, an interrupted one "
      "is resumed. Controls, seeds and count may be others then; recordings, settings and motif must be the same.",
  .examples = examples,
  .flags = flags,
  .takes_setting = takes_setting,
  .takes_preset = TRUE,
  .takes_json = TRUE,
  .options_size = sizeof (CompareOptions),
  .init = init_options,
  .run = run_command,
};
