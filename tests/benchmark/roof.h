/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Roof:
 * @gflops: fused multiply-adds of single precision from registers, 10^9 operations a second
 * @blas_gflops: a large product of OpenBLAS
 * @first_gbytes: reading what the first-level cache holds, 10^9 bytes a second
 * @cache_gbytes: reading what the second-level cache holds
 * @memory_gbytes: reading what no cache holds
 *
 * What one thread of this machine can do at best.
 */
typedef struct
{
  double gflops;
  double blas_gflops;
  double first_gbytes;
  double cache_gbytes;
  double memory_gbytes;
} Roof;

void roof_measure (Roof *self);

G_END_DECLS
