/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-recurrence.h"

#include <math.h>
#include <string.h>

#include "base/spk-floats.h"
#include "model/kernels/spk-kernels.h"

enum
{
  EXCITATORY,
  INHIBITORY,
  NONE,
  N_TYPES,
};

/**
 * spk_recurrence_init:
 *
 * Finds chains and bands of a layer. A dense layer has neither: its weights are used as they are.
 */
void
spk_recurrence_init (SpkRecurrence *self, const SpkLayerSpec *layer)
{
  guint sizes[SPK_MAX_SIZES], n_sizes = layer->n_sizes;

  *self = (SpkRecurrence){ .n_neurons = layer->neurons };
  memcpy (sizes, layer->sizes, sizeof sizes);
  if (layer->kind == SPK_LAYER_SC_ML)
    sizes[n_sizes++] = spk_topology_get_size (layer->topology);

  for (guint b = n_sizes; b-- > 0;) /* sizes ascend: the largest opens a chain */
    {
      guint chain = 0;

      while (chain < self->n_chains && self->blocks[chain] % sizes[b] != 0)
        chain++;
      if (chain == self->n_chains)
        self->blocks[self->n_chains++] = sizes[b];
      self->branch_chain[b] = chain;
    }
  for (guint c = 0; c < self->n_chains; c++)
    {
      self->chain_offset[c] = self->n_weights;
      self->n_weights += (gsize) layer->neurons * self->blocks[c];
    }
  self->bands_offset = self->n_weights;
  for (guint b = 0; b < n_sizes; b++)
    {
      self->offsets[self->n_bands++] = -(int) sizes[b];
      self->offsets[self->n_bands++] = (int) sizes[b];
    }
  self->n_weights += (gsize) self->n_bands * layer->neurons;
}

/**
 * spk_recurrence_scale_relative:
 * @size: one of the sizes of a supernet layer
 *
 * The factor c_k = sqrt ((k_max + 2) / (k + 2)) that a branch's drive is multiplied by, so that with weights of one
 * size every branch drives its neurons equally: a neuron of a motif of k has k + 2 recurrent sources.
 *
 * Returns: c_k, or 1 where the specification switches it off
 */
double
spk_recurrence_scale_relative (const SpkNetworkSpec *spec, guint layer, guint size)
{
  const SpkLayerSpec *it = &spec->layers[layer];

  if (!spec->branch_scale || it->n_sizes == 0)
    return 1;
  return sqrt ((it->sizes[it->n_sizes - 1] + 2.0) / (size + 2.0));
}

static void
softmax (const float *alpha, guint n, double temperature, double *probabilities)
{
  double largest = -INFINITY, sum = 0;

  for (guint i = 0; i < n; i++)
    largest = MAX (largest, alpha[i]);
  for (guint i = 0; i < n; i++)
    sum += probabilities[i] = exp ((alpha[i] - largest) / temperature);
  for (guint i = 0; i < n; i++)
    probabilities[i] /= sum;
}

/* dL/dalpha from dL/dp: the Jacobian of the softmax. */
static void
softmax_gradient (const double *probabilities, const double *gradient, guint n, double temperature, float *alpha_gradient)
{
  double mean = 0;

  for (guint i = 0; i < n; i++)
    mean += probabilities[i] * gradient[i];
  for (guint i = 0; i < n; i++)
    alpha_gradient[i] += (float) (probabilities[i] * (gradient[i] - mean) / temperature);
}

static gboolean
pin_probabilities (int pin, double *p)
{
  if (pin == SPK_FREE)
    return FALSE;
  p[EXCITATORY] = pin == SPK_EXCITATORY;
  p[INHIBITORY] = pin == SPK_INHIBITORY;
  p[NONE] = pin == SPK_ABSENT;
  return TRUE;
}

static int
intra_pin (const SpkNetwork *network, guint layer, guint size, guint post, guint pre)
{
  const SpkPins *pins = network->pins[layer];

  return pins != NULL ? spk_pins_get_intra (pins, size, post, pre) : SPK_FREE;
}

static int
lateral_pin (const SpkNetwork *network, guint layer, guint size, guint position, SpkSide side)
{
  const SpkPins *pins = network->pins[layer];

  return pins != NULL ? spk_pins_get_lateral (pins, size, position, side) : SPK_FREE;
}

static gboolean
size_is_pinned (const SpkNetwork *network, guint layer)
{
  return network->pins[layer] != NULL && spk_pins_get_size (network->pins[layer]) != 0;
}

/**
 * spk_recurrence_size_probabilities:
 * @probabilities: (out caller-allocates): [n_sizes]
 */
