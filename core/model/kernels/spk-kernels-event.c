/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Products with spikes as lists: a spike adds a row of weights, the neurons being the vector dimension. Where few
 * neurons spike this is far less work than a dense product. */

#include "model/kernels/spk-kernels-variant.h"
#include "model/kernels/spk-lanes.h"

/* Rows of 16 neurons that are summed in registers at once. */
#ifdef __AVX512F__
#define CHUNK 16
#else
#define CHUNK 6
#endif

/* sum[c] = sum over the listed rows of row[c], for `width` vectors */
SPK_INLINE void
sum_rows (Lanes *sum, guint width, const guint32 *index, guint n_index, const float *rows, gsize ld)
{
#pragma GCC unroll 16
  for (guint c = 0; c < width; c++)
    sum[c] = lanes_fill (0);
  for (guint i = 0; i < n_index; i++)
    {
      const float *row = rows + index[i] * ld;

#pragma GCC unroll 16
      for (guint c = 0; c < width; c++)
        sum[c] += lanes_load_any (row + c * SPK_LANES);
    }
}

SPK_INLINE void
product_chunk (const SpkEvents *events, guint width, guint n_neurons, const float *weights, gsize ld, float *rows, gsize stride)
{
  Lanes sums[SPK_LANES][CHUNK];

  for (guint lane = 0; lane < SPK_LANES; lane++)
    {
      const guint32 start = events->lane_start[lane];

      Lanes sum[CHUNK];

      sum_rows (sum, width, events->sources + start, events->lane_start[lane + 1] - start, weights, ld);
#pragma GCC unroll 16
      for (guint c = 0; c < width; c++)
        sums[lane][c] = sum[c];
    }
  for (guint c = 0; c < width; c++)
    {
      Lanes square[SPK_LANES];
      const guint first = c * SPK_LANES;
      const guint n = MIN (SPK_LANES, n_neurons - first);

#pragma GCC unroll 16
      for (guint lane = 0; lane < SPK_LANES; lane++)
        square[lane] = sums[lane][c];
      lanes_transpose (square);
      for (guint i = 0; i < n; i++)
        {
          float *row = rows + (first + i) * stride;

          lanes_store (row, lanes_load (row) + square[i]);
        }
    }
}

void
SPK_KERNEL (spk_event_product) (const SpkEvents *events, guint n_neurons, const float *weights, gsize ld, float *rows,
                                gsize stride)
{
  guint first = 0;

  for (; first + CHUNK * SPK_LANES <= n_neurons; first += CHUNK * SPK_LANES)
    product_chunk (events, CHUNK, CHUNK * SPK_LANES, weights + first, ld, rows + first * stride, stride);
  for (; first < n_neurons; first += SPK_LANES)
    product_chunk (events, 1, n_neurons - first, weights + first, ld, rows + first * stride, stride);
}

void
SPK_KERNEL (spk_transpose_tile) (guint n_neurons, guint n_steps, const float *tile, gsize stride, float *out, gsize ld)
{
  for (guint t = 0; t < n_steps; t++)
    for (guint first = 0; first < n_neurons; first += SPK_LANES)
      {
        Lanes square[SPK_LANES];

        for (guint i = 0; i < SPK_LANES; i++)
          square[i] = first + i < n_neurons ? lanes_load (tile + (first + i) * stride + (gsize) t * SPK_LANES) : lanes_fill (0);
        lanes_transpose (square);
        for (guint lane = 0; lane < SPK_LANES; lane++)
          lanes_store (out + ((gsize) t * SPK_LANES + lane) * ld + first, square[lane]);
      }
}

SPK_INLINE void
gather_chunk (guint width, const guint32 *index, guint n_index, const float *rows, gsize ld, float *gradient)
{
  Lanes sum[CHUNK];

  sum_rows (sum, width, index, n_index, rows, ld);
#pragma GCC unroll 16
  for (guint c = 0; c < width; c++)
    lanes_store_any (gradient + c * SPK_LANES, lanes_load_any (gradient + c * SPK_LANES) + sum[c]);
}

void
SPK_KERNEL (spk_gather_add) (const guint32 *index, guint n_index, guint n_neurons, const float *rows, gsize ld,
                             float *gradient)
{
  guint first = 0;

  for (; first + CHUNK * SPK_LANES <= n_neurons; first += CHUNK * SPK_LANES)
    gather_chunk (CHUNK, index, n_index, rows + first, ld, gradient + first);
  for (; first + SPK_LANES <= n_neurons; first += SPK_LANES)
    gather_chunk (1, index, n_index, rows + first, ld, gradient + first);
  if (first < n_neurons)
    {
      float rest[SPK_LANES] = { 0 };

      gather_chunk (1, index, n_index, rows + first, ld, rest);
      for (guint i = 0; first + i < n_neurons; i++)
        gradient[first + i] += rest[i];
    }
}
