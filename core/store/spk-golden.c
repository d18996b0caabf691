/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/spk-golden.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "base/spk-floats.h"
#include "model/spk-engine.h"

/*
 * A golden case is a small network with its inputs, and what an independent implementation in float64 with automatic
 * differentiation makes of it. The cases are trusted files of the developers; still, a wrong one gives an error.
 */

typedef struct
{
  JsonObject *root;
  JsonObject *config;
  JsonArray  *layers;
  JsonObject *expect;
  guint       batch;
  guint       steps;
  SpkNetwork *network;
} Case;

static void
case_clear (Case *self)
{
  g_clear_pointer (&self->network, spk_network_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static gboolean
fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError **error, const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT, message);
  return FALSE;
}

static void
flatten (JsonNode *node, GArray *values)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        flatten (json_array_get_element (array, i), values);
    }
  else
    {
      double value = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : NAN;

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
        value = json_node_get_int (node);
      g_array_append_val (values, value);
    }
}

/* The numbers of a member, whatever their nesting, or NULL with an error if there are not n of them. */
static double *
read_numbers (JsonObject *object, const char *key, gsize n, GError **error)
{
  JsonNode *node = json_object_get_member (object, key);
  GArray *values;

  if (node == NULL)
    {
      fail (error, "\"%s\" is missing", key);
      return NULL;
    }
  values = g_array_new (FALSE, FALSE, sizeof (double));
  flatten (node, values);
  if (values->len != n)
    {
      fail (error, "\"%s\" holds %u numbers instead of %" G_GSIZE_FORMAT, key, values->len, n);
      g_array_unref (values);
      return NULL;
    }
  return (double *) (gpointer) g_array_free (values, FALSE);
}

static gboolean
read_number (JsonObject *object, const char *key, double *number, GError **error)
{
  g_autofree double *numbers = read_numbers (object, key, 1, error);

  if (numbers == NULL)
    return FALSE;
  *number = numbers[0];
  return TRUE;
}

static gboolean
read_count (JsonObject *object, const char *key, guint *count, GError **error)
{
  double number;

  if (!read_number (object, key, &number, error))
    return FALSE;
  if (!(number >= 1 && number <= 1e6))
    return fail (error, "\"%s\" is not a count", key);
  *count = (guint) number;
  return TRUE;
}

