/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every kernel against plain loops in float64. Which variant runs is the choice of SPIKESMITH_KERNELS. */

#include "model/kernels/spk-kernels.h"

#include <math.h>
#include <string.h>

#include "base/spk-blas.h"
#include "base/spk-floats.h"
#include "base/spk-random.h"
#include "closeness.h"
#include "kernel-choice.h"
#include "model/spk-event-lists.h"

#define TOLERANCE 1e-5

/* Written behind what a kernel may write, to see that it keeps to that. */
#define SENTINEL 77.0f

static const guint blocks[] = { 1, 2, 3, 5, 7, 16, 17, 40 };

static SpkRandom draws;

static float
draw (void)
{
  return (float) (2 * spk_random_uniform (&draws) - 1);
}

static guint16
draw_mask (double density)
{
  guint16 mask = 0;

  for (guint lane = 0; lane < SPK_LANES; lane++)
    mask |= (guint16) ((spk_random_uniform (&draws) < density) << lane);
  return mask;
}

static float *
draw_floats (gsize n)
{
  float *floats = spk_floats_new (n);

  for (gsize i = 0; i < n; i++)
    floats[i] = draw ();
  return floats;
}

static double *
to_double (const float *floats, gsize n)
{
  double *doubles = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    doubles[i] = floats[i];
  return doubles;
}

static guint16 *
draw_masks (gsize n, double density)
{
  guint16 *masks = g_new (guint16, n);

  for (gsize i = 0; i < n; i++)
    masks[i] = draw_mask (density);
  return masks;
}

static void
setup (void)
{
  spk_random_init (&draws, 1, SPK_PURPOSE_TEST, 0, 0);
}

/* weight from j to i of the blocks; transposed: from i to j */
static float
block_weight (const float *weights, guint block, gboolean transposed, guint i, guint j)
{
  const guint first = i / block * block;
  const guint post = (transposed ? j : i) - first, pre = (transposed ? i : j) - first;

  return weights[(gsize) first * block + post * block + pre];
}

static void
test_add_blocks (void)
{
  const SpkKernels *kernels = spk_kernels_get ();

  setup ();
  for (guint b = 0; b < G_N_ELEMENTS (blocks); b++)
    for (guint transposed = 0; transposed < 2; transposed++)
      {
        const guint block = blocks[b], n = 3 * block;
        const gsize stride = 2 * SPK_LANES;
        g_auto (SpkFloats) weights = draw_floats ((gsize) n * block);
        g_auto (SpkFloats) packed = spk_floats_new (spk_kernels_packed_size (n, block));
        g_auto (SpkFloats) flat = draw_floats ((gsize) n * SPK_LANES);
        g_auto (SpkFloats) rows = draw_floats (n * stride);
        g_autofree double *expected = to_double (rows, n * stride);

        for (guint i = 0; i < n; i++)
          for (guint j = i / block * block; j < (i / block + 1) * block; j++)
            for (guint lane = 0; lane < SPK_LANES; lane++)
              expected[i * stride + lane] += (double) block_weight (weights, block, transposed, i, j) *
                                             flat[j * SPK_LANES + lane];
        kernels->pack_blocks (n, block, transposed, weights, packed);
        kernels->add_blocks (n, block, packed, flat, rows, stride);
        closeness_assert ("add_blocks", rows, expected, n * stride, TOLERANCE);
      }
}

/* A layer of one step with bands of one, of the block, and beyond the last neuron. */
typedef struct
{
  guint  n;
  guint  block; /* 0 for none */
  guint  n_bands;
  int    offsets[4];
  guint  reach;
  gsize  stride;
  float *weights;
  float *packed;
  float *bands;
  float *decay_m;
  float *gain;
} Layer;

