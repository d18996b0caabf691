/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-plan.h"

#include "model/spk-topology.h"

/*
 * A plan as the queue's file keeps it. One that goes on with a run holds the run's folder and location of the recordings; all
 * else is in the run.
 */
static const char *const kind_names[] = { [SPK_JOB_SEARCH] = "search", [SPK_JOB_TRAIN] = "train" };

static void
write_description (SpkPlan *self, JsonObject *object)
{
  GPtrArray *motifs = spk_plan_get_motifs (self);

  json_object_set_string_member (object, "kind", kind_names[spk_plan_get_kind (self)]);
  json_object_set_boolean_member (object, "skip-bad", spk_plan_get_skip_bad (self));
  json_object_set_object_member (object, "settings", spk_settings_to_json (spk_plan_get_settings (self)));
  if (spk_plan_get_name (self) != NULL)
    json_object_set_string_member (object, "name", spk_plan_get_name (self));
  if (motifs != NULL)
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < motifs->len; i++)
        json_array_add_element (array, spk_topology_to_json (g_ptr_array_index (motifs, i)));
      json_object_set_array_member (object, "motifs", array);
    }
}

/**
 * spk_plan_to_json:
 *
 * Returns: (transfer full): an object that spk_plan_new_from_json() reads back; without the recordings themselves
 */
JsonNode *
spk_plan_to_json (SpkPlan *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "data", spk_plan_get_data (self));
  if (spk_plan_get_folder (self) != NULL)
    json_object_set_string_member (object, "folder", spk_plan_get_folder (self));
  else
    write_description (self, object);
  json_node_take_object (node, object);
  return node;
}

static void
set_format_error (GError **error, const char *what)
{
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "a plan is damaged: %s", what);
}

static const char *
get_text (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static void
unref_motif (gpointer motif)
{
  spk_topology_unref (motif);
}

static gboolean
read_motifs (SpkPlan *self, JsonObject *object, GError **error)
{
  JsonNode *node = json_object_get_member (object, "motifs");
  g_autoptr (GPtrArray) motifs = g_ptr_array_new_with_free_func (unref_motif);
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      set_format_error (error, "motifs: an array is needed");
      return FALSE;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      SpkTopology *motif = spk_topology_from_json (json_array_get_element (array, i), error);

      if (motif == NULL)
        return FALSE;
      g_ptr_array_add (motifs, motif);
    }
  spk_plan_set_motifs (self, motifs);
  return TRUE;
}

static SpkPlan *
read_description (JsonObject *object, const char *data, GError **error)
{
  const char *kind = get_text (object, "kind");
  JsonNode *node = json_object_get_member (object, "settings");
  g_autoptr (SpkSettings) settings = spk_settings_new ();
  g_autoptr (SpkPlan) self = NULL;

  if (kind == NULL || node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      set_format_error (error, "kind and settings are needed");
      return NULL;
    }
  if (!spk_settings_apply_json (settings, json_node_get_object (node), error))
    return NULL;
  self = spk_plan_new (g_str_equal (kind, kind_names[SPK_JOB_TRAIN]) ? SPK_JOB_TRAIN : SPK_JOB_SEARCH, settings, data);
  spk_plan_set_name (self, get_text (object, "name"));
  spk_plan_set_skip_bad (self, json_object_get_boolean_member_with_default (object, "skip-bad", FALSE));
  return read_motifs (self, object, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * spk_plan_new_from_json:
 * @node: anything that a JSON parser returned
 *
 * Returns: (transfer full) (nullable): the plan; %NULL if it is damaged, or if the run it goes on with is gone
 */
SpkPlan *
spk_plan_new_from_json (JsonNode *node, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *data = object != NULL ? get_text (object, "data") : NULL;
  const char *folder = object != NULL ? get_text (object, "folder") : NULL;

  if (folder != NULL)
    return spk_plan_new_resume (folder, data, error);
  if (data != NULL)
    return read_description (object, data, error);
  set_format_error (error, "data is needed");
  return NULL;
}
