/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-layer-gradient.h"

#include "base/spk-blas.h"

/* Spikes by source, in parts as long as a gradient by events takes them. */
static void
list_sources (SpkLayerPass *pass, const guint16 *masks, guint n_sources, guint n_steps)
{
  for (guint first = 0; first < n_steps; first += SPK_EVENT_STEPS)
    spk_event_lists_by_source (&pass->scratch->sources[first / SPK_EVENT_STEPS], masks + (gsize) first * n_sources, n_sources,
                               MIN (SPK_EVENT_STEPS, n_steps - first));
}

/* gradient[source][n] += sum over the source's listed spikes of gi_n at the spike's step and lane */
static void
add_event_gradient (SpkLayerPass *pass, guint n_sources, guint n_steps, guint n_neurons, const float *gi, float *gradient)
{
  for (guint first = 0; first < n_steps; first += SPK_EVENT_STEPS)
    pass->kernels->event_gradient (&pass->scratch->sources[first / SPK_EVENT_STEPS].events, n_sources,
                                   MIN (SPK_EVENT_STEPS, n_steps - first), n_neurons, gi + (gsize) first * SPK_LANES,
                                   pass->tiling->stride, gradient, pass->plan->n_neurons, pass->scratch->turned);
}

/* The same from spikes expanded to a tile. */
static void
add_dense_gradient (SpkLayerPass *pass, guint n_sources, guint n_steps, guint n_neurons, const float *spikes, const float *gi,
                    float *gradient)
{
  const gsize stride = pass->tiling->stride;

  spk_blas_multiply (SPK_AS_IS, SPK_TRANSPOSED, n_sources, n_neurons, n_steps * SPK_LANES, spikes, stride, gi, stride, 1,
                     gradient, pass->plan->n_neurons);
}

/* A dense layer is computed as a whole, so that its spikes are listed but once a tile. */
static void
add_dense_layer (SpkLayerPass *pass, guint n_steps, const guint16 *masks_before, const float *gi, float *gradient)
{
  const guint n = pass->plan->n_neurons;

  if (pass->state->recurrent_events)
    {
      list_sources (pass, masks_before, n, n_steps);
      add_event_gradient (pass, n, n_steps, n, gi, gradient);
      return;
    }
  pass->kernels->expand_tile (masks_before, n_steps, n, pass->scratch->spikes, pass->tiling->stride);
  add_dense_gradient (pass, n, n_steps, n, pass->scratch->spikes, gi, gradient);
}

static void
add_motifs (SpkLayerPass *pass, guint first, guint end, guint n_steps, const guint16 *masks_before, const float *tile_gi,
            float *gradient)
{
  const SpkRecurrence *recurrence = &pass->plan->recurrence;

  for (guint c = 0; c < recurrence->n_chains; c++)
    {
      const SpkTileGradient tile = {
        .n_neurons = pass->plan->n_neurons,
        .first = first,
        .end = end,
        .block = recurrence->blocks[c],
        .n_bands = c == 0 ? recurrence->n_bands : 0,
        .band_offsets = recurrence->offsets,
        .gi = tile_gi,
        .stride = pass->tiling->stride,
        .n_steps = n_steps,
        .masks_before = masks_before,
        .block_gradient = gradient + recurrence->chain_offset[c],
        .band_gradient = gradient + recurrence->bands_offset,
        .scratch = pass->scratch->spikes,
      };

      pass->kernels->tile_gradient (&tile);
    }
}

/**
 * spk_layer_gradient_prepare:
 *
 * Brings the tile's input spikes into the form that spk_layer_gradient_add() wants them in.
 */
void
spk_layer_gradient_prepare (SpkLayerPass *pass, guint tile)
{
  const guint n_inputs = pass->plan->n_inputs, n_steps = spk_tiling_count (pass->tiling, tile);
  const guint16 *masks_in = pass->masks_in + (gsize) tile * pass->tiling->tile_steps * n_inputs;
  const guint64 time = spk_profile_now ();

  if (pass->state->events)
    list_sources (pass, masks_in, n_inputs, n_steps);
  else
    pass->kernels->expand_tile (masks_in, n_steps, n_inputs, pass->scratch->input, pass->tiling->stride);
  spk_profile_book (pass->profile, SPK_PART_INPUT_GRADIENT, time, 0);
}

/**
 * spk_layer_gradient_add:
 * @first: first neuron whose gi is there at all steps of the tile
 * @end: neuron after the last
 * @slot: gradient slot, added to
 *
 * Adds what the tile contributes to the gradients of the weights to these neurons.
 */
void
spk_layer_gradient_add (SpkLayerPass *pass, guint tile, guint first, guint end, float *slot)
{
  const SpkLayerPlan *plan = pass->plan;
  const guint n_steps = spk_tiling_count (pass->tiling, tile), n_neurons = end - first;
  const gsize first_step = (gsize) tile * pass->tiling->tile_steps;
  const guint16 *masks_before = pass->state->masks + first_step * plan->n_neurons;
  const float *tile_gi = spk_layer_pass_tile (pass, tile), *gi = tile_gi + first * pass->tiling->stride;
  float *weights = slot + plan->slot_weights + first, *recurrent = slot + plan->slot_recurrent;
  guint64 time = spk_profile_now ();

  if (pass->state->events)
    add_event_gradient (pass, plan->n_inputs, n_steps, n_neurons, gi, weights);
  else
    add_dense_gradient (pass, plan->n_inputs, n_steps, n_neurons, pass->scratch->input, gi, weights);
  time = spk_profile_book (pass->profile, SPK_PART_INPUT_GRADIENT, time,
                           spk_layer_plan_product_flops (plan, (double) n_neurons * n_steps));
  if (plan->population != NULL)
    pass->kernels->population_gradient (n_neurons, n_steps, gi, pass->tiling->stride,
                                        pass->state->populations + first_step * SPK_LANES,
                                        slot + plan->slot_population + first);
  if (plan->dense != NULL)
    add_dense_layer (pass, n_steps, masks_before, gi, recurrent);
  else
    add_motifs (pass, first, end, n_steps, masks_before, tile_gi, recurrent);
  spk_profile_book (pass->profile, SPK_PART_RECURRENT_GRADIENT, time,
                    spk_layer_plan_recurrent_flops (plan, (double) n_neurons * n_steps));
}
