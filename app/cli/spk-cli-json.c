/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-json.h"

#include <math.h>
#include <stdio.h>

/**
 * spk_cli_json_event:
 *
 * Returns: (transfer full): an object to be filled, whose member "event" says what it reports
 */
JsonObject *
spk_cli_json_event (const char *event)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "event", event);
  return object;
}

/**
 * spk_cli_json_set_number:
 *
 * Sets a member to a number, or to null where the number is not finite, which JSON cannot write.
 */
void
spk_cli_json_set_number (JsonObject *object, const char *name, double value)
{
  if (isfinite (value))
    json_object_set_double_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

/**
 * spk_cli_json_get_number:
 *
 * Returns: a member that is a number; NaN where it is null or missing
 */
double
spk_cli_json_get_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : NAN;
}

/**
 * spk_cli_json_format:
 *
 * Returns: the text of @node, on one line or indented by two
 */
char *
spk_cli_json_format (JsonNode *node, gboolean pretty)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_pretty (generator, pretty);
  json_generator_set_root (generator, node);
  return json_generator_to_data (generator, NULL);
}

/**
 * spk_cli_json_print:
 *
 * Prints @object on one line of standard output, at once.
 */
void
spk_cli_json_print (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = spk_cli_json_format (node, FALSE);

  puts (text);
  fflush (stdout);
}