static void
layer_init (Layer *self, guint block, guint n, gboolean transposed)
{
  *self = (Layer){ .n = n, .block = block, .n_bands = 4, .reach = n + 1, .stride = 3 * SPK_LANES };
  self->offsets[0] = -(int) MAX (block, 1);
  self->offsets[1] = (int) MAX (block, 1);
  self->offsets[2] = -(int) n - 1;
  self->offsets[3] = (int) n;
  self->weights = draw_floats ((gsize) n * block);
  self->packed = spk_floats_new (spk_kernels_packed_size (n, block));
  if (block > 0)
    spk_kernels_get ()->pack_blocks (n, block, transposed, self->weights, self->packed);
  self->bands = draw_floats ((gsize) self->n_bands * n);
  self->decay_m = draw_floats (n);
  self->gain = draw_floats (n);
}

static void
layer_clear (Layer *self)
{
  spk_floats_clear (&self->weights);
  spk_floats_clear (&self->packed);
  spk_floats_clear (&self->bands);
  spk_floats_clear (&self->decay_m);
  spk_floats_clear (&self->gain);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layer, layer_clear)

/* A flat array with margins of zeros, of which the first neuron's row is returned. */
static float *
flat_new (const Layer *self, gboolean binary)
{
  float *flat = spk_floats_new (((gsize) self->n + 2 * self->reach) * SPK_LANES) + (gsize) self->reach * SPK_LANES;

  for (gsize i = 0; i < (gsize) self->n * SPK_LANES; i++)
    flat[i] = binary ? draw () > 0 : draw ();
  return flat;
}

static void
flat_free (const Layer *self, float *flat)
{
  spk_floats_free (flat - (gsize) self->reach * SPK_LANES);
}

/* What the blocks and bands give neuron i in one lane. */
static double
recurrent_sum (const Layer *self, gboolean transposed, const float *flat, guint i, guint lane)
{
  double sum = 0;

  for (guint j = self->block > 0 ? i / self->block * self->block : 0; j < (self->block > 0 ? (i / self->block + 1) * self->block : 0);
       j++)
    sum += (double) block_weight (self->weights, self->block, transposed, i, j) * flat[j * SPK_LANES + lane];
  for (guint b = 0; b < self->n_bands; b++)
    {
      const int from = (int) i + self->offsets[b];

      if (from >= 0 && from < (int) self->n)
        sum += (double) self->bands[b * self->n + i] * flat[from * (int) SPK_LANES + (int) lane];
    }
  return sum;
}

/* Masks of a flat array of 0 and 1, with the same margins; the first neuron's is returned. */
static guint16 *
masks_new (const Layer *self, const float *flat)
{
  guint16 *masks = g_new0 (guint16, self->n + 2 * self->reach) + self->reach;

  for (gsize i = 0; i < (gsize) self->n * SPK_LANES; i++)
    masks[i / SPK_LANES] |= (guint16) ((flat[i] != 0) << i % SPK_LANES);
  return masks;
}

