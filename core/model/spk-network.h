/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/spk-arrays.h"
#include "model/spk-network-spec.h"
#include "model/spk-pins.h"

G_BEGIN_DECLS

/**
 * SpkParameterGroup:
 * @SPK_GROUP_WEIGHT: trained on the training loss
 * @SPK_GROUP_ALPHA: architecture parameters, trained on the validation loss
 * @SPK_GROUP_NEURON: R and tau_m, moved by intrinsic plasticity alone
 */
typedef enum
{
  SPK_GROUP_WEIGHT,
  SPK_GROUP_ALPHA,
  SPK_GROUP_NEURON,
  SPK_N_GROUPS,
} SpkParameterGroup;

/**
 * SpkParameter:
 * @name: as "layer0/W" or "layer1/branch0/alpha_intra"
 * @offset: of its first value in the network's array, a multiple of 16
 * @n: number of values
 * @magnitude: whether values are magnitudes, kept at or above zero
 *
 * A named segment of the network's values. Dense matrices ("W", a dense layer's "w", "readout") are stored with one
 * row for each presynaptic neuron, [from][to], so that a spike adds a contiguous row. "g" [N] are the weights of
 * population feedback. The other shapes are those of
 * model.md: "w" [M][k post][k pre], "v" [M][k][2], "alpha_intra" [k][k][3], "alpha_lateral" [k][2][3].
 */
typedef struct
{
  char             *name;
  SpkParameterGroup group;
  gboolean          magnitude;
  guint             rank;
  gsize             dims[SPK_ARRAY_MAX_RANK];
  gsize             offset;
  gsize             n;
} SpkParameter;

/**
 * SpkBranch:
 *
 * Where a layer's recurrent weights of one motif size lie. An SC-ML layer has one branch whose @w_inh and @v_inh are the
 * same as @w_exc and @v_exc: one magnitude a connection.
 */
typedef struct
{
  guint size;
  gsize w_exc, w_inh;
  gsize v_exc, v_inh;
  gsize alpha_intra, alpha_lateral; /* supernet only */
} SpkBranch;

/**
 * SpkLayerPlaces:
 *
 * Offsets of a layer's segments in the network's values.
 */
typedef struct
{
  gsize     weights;
  gsize     dense;      /* dense layers only */
  gsize     population; /* with population feedback only */
  gsize     resistance; /* R */
  gsize     tau_m;
  gsize     alpha_size; /* supernet only */
  guint     n_branches;
  SpkBranch branches[SPK_MAX_SIZES];
} SpkLayerPlaces;

/**
 * SpkNetwork:
 * @values: [@n_values], all numbers of the network, group by group
 * @group_start: [%SPK_N_GROUPS + 1], where each group begins in @values
 * @temperature: of the softmax over alpha
 * @pins: [n_layers], %NULL where a layer has none
 *
 * A network: a shape and its numbers. The numbers are one array, so that an optimiser, a checkpoint or a copy needs no
 * knowledge of layers. Read by several threads at once while none changes it.
 */
typedef struct
{
  SpkNetworkSpec  spec;
  guint           n_parameters;
  SpkParameter   *parameters;
  gsize           n_values;
  gsize           group_start[SPK_N_GROUPS + 1];
  float          *values;
  double          temperature;
  SpkLayerPlaces  layers[SPK_MAX_LAYERS];
  gsize           readout;
  SpkPins        *pins[SPK_MAX_LAYERS];
} SpkNetwork;

/**
 * SpkInitialScales:
 *
 * Standard deviations of initial weights, each relative to the usual 1/sqrt (number of sources); tau_m in steps.
 */
typedef struct
{
  double input;
  double recurrent;
  double lateral;
  double readout;
  double tau_m;
  double tau_m_spread;
} SpkInitialScales;

SpkNetwork *spk_network_new        (const SpkNetworkSpec *spec);
SpkNetwork *spk_network_copy       (const SpkNetwork *self);
void        spk_network_free       (SpkNetwork *self);
void        spk_network_initialise (SpkNetwork *self, const SpkInitialScales *scales, guint64 seed);

const SpkParameter *spk_network_find (const SpkNetwork *self, const char *name);
guint64     spk_network_count_weights   (const SpkNetwork *self);
guint64     spk_network_count_recurrent (const SpkNetwork *self);

void        spk_network_save    (const SpkNetwork *self, const float *values, const char *prefix, SpkArrays *arrays);
gboolean    spk_network_restore (const SpkNetwork *self, float *values, const char *prefix, const SpkArrays *arrays,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkNetwork, spk_network_free)

G_END_DECLS
