/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-epoch-record.h"

#include <float.h>
#include <math.h>

#include "search/spk-json-fields.h"
#include "search/spk-probe-json.h"

/* What no record of ours exceeds: a file that does is damaged, or made to do harm. */
#define MAX_BRANCHES 1024
#define MAX_BINS     65536
#define MAX_PROBES   1024

static const SpkJsonField record_fields[] = {
  SPK_JSON_WHOLE (SpkEpochRecord, "epoch", epoch, G_MAXUINT),
  SPK_JSON_WHOLE (SpkEpochRecord, "epochs", n_epochs, G_MAXUINT),
  SPK_JSON_REAL (SpkEpochRecord, "seconds", seconds),
  SPK_JSON_REAL (SpkEpochRecord, "train-loss", train_loss),
  SPK_JSON_REAL (SpkEpochRecord, "train-accuracy", train_accuracy),
  SPK_JSON_REAL (SpkEpochRecord, "valid-loss", valid_loss),
  SPK_JSON_REAL (SpkEpochRecord, "valid-accuracy", valid_accuracy),
  SPK_JSON_REAL (SpkEpochRecord, "derived-accuracy", derived_accuracy),
  SPK_JSON_REAL (SpkEpochRecord, "alpha-loss", alpha_loss),
  SPK_JSON_REAL (SpkEpochRecord, "learning-rate", learning_rate),
  SPK_JSON_REAL (SpkEpochRecord, "temperature", temperature),
  SPK_JSON_REAL (SpkEpochRecord, "gradient-norm", gradient_norm),
  SPK_JSON_WHOLE (SpkEpochRecord, "samples", n_samples, G_MAXUINT),
  SPK_JSON_REAL (SpkEpochRecord, "dropped-events", dropped_events),
  SPK_JSON_WHOLE (SpkEpochRecord, "stable-epochs", stable_epochs, G_MAXUINT),
};

static const SpkJsonField layer_fields[] = {
  SPK_JSON_WHOLE (SpkLayerRecord, "neurons", neurons, SPK_RECORD_MAX_NEURONS),
  SPK_JSON_REAL (SpkLayerRecord, "entropy", entropy),
  SPK_JSON_REAL (SpkLayerRecord, "size-entropy", size_entropy),
  SPK_JSON_REAL (SpkLayerRecord, "mean-rate", mean_rate),
  SPK_JSON_REAL (SpkLayerRecord, "silent", silent),
};

static const SpkJsonField branch_fields[] = {
  SPK_JSON_WHOLE (SpkBranchRecord, "size", size, SPK_TOPOLOGY_MAX_SIZE),
  SPK_JSON_REAL (SpkBranchRecord, "probability", probability),
};

static const SpkJsonField histogram_fields[] = {
  SPK_JSON_REAL (SpkHistogram, "low", low),
  SPK_JSON_REAL (SpkHistogram, "high", high),
};

/* --- writing --- */

static JsonArray *
floats_to_json (const float *values, gsize n_values)
{
  JsonArray *array = json_array_sized_new (n_values);

  for (gsize i = 0; i < n_values; i++)
    json_array_add_element (array, spk_json_number_new (values[i]));
  return array;
}

static JsonObject *
branch_to_json (const SpkBranchRecord *branch)
{
  JsonObject *object = json_object_new ();
  gsize k = branch->size;

  spk_json_fields_write (object, branch, branch_fields, G_N_ELEMENTS (branch_fields));
  json_object_set_array_member (object, "intra", floats_to_json (branch->intra, k * k * 3));
  json_object_set_array_member (object, "lateral", floats_to_json (branch->lateral, k * 2 * 3));
  return object;
}

