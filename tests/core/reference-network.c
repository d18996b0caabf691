/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reference-network.h"

#include <math.h>

#include "model/spk-readout.h"
#include "reference-recurrence.h"

#define THRESHOLD 1.0

/* A layer's numbers as the loops want them. */
typedef struct
{
  gsize   weights;
  double  decay_s;
  double *decay_m;
  double *gain;
} Neurons;

static void
neurons_clear (Neurons *self)
{
  g_free (self->decay_m);
  g_free (self->gain);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Neurons, neurons_clear)

static gboolean
is_output (const Reference *self, guint layer)
{
  return layer == self->network->spec.n_layers;
}

static void
get_neurons (const Reference *self, guint layer, Neurons *neurons)
{
  const SpkNetwork *network = self->network;
  const double tau_s = network->spec.tau_s;
  const guint n_neurons = self->layers[layer].n_neurons;

  neurons->weights = is_output (self, layer) ? network->readout : network->layers[layer].weights;
  neurons->decay_s = 1 - 1 / tau_s;
  neurons->decay_m = g_new (double, n_neurons);
  neurons->gain = g_new (double, n_neurons);
  for (guint n = 0; n < n_neurons; n++)
    {
      const double tau_m = is_output (self, layer) ? network->spec.tau_m_readout
                                                   : self->values[network->layers[layer].tau_m + n];
      const double resistance = is_output (self, layer) ? tau_m : self->values[network->layers[layer].resistance + n];

      neurons->decay_m[n] = 1 - 1 / tau_m;
      neurons->gain[n] = resistance / tau_m / tau_s;
    }
}

/* Place of [b][t][n] in an array of a layer. */
static gsize
place (const Reference *self, guint layer, guint b, guint t, guint n)
{
  return ((gsize) b * self->data->steps + t) * self->layers[layer].n_neurons + n;
}

static double
input_at (const Reference *self, guint layer, guint b, guint t, guint c)
{
  if (layer == 0)
    return self->data->spikes[((gsize) b * self->data->steps + t) * self->data->channels + c];
  return self->layers[layer - 1].spikes[place (self, layer - 1, b, t, c)];
}

static double
spike_of (const Reference *self, double u)
{
  const double x = u - THRESHOLD;

  if (self->spike == REFERENCE_HARD)
    return u >= THRESHOLD;
  return 0.5 + x / (1 + self->network->spec.slope * fabs (x));
}

static double
surrogate (const Reference *self, double u)
{
  const double flank = 1 + self->network->spec.slope * fabs (u - THRESHOLD);

  return 1 / (flank * flank);
}

static void
simulate_layer (Reference *self, guint layer)
{
  ReferenceLayer *it = &self->layers[layer];
  const double *values = self->values;
  g_auto (Neurons) neurons = { 0 };

  get_neurons (self, layer, &neurons);
  for (guint b = 0; b < self->data->n_samples; b++)
    for (guint n = 0; n < it->n_neurons; n++)
      it->potential[place (self, layer, b, 0, n)] = 0;
  for (guint b = 0; b < self->data->n_samples; b++)
    {
      g_autofree double *current = g_new0 (double, it->n_neurons);

      for (guint t = 0; t < self->data->steps; t++)
        for (guint n = 0; n < it->n_neurons; n++)
          {
            double z = 0, carried = 0;

            for (guint c = 0; c < it->n_inputs; c++)
              z += values[neurons.weights + (gsize) c * it->n_neurons + n] * input_at (self, layer, b, t, c);
            for (guint j = 0; t > 0 && j < it->n_neurons; j++)
              z += it->effective[n * it->n_neurons + j] * it->spikes[place (self, layer, b, t - 1, j)];
            if (t > 0 && it->potential[place (self, layer, b, t - 1, n)] < THRESHOLD)
              carried = it->potential[place (self, layer, b, t - 1, n)];
            current[n] = neurons.decay_s * current[n] + z;

            const double u = neurons.decay_m[n] * carried + neurons.gain[n] * current[n];

            it->potential[place (self, layer, b, t, n)] = u;
            it->spikes[place (self, layer, b, t, n)] = spike_of (self, u);
          }
    }
}

/* Gradient to the spikes of a layer at one step from the layer above. */
static double
gradient_from_above (const Reference *self, guint layer, guint b, guint t, guint n)
{
  const ReferenceLayer *above = &self->layers[layer + 1];
  const gsize weights = is_output (self, layer + 1) ? self->network->readout : self->network->layers[layer + 1].weights;
  double gs = 0;

  for (guint k = 0; k < above->n_neurons; k++)
    gs += self->values[weights + (gsize) n * above->n_neurons + k] * above->gi[place (self, layer + 1, b, t, k)];
  return gs;
}

