/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/spk-topology-file.h"

#include <string.h>

#include "store/spk-file.h"
#include "store/spk-json-place.h"

#define MAX_MOTIFS 64

static void
unref_motif (gpointer motif)
{
  spk_topology_unref (motif);
}

/* A file as it was read. */
typedef struct
{
  const char *path;
  const char *text;
  gsize       length;
} Source;

/* What @message says of a place in the motif at @prefix, as "intra[3][5]: ...". */
static char *
find_place (const char *prefix, const char *message)
{
  const gsize length = strcspn (message, ": ");
  g_autofree char *within = g_strndup (message, message[length] == ':' ? length : 0);

  return g_strconcat (prefix, *prefix != '\0' && *within != '\0' ? "." : "", within, NULL);
}

static gboolean
add_motif (GPtrArray *motifs, JsonNode *node, const Source *source, const char *prefix, const char *name, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *place = NULL;
  SpkTopology *motif = spk_topology_from_json (node, &cause);

  if (motif != NULL)
    {
      g_ptr_array_add (motifs, motif);
      return TRUE;
    }
  place = find_place (prefix, cause->message);
  g_set_error (error, cause->domain, cause->code, "%s:%u: %s%s", source->path,
               spk_json_find_line (source->text, source->length, place), name, cause->message);
  return FALSE;
}

static gboolean
add_list (GPtrArray *motifs, JsonArray *list, const Source *source, const char *list_name, GError **error)
{
  guint n = json_array_get_length (list);

  if (n == 0 || n > MAX_MOTIFS)
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "%s: a list of %u motifs; 1 to %d are allowed",
                   source->path, n, MAX_MOTIFS);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *prefix = g_strdup_printf ("%s[%u]", list_name, i);
      g_autofree char *name = g_strdup_printf ("motif %u: ", i + 1);

      if (!add_motif (motifs, json_array_get_element (list, i), source, prefix, name, error))
        return FALSE;
    }
  return TRUE;
}

/* The list in @node: the root itself, or the member "motifs" of a result or of the settings of a run. */
static JsonArray *
find_list (JsonNode *node, const char **name)
{
  JsonNode *member;

  *name = "";
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  *name = "motifs";
  member = json_object_get_member (json_node_get_object (node), *name);
  return member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;
}

/**
 * spk_topology_parse_all:
 * @path: name of @text in messages
 * @text: (array length=length): JSON of any origin: a motif, a list of motifs, one a layer, or an object with such a list
 *   as member "motifs", as settings.json and result.json of a run have it
 *
 * Returns: (transfer full) (element-type SpkTopology): at least one motif; or %NULL with an error of
 *   %SPK_STORE_ERROR or %SPK_MODEL_ERROR that names the file, and the line where there is one
 */
GPtrArray *
spk_topology_parse_all (const char *path, const char *text, gsize length, GError **error)
{
  const Source source = { path, text, length };
  g_autoptr (GPtrArray) motifs = g_ptr_array_new_with_free_func (unref_motif);
  g_autoptr (JsonNode) root = NULL;
  const char *list_name;
  JsonArray *list;

  g_return_val_if_fail (path != NULL && text != NULL, NULL);

  root = spk_file_parse_json (path, text, length, error);
  if (root == NULL)
    return NULL;
  list = find_list (root, &list_name);
  if (list != NULL ? !add_list (motifs, list, &source, list_name, error) : !add_motif (motifs, root, &source, "", "", error))
    return NULL;
  return g_steal_pointer (&motifs);
}

/**
 * spk_topology_load_all:
 * @path: a JSON file for spk_topology_parse_all()
 *
 * Returns: (transfer full) (element-type SpkTopology): at least one motif; or %NULL with an error as that function has it
 */
GPtrArray *
spk_topology_load_all (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  if (!spk_file_read (path, &text, &length, error))
    return NULL;
  return spk_topology_parse_all (path, text, length, error);
}

/**
 * spk_topology_load:
 * @path: a file for spk_topology_load_all() that holds one motif
 *
 * Returns: (transfer full): the motif, or %NULL
 */
SpkTopology *
spk_topology_load (const char *path, GError **error)
{
  g_autoptr (GPtrArray) motifs = spk_topology_load_all (path, error);

  if (motifs == NULL)
    return NULL;
  if (motifs->len == 1)
    return spk_topology_ref (g_ptr_array_index (motifs, 0));
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "%s holds %u motifs; one is wanted", path, motifs->len);
  return NULL;
}

/**
 * spk_topology_save:
 * @path: file to make or replace, at once
 */
gboolean
spk_topology_save (const SpkTopology *self, const char *path, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  node = spk_topology_to_json (self);
  return spk_file_write_json (path, node, error);
}

/**
 * spk_topology_save_all:
 * @motifs: (element-type SpkTopology): the motif of each layer
 * @path: file to make or replace, at once
 */
gboolean
spk_topology_save_all (GPtrArray *motifs, const char *path, GError **error)
{
  JsonArray *list;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (motifs != NULL && motifs->len > 0 && path != NULL, FALSE);

  list = json_array_new ();
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, list);
  for (guint i = 0; i < motifs->len; i++)
    json_array_add_element (list, spk_topology_to_json (g_ptr_array_index (motifs, i)));
  return spk_file_write_json (path, node, error);
}
