/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-epoch-record.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* What no record of ours exceeds: a file that does is damaged, or made to do harm. */
#define MAX_LAYERS   256
#define MAX_BRANCHES 1024
#define MAX_BINS     65536
#define MAX_CLASSES  1000000
#define MAX_NEURONS  16777216
#define MAX_STEPS    1000000

typedef struct
{
  const char *key;
  gsize       offset;
  guint       maximum; /* of a guint; 0 where the field is a double */
} Field;

#define REAL(type, key, name)           { key, G_STRUCT_OFFSET (type, name), 0 }
#define WHOLE(type, key, name, maximum) { key, G_STRUCT_OFFSET (type, name), maximum }

static const Field record_fields[] = {
  WHOLE (SpkEpochRecord, "epoch", epoch, G_MAXUINT),
  WHOLE (SpkEpochRecord, "epochs", n_epochs, G_MAXUINT),
  REAL (SpkEpochRecord, "seconds", seconds),
  REAL (SpkEpochRecord, "train-loss", train_loss),
  REAL (SpkEpochRecord, "train-accuracy", train_accuracy),
  REAL (SpkEpochRecord, "valid-loss", valid_loss),
  REAL (SpkEpochRecord, "valid-accuracy", valid_accuracy),
  REAL (SpkEpochRecord, "derived-accuracy", derived_accuracy),
  REAL (SpkEpochRecord, "alpha-loss", alpha_loss),
  REAL (SpkEpochRecord, "learning-rate", learning_rate),
  REAL (SpkEpochRecord, "temperature", temperature),
  REAL (SpkEpochRecord, "gradient-norm", gradient_norm),
  WHOLE (SpkEpochRecord, "samples", n_samples, G_MAXUINT),
  REAL (SpkEpochRecord, "dropped-events", dropped_events),
  WHOLE (SpkEpochRecord, "stable-epochs", stable_epochs, G_MAXUINT),
};

static const Field layer_fields[] = {
  WHOLE (SpkLayerRecord, "neurons", neurons, MAX_NEURONS),
  REAL (SpkLayerRecord, "entropy", entropy),
  REAL (SpkLayerRecord, "size-entropy", size_entropy),
  REAL (SpkLayerRecord, "mean-rate", mean_rate),
  REAL (SpkLayerRecord, "silent", silent),
};

static const Field branch_fields[] = {
  WHOLE (SpkBranchRecord, "size", size, SPK_TOPOLOGY_MAX_SIZE),
  REAL (SpkBranchRecord, "probability", probability),
};

static const Field histogram_fields[] = {
  REAL (SpkHistogram, "low", low),
  REAL (SpkHistogram, "high", high),
};

static const Field probe_fields[] = {
  WHOLE (SpkProbe, "sample", sample, G_MAXUINT),
  WHOLE (SpkProbe, "label", label, G_MAXUINT),
  WHOLE (SpkProbe, "prediction", prediction, G_MAXUINT),
  WHOLE (SpkProbe, "steps", steps, MAX_STEPS),
  WHOLE (SpkProbe, "channels", channels, MAX_NEURONS),
};

/* --- writing --- */

/* A number as JSON can hold it: NaN as null, and as a string what is infinite or what json-glib 1.6 writes in a
 * way no parser reads, as "1e+22.0". */
static JsonNode *
number_to_json (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (value))
    return json_node_new (JSON_NODE_NULL);

  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  g_ascii_dtostr (text, sizeof text, value);
  if (isinf (value) || (strchr (text, 'e') != NULL && strchr (text, '.') == NULL))
    json_node_set_string (node, text);
  else
    json_node_set_double (node, value);
  return node;
}

static void
write_fields (JsonObject *object, gconstpointer self, const Field *fields, guint n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    {
      gconstpointer value = G_STRUCT_MEMBER_P (self, fields[i].offset);

      if (fields[i].maximum > 0)
        json_object_set_int_member (object, fields[i].key, *(const guint *) value);
      else
        json_object_set_member (object, fields[i].key, number_to_json (*(const double *) value));
    }
}

static JsonArray *
floats_to_json (const float *values, gsize n_values)
{
  JsonArray *array = json_array_sized_new (n_values);

  for (gsize i = 0; i < n_values; i++)
    json_array_add_element (array, number_to_json (values[i]));
  return array;
}

static JsonObject *
branch_to_json (const SpkBranchRecord *branch)
{
  JsonObject *object = json_object_new ();
  gsize k = branch->size;

  write_fields (object, branch, branch_fields, G_N_ELEMENTS (branch_fields));
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
  write_fields (object, histogram, histogram_fields, G_N_ELEMENTS (histogram_fields));
  json_object_set_array_member (object, "counts", counts);
  return object;
}