static void
check_forward_step (guint block, guint n, gboolean first_step)
{
  g_auto (Layer) layer = { 0 };

  layer_init (&layer, block, n, FALSE);

  const gsize size = (gsize) n * layer.stride, flat_size = (gsize) n * SPK_LANES;
  float *before = flat_new (&layer, TRUE), *current = flat_new (&layer, FALSE);
  guint16 *masks_before = masks_new (&layer, before);
  g_auto (SpkFloats) state = draw_floats (size);
  g_auto (SpkFloats) state_before = draw_floats (size);
  g_autofree double *expected_state = NULL, *expected_current = to_double (current, flat_size);
  g_autofree guint16 *masks = g_new0 (guint16, n + 1);
  const float decay_s = 0.7f;

  for (gsize i = 0; i < size; i++)
    {
      state[i] *= 4;
      state_before[i] *= 2;
    }
  expected_state = to_double (state, size);
  masks[n] = 0xabcd;
  for (guint i = 0; i < n; i++)
    for (guint lane = 0; lane < SPK_LANES; lane++)
      {
        const gsize flat = i * SPK_LANES + lane, at = i * layer.stride + lane;
        double u;

        expected_current[flat] = decay_s * expected_current[flat] + state[at] + recurrent_sum (&layer, FALSE, before, i, lane);
        u = layer.gain[i] * expected_current[flat];
        if (!first_step && state_before[at] < 1)
          u += (double) layer.decay_m[i] * state_before[at];
        expected_state[at] = u;
      }

  SpkForwardStep step = {
    .n_neurons = n,
    .block = block,
    .block_weights = layer.packed,
    .n_bands = layer.n_bands,
    .band_offsets = layer.offsets,
    .band_weights = layer.bands,
    .decay_m = layer.decay_m,
    .gain = layer.gain,
    .decay_s = decay_s,
    .state = state,
    .state_before = first_step ? NULL : state_before,
    .stride = layer.stride,
    .current = current,
    .masks_before = masks_before,
    .masks = masks,
  };

  /* in two stretches */
  step.end = n > 1 ? MAX (block, 1) : n;
  spk_kernels_get ()->forward_step (&step);
  step.first = step.end;
  step.end = n;
  spk_kernels_get ()->forward_step (&step);
  closeness_assert ("state", state, expected_state, size, TOLERANCE);
  closeness_assert ("current", current, expected_current, flat_size, TOLERANCE);
  g_assert_cmphex (masks[n], ==, 0xabcd);
  for (guint i = 0; i < n; i++)
    for (guint lane = 0; lane < SPK_LANES; lane++)
      g_assert_cmpuint (masks[i] >> lane & 1, ==, state[i * layer.stride + lane] >= 1);
  g_free (masks_before - layer.reach);
  flat_free (&layer, before);
  flat_free (&layer, current);
}

static void
test_forward_step (void)
{
  setup ();
  for (guint b = 0; b < G_N_ELEMENTS (blocks); b++)
    {
      check_forward_step (blocks[b], 3 * blocks[b], FALSE);
      check_forward_step (blocks[b], 3 * blocks[b], TRUE);
      check_forward_step (blocks[b], blocks[b], FALSE);
      check_forward_step (0, blocks[b], FALSE);
    }
}

static void
check_tile_sums (guint n, guint n_steps, gboolean with_trace)
{
  g_autofree guint16 *masks = draw_masks ((gsize) n_steps * n, 0.3);
  g_auto (SpkFloats) kappa = draw_floats (n_steps);
  g_auto (SpkFloats) counts = draw_floats ((gsize) n * SPK_LANES);
  g_auto (SpkFloats) trace = draw_floats ((gsize) n * SPK_LANES);
  g_autofree double *expected_counts = to_double (counts, (gsize) n * SPK_LANES);
  g_autofree double *expected_trace = to_double (trace, (gsize) n * SPK_LANES);
  const SpkTileSums sums = { n, n_steps, masks, kappa, counts, with_trace ? trace : NULL };

  for (guint t = 0; t < n_steps; t++)
    for (gsize i = 0; i < (gsize) n * SPK_LANES; i++)
      if (masks[t * n + i / SPK_LANES] >> i % SPK_LANES & 1)
        {
          expected_counts[i] += 1;
          expected_trace[i] += with_trace ? kappa[t] : 0;
        }
  spk_kernels_get ()->tile_sums (&sums);
  closeness_assert ("counts", counts, expected_counts, (gsize) n * SPK_LANES, TOLERANCE);
  closeness_assert ("trace", trace, expected_trace, (gsize) n * SPK_LANES, TOLERANCE);
}

static void
test_tile_sums (void)
{
  setup ();
  check_tile_sums (1, 1, TRUE);
  check_tile_sums (17, 5, TRUE);
  check_tile_sums (40, 24, FALSE);
}

