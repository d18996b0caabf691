/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-network.h"

G_BEGIN_DECLS

/**
 * SpkRecurrence:
 * @n_chains: number of block diagonals
 * @blocks: [@n_chains], neurons of a block, largest first
 * @chain_offset: [@n_chains], where the blocks of a chain begin in the effective weights: [N/K][K post][K pre]
 * @n_bands: number of bands
 * @offsets: [@n_bands]; neuron n receives from n + offset
 * @bands_offset: where the bands begin in the effective weights: [@n_bands][N]
 * @branch_chain: [n_branches], the chain a branch is part of
 * @n_weights: length of the effective weights
 *
 * The recurrent connections of a layer as the kernels compute them. The branches of a supernet are sums of block
 * diagonals, and a block diagonal of small blocks is one of larger blocks: sizes that divide each other share one *chain*
 * of the largest among them, and cost no more than it alone. A lateral connection to the same position of a neighbouring
 * motif of size k joins neurons k apart: a *band*.
 */
typedef struct
{
  guint n_neurons;
  guint n_chains;
  guint blocks[SPK_MAX_SIZES];
  gsize chain_offset[SPK_MAX_SIZES];
  guint n_bands;
  int   offsets[2 * SPK_MAX_SIZES];
  gsize bands_offset;
  guint branch_chain[SPK_MAX_SIZES];
  gsize n_weights;
} SpkRecurrence;

void   spk_recurrence_init           (SpkRecurrence *self, const SpkLayerSpec *layer);
void   spk_recurrence_combine        (const SpkRecurrence *self, const SpkNetwork *network, guint layer, float *effective);
void   spk_recurrence_differentiate  (const SpkRecurrence *self, const SpkNetwork *network, guint layer,
                                      const float *effective_gradient, float *gradient);
double spk_recurrence_scale_relative (const SpkNetworkSpec *spec, guint layer, guint size);

void   spk_recurrence_size_probabilities (const SpkNetwork *network, guint layer, double *probabilities);
void   spk_recurrence_type_probabilities (const SpkNetwork *network, guint layer, guint branch, float *intra, float *lateral);

G_END_DECLS
