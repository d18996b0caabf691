/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-analysis.h"

#include <math.h>

static void
count_type (SpkMotifAnalysis *self, guint post, SpkConnection type)
{
  self->n_excitatory += type == SPK_EXCITATORY;
  self->n_inhibitory += type == SPK_INHIBITORY;
  self->net_inputs[post] += type;
}

static void
count_connections (SpkMotifAnalysis *self, const SpkTopology *topology)
{
  for (guint post = 0; post < self->size; post++)
    {
      for (guint pre = 0; pre < self->size; pre++)
        {
          const SpkConnection type = spk_topology_get_intra (topology, post, pre);

          if (type == SPK_ABSENT)
            continue;
          count_type (self, post, type);
          self->in_degrees[post]++;
          self->out_degrees[pre]++;
          self->n_self += pre == post;
        }
      for (SpkSide side = SPK_PREVIOUS; side <= SPK_NEXT; side++)
        {
          const SpkConnection type = spk_topology_get_lateral (topology, post, side);

          count_type (self, post, type);
          self->lateral_degrees[post] += type != SPK_ABSENT;
          self->n_lateral += type != SPK_ABSENT;
        }
    }
}

static guint
find_largest (const guint *components, guint n, guint n_components)
{
  g_autofree guint *sizes = g_new0 (guint, n_components);
  guint largest = 0;

  for (guint i = 0; i < n; i++)
    {
      sizes[components[i]]++;
      largest = MAX (largest, sizes[components[i]]);
    }
  return largest;
}

/**
 * spk_motif_analysis_new:
 * @n_random: random graphs that the census of subgraphs is held against, 0 for none, up to %SPK_ANALYSIS_MAX_RANDOM;
 *   usually %SPK_ANALYSIS_RANDOM_GRAPHS
 * @seed: of the random graphs
 * @cancellable: (nullable)
 *
 * Analyses the structure of a motif. Takes milliseconds up to some 32 neurons and seconds at hundreds: not for a thread
 * that draws.
 *
 * Returns: (transfer full): the analysis; %NULL with an error where it was cancelled
 */
SpkMotifAnalysis *
spk_motif_analysis_new (const SpkTopology *topology, guint n_random, guint64 seed, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (SpkMotifAnalysis) self = g_new0 (SpkMotifAnalysis, 1);
  g_autoptr (SpkMotifGraph) graph = spk_motif_graph_new (topology, SPK_GRAPH_ALL);

  self->size = spk_topology_get_size (topology);
  self->density = spk_topology_get_density (topology);
  self->in_degrees = g_new0 (guint, self->size);
  self->out_degrees = g_new0 (guint, self->size);
  self->lateral_degrees = g_new0 (guint, self->size);
  self->net_inputs = g_new0 (int, self->size);
  count_connections (self, topology);
  self->balance = self->n_excitatory + self->n_inhibitory > 0
                    ? self->n_excitatory / (double) (self->n_excitatory + self->n_inhibitory)
                    : NAN;
  self->components = spk_motif_graph_find_components (graph, &self->n_components);
  self->largest_component = find_largest (self->components, self->size, self->n_components);
  if (!spk_motif_cycles_count (graph, cancellable, &self->cycles, error) ||
      !spk_motif_census_take (graph, n_random, seed, cancellable, &self->census, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
spk_motif_analysis_free (SpkMotifAnalysis *self)
{
  g_free (self->in_degrees);
  g_free (self->out_degrees);
  g_free (self->lateral_degrees);
  g_free (self->net_inputs);
  g_free (self->components);
  g_free (self);
}

static void
add_number (JsonObject *object, const char *name, double value)
{
  if (isfinite (value))
    json_object_set_double_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

static void
add_counts (JsonObject *object, const char *name, const guint *values, guint n)
{
  JsonArray *array = json_array_sized_new (n);

  for (guint i = 0; i < n; i++)
    json_array_add_int_element (array, values[i]);
  json_object_set_array_member (object, name, array);
}

static JsonArray *
list_components (const SpkMotifAnalysis *self)
{
  JsonArray *list = json_array_sized_new (self->n_components);

  for (guint i = 0; i < self->n_components; i++)
    json_array_add_array_element (list, json_array_new ());
  for (guint i = 0; i < self->size; i++)
    json_array_add_int_element (json_array_get_array_element (list, self->components[i]), i);
  return list;
}

static JsonArray *
census_to_json (const SpkMotifCensus *census)
{
  JsonArray *list = json_array_sized_new (SPK_N_TRIADS);

  for (guint i = 0; i < SPK_N_TRIADS; i++)
    {
      JsonObject *row = json_object_new ();

      json_object_set_int_member (row, "id", spk_triad_get (i)->id);
      json_object_set_string_member (row, "name", spk_triad_get (i)->name);
      json_object_set_int_member (row, "count", (gint64) census->counts[i]);
      add_number (row, "mean", census->means[i]);
      add_number (row, "deviation", census->deviations[i]);
      add_number (row, "z", census->z[i]);
      json_array_add_object_element (list, row);
    }
  return list;
}

static JsonArray *
cycles_to_json (const SpkMotifCycles *cycles)
{
  JsonArray *list = json_array_new ();

  for (guint length = 1; length <= cycles->max_length; length++)
    json_array_add_int_element (list, (gint64) cycles->counts[length]);
  return list;
}

/**
 * spk_motif_analysis_to_json:
 *
 * Returns: (transfer full): an object with the members of #SpkMotifAnalysis; "components" lists the neurons of each,
 *   counted from 0; "cycles" holds the numbers for lengths 1, 2, ... that were counted; what is undefined is null
 */
JsonNode *
spk_motif_analysis_to_json (const SpkMotifAnalysis *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *net_inputs = json_array_sized_new (self->size);

  json_object_set_int_member (object, "size", self->size);
  json_object_set_double_member (object, "density", self->density);
  json_object_set_int_member (object, "excitatory", self->n_excitatory);
  json_object_set_int_member (object, "inhibitory", self->n_inhibitory);
  json_object_set_int_member (object, "self", self->n_self);
  json_object_set_int_member (object, "lateral", self->n_lateral);
  add_number (object, "balance", self->balance);
  add_counts (object, "in_degrees", self->in_degrees, self->size);
  add_counts (object, "out_degrees", self->out_degrees, self->size);
  add_counts (object, "lateral_degrees", self->lateral_degrees, self->size);
  for (guint i = 0; i < self->size; i++)
    json_array_add_int_element (net_inputs, self->net_inputs[i]);
  json_object_set_array_member (object, "net_inputs", net_inputs);
  json_object_set_array_member (object, "components", list_components (self));
  json_object_set_int_member (object, "random_graphs", self->census.n_random);
  json_object_set_array_member (object, "census", census_to_json (&self->census));
  json_object_set_array_member (object, "cycles", cycles_to_json (&self->cycles));
  return json_node_init_object (json_node_alloc (), object);
}
