/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One time step of a layer, forward and backward. A panel of neurons is carried in registers from the drive to the
 * spike: the sums over a motif's neurons are broadcast multiply-adds with one load a presynaptic neuron. */

#include "model/kernels/spk-kernels-variant.h"
#include "model/kernels/spk-lanes.h"

/* Calls `work` for every panel of every block with its width as a constant. */
#define FOR_EACH_PANEL(block, position, work)                                                                                  \
  G_STMT_START                                                                                                                 \
  {                                                                                                                            \
    guint position = 0;                                                                                                        \
    for (; position + SPK_PANEL <= (block); position += SPK_PANEL)                                                             \
      work (SPK_PANEL);                                                                                                        \
    if (SPK_PANEL > 8 && position + 8 <= (block))                                                                              \
      {                                                                                                                        \
        work (8);                                                                                                              \
        position += 8;                                                                                                         \
      }                                                                                                                        \
    if (SPK_PANEL > 4 && position + 4 <= (block))                                                                              \
      {                                                                                                                        \
        work (4);                                                                                                              \
        position += 4;                                                                                                         \
      }                                                                                                                        \
    if (position + 2 <= (block))                                                                                               \
      {                                                                                                                        \
        work (2);                                                                                                              \
        position += 2;                                                                                                         \
      }                                                                                                                        \
    if (position < (block))                                                                                                    \
      {                                                                                                                        \
        work (1);                                                                                                              \
        position += 1;                                                                                                         \
      }                                                                                                                        \
  }                                                                                                                            \
  G_STMT_END

static void
pack_panel (guint block, guint width, gboolean transposed, const float *weights, guint position, float *packed)
{
  for (guint j = 0; j < block; j++)
    for (guint i = 0; i < width; i++)
      packed[j * width + i] = transposed ? weights[(gsize) j * block + position + i]
                                         : weights[(gsize) (position + i) * block + j];
}

/* weights: [n_neurons / block][block post][block pre]; packed: of each panel the weights from one neuron to all of the
 * panel lie side by side */
void
SPK_KERNEL (spk_pack_blocks) (guint n_neurons, guint block, gboolean transposed, const float *weights, float *packed)
{
  const gsize area = (gsize) block * block;

  for (gsize m = 0; m < n_neurons / block; m++)
    {
#define PACK(width)                                                                                                            \
  pack_panel (block, width, transposed, weights + m * area, position, packed + m * area + (gsize) position * block)
      FOR_EACH_PANEL (block, position, PACK);
#undef PACK
    }
}

SPK_INLINE void
add_panel (Lanes *sum, guint width, guint block, const float *weights, const float *flat)
{
  for (guint j = 0; j < block; j++)
    {
      Lanes x = lanes_load (flat + (gsize) j * SPK_LANES);

#pragma GCC unroll 16
      for (guint i = 0; i < width; i++)
        sum[i] += weights[j * width + i] * x;
    }
}

/* The same with spikes: what is added is the weight, in the lanes that spike. */
SPK_INLINE void
add_spiking_panel (Lanes *sum, guint width, guint block, const float *weights, const guint16 *masks)
{
  for (guint j = 0; j < block; j++)
    {
      Lanes spike = lanes_expand (masks[j]);

#pragma GCC unroll 16
      for (guint i = 0; i < width; i++)
        sum[i] += weights[j * width + i] * spike;
    }
}

SPK_INLINE void
add_bands (Lanes       *sum,
           guint        width,
           guint        n_neurons,
           guint        n_bands,
           const int   *offsets,
           const float *weights,
           gssize       first,
           const float *flat)
{
  for (guint b = 0; b < n_bands; b++)
    {
      const float *w = weights + (gsize) b * n_neurons + first;
      const float *from = flat + (first + offsets[b]) * SPK_LANES;

#pragma GCC unroll 16
      for (guint i = 0; i < width; i++)
        sum[i] += w[i] * lanes_load (from + (gsize) i * SPK_LANES);
    }
}

