/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-json-fields.h"

#include <math.h>
#include <string.h>

#include "model/spk-model-error.h"

gboolean
spk_json_fail (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT, format, arguments);
  va_end (arguments);
  return FALSE;
}

/* A number as JSON can hold it: NaN as null, and as a string what is infinite or what json-glib 1.6 writes in a
 * way no parser reads, as "1e+22.0". */
JsonNode *
spk_json_number_new (double value)
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

void
spk_json_fields_write (JsonObject *object, gconstpointer self, const SpkJsonField *fields, guint n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    {
      gconstpointer value = G_STRUCT_MEMBER_P (self, fields[i].offset);

      if (fields[i].maximum > 0)
        json_object_set_int_member (object, fields[i].key, *(const guint *) value);
      else
        json_object_set_member (object, fields[i].key, spk_json_number_new (*(const double *) value));
    }
}

gboolean
spk_json_holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

JsonNode *
spk_json_find_member (JsonObject *object, const char *key, GError **error)
{
  JsonNode *member = json_object_get_member (object, key);

  if (member == NULL)
    spk_json_fail (error, "%s: it is missing", key);
  return member;
}

JsonArray *
spk_json_find_array (JsonObject *object, const char *key, guint max_length, GError **error)
{
  JsonNode *member = spk_json_find_member (object, key, error);

  if (member == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (member) && json_array_get_length (json_node_get_array (member)) <= max_length)
    return json_node_get_array (member);
  spk_json_fail (error, "%s: an array of up to %u items is needed", key, max_length);
  return NULL;
}

JsonObject *
spk_json_find_object (JsonObject *object, const char *key, GError **error)
{
  JsonNode *member = spk_json_find_member (object, key, error);

  if (member == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (member))
    return json_node_get_object (member);
  spk_json_fail (error, "%s: an object is needed", key);
  return NULL;
}

gboolean
spk_json_number_read (JsonNode *node, double *value, GError **error)
{
  char *end = NULL;

  if (JSON_NODE_HOLDS_NULL (node))
    *value = NAN;
  else if (spk_json_holds (node, G_TYPE_INT64) || spk_json_holds (node, G_TYPE_DOUBLE))
    *value = json_node_get_double (node);
  else if (spk_json_holds (node, G_TYPE_STRING))
    *value = g_ascii_strtod (json_node_get_string (node), &end);
  else
    return spk_json_fail (error, "a number or null is needed");
  if (end != NULL && (end == json_node_get_string (node) || *end != '\0'))
    return spk_json_fail (error, "a number or null is needed");
  return TRUE;
}

gboolean
spk_json_whole_read (JsonNode *node, guint maximum, guint *value, GError **error)
{
  if (!spk_json_holds (node, G_TYPE_INT64) || json_node_get_int (node) < 0 || json_node_get_int (node) > maximum)
    return spk_json_fail (error, "a whole number from 0 to %u is needed", maximum);
  *value = (guint) json_node_get_int (node);
  return TRUE;
}

gboolean
spk_json_fields_read (JsonObject *object, gpointer self, const SpkJsonField *fields, guint n_fields, GError **error)
{
  for (guint i = 0; i < n_fields; i++)
    {
      JsonNode *node = spk_json_find_member (object, fields[i].key, error);
      gpointer value = G_STRUCT_MEMBER_P (self, fields[i].offset);

      if (node == NULL)
        return FALSE;
      if (fields[i].maximum > 0 ? spk_json_whole_read (node, fields[i].maximum, value, error)
                                : spk_json_number_read (node, value, error))
        continue;
      g_prefix_error (error, "%s: ", fields[i].key);
      return FALSE;
    }
  return TRUE;
}

/**
 * spk_json_bytes_new:
 * @bytes: (nullable)
 *
 * Returns: (transfer full): a string of base64
 */
JsonNode *
spk_json_bytes_new (GBytes *bytes)
{
  gsize size = 0;
  const guchar *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autofree char *text = size > 0 ? g_base64_encode (data, size) : g_strdup ("");
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  return node;
}

/**
 * spk_json_bytes_read:
 *
 * Returns: (transfer full) (nullable): bytes of a string of base64
 */
GBytes *
spk_json_bytes_read (JsonNode *node, GError **error)
{
  gsize size = 0;
  guchar *data;

  if (!spk_json_holds (node, G_TYPE_STRING))
    {
      spk_json_fail (error, "a string of base64 is needed");
      return NULL;
    }
  data = g_base64_decode (json_node_get_string (node), &size);
  return g_bytes_new_take (data, size);
}

/* In place, either way. */
static void
swap_to_little_endian (guint32 *values, gsize n)
{
  for (gsize i = 0; G_BYTE_ORDER == G_BIG_ENDIAN && i < n; i++)
    values[i] = GUINT32_TO_LE (values[i]);
}

/**
 * spk_json_floats_new:
 *
 * Returns: (transfer full): a string of float32 in little-endian order in base64
 */
JsonNode *
spk_json_floats_new (const float *values, gsize n_values)
{
  guint32 *copy = g_memdup2 (values, n_values * sizeof *values);
  g_autoptr (GBytes) bytes = g_bytes_new_take (copy, n_values * sizeof *values);

  swap_to_little_endian (copy, n_values);
  return spk_json_bytes_new (bytes);
}

/**
 * spk_json_floats_read:
 * @values: (out caller-allocates): [@n_values]
 */
gboolean
spk_json_floats_read (JsonNode *node, float *values, gsize n_values, GError **error)
{
  g_autoptr (GBytes) bytes = spk_json_bytes_read (node, error);

  if (bytes == NULL)
    return FALSE;
  if (g_bytes_get_size (bytes) != n_values * sizeof *values)
    return spk_json_fail (error, "%" G_GSIZE_FORMAT " bytes in base64 are needed", n_values * sizeof *values);
  if (n_values > 0)
    memcpy (values, g_bytes_get_data (bytes, NULL), n_values * sizeof *values);
  swap_to_little_endian ((guint32 *) values, n_values);
  return TRUE;
}
