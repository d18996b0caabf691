/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-network.h"

#include <math.h>
#include <string.h>

#include "base/spk-floats.h"
#include "base/spk-random.h"
#include "model/spk-recurrence.h"

#define ALIGN_FLOATS 16

/* Collects segments; groups follow each other in the order of SpkParameterGroup. */
typedef struct
{
  GArray *parameters;
} Builder;

static guint
add_segment (Builder *builder, SpkParameterGroup group, gboolean magnitude, char *name, guint rank, const gsize *dims)
{
  SpkParameter parameter = { .name = name, .group = group, .magnitude = magnitude, .rank = rank, .n = 1 };

  for (guint i = 0; i < rank; i++)
    {
      parameter.dims[i] = dims[i];
      parameter.n *= dims[i];
    }
  g_array_append_val (builder->parameters, parameter);
  return builder->parameters->len - 1;
}

static void
add_branch (Builder *builder, guint layer, guint branch, const SpkLayerSpec *spec, guint size)
{
  const gboolean relaxed = spec->kind == SPK_LAYER_SUPERNET;
  const gsize n_motifs = spec->neurons / size;
  const gsize intra[] = { n_motifs, size, size }, lateral[] = { n_motifs, size, 2 };
  const gsize alpha_intra[] = { size, size, 3 }, alpha_lateral[] = { size, 2, 3 };

  if (!relaxed)
    {
      add_segment (builder, SPK_GROUP_WEIGHT, TRUE, g_strdup_printf ("layer%u/w", layer), 3, intra);
      add_segment (builder, SPK_GROUP_WEIGHT, TRUE, g_strdup_printf ("layer%u/v", layer), 3, lateral);
      return;
    }
#define NAME(what) g_strdup_printf ("layer%u/branch%u/" what, layer, branch)
  add_segment (builder, SPK_GROUP_WEIGHT, TRUE, NAME ("w_exc"), 3, intra);
  add_segment (builder, SPK_GROUP_WEIGHT, TRUE, NAME ("w_inh"), 3, intra);
  add_segment (builder, SPK_GROUP_WEIGHT, TRUE, NAME ("v_exc"), 3, lateral);
  add_segment (builder, SPK_GROUP_WEIGHT, TRUE, NAME ("v_inh"), 3, lateral);
  add_segment (builder, SPK_GROUP_ALPHA, FALSE, NAME ("alpha_intra"), 3, alpha_intra);
  add_segment (builder, SPK_GROUP_ALPHA, FALSE, NAME ("alpha_lateral"), 3, alpha_lateral);
#undef NAME
}

static void
add_layer (Builder *builder, const SpkNetworkSpec *spec, guint layer)
{
  const SpkLayerSpec *it = &spec->layers[layer];
  const gsize n = it->neurons;

  add_segment (builder, SPK_GROUP_WEIGHT, FALSE, g_strdup_printf ("layer%u/W", layer), 2,
               (const gsize[]){ spk_network_spec_get_inputs (spec, layer), n });
  if (it->kind == SPK_LAYER_DENSE)
    add_segment (builder, SPK_GROUP_WEIGHT, FALSE, g_strdup_printf ("layer%u/w", layer), 2, (const gsize[]){ n, n });
  if (it->kind == SPK_LAYER_SC_ML)
    add_branch (builder, layer, 0, it, spk_topology_get_size (it->topology));
  for (guint b = 0; b < it->n_sizes; b++)
    add_branch (builder, layer, b, it, it->sizes[b]);
  if (it->population)
    add_segment (builder, SPK_GROUP_WEIGHT, FALSE, g_strdup_printf ("layer%u/g", layer), 1, &n);
  if (it->kind == SPK_LAYER_SUPERNET)
    add_segment (builder, SPK_GROUP_ALPHA, FALSE, g_strdup_printf ("layer%u/alpha_size", layer), 1,
                 (const gsize[]){ it->n_sizes });
  add_segment (builder, SPK_GROUP_NEURON, FALSE, g_strdup_printf ("layer%u/R", layer), 1, &n);
  add_segment (builder, SPK_GROUP_NEURON, FALSE, g_strdup_printf ("layer%u/tau_m", layer), 1, &n);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const SpkParameter *x = a, *y = b;

  return (int) x->group - (int) y->group;
}