static JsonArray *
get_array (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static SpkTopology *
read_topology (JsonObject *layer, guint k, GError **error)
{
  g_autofree double *a = read_numbers (layer, "a", (gsize) k * k, error);
  g_autofree double *b = a != NULL ? read_numbers (layer, "b", (gsize) k * 2, error) : NULL;
  g_autofree gint8 *intra = g_new (gint8, (gsize) k * k), *lateral = g_new (gint8, (gsize) k * 2);

  if (b == NULL)
    return NULL;
  for (guint i = 0; i < k * k; i++)
    intra[i] = a[i];
  for (guint i = 0; i < k * 2; i++)
    lateral[i] = b[i];
  return spk_topology_new (k, intra, lateral);
}

static gboolean
read_layer_spec (JsonObject *layer, SpkLayerSpec *spec, GError **error)
{
  JsonArray *branches = get_array (layer, "branches");
  guint k;

  if (!read_count (layer, "N", &spec->neurons, error))
    return FALSE;
  if (branches == NULL)
    {
      spec->kind = SPK_LAYER_SC_ML;
      if (!read_count (layer, "k", &k, error))
        return FALSE;
      spec->topology = read_topology (layer, k, error);
      return spec->topology != NULL;
    }
  spec->kind = SPK_LAYER_SUPERNET;
  spec->n_sizes = json_array_get_length (branches);
  if (spec->n_sizes > SPK_MAX_SIZES)
    return fail (error, "more than %d branches", SPK_MAX_SIZES);
  for (guint b = 0; b < spec->n_sizes; b++)
    if (!read_count (json_array_get_object_element (branches, b), "k", &spec->sizes[b], error))
      return FALSE;
  return TRUE;
}

static gboolean
read_spec (Case *self, SpkNetworkSpec *spec, double *temperature, GError **error)
{
  if (!read_count (self->config, "batch", &self->batch, error) || !read_count (self->config, "steps", &self->steps, error) ||
      !read_count (self->config, "channels", &spec->channels, error) ||
      !read_count (self->config, "classes", &spec->classes, error) ||
      !read_number (self->config, "tau_s", &spec->tau_s, error) ||
      !read_number (self->config, "tau_m_readout", &spec->tau_m_readout, error) ||
      !read_number (self->config, "beta", &spec->slope, error) || !read_number (self->config, "gain", &spec->gain, error) ||
      !read_number (self->config, "temperature", temperature, error))
    return FALSE;
  if (json_array_get_length (self->layers) > SPK_MAX_LAYERS)
    return fail (error, "more than %d layers", SPK_MAX_LAYERS);
  spec->n_layers = json_array_get_length (self->layers);
  for (guint l = 0; l < spec->n_layers; l++)
    if (!read_layer_spec (json_array_get_object_element (self->layers, l), &spec->layers[l], error))
      return FALSE;
  return spk_network_spec_check (spec, error);
}

/* Name of a segment in a golden file, and the object it is a member of. NULL for segments that files do not have. */
static JsonObject *
locate (JsonObject *root, JsonArray *layers, const char *segment, const char **key)
{
  g_auto (GStrv) parts = g_strsplit (segment, "/", 3);
  JsonObject *object;

  if (g_str_equal (segment, "readout"))
    {
      *key = "readout";
      return root;
    }
  object = json_array_get_object_element (layers, g_ascii_strtoull (parts[0] + strlen ("layer"), NULL, 10));
  if (parts[2] != NULL)
    object = json_array_get_object_element (get_array (object, "branches"),
                                            g_ascii_strtoull (parts[1] + strlen ("branch"), NULL, 10));
  *key = g_intern_string (parts[2] != NULL ? parts[2] : parts[1]);
  if (g_str_equal (*key, "alpha_lateral"))
    *key = "alpha_inter";
  return object;
}

/* Files have the target of a dense matrix as first index, networks its source. */
static gboolean
is_turned (const SpkParameter *parameter)
{
  return parameter->rank == 2;
}

static gsize
place_in_network (const SpkParameter *parameter, gsize place_in_file)
{
  if (!is_turned (parameter))
    return place_in_file;
  return place_in_file % parameter->dims[0] * parameter->dims[1] + place_in_file / parameter->dims[0];
}

static gboolean
read_values (Case *self, GError **error)
{
  for (guint i = 0; i < self->network->n_parameters; i++)
    {
      const SpkParameter *parameter = &self->network->parameters[i];
      const char *key;
      JsonObject *object = locate (self->root, self->layers, parameter->name, &key);
      g_autofree double *numbers = read_numbers (object, key, parameter->n, error);

      if (numbers == NULL)
        return FALSE;
      for (gsize j = 0; j < parameter->n; j++)
        self->network->values[parameter->offset + place_in_network (parameter, j)] = (float) numbers[j];
    }
  return TRUE;
}

static gboolean
case_read (Case *self, JsonNode *node, GError **error)
{
  SpkNetworkSpec spec = { .readout = SPK_READOUT_LINEAR, .branch_scale = FALSE };
  double temperature;
  gboolean good;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "not a JSON object");
  self->root = json_node_get_object (node);
  if (!json_object_has_member (self->root, "schema") ||
      g_strcmp0 (json_object_get_string_member (self->root, "schema"), "spikesmith-golden/1") != 0)
    return fail (error, "\"schema\" is not \"spikesmith-golden/1\"");
  self->config = get_object (self->root, "config");
  self->layers = get_array (self->root, "layers");
  self->expect = get_object (self->root, "expect");
  if (self->config == NULL || self->layers == NULL || self->expect == NULL || get_object (self->expect, "grad") == NULL)
    return fail (error, "one of \"config\", \"layers\", \"expect\" and \"grad\" in it is missing");

  good = read_spec (self, &spec, &temperature, error);
  if (good)
    self->network = spk_network_new (&spec);
  spk_network_spec_clear (&spec);
  if (!good)
    return FALSE;
  self->network->temperature = temperature;
  return read_values (self, error);
}

