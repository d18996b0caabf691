/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "data/spk-shard.h"

G_BEGIN_DECLS

/*
 * The inner loops. They are plain C with vector extensions, compiled once for each instruction set; which set runs is
 * decided when the program starts. Nothing here allocates, and nothing knows of layers, files or threads.
 *
 * Everywhere a "row" is the 16 lanes of one neuron at one step, contiguous and aligned to 64 bytes. Three layouts occur:
 *
 *   flat   [neuron][lane]              rows of one step; `gi` flat arrays have `reach` rows of zeros before the first and
 *                                      after the last neuron, so that bands need no test at the ends
 *   tile   [neuron][step of tile][lane]  rows of one neuron at consecutive steps lie side by side: a matrix for OpenBLAS
 *   masks  [step][neuron]              one bit a lane; `reach` entries before the first and after the last can be read
 *
 * The recurrent connections of a layer are `blocks` (square blocks of K neurons along the diagonal: motifs, or one
 * block for a dense layer) and `bands` (neuron n receives from n + offset: lateral connections, as position p of the
 * motif m + 1 is neuron n + k).
 */

/* SPK_ROW_ALIGN: alignment of every row, bytes. */
#define SPK_ROW_ALIGN 64

/**
 * SpkForwardStep:
 * @n_neurons: N
 * @first: first neuron that is computed, the first of a block
 * @end: neuron after the last, the end of a block
 * @block: K, or 0 where the recurrence of blocks is already in @state
 * @block_weights: packed by pack_blocks() with @transposed %FALSE
 * @n_bands: number of bands
 * @band_offsets: [@n_bands]
 * @band_weights: [@n_bands][N], of the connection from n + offset to n
 * @population: (nullable): a row, the layer's number of spikes at t-1
 * @population_weights: [N], of @population
 * @decay_m: [N], 1 - 1/tau_m
 * @gain: [N], R / (tau_m tau_s)
 * @decay_s: 1 - 1/tau_s
 * @state: tile at this step: drive z in, membrane potential u out
 * @state_before: (nullable): tile at the step before, %NULL at the first step
 * @stride: floats from one neuron to the next in both
 * @current: flat, synaptic current i, updated
 * @masks_before: [N], s[t-1]
 * @masks: [N], s[t] out
 *
 * One step of model.md section 1 for a stretch of a layer.
 */
typedef struct
{
  guint        n_neurons;
  guint        first;
  guint        end;
  guint        block;
  const float *block_weights;
  guint        n_bands;
  const int   *band_offsets;
  const float *band_weights;
  const float *population;
  const float *population_weights;
  const float *decay_m;
  const float *gain;
  float        decay_s;
  float       *state;
  const float *state_before;
  gsize        stride;
  float       *current;
  const guint16 *masks_before;
  guint16     *masks;
} SpkForwardStep;

/**
 * SpkTileSums:
 * @masks: [@n_steps][N], spikes of the tile
 * @kappa: [@n_steps], weights of the steps in @trace
 * @counts: flat, spikes so far, updated
 * @trace: (nullable): flat, sum of kappa[t] s[t] so far, updated
 *
 * What is summed over time of a layer's spikes.
 */
typedef struct
{
  guint          n_neurons;
  guint          n_steps;
  const guint16 *masks;
  const float   *kappa;
  float         *counts;
  float         *trace;
} SpkTileSums;

/**
 * SpkBackwardStep:
 * @first: first neuron that is computed, the first of a block
 * @end: neuron after the last, the end of a block
 * @block: K, or 0 where the recurrence of blocks is already in @gs
 * @block_weights: packed by pack_blocks() with @transposed %TRUE
 * @band_weights: [@n_bands][N], of the connection from n to n - offset
 * @population: (nullable): a row, gradient to the layer's number of spikes
 * @slope: beta of the surrogate
 * @gs: (nullable): rows at this step, gradient to the spikes from the layer above
 * @gs_stride: floats from one neuron to the next in @gs
 * @trace_gradient: (nullable): flat, gradient to the trace
 * @state: tile at this step: u in, gi out
 * @state_before: (nullable): tile at the step before: u, %NULL at the first step
 * @gu: flat, gu[t+1] in, gu[t] out
 * @gi_after: flat, gi[t+1]
 * @gi: flat, gi[t] out
 * @decay_gradient: (nullable): flat, gradient to @decay_m, added to
 * @drive_gradient: flat, gradient to @gain times @gain, added to where @decay_gradient is
 *
 * One step of model.md section 4 for a stretch of a layer, backward in time.
 */
typedef struct
{
  guint        n_neurons;
  guint        first;
  guint        end;
  guint        block;
  const float *block_weights;
  guint        n_bands;
  const int   *band_offsets;
  const float *band_weights;
  const float *decay_m;
  const float *gain;
  float        decay_s;
  const float *population;
  float        slope;
  const float *gs;
  gsize        gs_stride;
  const float *trace_gradient;
  float        kappa;
  float       *state;
  const float *state_before;
  gsize        stride;
  float       *gu;
  const float *gi_after;
  float       *gi;
  float       *decay_gradient;
  float       *drive_gradient;
} SpkBackwardStep;

/**
 * SpkTileGradient:
 * @first: first neuron whose weights are differentiated, the first of a block
 * @end: neuron after the last, the end of a block
 * @gi: tile of gi
 * @stride: floats from one neuron to the next in @gi
 * @n_steps: steps of the tile
 * @masks_before: [@n_steps][N]: spikes one step before each step of the tile
 * @block_gradient: [N][K], added to: sum of gi_n[t] s_j[t-1], j the neurons of n's block
 * @band_gradient: [@n_bands][N], added to
 * @scratch: at least K x @n_steps rows
 *
 * Gradients of the recurrent weights from one tile.
 */
