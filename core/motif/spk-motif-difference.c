/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-difference.h"

const char *
spk_difference_kind_to_string (SpkDifferenceKind kind)
{
  static const char *const names[] = { "added", "removed", "changed" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);
  return names[kind];
}

/**
 * spk_connection_to_string:
 *
 * Returns: (transfer none): "excitatory", "inhibitory" or "absent"
 */
const char *
spk_connection_to_string (SpkConnection type)
{
  return type == SPK_EXCITATORY ? "excitatory" : type == SPK_INHIBITORY ? "inhibitory" : "absent";
}

static void
join_neurons (SpkMotifDifference *self, const SpkMotifMatching *matching)
{
  self->first = g_new (guint, (gsize) matching->n_first + matching->n_second);
  self->second = g_new (guint, (gsize) matching->n_first + matching->n_second);
  for (guint i = 0; i < matching->n_first; i++)
    {
      self->first[self->size] = i;
      self->second[self->size++] = matching->to_second[i];
    }
  for (guint i = 0; i < matching->n_second; i++)
    if (matching->to_first[i] == SPK_UNMATCHED)
      {
        self->first[self->size] = SPK_UNMATCHED;
        self->second[self->size++] = i;
      }
}

static SpkConnection
get_type (const SpkTopology *motif, guint post, guint pre)
{
  return post == SPK_UNMATCHED || pre == SPK_UNMATCHED ? SPK_ABSENT : spk_topology_get_intra (motif, post, pre);
}

static SpkConnection
get_lateral (const SpkTopology *motif, guint neuron, SpkSide side)
{
  return neuron == SPK_UNMATCHED ? SPK_ABSENT : spk_topology_get_lateral (motif, neuron, side);
}

static void
compare (SpkMotifDifference *self, GArray *differences, SpkConnectionDifference place)
{
  if (place.before == place.after)
    {
      self->n_same += place.before != SPK_ABSENT;
      return;
    }
  place.kind = place.before == SPK_ABSENT  ? SPK_DIFFERENCE_ADDED
               : place.after == SPK_ABSENT ? SPK_DIFFERENCE_REMOVED
                                           : SPK_DIFFERENCE_CHANGED;
  self->counts[place.kind]++;
  g_array_append_val (differences, place);
}

/**
 * spk_motif_difference_new:
 * @matching: of the two
 *
 * Returns: (transfer full): the connections that distinguish the motifs where their neurons are matched like this
 */
SpkMotifDifference *
spk_motif_difference_new (const SpkTopology *first, const SpkTopology *second, const SpkMotifMatching *matching)
{
  SpkMotifDifference *self = g_new0 (SpkMotifDifference, 1);
  GArray *differences = g_array_new (FALSE, FALSE, sizeof (SpkConnectionDifference));

  self->is_best = matching->is_best;
  join_neurons (self, matching);
  for (guint post = 0; post < self->size; post++)
    {
      for (guint pre = 0; pre < self->size; pre++)
        compare (self, differences,
                 (SpkConnectionDifference){ .post = post, .pre = pre,
                                            .before = get_type (first, self->first[post], self->first[pre]),
                                            .after = get_type (second, self->second[post], self->second[pre]) });
      for (SpkSide side = SPK_PREVIOUS; side <= SPK_NEXT; side++)
        compare (self, differences,
                 (SpkConnectionDifference){ .is_lateral = TRUE, .side = side, .post = post, .pre = post,
                                            .before = get_lateral (first, self->first[post], side),
                                            .after = get_lateral (second, self->second[post], side) });
    }
  self->n_differences = differences->len;
  self->differences = (SpkConnectionDifference *) g_array_free (differences, FALSE);
  return self;
}

void
spk_motif_difference_free (SpkMotifDifference *self)
{
  g_free (self->first);
  g_free (self->second);
  g_free (self->differences);
  g_free (self);
}

static void
add_neuron (JsonObject *object, const char *name, guint neuron)
{
  if (neuron == SPK_UNMATCHED)
    json_object_set_null_member (object, name);
  else
    json_object_set_int_member (object, name, neuron);
}

static JsonObject *
difference_to_json (const SpkConnectionDifference *difference)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", spk_difference_kind_to_string (difference->kind));
  json_object_set_int_member (object, "post", difference->post);
  if (difference->is_lateral)
    json_object_set_string_member (object, "from", difference->side == SPK_PREVIOUS ? "previous" : "next");
  else
    json_object_set_int_member (object, "pre", difference->pre);
  json_object_set_int_member (object, "before", difference->before);
  json_object_set_int_member (object, "after", difference->after);
  return object;
}

/**
 * spk_motif_difference_to_json:
 *
 * Returns: (transfer full): "neurons" (of each neuron of the joint motif its number in "first" and "second", or null),
 *   "best", counts "same", "added", "removed", "changed", and "differences"
 */
JsonNode *
spk_motif_difference_to_json (const SpkMotifDifference *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *neurons = json_array_sized_new (self->size);
  JsonArray *differences = json_array_sized_new (self->n_differences);

  for (guint i = 0; i < self->size; i++)
    {
      JsonObject *neuron = json_object_new ();

      add_neuron (neuron, "first", self->first[i]);
      add_neuron (neuron, "second", self->second[i]);
      json_array_add_object_element (neurons, neuron);
    }
  for (guint i = 0; i < self->n_differences; i++)
    json_array_add_object_element (differences, difference_to_json (&self->differences[i]));
  json_object_set_boolean_member (object, "best", self->is_best);
  json_object_set_int_member (object, "same", self->n_same);
  for (SpkDifferenceKind kind = SPK_DIFFERENCE_ADDED; kind <= SPK_DIFFERENCE_CHANGED; kind++)
    json_object_set_int_member (object, spk_difference_kind_to_string (kind), self->counts[kind]);
  json_object_set_array_member (object, "neurons", neurons);
  json_object_set_array_member (object, "differences", differences);
  return json_node_init_object (json_node_alloc (), object);
}
