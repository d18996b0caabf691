/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gradients of recurrent weights from a tile of gi: sums over steps and lanes of gi_n[t] s_j[t-1]. */

#include "model/kernels/spk-kernels-variant.h"
#include "model/kernels/spk-lanes.h"

/* 4 x 4 sums of 16 lanes fill half of the registers; a smaller square where there are but 16. */
#ifdef __AVX512F__
#define SQUARE 4
#else
#define SQUARE 2
#endif

void
SPK_KERNEL (spk_expand_tile) (const guint16 *masks, guint n_steps, guint width, float *tile, gsize stride)
{
  for (guint t = 0; t < n_steps; t++)
    for (guint j = 0; j < width; j++)
      lanes_store (tile + j * stride + (gsize) t * SPK_LANES, lanes_expand (masks[(gsize) t * width + j]));
}

SPK_INLINE void
add_sums (guint height, guint width, Lanes sum[SQUARE][SQUARE], float *gradient, gsize ld)
{
  if (SQUARE * SQUARE == SPK_LANES && height == SQUARE && width == SQUARE)
    {
      float sums[SPK_LANES];

      lanes_store_any (sums, lanes_sum_each (&sum[0][0]));
      for (guint p = 0; p < SQUARE; p++)
        for (guint q = 0; q < SQUARE; q++)
          gradient[p * ld + q] += sums[p * SQUARE + q];
      return;
    }
  for (guint p = 0; p < height; p++)
    for (guint q = 0; q < width; q++)
      gradient[p * ld + q] += lanes_sum (sum[p][q]);
}

/* gradient[p][q] += sum over steps and lanes of gi[p] spikes[q], for a rectangle of constant extent */
SPK_INLINE void
add_rectangle (guint        height,
               guint        width,
               guint        n_steps,
               const float *gi,
               gsize        gi_stride,
               const float *spikes,
               gsize        spike_stride,
               float       *gradient,
               gsize        ld)
{
  Lanes sum[SQUARE][SQUARE];

#pragma GCC unroll 4
  for (guint p = 0; p < height; p++)
#pragma GCC unroll 4
    for (guint q = 0; q < width; q++)
      sum[p][q] = lanes_fill (0);

  for (gsize row = 0; row < (gsize) n_steps * SPK_LANES; row += SPK_LANES)
    {
      Lanes s[SQUARE];

#pragma GCC unroll 4
      for (guint q = 0; q < width; q++)
        s[q] = lanes_load (spikes + q * spike_stride + row);
#pragma GCC unroll 4
      for (guint p = 0; p < height; p++)
        {
          Lanes g = lanes_load (gi + p * gi_stride + row);

#pragma GCC unroll 4
          for (guint q = 0; q < width; q++)
            sum[p][q] += g * s[q];
        }
    }

  add_sums (height, width, sum, gradient, ld);
}

static void
add_block (const SpkTileGradient *tile, const float *gi, const float *spikes, gsize spike_stride, float *gradient)
{
  const guint block = tile->block;

  for (guint p = 0; p < block; p += SQUARE)
    for (guint q = 0; q < block; q += SQUARE)
      {
        const float *g = gi + p * tile->stride;
        const float *s = spikes + q * spike_stride;
        float *d = gradient + (gsize) p * block + q;

        if (p + SQUARE <= block && q + SQUARE <= block)
          add_rectangle (SQUARE, SQUARE, tile->n_steps, g, tile->stride, s, spike_stride, d, block);
        else
          for (guint i = 0; i < MIN (SQUARE, block - p); i++)
            for (guint j = 0; j < MIN (SQUARE, block - q); j++)
              add_rectangle (1, 1, tile->n_steps, g + i * tile->stride, tile->stride, s + j * spike_stride, spike_stride,
                             d + (gsize) i * block + j, block);
      }
}

static void
add_blocks (const SpkTileGradient *tile)
{
  const gsize spike_stride = (gsize) tile->n_steps * SPK_LANES;

  for (gsize first = tile->first; first < tile->end; first += tile->block)
    {
      for (guint t = 0; t < tile->n_steps; t++)
        for (guint q = 0; q < tile->block; q++)
          lanes_store (tile->scratch + q * spike_stride + (gsize) t * SPK_LANES,
                       lanes_expand (tile->masks_before[(gsize) t * tile->n_neurons + first + q]));
      add_block (tile, tile->gi + first * tile->stride, tile->scratch, spike_stride,
                 tile->block_gradient + first * tile->block);
    }
}

/* gradient[n] += sum over steps and lanes of gi[n] in the lanes that spike, for a panel of neurons side by side */
SPK_INLINE void
add_band_panel (const SpkTileGradient *tile, guint width, const float *gi, const guint16 *masks, float *gradient)
{
  Lanes sum[SPK_LANES];

#pragma GCC unroll 16
  for (guint i = 0; i < width; i++)
    sum[i] = lanes_fill (0);
  for (guint t = 0; t < tile->n_steps; t++)
    {
#pragma GCC unroll 16
      for (guint i = 0; i < width; i++)
        sum[i] = lanes_add_where (sum[i], masks[i], lanes_load (gi + i * tile->stride));
      gi += SPK_LANES;
      masks += tile->n_neurons;
    }
  if (width == SPK_LANES)
    lanes_store_any (gradient, lanes_load_any (gradient) + lanes_sum_each (sum));
  else
    for (guint i = 0; i < width; i++)
      gradient[i] += lanes_sum (sum[i]);
}

static void
add_band (const SpkTileGradient *tile, int offset, float *gradient)
{
  const gssize n_neurons = tile->n_neurons;
  const gssize end = MIN ((gssize) tile->end, n_neurons - MAX (offset, 0));
  gssize n = MAX ((gssize) tile->first, -(gssize) offset);

  for (; n + SPK_PANEL <= end; n += SPK_PANEL)
    add_band_panel (tile, SPK_PANEL, tile->gi + n * tile->stride, tile->masks_before + n + offset, gradient + n);
  for (; n < end; n++)
    add_band_panel (tile, 1, tile->gi + n * tile->stride, tile->masks_before + n + offset, gradient + n);
}

void
SPK_KERNEL (spk_tile_gradient) (const SpkTileGradient *tile)
{
  if (tile->block > 0)
    add_blocks (tile);
  for (guint b = 0; b < tile->n_bands; b++)
    if ((guint) ABS (tile->band_offsets[b]) < tile->n_neurons)
      add_band (tile, tile->band_offsets[b], tile->band_gradient + (gsize) b * tile->n_neurons);
}
