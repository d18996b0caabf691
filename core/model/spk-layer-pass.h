/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-event-lists.h"
#include "model/spk-layer-plan.h"
#include "model/spk-profile.h"

G_BEGIN_DECLS

/**
 * SpkTiling:
 * @steps: T
 * @tile_steps: steps of a tile; the last one may have fewer
 * @n_tiles: number of tiles
 * @stride: floats from one neuron to the next within a tile
 *
 * How the steps of a shard are cut into tiles, so that products over a tile are large enough for OpenBLAS and small
 * enough for the cache.
 */
typedef struct
{
  guint steps;
  guint tile_steps;
  guint n_tiles;
  gsize stride;
} SpkTiling;

void spk_tiling_init (SpkTiling *self, guint steps);

static inline guint
spk_tiling_count (const SpkTiling *self, guint tile)
{
  return MIN (self->tile_steps, self->steps - tile * self->tile_steps);
}

/**
 * SpkLayerState:
 * @tiles: [n_tiles][n_neurons][tile_steps][16]: drive, then membrane potential, then gi
 * @masks: [T + 1][n_neurons], spikes; the first row is the silence before the first step; margins of `reach` entries
 * @gi: flat, of the step after and the step at hand, with margins of `reach` rows
 * @current: flat, synaptic current
 * @gu: flat, gradient to the membrane potential
 * @counts: flat, spikes of the sample
 * @populations: [T + 1] rows, the layer's number of spikes; the first is the silence before the first step
 * @decay_gradient: flat, gradient to decay_m
 * @drive_gradient: flat, gradient to the gain, times the gain
 * @events: whether input spikes are few, so that they are worked through one by one
 * @recurrent_events: the same for the layer's own spikes
 *
 * What one thread holds of one layer while it works on a shard.
 */
typedef struct
{
  float   *tiles;
  guint16 *masks;
  float   *gi[2];
  float   *current;
  float   *gu;
  float   *counts;
  float   *populations;
  float   *decay_gradient;
  float   *drive_gradient;
  gboolean events;
  gboolean recurrent_events;
} SpkLayerState;

void spk_layer_state_init  (SpkLayerState *self, const SpkLayerPlan *plan, const SpkTiling *tiling);
void spk_layer_state_clear (SpkLayerState *self, const SpkLayerPlan *plan);

/**
 * SpkScratch:
 *
 * Memory of one thread that holds nothing between calls.
 */
typedef struct
{
  float         *input;   /* a tile of the widest input as 0 and 1 */
  float         *gs;      /* a tile of the widest layer; a flat array on the way forward */
  float         *spikes;  /* a tile of spikes of a dense layer, or of one block */
  float         *turned;  /* rows of a gradient by events */
  SpkEventLists  lists;   /* spikes by step and lane */
  SpkEventLists *sources; /* [n_sources], spikes by source, of %SPK_EVENT_STEPS steps each */
  guint          n_sources;
} SpkScratch;

void spk_scratch_init  (SpkScratch *self, const SpkLayerPlan *plans, guint n_plans, const SpkTiling *tiling);
void spk_scratch_clear (SpkScratch *self);

/**
 * SpkLayerPass:
 * @masks_in: [T][n_inputs], spikes of the inputs
 * @kappa: [T], weights of the steps in the trace
 * @trace: (nullable): flat, for the topmost layer
 * @neuron_gradient: whether gradients of R and tau_m are wanted
 *
 * Everything that a pass over one layer works with.
 */
typedef struct
{
  const SpkKernels   *kernels;
  const SpkTiling    *tiling;
  const SpkLayerPlan *plan;
  SpkLayerState      *state;
  SpkScratch         *scratch;
  SpkProfile         *profile;
  const guint16      *masks_in;
  const float        *kappa;
  float              *trace;
  gboolean            neuron_gradient;
} SpkLayerPass;

/**
 * SpkLayerAbove:
 *
 * Where the gradient to a layer's spikes comes from: the layer above, or the trace.
 */
typedef struct
{
  const SpkLayerPlan  *plan;  /* NULL for the topmost layer */
  const SpkLayerState *state;
  const float         *trace_gradient;
} SpkLayerAbove;

/* The tile's rows of the first neuron. */
static inline float *
spk_layer_pass_tile (const SpkLayerPass *self, guint tile)
{
  return self->state->tiles + (gsize) tile * self->plan->n_neurons * self->tiling->stride;
}

void spk_layer_pass_forward  (SpkLayerPass *self);
void spk_layer_pass_backward (SpkLayerPass *self, const SpkLayerAbove *above, float *slot);

G_END_DECLS
