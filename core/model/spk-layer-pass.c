/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-layer-pass.h"

#include <string.h>

#include "base/spk-blas.h"
#include "base/spk-floats.h"
#include "model/spk-layer-gradient.h"

/* A tile of 20 steps of 800 neurons is 1 MB: it stays in the second-level cache while products and steps go over it. */
#define TILE_STEPS 24

/* Share of inputs that spike above which a dense product beats adding rows spike by spike; from a sweep on AVX-512. */
#define EVENT_DENSITY 0.25

/* The same for a layer's own spikes, whose dense product has more rows to win from. */
#define RECURRENT_EVENT_DENSITY 0.25

/**
 * spk_tiling_init:
 *
 * Cuts @steps into tiles of nearly equal length.
 */
void
spk_tiling_init (SpkTiling *self, guint steps)
{
  self->steps = steps;
  self->n_tiles = (steps + TILE_STEPS - 1) / TILE_STEPS;
  self->tile_steps = (steps + self->n_tiles - 1) / self->n_tiles;
  self->n_tiles = (steps + self->tile_steps - 1) / self->tile_steps;
  self->stride = (gsize) self->tile_steps * SPK_LANES;
}

static float *
flat_new (const SpkLayerPlan *plan)
{
  return spk_floats_new (((gsize) plan->n_neurons + 2 * plan->reach) * SPK_LANES) + (gsize) plan->reach * SPK_LANES;
}

static void
flat_free (const SpkLayerPlan *plan, float *flat)
{
  spk_floats_free (flat - (gsize) plan->reach * SPK_LANES);
}

static void
flat_zero (const SpkLayerPlan *plan, float *flat)
{
  memset (flat, 0, (gsize) plan->n_neurons * SPK_LANES * sizeof (float));
}

void
spk_layer_state_init (SpkLayerState *self, const SpkLayerPlan *plan, const SpkTiling *tiling)
{
  self->tiles = spk_floats_new ((gsize) tiling->n_tiles * plan->n_neurons * tiling->stride);
  self->masks = g_new0 (guint16, ((gsize) tiling->steps + 1) * plan->n_neurons + 2 * plan->reach) + plan->reach;
  for (guint i = 0; i < 2; i++)
    self->gi[i] = flat_new (plan);
  self->current = flat_new (plan);
  self->gu = flat_new (plan);
  self->counts = flat_new (plan);
  self->populations = spk_floats_new (((gsize) tiling->steps + 1) * SPK_LANES);
  self->decay_gradient = flat_new (plan);
  self->drive_gradient = flat_new (plan);
}

void
spk_layer_state_clear (SpkLayerState *self, const SpkLayerPlan *plan)
{
  spk_floats_clear (&self->tiles);
  g_free (self->masks - plan->reach);
  for (guint i = 0; i < 2; i++)
    flat_free (plan, self->gi[i]);
  flat_free (plan, self->current);
  flat_free (plan, self->gu);
  flat_free (plan, self->counts);
  spk_floats_clear (&self->populations);
  flat_free (plan, self->decay_gradient);
  flat_free (plan, self->drive_gradient);
}

void
spk_scratch_init (SpkScratch *self, const SpkLayerPlan *plans, guint n_plans, const SpkTiling *tiling)
{
  gsize inputs = 1, neurons = 1, block = 1;

  for (guint i = 0; i < n_plans; i++)
    {
      inputs = MAX (inputs, plans[i].n_inputs);
      neurons = MAX (neurons, plans[i].n_neurons);
      for (guint c = 0; c < plans[i].recurrence.n_chains; c++)
        block = MAX (block, plans[i].recurrence.blocks[c]);
      if (plans[i].kind == SPK_LAYER_DENSE)
        block = MAX (block, plans[i].n_neurons);
    }
  self->input = spk_floats_new (inputs * tiling->stride);
  self->gs = spk_floats_new (neurons * tiling->stride);
  self->spikes = spk_floats_new (block * tiling->stride);
  self->turned = spk_floats_new (SPK_EVENT_STEPS * SPK_LANES * 64);
  spk_event_lists_init (&self->lists, MAX (inputs, block), tiling->tile_steps);
  self->n_sources = (tiling->tile_steps + SPK_EVENT_STEPS - 1) / SPK_EVENT_STEPS;
  self->sources = g_new (SpkEventLists, self->n_sources);
  for (guint i = 0; i < self->n_sources; i++)
    spk_event_lists_init (&self->sources[i], MAX (inputs, block), SPK_EVENT_STEPS);
}

void
spk_scratch_clear (SpkScratch *self)
{
  spk_floats_clear (&self->input);
  spk_floats_clear (&self->gs);
  spk_floats_clear (&self->spikes);
  spk_floats_clear (&self->turned);
  spk_event_lists_clear (&self->lists);
  for (guint i = 0; i < self->n_sources; i++)
    spk_event_lists_clear (&self->sources[i]);
  g_free (self->sources);
}

