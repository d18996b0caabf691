/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SpkWaves:
 * @n_neurons: N
 * @size: neurons of a wave
 * @skew: neurons that a wave moves down from one step to the next, at least the reach of the connections
 *
 * The order in which the steps of a tile are computed: a *wave* takes a stretch of neurons through all steps of the tile
 * before the next wave begins, so that their states and weights stay in the cache. A neuron needs the step before of the
 * neurons within its reach; those above are there because the stretch moves down by the reach at each step, and those below
 * are the work of earlier waves. Backward in time it is the same.
 *
 *     step 0   |  wave 0  |  wave 1  |  wave 2 ...
 *     step 1   | wave 0 |  wave 1  |  wave 2 ...
 *     step 2   |wave 0|  wave 1  |  wave 2 ...
 */
typedef struct
{
  guint n_neurons;
  guint size;
  guint skew;
} SpkWaves;

void     spk_waves_init  (SpkWaves *self, guint n_neurons, guint block, guint reach);
guint    spk_waves_count (const SpkWaves *self, guint n_steps);
gboolean spk_waves_range (const SpkWaves *self, guint wave, guint step, guint *first, guint *end);

G_END_DECLS