typedef struct
{
  const double *x; /* [B][T][C] */
  const double *labels;
  guint         batch;
} Inputs;

static void
fill_shard (gpointer data, guint shard, SpkShard *into)
{
  const Inputs *inputs = data;
  const gsize size = (gsize) into->steps * into->channels;

  spk_shard_clear (into);
  into->n_samples = MIN (SPK_LANES, inputs->batch - shard * SPK_LANES);
  for (guint lane = 0; lane < into->n_samples; lane++)
    {
      const guint sample = shard * SPK_LANES + lane;

      into->samples[lane] = sample;
      into->labels[lane] = (guint32) inputs->labels[sample];
      for (gsize i = 0; i < size; i++)
        if (inputs->x[sample * size + i] != 0)
          into->masks[i] |= 1u << lane;
    }
}

/* Largest difference, relative to the largest expected value. */
typedef struct
{
  double difference;
  double largest;
} Distance;

static void
distance_add (Distance *self, double value, double expected)
{
  self->difference = fmax (self->difference, isnan (value) ? INFINITY : fabs (value - expected));
  self->largest = fmax (self->largest, fabs (expected));
}

static double
distance_relative (const Distance *self)
{
  return self->largest > 0 ? self->difference / self->largest : self->difference;
}

static gboolean
compare_gradients (const Case *self, const float *gradient, SpkGoldenReport *report, GError **error)
{
  JsonObject *expected = get_object (self->expect, "grad");
  JsonArray *layers = get_array (expected, "layers");

  if (layers == NULL || json_array_get_length (layers) != self->network->spec.n_layers)
    return fail (error, "\"grad\" has not one entry a layer");
  for (guint i = 0; i < self->network->n_parameters; i++)
    {
      const SpkParameter *parameter = &self->network->parameters[i];
      g_autofree double *numbers = NULL;
      Distance distance = { 0, 0 };
      const char *key;
      JsonObject *object;

      if (parameter->group == SPK_GROUP_NEURON)
        continue;
      object = locate (expected, layers, parameter->name, &key);
      numbers = read_numbers (object, key, parameter->n, error);
      if (numbers == NULL)
        return FALSE;
      for (gsize j = 0; j < parameter->n; j++)
        distance_add (&distance, gradient[parameter->offset + place_in_network (parameter, j)], numbers[j]);
      if (report->worst_gradient == NULL || distance_relative (&distance) > report->gradient_error)
        {
          report->gradient_error = distance_relative (&distance);
          g_free (report->worst_gradient);
          report->worst_gradient = g_strdup (parameter->name);
        }
    }
  return TRUE;
}

/* Spikes of one shard against the file's [layer][B][T][N]; layers may differ in N. */
static void
compare_spikes (const Case *self, const double *expected, guint shard, guint16 *const *spikes, SpkGoldenReport *report)
{
  for (guint l = 0; l < self->network->spec.n_layers; l++)
    {
      const gsize n = self->network->spec.layers[l].neurons;

      for (guint lane = 0; lane < MIN (SPK_LANES, self->batch - shard * SPK_LANES); lane++)
        for (gsize i = 0; i < self->steps * n; i++)
          if (((spikes[l][i] >> lane) & 1) != (expected[(shard * SPK_LANES + lane) * self->steps * n + i] != 0))
            report->spikes_equal = FALSE;
      expected += (gsize) self->batch * self->steps * n;
    }
}

/* Lays one shard's samples before spk_engine_probe(). */
typedef struct
{
  const Inputs *inputs;
  guint         shard;
} OneShard;

static void
fill_one_shard (gpointer data, guint shard, SpkShard *into)
{
  const OneShard *one = data;

  fill_shard ((gpointer) one->inputs, one->shard, into);
}