static double
density (const guint16 *masks, gsize n)
{
  gsize spikes = 0;

  for (gsize i = 0; i < n; i++)
    spikes += __builtin_popcount (masks[i]);
  return n > 0 ? (double) spikes / ((double) n * SPK_LANES) : 0;
}

/* The membrane potentials one step before step @step of @tile, NULL at the first step of all. */
static const float *
state_before (const SpkLayerPass *self, guint tile, guint step)
{
  if (step > 0)
    return spk_layer_pass_tile (self, tile) + (gsize) (step - 1) * SPK_LANES;
  return tile > 0 ? spk_layer_pass_tile (self, tile - 1) + (gsize) (self->tiling->tile_steps - 1) * SPK_LANES : NULL;
}

/* The inputs of a tile as products want them. */
static void
prepare_input (SpkLayerPass *self, guint tile)
{
  const guint n_inputs = self->plan->n_inputs, n_steps = spk_tiling_count (self->tiling, tile);
  const guint16 *masks = self->masks_in + (gsize) tile * self->tiling->tile_steps * n_inputs;

  if (self->state->events)
    spk_event_lists_by_lane (&self->scratch->lists, masks, n_inputs, n_steps);
  else
    self->kernels->expand_tile (masks, n_steps, n_inputs, self->scratch->input, self->tiling->stride);
}

/* drive of some neurons of a tile = weights x input spikes */
static void
multiply_input (SpkLayerPass *self, guint tile, guint first, guint end)
{
  const SpkLayerPlan *plan = self->plan;
  const guint n_steps = spk_tiling_count (self->tiling, tile);
  const gsize stride = self->tiling->stride;
  float *out = spk_layer_pass_tile (self, tile) + first * stride;

  if (self->state->events)
    self->kernels->event_product (&self->scratch->lists.events, FALSE, n_steps, end - first, plan->weights + first,
                                  plan->n_neurons, out, stride);
  else
    spk_blas_multiply (SPK_TRANSPOSED, SPK_AS_IS, end - first, n_steps * SPK_LANES, plan->n_inputs, plan->weights + first,
                       plan->n_neurons, self->scratch->input, stride, 0, out, stride);
}

/* The recurrence of a dense layer, and of the smaller chains of a supernet whose sizes do not divide each other. */
static void
add_recurrence (SpkLayerPass *self, const guint16 *masks_before, float *rows)
{
  const SpkLayerPlan *plan = self->plan;
  const guint n = plan->n_neurons;
  const gsize stride = self->tiling->stride;

  if (plan->dense != NULL)
    {
      spk_event_lists_by_lane (&self->scratch->lists, masks_before, n, 1);
      self->kernels->event_product (&self->scratch->lists.events, TRUE, 1, n, plan->dense, n, rows, stride);
    }
  if (plan->recurrence.n_chains > 1)
    self->kernels->expand_tile (masks_before, 1, n, self->scratch->gs, SPK_LANES);
  for (guint c = 1; c < plan->recurrence.n_chains; c++)
    self->kernels->add_blocks (n, plan->recurrence.blocks[c], plan->packed[c], self->scratch->gs, rows, stride);
}

static void
forward_wave (SpkLayerPass *self, guint tile, guint wave)
{
  const SpkLayerPlan *plan = self->plan;
  const SpkRecurrence *recurrence = &plan->recurrence;
  const SpkTiling *tiling = self->tiling;
  SpkForwardStep step = {
    .n_neurons = plan->n_neurons,
    .block = recurrence->n_chains > 0 ? recurrence->blocks[0] : 0,
    .block_weights = plan->packed[0],
    .n_bands = recurrence->n_bands,
    .band_offsets = recurrence->offsets,
    .band_weights = plan->effective + recurrence->bands_offset,
    .population_weights = plan->population,
    .decay_m = plan->decay_m,
    .gain = plan->gain,
    .decay_s = plan->decay_s,
    .stride = tiling->stride,
    .current = self->state->current,
  };

  for (guint i = 0; i < spk_tiling_count (tiling, tile); i++)
    {
      const guint t = tile * tiling->tile_steps + i;

      if (!spk_waves_range (&plan->waves, wave, i, &step.first, &step.end))
        continue;
      step.state = spk_layer_pass_tile (self, tile) + (gsize) i * SPK_LANES;
      step.state_before = state_before (self, tile, i);
      step.masks_before = self->state->masks + (gsize) t * plan->n_neurons;
      step.masks = self->state->masks + ((gsize) t + 1) * plan->n_neurons;
      add_recurrence (self, step.masks_before, step.state);
      if (plan->population != NULL)
        step.population = self->state->populations + (gsize) t * SPK_LANES;
      self->kernels->forward_step (&step);
      if (plan->population != NULL)
        self->kernels->population_count (plan->n_neurons, step.masks, self->state->populations + ((gsize) t + 1) * SPK_LANES);
    }
}