void
spk_recurrence_size_probabilities (const SpkNetwork *network, guint layer, double *probabilities)
{
  const SpkLayerSpec *spec = &network->spec.layers[layer];

  if (size_is_pinned (network, layer))
    for (guint b = 0; b < spec->n_sizes; b++)
      probabilities[b] = spec->sizes[b] == spk_pins_get_size (network->pins[layer]);
  else
    softmax (network->values + network->layers[layer].alpha_size, spec->n_sizes, network->temperature, probabilities);
}

/* Types of one connection, as probabilities. In a fixed layer one of them is 1. Returns whether alpha decides them. */
static gboolean
connection_types (const SpkNetwork *network, const float *alpha, int pin, double *p)
{
  if (pin_probabilities (pin, p))
    return FALSE;
  softmax (alpha, N_TYPES, network->temperature, p);
  return TRUE;
}

/**
 * spk_recurrence_type_probabilities:
 * @intra: (out caller-allocates): [k][k][3]
 * @lateral: (out caller-allocates): [k][2][3]
 */
void
spk_recurrence_type_probabilities (const SpkNetwork *network, guint layer, guint branch, float *intra, float *lateral)
{
  const SpkBranch *it = &network->layers[layer].branches[branch];
  const guint k = it->size;
  double p[N_TYPES];

  for (guint i = 0; i < k * k; i++)
    {
      connection_types (network, network->values + it->alpha_intra + 3 * i, intra_pin (network, layer, k, i / k, i % k), p);
      for (guint type = 0; type < N_TYPES; type++)
        intra[3 * i + type] = (float) p[type];
    }
  for (guint i = 0; i < k * 2; i++)
    {
      connection_types (network, network->values + it->alpha_lateral + 3 * i,
                        lateral_pin (network, layer, k, i / 2, (SpkSide) (i % 2)), p);
      for (guint type = 0; type < N_TYPES; type++)
        lateral[3 * i + type] = (float) p[type];
    }
}

/*
 * Combining and differentiating walk over the same connections in the same way: a *connection* is one entry of a motif's
 * k x k or k x 2 table, its *copies* are its weights in the M motifs, each with a place in the effective weights. Both go
 * motif by motif, in the order of memory; within motifs, where the effective weights of a motif are a block, that is the
 * work of a kernel.
 */
typedef struct
{
  const SpkRecurrence *recurrence;
  const SpkNetwork    *network;
  const SpkKernels    *kernels;
  guint                layer;
  guint                branch;
  double               share;  /* probability of the branch times its scale */
  double               scale;
} Branch;

typedef struct
{
  double   p[N_TYPES];
  gboolean relaxed;   /* p comes from alpha */
  gsize    alpha;     /* place of alpha */
  gsize    exc, inh;  /* place of the first copy's magnitudes; copies are `step` apart */
  gsize    step;
  gsize    effective; /* place of the first copy's effective weight; copies are `effective_step` apart, */
  gsize    effective_step;
  guint    first, end; /* copies that exist: a motif at an end of the chain has one neighbour */
} Connection;

static const SpkBranch *
branch_places (const Branch *it)
{
  return &it->network->layers[it->layer].branches[it->branch];
}

static gboolean
is_fixed (const Branch *it)
{
  return it->network->spec.layers[it->layer].kind == SPK_LAYER_SC_ML;
}

/* Types alone: the copies are the business of open_blocks(). */
static void
open_intra (const Branch *it, guint post, guint pre, Connection *connection)
{
  const SpkLayerSpec *spec = &it->network->spec.layers[it->layer];
  const SpkBranch *branch = &it->network->layers[it->layer].branches[it->branch];
  const guint k = branch->size, i = post * k + pre;

  connection->alpha = branch->alpha_intra + 3 * i;
  connection->relaxed = connection_types (it->network, it->network->values + connection->alpha,
                                          spec->kind == SPK_LAYER_SC_ML
                                            ? (int) spk_topology_get_intra (spec->topology, post, pre)
                                            : intra_pin (it->network, it->layer, k, post, pre),
                                          connection->p);
}

/* The k x k tables of a branch as the kernels walk over them, one for each type that has magnitudes of its own.
 * shares: [2][k][k], filled. Returns how many there are. */
static guint
open_blocks (const Branch *it, float *shares, SpkBranchBlocks *blocks)
{
  const SpkBranch *branch = branch_places (it);
  const guint k = branch->size, area = k * k;
  const gboolean one_magnitude = branch->w_exc == branch->w_inh;
  const gsize magnitudes[] = { branch->w_exc, branch->w_inh };

  for (guint i = 0; i < area; i++)
    {
      Connection c;

      open_intra (it, i / k, i % k, &c);
      shares[i] = (float) (it->share * (c.p[EXCITATORY] - (one_magnitude ? c.p[INHIBITORY] : 0)));
      shares[area + i] = (float) -(it->share * c.p[INHIBITORY]);
    }
  for (guint type = 0; type < 2; type++)
    blocks[type] = (SpkBranchBlocks){
      .n_motifs = it->recurrence->n_neurons / k,
      .size = k,
      .block = it->recurrence->blocks[it->recurrence->branch_chain[it->branch]],
      .shares = shares + type * area,
      .magnitudes = it->network->values + magnitudes[type],
    };
  return one_magnitude ? 1 : 2;
}

