/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-motif-recovery.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "store/spk-file.h"

#define SCHEMA "spikesmith-unsaved-motif/1"

/**
 * spk_motif_recovery_get_path:
 *
 * Returns: (transfer full): the file that an unsaved motif is kept in
 */
char *
spk_motif_recovery_get_path (void)
{
  const char *chosen = g_getenv ("SPIKESMITH_STATE_DIR");

  if (chosen && *chosen)
    return g_build_filename (chosen, "unsaved-motif.json", NULL);
  return g_build_filename (g_get_user_state_dir (), "spikesmith", "unsaved-motif.json", NULL);
}

/**
 * spk_motif_recovery_write:
 * @origin: (nullable): the file the motif was read from
 *
 * Keeps @motif, in place of what was kept before.
 *
 * Returns: whether it was written
 */
gboolean
spk_motif_recovery_write (const SpkTopology *motif, const char *origin, GError **error)
{
  g_autofree char *path = spk_motif_recovery_get_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (root, object);
  json_object_set_string_member (object, "schema", SCHEMA);
  if (origin)
    {
      g_autofree char *uri = g_filename_to_uri (origin, NULL, NULL);

      if (uri)
        json_object_set_string_member (object, "origin", uri);
    }
  json_object_set_member (object, "motif", spk_topology_to_json (motif));
  return spk_file_make_folder (folder, error) && spk_file_write_json (path, root, error);
}

static const char *
get_string (JsonObject *object, const char *key)
{
  JsonNode *member = json_object_get_member (object, key);

  return member && JSON_NODE_HOLDS_VALUE (member) && json_node_get_value_type (member) == G_TYPE_STRING
             ? json_node_get_string (member)
             : NULL;
}

/**
 * spk_motif_recovery_read:
 * @origin: (out) (nullable): the file the motif was read from
 *
 * Returns: (transfer full) (nullable): the motif that was kept; %NULL without an error where there is none
 */
SpkTopology *
spk_motif_recovery_read (char **origin, GError **error)
{
  g_autofree char *path = spk_motif_recovery_get_path ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (SpkTopology) motif = NULL;
  JsonObject *object;
  const char *uri;

  *origin = NULL;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  root = spk_file_read_json (path, error);
  if (!root)
    return NULL;
  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (!object || g_strcmp0 (get_string (object, "schema"), SCHEMA) != 0)
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "%s is no file of the schema " SCHEMA, path);
      return NULL;
    }
  motif = spk_topology_from_json (json_object_get_member (object, "motif"), error);
  if (!motif)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  uri = get_string (object, "origin");
  if (uri)
    *origin = g_filename_from_uri (uri, NULL, NULL);
  return g_steal_pointer (&motif);
}

/**
 * spk_motif_recovery_remove:
 *
 * Keeps nothing any more.
 */
void
spk_motif_recovery_remove (void)
{
  g_autofree char *path = spk_motif_recovery_get_path ();

  if (g_unlink (path) != 0 && errno != ENOENT)
    g_warning ("%s could not be removed: %s", path, g_strerror (errno));
}