static JsonObject *
layer_to_json (const SpkLayerRecord *layer)
{
  JsonObject *object = json_object_new ();
  JsonArray *branches = json_array_sized_new (layer->n_branches);

  for (guint i = 0; i < layer->n_branches; i++)
    json_array_add_object_element (branches, branch_to_json (&layer->branches[i]));
  write_fields (object, layer, layer_fields, G_N_ELEMENTS (layer_fields));
  json_object_set_array_member (object, "branches", branches);
  if (layer->topology != NULL)
    json_object_set_member (object, "topology", spk_topology_to_json (layer->topology));
  else
    json_object_set_null_member (object, "topology");
  json_object_set_object_member (object, "rates", histogram_to_json (&layer->rates));
  json_object_set_object_member (object, "resistance", histogram_to_json (&layer->resistance));
  json_object_set_object_member (object, "tau-m", histogram_to_json (&layer->tau_m));
  return object;
}

static char *
bits_to_text (GBytes *bits)
{
  gsize size = 0;
  const guchar *data = bits != NULL ? g_bytes_get_data (bits, &size) : NULL;

  return size > 0 ? g_base64_encode (data, size) : g_strdup ("");
}

static JsonObject *
probe_to_json (const SpkProbe *probe)
{
  JsonObject *object = json_object_new ();
  JsonArray *scores = json_array_sized_new (probe->classes);
  JsonArray *neurons = json_array_sized_new (probe->n_layers);
  JsonArray *spikes = json_array_sized_new (probe->n_layers);
  g_autofree char *input = bits_to_text (probe->input);

  for (guint i = 0; i < probe->classes; i++)
    json_array_add_element (scores, number_to_json (probe->scores[i]));
  for (guint i = 0; i < probe->n_layers; i++)
    {
      g_autofree char *bits = bits_to_text (probe->spikes[i]);

      json_array_add_int_element (neurons, probe->neurons[i]);
      json_array_add_string_element (spikes, bits);
    }
  write_fields (object, probe, probe_fields, G_N_ELEMENTS (probe_fields));
  json_object_set_array_member (object, "scores", scores);
  json_object_set_array_member (object, "neurons", neurons);
  json_object_set_string_member (object, "input", input);
  json_object_set_array_member (object, "spikes", spikes);
  return object;
}

/**
 * spk_epoch_record_to_json:
 *
 * Numbers are written exactly, NaN as null, an infinite one as a string; the bits of the probe in base64.
 *
 * Returns: (transfer full): an object that spk_epoch_record_from_json() reads back
 */
JsonNode *
spk_epoch_record_to_json (const SpkEpochRecord *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *layers = json_array_sized_new (self->n_layers);

  for (guint i = 0; i < self->n_layers; i++)
    json_array_add_object_element (layers, layer_to_json (&self->layers[i]));
  json_object_set_string_member (object, "phase", spk_phase_to_string (self->phase));
  write_fields (object, self, record_fields, G_N_ELEMENTS (record_fields));
  json_object_set_array_member (object, "layers", layers);
  json_object_set_object_member (object, "probe", probe_to_json (&self->probe));
  json_node_take_object (node, object);
  return node;
}

/* --- reading --- */

static gboolean G_GNUC_PRINTF (2, 3)
fail (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT, format, arguments);
  va_end (arguments);
  return FALSE;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static JsonNode *
find_member (JsonObject *object, const char *key, GError **error)
{
  JsonNode *member = json_object_get_member (object, key);

  if (member == NULL)
    fail (error, "%s: it is missing", key);
  return member;
}

static JsonArray *
find_array (JsonObject *object, const char *key, guint max_length, GError **error)
{
  JsonNode *member = find_member (object, key, error);

  if (member == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (member) && json_array_get_length (json_node_get_array (member)) <= max_length)
    return json_node_get_array (member);
  fail (error, "%s: an array of up to %u items is needed", key, max_length);
  return NULL;
}

static JsonObject *
find_object (JsonObject *object, const char *key, GError **error)
{
  JsonNode *member = find_member (object, key, error);

  if (member == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (member))
    return json_node_get_object (member);
  fail (error, "%s: an object is needed", key);
  return NULL;
}

static gboolean
read_number (JsonNode *node, double *value, GError **error)
{
  char *end = NULL;

  if (JSON_NODE_HOLDS_NULL (node))
    *value = NAN;
  else if (holds (node, G_TYPE_INT64) || holds (node, G_TYPE_DOUBLE))
    *value = json_node_get_double (node);
  else if (holds (node, G_TYPE_STRING))
    *value = g_ascii_strtod (json_node_get_string (node), &end);
  else
    return fail (error, "a number or null is needed");
  if (end != NULL && (end == json_node_get_string (node) || *end != '\0'))
    return fail (error, "a number or null is needed");
  return TRUE;
}

