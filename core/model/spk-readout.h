/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-network-spec.h"

G_BEGIN_DECLS

/* Target of the count loss, spikes a step: of the neuron of the right class, and of the others. */
#define SPK_DESIRED_RATE   0.3
#define SPK_UNDESIRED_RATE 0.03

void   spk_readout_fill_kappa   (const SpkNetworkSpec *spec, guint steps, float *kappa);
double spk_readout_cross_entropy (const float *scores, guint n_classes, guint label, double smoothing, double *gradient);
double spk_readout_count_loss    (const float *scores, guint n_classes, guint label, guint steps, double *gradient);

G_END_DECLS
