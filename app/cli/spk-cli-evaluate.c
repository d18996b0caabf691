/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-evaluation.h"
#include "search/spk-parts.h"
#include "spk-cli-data.h"
#include "spk-cli-json.h"
#include "spk-cli-settings.h"
#include "spk-cli-text.h"
#include "store/spk-run.h"

#define MOST_CONFUSIONS 10

typedef struct
{
  char *split;
  gboolean skip_bad;
} EvaluateOptions;

static const SpkCliFlag flags[] = {
  { "split", SPK_CLI_FLAG_TEXT, G_STRUCT_OFFSET (EvaluateOptions, split), "test|valid|train|all",
    "part of DATA to evaluate on, by the split of the run (default: what the run was evaluated on, mostly test)" },
  { "skip-bad", SPK_CLI_FLAG_SWITCH, G_STRUCT_OFFSET (EvaluateOptions, skip_bad), NULL,
    "leave out recordings that cannot be read, instead of failing" },
  { NULL },
};

static const char *const examples[] = {
  SPK_CLI_NAME " evaluate run1 ti46-alpha",
  "Accuracy on the test recordings of the set the run was trained on.",
  SPK_CLI_NAME " evaluate run1 more-recordings --split all --json",
  "Accuracy on other recordings of the same kind, with the whole confusion matrix.",
  NULL,
};

typedef struct
{
  guint truth;
  guint said;
  guint count;
} Confusion;

static GArray *
list_all_samples (SpkDataset *dataset)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < spk_dataset_get_n_samples (dataset); i++)
    g_array_append_val (samples, i);
  return samples;
}

static GArray *
copy_samples (const guint32 *samples, guint n_samples)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_vals (copy, samples, n_samples);
  return copy;
}

static GArray *
split_samples (SpkDataset *dataset, const SpkSettings *settings, gboolean train, GError **error)
{
  g_autoptr (SpkSplit) parts = spk_parts_new (settings, dataset, error);

  if (parts)
    return train ? copy_samples (parts->train, parts->n_train) : copy_samples (parts->test, parts->n_test);
  g_prefix_error (error, "The split of the run does not suit this data; --split all takes all of it: ");
  return NULL;
}

/* Of a run that was tuned on held-out samples these are what is evaluated, unless the test samples are asked for. */
static GArray *
choose_samples (const EvaluateOptions *options, SpkDataset *dataset, const SpkSettings *settings, GError **error)
{
  g_autoptr (SpkSettings) chosen = spk_settings_copy (settings);
  const char *part = options->split ? options->split : "";

  if (g_str_equal (part, "all"))
    return list_all_samples (dataset);
  if (g_str_equal (part, "test"))
    chosen->evaluate = SPK_SETTINGS_EVALUATE_TEST;
  if (g_str_equal (part, "valid") && settings->evaluate != SPK_SETTINGS_EVALUATE_VALID)
    {
      g_set_error_literal (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
                           "--split valid: only runs made with --evaluate valid have such a part");
      return NULL;
    }
  return split_samples (dataset, chosen, g_str_equal (part, "train"), error);
}

static gboolean
check_split (const EvaluateOptions *options, GError **error)
{
  static const char *const parts[] = { "test", "valid", "train", "all", NULL };

  if (!options->split || g_strv_contains (parts, options->split))
    return TRUE;
  g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "--split: \"%s\" is not one of test, valid, train, all",
               options->split);
  return FALSE;
}

static gboolean
check_kind (const SpkRunDescription *description, SpkDataset *dataset, GError **error)
{
  const char *kind = spk_dataset_get_kind (dataset);

  if (g_str_equal (kind, description->data_kind))
    return TRUE;
  g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED, "The run was made with data of kind %s; %s is of kind %s",
               description->data_kind, spk_dataset_get_source (dataset), kind);
  return FALSE;
}

static SpkEvaluation *
evaluate (SpkCli *cli, SpkRun *run, SpkDataset *dataset, GError **error)
{
  const SpkRunDescription *description = spk_run_get_description (run);
  g_autoptr (SpkSettings) settings = spk_settings_copy (description->settings);
  g_autoptr (SpkArrays) state = NULL;
  g_autoptr (GArray) samples = NULL;

  if (!spk_cli_apply_assignments (cli, settings, error))
    return NULL;
  state = spk_run_read_checkpoint (run, error);
  samples = state ? choose_samples (cli->options, dataset, settings, error) : NULL;
  if (!samples)
    return NULL;
  if (samples->len == 0)
    {
      g_set_error_literal (error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED,
                           "This part of the data has no samples; --split all takes all of it");
      return NULL;
    }
  return spk_evaluation_run (settings, description->motifs, state, (const char *const *)description->class_names,
                             dataset, (const guint32 *)samples->data, samples->len, error);
}