static gboolean
read_whole (JsonNode *node, guint maximum, guint *value, GError **error)
{
  if (!holds (node, G_TYPE_INT64) || json_node_get_int (node) < 0 || json_node_get_int (node) > maximum)
    return fail (error, "a whole number from 0 to %u is needed", maximum);
  *value = (guint) json_node_get_int (node);
  return TRUE;
}

static gboolean
read_fields (JsonObject *object, gpointer self, const Field *fields, guint n_fields, GError **error)
{
  for (guint i = 0; i < n_fields; i++)
    {
      JsonNode *node = find_member (object, fields[i].key, error);
      gpointer value = G_STRUCT_MEMBER_P (self, fields[i].offset);

      if (node == NULL)
        return FALSE;
      if (fields[i].maximum > 0 ? read_whole (node, fields[i].maximum, value, error)
                                : read_number (node, value, error))
        continue;
      g_prefix_error (error, "%s: ", fields[i].key);
      return FALSE;
    }
  return TRUE;
}

static float *
read_floats (JsonObject *object, const char *key, guint n_values, GError **error)
{
  JsonArray *array = find_array (object, key, n_values, error);

  if (array == NULL)
    return NULL;
  if (json_array_get_length (array) != n_values)
    {
      fail (error, "%s: %u numbers, where %u are needed", key, json_array_get_length (array), n_values);
      return NULL;
    }

  g_autofree float *values = g_new (float, n_values);

  for (guint i = 0; i < n_values; i++)
    {
      double value = NAN;

      if (!read_number (json_array_get_element (array, i), &value, error))
        {
          g_prefix_error (error, "%s[%u]: ", key, i);
          return NULL;
        }
      if (isfinite (value) && fabs (value) > FLT_MAX)
        {
          fail (error, "%s[%u]: the number is too large", key, i);
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
    return fail (error, "an object is needed");

  JsonObject *object = json_node_get_object (node);

  if (!read_fields (object, branch, branch_fields, G_N_ELEMENTS (branch_fields), error))
    return FALSE;
  if (branch->size == 0)
    return fail (error, "size: a motif has at least 1 neuron");
  branch->intra = read_floats (object, "intra", branch->size * branch->size * 3, error);
  if (branch->intra == NULL)
    return FALSE;
  branch->lateral = read_floats (object, "lateral", branch->size * 2 * 3, error);
  return branch->lateral != NULL;
}

static gboolean
read_branches (JsonObject *object, SpkLayerRecord *layer, GError **error)
{
  JsonArray *array = find_array (object, "branches", MAX_BRANCHES, error);

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
  JsonArray *array = find_array (object, "counts", MAX_BINS, error);

  if (array == NULL)
    return FALSE;
  histogram->n_bins = json_array_get_length (array);
  if (histogram->n_bins > 0 && !(isfinite (histogram->high - histogram->low) && histogram->low < histogram->high))
    return fail (error, "high: it is not above low");
  histogram->counts = g_new0 (guint64, histogram->n_bins);
  for (guint i = 0; i < histogram->n_bins; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!holds (node, G_TYPE_INT64) || json_node_get_int (node) < 0)
        return fail (error, "counts[%u]: a whole number from 0 is needed", i);
      histogram->counts[i] = (guint64) json_node_get_int (node);
    }
  return TRUE;
}

static gboolean
read_histogram (JsonObject *object, const char *key, SpkHistogram *histogram, GError **error)
{
  JsonObject *member = find_object (object, key, error);

  if (member == NULL)
    return FALSE;
  if (read_fields (member, histogram, histogram_fields, G_N_ELEMENTS (histogram_fields), error) &&
      read_counts (member, histogram, error))
    return TRUE;
  g_prefix_error (error, "%s: ", key);
  return FALSE;
}

static gboolean
read_topology (JsonObject *object, SpkTopology **topology, GError **error)
{
  JsonNode *member = find_member (object, "topology", error);

  if (member == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_NULL (member))
    return TRUE;
  *topology = spk_topology_from_json (member, error);
  if (*topology == NULL)
    g_prefix_error (error, "topology: ");
  return *topology != NULL;
}

static gboolean
read_layer (JsonNode *node, SpkLayerRecord *layer, GError **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "an object is needed");

  JsonObject *object = json_node_get_object (node);

  return read_fields (object, layer, layer_fields, G_N_ELEMENTS (layer_fields), error) &&
         read_branches (object, layer, error) && read_topology (object, &layer->topology, error) &&
         read_histogram (object, "rates", &layer->rates, error) &&
         read_histogram (object, "resistance", &layer->resistance, error) &&
         read_histogram (object, "tau-m", &layer->tau_m, error);
}