static void
check_backward_step (guint block, guint n, gboolean with_gs, gboolean with_trace)
{
  g_auto (Layer) layer = { 0 };

  layer_init (&layer, block, n, TRUE);

  const gsize size = (gsize) n * layer.stride, flat_size = (gsize) n * SPK_LANES, gs_stride = 2 * SPK_LANES;
  float *gi_after = flat_new (&layer, FALSE), *gi = flat_new (&layer, FALSE), *gu = flat_new (&layer, FALSE);
  float *trace_gradient = flat_new (&layer, FALSE);
  g_auto (SpkFloats) state = draw_floats (size);
  g_auto (SpkFloats) gs = draw_floats (n * gs_stride);
  g_autofree double *expected_state = NULL, *expected_gi = g_new (double, flat_size);
  g_autofree double *expected_gu = g_new (double, flat_size);
  const float decay_s = 0.7f, kappa = 0.3f, slope = 5;

  for (gsize i = 0; i < size; i++)
    state[i] = 1 + 2 * state[i];
  expected_state = to_double (state, size);
  for (guint i = 0; i < n; i++)
    for (guint lane = 0; lane < SPK_LANES; lane++)
      {
        const gsize flat = i * SPK_LANES + lane, at = i * layer.stride + lane;
        const double u = state[at], flank = 1 + slope * fabs (u - 1);
        double sum = recurrent_sum (&layer, TRUE, gi_after, i, lane);

        sum += with_gs ? gs[i * gs_stride + lane] : 0;
        sum += with_trace ? (double) kappa * trace_gradient[flat] : 0;
        expected_gu[flat] = sum / (flank * flank) + (u < 1 ? (double) layer.decay_m[i] * gu[flat] : 0);
        expected_gi[flat] = layer.gain[i] * expected_gu[flat] + (double) decay_s * gi_after[flat];
        expected_state[at] = expected_gi[flat];
      }

  SpkBackwardStep step = {
    .n_neurons = n,
    .block = block,
    .block_weights = layer.packed,
    .n_bands = layer.n_bands,
    .band_offsets = layer.offsets,
    .band_weights = layer.bands,
    .decay_m = layer.decay_m,
    .gain = layer.gain,
    .decay_s = decay_s,
    .slope = slope,
    .gs = with_gs ? gs : NULL,
    .gs_stride = gs_stride,
    .trace_gradient = with_trace ? trace_gradient : NULL,
    .kappa = kappa,
    .state = state,
    .stride = layer.stride,
    .gu = gu,
    .gi_after = gi_after,
    .gi = gi,
  };

  /* in two stretches */
  step.end = n > 1 ? MAX (block, 1) : n;
  spk_kernels_get ()->backward_step (&step);
  step.first = step.end;
  step.end = n;
  spk_kernels_get ()->backward_step (&step);
  closeness_assert ("state", state, expected_state, size, TOLERANCE);
  closeness_assert ("gi", gi, expected_gi, flat_size, TOLERANCE);
  closeness_assert ("gu", gu, expected_gu, flat_size, TOLERANCE);
  flat_free (&layer, gi_after);
  flat_free (&layer, gi);
  flat_free (&layer, gu);
  flat_free (&layer, trace_gradient);
}

static void
test_backward_step (void)
{
  setup ();
  for (guint b = 0; b < G_N_ELEMENTS (blocks); b++)
    {
      check_backward_step (blocks[b], 3 * blocks[b], TRUE, TRUE);
      check_backward_step (blocks[b], 3 * blocks[b], FALSE, TRUE);
      check_backward_step (blocks[b], blocks[b], TRUE, FALSE);
      check_backward_step (0, blocks[b], TRUE, TRUE);
    }
}

static double
sum_over_spikes (const float *gi, const guint16 *masks, gsize masks_step, guint n_steps)
{
  double sum = 0;

  for (guint t = 0; t < n_steps; t++)
    for (guint lane = 0; lane < SPK_LANES; lane++)
      if (masks[t * masks_step] >> lane & 1)
        sum += gi[t * SPK_LANES + lane];
  return sum;
}

