/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-binning.h"
#include "model/spk-engine.h"

G_BEGIN_DECLS

/**
 * SpkFeeder:
 * @binning: data set, steps and duration
 * @samples: (unowned): [@n_samples], the samples in the order they are fed
 * @time_jitter: recordings are moved by up to this many steps, 0 for none
 * @channel_jitter: and by up to this many channels
 * @seed: of the jitter
 * @epoch: of the jitter
 *
 * Hands samples to an engine in batches. A sample's jitter depends on seed, epoch and sample alone.
 */
typedef struct
{
  const SpkBinning *binning;
  const guint32    *samples;
  guint             n_samples;
  double            time_jitter;
  double            channel_jitter;
  guint64           seed;
  guint32           epoch;
} SpkFeeder;

void spk_feeder_fill (gpointer feeder, guint shard, SpkShard *into);

G_END_DECLS
