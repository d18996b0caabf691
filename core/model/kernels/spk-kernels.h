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
 *   flat   [neuron][lane]              rows of one step; `spikes` and `gi` flat arrays have `reach` rows of zeros before
 *                                      the first and after the last neuron, so that bands need no test at the ends
 *   tile   [neuron][step of tile][lane]  rows of one neuron at consecutive steps lie side by side: a matrix for OpenBLAS
 *   masks  [step][neuron]              one bit a lane
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
 * @block: K, or 0 where the recurrence of blocks is already in @state
 * @block_weights: packed by pack_blocks() with @transposed %FALSE
 * @n_bands: number of bands
 * @band_offsets: [@n_bands]
 * @band_weights: [@n_bands][N], of the connection from n + offset to n
 * @decay_m: [N], 1 - 1/tau_m
 * @gain: [N], R / (tau_m tau_s)
 * @decay_s: 1 - 1/tau_s
 * @state: tile at this step: drive z in, membrane potential u out
 * @state_before: (nullable): tile at the step before, %NULL at the first step
 * @stride: floats from one neuron to the next in both
 * @spikes_before: flat, s[t-1]
 * @spikes: flat, s[t] out
 * @current: flat, synaptic current i, updated
 * @counts: flat, spikes so far, updated
 * @trace: (nullable): flat, sum of kappa[t] s[t] so far, updated
 * @kappa: weight of this step in @trace
 * @masks: [N], s[t] out
 *
 * One step of model.md section 1 for a whole layer.
 */
typedef struct
{
  guint        n_neurons;
  guint        block;
  const float *block_weights;
  guint        n_bands;
  const int   *band_offsets;
  const float *band_weights;
  const float *decay_m;
  const float *gain;
  float        decay_s;
  float       *state;
  const float *state_before;
  gsize        stride;
  const float *spikes_before;
  float       *spikes;
  float       *current;
  float       *counts;
  float       *trace;
  float        kappa;
  guint16     *masks;
} SpkForwardStep;

/**
 * SpkBackwardStep:
 * @block: K, or 0 where the recurrence of blocks is already in @gs
 * @block_weights: packed by pack_blocks() with @transposed %TRUE
 * @band_weights: [@n_bands][N], of the connection from n to n - offset
 * @slope: beta of the surrogate
 * @gs: (nullable): rows at this step, gradient to the spikes from the layer above
 * @gs_stride: floats from one neuron to the next in @gs
 * @trace_gradient: (nullable): flat, gradient to the trace
 * @state: tile at this step: u in, gi out
 * @gu: flat, gu[t+1] in, gu[t] out
 * @gi_after: flat, gi[t+1]
 * @gi: flat, gi[t] out
 *
 * One step of model.md section 4 for a whole layer, backward in time.
 */
typedef struct
{
  guint        n_neurons;
  guint        block;
  const float *block_weights;
  guint        n_bands;
  const int   *band_offsets;
  const float *band_weights;
  const float *decay_m;
  const float *gain;
  float        decay_s;
  float        slope;
  const float *gs;
  gsize        gs_stride;
  const float *trace_gradient;
  float        kappa;
  float       *state;
  gsize        stride;
  float       *gu;
  const float *gi_after;
  float       *gi;
} SpkBackwardStep;

/**
 * SpkTileGradient:
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
 * @lane_start: [17], where the events of each lane begin in @sources
 * @sources: presynaptic indices, lane by lane
 *
 * The spikes of one step as lists.
 */
typedef struct
{
  guint32  lane_start[SPK_LANES + 1];
  guint32 *sources;
} SpkEvents;

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
  void (*tile_gradient)  (const SpkTileGradient *tile);

  /* state += blocks x spikes, or gs += transposed blocks x gi: rows at `stride`, `flat` rows in */
  void (*add_blocks)     (guint n_neurons, guint block, const float *packed, const float *flat, float *rows, gsize stride);

  /* [n_steps][width] masks -> tile of 0 and 1 */
  void (*expand_tile)    (const guint16 *masks, guint n_steps, guint width, float *tile, gsize stride);

  /* rows[n][lane] += sum of weights[source][n] over the lane's events; weights rows are `ld` floats apart and 16 floats
   * behind the last one can be read */
  void (*event_product)  (const SpkEvents *events, guint n_neurons, const float *weights, gsize ld, float *rows,
                          gsize stride);

  /* tile of gi -> [step][lane][neuron], neuron padded to `ld` */
  void (*transpose_tile) (guint n_neurons, guint n_steps, const float *tile, gsize stride, float *out, gsize ld);

  /* gradient[n] += sum of rows[index[i]][n]; 16 floats behind the last row can be read */
  void (*gather_add)     (const guint32 *index, guint n_index, guint n_neurons, const float *rows, gsize ld,
                          float *gradient);

  void (*add)            (gsize n, const float *from, float *to);
  double (*square_sum)   (gsize n, const float *values);
  void (*update)         (const SpkUpdate *update);
} SpkKernels;

const SpkKernels *spk_kernels_get       (void);
gsize             spk_kernels_packed_size (guint n_neurons, guint block);

G_END_DECLS