static JsonArray *
describe_confusion (const SpkEvaluation *evaluation)
{
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < evaluation->n_classes; i++)
    {
      JsonArray *row = json_array_new ();

      for (guint j = 0; j < evaluation->n_classes; j++)
        json_array_add_int_element (row, evaluation->confusion[i * evaluation->n_classes + j]);
      json_array_add_array_element (rows, row);
    }
  return rows;
}

static void
print_json (const SpkEvaluation *evaluation)
{
  g_autoptr (JsonObject) object = json_object_new ();

  spk_cli_json_set_number (object, "accuracy", evaluation->accuracy);
  json_object_set_int_member (object, "samples", evaluation->n_samples);
  spk_cli_json_set_number (object, "loss", evaluation->loss);
  json_object_set_array_member (object, "confusion", describe_confusion (evaluation));
  json_object_set_int_member (object, "dropped_events", evaluation->n_dropped);
  spk_cli_json_print (object);
}

static int
compare_confusions (gconstpointer a, gconstpointer b)
{
  const Confusion *x = a, *y = b;

  if (x->count != y->count)
    return x->count < y->count ? 1 : -1;
  return x->truth != y->truth ? (x->truth < y->truth ? -1 : 1) : (x->said < y->said ? -1 : 1);
}

static GArray *
list_confusions (const SpkEvaluation *evaluation)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Confusion));

  for (guint i = 0; i < evaluation->n_classes; i++)
    for (guint j = 0; j < evaluation->n_classes; j++)
      {
        Confusion item = { i, j, evaluation->confusion[i * evaluation->n_classes + j] };

        if (i != j && item.count > 0)
          g_array_append_val (list, item);
      }
  g_array_sort (list, compare_confusions);
  return list;
}

static void
print_confusions (const SpkEvaluation *evaluation, char **class_names)
{
  g_autoptr (GArray) list = list_confusions (evaluation);
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("llr");

  if (list->len == 0)
    return;
  g_print ("\nWorst confusions\n");
  spk_cli_table_add (table, "truth", "taken for", "samples", NULL);
  for (guint i = 0; i < MIN (list->len, MOST_CONFUSIONS); i++)
    {
      const Confusion *item = &g_array_index (list, Confusion, i);
      g_autofree char *count = g_strdup_printf ("%u", item->count);

      spk_cli_table_add (table, class_names[item->truth], class_names[item->said], count, NULL);
    }
  spk_cli_table_print (table, "  ");
}

static void
print_text (const SpkEvaluation *evaluation, char **class_names)
{
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("ll");
  g_autofree char *accuracy = spk_cli_text_percent (evaluation->accuracy);
  g_autofree char *samples = g_strdup_printf ("%u", evaluation->n_samples);
  g_autofree char *loss = spk_cli_text_number (evaluation->loss, 4);
  g_autofree char *dropped =
      g_strdup_printf ("%" G_GUINT64_FORMAT " (beyond the binned duration)", evaluation->n_dropped);

  spk_cli_table_add (table, "Accuracy", accuracy, NULL);
  spk_cli_table_add (table, "Samples", samples, NULL);
  spk_cli_table_add (table, "Loss", loss, NULL);
  spk_cli_table_add (table, "Dropped events", dropped, NULL);
  spk_cli_table_print (table, "");
  print_confusions (evaluation, class_names);
}

static int
run_command (SpkCli *cli, GError **error)
{
  const EvaluateOptions *options = cli->options;
  g_autoptr (SpkRun) run = NULL;
  g_autoptr (SpkDataset) dataset = NULL;
  g_autoptr (SpkEvaluation) evaluation = NULL;

  if (!check_split (options, error))
    return SPK_CLI_EXIT_USAGE;
  run = spk_run_open (cli->arguments[0], error);
  if (!run)
    return SPK_CLI_EXIT_FAILED;
  dataset = spk_cli_load_data_of_run (spk_run_get_description (run)->settings, cli->arguments[1], options->skip_bad, error);
  if (!dataset || !check_kind (spk_run_get_description (run), dataset, error))
    return SPK_CLI_EXIT_FAILED;
  evaluation = evaluate (cli, run, dataset, error);
  if (!evaluation)
    return SPK_CLI_EXIT_FAILED;
  if (cli->json)
    print_json (evaluation);
  else
    print_text (evaluation, spk_run_get_description (run)->class_names);
  return SPK_CLI_EXIT_DONE;
}

const SpkCliCommand spk_cli_evaluate_command = {
  .name = "evaluate",
  .arguments = "RUN DATA",
  .min_arguments = 2,
  .max_arguments = 2,
  .summary = "Measure the trained network of a run on recordings",
  .details =
      "RUN is the folder of a run. DATA may be another folder of the same kind than the one the run was trained on. Of "
      "an unfinished training the network of its last checkpoint is taken.",
  .examples = examples,
  .flags = flags,
  .takes_setting = spk_cli_takes_threads_setting,
  .takes_json = TRUE,
  .options_size = sizeof (EvaluateOptions),
  .run = run_command,
};
