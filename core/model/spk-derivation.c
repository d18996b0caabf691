/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-derivation.h"

#include <math.h>
#include <string.h>

#include "model/spk-recurrence.h"

/* Order of the types in alpha. */
static const gint8 type_of[3] = { SPK_EXCITATORY, SPK_INHIBITORY, SPK_ABSENT };

/* Probabilities of all connections of a branch, intra-motif ones first: [k][k + 2][3] in two parts. */
static float *
branch_types (const SpkNetwork *relaxed, guint layer, guint branch, guint *n_connections)
{
  const guint k = relaxed->layers[layer].branches[branch].size;
  float *types = g_new (float, (gsize) k * (k + 2) * 3);

  spk_recurrence_type_probabilities (relaxed, layer, branch, types, types + (gsize) k * k * 3);
  *n_connections = k * (k + 2);
  return types;
}

/* The first of the largest, so that ties are settled the same way everywhere. */
static guint
likeliest_type (const float *p)
{
  guint best = 0;

  for (guint type = 1; type < 3; type++)
    if (p[type] > p[best])
      best = type;
  return best;
}

/**
 * spk_derivation_get_branch:
 *
 * Returns: index of the likeliest motif size of a supernet layer
 */
guint
spk_derivation_get_branch (const SpkNetwork *relaxed, guint layer)
{
  double sizes[SPK_MAX_SIZES];
  guint best = 0;

  spk_recurrence_size_probabilities (relaxed, layer, sizes);
  for (guint b = 1; b < relaxed->spec.layers[layer].n_sizes; b++)
    if (sizes[b] > sizes[best])
      best = b;
  return best;
}

/**
 * spk_derivation_get_topology:
 *
 * Returns: (transfer full): the likeliest motif of a supernet layer: its likeliest size, and of each connection the
 *   likeliest type
 */
SpkTopology *
spk_derivation_get_topology (const SpkNetwork *relaxed, guint layer)
{
  const guint branch = spk_derivation_get_branch (relaxed, layer);
  const guint k = relaxed->layers[layer].branches[branch].size;
  guint n;
  g_autofree float *types = branch_types (relaxed, layer, branch, &n);
  g_autofree gint8 *motif = g_new (gint8, n);

  for (guint i = 0; i < n; i++)
    motif[i] = type_of[likeliest_type (types + 3 * i)];
  return spk_topology_new (k, motif, motif + (gsize) k * k);
}

/**
 * spk_derivation_get_spec:
 * @spec: (out caller-allocates): shape of the derived network; clear it with spk_network_spec_clear()
 *
 * The shape in which each supernet layer is an SC-ML layer of its likeliest motif.
 */
void
spk_derivation_get_spec (const SpkNetwork *relaxed, SpkNetworkSpec *spec)
{
  spk_network_spec_copy (&relaxed->spec, spec);
  for (guint l = 0; l < spec->n_layers; l++)
    {
      if (spec->layers[l].kind != SPK_LAYER_SUPERNET)
        continue;
      spec->layers[l].kind = SPK_LAYER_SC_ML;
      spec->layers[l].topology = spk_derivation_get_topology (relaxed, l);
      spec->layers[l].n_sizes = 0;
    }
}

static void
copy_segment (const SpkNetwork *from, gsize from_offset, SpkNetwork *to, gsize to_offset, gsize n)
{
  memcpy (to->values + to_offset, from->values + from_offset, n * sizeof (float));
}

static void
inherit_motifs (const SpkNetwork *relaxed, SpkNetwork *derived, guint layer)
{
  const SpkBranch *from = &relaxed->layers[layer].branches[spk_derivation_get_branch (relaxed, layer)];
  const SpkBranch *to = &derived->layers[layer].branches[0];
  const SpkTopology *topology = derived->spec.layers[layer].topology;
  const guint k = to->size, n_motifs = derived->spec.layers[layer].neurons / k;
  const float scale = (float) spk_recurrence_scale_relative (&relaxed->spec, layer, k);

  for (guint m = 0; m < n_motifs; m++)
    {
      for (guint i = 0; i < k * k; i++)
        {
          gboolean inhibits = spk_topology_get_intra (topology, i / k, i % k) == SPK_INHIBITORY;

          derived->values[to->w_exc + (gsize) m * k * k + i] =
            scale * relaxed->values[(inhibits ? from->w_inh : from->w_exc) + (gsize) m * k * k + i];
        }
      for (guint i = 0; i < k * 2; i++)
        {
          gboolean inhibits = spk_topology_get_lateral (topology, i / 2, (SpkSide) (i % 2)) == SPK_INHIBITORY;

          derived->values[to->v_exc + (gsize) m * k * 2 + i] =
            scale * relaxed->values[(inhibits ? from->v_inh : from->v_exc) + (gsize) m * k * 2 + i];
        }
    }
}

