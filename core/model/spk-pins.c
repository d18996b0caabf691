/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-pins.h"

#include <string.h>

/* Types of one motif size: [k][k] and [k][2], SPK_FREE where nothing is pinned. */
typedef struct
{
  guint size;
  gint8 *intra;
  gint8 *lateral;
} SizePins;

struct _SpkPins
{
  guint      size;  /* 0: not pinned */
  GPtrArray *sizes; /* SizePins */
};

static void
size_pins_free (gpointer data)
{
  SizePins *pins = data;

  g_free (pins->intra);
  g_free (pins->lateral);
  g_free (pins);
}

static SizePins *
find_size (const SpkPins *self, guint size)
{
  for (guint i = 0; i < self->sizes->len; i++)
    {
      SizePins *pins = g_ptr_array_index (self->sizes, i);

      if (pins->size == size)
        return pins;
    }
  return NULL;
}

static SizePins *
ensure_size (SpkPins *self, guint size)
{
  SizePins *pins = find_size (self, size);

  if (pins != NULL)
    return pins;
  pins = g_new0 (SizePins, 1);
  pins->size = size;
  pins->intra = g_malloc ((gsize) size * size);
  pins->lateral = g_malloc ((gsize) size * 2);
  memset (pins->intra, SPK_FREE, (gsize) size * size);
  memset (pins->lateral, SPK_FREE, (gsize) size * 2);
  g_ptr_array_add (self->sizes, pins);
  return pins;
}

/**
 * spk_pins_new:
 *
 * Returns: (transfer full): pins that leave everything free
 */
SpkPins *
spk_pins_new (void)
{
  SpkPins *self = g_new0 (SpkPins, 1);

  self->sizes = g_ptr_array_new_with_free_func (size_pins_free);
  return self;
}

/**
 * spk_pins_new_topology:
 *
 * Returns: (transfer full): pins of the size and of every connection of @topology
 */
SpkPins *
spk_pins_new_topology (const SpkTopology *topology)
{
  SpkPins *self = spk_pins_new ();
  const guint size = spk_topology_get_size (topology);

  self->size = size;
  for (guint p = 0; p < size; p++)
    {
      for (guint q = 0; q < size; q++)
        spk_pins_set_intra (self, size, p, q, spk_topology_get_intra (topology, p, q));
      spk_pins_set_lateral (self, size, p, SPK_PREVIOUS, spk_topology_get_lateral (topology, p, SPK_PREVIOUS));
      spk_pins_set_lateral (self, size, p, SPK_NEXT, spk_topology_get_lateral (topology, p, SPK_NEXT));
    }
  return self;
}

SpkPins *
spk_pins_copy (const SpkPins *self)
{
  SpkPins *copy = spk_pins_new ();

  copy->size = self->size;
  for (guint i = 0; i < self->sizes->len; i++)
    {
      const SizePins *from = g_ptr_array_index (self->sizes, i);
      SizePins *to = ensure_size (copy, from->size);

      memcpy (to->intra, from->intra, (gsize) from->size * from->size);
      memcpy (to->lateral, from->lateral, (gsize) from->size * 2);
    }
  return copy;
}

void
spk_pins_free (SpkPins *self)
{
  g_ptr_array_unref (self->sizes);
  g_free (self);
}

/**
 * spk_pins_get_size:
 *
 * Returns: the pinned motif size, 0 where it is free
 */
guint
spk_pins_get_size (const SpkPins *self)
{
  return self->size;
}

void
spk_pins_set_size (SpkPins *self, guint size)
{
  self->size = size;
}

/**
 * spk_pins_get_intra:
 *
 * Returns: an #SpkConnection, or %SPK_FREE
 */
int
spk_pins_get_intra (const SpkPins *self, guint size, guint post, guint pre)
{
  const SizePins *pins = find_size (self, size);

  return pins != NULL ? pins->intra[post * size + pre] : SPK_FREE;
}

/**
 * spk_pins_get_lateral:
 *
 * Returns: an #SpkConnection, or %SPK_FREE
 */