static void
assign_offsets (SpkNetwork *self)
{
  gsize offset = 0;
  guint i = 0;

  for (guint group = 0; group < SPK_N_GROUPS; group++)
    {
      self->group_start[group] = offset;
      for (; i < self->n_parameters && self->parameters[i].group == (SpkParameterGroup) group; i++)
        {
          self->parameters[i].offset = offset;
          offset += (self->parameters[i].n + ALIGN_FLOATS - 1) / ALIGN_FLOATS * ALIGN_FLOATS;
        }
    }
  self->group_start[SPK_N_GROUPS] = offset;
  self->n_values = offset;
}

static gsize
find_offset (const SpkNetwork *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gsize
find_offset (const SpkNetwork *self, const char *format, ...)
{
  g_autofree char *name = NULL;
  va_list arguments;
  const SpkParameter *parameter;

  va_start (arguments, format);
  name = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  parameter = spk_network_find (self, name);
  g_assert (parameter != NULL);
  return parameter->offset;
}

static void
find_branch (const SpkNetwork *self, guint l, guint b, SpkBranch *branch)
{
#define OFFSET(what) find_offset (self, "layer%u/branch%u/" what, l, b)
  branch->size = self->spec.layers[l].sizes[b];
  branch->w_exc = OFFSET ("w_exc");
  branch->w_inh = OFFSET ("w_inh");
  branch->v_exc = OFFSET ("v_exc");
  branch->v_inh = OFFSET ("v_inh");
  branch->alpha_intra = OFFSET ("alpha_intra");
  branch->alpha_lateral = OFFSET ("alpha_lateral");
#undef OFFSET
}

static void
find_places (SpkNetwork *self)
{
  for (guint l = 0; l < self->spec.n_layers; l++)
    {
      const SpkLayerSpec *spec = &self->spec.layers[l];
      SpkLayerPlaces *places = &self->layers[l];

      places->weights = find_offset (self, "layer%u/W", l);
      places->resistance = find_offset (self, "layer%u/R", l);
      places->tau_m = find_offset (self, "layer%u/tau_m", l);
      if (spec->kind == SPK_LAYER_DENSE)
        places->dense = find_offset (self, "layer%u/w", l);
      if (spec->population)
        places->population = find_offset (self, "layer%u/g", l);
      if (spec->kind == SPK_LAYER_SUPERNET)
        places->alpha_size = find_offset (self, "layer%u/alpha_size", l);
      places->n_branches = spec->n_sizes;
      for (guint b = 0; b < spec->n_sizes; b++)
        find_branch (self, l, b, &places->branches[b]);
      if (spec->kind == SPK_LAYER_SC_ML)
        {
          SpkBranch *branch = &places->branches[0];

          places->n_branches = 1;
          branch->size = spk_topology_get_size (spec->topology);
          branch->w_exc = branch->w_inh = find_offset (self, "layer%u/w", l);
          branch->v_exc = branch->v_inh = find_offset (self, "layer%u/v", l);
        }
    }
  self->readout = find_offset (self, "readout");
}

/**
 * spk_network_new:
 * @spec: a shape that passes spk_network_spec_check()
 *
 * Returns: (transfer full): a network of that shape whose numbers are all zero
 */
SpkNetwork *
spk_network_new (const SpkNetworkSpec *spec)
{
  SpkNetwork *self = g_new0 (SpkNetwork, 1);
  Builder builder = { g_array_new (FALSE, TRUE, sizeof (SpkParameter)) };

  spk_network_spec_copy (spec, &self->spec);
  self->temperature = 1;
  for (guint l = 0; l < spec->n_layers; l++)
    add_layer (&builder, spec, l);
  add_segment (&builder, SPK_GROUP_WEIGHT, FALSE, g_strdup ("readout"), 2,
               (const gsize[]){ spk_network_spec_get_inputs (spec, spec->n_layers), spec->classes });
  g_array_sort (builder.parameters, compare_groups); /* g_array_sort() is stable */
  self->n_parameters = builder.parameters->len;
  self->parameters = (SpkParameter *) (gpointer) g_array_free (builder.parameters, FALSE);
  assign_offsets (self);
  self->values = spk_floats_new (self->n_values);
  find_places (self);
  return self;
}

/**
 * spk_network_copy:
 *
 * Returns: (transfer full): an independent copy
 */
SpkNetwork *
spk_network_copy (const SpkNetwork *self)
{
  SpkNetwork *copy = spk_network_new (&self->spec);

  memcpy (copy->values, self->values, self->n_values * sizeof (float));
  copy->temperature = self->temperature;
  for (guint l = 0; l < self->spec.n_layers; l++)
    copy->pins[l] = self->pins[l] != NULL ? spk_pins_copy (self->pins[l]) : NULL;
  return copy;
}

void
spk_network_free (SpkNetwork *self)
{
  for (guint i = 0; i < self->n_parameters; i++)
    g_free (self->parameters[i].name);
  for (guint l = 0; l < self->spec.n_layers; l++)
    g_clear_pointer (&self->pins[l], spk_pins_free);
  g_free (self->parameters);
  spk_floats_free (self->values);
  spk_network_spec_clear (&self->spec);
  g_free (self);
}

/**
 * spk_network_find:
 *
 * Returns: (transfer none) (nullable): the segment of that name
 */
const SpkParameter *
spk_network_find (const SpkNetwork *self, const char *name)
{
  for (guint i = 0; i < self->n_parameters; i++)
    if (g_str_equal (self->parameters[i].name, name))
      return &self->parameters[i];
  return NULL;
}

/* Standard deviation of a segment's initial values. */
static double
initial_scale (const SpkNetwork *self, const SpkParameter *parameter, const SpkInitialScales *scales)
{
  const char *what = strrchr (parameter->name, '/');

  what = what != NULL ? what + 1 : parameter->name;
  if (g_str_equal (what, "readout"))
    return scales->readout * sqrt (2.0 / parameter->dims[0]);
  if (g_str_equal (what, "W"))
    return scales->input * sqrt (2.0 / parameter->dims[0]);
  if (g_str_equal (what, "g"))
    return 0; /* learned from nothing, so that it disturbs nothing at the start */
  if (g_str_has_prefix (what, "w"))
    {
      guint layer = g_ascii_strtoull (parameter->name + strlen ("layer"), NULL, 10);
      double fan_in = parameter->dims[parameter->rank - 1];

      if (self->spec.layers[layer].kind != SPK_LAYER_SUPERNET)
        return scales->recurrent / sqrt (fan_in);
      return scales->recurrent / sqrt (fan_in) / spk_recurrence_scale_relative (&self->spec, layer, (guint) fan_in);
    }
  if (g_str_has_prefix (what, "v"))
    {
      guint layer = g_ascii_strtoull (parameter->name + strlen ("layer"), NULL, 10);

      return scales->lateral / spk_recurrence_scale_relative (&self->spec, layer, (guint) parameter->dims[1]);
    }
  return 1e-3; /* alpha */
}

static void
draw_segment (SpkNetwork *self, guint number, const SpkInitialScales *scales, guint64 seed)
{
  const SpkParameter *parameter = &self->parameters[number];
  const double scale = initial_scale (self, parameter, scales);
  float *values = self->values + parameter->offset;
  SpkRandom random;

  spk_random_init (&random, seed, parameter->group == SPK_GROUP_ALPHA ? SPK_PURPOSE_ALPHA : SPK_PURPOSE_WEIGHTS, 0, number);
  for (gsize i = 0; i < parameter->n; i++)
    {
      double value = scale * spk_random_normal (&random);

      values[i] = parameter->magnitude ? fabs (value) : value;
    }
}

static void
draw_neurons (SpkNetwork *self, guint layer, const SpkInitialScales *scales, guint64 seed)
{
  const guint n = self->spec.layers[layer].neurons;
  SpkRandom random;

  spk_random_init (&random, seed, SPK_PURPOSE_NEURON, 0, layer);
  for (guint i = 0; i < n; i++)
    {
      double spread = scales->tau_m_spread * (2 * spk_random_uniform (&random) - 1);
      float tau_m = MAX (scales->tau_m * exp (spread), 1.0);

      self->values[self->layers[layer].tau_m + i] = tau_m;
      self->values[self->layers[layer].resistance + i] = tau_m; /* the gain R / tau_m starts at 1 */
    }
}

/**
 * spk_network_initialise:
 *
 * Draws all numbers of the network anew.
 */
void
spk_network_initialise (SpkNetwork *self, const SpkInitialScales *scales, guint64 seed)
{
  for (guint i = 0; i < self->n_parameters; i++)
    if (self->parameters[i].group != SPK_GROUP_NEURON)
      draw_segment (self, i, scales, seed);
  for (guint l = 0; l < self->spec.n_layers; l++)
    draw_neurons (self, l, scales, seed);
}

/**
 * spk_network_count_recurrent:
 *
 * Returns: number of recurrent weights that can differ from zero
 */
guint64
spk_network_count_recurrent (const SpkNetwork *self)
{
  guint64 n = 0;

  for (guint l = 0; l < self->spec.n_layers; l++)
    {
      const SpkLayerSpec *layer = &self->spec.layers[l];
      const guint64 neurons = layer->neurons;

      if (layer->kind == SPK_LAYER_DENSE)
        n += neurons * neurons;
      if (layer->kind == SPK_LAYER_SC_ML)
        n += neurons / spk_topology_get_size (layer->topology) * spk_topology_count_connections (layer->topology);
      if (layer->population)
        n += neurons;
      for (guint b = 0; b < layer->n_sizes; b++)
        n += 2 * neurons * (layer->sizes[b] + 2);
    }
  return n;
}

/**
 * spk_network_count_weights:
 *
 * Returns: number of trained weights: feed-forward, recurrent and readout
 */
guint64
spk_network_count_weights (const SpkNetwork *self)
{
  guint64 n = spk_network_count_recurrent (self) + (guint64) self->spec.classes *
                                                     spk_network_spec_get_inputs (&self->spec, self->spec.n_layers);

  for (guint l = 0; l < self->spec.n_layers; l++)
    n += (guint64) self->spec.layers[l].neurons * spk_network_spec_get_inputs (&self->spec, l);
  return n;
}

/**
 * spk_network_save:
 * @values: an array of the network's layout: its values, or an optimiser's moments
 * @prefix: put before each name, as "network/"
 *
 * Adds each segment to @arrays.
 */
void
spk_network_save (const SpkNetwork *self, const float *values, const char *prefix, SpkArrays *arrays)
{
  for (guint i = 0; i < self->n_parameters; i++)
    {
      const SpkParameter *parameter = &self->parameters[i];
      g_autofree char *name = g_strconcat (prefix, parameter->name, NULL);

      spk_arrays_add (arrays, name, SPK_ARRAY_FLOAT32, parameter->rank, parameter->dims, values + parameter->offset);
    }
}

/**
 * spk_network_restore:
 *
 * The reverse of spk_network_save(): fills @values, all of it or, on an error, nothing.
 *
 * Returns: %FALSE with @error (%SPK_MODEL_ERROR_SHAPE) if a segment is missing or has another shape
 */
gboolean
spk_network_restore (const SpkNetwork *self, float *values, const char *prefix, const SpkArrays *arrays, GError **error)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->n_parameters; i++)
      {
        const SpkParameter *parameter = &self->parameters[i];
        g_autofree char *name = g_strconcat (prefix, parameter->name, NULL);
        const SpkArray *array = spk_arrays_find (arrays, name);

        if (array == NULL || array->type != SPK_ARRAY_FLOAT32 || array->rank != parameter->rank ||
            memcmp (array->dims, parameter->dims, parameter->rank * sizeof (gsize)) != 0)
          {
            g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE,
                         "\"%s\" is %s: the saved network is not of this shape", name,
                         array == NULL ? "missing" : "of another shape");
            return FALSE;
          }
        if (pass == 1)
          memcpy (values + parameter->offset, array->data, parameter->n * sizeof (float));
      }
  return TRUE;
}