static void
check_tile_gradient (guint block, guint n, guint n_steps)
{
  const gsize stride = (n_steps + 1) * SPK_LANES;
  const int offsets[] = { -(int) block, (int) block, -(int) n, (int) n + 2, -1 };
  const guint n_bands = G_N_ELEMENTS (offsets);
  g_auto (SpkFloats) gi = draw_floats (n * stride);
  g_autofree guint16 *masks = draw_masks ((gsize) n_steps * n, 0.3);
  g_auto (SpkFloats) block_gradient = draw_floats ((gsize) n * block);
  g_auto (SpkFloats) band_gradient = draw_floats ((gsize) n_bands * n);
  g_auto (SpkFloats) scratch = spk_floats_new ((gsize) block * n_steps * SPK_LANES);
  g_autofree double *expected_blocks = to_double (block_gradient, (gsize) n * block);
  g_autofree double *expected_bands = to_double (band_gradient, (gsize) n_bands * n);
  SpkTileGradient tile = {
    .n_neurons = n,
    .block = block,
    .n_bands = n_bands,
    .band_offsets = offsets,
    .gi = gi,
    .stride = stride,
    .n_steps = n_steps,
    .masks_before = masks,
    .block_gradient = block_gradient,
    .band_gradient = band_gradient,
    .scratch = scratch,
  };

  for (guint i = 0; i < n; i++)
    {
      for (guint q = 0; q < block; q++)
        expected_blocks[i * block + q] += sum_over_spikes (gi + i * stride, masks + i / block * block + q, n, n_steps);
      for (guint b = 0; b < n_bands; b++)
        if ((int) i + offsets[b] >= 0 && (int) i + offsets[b] < (int) n)
          expected_bands[b * n + i] += sum_over_spikes (gi + i * stride, masks + (int) i + offsets[b], n, n_steps);
    }
  /* in two stretches */
  tile.end = n > 1 ? MAX (block, 1) : n;
  spk_kernels_get ()->tile_gradient (&tile);
  tile.first = tile.end;
  tile.end = n;
  spk_kernels_get ()->tile_gradient (&tile);
  closeness_assert ("blocks", block_gradient, expected_blocks, (gsize) n * block, TOLERANCE);
  closeness_assert ("bands", band_gradient, expected_bands, (gsize) n_bands * n, TOLERANCE);
}

static void
test_tile_gradient (void)
{
  setup ();
  for (guint b = 0; b < G_N_ELEMENTS (blocks); b++)
    {
      check_tile_gradient (blocks[b], 3 * blocks[b], 7);
      check_tile_gradient (blocks[b], blocks[b], 1);
    }
}

static void
test_expand_tile (void)
{
  const guint n_steps = 5, width = 13;
  const gsize stride = (n_steps + 1) * SPK_LANES;
  g_autofree guint16 *masks = NULL;
  g_auto (SpkFloats) tile = spk_floats_new (width * stride);

  setup ();
  masks = draw_masks ((gsize) n_steps * width, 0.5);
  masks[0] = 0xffff;
  masks[1] = 0x8001;
  for (gsize i = 0; i < width * stride; i++)
    tile[i] = SENTINEL;
  spk_kernels_get ()->expand_tile (masks, n_steps, width, tile, stride);
  for (guint j = 0; j < width; j++)
    for (guint t = 0; t <= n_steps; t++)
      for (guint lane = 0; lane < SPK_LANES; lane++)
        g_assert_cmpfloat (tile[j * stride + t * SPK_LANES + lane], ==,
                           t == n_steps ? SENTINEL : masks[t * width + j] >> lane & 1);
}

/* Numbers of neurons around the widths that the event kernels work in. */
static const guint widths[] = { 1, 2, 15, 16, 17, 31, 33, 96, 97, 100, 112, 256, 257, 300 };

static void
test_event_product (void)
{
  const guint n_sources = 23, n_steps = 3;

  setup ();
  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    for (guint add = 0; add < 2; add++)
      {
        const guint n = widths[w];
        const gsize stride = (n_steps + 1) * SPK_LANES;
        g_autofree guint16 *masks = draw_masks (n_steps * n_sources, 0.2);
        g_auto (SpkFloats) weights = draw_floats ((gsize) n_sources * n);
        g_auto (SpkFloats) tile = draw_floats ((n + 1) * stride);
        g_autofree double *expected = to_double (tile, (n + 1) * stride);
        g_auto (SpkEventLists) lists = { 0 };

        masks[3] = 0xffff;
        memset (masks + n_sources, 0, n_sources * sizeof (guint16)); /* a step without events */
        for (guint i = 0; i < n; i++)
          for (guint row = 0; row < n_steps * SPK_LANES; row++)
            {
              double *sum = &expected[i * stride + row];

              *sum = add ? *sum : 0;
              for (guint j = 0; j < n_sources; j++)
                *sum += masks[row / SPK_LANES * n_sources + j] >> row % SPK_LANES & 1 ? weights[j * n + i] : 0;
            }
        spk_event_lists_init (&lists, n_sources, n_steps);
        spk_event_lists_by_lane (&lists, masks, n_sources, n_steps);
        spk_kernels_get ()->event_product (&lists.events, add, n_steps, n, weights, n, tile, stride);
        closeness_assert ("event_product", tile, expected, (n + 1) * stride, TOLERANCE);
      }
}

