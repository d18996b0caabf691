/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-epoch-record.h"

G_BEGIN_DECLS

/**
 * SpkBinRule:
 * @SPK_BINS_NONE: there are no values, hence no bins
 * @SPK_BINS_FREEDMAN_DIACONIS: width 2 IQR / n^(1/3)
 * @SPK_BINS_STURGES: ceil (log2 n) + 1 bins, where the middle half of the values is one value
 * @SPK_BINS_LARGEST_NUMBER: %SPK_MAX_BINS bins, where another rule wants more
 *
 * What the width of bins comes from.
 */
typedef enum
{
  SPK_BINS_NONE,
  SPK_BINS_FREEDMAN_DIACONIS,
  SPK_BINS_STURGES,
  SPK_BINS_LARGEST_NUMBER,
} SpkBinRule;

#define SPK_MAX_BINS 1000

SpkBinRule spk_bin_rule_count (const double *values, gsize n, double quantum, SpkHistogram *histogram);

G_END_DECLS