static void
add_weight_gradients (Reference *self, guint layer, gsize weights, double *effective_gradient)
{
  const ReferenceLayer *it = &self->layers[layer];

  for (guint b = 0; b < self->data->n_samples; b++)
    for (guint t = 0; t < self->data->steps; t++)
      for (guint n = 0; n < it->n_neurons; n++)
        {
          const double gi = it->gi[place (self, layer, b, t, n)];

          for (guint c = 0; c < it->n_inputs; c++)
            self->gradient[weights + (gsize) c * it->n_neurons + n] += gi * input_at (self, layer, b, t, c);
          for (guint j = 0; t > 0 && j < it->n_neurons; j++)
            effective_gradient[n * it->n_neurons + j] += gi * it->spikes[place (self, layer, b, t - 1, j)];
        }
}

static void
differentiate_recurrence (Reference *self, guint layer, const double *effective_gradient)
{
  const SpkNetwork *network = self->network;
  const guint n = self->layers[layer].n_neurons;

  if (is_output (self, layer))
    return;
  if (network->spec.layers[layer].kind == SPK_LAYER_DENSE)
    for (guint i = 0; i < n * n; i++)
      self->gradient[network->layers[layer].dense + i] += effective_gradient[(i % n) * n + i / n];
  else
    reference_recurrence_differentiate (network, self->values, layer, effective_gradient, self->gradient);
}

/* Of one step: u = decay_m carried + gain i. */
static void
add_neuron_gradient (Reference *self, guint layer, guint n, double gu, double u, double carried)
{
  const SpkLayerPlaces *places = &self->network->layers[layer];
  const double tau_m = self->values[places->tau_m + n], resistance = self->values[places->resistance + n];
  const double driven = u - (1 - 1 / tau_m) * carried;

  self->gradient[places->resistance + n] += gu * driven / resistance;
  self->gradient[places->tau_m + n] += gu * (carried / (tau_m * tau_m) - driven / tau_m);
}

/* `gs`: [B][T][n_neurons], gradient to the spikes of the topmost layer, NULL for those below it */
static void
differentiate_layer (Reference *self, guint layer, const double *gs_given)
{
  ReferenceLayer *it = &self->layers[layer];
  g_autofree double *effective_gradient = g_new0 (double, (gsize) it->n_neurons * it->n_neurons);
  g_auto (Neurons) neurons = { 0 };

  get_neurons (self, layer, &neurons);
  for (guint b = 0; b < self->data->n_samples; b++)
    {
      g_autofree double *gu = g_new0 (double, it->n_neurons);

      for (guint t = self->data->steps; t-- > 0;)
        for (guint n = 0; n < it->n_neurons; n++)
          {
            const gboolean last = t + 1 == self->data->steps;
            const double u = it->potential[place (self, layer, b, t, n)];
            double gs = gs_given != NULL ? gs_given[place (self, layer, b, t, n)] : gradient_from_above (self, layer, b, t, n);

            for (guint target = 0; !last && target < it->n_neurons; target++)
              gs += it->effective[target * it->n_neurons + n] * it->gi[place (self, layer, b, t + 1, target)];
            gu[n] = gs * surrogate (self, u) + neurons.decay_m[n] * (u < THRESHOLD) * gu[n];
            if (!is_output (self, layer))
              {
                const double before = t > 0 ? it->potential[place (self, layer, b, t - 1, n)] : 0;

                add_neuron_gradient (self, layer, n, gu[n], u, before < THRESHOLD ? before : 0);
              }
            it->gi[place (self, layer, b, t, n)] =
              gu[n] * neurons.gain[n] + (last ? 0 : neurons.decay_s * it->gi[place (self, layer, b, t + 1, n)]);
          }
    }
  add_weight_gradients (self, layer, neurons.weights, effective_gradient);
  differentiate_recurrence (self, layer, effective_gradient);
}

/* Softmax cross-entropy of a sample with smoothed labels; by_score is its derivative. */
static double
cross_entropy (const Reference *self, guint b, double *by_score)
{
  const guint n = self->network->spec.classes;
  const double *scores = self->scores + (gsize) b * n;
  double sum = 0, loss = 0;

  for (guint c = 0; c < n; c++)
    sum += exp (scores[c]);
  for (guint c = 0; c < n; c++)
    {
      const double target = (1 - self->smoothing) * (c == self->data->labels[b]) + self->smoothing / n;

      loss -= target * log (exp (scores[c]) / sum);
      by_score[c] = exp (scores[c]) / sum - target;
    }
  return loss;
}

