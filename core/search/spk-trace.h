/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/spk-arrays.h"
#include "data/spk-dataset.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

/* Neurons of one trace at most. */
#define SPK_TRACE_MAX_NEURONS 64

/**
 * SpkTraceRequest:
 * @sample: index in the data set
 * @layer: from 0
 * @neurons: [@n_neurons], indices in the layer
 * @n_neurons: 1 to %SPK_TRACE_MAX_NEURONS
 *
 * Whose potentials are wanted.
 */
typedef struct
{
  guint32      sample;
  guint        layer;
  const guint *neurons;
  guint        n_neurons;
} SpkTraceRequest;

/**
 * SpkTrace:
 * @steps: T
 * @step_us: duration of a step, microseconds
 * @n_neurons: number of neurons
 * @neurons: [@n_neurons], indices in the layer
 * @label: class of the sample in its data set
 * @prediction: class that the network says, one of those it was trained on
 * @potential: [@n_neurons][T], membrane potential before the reset; the threshold is 1, and a step that reaches it is a spike
 * @current: [@n_neurons][T], synaptic current
 *
 * What some neurons do in one sample.
 */
typedef struct
{
  guint   steps;
  double  step_us;
  guint   n_neurons;
  guint  *neurons;
  guint   label;
  guint   prediction;
  float  *potential;
  float  *current;
} SpkTrace;

SpkTrace *spk_trace_run  (const SpkSettings *settings, GPtrArray *motifs, const SpkArrays *state, guint classes,
                          SpkDataset *dataset, const SpkTraceRequest *request, GError **error);
void      spk_trace_free (SpkTrace *self);

static inline gboolean
spk_trace_has_spike (const SpkTrace *self, guint i, guint step)
{
  return self->potential[(gsize) i * self->steps + step] >= 1;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkTrace, spk_trace_free)

G_END_DECLS