/* The engine takes one or the other by the density of spikes; which one must not matter beyond rounding. */
static void
test_event_product_agrees_with_the_dense_product (void)
{
  const guint n_sources = 50, n = 130;
  const SpkKernels *kernels = spk_kernels_get ();
  g_autofree guint16 *masks = NULL;
  g_auto (SpkFloats) weights = NULL;
  g_auto (SpkFloats) by_events = spk_floats_new ((gsize) n * SPK_LANES);
  g_auto (SpkFloats) by_matrix = spk_floats_new ((gsize) n * SPK_LANES);
  g_auto (SpkFloats) tile = spk_floats_new ((gsize) n_sources * SPK_LANES);
  g_auto (SpkEventLists) lists = { 0 };
  g_autofree double *expected = NULL;

  setup ();
  masks = draw_masks (n_sources, 0.25);
  weights = draw_floats ((gsize) n_sources * n);
  spk_event_lists_init (&lists, n_sources, 1);
  spk_event_lists_by_lane (&lists, masks, n_sources, 1);
  kernels->event_product (&lists.events, FALSE, 1, n, weights, n, by_events, SPK_LANES);
  kernels->expand_tile (masks, 1, n_sources, tile, SPK_LANES);
  spk_blas_multiply (SPK_TRANSPOSED, SPK_AS_IS, n, SPK_LANES, n_sources, weights, n, tile, SPK_LANES, 0, by_matrix, SPK_LANES);
  expected = to_double (by_matrix, (gsize) n * SPK_LANES);
  closeness_assert ("products", by_events, expected, (gsize) n * SPK_LANES, 1e-6);
}

static void
test_event_gradient (void)
{
  const guint n_sources = 19;
  const guint lengths[] = { 1, 3, SPK_EVENT_STEPS };

  setup ();
  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    for (guint s = 0; s < G_N_ELEMENTS (lengths); s++)
      {
        const guint n = widths[w], n_steps = lengths[s];
        const gsize stride = (n_steps + 1) * SPK_LANES, ld = n + 3;
        g_autofree guint16 *masks = draw_masks (n_steps * n_sources, 0.2);
        g_auto (SpkFloats) gi = draw_floats (n * stride);
        g_auto (SpkFloats) gradient = draw_floats (n_sources * ld);
        g_auto (SpkFloats) scratch = spk_floats_new (SPK_EVENT_STEPS * SPK_LANES * 64);
        g_autofree double *expected = to_double (gradient, n_sources * ld);
        g_auto (SpkEventLists) lists = { 0 };

        for (guint t = 0; t < n_steps; t++)
          masks[t * n_sources + 1] = t % 2 ? 0 : 0xffff;
        for (guint j = 0; j < n_sources; j++)
          for (guint i = 0; i < n; i++)
            for (guint row = 0; row < n_steps * SPK_LANES; row++)
              if (masks[row / SPK_LANES * n_sources + j] >> row % SPK_LANES & 1)
                expected[j * ld + i] += gi[i * stride + row];
        spk_event_lists_init (&lists, n_sources, n_steps);
        spk_event_lists_by_source (&lists, masks, n_sources, n_steps);
        spk_kernels_get ()->event_gradient (&lists.events, n_sources, n_steps, n, gi, stride, gradient, ld, scratch);
        closeness_assert ("event_gradient", gradient, expected, n_sources * ld, TOLERANCE);
      }
}

