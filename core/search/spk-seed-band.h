/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-curve.h"

G_BEGIN_DECLS

/**
 * SpkSeedBand:
 * @n: number of epochs
 * @epochs: [@n], numbers of the epochs, ascending
 * @mean: [@n], over the runs that have the number
 * @low: [@n], mean less a sample standard deviation (n - 1); NaN where fewer than two runs have the number
 * @high: [@n], mean and a standard deviation
 * @n_runs: [@n], runs that have the number
 *
 * A curve over several runs that differ in their seed.
 */
typedef struct
{
  guint   n;
  double *epochs;
  double *mean;
  double *low;
  double *high;
  guint  *n_runs;
} SpkSeedBand;

SpkSeedBand *spk_seed_band_new  (GPtrArray *const *runs, guint n_runs, SpkPhase phase, SpkCurve curve);
void         spk_seed_band_free (SpkSeedBand *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkSeedBand, spk_seed_band_free)

G_END_DECLS
