/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"
#include "data/spk-shard.h"

G_BEGIN_DECLS

/**
 * SpkBinning:
 * @dataset: the recordings; the reference is the owner's affair
 * @steps: number of time steps T, at least 1
 * @duration_us: what the steps cover together, in microseconds, at least 1
 *
 * How event lists become the 0/1 input of a network. A plain value; any number of threads may use the same.
 */
typedef struct
{
  SpkDataset *dataset;
  guint       steps;
  guint64     duration_us;
} SpkBinning;

/**
 * SpkBinningShift:
 * @time_us: microseconds that a recording is moved by, later where positive
 * @channels: channels that it is moved by
 */
typedef struct
{
  gint64 time_us;
  int    channels;
} SpkBinningShift;

void    spk_binning_fill          (const SpkBinning *self, const guint32 *samples, guint n_samples,
                                   const SpkBinningShift *shifts, SpkShard *shard);
guint64 spk_binning_count_dropped (const SpkBinning *self, const guint32 *samples, guint n_samples);

G_END_DECLS