static void
sum_tile (SpkLayerPass *self, guint tile)
{
  const SpkLayerPlan *plan = self->plan;
  const gsize first = (gsize) tile * self->tiling->tile_steps;
  const SpkTileSums sums = {
    .n_neurons = plan->n_neurons,
    .n_steps = spk_tiling_count (self->tiling, tile),
    .masks = self->state->masks + (first + 1) * plan->n_neurons,
    .kappa = self->kappa + first,
    .counts = self->state->counts,
    .trace = self->trace,
  };

  self->kernels->tile_sums (&sums);
}

static void
forward_tile (SpkLayerPass *self, guint tile)
{
  const SpkLayerPlan *plan = self->plan;
  const SpkPart part = plan->dense != NULL ? SPK_PART_DENSE_FORWARD : SPK_PART_FORWARD;
  const guint n_steps = spk_tiling_count (self->tiling, tile);
  guint64 time = spk_profile_now ();
  guint first, end;

  prepare_input (self, tile);
  for (guint wave = 0; wave < spk_waves_count (&plan->waves, n_steps); wave++)
    {
      if (spk_waves_range (&plan->waves, wave, 0, &first, &end))
        multiply_input (self, tile, first, end);
      time = spk_profile_book (self->profile, SPK_PART_INPUT_PRODUCT, time,
                               spk_layer_plan_product_flops (plan, (double) (end - first) * n_steps));
      forward_wave (self, tile, wave);
      time = spk_profile_book (self->profile, part, time, 0);
    }
  sum_tile (self, tile);
  spk_profile_book (self->profile, part, time, spk_layer_plan_recurrent_flops (plan, (double) plan->n_neurons * n_steps));
}

/**
 * spk_layer_pass_forward:
 *
 * Simulates the layer over all steps, from silence: fills membrane potentials, spike masks and counts of @self->state,
 * and the trace.
 */
void
spk_layer_pass_forward (SpkLayerPass *self)
{
  const SpkLayerPlan *plan = self->plan;

  self->state->events = density (self->masks_in, (gsize) self->tiling->steps * plan->n_inputs) < EVENT_DENSITY;
  flat_zero (plan, self->state->current);
  flat_zero (plan, self->state->counts);
  if (self->trace != NULL)
    flat_zero (plan, self->trace);
  for (guint tile = 0; tile < self->tiling->n_tiles; tile++)
    forward_tile (self, tile);
  if (plan->dense != NULL)
    self->state->recurrent_events = density (self->state->masks, ((gsize) self->tiling->steps + 1) * plan->n_neurons) <
                                    RECURRENT_EVENT_DENSITY;
}

/* gs of a tile from the gi of the layer above; returns NULL where nothing but the trace gives a gradient and no kernel
 * adds to it. */
static float *
fetch_gradient (SpkLayerPass *self, const SpkLayerAbove *above, guint tile)
{
  const SpkLayerPlan *plan = self->plan;
  const gsize stride = self->tiling->stride;
  float *gs = self->scratch->gs;

  if (above->plan != NULL)
    {
      const float *gi = above->state->tiles + (gsize) tile * above->plan->n_neurons * stride;

      spk_blas_multiply (SPK_AS_IS, SPK_AS_IS, plan->n_neurons, spk_tiling_count (self->tiling, tile) * SPK_LANES,
                         above->plan->n_neurons, above->plan->weights, above->plan->n_neurons, gi, stride, 0, gs, stride);
      return gs;
    }
  if (plan->dense == NULL && plan->recurrence.n_chains < 2)
    return NULL;
  memset (gs, 0, plan->n_neurons * stride * sizeof (float));
  return gs;
}

