/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/spk-run.h"

#include "data/spk-registry.h"

#define SCHEMA_NAME "spikesmith-run/"
#define SCHEMA SCHEMA_NAME "1"

static const char *const kind_names[] = { [SPK_JOB_SEARCH] = "search", [SPK_JOB_TRAIN] = "train" };

static void
unref_motif (gpointer motif)
{
  spk_topology_unref (motif);
}

/**
 * spk_run_description_new:
 *
 * Returns: (transfer full): a description with everything but @kind unset
 */
SpkRunDescription *
spk_run_description_new (void)
{
  return g_new0 (SpkRunDescription, 1);
}

/**
 * spk_run_description_new_of_data:
 * @location: of @dataset, as it was given
 * @skip_bad: whether bad recordings were left out of it
 *
 * Returns: (transfer full): a description without motifs, name and program
 */
SpkRunDescription *
spk_run_description_new_of_data (
    SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset, const char *location, gboolean skip_bad)
{
  SpkRunDescription *self = spk_run_description_new ();

  self->kind = kind;
  self->settings = spk_settings_copy (settings);
  self->data = spk_dataset_make_location_absolute (location);
  self->data_kind = g_strdup (spk_dataset_get_kind (dataset));
  self->data_fingerprint = spk_dataset_get_fingerprint (dataset);
  self->skip_bad = skip_bad;
  self->class_names = spk_dataset_list_class_names (dataset);
  return self;
}

void
spk_run_description_free (SpkRunDescription *self)
{
  g_clear_pointer (&self->settings, spk_settings_free);
  g_clear_pointer (&self->motifs, g_ptr_array_unref);
  g_strfreev (self->class_names);
  g_free (self->data);
  g_free (self->data_kind);
  g_free (self->name);
  g_free (self->program);
  g_free (self);
}

static GPtrArray *
copy_motifs (GPtrArray *motifs)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (unref_motif);

  for (guint i = 0; i < motifs->len; i++)
    g_ptr_array_add (copy, spk_topology_ref (g_ptr_array_index (motifs, i)));
  return copy;
}

SpkRunDescription *
spk_run_description_copy (const SpkRunDescription *self)
{
  SpkRunDescription *copy = spk_run_description_new ();

  copy->kind = self->kind;
  copy->settings = self->settings != NULL ? spk_settings_copy (self->settings) : NULL;
  copy->data = g_strdup (self->data);
  copy->data_kind = g_strdup (self->data_kind);
  copy->data_fingerprint = self->data_fingerprint;
  copy->skip_bad = self->skip_bad;
  copy->class_names = g_strdupv (self->class_names);
  copy->motifs = self->motifs != NULL ? copy_motifs (self->motifs) : NULL;
  copy->name = g_strdup (self->name);
  copy->program = g_strdup (self->program);
  return copy;
}

/* --- To JSON --- */

static void
set_text (JsonObject *object, const char *key, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, key, text);
}

static JsonArray *
names_to_json (char **names)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    json_array_add_string_element (array, names[i]);
  return array;
}

static JsonArray *
motifs_to_json (GPtrArray *motifs)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < motifs->len; i++)
    json_array_add_element (array, spk_topology_to_json (g_ptr_array_index (motifs, i)));
  return array;
}

/**
 * spk_run_description_to_json:
 * @self: with settings
 * @created: seconds since 1970
 *
 * Returns: (transfer full): the object in settings.json
 */
JsonNode *
spk_run_description_to_json (const SpkRunDescription *self, gint64 created)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *fingerprint = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", self->data_fingerprint);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (created);
  g_autofree char *time_text = g_date_time_format_iso8601 (time);

  set_text (object, "schema", SCHEMA);
  set_text (object, "name", self->name);
  set_text (object, "program", self->program);
  set_text (object, "created", time_text);
  set_text (object, "kind", kind_names[self->kind]);
  set_text (object, "data", self->data);
  set_text (object, "data_kind", self->data_kind);
  set_text (object, "data_fingerprint", fingerprint);
  json_object_set_boolean_member (object, "skip_bad", self->skip_bad);
  json_object_set_array_member (object, "class_names", names_to_json (self->class_names));
  json_object_set_object_member (object, "settings", spk_settings_to_json (self->settings));
  if (self->motifs != NULL)
    json_object_set_array_member (object, "motifs", motifs_to_json (self->motifs));
  json_node_take_object (node, object);
  return node;
}

/* --- From JSON --- */

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, format, arguments);
  va_end (arguments);
  return FALSE;
}

