/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-events.h"

#include <math.h>

#include "spk-cli-json.h"
#include "spk-cli-motif.h"

static JsonArray *
describe_branches (const SpkLayerRecord *layer)
{
  JsonArray *branches = json_array_new ();

  for (guint i = 0; i < layer->n_branches; i++)
    {
      JsonObject *branch = json_object_new ();

      json_object_set_int_member (branch, "size", layer->branches[i].size);
      spk_cli_json_set_number (branch, "probability", layer->branches[i].probability);
      json_array_add_object_element (branches, branch);
    }
  return branches;
}

static JsonObject *
describe_layer (const SpkLayerRecord *layer)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "neurons", layer->neurons);
  spk_cli_json_set_number (object, "mean_rate", layer->mean_rate);
  spk_cli_json_set_number (object, "silent", layer->silent);
  spk_cli_json_set_number (object, "entropy", layer->entropy);
  spk_cli_json_set_number (object, "size_entropy", layer->size_entropy);
  json_object_set_array_member (object, "sizes", describe_branches (layer));
  if (layer->topology)
    json_object_set_int_member (object, "motif_size", spk_topology_get_size (layer->topology));
  else
    json_object_set_null_member (object, "motif_size");
  return object;
}

static JsonArray *
describe_layers (const SpkEpochRecord *record)
{
  JsonArray *layers = json_array_new ();

  for (guint i = 0; i < record->n_layers; i++)
    json_array_add_object_element (layers, describe_layer (&record->layers[i]));
  return layers;
}

/**
 * spk_cli_event_from_epoch:
 *
 * Returns: (transfer full): the event "epoch"; all of it but "seconds" is the same in every run with the same seed
 */
JsonObject *
spk_cli_event_from_epoch (const SpkEpochRecord *record)
{
  JsonObject *event = spk_cli_json_event ("epoch");

  json_object_set_string_member (event, "phase", spk_phase_to_string (record->phase));
  json_object_set_int_member (event, "epoch", record->epoch);
  json_object_set_int_member (event, "n_epochs", record->n_epochs);
  spk_cli_json_set_number (event, "seconds", record->seconds);
  spk_cli_json_set_number (event, "train_loss", record->train_loss);
  spk_cli_json_set_number (event, "train_accuracy", record->train_accuracy);
  spk_cli_json_set_number (event, "valid_loss", record->valid_loss);
  spk_cli_json_set_number (event, "valid_accuracy", record->valid_accuracy);
  spk_cli_json_set_number (event, "derived_accuracy", record->derived_accuracy);
  spk_cli_json_set_number (event, "alpha_loss", record->alpha_loss);
  spk_cli_json_set_number (event, "learning_rate", record->learning_rate);
  spk_cli_json_set_number (event, "temperature", record->temperature);
  spk_cli_json_set_number (event, "gradient_norm", record->gradient_norm);
  json_object_set_int_member (event, "samples", record->n_samples);
  spk_cli_json_set_number (event, "dropped_events", record->dropped_events);
  json_object_set_int_member (event, "stable_epochs", record->stable_epochs);
  json_object_set_array_member (event, "layers", describe_layers (record));
  return event;
}

/**
 * spk_cli_result_get_motifs:
 *
 * Returns: (transfer full) (nullable) (element-type SpkTopology): the motif of each layer, %NULL for layers without
 */
GPtrArray *
spk_cli_result_get_motifs (JsonObject *result, GError **error)
{
  g_autoptr (GPtrArray) motifs = spk_cli_motif_list_new ();
  JsonNode *member = json_object_get_member (result, "motifs");
  JsonArray *array = member && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      SpkTopology *motif = JSON_NODE_HOLDS_NULL (node) ? NULL : spk_topology_from_json (node, error);

      if (!motif && !JSON_NODE_HOLDS_NULL (node))
        {
          g_prefix_error (error, "result, motif of layer %u: ", i + 1);
          return NULL;
        }
      g_ptr_array_add (motifs, motif);
    }
  return g_steal_pointer (&motifs);
}

static void
set_motif_size (JsonObject *event)
{
  g_autoptr (GPtrArray) motifs = spk_cli_result_get_motifs (event, NULL);

  if (motifs && motifs->len > 0 && motifs->pdata[0])
    json_object_set_int_member (event, "motif_size", spk_topology_get_size (motifs->pdata[0]));
  else
    json_object_set_null_member (event, "motif_size");
}

static double
number_or_zero (JsonObject *object, const char *name)
{
  double value = spk_cli_json_get_number (object, name);

  return isfinite (value) ? value : 0;
}

/**
 * spk_cli_result_get_seconds:
 *
 * Returns: how long search and training took together
 */
double
spk_cli_result_get_seconds (JsonObject *result)
{
  return number_or_zero (result, "search_seconds") + number_or_zero (result, "train_seconds");
}

/**
 * spk_cli_event_from_result:
 * @result: what spk_job_result_to_json() made, perhaps read back from a run
 * @folder: of the run
 *
 * Returns: (transfer full): the event "result"
 */
JsonObject *
spk_cli_event_from_result (JsonObject *result, const char *folder)
{
  JsonObject *event = spk_cli_json_event ("result");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, result);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (event, name, json_node_copy (node));
  json_object_set_double_member (event, "seconds", spk_cli_result_get_seconds (result));
  json_object_set_string_member (event, "run", folder);
  set_motif_size (event);
  return event;
}
