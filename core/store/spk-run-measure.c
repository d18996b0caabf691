/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/spk-run-measure.h"

#include "search/spk-evaluation.h"
#include "search/spk-parts.h"
#include "store/spk-run-work.h"

static guint
get_n_classes (const SpkRunDescription *description)
{
  return g_strv_length (description->class_names);
}

/* Numbers of a row of the matrix; whether there are as many as classes. */
static gboolean
read_row (JsonArray *rows, guint truth, guint n, guint *counts)
{
  JsonNode *node = json_array_get_element (rows, truth);
  JsonArray *row = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (row == NULL || json_array_get_length (row) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      JsonNode *cell = json_array_get_element (row, i);
      gint64 count = JSON_NODE_HOLDS_VALUE (cell) ? json_node_get_int (cell) : -1;

      if (count < 0 || count > G_MAXUINT)
        return FALSE;
      counts[i] = (guint) count;
    }
  return TRUE;
}

static guint *
parse_confusion (JsonObject *result, guint n, const char *folder, GError **error)
{
  JsonNode *node = json_object_get_member (result, "confusion");
  JsonArray *rows = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autofree guint *counts = g_new0 (guint, (gsize) n * n + 1);
  gboolean fine = rows != NULL && json_array_get_length (rows) == n;

  for (guint truth = 0; fine && truth < n; truth++)
    fine = read_row (rows, truth, n, counts + (gsize) truth * n);
  if (fine)
    return g_steal_pointer (&counts);
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT,
               "%s/result.json: \"confusion\" is not %u rows of %u counts; evaluate the run anew", folder, n, n);
  return NULL;
}

/* Of a run on its way: what its network of the last checkpoint says to the samples it will be judged by. */
static guint *
evaluate (SpkRun *self, GError **error)
{
  const SpkRunDescription *description = spk_run_get_description (self);
  g_autoptr (SpkArrays) state = spk_run_read_checkpoint (self, error);
  g_autoptr (SpkDataset) dataset = state != NULL ? spk_run_work_load_data (description, NULL, error) : NULL;
  g_autoptr (SpkSplit) parts = dataset != NULL ? spk_parts_new (description->settings, dataset, error) : NULL;
  g_autoptr (SpkEvaluation) evaluation = NULL;

  if (parts != NULL)
    evaluation = spk_evaluation_run (description->settings, description->motifs, state,
                                     (const char *const *) description->class_names, dataset, parts->test, parts->n_test,
                                     error);
  return evaluation != NULL ? g_steal_pointer (&evaluation->confusion) : NULL;
}

/**
 * spk_run_measure_confusion:
 * @n_classes: (out): number of classes, in the order of the description's names
 *
 * Reads the confusion matrix of a finished run. Of another one it is computed from the last checkpoint, which takes as
 * long as an evaluation does.
 *
 * Returns: (transfer full) (nullable): [@n_classes][@n_classes], samples, rows are the true class; %NULL with @error, as
 *   while the run has no trained network
 */
guint *
spk_run_measure_confusion (SpkRun *self, guint *n_classes, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonObject) result = spk_run_read_result (self, &problem);

  *n_classes = get_n_classes (spk_run_get_description (self));
  if (result != NULL)
    return parse_confusion (result, *n_classes, spk_run_get_folder (self), error);
  if (g_error_matches (problem, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND))
    return evaluate (self, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * spk_run_measure_trace:
 * @request: sample and neurons
 *
 * Lets the network of the run's last checkpoint hear a sample of its recordings; reads those anew.
 *
 * Returns: (transfer full) (nullable): what its neurons do; %NULL with @error, as while the run has no trained network
 */
SpkTrace *
spk_run_measure_trace (SpkRun *self, const SpkTraceRequest *request, GError **error)
{
  const SpkRunDescription *description = spk_run_get_description (self);
  g_autoptr (SpkArrays) state = spk_run_read_checkpoint (self, error);
  g_autoptr (SpkDataset) dataset = state != NULL ? spk_run_work_load_data (description, NULL, error) : NULL;

  if (dataset == NULL)
    return NULL;
  return spk_trace_run (description->settings, description->motifs, state, get_n_classes (description), dataset, request,
                        error);
}