static void
open_lateral (const Branch *it, guint position, SpkSide side, Connection *connection)
{
  const SpkLayerSpec *spec = &it->network->spec.layers[it->layer];
  const SpkBranch *branch = &it->network->layers[it->layer].branches[it->branch];
  const guint k = branch->size, i = position * 2 + side;

  connection->alpha = branch->alpha_lateral + 3 * i;
  connection->relaxed = connection_types (it->network, it->network->values + connection->alpha,
                                          spec->kind == SPK_LAYER_SC_ML
                                            ? (int) spk_topology_get_lateral (spec->topology, position, side)
                                            : lateral_pin (it->network, it->layer, k, position, side),
                                          connection->p);
  connection->exc = branch->v_exc + i;
  connection->inh = branch->v_inh + i;
  connection->step = (gsize) k * 2;
  connection->first = side == SPK_PREVIOUS;
  connection->end = it->recurrence->n_neurons / k - (side == SPK_NEXT);
  connection->effective = it->recurrence->bands_offset +
                          (gsize) (2 * it->branch + side) * it->recurrence->n_neurons + position;
  connection->effective_step = k;
}

static guint
n_laterals (const Branch *it)
{
  return 2 * branch_places (it)->size;
}

/* Returns: (transfer full): [n_laterals] */
static Connection *
open_laterals (const Branch *it)
{
  Connection *laterals = g_new (Connection, n_laterals (it));

  for (guint i = 0; i < n_laterals (it); i++)
    open_lateral (it, i / 2, (SpkSide) (i % 2), &laterals[i]);
  return laterals;
}

static gboolean
has_copy (const Connection *lateral, guint motif)
{
  return motif >= lateral->first && motif < lateral->end;
}

static void
open_branch (const SpkRecurrence *self, const SpkNetwork *network, guint layer, guint branch, const double *sizes, Branch *it)
{
  *it = (Branch){
    .recurrence = self, .network = network, .kernels = spk_kernels_get (), .layer = layer, .branch = branch
  };
  it->scale = spk_recurrence_scale_relative (&network->spec, layer, network->layers[layer].branches[branch].size);
  it->share = sizes[branch] * it->scale;
}

static void
branch_probabilities (const SpkNetwork *network, guint layer, double *sizes)
{
  sizes[0] = 1;
  if (network->spec.layers[layer].kind == SPK_LAYER_SUPERNET)
    spk_recurrence_size_probabilities (network, layer, sizes);
}

/* Place of the branch's chain in the effective weights. */
static gsize
chain_place (const Branch *it)
{
  return it->recurrence->chain_offset[it->recurrence->branch_chain[it->branch]];
}

static void
combine_intra (const Branch *it, float *effective)
{
  const guint k = branch_places (it)->size;
  g_auto (SpkFloats) shares = spk_floats_new ((gsize) 2 * k * k);
  SpkBranchBlocks blocks[2];
  const guint n_types = open_blocks (it, shares, blocks);

  for (guint type = 0; type < n_types; type++)
    it->kernels->combine_blocks (&blocks[type], effective + chain_place (it));
}

static void
combine_laterals (const Branch *it, float *effective)
{
  const float *values = it->network->values;
  const guint n = n_laterals (it), n_motifs = it->recurrence->n_neurons / branch_places (it)->size;
  g_autofree Connection *laterals = open_laterals (it);

  for (guint m = 0; m < n_motifs; m++)
    for (guint i = 0; i < n; i++)
      {
        const Connection *c = &laterals[i];

        if (has_copy (c, m))
          effective[c->effective + m * c->effective_step] =
            (float) (it->share * c->p[EXCITATORY]) * values[c->exc + m * c->step] -
            (float) (it->share * c->p[INHIBITORY]) * values[c->inh + m * c->step];
      }
}

/**
 * spk_recurrence_combine:
 * @effective: (out caller-allocates): [n_weights]
 *
 * The signed weight of every recurrent connection: model.md section 5, "branch" and "layer", with all sums over branches
 * and types carried out.
 */
