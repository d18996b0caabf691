/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SpkTranspose:
 *
 * Whether a factor of a product is read as it lies or transposed; the values are those of CBLAS.
 */
typedef enum
{
  SPK_AS_IS = 111,
  SPK_TRANSPOSED = 112,
} SpkTranspose;

void        spk_blas_load       (void);
const char *spk_blas_get_kernel (void);
void        spk_blas_multiply   (SpkTranspose transpose_a, SpkTranspose transpose_b, guint rows, guint columns, guint inner,
                                 const float *a, gsize lda, const float *b, gsize ldb, float beta, float *c, gsize ldc);

G_END_DECLS
