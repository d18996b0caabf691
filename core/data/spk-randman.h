/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"

G_BEGIN_DECLS

/**
 * SPK_RANDMAN_DURATION_US:
 *
 * How long a generated sample lasts: 100 ms.
 */
#define SPK_RANDMAN_DURATION_US 100000

/**
 * SpkRandmanOptions:
 * @classes: number of classes, each one manifold; 2 to 1000
 * @channels: number of input channels, each with one spike a sample; 1 to 10000
 * @dimensions: dimensions of the manifolds; 1 to 16
 * @smoothness: exponent alpha with which the Fourier coefficients decay; 0.1 (rough, hard) to 10 (smooth, easy)
 * @samples: samples of each class; 2 to 100000
 * @seed: seed of the manifolds and of the points on them
 *
 * What smooth random manifolds are made of.
 */
typedef struct
{
  guint   classes;
  guint   channels;
  guint   dimensions;
  double  smoothness;
  guint   samples;
  guint64 seed;
} SpkRandmanOptions;

void        spk_randman_options_init (SpkRandmanOptions *options);
gboolean    spk_randman_parse        (const char *spec, guint64 seed, SpkRandmanOptions *options, GError **error);
SpkDataset *spk_randman_generate     (const SpkRandmanOptions *options, GError **error);

G_END_DECLS
