/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kernels/spk-kernels.h"
#include "model/spk-network.h"
#include "model/spk-recurrence.h"
#include "model/spk-waves.h"

G_BEGIN_DECLS

/**
 * SpkLayerPlan:
 * @reach: largest distance of a band
 * @waves: order in which neurons and steps are computed
 * @weights: (unowned): [n_inputs][n_neurons], in the network's values
 * @dense: (unowned) (nullable): [n_neurons][n_neurons], [from][to], of a dense layer
 * @effective: effective recurrent weights, see #SpkRecurrence
 * @packed: blocks of each chain, packed for the forward pass
 * @packed_back: the same, transposed, for the backward pass; of a dense layer the whole matrix
 * @population: (unowned) (nullable): [n_neurons], weights of population feedback
 * @bands_back: [n_bands][n_neurons], weight of the connection from n to n - offset
 * @decay_m: [n_neurons], 1 - 1/tau_m
 * @gain: [n_neurons], R / (tau_m tau_s)
 * @slope: beta of the surrogate
 * @slot_weights: place of the gradient of @weights in a gradient slot
 * @slot_recurrent: place of the gradient of @dense, or of @effective
 * @slot_population: place of the gradient of @population
 * @slot_neurons: place of the gradients of @decay_m and of @gain times @gain, [2][n_neurons]
 *
 * A layer's weights as the kernels want them. Made from a network's values before each pass; constant during it.
 */
typedef struct
{
  SpkLayerKind  kind;
  guint         n_inputs;
  guint         n_neurons;
  guint         reach;
  SpkRecurrence recurrence;
  SpkWaves      waves;
  const float  *weights;
  const float  *dense;
  const float  *population;
  float        *effective;
  float        *packed[SPK_MAX_SIZES];
  float        *packed_back[SPK_MAX_SIZES];
  float        *bands_back;
  float        *decay_m;
  float        *gain;
  float         decay_s;
  float         slope;
  gsize         slot_weights;
  gsize         slot_recurrent;
  gsize         slot_population;
  gsize         slot_neurons;
} SpkLayerPlan;

void   spk_layer_plan_init            (SpkLayerPlan *self, const SpkLayerSpec *spec, guint n_inputs, gsize *slot_size);
void   spk_layer_plan_clear           (SpkLayerPlan *self);
void   spk_layer_plan_load            (SpkLayerPlan *self, const SpkNetwork *network, guint layer, const SpkKernels *kernels);
void   spk_layer_plan_load_output     (SpkLayerPlan *self, const SpkNetwork *network);
double spk_layer_plan_product_flops   (const SpkLayerPlan *self, double n_rows);
double spk_layer_plan_recurrent_flops (const SpkLayerPlan *self, double n_rows);

G_END_DECLS