/* A layer that was fixed from the beginning keeps its magnitudes. */
static void
copy_motifs (const SpkNetwork *relaxed, SpkNetwork *derived, guint layer)
{
  const SpkBranch *from = &relaxed->layers[layer].branches[0], *to = &derived->layers[layer].branches[0];
  const gsize n = derived->spec.layers[layer].neurons;

  copy_segment (relaxed, from->w_exc, derived, to->w_exc, n * to->size);
  copy_segment (relaxed, from->v_exc, derived, to->v_exc, n * 2);
}

/**
 * spk_derivation_inherit:
 *
 * What is left when every probability is rounded to 0 or 1: its accuracy against that of the relaxed network is the
 * discretisation gap.
 *
 * Returns: (transfer full): the derived network with the weights of the relaxed one
 */
SpkNetwork *
spk_derivation_inherit (const SpkNetwork *relaxed)
{
  SpkNetworkSpec spec;
  SpkNetwork *derived;

  spk_derivation_get_spec (relaxed, &spec);
  derived = spk_network_new (&spec);
  for (guint l = 0; l < spec.n_layers; l++)
    {
      const SpkLayerPlaces *from = &relaxed->layers[l], *to = &derived->layers[l];
      const gsize n = spec.layers[l].neurons;

      copy_segment (relaxed, from->weights, derived, to->weights, n * spk_network_spec_get_inputs (&spec, l));
      copy_segment (relaxed, from->resistance, derived, to->resistance, n);
      copy_segment (relaxed, from->tau_m, derived, to->tau_m, n);
      if (spec.layers[l].population)
        copy_segment (relaxed, from->population, derived, to->population, n);
      if (spec.layers[l].kind == SPK_LAYER_DENSE)
        copy_segment (relaxed, from->dense, derived, to->dense, n * n);
      if (relaxed->spec.layers[l].kind == SPK_LAYER_SUPERNET)
        inherit_motifs (relaxed, derived, l);
      else if (spec.layers[l].kind == SPK_LAYER_SC_ML)
        copy_motifs (relaxed, derived, l);
    }
  copy_segment (relaxed, relaxed->readout, derived, derived->readout,
                (gsize) spk_network_spec_get_inputs (&spec, spec.n_layers) * spec.classes);
  spk_network_spec_clear (&spec);
  return derived;
}

static double
entropy_of (double p)
{
  return p > 0 ? -p * log (p) : 0;
}

/**
 * spk_derivation_get_entropy:
 * @size_entropy: (out): entropy of the sizes as a share of its maximum, 0 where there is but one
 *
 * Returns: mean entropy of the connections of the likeliest size, as a share of log 3: 1 is undecided, 0 is decided
 */
double
spk_derivation_get_entropy (const SpkNetwork *relaxed, guint layer, double *size_entropy)
{
  const guint n_sizes = relaxed->spec.layers[layer].n_sizes;
  double sizes[SPK_MAX_SIZES], sum = 0;
  guint n;
  g_autofree float *types = branch_types (relaxed, layer, spk_derivation_get_branch (relaxed, layer), &n);

  for (guint i = 0; i < 3 * n; i++)
    sum += entropy_of (types[i]);
  spk_recurrence_size_probabilities (relaxed, layer, sizes);
  *size_entropy = 0;
  for (guint b = 0; n_sizes > 1 && b < n_sizes; b++)
    *size_entropy += entropy_of (sizes[b]) / log (n_sizes);
  return sum / (n * log (3));
}