static const char *
get_text (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static gboolean
check_schema (JsonObject *object, GError **error)
{
  const char *schema = get_text (object, "schema");

  if (schema == NULL || !g_str_has_prefix (schema, SCHEMA_NAME))
    return fail (error, "these are not the settings of a run (no schema \"" SCHEMA "\")");
  if (g_str_equal (schema, SCHEMA))
    return TRUE;
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_VERSION,
               "written by another version of the program: schema \"%s\", this program knows \"" SCHEMA "\"", schema);
  return FALSE;
}

static gboolean
parse_kind (JsonObject *object, SpkJobKind *kind, GError **error)
{
  const char *name = get_text (object, "kind");

  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (g_strcmp0 (name, kind_names[i]) == 0)
      {
        *kind = (SpkJobKind)i;
        return TRUE;
      }
  return fail (error, "\"kind\" is neither \"search\" nor \"train\"");
}

static gboolean
parse_fingerprint (JsonObject *object, guint64 *fingerprint, GError **error)
{
  const char *text = get_text (object, "data_fingerprint");

  return (text != NULL && g_ascii_string_to_unsigned (text, 16, 0, G_MAXUINT64, fingerprint, NULL)) ||
         fail (error, "\"data_fingerprint\" is not a hexadecimal number");
}

static gboolean
parse_created (JsonObject *object, gint64 *created, GError **error)
{
  const char *text = get_text (object, "created");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = text == NULL ? NULL : g_date_time_new_from_iso8601 (text, utc);

  if (time == NULL)
    return fail (error, "\"created\" is not a time");
  *created = g_date_time_to_unix (time);
  return TRUE;
}

static gboolean
parse_skip_bad (JsonObject *object, gboolean *skip_bad, GError **error)
{
  JsonNode *node = json_object_get_member (object, "skip_bad");

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail (error, "\"skip_bad\" is not true or false");
  *skip_bad = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
parse_settings (JsonObject *object, SpkSettings **settings, GError **error)
{
  JsonNode *node = json_object_get_member (object, "settings");
  g_autoptr (GError) cause = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "\"settings\" is missing");
  *settings = spk_settings_new ();
  return spk_settings_apply_json (*settings, json_node_get_object (node), &cause) ||
         fail (error, "settings: %s", cause->message);
}

static gboolean
parse_class_names (JsonObject *object, char ***names, GError **error)
{
  JsonNode *node = json_object_get_member (object, "class_names");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, "\"class_names\" is not a list");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (item) || json_node_get_value_type (item) != G_TYPE_STRING)
        return fail (error, "item %u of \"class_names\" is not a text", i + 1);
      g_strv_builder_add (builder, json_node_get_string (item));
    }
  *names = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
parse_motifs (JsonObject *object, GPtrArray **motifs, GError **error)
{
  JsonNode *node = json_object_get_member (object, "motifs");
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, "\"motifs\" is not a list");
  *motifs = g_ptr_array_new_with_free_func (unref_motif);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (GError) cause = NULL;
      SpkTopology *motif = spk_topology_from_json (json_array_get_element (array, i), &cause);

      if (motif == NULL)
        return fail (error, "motif %u: %s", i + 1, cause->message);
      g_ptr_array_add (*motifs, motif);
    }
  return TRUE;
}

/**
 * spk_run_description_from_json:
 * @created: (out): seconds since 1970
 *
 * Returns: (transfer full): what spk_run_description_to_json() made a node from; or %NULL with
 *   %SPK_STORE_ERROR_FORMAT, or %SPK_STORE_ERROR_VERSION for an unknown schema
 */
SpkRunDescription *
spk_run_description_from_json (JsonNode *node, gint64 *created, GError **error)
{
  g_autoptr (SpkRunDescription) self = spk_run_description_new ();
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (error, "these are not the settings of a run (no object)");
      return NULL;
    }
  object = json_node_get_object (node);
  if (!check_schema (object, error) || !parse_kind (object, &self->kind, error) ||
      !parse_fingerprint (object, &self->data_fingerprint, error) || !parse_created (object, created, error) ||
      !parse_skip_bad (object, &self->skip_bad, error) || !parse_settings (object, &self->settings, error) ||
      !parse_class_names (object, &self->class_names, error) || !parse_motifs (object, &self->motifs, error))
    return NULL;
  self->name = g_strdup (get_text (object, "name"));
  self->program = g_strdup (get_text (object, "program"));
  self->data = g_strdup (get_text (object, "data"));
  self->data_kind = g_strdup (get_text (object, "data_kind"));
  return g_steal_pointer (&self);
}
