/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-readout.h"

#include <math.h>

/*
 * Both readouts are linear in the spikes below them up to a point, and that point is a *trace*: a sum over time of
 * kappa[t] s[t] with a number per step that depends on the time constants alone.
 *
 * Linear: y = V trace with the gain and the double filter of a leaky integrator in kappa, so that the readout neurons
 * need no simulation.  Spikes: y is the trace of the output neurons themselves, their mean synaptic trace.
 */

/**
 * spk_readout_fill_kappa:
 * @kappa: (out caller-allocates): [@steps], derivative of a score by a spike at each step (and weight 1)
 */
void
spk_readout_fill_kappa (const SpkNetworkSpec *spec, guint steps, float *kappa)
{
  const double decay_s = 1 - 1 / spec->tau_s, decay_m = 1 - 1 / spec->tau_m_readout;
  double to_u = 0, to_i = 0;

  for (guint t = steps; t-- > 0;)
    {
      if (spec->readout == SPK_READOUT_LINEAR)
        {
          to_u = 1 + decay_m * to_u;
          to_i = to_u / spec->tau_s + decay_s * to_i;
          kappa[t] = (float) (to_i * spec->gain / steps);
        }
      else
        {
          to_i = 1 / spec->tau_s + decay_s * to_i;
          kappa[t] = (float) (to_i / steps);
        }
    }
}

/**
 * spk_readout_cross_entropy:
 * @scores: [@n_classes]
 * @smoothing: share of the target that is spread over all classes
 * @gradient: (out caller-allocates): [@n_classes], derivative by the scores
 *
 * Returns: softmax cross-entropy of one sample, natural logarithm
 */
double
spk_readout_cross_entropy (const float *scores, guint n_classes, guint label, double smoothing, double *gradient)
{
  double largest = -INFINITY, sum = 0, loss = 0;

  for (guint c = 0; c < n_classes; c++)
    largest = fmax (largest, scores[c]);
  for (guint c = 0; c < n_classes; c++)
    sum += gradient[c] = exp (scores[c] - largest);
  for (guint c = 0; c < n_classes; c++)
    {
      const double target = smoothing / n_classes + (c == label ? 1 - smoothing : 0);

      if (target > 0)
        loss += target * (log (sum) - (scores[c] - largest));
      gradient[c] = gradient[c] / sum - target;
    }
  return loss;
}

/**
 * spk_readout_count_loss:
 * @scores: [@n_classes], mean synaptic traces of the output neurons, spikes a step
 * @steps: T
 * @gradient: (out caller-allocates): [@n_classes], derivative by the scores
 *
 * The count loss of TSSL-BP (Zhang and Li 2020): half the squared distance to a desired rate, summed over the steps; a
 * right neuron above its target and a wrong one below it are left in peace.
 *
 * Returns: loss of one sample
 */
double
spk_readout_count_loss (const float *scores, guint n_classes, guint label, guint steps, double *gradient)
{
  double loss = 0;

  for (guint c = 0; c < n_classes; c++)
    {
      double distance = scores[c] - (c == label ? SPK_DESIRED_RATE : SPK_UNDESIRED_RATE);

      if (c == label ? distance > 0 : distance < 0)
        distance = 0;
      loss += 0.5 * steps * distance * distance;
      gradient[c] = steps * distance;
    }
  return loss;
}
