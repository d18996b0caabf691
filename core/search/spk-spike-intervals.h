/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SpkSpikeIntervals:
 *
 * Intervals between the spikes of neurons, and how irregular they are, gathered over samples.
 */
typedef struct _SpkSpikeIntervals SpkSpikeIntervals;

SpkSpikeIntervals *spk_spike_intervals_new           (guint neurons);
void               spk_spike_intervals_free          (SpkSpikeIntervals *self);
void               spk_spike_intervals_add           (SpkSpikeIntervals *self, const guint8 *bits, guint steps,
                                                      const gboolean *chosen);
const double      *spk_spike_intervals_get_intervals (const SpkSpikeIntervals *self, gsize *n);
const double      *spk_spike_intervals_get_times     (const SpkSpikeIntervals *self, gsize *n);
double             spk_spike_intervals_get_variation (const SpkSpikeIntervals *self, guint neuron);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkSpikeIntervals, spk_spike_intervals_free)

G_END_DECLS
