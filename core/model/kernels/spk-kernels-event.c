/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Products with spikes as lists: a spike adds a row, the neurons being the vector dimension. Where few neurons spike this
 * is far less work than a dense product. The neurons are taken in chunks, and all events of a tile are gone through for
 * one chunk before the next, so that the rows of the chunk stay in the first-level cache. */

#include "model/kernels/spk-kernels-variant.h"
#include "model/kernels/spk-lanes.h"

/* Vectors of 16 neurons that are summed in registers at once: by a product, by a gradient. */
#ifdef __AVX512F__
#define PRODUCT_CHUNK 8
#else
#define PRODUCT_CHUNK 4
#endif
#define GRADIENT_CHUNK 4

/* sum[c] += row[c] of the listed rows */
SPK_INLINE void
sum_rows (Lanes *sum, guint width, const guint32 *index, guint n_index, const float *rows, gsize ld)
{
  for (guint i = 0; i < n_index; i++)
    {
      const float *row = rows + index[i] * ld;

#pragma GCC unroll 8
      for (guint c = 0; c < width; c++)
        sum[c] += lanes_load_any (row + c * SPK_LANES);
    }
}

/* Puts what each lane has summed for 16 neurons into the neurons' rows, or adds it to them. */
SPK_INLINE void
place_turned (Lanes square[SPK_LANES], gboolean add, guint n, float *rows, gsize stride)
{
  lanes_transpose (square);
#pragma GCC unroll 16
  for (guint i = 0; i < SPK_LANES; i++)
    if (i < n)
      lanes_store (rows + i * stride, add ? lanes_load (rows + i * stride) + square[i] : square[i]);
}

SPK_INLINE void
product_chunk (const SpkEvents *events, gboolean add, guint width, guint n_steps, guint n_neurons, const float *weights,
               gsize ld, float *tile, gsize stride)
{
  for (guint t = 0; t < n_steps; t++)
    {
      const guint32 *starts = events->starts + (gsize) t * SPK_LANES;
      Lanes sums[PRODUCT_CHUNK][SPK_LANES];

      for (guint lane = 0; lane < SPK_LANES; lane++)
        {
          Lanes sum[PRODUCT_CHUNK];

#pragma GCC unroll 8
          for (guint c = 0; c < width; c++)
            sum[c] = lanes_fill (0);
          sum_rows (sum, width, events->items + starts[lane], starts[lane + 1] - starts[lane], weights, ld);
#pragma GCC unroll 8
          for (guint c = 0; c < width; c++)
            sums[c][lane] = sum[c];
        }
      for (guint c = 0; c < width; c++)
        place_turned (sums[c], add, MIN (SPK_LANES, n_neurons - c * SPK_LANES),
                      tile + c * SPK_LANES * stride + (gsize) t * SPK_LANES, stride);
    }
}

SPK_INLINE void
event_product (const SpkEvents *events, gboolean add, guint n_steps, guint n_neurons, const float *weights, gsize ld,
               float *tile, gsize stride)
{
  guint first = 0;

  for (; first + PRODUCT_CHUNK * SPK_LANES <= n_neurons; first += PRODUCT_CHUNK * SPK_LANES)
    product_chunk (events, add, PRODUCT_CHUNK, n_steps, PRODUCT_CHUNK * SPK_LANES, weights + first, ld, tile + first * stride,
                   stride);
  for (; first < n_neurons; first += SPK_LANES)
    product_chunk (events, add, 1, n_steps, MIN (SPK_LANES, n_neurons - first), weights + first, ld, tile + first * stride,
                   stride);
}

void
SPK_KERNEL (spk_event_product) (const SpkEvents *events, gboolean add, guint n_steps, guint n_neurons, const float *weights,
                                gsize ld, float *tile, gsize stride)
{
  if (add)
    event_product (events, TRUE, n_steps, n_neurons, weights, ld, tile, stride);
  else
    event_product (events, FALSE, n_steps, n_neurons, weights, ld, tile, stride);
}

/* 16 neurons of all steps: rows[16 t + l][column] = gi of neuron column at step t in lane l */
static void
turn_neurons (guint n, guint n_steps, const float *gi, gsize stride, float *rows, gsize ld)
{
  for (guint t = 0; t < n_steps; t++)
    {
      Lanes square[SPK_LANES];

      for (guint i = 0; i < SPK_LANES; i++)
        square[i] = i < n ? lanes_load (gi + i * stride + (gsize) t * SPK_LANES) : lanes_fill (0);
      lanes_transpose (square);
#pragma GCC unroll 16
      for (guint lane = 0; lane < SPK_LANES; lane++)
        lanes_store (rows + ((gsize) t * SPK_LANES + lane) * ld, square[lane]);
    }
}

/* The sum over one source's events for a chunk. Two halves of the list go side by side: one row's additions alone would
 * wait for each other. */
SPK_INLINE void
add_source (const guint32 *index, guint n_index, guint width, guint n, const float *rows, gsize ld, float *gradient)
{
  Lanes sum[GRADIENT_CHUNK], other[GRADIENT_CHUNK];
  guint i = 0;

#pragma GCC unroll 4
  for (guint c = 0; c < width; c++)
    sum[c] = other[c] = lanes_fill (0);
  for (; i + 2 <= n_index; i += 2)
    {
#pragma GCC unroll 4
      for (guint c = 0; c < width; c++)
        {
          sum[c] += lanes_load (rows + index[i] * ld + c * SPK_LANES);
          other[c] += lanes_load (rows + index[i + 1] * ld + c * SPK_LANES);
        }
    }
  sum_rows (sum, width, index + i, n_index - i, rows, ld);
#pragma GCC unroll 4
  for (guint c = 0; c < width; c++)
    {
      sum[c] += other[c];
      if ((c + 1) * SPK_LANES <= n)
        lanes_store_any (gradient + c * SPK_LANES, lanes_load_any (gradient + c * SPK_LANES) + sum[c]);
      else
        for (guint j = c * SPK_LANES; j < n; j++)
          gradient[j] += sum[c][j % SPK_LANES];
    }
}

SPK_INLINE void
gradient_chunk (const SpkEvents *events, guint width, guint n_sources, guint n_steps, guint n, const float *gi, gsize stride,
                float *gradient, gsize ld, float *scratch)
{
  const gsize scratch_ld = (gsize) width * SPK_LANES;

  for (guint c = 0; c < width; c++)
    turn_neurons (MIN (SPK_LANES, n - c * SPK_LANES), n_steps, gi + c * SPK_LANES * stride, stride, scratch + c * SPK_LANES,
                  scratch_ld);
  for (guint j = 0; j < n_sources; j++)
    {
      const guint32 start = events->starts[j], n_index = events->starts[j + 1] - start;

      if (n_index > 0)
        add_source (events->items + start, n_index, width, n, scratch, scratch_ld, gradient + j * ld);
    }
}

void
SPK_KERNEL (spk_event_gradient) (const SpkEvents *events, guint n_sources, guint n_steps, guint n_neurons, const float *gi,
                                 gsize stride, float *gradient, gsize ld, float *scratch)
{
  const guint chunk = GRADIENT_CHUNK * SPK_LANES;
  guint first = 0;

  for (; first + chunk <= n_neurons; first += chunk)
    gradient_chunk (events, GRADIENT_CHUNK, n_sources, n_steps, chunk, gi + first * stride, stride, gradient + first, ld,
                    scratch);
  for (; first < n_neurons; first += SPK_LANES)
    gradient_chunk (events, 1, n_sources, n_steps, MIN (SPK_LANES, n_neurons - first), gi + first * stride, stride,
                    gradient + first, ld, scratch);
}
