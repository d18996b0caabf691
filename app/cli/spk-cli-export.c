/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "spk-cli-epoch-table.h"
#include "spk-cli-json.h"
#include "spk-cli-run.h"
#include "spk-cli.h"
#include "store/spk-file.h"

typedef struct
{
  char *topology;
  char *epochs;
  char *result;
  int layer;
} ExportOptions;

static const SpkCliFlag flags[] = {
  { "topology", SPK_CLI_FLAG_FILE, G_STRUCT_OFFSET (ExportOptions, topology), "FILE",
    "write the motif as JSON, to train it or to edit it" },
  { "layer", SPK_CLI_FLAG_WHOLE, G_STRUCT_OFFSET (ExportOptions, layer), "N",
    "with --topology: only the motif of this layer, from 1 (default: all; an array if there is more than one)" },
  { "epochs", SPK_CLI_FLAG_FILE, G_STRUCT_OFFSET (ExportOptions, epochs), "FILE", "write the table of epochs as CSV" },
  { "result", SPK_CLI_FLAG_FILE, G_STRUCT_OFFSET (ExportOptions, result), "FILE", "write the result as JSON" },
  { NULL },
};

static const char *const examples[] = {
  SPK_CLI_NAME " export run1 --topology found.json",
  "The motif a search has found.",
  SPK_CLI_NAME " export run1 --epochs - | cut -d, -f1,2,6",
  "The epochs on standard output.",
  NULL,
};

static gboolean
is_standard_output (const char *path)
{
  return g_str_equal (path, "-");
}

static gboolean
write_text (const char *path, const char *text, GError **error)
{
  if (!is_standard_output (path))
    return spk_file_write (path, text, strlen (text), error);
  fputs (text, stdout);
  return TRUE;
}

static gboolean
write_json (const char *path, JsonNode *node, GError **error)
{
  g_autofree char *text = NULL;

  if (!is_standard_output (path))
    return spk_file_write_json (path, node, error);
  text = spk_cli_json_format (node, TRUE);
  puts (text);
  return TRUE;
}

static gboolean
check_motifs (GPtrArray *motifs, guint layer, const char *folder, GError **error)
{
  if (layer > motifs->len)
    {
      g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "--layer %u: %s has layers 1 to %u", layer, folder,
                   motifs->len);
      return FALSE;
    }
  for (guint i = 0; i < motifs->len; i++)
    if ((layer == 0 || i + 1 == layer) && !motifs->pdata[i])
      {
        g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED, "%s: layer %u has no motif", folder, i + 1);
        return FALSE;
      }
  if (motifs->len > 0)
    return TRUE;
  g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED, "%s: the layers of this run have no motifs", folder);
  return FALSE;
}

static JsonNode *
motifs_to_json (GPtrArray *motifs, guint layer)
{
  JsonNode *node;
  JsonArray *array;

  if (layer > 0 || motifs->len == 1)
    return spk_topology_to_json (motifs->pdata[layer > 0 ? layer - 1 : 0]);
  array = json_array_new ();
  for (guint i = 0; i < motifs->len; i++)
    json_array_add_element (array, spk_topology_to_json (motifs->pdata[i]));
  node = json_node_init_array (json_node_alloc (), array);
  json_array_unref (array);
  return node;
}

/* On standard error: standard output may be the file. */
static void
tell_origin (SpkPhase phase, guint epoch)
{
  if (epoch == 0)
    g_printerr (SPK_CLI_NAME ": motif of the result\n");
  else
    g_printerr (SPK_CLI_NAME ": the run is not finished; %s of %s epoch %u\n",
                phase == SPK_PHASE_SEARCH ? "likeliest motif" : "motif", spk_phase_to_string (phase), epoch);
}

static gboolean
export_topology (SpkRun *run, const ExportOptions *options, GError **error)
{
  SpkPhase phase;
  guint epoch;
  g_autoptr (GPtrArray) motifs = spk_cli_run_find_motifs (run, &phase, &epoch, error);
  g_autoptr (JsonNode) node = NULL;

  if (!motifs || !check_motifs (motifs, options->layer, spk_run_get_folder (run), error))
    return FALSE;
  node = motifs_to_json (motifs, options->layer);
  if (!write_json (options->topology, node, error))
    return FALSE;
  tell_origin (phase, epoch);
  return TRUE;
}

static gboolean
export_epochs (SpkRun *run, const ExportOptions *options, GError **error)
{
  g_autoptr (GPtrArray) epochs = spk_run_read_epochs (run, error);
  g_autofree char *csv = epochs ? spk_cli_epoch_table_format (epochs) : NULL;

  return csv && write_text (options->epochs, csv, error);
}

static gboolean
export_result (SpkRun *run, const ExportOptions *options, GError **error)
{
  g_autoptr (JsonObject) result = spk_run_read_result (run, error);
  g_autoptr (JsonNode) node = NULL;

  if (!result)
    return FALSE;
  node = json_node_init_object (json_node_alloc (), result);
  return write_json (options->result, node, error);
}

static gboolean
check_options (const ExportOptions *options, GError **error)
{
  if (!options->topology && !options->epochs && !options->result)
    g_set_error_literal (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
                         "Say what to write: --topology FILE, --epochs FILE or --result FILE");
  else if (options->layer < 0)
    g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "--layer %d: layers are counted from 1", options->layer);
  else
    return TRUE;
  return FALSE;
}

static int
run_command (SpkCli *cli, GError **error)
{
  const ExportOptions *options = cli->options;
  g_autoptr (SpkRun) run = NULL;

  if (!check_options (options, error))
    return SPK_CLI_EXIT_USAGE;
  run = spk_run_open (cli->arguments[0], error);
  if (!run || (options->topology && !export_topology (run, options, error)) ||
      (options->epochs && !export_epochs (run, options, error)) ||
      (options->result && !export_result (run, options, error)))
    return SPK_CLI_EXIT_FAILED;
  return SPK_CLI_EXIT_DONE;
}

const SpkCliCommand spk_cli_export_command = {
  .name = "export",
  .arguments = "RUN",
  .min_arguments = 1,
  .max_arguments = 1,
  .summary = "Write the motif, the epochs or the result of a run to files",
  .details =
      "Of a finished run the motif is that of the result, of an unfinished one the likeliest of the last epoch; a "
      "message says which. A FILE of - is standard output.",
  .examples = examples,
  .flags = flags,
  .options_size = sizeof (ExportOptions),
  .run = run_command,
};
