/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-probe-json.h"

#include <string.h>

#include "search/spk-json-fields.h"
#include "search/spk-spike-code.h"

static const SpkJsonField fields[] = {
  SPK_JSON_WHOLE (SpkProbe, "sample", sample, G_MAXUINT),
  SPK_JSON_WHOLE (SpkProbe, "label", label, G_MAXUINT),
  SPK_JSON_WHOLE (SpkProbe, "prediction", prediction, G_MAXUINT),
  SPK_JSON_WHOLE (SpkProbe, "steps", steps, SPK_RECORD_MAX_STEPS),
  SPK_JSON_WHOLE (SpkProbe, "channels", channels, SPK_RECORD_MAX_NEURONS),
};

/**
 * spk_probe_to_json:
 *
 * Returns: (transfer full): an object that spk_probe_from_json() reads back as %SPK_PROBE_PACKED
 */
JsonNode *
spk_probe_to_json (const SpkProbe *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree float *scores = g_new (float, self->classes);
  JsonArray *neurons = json_array_sized_new (self->n_layers);
  JsonArray *spikes = json_array_sized_new (self->n_layers);

  for (guint i = 0; i < self->classes; i++)
    scores[i] = (float) self->scores[i];
  for (guint i = 0; i < self->n_layers; i++)
    {
      json_array_add_int_element (neurons, self->neurons[i]);
      json_array_add_element (spikes, spk_json_bytes_new (self->packed_spikes[i]));
    }
  spk_json_fields_write (object, self, fields, G_N_ELEMENTS (fields));
  json_object_set_int_member (object, "classes", self->classes);
  json_object_set_member (object, "scores", spk_json_floats_new (scores, self->classes));
  json_object_set_array_member (object, "neurons", neurons);
  json_object_set_member (object, "input", spk_json_bytes_new (self->packed_input));
  json_object_set_array_member (object, "spikes", spikes);
  json_node_take_object (node, object);
  return node;
}

static GBytes *
read_bits (JsonNode *node, guint steps, guint width, GError **error)
{
  const guint64 n_bytes = ((guint64) steps * width + 7) / 8;
  const char *text = spk_json_holds (node, G_TYPE_STRING) ? json_node_get_string (node) : NULL;
  g_autoptr (GBytes) bits = NULL;

  if (text == NULL || strlen (text) == (n_bytes + 2) / 3 * 4)
    bits = spk_json_bytes_read (node, error);
  if (text == NULL)
    return NULL;
  if (bits != NULL && g_bytes_get_size (bits) == n_bytes)
    return spk_spike_code_pack_bits (g_bytes_get_data (bits, NULL), steps, width);
  spk_json_fail (error, "%" G_GUINT64_FORMAT " bytes in base64 are needed", n_bytes);
  return NULL;
}

/* Unpacked once, so that who unpacks it later need not expect the worst. */
static GBytes *
read_packed (JsonNode *node, guint steps, guint width, GError **error)
{
  g_autoptr (GBytes) packed = spk_json_bytes_read (node, error);
  g_autoptr (GBytes) bits = packed != NULL ? spk_spike_code_unpack (packed, steps, width, error) : NULL;

  return bits != NULL ? g_steal_pointer (&packed) : NULL;
}

static GBytes *
read_raster (JsonNode *node, SpkProbeForm form, guint steps, guint width, GError **error)
{
  return form == SPK_PROBE_BITS ? read_bits (node, steps, width, error) : read_packed (node, steps, width, error);
}

/* A list of numbers. */
static SpkProbe *
begin_old (JsonObject *object, guint n_layers, GError **error)
{
  JsonArray *array = spk_json_find_array (object, "scores", SPK_RECORD_MAX_CLASSES, error);
  g_autoptr (SpkProbe) self = NULL;

  if (array == NULL)
    return NULL;
  self = spk_probe_new (n_layers, json_array_get_length (array));
  for (guint i = 0; i < self->classes; i++)
    if (!spk_json_number_read (json_array_get_element (array, i), &self->scores[i], error))
      {
        g_prefix_error (error, "scores[%u]: ", i);
        return NULL;
      }
  return g_steal_pointer (&self);
}

static SpkProbe *
begin_packed (JsonObject *object, guint n_layers, GError **error)
{
  JsonNode *node = spk_json_find_member (object, "scores", error);
  JsonNode *classes = node != NULL ? spk_json_find_member (object, "classes", error) : NULL;
  g_autofree float *scores = NULL;
  SpkProbe *self;
  guint n;

  if (classes == NULL || !spk_json_whole_read (classes, SPK_RECORD_MAX_CLASSES, &n, error))
    return NULL;
  scores = g_new (float, n);
  if (!spk_json_floats_read (node, scores, n, error))
    {
      g_prefix_error (error, "scores: ");
      return NULL;
    }
  self = spk_probe_new (n_layers, n);
  for (guint i = 0; i < n; i++)
    self->scores[i] = scores[i];
  return self;
}

static gboolean
read_input (JsonObject *object, SpkProbeForm form, SpkProbe *probe, GError **error)
{
  JsonNode *member = spk_json_find_member (object, "input", error);

  if (member == NULL)
    return FALSE;
  probe->packed_input = read_raster (member, form, probe->steps, probe->channels, error);
  if (probe->packed_input == NULL)
    g_prefix_error (error, "input: ");
  return probe->packed_input != NULL;
}

static gboolean
read_spikes (JsonArray *neurons, JsonArray *spikes, SpkProbeForm form, SpkProbe *probe, GError **error)
{
  if (json_array_get_length (spikes) != probe->n_layers)
    return spk_json_fail (error, "spikes: %u layers, where neurons has %u", json_array_get_length (spikes),
                          probe->n_layers);
  for (guint i = 0; i < probe->n_layers; i++)
    {
      if (!spk_json_whole_read (json_array_get_element (neurons, i), SPK_RECORD_MAX_NEURONS, &probe->neurons[i], error))
        {
          g_prefix_error (error, "neurons[%u]: ", i);
          return FALSE;
        }
      probe->packed_spikes[i] =
          read_raster (json_array_get_element (spikes, i), form, probe->steps, probe->neurons[i], error);
      if (probe->packed_spikes[i] == NULL)
        {
          g_prefix_error (error, "spikes[%u]: ", i);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * spk_probe_from_json:
 * @node: anything that a JSON parser returned
 *
 * Returns: (transfer full) (nullable): the probe, whose rasters are sound; %NULL with %SPK_MODEL_ERROR_FORMAT
 */
SpkProbe *
spk_probe_from_json (JsonNode *node, SpkProbeForm form, GError **error)
{
  g_autoptr (SpkProbe) self = NULL;
  JsonArray *neurons, *spikes;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      spk_json_fail (error, "an object is needed");
      return NULL;
    }
  object = json_node_get_object (node);
  neurons = spk_json_find_array (object, "neurons", SPK_RECORD_MAX_LAYERS, error);
  spikes = neurons != NULL ? spk_json_find_array (object, "spikes", SPK_RECORD_MAX_LAYERS, error) : NULL;
  if (spikes == NULL)
    return NULL;
  self = form == SPK_PROBE_BITS ? begin_old (object, json_array_get_length (neurons), error)
                                : begin_packed (object, json_array_get_length (neurons), error);
  if (self == NULL || !spk_json_fields_read (object, self, fields, G_N_ELEMENTS (fields), error) ||
      !read_input (object, form, self, error) || !read_spikes (neurons, spikes, form, self, error))
    return NULL;
  return g_steal_pointer (&self);
}