/* Motifs of `size` in blocks of `block`; with_sums or not. */
static void
check_branch_blocks (guint n_motifs, guint size, guint block, gboolean with_sums)
{
  const guint area = size * size, n = n_motifs * size;
  g_auto (SpkFloats) shares = draw_floats (area);
  g_auto (SpkFloats) magnitudes = draw_floats ((gsize) n_motifs * area);
  g_auto (SpkFloats) chain = draw_floats ((gsize) n * block);
  g_auto (SpkFloats) chain_gradient = draw_floats ((gsize) n * block);
  g_auto (SpkFloats) gradient = draw_floats ((gsize) n_motifs * area);
  g_autofree double *sums = g_new0 (double, area);
  g_autofree double *expected_chain = to_double (chain, (gsize) n * block);
  g_autofree double *expected_gradient = to_double (gradient, (gsize) n_motifs * area);
  g_autofree double *expected_sums = g_new0 (double, area);
  const SpkBranchBlocks branch = { n_motifs, size, block, shares, magnitudes };

  for (guint i = 0; i < n_motifs * area; i++)
    {
      const guint motif = i / area, post = i % area / size, pre = i % size;
      const gsize place = (gsize) (motif * size + post) * block + motif * size % block + pre;

      expected_chain[place] += (double) shares[i % area] * magnitudes[i];
      expected_gradient[i] += (double) shares[i % area] * chain_gradient[place];
      expected_sums[i % area] += (double) magnitudes[i] * chain_gradient[place];
    }
  spk_kernels_get ()->combine_blocks (&branch, chain);
  spk_kernels_get ()->differentiate_blocks (&branch, chain_gradient, gradient, with_sums ? sums : NULL);
  closeness_assert ("chain", chain, expected_chain, (gsize) n * block, TOLERANCE);
  closeness_assert ("gradient", gradient, expected_gradient, (gsize) n_motifs * area, TOLERANCE);
  for (guint i = 0; with_sums && i < area; i++)
    g_assert_cmpfloat_with_epsilon (sums[i], expected_sums[i], 1e-9);
}

static void
test_branch_blocks (void)
{
  setup ();
  check_branch_blocks (5, 1, 1, TRUE);
  check_branch_blocks (6, 2, 4, TRUE);
  check_branch_blocks (6, 3, 9, FALSE);
  check_branch_blocks (4, 16, 16, TRUE);
  check_branch_blocks (4, 20, 40, TRUE);
}

static void
check_sum (guint n, guint n_terms, gboolean in_place)
{
  float *terms[3], *to;
  g_autofree float *expected = g_new0 (float, n);

  for (guint term = 0; term < n_terms; term++)
    terms[term] = draw_floats (n + 1);
  for (guint i = 0; i < n; i++)
    for (guint term = 0; term < n_terms; term++)
      expected[i] = term == 0 ? terms[0][i] : expected[i] + terms[term][i];
  to = in_place ? terms[0] : spk_floats_new (n + 1);
  to[n] = SENTINEL;
  spk_kernels_get ()->sum (n, n_terms, (const float *const *) terms, to);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat (to[i], ==, expected[i]);
  g_assert_cmpfloat (to[n], ==, SENTINEL);
  if (!in_place)
    spk_floats_free (to);
  for (guint term = 0; term < n_terms; term++)
    spk_floats_free (terms[term]);
}

static void
test_sum (void)
{
  setup ();
  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    for (guint n_terms = 1; n_terms <= 3; n_terms++)
      for (guint in_place = 0; in_place < 2; in_place++)
        check_sum (widths[w], n_terms, in_place);
  check_sum (5000, 3, FALSE);
}

static void
test_square_sum (void)
{
  setup ();
  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      const guint n = widths[w];
      g_auto (SpkFloats) values = draw_floats (n);
      double expected = 0;

      for (guint i = 0; i < n; i++)
        expected += (double) values[i] * values[i];
      g_assert_cmpfloat_with_epsilon (spk_kernels_get ()->square_sum (n, values), expected, 1e-12 * (1 + expected));
    }
  g_assert_cmpfloat (spk_kernels_get ()->square_sum (0, NULL), ==, 0);
}