static void
backward_wave (SpkLayerPass *self, const SpkLayerAbove *above, guint tile, guint wave, float *gs)
{
  const SpkLayerPlan *plan = self->plan;
  const SpkRecurrence *recurrence = &plan->recurrence;
  const SpkTiling *tiling = self->tiling;
  int offsets[2 * SPK_MAX_SIZES];
  float population[SPK_LANES] __attribute__ ((aligned (SPK_ROW_ALIGN)));
  SpkBackwardStep step = {
    .n_neurons = plan->n_neurons,
    .block = recurrence->n_chains > 0 ? recurrence->blocks[0] : 0,
    .block_weights = plan->packed_back[0],
    .n_bands = recurrence->n_bands,
    .band_offsets = offsets,
    .band_weights = plan->bands_back,
    .decay_m = plan->decay_m,
    .gain = plan->gain,
    .decay_s = plan->decay_s,
    .slope = plan->slope,
    .gs_stride = tiling->stride,
    .trace_gradient = above->trace_gradient,
    .decay_gradient = self->neuron_gradient ? self->state->decay_gradient : NULL,
    .drive_gradient = self->state->drive_gradient,
    .stride = tiling->stride,
    .gu = self->state->gu,
  };

  for (guint b = 0; b < recurrence->n_bands; b++)
    offsets[b] = -recurrence->offsets[b];

  for (guint i = spk_tiling_count (tiling, tile), taken = 0; i-- > 0; taken++)
    {
      const guint t = tile * tiling->tile_steps + i;

      if (!spk_waves_range (&plan->waves, wave, taken, &step.first, &step.end))
        continue;
      step.state = spk_layer_pass_tile (self, tile) + (gsize) i * SPK_LANES;
      step.state_before = state_before (self, tile, i);
      step.gs = gs != NULL ? gs + (gsize) i * SPK_LANES : NULL;
      step.gi_after = self->state->gi[(t + 1) % 2];
      step.gi = self->state->gi[t % 2];
      step.kappa = self->kappa[t];
      if (plan->dense != NULL && t + 1 < tiling->steps)
        self->kernels->add_blocks (plan->n_neurons, plan->n_neurons, plan->packed_back[0], step.gi_after,
                                   gs + (gsize) i * SPK_LANES, tiling->stride);
      for (guint c = 1; c < recurrence->n_chains; c++)
        self->kernels->add_blocks (plan->n_neurons, recurrence->blocks[c], plan->packed_back[c], step.gi_after,
                                   gs + (gsize) i * SPK_LANES, tiling->stride);
      if (plan->population != NULL)
        {
          self->kernels->population_back (plan->n_neurons, plan->population, step.gi_after, population);
          step.population = population;
        }
      self->kernels->backward_step (&step);
    }
}

/* The gradients of a neuron's weights follow as soon as it has taken all steps of the tile. */
static void
backward_tile (SpkLayerPass *self, const SpkLayerAbove *above, guint tile, float *gs, float *slot)
{
  const SpkLayerPlan *plan = self->plan;
  const SpkPart part = plan->dense != NULL ? SPK_PART_DENSE_BACKWARD : SPK_PART_BACKWARD;
  const guint n_steps = spk_tiling_count (self->tiling, tile);

  spk_layer_gradient_prepare (self, tile);
  for (guint wave = 0; wave < spk_waves_count (&plan->waves, n_steps); wave++)
    {
      guint64 time = spk_profile_now ();
      guint first, end;

      backward_wave (self, above, tile, wave, gs);
      spk_profile_book (self->profile, part, time, 0);
      if (spk_waves_range (&plan->waves, wave, n_steps - 1, &first, &end))
        spk_layer_gradient_add (self, tile, first, end, slot);
    }
  self->profile->flops[part] += spk_layer_plan_recurrent_flops (plan, (double) plan->n_neurons * n_steps);
}

static void
add_lanes (const float *flat, guint n_neurons, float *sums)
{
  for (guint n = 0; n < n_neurons; n++)
    for (guint lane = 0; lane < SPK_LANES; lane++)
      sums[n] += flat[n * SPK_LANES + lane];
}

/**
 * spk_layer_pass_backward:
 * @above: where the gradient of the spikes comes from; its layer must have gone backward already
 * @slot: gradient slot, added to
 *
 * Back-propagation through time over the layer, model.md section 4: leaves gi in place of the membrane potentials.
 */
void
spk_layer_pass_backward (SpkLayerPass *self, const SpkLayerAbove *above, float *slot)
{
  flat_zero (self->plan, self->state->gu);
  flat_zero (self->plan, self->state->decay_gradient);
  flat_zero (self->plan, self->state->drive_gradient);
  flat_zero (self->plan, self->state->gi[self->tiling->steps % 2]);
  for (guint tile = self->tiling->n_tiles; tile-- > 0;)
    {
      guint64 time = spk_profile_now ();
      float *gs = fetch_gradient (self, above, tile);

      spk_profile_book (self->profile, SPK_PART_LAYER_GRADIENT, time,
                        above->plan != NULL ? 2.0 * self->plan->n_neurons * above->plan->n_neurons *
                                                spk_tiling_count (self->tiling, tile) * SPK_LANES
                                            : 0);
      backward_tile (self, above, tile, gs, slot);
    }
  if (self->neuron_gradient)
    {
      add_lanes (self->state->decay_gradient, self->plan->n_neurons, slot + self->plan->slot_neurons);
      add_lanes (self->state->drive_gradient, self->plan->n_neurons,
                 slot + self->plan->slot_neurons + self->plan->n_neurons);
    }
}