static double
count_loss (const Reference *self, guint b, double *by_score)
{
  const guint n = self->network->spec.classes, steps = self->data->steps;
  const double *scores = self->scores + (gsize) b * n;
  double loss = 0;

  for (guint c = 0; c < n; c++)
    {
      const gboolean right = c == self->data->labels[b];
      const double distance = right ? fmin (scores[c] - SPK_DESIRED_RATE, 0) : fmax (scores[c] - SPK_UNDESIRED_RATE, 0);

      loss += steps * distance * distance / 2;
      by_score[c] = steps * distance;
    }
  return loss;
}

/* The leaky integrators of the linear readout, step by step. */
static void
simulate_linear_readout (Reference *self)
{
  const SpkNetworkSpec *spec = &self->network->spec;
  const guint top = spec->n_layers - 1, n = self->layers[top].n_neurons, steps = self->data->steps;

  for (guint b = 0; b < self->data->n_samples; b++)
    for (guint c = 0; c < spec->classes; c++)
      {
        double current = 0, o = 0, sum = 0;

        for (guint t = 0; t < steps; t++)
          {
            double z = 0;

            for (guint j = 0; j < n; j++)
              z += self->values[self->network->readout + (gsize) j * spec->classes + c] *
                   self->layers[top].spikes[place (self, top, b, t, j)];
            current = (1 - 1 / spec->tau_s) * current + z;
            o = (1 - 1 / spec->tau_m_readout) * o + current / spec->tau_s;
            sum += o;
          }
        self->scores[(gsize) b * spec->classes + c] = spec->gain * sum / steps;
      }
}

/* Adds to `gs` of the topmost layer and to the gradient of the readout's weights. */
static void
differentiate_linear_readout (Reference *self, guint b, const double *by_score, double *gs)
{
  const SpkNetworkSpec *spec = &self->network->spec;
  const guint top = spec->n_layers - 1, n = self->layers[top].n_neurons, steps = self->data->steps;

  for (guint c = 0; c < spec->classes; c++)
    {
      double go = 0, gi = 0;

      for (guint t = steps; t-- > 0;)
        {
          go = by_score[c] * spec->gain / steps + (1 - 1 / spec->tau_m_readout) * go;
          gi = go / spec->tau_s + (1 - 1 / spec->tau_s) * gi;
          for (guint j = 0; j < n; j++)
            {
              const gsize weight = self->network->readout + (gsize) j * spec->classes + c;

              gs[place (self, top, b, t, j)] += self->values[weight] * gi;
              self->gradient[weight] += gi * self->layers[top].spikes[place (self, top, b, t, j)];
            }
        }
    }
}

/* Mean synaptic trace of each output neuron: its spike train through the filter of the synapse. */
static void
simulate_spiking_readout (Reference *self)
{
  const SpkNetworkSpec *spec = &self->network->spec;
  const guint top = spec->n_layers;

  for (guint b = 0; b < self->data->n_samples; b++)
    for (guint c = 0; c < spec->classes; c++)
      {
        double trace = 0, sum = 0;

        for (guint t = 0; t < self->data->steps; t++)
          {
            trace = (1 - 1 / spec->tau_s) * trace + self->layers[top].spikes[place (self, top, b, t, c)] / spec->tau_s;
            sum += trace;
          }
        self->scores[(gsize) b * spec->classes + c] = sum / self->data->steps;
      }
}

static void
differentiate_spiking_readout (Reference *self, guint b, const double *by_score, double *gs)
{
  const SpkNetworkSpec *spec = &self->network->spec;
  const guint top = spec->n_layers;

  for (guint c = 0; c < spec->classes; c++)
    {
      double by_trace = 0;

      for (guint t = self->data->steps; t-- > 0;)
        {
          by_trace = by_score[c] / self->data->steps + (1 - 1 / spec->tau_s) * by_trace;
          gs[place (self, top, b, t, c)] = by_trace / spec->tau_s;
        }
    }
}

static void
simulate (Reference *self)
{
  for (guint l = 0; l < self->n_layers; l++)
    simulate_layer (self, l);
  if (self->network->spec.readout == SPK_READOUT_LINEAR)
    simulate_linear_readout (self);
  else
    simulate_spiking_readout (self);
}

static void
differentiate (Reference *self)
{
  const SpkNetworkSpec *spec = &self->network->spec;
  const guint n_samples = self->data->n_samples;
  const guint top = self->n_layers - 1;
  g_autofree double *gs = g_new0 (double, (gsize) n_samples * self->data->steps * self->layers[top].n_neurons);
  g_autofree double *by_score = g_new (double, spec->classes);

  for (guint b = 0; b < n_samples; b++)
    {
      self->loss += (spec->readout == SPK_READOUT_LINEAR ? cross_entropy : count_loss) (self, b, by_score) / n_samples;
      for (guint c = 0; c < spec->classes; c++)
        by_score[c] /= n_samples;
      (spec->readout == SPK_READOUT_LINEAR ? differentiate_linear_readout : differentiate_spiking_readout) (self, b, by_score,
                                                                                                            gs);
    }
  differentiate_layer (self, top, gs);
  for (guint l = top; l-- > 0;)
    differentiate_layer (self, l, NULL);
}

