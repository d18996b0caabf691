/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-topology.h"

#include <math.h>
#include <string.h>

static const char * const known_keys[] = { "schema", "size", "intra", "lateral", "positions", "name", NULL };

static JsonArray *
intra_to_json (const SpkTopology *self)
{
  const guint size = spk_topology_get_size (self);
  JsonArray *rows = json_array_sized_new (size);

  for (guint post = 0; post < size; post++)
    {
      JsonArray *row = json_array_sized_new (size);

      for (guint pre = 0; pre < size; pre++)
        json_array_add_int_element (row, spk_topology_get_intra (self, post, pre));
      json_array_add_array_element (rows, row);
    }
  return rows;
}

static JsonArray *
lateral_to_json (const SpkTopology *self)
{
  const guint size = spk_topology_get_size (self);
  JsonArray *rows = json_array_sized_new (size);

  for (guint position = 0; position < size; position++)
    {
      JsonArray *row = json_array_sized_new (2);

      json_array_add_int_element (row, spk_topology_get_lateral (self, position, SPK_PREVIOUS));
      json_array_add_int_element (row, spk_topology_get_lateral (self, position, SPK_NEXT));
      json_array_add_array_element (rows, row);
    }
  return rows;
}

/* json-glib 1.6 writes 1e+17 as "1e+17.0", which no parser reads. Such a coordinate moves by its last bit. */
static double
writable_coordinate (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (text, sizeof text, value);
  if (strchr (text, 'e') != NULL && strchr (text, '.') == NULL)
    return nextafter (value, 0);
  return value;
}

static JsonArray *
positions_to_json (const double *positions, guint size)
{
  JsonArray *rows = json_array_sized_new (size);

  for (guint row = 0; row < size; row++)
    {
      JsonArray *place = json_array_sized_new (2);

      json_array_add_double_element (place, writable_coordinate (positions[2 * row]));
      json_array_add_double_element (place, writable_coordinate (positions[2 * row + 1]));
      json_array_add_array_element (rows, place);
    }
  return rows;
}

/**
 * spk_topology_to_json:
 *
 * Returns: (transfer full): an object of the schema %SPK_TOPOLOGY_SCHEMA, which spk_topology_from_json() reads back
 */
JsonNode *
spk_topology_to_json (const SpkTopology *self)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "schema", SPK_TOPOLOGY_SCHEMA);
  if (spk_topology_get_name (self) != NULL)
    json_object_set_string_member (object, "name", spk_topology_get_name (self));
  json_object_set_int_member (object, "size", spk_topology_get_size (self));
  json_object_set_array_member (object, "intra", intra_to_json (self));
  json_object_set_array_member (object, "lateral", lateral_to_json (self));
  if (spk_topology_get_positions (self) != NULL)
    json_object_set_array_member (object, "positions",
                                  positions_to_json (spk_topology_get_positions (self), spk_topology_get_size (self)));
  json_node_take_object (node, object);
  return node;
}

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

/* A text of foreign origin, short enough for a message. */
static char *
shorten (const char *text)
{
  if (g_utf8_strlen (text, -1) <= 40)
    return g_strdup (text);

  g_autofree char *start = g_utf8_substring (text, 0, 40);

  return g_strconcat (start, "...", NULL);
}

static gboolean
holds (JsonNode *node, GType type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/* What a message calls a value found in a file. */
static char *
describe (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup ("an array");
  if (JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup ("an object");
  if (holds (node, G_TYPE_DOUBLE))
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (g_ascii_formatd (number, sizeof number, "%g", json_node_get_double (node)));
    }

  g_autofree char *text = json_to_string (node, FALSE);

  return shorten (text);
}

static gboolean
read_type (JsonNode *node, gpointer value, GError **error)
{
  gint64 type = holds (node, G_TYPE_INT64) ? json_node_get_int (node) : G_MAXINT64;

  if (type >= SPK_INHIBITORY && type <= SPK_EXCITATORY)
    {
      *(gint8 *) value = (gint8) type;
      return TRUE;
    }

  g_autofree char *found = describe (node);

  return fail (error, "%s is none of -1, 0, 1", found);
}

static gboolean
read_coordinate (JsonNode *node, gpointer value, GError **error)
{
  if ((holds (node, G_TYPE_INT64) || holds (node, G_TYPE_DOUBLE)) && isfinite (json_node_get_double (node)))
    {
      *(double *) value = json_node_get_double (node);
      return TRUE;
    }

  g_autofree char *found = describe (node);

  return fail (error, "%s is no finite number", found);
}

static JsonArray *
read_array (JsonNode *node, guint length, GError **error)
{
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autofree char *found = describe (node);

      fail (error, "%s, where an array of %u is needed", found, length);
      return NULL;
    }
  if (json_array_get_length (json_node_get_array (node)) != length)
    {
      fail (error, "%u items, where %u are needed", json_array_get_length (json_node_get_array (node)), length);
      return NULL;
    }
  return json_node_get_array (node);
}

typedef gboolean (*ReadItem) (JsonNode *node, gpointer value, GError **error);

