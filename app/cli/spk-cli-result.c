/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-result.h"

#include <math.h>

#include "spk-cli-events.h"
#include "spk-cli-json.h"
#include "spk-cli-motif.h"
#include "spk-cli-text.h"

static void
add_percent (SpkCliTable *table, JsonObject *result, const char *label, const char *name)
{
  double share = spk_cli_json_get_number (result, name);
  g_autofree char *text = spk_cli_text_percent (share);

  if (isfinite (share))
    spk_cli_table_add (table, label, text, NULL);
}

static void
add_count (SpkCliTable *table, JsonObject *result, const char *label, const char *name)
{
  double count = spk_cli_json_get_number (result, name);
  g_autofree char *text = spk_cli_text_number (count, 0);

  if (isfinite (count) && count > 0)
    spk_cli_table_add (table, label, text, NULL);
}

static void
print_numbers (JsonObject *result, const char *folder)
{
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("ll");
  g_autofree char *duration = spk_cli_text_duration (spk_cli_result_get_seconds (result));

  add_percent (table, result, "Test accuracy", "test_accuracy");
  add_count (table, result, "Test samples", "test_samples");
  add_percent (table, result, "Validation accuracy", "valid_accuracy");
  add_percent (table, result, "Derived, inherited weights", "derived_accuracy");
  add_percent (table, result, "Discretisation gap", "discretisation_gap");
  add_count (table, result, "Search epochs", "search_epochs");
  add_count (table, result, "Training epochs", "train_epochs");
  add_count (table, result, "Parameters", "parameters");
  add_count (table, result, "Recurrent parameters", "recurrent_parameters");
  spk_cli_table_add (table, "Time", duration, NULL);
  spk_cli_table_add (table, "Run", folder, NULL);
  spk_cli_table_print (table, "");
}

static void
print_motif (const SpkTopology *motif, guint layer)
{
  g_autofree char *picture = spk_cli_motif_picture (motif, "  ");

  g_print ("\nMotif of layer %u: %u neurons, %u connections, density %.2f\n", layer, spk_topology_get_size (motif),
           spk_topology_count_connections (motif), spk_topology_get_density (motif));
  g_print (
      "(row: to; columns: from the motif, then from the previous and the next one; + excitatory, - inhibitory)\n%s",
      picture);
}

static void
print_motifs (GPtrArray *motifs)
{
  for (guint i = 0; i < motifs->len; i++)
    if (motifs->pdata[i])
      print_motif (motifs->pdata[i], i + 1);
}

/**
 * spk_cli_result_print:
 * @result: what spk_job_result_to_json() made, perhaps read back from a run
 * @folder: of the run
 * @json: whether as the event "result" instead of text
 */
gboolean
spk_cli_result_print (JsonObject *result, const char *folder, gboolean json, GError **error)
{
  g_autoptr (GPtrArray) motifs = spk_cli_result_get_motifs (result, error);

  if (!motifs)
    return FALSE;
  if (json)
    {
      g_autoptr (JsonObject) event = spk_cli_event_from_result (result, folder);

      spk_cli_json_print (event);
      return TRUE;
    }
  print_numbers (result, folder);
  print_motifs (motifs);
  return TRUE;
}