static JsonObject *
histogram_to_json (const SpkHistogram *histogram)
{
  JsonObject *object = json_object_new ();
  JsonArray *counts = json_array_sized_new (histogram->n_bins);

  for (guint i = 0; i < histogram->n_bins; i++)
    json_array_add_int_element (counts, (gint64) MIN (histogram->counts[i], (guint64) G_MAXINT64));
  spk_json_fields_write (object, histogram, histogram_fields, G_N_ELEMENTS (histogram_fields));
  json_object_set_array_member (object, "counts", counts);
  return object;
}

/* A number a neuron. */
static const struct
{
  const char *key;
  gsize       offset;
} neuron_fields[] = {
  { "neuron-rates", G_STRUCT_OFFSET (SpkLayerRecord, neuron_rates) },
  { "neuron-resistance", G_STRUCT_OFFSET (SpkLayerRecord, neuron_resistance) },
  { "neuron-tau-m", G_STRUCT_OFFSET (SpkLayerRecord, neuron_tau_m) },
};

static void
write_neurons (JsonObject *object, const SpkLayerRecord *layer)
{
  for (guint i = 0; i < G_N_ELEMENTS (neuron_fields); i++)
    {
      float *const *values = G_STRUCT_MEMBER_P (layer, neuron_fields[i].offset);

      if (*values != NULL)
        json_object_set_member (object, neuron_fields[i].key, spk_json_floats_new (*values, layer->neurons));
    }
}

static JsonObject *
layer_to_json (const SpkLayerRecord *layer)
{
  JsonObject *object = json_object_new ();
  JsonArray *branches = json_array_sized_new (layer->n_branches);

  for (guint i = 0; i < layer->n_branches; i++)
    json_array_add_object_element (branches, branch_to_json (&layer->branches[i]));
  spk_json_fields_write (object, layer, layer_fields, G_N_ELEMENTS (layer_fields));
  json_object_set_array_member (object, "branches", branches);
  if (layer->topology != NULL)
    json_object_set_member (object, "topology", spk_topology_to_json (layer->topology));
  else
    json_object_set_null_member (object, "topology");
  json_object_set_object_member (object, "rates", histogram_to_json (&layer->rates));
  json_object_set_object_member (object, "resistance", histogram_to_json (&layer->resistance));
  json_object_set_object_member (object, "tau-m", histogram_to_json (&layer->tau_m));
  write_neurons (object, layer);
  return object;
}

/**
 * spk_epoch_record_to_json:
 *
 * Numbers are written exactly, NaN as null, an infinite one as a string; rasters and numbers of each neuron in base64.
 *
 * Returns: (transfer full): an object that spk_epoch_record_from_json() reads back
 */
JsonNode *
spk_epoch_record_to_json (const SpkEpochRecord *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *layers = json_array_sized_new (self->n_layers);
  JsonArray *probes = json_array_sized_new (self->n_probes);

  for (guint i = 0; i < self->n_layers; i++)
    json_array_add_object_element (layers, layer_to_json (&self->layers[i]));
  json_object_set_string_member (object, "phase", spk_phase_to_string (self->phase));
  spk_json_fields_write (object, self, record_fields, G_N_ELEMENTS (record_fields));
  json_object_set_array_member (object, "layers", layers);
  for (guint i = 0; i < self->n_probes; i++)
    json_array_add_element (probes, spk_probe_to_json (self->probes[i]));
  json_object_set_array_member (object, "probes", probes);
  json_node_take_object (node, object);
  return node;
}

/* --- reading --- */

static float *
read_floats (JsonObject *object, const char *key, guint n_values, GError **error)
{
  JsonArray *array = spk_json_find_array (object, key, n_values, error);

  if (array == NULL)
    return NULL;
  if (json_array_get_length (array) != n_values)
    {
      spk_json_fail (error, "%s: %u numbers, where %u are needed", key, json_array_get_length (array), n_values);
      return NULL;
    }

  g_autofree float *values = g_new (float, n_values);

  for (guint i = 0; i < n_values; i++)
    {
      double value = NAN;

      if (!spk_json_number_read (json_array_get_element (array, i), &value, error))
        {
          g_prefix_error (error, "%s[%u]: ", key, i);
          return NULL;
        }
      if (isfinite (value) && fabs (value) > FLT_MAX)
        {
          spk_json_fail (error, "%s[%u]: the number is too large", key, i);
          return NULL;
        }
      values[i] = (float) value;
    }
  return g_steal_pointer (&values);
}

