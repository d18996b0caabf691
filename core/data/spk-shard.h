/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SPK_LANES:
 *
 * Samples that are computed side by side. The sample is the innermost index of every state, so a neuron of a
 * shard is one AVX-512 register, or two of AVX2.
 */
#define SPK_LANES 16

/**
 * SpkShard:
 * @steps: number of time steps T
 * @channels: number of input channels C
 * @n_samples: lanes in use, 1 to %SPK_LANES; the others hold no spikes
 * @masks: [@steps][@channels], bit l is 1 where lane l has a spike in that channel at that step
 * @labels: class of each lane
 * @samples: index in the data set of each lane
 * @n_dropped: events of these samples beyond the binned duration
 *
 * The binned input of up to 16 samples.
 */
typedef struct
{
  guint    steps;
  guint    channels;
  guint    n_samples;
  guint16 *masks;
  guint32  labels[SPK_LANES];
  guint32  samples[SPK_LANES];
  guint64  n_dropped;
} SpkShard;

SpkShard *spk_shard_new  (guint steps, guint channels);
void      spk_shard_free (SpkShard *self);
void      spk_shard_clear (SpkShard *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkShard, spk_shard_free)

G_END_DECLS
