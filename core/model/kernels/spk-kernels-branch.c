/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the magnitudes of a branch to effective weights and back, row by row; the compiler vectorises the rows. */

#include "model/kernels/spk-kernels-variant.h"
#include "model/kernels/spk-lanes.h"

/* Place of the first weight of a motif's row in the chain. */
SPK_INLINE gsize
chain_row (const SpkBranchBlocks *blocks, guint motif, guint post)
{
  const gsize first = (gsize) motif * blocks->size;

  return (first + post) * blocks->block + first % blocks->block;
}

SPK_INLINE void
add_products (guint n, const float *a, const float *b, float *restrict to)
{
  for (guint i = 0; i < n; i++)
    to[i] += a[i] * b[i];
}

SPK_INLINE void
add_double_products (guint n, const float *a, const float *b, double *restrict to)
{
  for (guint i = 0; i < n; i++)
    to[i] += (double) a[i] * b[i];
}

void
SPK_KERNEL (spk_combine_blocks) (const SpkBranchBlocks *blocks, float *chain)
{
  const guint k = blocks->size;
  const float *magnitudes = blocks->magnitudes;

  for (guint m = 0; m < blocks->n_motifs; m++)
    for (guint post = 0; post < k; post++, magnitudes += k)
      add_products (k, blocks->shares + (gsize) post * k, magnitudes, chain + chain_row (blocks, m, post));
}

void
SPK_KERNEL (spk_differentiate_blocks) (const SpkBranchBlocks *blocks, const float *chain_gradient, float *gradient,
                                       double *sums)
{
  const guint k = blocks->size;
  const float *magnitudes = blocks->magnitudes;

  for (guint m = 0; m < blocks->n_motifs; m++)
    for (guint post = 0; post < k; post++, magnitudes += k, gradient += k)
      {
        const float *row = chain_gradient + chain_row (blocks, m, post);

        add_products (k, blocks->shares + (gsize) post * k, row, gradient);
        if (sums != NULL)
          add_double_products (k, magnitudes, row, sums + (gsize) post * k);
      }
}