int
spk_pins_get_lateral (const SpkPins *self, guint size, guint position, SpkSide side)
{
  const SizePins *pins = find_size (self, size);

  return pins != NULL ? pins->lateral[position * 2 + side] : SPK_FREE;
}

void
spk_pins_set_intra (SpkPins *self, guint size, guint post, guint pre, int type)
{
  g_return_if_fail (post < size && pre < size && type >= -1 && type <= SPK_FREE);

  ensure_size (self, size)->intra[post * size + pre] = type;
}

void
spk_pins_set_lateral (SpkPins *self, guint size, guint position, SpkSide side, int type)
{
  g_return_if_fail (position < size && type >= -1 && type <= SPK_FREE);

  ensure_size (self, size)->lateral[position * 2 + side] = type;
}

static JsonNode *
table_to_json (const gint8 *types, guint rows, guint columns)
{
  JsonArray *table = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < rows; i++)
    {
      JsonArray *row = json_array_new ();

      for (guint j = 0; j < columns; j++)
        if (types[i * columns + j] == SPK_FREE)
          json_array_add_null_element (row);
        else
          json_array_add_int_element (row, types[i * columns + j]);
      json_array_add_array_element (table, row);
    }
  json_node_take_array (node, table);
  return node;
}

/**
 * spk_pins_to_json:
 *
 * Returns: (transfer full): `{"schema": "spikesmith-pins/1", "size": k or null, "motifs": [{"size": k, "intra": [[...]],
 * "lateral": [[...]]}]}` with null for what is free
 */
JsonNode *
spk_pins_to_json (const SpkPins *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *motifs = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "schema", SPK_PINS_SCHEMA);
  if (self->size != 0)
    json_object_set_int_member (object, "size", self->size);
  else
    json_object_set_null_member (object, "size");
  for (guint i = 0; i < self->sizes->len; i++)
    {
      const SizePins *pins = g_ptr_array_index (self->sizes, i);
      JsonObject *motif = json_object_new ();

      json_object_set_int_member (motif, "size", pins->size);
      json_object_set_member (motif, "intra", table_to_json (pins->intra, pins->size, pins->size));
      json_object_set_member (motif, "lateral", table_to_json (pins->lateral, pins->size, 2));
      json_array_add_object_element (motifs, motif);
    }
  json_object_set_array_member (object, "motifs", motifs);
  json_node_take_object (node, object);
  return node;
}

static gboolean
read_table (JsonObject *motif, const char *key, guint rows, guint columns, gint8 *types, GError **error)
{
  JsonNode *node = json_object_get_member (motif, key);
  JsonArray *table = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (table == NULL || json_array_get_length (table) != rows)
    {
      g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT, "pins: \"%s\" is not an array of %u rows", key, rows);
      return FALSE;
    }
  for (guint i = 0; i < rows; i++)
    {
      JsonNode *row_node = json_array_get_element (table, i);
      JsonArray *row = JSON_NODE_HOLDS_ARRAY (row_node) ? json_node_get_array (row_node) : NULL;

      if (row == NULL || json_array_get_length (row) != columns)
        {
          g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT, "pins: %s[%u] is not an array of %u values", key, i,
                       columns);
          return FALSE;
        }
      for (guint j = 0; j < columns; j++)
        {
          JsonNode *item = json_array_get_element (row, j);
          gboolean whole = JSON_NODE_HOLDS_VALUE (item) && json_node_get_value_type (item) == G_TYPE_INT64;
          gint64 value = whole ? json_node_get_int (item) : SPK_FREE;

          if ((!whole && !JSON_NODE_HOLDS_NULL (item)) || (whole && (value < -1 || value > 1)))
            {
              g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_RANGE, "pins: %s[%u][%u] is none of -1, 0, 1, null", key, i,
                           j);
              return FALSE;
            }
          types[i * columns + j] = value;
        }
    }
  return TRUE;
}