/* The bits of [steps][width]; NULL where there are none. */
static gboolean
read_bits (JsonNode *node, guint steps, guint width, GBytes **bits, GError **error)
{
  guint64 n_bytes = ((guint64) steps * width + 7) / 8;

  if (!holds (node, G_TYPE_STRING))
    return fail (error, "a string of base64 is needed");
  if (strlen (json_node_get_string (node)) != (n_bytes + 2) / 3 * 4)
    return fail (error, "%" G_GUINT64_FORMAT " bytes in base64 are needed", n_bytes);
  if (n_bytes == 0)
    return TRUE;

  gsize size = 0;
  guchar *data = g_base64_decode (json_node_get_string (node), &size);

  *bits = g_bytes_new_take (data, size);
  if (size != n_bytes)
    return fail (error, "%" G_GUINT64_FORMAT " bytes in base64 are needed", n_bytes);
  return TRUE;
}

static gboolean
read_scores (JsonObject *object, SpkProbe *probe, GError **error)
{
  JsonArray *array = find_array (object, "scores", MAX_CLASSES, error);

  if (array == NULL)
    return FALSE;
  probe->classes = json_array_get_length (array);
  probe->scores = g_new0 (double, probe->classes);
  for (guint i = 0; i < probe->classes; i++)
    if (!read_number (json_array_get_element (array, i), &probe->scores[i], error))
      {
        g_prefix_error (error, "scores[%u]: ", i);
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_spikes (JsonObject *object, SpkProbe *probe, GError **error)
{
  JsonArray *neurons = find_array (object, "neurons", MAX_LAYERS, error);
  JsonArray *spikes = neurons != NULL ? find_array (object, "spikes", MAX_LAYERS, error) : NULL;

  if (spikes == NULL)
    return FALSE;
  if (json_array_get_length (spikes) != json_array_get_length (neurons))
    return fail (error, "spikes: %u layers, where neurons has %u", json_array_get_length (spikes),
                 json_array_get_length (neurons));
  probe->n_layers = json_array_get_length (neurons);
  probe->neurons = g_new0 (guint, probe->n_layers);
  probe->spikes = g_new0 (GBytes *, probe->n_layers);
  for (guint i = 0; i < probe->n_layers; i++)
    {
      if (!read_whole (json_array_get_element (neurons, i), MAX_NEURONS, &probe->neurons[i], error))
        {
          g_prefix_error (error, "neurons[%u]: ", i);
          return FALSE;
        }
      if (!read_bits (json_array_get_element (spikes, i), probe->steps, probe->neurons[i], &probe->spikes[i], error))
        {
          g_prefix_error (error, "spikes[%u]: ", i);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_input (JsonObject *object, SpkProbe *probe, GError **error)
{
  JsonNode *member = find_member (object, "input", error);

  if (member == NULL)
    return FALSE;
  if (read_bits (member, probe->steps, probe->channels, &probe->input, error))
    return TRUE;
  g_prefix_error (error, "input: ");
  return FALSE;
}

static gboolean
read_probe (JsonObject *object, SpkProbe *probe, GError **error)
{
  JsonObject *member = find_object (object, "probe", error);

  if (member == NULL)
    return FALSE;
  if (read_fields (member, probe, probe_fields, G_N_ELEMENTS (probe_fields), error) &&
      read_scores (member, probe, error) && read_input (member, probe, error) && read_spikes (member, probe, error))
    return TRUE;
  g_prefix_error (error, "probe: ");
  return FALSE;
}

static gboolean
read_phase (JsonObject *object, SpkPhase *phase, GError **error)
{
  JsonNode *member = find_member (object, "phase", error);

  if (member == NULL)
    return FALSE;
  for (guint i = 0; i <= SPK_PHASE_TRAIN && holds (member, G_TYPE_STRING); i++)
    if (g_str_equal (json_node_get_string (member), spk_phase_to_string ((SpkPhase) i)))
      {
        *phase = (SpkPhase) i;
        return TRUE;
      }
  return fail (error, "phase: \"search\" or \"train\" is needed");
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
      fail (error, "the record of an epoch is a JSON object");
      return NULL;
    }

  JsonObject *object = json_node_get_object (node);
  JsonArray *layers = find_array (object, "layers", MAX_LAYERS, error);

  if (layers == NULL)
    return NULL;

  g_autoptr (SpkEpochRecord) self = spk_epoch_record_new (json_array_get_length (layers));

  if (!read_phase (object, &self->phase, error) ||
      !read_fields (object, self, record_fields, G_N_ELEMENTS (record_fields), error))
    return NULL;
  for (guint i = 0; i < self->n_layers; i++)
    if (!read_layer (json_array_get_element (layers, i), &self->layers[i], error))
      {
        g_prefix_error (error, "layers[%u]: ", i);
        return NULL;
      }
  if (!read_probe (object, &self->probe, error))
    return NULL;
  return g_steal_pointer (&self);
}