SPK_INLINE void
add_spiking_bands (Lanes         *sum,
                   guint          width,
                   guint          n_neurons,
                   guint          n_bands,
                   const int     *offsets,
                   const float   *weights,
                   gssize         first,
                   const guint16 *masks)
{
  for (guint b = 0; b < n_bands; b++)
    {
      const float *w = weights + (gsize) b * n_neurons + first;
      const guint16 *from = masks + (first + offsets[b]);

#pragma GCC unroll 16
      for (guint i = 0; i < width; i++)
        sum[i] = lanes_add_where (sum[i], from[i], lanes_fill (w[i]));
    }
}

SPK_INLINE void
add_population (Lanes *sum, guint width, const float *weights, const float *population)
{
  const Lanes spikes = lanes_load (population);

#pragma GCC unroll 16
  for (guint i = 0; i < width; i++)
    sum[i] += weights[i] * spikes;
}

SPK_INLINE void
forward_panel (const SpkForwardStep *step, guint width, gsize first, gsize block_first, const float *weights)
{
  Lanes drive[SPK_PANEL];

#pragma GCC unroll 16
  for (guint i = 0; i < width; i++)
    drive[i] = lanes_load (step->state + (first + i) * step->stride);
  add_spiking_panel (drive, width, step->block, weights, step->masks_before + block_first);
  add_spiking_bands (drive, width, step->n_neurons, step->n_bands, step->band_offsets, step->band_weights, first,
                     step->masks_before);
  if (step->population != NULL)
    add_population (drive, width, step->population_weights + first, step->population);

#pragma GCC unroll 16
  for (guint i = 0; i < width; i++)
    {
      const gsize n = first + i;
      const gsize flat = n * SPK_LANES;
      Lanes current = step->decay_s * lanes_load (step->current + flat) + drive[i];
      Lanes u = step->gain[n] * current;

      lanes_store (step->current + flat, current);
      if (step->state_before != NULL)
        {
          Lanes before = lanes_load (step->state_before + n * step->stride);
          LanesInt kept = ~(before >= 1.0f);

          u += step->decay_m[n] * (Lanes) ((LanesInt) before & kept);
        }
      lanes_store (step->state + n * step->stride, u);
      step->masks[n] = lanes_reaching (u, 1.0f);
    }
}

void
SPK_KERNEL (spk_forward_step) (const SpkForwardStep *arguments)
{
  const SpkForwardStep step = *arguments;
  const guint span = step.block > 0 ? step.block : step.end - step.first;

  for (gsize first = step.first; first < step.end; first += span)
    {
      const float *weights = step.block_weights + first * step.block;

#define FORWARD(width)                                                                                                         \
  forward_panel (&step, width, first + position, first, weights + (gsize) position * step.block)
      FOR_EACH_PANEL (span, position, FORWARD);
#undef FORWARD
    }
}

void
SPK_KERNEL (spk_tile_sums) (const SpkTileSums *tile)
{
  for (gsize n = 0; n < tile->n_neurons; n++)
    {
      Lanes count = lanes_fill (0), trace = lanes_fill (0);

      for (guint t = 0; t < tile->n_steps; t++)
        {
          Lanes spike = lanes_expand (tile->masks[t * (gsize) tile->n_neurons + n]);

          count += spike;
          trace += tile->kappa[t] * spike;
        }
      lanes_store (tile->counts + n * SPK_LANES, lanes_load (tile->counts + n * SPK_LANES) + count);
      if (tile->trace != NULL)
        lanes_store (tile->trace + n * SPK_LANES, lanes_load (tile->trace + n * SPK_LANES) + trace);
    }
}

/* Gradients to decay_m and gain, from u[t] = decay_m u[t-1] (1 - s[t-1]) + gain i[t]. */
SPK_INLINE void
add_neuron_gradient (const SpkBackwardStep *step, gsize n, Lanes u, Lanes gu)
{
  float *to_decay = step->decay_gradient + n * SPK_LANES, *to_drive = step->drive_gradient + n * SPK_LANES;
  Lanes kept = lanes_fill (0);

  if (step->state_before != NULL)
    {
      Lanes before = lanes_load (step->state_before + n * step->stride);

      kept = (Lanes) ((LanesInt) before & ~(before >= 1.0f));
    }
  lanes_store (to_decay, lanes_load (to_decay) + gu * kept);
  lanes_store (to_drive, lanes_load (to_drive) + gu * (u - step->decay_m[n] * kept));
}