typedef struct
{
  guint          n_neurons;
  guint          first;
  guint          end;
  guint          block;
  guint          n_bands;
  const int     *band_offsets;
  const float   *gi;
  gsize          stride;
  guint          n_steps;
  const guint16 *masks_before;
  float         *block_gradient;
  float         *band_gradient;
  float         *scratch;
} SpkTileGradient;

/**
 * SpkEvents:
 * @starts: [n_lists + 1], where each list begins in @items
 * @items: the lists, one after another
 *
 * Spikes as lists. For a product there is a list for every step and lane, that of lane l at step t being number 16 t + l, and
 * it holds the sources that spike. For a gradient there is a list for every source, and it holds 16 t + l of its spikes.
 */
typedef struct
{
  guint32 *starts;
  guint32 *items;
} SpkEvents;

/**
 * SPK_EVENT_STEPS:
 *
 * Steps that a gradient by events takes at once, so that what it reads again and again stays in the first-level cache.
 */
#define SPK_EVENT_STEPS 12

/**
 * SpkBranchBlocks:
 * @n_motifs: M
 * @size: k
 * @block: K, a multiple of k
 * @shares: [k][k], what a magnitude contributes to the effective weight, with its sign
 * @magnitudes: [M][k][k]
 *
 * The connections within the motifs of a branch, of one type. Motif m lies on the diagonal of the chain's blocks [N][K]:
 * its neuron p is row k m + p, its columns begin at k m modulo K.
 */
typedef struct
{
  guint        n_motifs;
  guint        size;
  guint        block;
  const float *shares;
  const float *magnitudes;
} SpkBranchBlocks;

/**
 * SpkUpdate:
 *
 * One step of AdamW (Loshchilov and Hutter 2019) for @n parameters. @rate, @rate_1 and @rate_2 include the bias
 * corrections; see spk-optimiser.c.
 */
typedef struct
{
  gsize        n;
  float       *values;
  const float *gradient;
  float       *first;
  float       *second;
  float        scale;   /* of the gradient: the clip */
  float        beta_1;
  float        beta_2;
  float        rate;
  float        second_correction;
  float        decay;   /* of the values themselves */
  gboolean     project; /* magnitudes: not below zero */
} SpkUpdate;

typedef struct
{
  const char *name;  /* instruction set, as "x86-64-v4" */
  guint       panel; /* neurons computed at once */

  void (*pack_blocks)    (guint n_neurons, guint block, gboolean transposed, const float *weights, float *packed);
  void (*forward_step)   (const SpkForwardStep *step);
  void (*backward_step)  (const SpkBackwardStep *step);
  void (*tile_sums)      (const SpkTileSums *tile);
  void (*tile_gradient)  (const SpkTileGradient *tile);

  /* state += blocks x spikes, or gs += transposed blocks x gi: rows at `stride`, `flat` rows in */
  void (*add_blocks)     (guint n_neurons, guint block, const float *packed, const float *flat, float *rows, gsize stride);

  /* population feedback: row = number of spikes in each lane; row = sum of weights[n] gi[n] over a flat array;
   * gradient[n] += sum over the steps of a tile and lanes of gi[n] populations, rows of [n_steps] */
  void (*population_count)    (guint n_neurons, const guint16 *masks, float *population);
  void (*population_back)     (guint n_neurons, const float *weights, const float *gi, float *population);
  void (*population_gradient) (guint n_neurons, guint n_steps, const float *gi, gsize stride, const float *populations,
                               float *gradient);

  /* [n_steps][width] masks -> tile of 0 and 1 */
  void (*expand_tile)    (const guint16 *masks, guint n_steps, guint width, float *tile, gsize stride);

  /* tile[n][t][lane] = (or, with `add`, +=) sum of weights[source][n] over the sources that spike at t in the lane; weights
   * rows are `ld` floats apart and 16 floats behind the last one can be read */
  void (*event_product)  (const SpkEvents *events, gboolean add, guint n_steps, guint n_neurons, const float *weights,
                          gsize ld, float *tile, gsize stride);

  /* gradient[source][n] += sum of gi[n] over the source's spikes, gi being rows of a tile of up to SPK_EVENT_STEPS steps;
   * gradient rows are `ld` floats apart; scratch holds n_steps x 16 x 64 floats */
  void (*event_gradient) (const SpkEvents *events, guint n_sources, guint n_steps, guint n_neurons, const float *gi,
                          gsize stride, float *gradient, gsize ld, float *scratch);

  /* chain += shares x magnitudes; gradient += shares x gradient of the chain, and sums[k][k] (nullable) += the sums of
   * magnitudes x gradient of the chain over the motifs */
  void (*combine_blocks) (const SpkBranchBlocks *blocks, float *chain);
  void (*differentiate_blocks) (const SpkBranchBlocks *blocks, const float *chain_gradient, float *gradient, double *sums);

  /* to = the sum of the terms, added in their order; it may be the first of them */
  void (*sum)            (gsize n, guint n_terms, const float *const *terms, float *to);
  double (*square_sum)   (gsize n, const float *values);
  void (*update)         (const SpkUpdate *update);
} SpkKernels;

const SpkKernels *spk_kernels_get       (void);
gsize             spk_kernels_packed_size (guint n_neurons, guint block);

G_END_DECLS