static void
check_spikes (const Case *self, SpkEngine *engine, const Inputs *inputs, const double *expected, SpkGoldenReport *report)
{
  for (guint shard = 0; shard * SPK_LANES < self->batch; shard++)
    {
      OneShard one = { inputs, shard };
      SpkBatch batch = { .n_samples = MIN (SPK_LANES, self->batch - shard * SPK_LANES), .fill = fill_one_shard, .data = &one };
      guint16 *input, *spikes[SPK_MAX_LAYERS];

      spk_engine_probe (engine, &batch, &input, spikes);
      compare_spikes (self, expected, shard, spikes, report);
    }
}

static gboolean
case_verify (Case *self, SpkGoldenReport *report, GError **error)
{
  const SpkNetworkSpec *spec = &self->network->spec;
  gsize n_neurons = 0;
  double loss;

  for (guint l = 0; l < spec->n_layers; l++)
    n_neurons += spec->layers[l].neurons;

  g_autofree double *x = read_numbers (self->root, "x", (gsize) self->batch * self->steps * spec->channels, error);
  g_autofree double *labels = x != NULL ? read_numbers (self->root, "labels", self->batch, error) : NULL;
  g_autofree double *scores = labels != NULL
                                ? read_numbers (self->expect, "scores", (gsize) self->batch * spec->classes, error)
                                : NULL;
  g_autofree double *spikes = scores != NULL
                                ? read_numbers (self->expect, "spikes", (gsize) self->batch * self->steps * n_neurons, error)
                                : NULL;

  if (spikes == NULL || !read_number (self->expect, "loss", &loss, error))
    return FALSE;
  for (guint i = 0; i < self->batch; i++)
    if (!(labels[i] >= 0 && labels[i] < spec->classes))
      return fail (error, "labels[%u] is no class", i);

  g_autoptr (SpkPool) pool = spk_pool_new (1);
  g_autoptr (SpkEngine) engine = spk_engine_new (spec, self->steps, self->batch, pool);
  g_auto (SpkFloats) gradient = spk_floats_new (self->network->n_values);
  Inputs inputs = { x, labels, self->batch };
  SpkBatch batch = { .n_samples = self->batch, .fill = fill_shard, .data = &inputs };
  Distance distance = { 0, 0 };
  const SpkOutcome *outcome;

  spk_engine_load (engine, self->network);
  outcome = spk_engine_differentiate (engine, &batch, gradient);
  for (gsize i = 0; i < (gsize) self->batch * spec->classes; i++)
    distance_add (&distance, outcome->scores[i], scores[i]);
  report->scores_error = distance_relative (&distance);
  report->loss_error = fabs (outcome->loss - loss) / fmax (fabs (loss), 1e-12);
  report->spikes_equal = TRUE;
  if (!compare_gradients (self, gradient, report, error))
    return FALSE;
  check_spikes (self, engine, &inputs, spikes, report);
  report->pass = report->spikes_equal && report->scores_error <= SPK_GOLDEN_TOLERANCE &&
                 report->gradient_error <= SPK_GOLDEN_TOLERANCE && report->loss_error <= SPK_GOLDEN_TOLERANCE;
  return TRUE;
}

/**
 * spk_golden_verify:
 * @path: a golden case, "spikesmith-golden/1"
 *
 * Computes the case and compares it with what it expects.
 *
 * Returns: (transfer full) (nullable): how far apart they are; %NULL with @error if the file is no such case
 */
SpkGoldenReport *
spk_golden_verify (const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (SpkGoldenReport) report = g_new0 (SpkGoldenReport, 1);
  g_auto (Case) it = { 0 };

  if (!json_parser_load_from_file (parser, path, error))
    return NULL;
  if (!case_read (&it, json_parser_get_root (parser), error) || !case_verify (&it, report, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return g_steal_pointer (&report);
}

void
spk_golden_report_free (SpkGoldenReport *self)
{
  g_free (self->worst_gradient);
  g_free (self);
}
