/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-run.h"

#include "spk-cli-events.h"
#include "spk-cli-motif.h"
#include "spk-cli.h"

/* What is not there yet is no error for who can do without it. */
static gboolean
is_absent (GError **problem)
{
  if (!g_error_matches (*problem, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND))
    return FALSE;
  g_clear_error (problem);
  return TRUE;
}

/**
 * spk_cli_run_read_result:
 * @result: (out) (transfer full) (nullable): the result, %NULL where the run has none yet
 */
gboolean
spk_cli_run_read_result (SpkRun *run, JsonObject **result, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *result = spk_run_read_result (run, &problem);
  if (*result || is_absent (&problem))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * spk_cli_run_read_last_epoch:
 *
 * Returns: (transfer full) (nullable): the last epoch of @run, or %NULL with an error
 */
SpkEpochRecord *
spk_cli_run_read_last_epoch (SpkRun *run, GError **error)
{
  g_autoptr (GPtrArray) epochs = spk_run_read_epochs (run, error);

  if (!epochs)
    return NULL;
  if (epochs->len == 0)
    {
      g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED,
                   "%s: no epoch has been finished yet; go on with \"" SPK_CLI_NAME " resume\"",
                   spk_run_get_folder (run));
      return NULL;
    }
  return spk_epoch_record_ref (epochs->pdata[epochs->len - 1]);
}

static GPtrArray *
list_record_motifs (const SpkEpochRecord *record)
{
  GPtrArray *motifs = spk_cli_motif_list_new ();

  for (guint i = 0; i < record->n_layers; i++)
    {
      SpkTopology *motif = record->layers[i].topology;

      g_ptr_array_add (motifs, motif ? spk_topology_ref (motif) : NULL);
    }
  return motifs;
}

/**
 * spk_cli_run_find_motifs:
 * @phase: (out): phase of the epoch the motifs are from
 * @epoch: (out): number of that epoch, 0 where they are the result of a finished run
 *
 * Returns: (transfer full) (nullable) (element-type SpkTopology): the motif of each layer, %NULL for layers without:
 * those of the result, or while there is none the likeliest ones of the last epoch
 */
GPtrArray *
spk_cli_run_find_motifs (SpkRun *run, SpkPhase *phase, guint *epoch, GError **error)
{
  g_autoptr (JsonObject) result = NULL;
  g_autoptr (SpkEpochRecord) record = NULL;

  *phase = SPK_PHASE_TRAIN;
  *epoch = 0;
  if (!spk_cli_run_read_result (run, &result, error))
    return NULL;
  if (result)
    return spk_cli_result_get_motifs (result, error);
  record = spk_cli_run_read_last_epoch (run, error);
  if (!record)
    return NULL;
  *phase = record->phase;
  *epoch = record->epoch;
  return list_record_motifs (record);
}