static void
open_layer (Reference *self, guint layer)
{
  const SpkNetwork *network = self->network;
  ReferenceLayer *it = &self->layers[layer];
  gsize n_states;

  it->n_inputs = spk_network_spec_get_inputs (&network->spec, layer);
  it->n_neurons = is_output (self, layer) ? network->spec.classes : network->spec.layers[layer].neurons;
  n_states = (gsize) self->data->n_samples * self->data->steps * it->n_neurons;
  it->potential = g_new0 (double, n_states);
  it->spikes = g_new0 (double, n_states);
  it->gi = g_new0 (double, n_states);
  it->effective = g_new0 (double, (gsize) it->n_neurons * it->n_neurons);
  if (is_output (self, layer))
    return;
  if (network->spec.layers[layer].kind == SPK_LAYER_DENSE)
    for (guint i = 0; i < it->n_neurons * it->n_neurons; i++) /* stored [from][to] */
      it->effective[(i % it->n_neurons) * it->n_neurons + i / it->n_neurons] = self->values[network->layers[layer].dense + i];
  else
    reference_recurrence_combine (network, self->values, layer, it->effective);
}

/**
 * reference_values:
 *
 * Returns: (transfer full): the values of @network in float64
 */
double *
reference_values (const SpkNetwork *network)
{
  double *values = g_new (double, network->n_values);

  for (gsize i = 0; i < network->n_values; i++)
    values[i] = network->values[i];
  return values;
}

/**
 * reference_new:
 * @network: (unowned): shape, temperature and pins
 * @values: (unowned): [n_values], used in place of the network's
 * @smoothing: label smoothing of the cross-entropy
 *
 * Returns: (transfer full): loss, scores and gradient of the mean loss
 */
Reference *
reference_new (const SpkNetwork *network, const double *values, const SpikeData *data, ReferenceSpike spike, double smoothing)
{
  Reference *self = g_new0 (Reference, 1);

  self->network = network;
  self->values = values;
  self->data = data;
  self->spike = spike;
  self->smoothing = smoothing;
  self->n_layers = network->spec.n_layers + (network->spec.readout == SPK_READOUT_SPIKES);
  self->scores = g_new0 (double, (gsize) data->n_samples * network->spec.classes);
  self->gradient = g_new0 (double, network->n_values);
  for (guint l = 0; l < self->n_layers; l++)
    open_layer (self, l);
  simulate (self);
  differentiate (self);
  return self;
}

void
reference_free (Reference *self)
{
  for (guint l = 0; l < self->n_layers; l++)
    {
      g_free (self->layers[l].potential);
      g_free (self->layers[l].spikes);
      g_free (self->layers[l].gi);
      g_free (self->layers[l].effective);
    }
  g_free (self->scores);
  g_free (self->gradient);
  g_free (self);
}

static gsize
count_states (const Reference *self, guint layer)
{
  return (gsize) self->data->n_samples * self->data->steps * self->layers[layer].n_neurons;
}

/**
 * reference_get_margin:
 *
 * Returns: the smallest distance of a membrane potential from the threshold: below the rounding of float32, spikes of the
 *   two implementations may rightly differ
 */
double
reference_get_margin (const Reference *self)
{
  double margin = INFINITY;

  for (guint l = 0; l < self->n_layers; l++)
    for (gsize i = 0; i < count_states (self, l); i++)
      margin = fmin (margin, fabs (self->layers[l].potential[i] - THRESHOLD));
  return margin;
}

/**
 * reference_get_rate:
 *
 * Returns: share of steps at which the membrane potential is at or above the threshold
 */
double
reference_get_rate (const Reference *self, guint layer)
{
  gsize n = 0;

  for (gsize i = 0; i < count_states (self, layer); i++)
    n += self->layers[layer].potential[i] >= THRESHOLD;
  return (double) n / count_states (self, layer);
}

/**
 * reference_same_side:
 *
 * Returns: whether every membrane potential is on the same side of the threshold in both, so that resets agree
 */
gboolean
reference_same_side (const Reference *self, const Reference *other)
{
  for (guint l = 0; l < self->n_layers; l++)
    for (gsize i = 0; i < count_states (self, l); i++)
      if ((self->layers[l].potential[i] >= THRESHOLD) != (other->layers[l].potential[i] >= THRESHOLD))
        return FALSE;
  return TRUE;
}
