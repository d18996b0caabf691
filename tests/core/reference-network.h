/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "network-fixture.h"

G_BEGIN_DECLS

/**
 * ReferenceSpike:
 * @REFERENCE_HARD: 0 or 1; the gradient is the surrogate's
 * @REFERENCE_SMOOTH: s(u) = 1/2 + x / (1 + beta |x|) with x = u - 1, whose derivative is the surrogate, so that finite
 *   differences can check a gradient that with @REFERENCE_HARD is the gradient of nothing. The reset stays hard.
 */
typedef enum
{
  REFERENCE_HARD,
  REFERENCE_SMOOTH,
} ReferenceSpike;

/**
 * ReferenceLayer:
 * @potential: [B][T][n_neurons], membrane potential u
 * @spikes: [B][T][n_neurons]
 * @gi: [B][T][n_neurons], gradient to the synaptic current
 * @effective: [n_neurons post][n_neurons pre], signed recurrent weights
 */
typedef struct
{
  guint   n_inputs;
  guint   n_neurons;
  double *potential;
  double *spikes;
  double *gi;
  double *effective;
} ReferenceLayer;

/**
 * Reference:
 * @n_layers: layers, and the output neurons of a spiking readout
 * @scores: [B][classes]
 * @gradient: [n_values]
 *
 * What a plain float64 implementation of model.md, sections 1 to 5, makes of a network and its input. It shares nothing
 * with the engine but the layout of the values.
 */
typedef struct
{
  const SpkNetwork *network;
  const double     *values;
  const SpikeData  *data;
  ReferenceSpike    spike;
  double            smoothing;
  guint             n_layers;
  ReferenceLayer    layers[SPK_MAX_LAYERS + 1];
  double            loss;
  double           *scores;
  double           *gradient;
} Reference;

double    *reference_values          (const SpkNetwork *network);
Reference *reference_new             (const SpkNetwork *network, const double *values, const SpikeData *data,
                                      ReferenceSpike spike, double smoothing);
void       reference_free            (Reference *self);
double     reference_get_margin      (const Reference *self);
double     reference_get_rate        (const Reference *self, guint layer);
gboolean   reference_same_side       (const Reference *self, const Reference *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reference, reference_free)

G_END_DECLS