/* Gradients to the spikes that do not come through motifs and bands. */
SPK_INLINE void
load_gs (const SpkBackwardStep *step, guint width, gsize first, Lanes *gs)
{
  const Lanes population = step->population != NULL ? lanes_load (step->population) : lanes_fill (0);

#pragma GCC unroll 16
  for (guint i = 0; i < width; i++)
    gs[i] = population;
  if (step->trace_gradient != NULL)
    {
#pragma GCC unroll 16
      for (guint i = 0; i < width; i++)
        gs[i] += step->kappa * lanes_load (step->trace_gradient + (first + i) * SPK_LANES);
    }
  if (step->gs != NULL)
    {
#pragma GCC unroll 16
      for (guint i = 0; i < width; i++)
        gs[i] += lanes_load (step->gs + (first + i) * step->gs_stride);
    }
}

/* neurons: whether the gradients to decay_m and gain are wanted, a constant: it decides what stays in registers */
SPK_INLINE void
backward_panel (const SpkBackwardStep *step, gboolean neurons, guint width, gsize first, gsize block_first,
                const float *weights)
{
  Lanes gs[SPK_PANEL];

  load_gs (step, width, first, gs);
  add_panel (gs, width, step->block, weights, step->gi_after + block_first * SPK_LANES);
  add_bands (gs, width, step->n_neurons, step->n_bands, step->band_offsets, step->band_weights, first, step->gi_after);

#pragma GCC unroll 16
  for (guint i = 0; i < width; i++)
    {
      const gsize n = first + i;
      const gsize flat = n * SPK_LANES;
      Lanes u = lanes_load (step->state + n * step->stride);
      Lanes away = u - 1.0f;
      Lanes distance = (Lanes) ((LanesInt) away & 0x7fffffff);
      Lanes flank = 1.0f + step->slope * distance;
      LanesInt kept = ~(u >= 1.0f);
      Lanes carried = (Lanes) ((LanesInt) lanes_load (step->gu + flat) & kept);
      Lanes gu = gs[i] / (flank * flank) + step->decay_m[n] * carried;
      Lanes gi = step->gain[n] * gu + step->decay_s * lanes_load (step->gi_after + flat);

      if (neurons)
        add_neuron_gradient (step, n, u, gu);
      lanes_store (step->gu + flat, gu);
      lanes_store (step->gi + flat, gi);
      lanes_store (step->state + n * step->stride, gi);
    }
}

SPK_INLINE void
backward_step (const SpkBackwardStep *step, gboolean neurons)
{
  const guint span = step->block > 0 ? step->block : step->end - step->first;

  for (gsize first = step->first; first < step->end; first += span)
    {
      const float *weights = step->block_weights + first * step->block;

#define BACKWARD(width)                                                                                                        \
  backward_panel (step, neurons, width, first + position, first, weights + (gsize) position * step->block)
      FOR_EACH_PANEL (span, position, BACKWARD);
#undef BACKWARD
    }
}

void
SPK_KERNEL (spk_backward_step) (const SpkBackwardStep *arguments)
{
  const SpkBackwardStep step = *arguments;

  if (step.decay_gradient != NULL)
    backward_step (&step, TRUE);
  else
    backward_step (&step, FALSE);
}

SPK_INLINE void
add_blocks_panel (guint width, guint block, const float *weights, const float *flat, float *rows, gsize stride)
{
  Lanes sum[SPK_PANEL];

#pragma GCC unroll 16
  for (guint i = 0; i < width; i++)
    sum[i] = lanes_load (rows + i * stride);
  add_panel (sum, width, block, weights, flat);
#pragma GCC unroll 16
  for (guint i = 0; i < width; i++)
    lanes_store (rows + i * stride, sum[i]);
}

void
SPK_KERNEL (spk_add_blocks) (guint n_neurons, guint block, const float *packed, const float *flat, float *rows, gsize stride)
{
  for (gsize first = 0; first < n_neurons; first += block)
    {
#define ADD(width)                                                                                                             \
  add_blocks_panel (width, block, packed + (first + position) * block, flat + first * SPK_LANES,                              \
                    rows + (first + position) * stride, stride)
      FOR_EACH_PANEL (block, position, ADD);
#undef ADD
    }
}
