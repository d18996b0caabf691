/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kernels/spk-kernels.h"

/* Declares the kernels of one variant; SPK_VARIANT comes from the build and SPK_KERNEL from spk-lanes.h. */
#define SPK_DECLARE_KERNELS(variant)                                                                                           \
  void spk_pack_blocks_##variant (guint n_neurons, guint block, gboolean transposed, const float *weights, float *packed);    \
  void spk_forward_step_##variant (const SpkForwardStep *step);                                                                \
  void spk_backward_step_##variant (const SpkBackwardStep *step);                                                              \
  void spk_add_blocks_##variant (guint n_neurons, guint block, const float *packed, const float *flat, float *rows,            \
                                 gsize stride);                                                                                \
  void spk_tile_gradient_##variant (const SpkTileGradient *tile);                                                              \
  void spk_expand_tile_##variant (const guint16 *masks, guint n_steps, guint width, float *tile, gsize stride);                \
  void spk_tile_sums_##variant (const SpkTileSums *tile);                                                                      \
  void spk_event_product_##variant (const SpkEvents *events, gboolean add, guint n_steps, guint n_neurons,                     \
                                    const float *weights, gsize ld, float *tile, gsize stride);                                \
  void spk_event_gradient_##variant (const SpkEvents *events, guint n_sources, guint n_steps, guint n_neurons,                 \
                                     const float *gi, gsize stride, float *gradient, gsize ld, float *scratch);                \
  void spk_combine_blocks_##variant (const SpkBranchBlocks *blocks, float *chain);                                             \
  void spk_differentiate_blocks_##variant (const SpkBranchBlocks *blocks, const float *chain_gradient, float *gradient,        \
                                           double *sums);                                                                      \
  void spk_population_count_##variant (guint n_neurons, const guint16 *masks, float *population);                              \
  void spk_population_back_##variant (guint n_neurons, const float *weights, const float *gi, float *population);              \
  void spk_population_gradient_##variant (guint n_neurons, guint n_steps, const float *gi, gsize stride,                       \
                                          const float *populations, float *gradient);                                          \
  void spk_sum_##variant (gsize n, guint n_terms, const float *const *terms, float *to);                                       \
  double spk_square_sum_##variant (gsize n, const float *values);                                                              \
  void spk_update_##variant (const SpkUpdate *update);

#define SPK_KERNEL_TABLE(variant, variant_name, panel_width)                                                                   \
  {                                                                                                                            \
    .name = variant_name, .panel = panel_width, .pack_blocks = spk_pack_blocks_##variant,                                      \
    .forward_step = spk_forward_step_##variant, .backward_step = spk_backward_step_##variant,                                  \
    .tile_gradient = spk_tile_gradient_##variant, .add_blocks = spk_add_blocks_##variant,                                      \
    .expand_tile = spk_expand_tile_##variant, .event_product = spk_event_product_##variant,                                    \
    .event_gradient = spk_event_gradient_##variant, .tile_sums = spk_tile_sums_##variant,                                      \
    .combine_blocks = spk_combine_blocks_##variant, .differentiate_blocks = spk_differentiate_blocks_##variant,                \
    .population_count = spk_population_count_##variant, .population_back = spk_population_back_##variant,                      \
    .population_gradient = spk_population_gradient_##variant,                                                                  \
    .sum = spk_sum_##variant, .square_sum = spk_square_sum_##variant, .update = spk_update_##variant,                          \
  }

SPK_DECLARE_KERNELS (baseline)
#ifdef __x86_64__
SPK_DECLARE_KERNELS (v3)
SPK_DECLARE_KERNELS (v4)
#endif
