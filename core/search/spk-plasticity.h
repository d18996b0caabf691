/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-engine.h"

G_BEGIN_DECLS

/**
 * SpkPlasticity:
 * @mean: mu, mean of the exponential distribution of rates, spikes a step
 * @silent: delta, rate up to which a neuron counts as silent
 * @rate: eta, step size for R and tau_m
 * @tau_m: tau_0, steps; R and tau_m stay in [tau_0 / 3, 4 tau_0] ...
 * @spread: ... widened by a factor exp (spread) at both ends, where time constants are drawn with a spread
 *
 * Intrinsic plasticity, SpiKL-IP (Zhang and Li 2019): the self-repair of neurons, model.md section 7.
 */
typedef struct
{
  double mean;
  double silent;
  double rate;
  double tau_m;
  double spread;
} SpkPlasticity;

void spk_plasticity_derive (const SpkPlasticity *self, double rate, double tau_m, double resistance, double *d_resistance,
                            double *d_tau_m);
void spk_plasticity_get_range (const SpkPlasticity *self, double *least, double *largest);
void spk_plasticity_repair (const SpkPlasticity *self, SpkNetwork *network, const SpkEngine *engine, guint n_samples,
                            guint steps, SpkPool *pool);

G_END_DECLS