static gboolean
read_size (JsonObject *object, guint *size, GError **error)
{
  JsonNode *node = json_object_get_member (object, "size");
  gboolean whole = node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
  gint64 value = whole ? json_node_get_int (node) : 0;

  if (!whole || value < 1 || value > SPK_TOPOLOGY_MAX_SIZE)
    {
      g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_RANGE, "pins: \"size\" is not a whole number from 1 to %u",
                   SPK_TOPOLOGY_MAX_SIZE);
      return FALSE;
    }
  *size = value;
  return TRUE;
}

static gboolean
read_motif (SpkPins *self, JsonNode *node, GError **error)
{
  guint size;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT, "pins: an entry of \"motifs\" is not an object");
      return FALSE;
    }

  JsonObject *motif = json_node_get_object (node);

  if (!read_size (motif, &size, error))
    return FALSE;
  return read_table (motif, "intra", size, size, ensure_size (self, size)->intra, error) &&
         read_table (motif, "lateral", size, 2, ensure_size (self, size)->lateral, error);
}

/**
 * spk_pins_from_json:
 * @node: what spk_pins_to_json() makes, or a motif (#SpkTopology), which pins all of itself
 *
 * Returns: (transfer full) (nullable): the pins; %NULL with @error that names the place
 */
SpkPins *
spk_pins_from_json (JsonNode *node, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *schema = object != NULL ? json_object_get_member (object, "schema") : NULL;
  const char *name = schema != NULL && JSON_NODE_HOLDS_VALUE (schema) && json_node_get_value_type (schema) == G_TYPE_STRING
                       ? json_node_get_string (schema)
                       : NULL;

  if (g_strcmp0 (name, SPK_TOPOLOGY_SCHEMA) == 0)
    {
      g_autoptr (SpkTopology) topology = spk_topology_from_json (node, error);

      return topology != NULL ? spk_pins_new_topology (topology) : NULL;
    }
  if (g_strcmp0 (name, SPK_PINS_SCHEMA) != 0)
    {
      g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT, "pins: \"schema\" is neither \"%s\" nor \"%s\"",
                   SPK_PINS_SCHEMA, SPK_TOPOLOGY_SCHEMA);
      return NULL;
    }

  g_autoptr (SpkPins) self = spk_pins_new ();
  JsonNode *size = json_object_get_member (object, "size");
  JsonNode *motifs = json_object_get_member (object, "motifs");

  if (size != NULL && !JSON_NODE_HOLDS_NULL (size) && !read_size (object, &self->size, error))
    return NULL;
  if (motifs != NULL && !JSON_NODE_HOLDS_ARRAY (motifs))
    {
      g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT, "pins: \"motifs\" is not an array");
      return NULL;
    }
  for (guint i = 0; motifs != NULL && i < json_array_get_length (json_node_get_array (motifs)); i++)
    if (!read_motif (self, json_array_get_element (json_node_get_array (motifs), i), error))
      return NULL;
  return g_steal_pointer (&self);
}

static SpkPins *
pin_present (const SpkTopology *motif)
{
  guint size = spk_topology_get_size (motif);
  SpkPins *pins = spk_pins_new ();

  spk_pins_set_size (pins, size);
  for (guint post = 0; post < size; post++)
    {
      for (guint pre = 0; pre < size; pre++)
        if (spk_topology_get_intra (motif, post, pre) != SPK_ABSENT)
          spk_pins_set_intra (pins, size, post, pre, spk_topology_get_intra (motif, post, pre));
      for (SpkSide side = SPK_PREVIOUS; side <= SPK_NEXT; side++)
        if (spk_topology_get_lateral (motif, post, side) != SPK_ABSENT)
          spk_pins_set_lateral (pins, size, post, side, spk_topology_get_lateral (motif, post, side));
    }
  return pins;
}

/**
 * spk_pins_list_from_motifs:
 * @motifs: (element-type SpkTopology): the motif of each layer
 *
 * Returns: (transfer full) (element-type SpkPins): pins of the size of each motif and of the connections it has; those
 *   it has not are free
 */
GPtrArray *
spk_pins_list_from_motifs (GPtrArray *motifs)
{
  GPtrArray *pins = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_pins_free);

  for (guint i = 0; i < motifs->len; i++)
    g_ptr_array_add (pins, pin_present (motifs->pdata[i]));
  return pins;
}
