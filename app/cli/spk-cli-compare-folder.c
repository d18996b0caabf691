/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-compare-folder.h"

#include "data/spk-registry.h"
#include "search/spk-control.h"
#include "spk-cli-events.h"
#include "spk-cli-motif.h"
#include "spk-cli-settings.h"
#include "spk-cli.h"
#include "store/spk-file.h"

#define SCHEMA "spikesmith-compare/1"
#define NAME "compare.json"

static char *
format_fingerprint (SpkDataset *dataset)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", spk_dataset_get_fingerprint (dataset));
}

static JsonArray *
describe_motifs (GPtrArray *motifs)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; motifs && i < motifs->len; i++)
    json_array_add_element (array, spk_topology_to_json (motifs->pdata[i]));
  return array;
}

static JsonArray *
describe_controls (const gboolean *wanted)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < SPK_N_CONTROLS; i++)
    if (wanted[i])
      json_array_add_string_element (array, spk_control_get_name (i));
  return array;
}

static JsonNode *
describe (const SpkCliCompareBasis *basis)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *location = spk_dataset_make_location_absolute (basis->location);
  g_autofree char *fingerprint = format_fingerprint (basis->dataset);

  json_object_set_string_member (object, "schema", SCHEMA);
  json_object_set_string_member (object, "program", SPK_CLI_NAME " " SPK_VERSION);
  json_object_set_string_member (object, "data", location);
  json_object_set_string_member (object, "data_kind", spk_dataset_get_kind (basis->dataset));
  json_object_set_string_member (object, "data_fingerprint", fingerprint);
  json_object_set_array_member (object, "controls", describe_controls (basis->wanted));
  json_object_set_int_member (object, "seeds", basis->n_seeds);
  json_object_set_int_member (object, "count", basis->count);
  json_object_set_array_member (object, "motifs", describe_motifs (basis->motifs));
  json_object_set_object_member (object, "settings", spk_settings_to_json (basis->settings));
  json_node_take_object (node, object);
  return node;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *member = json_object_get_member (object, name);

  return member && JSON_NODE_HOLDS_VALUE (member) && json_node_get_value_type (member) == G_TYPE_STRING
             ? json_node_get_string (member)
             : "";
}

static gboolean
check_schema (JsonObject *before, GError **error)
{
  if (g_str_equal (get_text (before, "schema"), SCHEMA))
    return TRUE;
  g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED, "\"schema\" is not \"" SCHEMA "\"");
  return FALSE;
}

static gboolean
check_data (JsonObject *before, const SpkCliCompareBasis *basis, GError **error)
{
  g_autofree char *fingerprint = format_fingerprint (basis->dataset);

  if (g_str_equal (get_text (before, "data_fingerprint"), fingerprint))
    return TRUE;
  g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
               "this comparison was started with other recordings, those of %s; name another folder with --out",
               get_text (before, "data"));
  return FALSE;
}

static gboolean
check_settings (JsonObject *before, const SpkCliCompareBasis *basis, GError **error)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();
  JsonNode *member = json_object_get_member (before, "settings");
  g_autofree char *then = NULL, *now = NULL;
  const char *key;

  if (!member || !JSON_NODE_HOLDS_OBJECT (member))
    {
      g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED, "\"settings\" is missing");
      return FALSE;
    }
  if (!spk_settings_apply_json (settings, json_node_get_object (member), error))
    return FALSE;
  key = spk_cli_find_changed_setting (settings, basis->settings);
  if (!key)
    return TRUE;
  then = spk_settings_get (settings, key);
  now = spk_settings_get (basis->settings, key);
  g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
               "this comparison was started with %s %s, not %s; name another folder with --out", key, then, now);
  return FALSE;
}

static gboolean
check_motifs (JsonObject *before, const SpkCliCompareBasis *basis, GError **error)
{
  g_autoptr (GPtrArray) motifs = spk_cli_result_get_motifs (before, error);

  if (!motifs)
    return FALSE;
  if (spk_cli_motif_lists_equal (motifs, basis->motifs))
    return TRUE;
  g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
               "this comparison was started %s; name another folder with --out",
               motifs->len == 0 ? "without --motif" : "with another --motif");
  return FALSE;
}

static gboolean
check_same (const char *path, const SpkCliCompareBasis *basis, GError **error)
{
  g_autoptr (JsonNode) node = spk_file_read_json (path, error);
  JsonObject *before;

  if (!node)
    return FALSE;
  before = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (before && check_schema (before, error) && check_data (before, basis, error) &&
      check_settings (before, basis, error) && check_motifs (before, basis, error))
    return TRUE;
  if (!before)
    g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED, "not a JSON object");
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

static gboolean
check_empty (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);

  if (!dir)
    return FALSE;
  if (!g_dir_read_name (dir))
    return TRUE;
  g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED,
               "%s is not empty and holds no comparison; name another folder with --out", folder);
  return FALSE;
}

/**
 * spk_cli_compare_folder_open:
 * @folder: of a comparison; made if it does not exist
 *
 * Begins a comparison in an empty folder, or goes on with one that rests on the same.
 *
 * Returns: whether it may go on; else an error that names what is not the same
 */
gboolean
spk_cli_compare_folder_open (const char *folder, const SpkCliCompareBasis *basis, GError **error)
{
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autoptr (JsonNode) node = NULL;

  spk_file_remove_temporaries (folder, NAME);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      if (!check_same (path, basis, error))
        return FALSE;
    }
  else if (!spk_file_make_folder (folder, error) || !check_empty (folder, error))
    return FALSE;
  node = describe (basis);
  return spk_file_write_json (path, node, error);
}