static gboolean
read_branch (JsonNode *node, SpkBranchRecord *branch, GError **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return spk_json_fail (error, "an object is needed");

  JsonObject *object = json_node_get_object (node);

  if (!spk_json_fields_read (object, branch, branch_fields, G_N_ELEMENTS (branch_fields), error))
    return FALSE;
  if (branch->size == 0)
    return spk_json_fail (error, "size: a motif has at least 1 neuron");
  branch->intra = read_floats (object, "intra", branch->size * branch->size * 3, error);
  if (branch->intra == NULL)
    return FALSE;
  branch->lateral = read_floats (object, "lateral", branch->size * 2 * 3, error);
  return branch->lateral != NULL;
}

static gboolean
read_branches (JsonObject *object, SpkLayerRecord *layer, GError **error)
{
  JsonArray *array = spk_json_find_array (object, "branches", MAX_BRANCHES, error);

  if (array == NULL)
    return FALSE;
  layer->n_branches = json_array_get_length (array);
  layer->branches = g_new0 (SpkBranchRecord, layer->n_branches);
  for (guint i = 0; i < layer->n_branches; i++)
    if (!read_branch (json_array_get_element (array, i), &layer->branches[i], error))
      {
        g_prefix_error (error, "branches[%u]: ", i);
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_counts (JsonObject *object, SpkHistogram *histogram, GError **error)
{
  JsonArray *array = spk_json_find_array (object, "counts", MAX_BINS, error);

  if (array == NULL)
    return FALSE;
  histogram->n_bins = json_array_get_length (array);
  if (histogram->n_bins > 0 && !(isfinite (histogram->high - histogram->low) && histogram->low < histogram->high))
    return spk_json_fail (error, "high: it is not above low");
  histogram->counts = g_new0 (guint64, histogram->n_bins);
  for (guint i = 0; i < histogram->n_bins; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!spk_json_holds (node, G_TYPE_INT64) || json_node_get_int (node) < 0)
        return spk_json_fail (error, "counts[%u]: a whole number from 0 is needed", i);
      histogram->counts[i] = (guint64) json_node_get_int (node);
    }
  return TRUE;
}

static gboolean
read_histogram (JsonObject *object, const char *key, SpkHistogram *histogram, GError **error)
{
  JsonObject *member = spk_json_find_object (object, key, error);

  if (member == NULL)
    return FALSE;
  if (spk_json_fields_read (member, histogram, histogram_fields, G_N_ELEMENTS (histogram_fields), error) &&
      read_counts (member, histogram, error))
    return TRUE;
  g_prefix_error (error, "%s: ", key);
  return FALSE;
}

static gboolean
read_topology (JsonObject *object, SpkTopology **topology, GError **error)
{
  JsonNode *member = spk_json_find_member (object, "topology", error);

  if (member == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_NULL (member))
    return TRUE;
  *topology = spk_topology_from_json (member, error);
  if (*topology == NULL)
    g_prefix_error (error, "topology: ");
  return *topology != NULL;
}

/* Records of before 0.2 have none. */
static gboolean
read_neurons (JsonObject *object, SpkLayerRecord *layer, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (neuron_fields); i++)
    {
      JsonNode *member = json_object_get_member (object, neuron_fields[i].key);
      float **values = G_STRUCT_MEMBER_P (layer, neuron_fields[i].offset);

      if (member == NULL)
        continue;
      *values = g_new (float, layer->neurons);
      if (!spk_json_floats_read (member, *values, layer->neurons, error))
        {
          g_prefix_error (error, "%s: ", neuron_fields[i].key);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_layer (JsonNode *node, SpkLayerRecord *layer, GError **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return spk_json_fail (error, "an object is needed");

  JsonObject *object = json_node_get_object (node);

  return spk_json_fields_read (object, layer, layer_fields, G_N_ELEMENTS (layer_fields), error) &&
         read_branches (object, layer, error) && read_topology (object, &layer->topology, error) &&
         read_histogram (object, "rates", &layer->rates, error) &&
         read_histogram (object, "resistance", &layer->resistance, error) &&
         read_histogram (object, "tau-m", &layer->tau_m, error) && read_neurons (object, layer, error);
}

static gboolean
add_probe (SpkEpochRecord *self, JsonNode *node, SpkProbeForm form, GError **error)
{
  SpkProbe *probe = spk_probe_from_json (node, form, error);

  if (probe != NULL)
    self->probes[self->n_probes++] = probe;
  return probe != NULL;
}

/* The single probe of older records, which all had one. */
static gboolean
read_old_probe (JsonNode *node, SpkEpochRecord *self, GError **error)
{
  self->probes = g_new0 (SpkProbe *, 1);
  if (add_probe (self, node, SPK_PROBE_BITS, error))
    return TRUE;
  g_prefix_error (error, "probe: ");
  return FALSE;
}

static gboolean
read_probes (JsonObject *object, SpkEpochRecord *self, GError **error)
{
  JsonArray *array;

  if (json_object_has_member (object, "probe"))
    return read_old_probe (json_object_get_member (object, "probe"), self, error);
  array = spk_json_find_array (object, "probes", MAX_PROBES, error);
  if (array == NULL)
    return FALSE;
  self->probes = g_new0 (SpkProbe *, json_array_get_length (array));
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!add_probe (self, json_array_get_element (array, i), SPK_PROBE_PACKED, error))
      {
        g_prefix_error (error, "probes[%u]: ", i);
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_phase (JsonObject *object, SpkPhase *phase, GError **error)
{
  JsonNode *member = spk_json_find_member (object, "phase", error);

  if (member == NULL)
    return FALSE;
  for (guint i = 0; i <= SPK_PHASE_TRAIN && spk_json_holds (member, G_TYPE_STRING); i++)
    if (g_str_equal (json_node_get_string (member), spk_phase_to_string ((SpkPhase) i)))
      {
        *phase = (SpkPhase) i;
        return TRUE;
      }
  return spk_json_fail (error, "phase: \"search\" or \"train\" is needed");
}

/**
 * spk_epoch_record_from_json:
 * @node: anything that a JSON parser returned
 *
 * Reads what spk_epoch_record_to_json() wrote. Every key is needed; others are left alone, so that a record of a
 * later version can be read. Fails with %SPK_MODEL_ERROR_FORMAT and says where, as
 * "layers[0]: branches[1]: intra: 12 numbers, where 48 are needed".
 *
 * Returns: (transfer full) (nullable): the record
 */
SpkEpochRecord *
spk_epoch_record_from_json (JsonNode *node, GError **error)
{
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      spk_json_fail (error, "the record of an epoch is a JSON object");
      return NULL;
    }

  JsonObject *object = json_node_get_object (node);
  JsonArray *layers = spk_json_find_array (object, "layers", SPK_RECORD_MAX_LAYERS, error);

  if (layers == NULL)
    return NULL;

  g_autoptr (SpkEpochRecord) self = spk_epoch_record_new (json_array_get_length (layers));

  if (!read_phase (object, &self->phase, error) ||
      !spk_json_fields_read (object, self, record_fields, G_N_ELEMENTS (record_fields), error))
    return NULL;
  for (guint i = 0; i < self->n_layers; i++)
    if (!read_layer (json_array_get_element (layers, i), &self->layers[i], error))
      {
        g_prefix_error (error, "layers[%u]: ", i);
        return NULL;
      }
  if (!read_probes (object, self, error))
    return NULL;
  return g_steal_pointer (&self);
}