/* Reads the member @key, an array of arrays, into @values: n_rows x n_columns items of @item_size bytes. */
static gboolean
read_matrix (JsonObject *object,
             const char *key,
             guint       n_rows,
             guint       n_columns,
             ReadItem    read_item,
             gsize       item_size,
             gpointer    values,
             GError    **error)
{
  JsonNode *member = json_object_get_member (object, key);

  if (member == NULL)
    return fail (error, "\"%s\" is missing", key);

  JsonArray *rows = read_array (member, n_rows, error);

  if (rows == NULL)
    {
      g_prefix_error (error, "%s: ", key);
      return FALSE;
    }
  for (guint row = 0; row < n_rows; row++)
    {
      JsonArray *columns = read_array (json_array_get_element (rows, row), n_columns, error);

      if (columns == NULL)
        {
          g_prefix_error (error, "%s[%u]: ", key, row);
          return FALSE;
        }
      for (guint column = 0; column < n_columns; column++)
        {
          gpointer value = (char *) values + ((gsize) row * n_columns + column) * item_size;

          if (read_item (json_array_get_element (columns, column), value, error))
            continue;
          g_prefix_error (error, "%s[%u][%u]: ", key, row, column);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_keys (JsonObject *object, GError **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *member;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &member))
    {
      if (g_strv_contains (known_keys, key))
        continue;

      g_autofree char *found = shorten (key);
      g_autofree char *keys = g_strjoinv (", ", (char **) known_keys);

      return fail (error, "\"%s\" is no key of a motif; the keys are %s", found, keys);
    }
  return TRUE;
}

static gboolean
check_schema (JsonObject *object, GError **error)
{
  JsonNode *member = json_object_get_member (object, "schema");

  if (member == NULL)
    return fail (error, "\"schema\" is missing, it must be \"" SPK_TOPOLOGY_SCHEMA "\"");
  if (holds (member, G_TYPE_STRING) && g_str_equal (json_node_get_string (member), SPK_TOPOLOGY_SCHEMA))
    return TRUE;

  g_autofree char *found = describe (member);

  return fail (error, "schema: %s is not \"" SPK_TOPOLOGY_SCHEMA "\"", found);
}

static gboolean
read_size (JsonObject *object, guint *size, GError **error)
{
  JsonNode *member = json_object_get_member (object, "size");

  if (member == NULL)
    return fail (error, "\"size\" is missing");
  if (holds (member, G_TYPE_INT64) && json_node_get_int (member) >= 1 &&
      json_node_get_int (member) <= SPK_TOPOLOGY_MAX_SIZE)
    {
      *size = (guint) json_node_get_int (member);
      return TRUE;
    }

  g_autofree char *found = describe (member);

  return fail (error, "size: %s is no whole number from 1 to %d", found, SPK_TOPOLOGY_MAX_SIZE);
}

static gboolean
read_name (JsonObject *object, char **name, GError **error)
{
  JsonNode *member = json_object_get_member (object, "name");

  if (member == NULL)
    return TRUE;
  if (holds (member, G_TYPE_STRING))
    {
      *name = json_node_dup_string (member);
      return TRUE;
    }

  g_autofree char *found = describe (member);

  return fail (error, "name: %s is no string", found);
}

/* positions: NULL where the object has none */
static gboolean
read_positions (JsonObject *object, guint size, double **positions, GError **error)
{
  if (!json_object_has_member (object, "positions"))
    return TRUE;
  *positions = g_new0 (double, 2 * (gsize) size);
  return read_matrix (object, "positions", size, 2, read_coordinate, sizeof (double), *positions, error);
}

/**
 * spk_topology_from_json:
 * @node: anything that a JSON parser returned
 *
 * Reads a motif of the schema %SPK_TOPOLOGY_SCHEMA: "size" k, "intra" k x k and "lateral" k x 2 of -1, 0 and 1,
 * optionally "positions" k x 2 and "name". Other keys are an error, so that a misspelt one does not go unnoticed.
 * Fails with %SPK_MODEL_ERROR_FORMAT and says where, as "intra[3][5]: 2 is none of -1, 0, 1".
 *
 * Returns: (transfer full) (nullable): the motif
 */
SpkTopology *
spk_topology_from_json (JsonNode *node, GError **error)
{
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (error, "a motif is a JSON object with the keys schema, size, intra and lateral");
      return NULL;
    }

  JsonObject *object = json_node_get_object (node);
  guint size = 0;

  if (!check_schema (object, error) || !check_keys (object, error) || !read_size (object, &size, error))
    return NULL;

  g_autofree gint8 *intra = g_new (gint8, (gsize) size * size);
  g_autofree gint8 *lateral = g_new (gint8, 2 * (gsize) size);
  g_autofree double *positions = NULL;
  g_autofree char *name = NULL;

  if (!read_matrix (object, "intra", size, size, read_type, sizeof (gint8), intra, error) ||
      !read_matrix (object, "lateral", size, 2, read_type, sizeof (gint8), lateral, error) ||
      !read_positions (object, size, &positions, error) || !read_name (object, &name, error))
    return NULL;

  g_autoptr (SpkTopology) plain = spk_topology_new (size, intra, lateral);
  g_autoptr (SpkTopology) placed = spk_topology_with_positions (plain, positions);

  return spk_topology_with_name (placed, name);
}