void
spk_recurrence_combine (const SpkRecurrence *self, const SpkNetwork *network, guint layer, float *effective)
{
  double sizes[SPK_MAX_SIZES];

  memset (effective, 0, self->n_weights * sizeof (float));
  branch_probabilities (network, layer, sizes);
  for (guint b = 0; b < network->layers[layer].n_branches; b++)
    {
      Branch it;

      open_branch (self, network, layer, b, sizes, &it);
      combine_intra (&it, effective);
      combine_laterals (&it, effective);
    }
}

/* Gradient sums of one connection over its copies. */
typedef struct
{
  double exc; /* sum of magnitude x effective gradient */
  double inh;
} Copies;

/* Returns the part of dL/d(probability of the branch) that comes through this connection. */
static double
differentiate_types (const Branch *it, const Connection *c, const Copies *copies, float *gradient)
{
  const double by_type[N_TYPES] = { it->share * copies->exc, -it->share * copies->inh, 0 };

  if (c->relaxed)
    softmax_gradient (c->p, by_type, N_TYPES, it->network->temperature, gradient + c->alpha);
  return it->scale * (c->p[EXCITATORY] * copies->exc - c->p[INHIBITORY] * copies->inh);
}

static double
differentiate_intra (const Branch *it, const float *effective_gradient, float *gradient)
{
  const SpkBranch *branch = branch_places (it);
  const guint k = branch->size, area = k * k;
  const gsize magnitudes[] = { branch->w_exc, branch->w_inh };
  g_auto (SpkFloats) shares = spk_floats_new ((gsize) 2 * area);
  g_autofree double *sums = is_fixed (it) ? NULL : g_new0 (double, 2 * area);
  double by_size = 0;
  SpkBranchBlocks blocks[2];
  const guint n_types = open_blocks (it, shares, blocks);

  for (guint type = 0; type < n_types; type++)
    it->kernels->differentiate_blocks (&blocks[type], effective_gradient + chain_place (it),
                                       gradient + magnitudes[type], sums != NULL ? sums + type * area : NULL);
  for (guint i = 0; sums != NULL && i < area; i++)
    {
      const Copies copies = { sums[i], sums[area + i] };
      Connection c;

      open_intra (it, i / k, i % k, &c);
      by_size += differentiate_types (it, &c, &copies, gradient);
    }
  return by_size;
}

static void
differentiate_copy (const Branch *it, const Connection *c, guint m, float from_above, float *gradient, Copies *copies)
{
  const float *values = it->network->values;
  const gsize exc = c->exc + m * c->step, inh = c->inh + m * c->step;

  gradient[exc] += (float) (it->share * c->p[EXCITATORY]) * from_above;
  gradient[inh] -= (float) (it->share * c->p[INHIBITORY]) * from_above;
  copies->exc += (double) values[exc] * from_above;
  copies->inh += (double) values[inh] * from_above;
}

static double
differentiate_laterals (const Branch *it, const float *effective_gradient, float *gradient)
{
  const guint n = n_laterals (it), n_motifs = it->recurrence->n_neurons / branch_places (it)->size;
  g_autofree Connection *laterals = open_laterals (it);
  g_autofree Copies *copies = g_new0 (Copies, n);
  double by_size = 0;

  for (guint m = 0; m < n_motifs; m++)
    for (guint i = 0; i < n; i++)
      if (has_copy (&laterals[i], m))
        differentiate_copy (it, &laterals[i], m, effective_gradient[laterals[i].effective + m * laterals[i].effective_step],
                            gradient, &copies[i]);
  for (guint i = 0; i < n; i++)
    by_size += differentiate_types (it, &laterals[i], &copies[i], gradient);
  return by_size;
}

/**
 * spk_recurrence_differentiate:
 * @effective_gradient: [n_weights], gradient of the effective weights
 * @gradient: [n_values] of the network, added to: gradients of magnitudes and of alpha
 *
 * The reverse of spk_recurrence_combine().
 */
void
spk_recurrence_differentiate (const SpkRecurrence *self,
                              const SpkNetwork    *network,
                              guint                layer,
                              const float         *effective_gradient,
                              float               *gradient)
{
  const SpkLayerPlaces *places = &network->layers[layer];
  double sizes[SPK_MAX_SIZES], by_size[SPK_MAX_SIZES];

  branch_probabilities (network, layer, sizes);
  for (guint b = 0; b < places->n_branches; b++)
    {
      Branch it;

      open_branch (self, network, layer, b, sizes, &it);
      by_size[b] = differentiate_intra (&it, effective_gradient, gradient);
      by_size[b] += differentiate_laterals (&it, effective_gradient, gradient);
    }
  if (network->spec.layers[layer].kind == SPK_LAYER_SUPERNET && !size_is_pinned (network, layer))
    softmax_gradient (sizes, by_size, places->n_branches, network->temperature, gradient + places->alpha_size);
}