static void
check_update (guint n, gboolean project)
{
  g_auto (SpkFloats) values = draw_floats (n + 1);
  g_auto (SpkFloats) gradient = draw_floats (n);
  g_auto (SpkFloats) first = draw_floats (n + 1);
  g_auto (SpkFloats) second = draw_floats (n + 1);
  g_autofree double *x = to_double (values, n + 1), *m = to_double (first, n + 1), *v = NULL;
  SpkUpdate update = {
    .n = n,
    .values = values,
    .gradient = gradient,
    .first = first,
    .second = second,
    .scale = 0.5f,
    .beta_1 = 0.9f,
    .beta_2 = 0.99f,
    .rate = 0.3f,
    .second_correction = 1.7f,
    .decay = 0.01f,
    .project = project,
  };

  for (guint i = 0; i <= n; i++)
    second[i] = fabsf (second[i]) + 0.1f;
  v = to_double (second, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const double g = 0.5 * gradient[i];

      m[i] = (double) update.beta_1 * m[i] + (1 - (double) update.beta_1) * g;
      v[i] = (double) update.beta_2 * v[i] + (1 - (double) update.beta_2) * g * g;
      x[i] = (1 - (double) update.decay) * x[i] - (double) update.rate * m[i] / (sqrt (v[i] * (double) 1.7f) + 1e-8);
      if (project)
        x[i] = fmax (x[i], 0);
    }
  spk_kernels_get ()->update (&update);
  closeness_assert ("values", values, x, n + 1, TOLERANCE);
  closeness_assert ("first", first, m, n + 1, TOLERANCE);
  closeness_assert ("second", second, v, n + 1, TOLERANCE);
}

static void
test_update (void)
{
  setup ();
  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      check_update (widths[w], FALSE);
      check_update (widths[w], TRUE);
    }
}

/* The environment variable decides; this is the one place that would notice if it did not. */
static void
test_are_those_of_the_environment (void)
{
  const char *wanted = g_getenv ("SPIKESMITH_KERNELS");

  g_test_message ("%s", spk_kernels_get ()->name);
  if (wanted != NULL)
    g_assert_true (g_str_has_suffix (spk_kernels_get ()->name, wanted));
}

/* Runs in a process of its own, as the choice is made once. */
static void
test_unknown_variant_ends_the_program (void)
{
  if (g_test_subprocess ())
    {
      g_setenv ("SPIKESMITH_KERNELS", "nonsense", TRUE);
      spk_kernels_get ();
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*SPIKESMITH_KERNELS=nonsense*leave it unset*");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!kernel_choice_is_possible ())
    return g_test_run ();
  g_test_add_func ("/kernels/add-blocks", test_add_blocks);
  g_test_add_func ("/kernels/forward-step", test_forward_step);
  g_test_add_func ("/kernels/backward-step", test_backward_step);
  g_test_add_func ("/kernels/tile-gradient", test_tile_gradient);
  g_test_add_func ("/kernels/expand-tile", test_expand_tile);
  g_test_add_func ("/kernels/event-product", test_event_product);
  g_test_add_func ("/kernels/event-product/agrees-with-the-dense-product", test_event_product_agrees_with_the_dense_product);
  g_test_add_func ("/kernels/event-gradient", test_event_gradient);
  g_test_add_func ("/kernels/tile-sums", test_tile_sums);
  g_test_add_func ("/kernels/branch-blocks", test_branch_blocks);
  g_test_add_func ("/kernels/sum", test_sum);
  g_test_add_func ("/kernels/square-sum", test_square_sum);
  g_test_add_func ("/kernels/update", test_update);
  g_test_add_func ("/kernels/are-those-of-the-environment", test_are_those_of_the_environment);
  g_test_add_func ("/kernels/unknown-variant-ends-the-program", test_unknown_variant_ends_the_program);
  return g_test_run ();
}
