/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

#define SPK_MAX_LAYERS 16
#define SPK_MAX_SIZES  16

/**
 * SpkLayerKind:
 * @SPK_LAYER_SC_ML: motifs of one fixed topology; model.md section 2
 * @SPK_LAYER_SUPERNET: its relaxation over sizes and connection types; section 5
 * @SPK_LAYER_DENSE: every neuron to every neuron, weights of either sign
 * @SPK_LAYER_FEEDFORWARD: no recurrence
 */
typedef enum
{
  SPK_LAYER_SC_ML,
  SPK_LAYER_SUPERNET,
  SPK_LAYER_DENSE,
  SPK_LAYER_FEEDFORWARD,
} SpkLayerKind;

/**
 * SpkReadout:
 * @SPK_READOUT_LINEAR: leaky integrators; softmax cross-entropy of their gained means
 * @SPK_READOUT_SPIKES: LIF neurons; count loss on their mean synaptic traces
 */
typedef enum
{
  SPK_READOUT_LINEAR,
  SPK_READOUT_SPIKES,
} SpkReadout;

/**
 * SpkLayerSpec:
 * @population: whether every neuron also receives the number of spikes of the whole layer one step before (population
 *   feedback), with a weight of its own: r_n[t] += g_n sum_m s_m[t-1]; layers of motifs only
 */
typedef struct
{
  SpkLayerKind kind;
  guint        neurons;
  SpkTopology *topology;             /* SC-ML, else NULL */
  guint        n_sizes;              /* supernet, else 0 */
  guint        sizes[SPK_MAX_SIZES]; /* ascending */
  gboolean     population;
} SpkLayerSpec;

/**
 * SpkNetworkSpec:
 * @channels: input channels C
 * @classes: K
 * @tau_s: synaptic time constant of all layers and the readout, steps
 * @tau_m_readout: membrane time constant of the readout, steps
 * @slope: beta of the surrogate
 * @gain: g of the linear readout
 * @branch_scale: whether the branches of a supernet are scaled to equal drive
 *
 * The shape of a network: everything but its numbers.
 */
typedef struct
{
  guint        channels;
  guint        classes;
  double       tau_s;
  double       tau_m_readout;
  double       slope;
  double       gain;
  SpkReadout   readout;
  gboolean     branch_scale;
  guint        n_layers;
  SpkLayerSpec layers[SPK_MAX_LAYERS];
} SpkNetworkSpec;

void     spk_network_spec_clear (SpkNetworkSpec *self);
void     spk_network_spec_copy  (const SpkNetworkSpec *self, SpkNetworkSpec *to);
gboolean spk_network_spec_check (const SpkNetworkSpec *self, GError **error);
guint    spk_network_spec_get_inputs (const SpkNetworkSpec *self, guint layer);

G_END_DECLS
