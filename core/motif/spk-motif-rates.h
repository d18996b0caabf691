/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

#define SPK_RATES_STEPS 200

/**
 * SPK_RATES_SATURATED:
 *
 * Spikes a step from which a neuron is called saturated: eight times what the noise alone makes of it, so that its
 * input hardly matters any more.
 */
#define SPK_RATES_SATURATED 0.4

/**
 * SpkMotifRates:
 * @size: neurons of the motif
 * @steps: length of the simulation
 * @rates: [@size], spikes a step of each neuron, 0 to 1, mean over 16 samples of noise
 * @resting: the same of a neuron without recurrent connections
 *
 * How a motif behaves alone, on noise, before any training. A value, owned by whoever made it.
 */
typedef struct
{
  guint   size;
  guint   steps;
  double *rates;
  double  resting;
} SpkMotifRates;

SpkMotifRates *spk_motif_rates_new  (const SpkTopology *topology, guint64 seed);
void           spk_motif_rates_free (SpkMotifRates *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkMotifRates, spk_motif_rates_free)

G_END_DECLS
