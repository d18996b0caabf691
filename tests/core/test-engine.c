/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine against the plain float64 reference: scores, loss, spikes and gradients. */

#include "model/spk-engine.h"

#include <math.h>
#include <string.h>

#include "base/spk-floats.h"
#include "closeness.h"
#include "kernel-choice.h"
#include "reference-network.h"

#define TOLERANCE 1e-4

/* Membrane potentials nearer to the threshold than float32 can tell: such draws are left out. */
#define MARGIN 1e-5

static const NetworkCase cases[] = {
  { "sc-ml", { { SPK_LAYER_SC_ML, 12, { 4 } } },
    .channels = 11, .classes = 5, .steps = 50, .n_samples = 16, .density = 0.1 },
  { "motif-of-one", { { SPK_LAYER_SC_ML, 7, { 1 } } },
    .channels = 11, .classes = 5, .steps = 25, .n_samples = 5, .density = 0.1 },
  { "whole-motif", { { SPK_LAYER_SC_ML, 21, { 21 } } },
    .channels = 11, .classes = 5, .steps = 25, .n_samples = 16, .density = 0.1 },
  { "population", { { SPK_LAYER_SC_ML, 12, { 4 }, TRUE } },
    .channels = 11, .classes = 5, .steps = 50, .n_samples = 16, .density = 0.1 },
  { "population-supernet", { { SPK_LAYER_SUPERNET, 24, { 2, 3, 4 }, TRUE }, { SPK_LAYER_SC_ML, 10, { 5 }, TRUE } },
    .channels = 11, .classes = 5, .steps = 25, .n_samples = 17, .density = 0.1 },
  { "supernet", { { SPK_LAYER_SUPERNET, 16, { 2, 4, 8, 16 } } },
    .channels = 11, .classes = 5, .steps = 25, .n_samples = 16, .density = 0.1 },
  { "supernet-of-one-size", { { SPK_LAYER_SUPERNET, 12, { 6 } } },
    .channels = 11, .classes = 5, .steps = 25, .n_samples = 16, .density = 0.1 },
  { "sizes-that-do-not-divide", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .channels = 11, .classes = 5, .steps = 25, .n_samples = 16, .density = 0.1 },
  { "three-chains", { { SPK_LAYER_SUPERNET, 30, { 2, 5, 6, 15 } } },
    .channels = 11, .classes = 5, .steps = 25, .n_samples = 16, .density = 0.1 },
  { "branch-scale", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .branch_scale = TRUE, .channels = 11, .classes = 5, .steps = 25, .n_samples = 16, .density = 0.1 },
  { "pins", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .pinned = TRUE, .channels = 11, .classes = 5, .steps = 25, .n_samples = 16, .density = 0.1 },
  { "dense", { { SPK_LAYER_DENSE, 19 } },
    .channels = 11, .classes = 5, .steps = 50, .n_samples = 16, .density = 0.1 },
  { "dense-wide", { { SPK_LAYER_DENSE, 112 } },
    .channels = 11, .classes = 5, .steps = 9, .n_samples = 16, .density = 0.1 },
  { "feed-forward", { { SPK_LAYER_FEEDFORWARD, 19 } },
    .channels = 11, .classes = 5, .steps = 50, .n_samples = 16, .density = 0.1 },
  { "one-neuron", { { SPK_LAYER_DENSE, 1 } },
    .channels = 3, .classes = 2, .steps = 25, .n_samples = 16, .density = 0.2, .excitation = 0.4 },
  { "two-layers", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } }, { SPK_LAYER_SC_ML, 10, { 5 } } },
    .channels = 11, .classes = 5, .steps = 25, .n_samples = 16, .density = 0.1 },
  { "three-layers", { { SPK_LAYER_SC_ML, 12, { 4 } }, { SPK_LAYER_DENSE, 9 }, { SPK_LAYER_SUPERNET, 14, { 2, 7 } } },
    .channels = 11, .classes = 5, .steps = 25, .n_samples = 16, .density = 0.1 },
  { "spikes-readout", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .readout = SPK_READOUT_SPIKES, .channels = 11, .classes = 5, .steps = 25, .n_samples = 17, .density = 0.1 },
  { "spikes-readout-stacked", { { SPK_LAYER_SC_ML, 12, { 4 } }, { SPK_LAYER_DENSE, 9 } },
    .readout = SPK_READOUT_SPIKES, .channels = 11, .classes = 5, .steps = 50, .n_samples = 16, .density = 0.4 },
  { "label-smoothing", { { SPK_LAYER_SC_ML, 12, { 4 } } },
    .smoothing = 0.1, .channels = 11, .classes = 5, .steps = 25, .n_samples = 16, .density = 0.1 },
  { "one-sample", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .channels = 11, .classes = 5, .steps = 25, .n_samples = 1, .density = 0.2 },
  { "fifteen-samples", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .channels = 11, .classes = 5, .steps = 25, .n_samples = 15, .density = 0.1 },
  { "seventeen-samples", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .channels = 11, .classes = 5, .steps = 25, .n_samples = 17, .density = 0.1 },
  { "forty-samples", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } }, { SPK_LAYER_DENSE, 5 } },
    .channels = 11, .classes = 5, .steps = 25, .n_samples = 40, .density = 0.1 },
  { "one-step", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .channels = 11, .classes = 5, .steps = 1, .n_samples = 16, .density = 0.5, .excitation = 0.5 },
  { "seven-steps", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } }, { SPK_LAYER_DENSE, 7 } },
    .channels = 11, .classes = 5, .steps = 7, .n_samples = 16, .density = 0.1, .excitation = 0.3 },
  { "fifty-steps", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } }, { SPK_LAYER_DENSE, 7 } },
    .channels = 11, .classes = 5, .steps = 50, .n_samples = 16, .density = 0.1 },
  { "tile-and-a-step", { { SPK_LAYER_DENSE, 12 }, { SPK_LAYER_SC_ML, 6, { 3 } } },
    .channels = 11, .classes = 5, .steps = 73, .n_samples = 4, .density = 0.2 },
  { "dense-input", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .channels = 11, .classes = 5, .steps = 50, .n_samples = 17, .density = 0.6 },
  { "dense-input-wide", { { SPK_LAYER_SC_ML, 100, { 5 } }, { SPK_LAYER_FEEDFORWARD, 33 } },
    .channels = 40, .classes = 5, .steps = 9, .n_samples = 16, .density = 0.5 },
  { "sparse-input-wide", { { SPK_LAYER_SC_ML, 100, { 5 } }, { SPK_LAYER_FEEDFORWARD, 33 } },
    .channels = 40, .classes = 5, .steps = 9, .n_samples = 16, .density = 0.05, .excitation = 0.1 },
  { "lively-layers", { { SPK_LAYER_DENSE, 12 }, { SPK_LAYER_DENSE, 9 } },
    .channels = 11, .classes = 5, .steps = 30, .n_samples = 16, .density = 0.5, .excitation = 0.5 },
};

static const NetworkCase *
find_case (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (g_str_equal (cases[i].name, name))
      return &cases[i];
  g_assert_not_reached ();
}

typedef struct
{
  SpkNetwork *network;
  double     *values;
  SpikeData  *data;
  Reference  *reference;
  SpkPool    *pool;
  SpkEngine  *engine;
  float      *gradient;
} Fixture;

static void
fixture_clear (Fixture *self)
{
  g_clear_pointer (&self->engine, spk_engine_free);
  g_clear_pointer (&self->pool, spk_pool_free);
  g_clear_pointer (&self->reference, reference_free);
  g_clear_pointer (&self->data, spike_data_free);
  g_clear_pointer (&self->network, spk_network_free);
  g_clear_pointer (&self->values, g_free);
  spk_floats_clear (&self->gradient);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* A draw in which no neuron sits on the threshold. */
static void
fixture_init (Fixture *self, const NetworkCase *network_case)
{
  for (guint64 seed = 1; self->reference == NULL; seed++)
    {
      self->network = network_case_new_network (network_case, seed);
      self->values = reference_values (self->network);
      self->data = spike_data_new (network_case, seed);
      self->reference = reference_new (self->network, self->values, self->data, REFERENCE_HARD, network_case->smoothing);
      if (reference_get_margin (self->reference) < MARGIN)
        fixture_clear (self);
      g_assert_cmpuint (seed, <, 100);
    }
  self->pool = spk_pool_new (1);
  self->engine = spk_engine_new (&self->network->spec, self->data->steps, self->data->n_samples, self->pool);
  self->gradient = spk_floats_new (self->network->n_values);
  spk_engine_load (self->engine, self->network);
}

static void
assert_spikes_agree (Fixture *self, guint first)
{
  g_autoptr (SpikeData) slice = spike_data_new_slice (self->data, first, MIN (SPK_LANES, self->data->n_samples - first));
  const SpkBatch batch = spike_data_get_batch (slice);
  guint16 *input, *spikes[SPK_MAX_LAYERS];

  spk_engine_probe (self->engine, &batch, &input, spikes);
  for (guint l = 0; l < self->network->spec.n_layers; l++)
    {
      const gsize n = (gsize) slice->steps * self->network->spec.layers[l].neurons;

      for (gsize i = 0; i < n; i++)
        {
          guint16 mask = 0;

          for (guint lane = 0; lane < slice->n_samples; lane++)
            mask |= (guint16) ((guint) self->reference->layers[l].spikes[(first + lane) * n + i] << lane);
          g_assert_cmphex (spikes[l][i], ==, mask);
        }
    }
}

/* Synaptic current of a neuron of the first layer at the first step, when nothing recurs yet: weights of its input. */
static double
first_current (const Fixture *self, const SpikeData *slice, const guint16 *input, guint lane, guint neuron)
{
  const SpkNetworkSpec *spec = &self->network->spec;
  double sum = 0;

  for (guint c = 0; c < spec->channels; c++)
    if (input[c] >> lane & 1)
      sum += self->values[self->network->layers[0].weights + (gsize) c * spec->layers[0].neurons + neuron];
  return sum;
}

static void
assert_traces_agree (Fixture *self, guint first)
{
  g_autoptr (SpikeData) slice = spike_data_new_slice (self->data, first, MIN (SPK_LANES, self->data->n_samples - first));
  const SpkBatch batch = spike_data_get_batch (slice);
  const guint steps = slice->steps;
  g_autofree float *potential = g_new (float, steps), *current = g_new (float, steps);
  g_autofree double *expected = g_new (double, steps);
  guint16 *input, *spikes[SPK_MAX_LAYERS];

  spk_engine_probe (self->engine, &batch, &input, spikes);
  for (guint l = 0; l < self->network->spec.n_layers; l++)
    for (guint neuron = 0; neuron < self->network->spec.layers[l].neurons; neuron++)
      for (guint lane = 0; lane < slice->n_samples; lane++)
        {
          const guint n = self->network->spec.layers[l].neurons;

          for (guint t = 0; t < steps; t++)
            expected[t] = self->reference->layers[l].potential[((gsize) (first + lane) * steps + t) * n + neuron];
          spk_engine_read_trace (self->engine, lane, l, neuron, potential, current);
          closeness_assert ("potential", potential, expected, steps, TOLERANCE);
          if (l == 0)
            g_assert_cmpfloat_with_epsilon (current[0], first_current (self, slice, input, lane, neuron), 1e-4);
        }
}

static void
assert_counts_agree (const Fixture *self)
{
  for (guint l = 0; l < self->network->spec.n_layers; l++)
    for (guint sample = 0; sample < self->data->n_samples; sample++)
      {
        const float *counts = spk_engine_get_counts (self->engine, sample / SPK_LANES, l);
        const guint n_neurons = self->network->spec.layers[l].neurons;

        for (guint n = 0; n < n_neurons; n++)
          {
            double count = 0;

            for (guint t = 0; t < self->data->steps; t++)
              count += self->reference->layers[l].spikes[((gsize) sample * self->data->steps + t) * n_neurons + n];
            g_assert_cmpfloat (counts[n * SPK_LANES + sample % SPK_LANES], ==, count);
          }
      }
}

static void
assert_gradient_agrees (const Fixture *self)
{
  for (guint i = 0; i < self->network->n_parameters; i++)
    {
      const SpkParameter *parameter = &self->network->parameters[i];

      closeness_assert (parameter->name, self->gradient + parameter->offset, self->reference->gradient + parameter->offset,
                        parameter->n, TOLERANCE);
    }
}

static void
assert_outcome_agrees (const Fixture *self, const SpkOutcome *outcome)
{
  const guint n_classes = self->network->spec.classes;
  guint n_correct = 0;

  g_assert_cmpuint (outcome->n_samples, ==, self->data->n_samples);
  closeness_assert ("scores", outcome->scores, self->reference->scores, (gsize) outcome->n_samples * n_classes, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (outcome->loss, self->reference->loss, TOLERANCE * (1 + self->reference->loss));
  for (guint sample = 0; sample < outcome->n_samples; sample++)
    {
      const float *scores = outcome->scores + sample * n_classes;

      g_assert_cmpuint (outcome->labels[sample], ==, self->data->labels[sample]);
      for (guint c = 0; c < n_classes; c++)
        g_assert_cmpfloat (scores[c], <=, scores[outcome->predictions[sample]]);
      n_correct += outcome->predictions[sample] == outcome->labels[sample];
    }
  g_assert_cmpuint (outcome->n_correct, ==, n_correct);
}

static void
test_agrees_with_the_reference (gconstpointer data)
{
  const NetworkCase *network_case = data;
  g_auto (Fixture) fixture = { 0 };
  SpkBatch batch;

  fixture_init (&fixture, network_case);
  for (guint l = 0; l < fixture.reference->n_layers; l++) /* silent layers would agree with anything */
    g_assert_cmpfloat (reference_get_rate (fixture.reference, l), >, 0.005);
  batch = spike_data_get_batch (fixture.data);
  batch.smoothing = network_case->smoothing;
  batch.neuron_gradient = TRUE;
  assert_outcome_agrees (&fixture, spk_engine_differentiate (fixture.engine, &batch, fixture.gradient));
  assert_gradient_agrees (&fixture);
  assert_counts_agree (&fixture);
  assert_outcome_agrees (&fixture, spk_engine_evaluate (fixture.engine, &batch));
  for (guint first = 0; first < fixture.data->n_samples; first += SPK_LANES)
    assert_spikes_agree (&fixture, first);
  assert_traces_agree (&fixture, 0);
}

/* The cases above take the event-driven and the dense path of each product. */
static void
test_cases_take_both_paths (void)
{
  g_auto (Fixture) lively = { 0 };
  g_auto (Fixture) sparse = { 0 };

  fixture_init (&lively, find_case ("lively-layers"));
  fixture_init (&sparse, find_case ("dense"));
  g_assert_cmpfloat (reference_get_rate (lively.reference, 0), >, 0.3);
  g_assert_cmpfloat (reference_get_rate (lively.reference, 1), >, 0.3);
  g_assert_cmpfloat (reference_get_rate (sparse.reference, 0), <, 0.2);
}

/* One whose batch needs more shards than there are slots for gradients. */
static const NetworkCase many_shards = {
  "many-shards", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } }, { SPK_LAYER_DENSE, 17 } },
  .channels = 11, .classes = 5, .steps = 25, .n_samples = 170, .density = 0.2,
};

static void
assert_same_bits_for_any_number_of_threads (const NetworkCase *network_case)
{
  static const guint n_threads[] = { 1, 2, 5 };
  g_autoptr (SpkNetwork) network = network_case_new_network (network_case, 3);
  g_autoptr (SpikeData) data = spike_data_new (network_case, 3);
  SpkBatch batch = spike_data_get_batch (data);
  const gsize n_scores = (gsize) data->n_samples * network->spec.classes;
  g_autofree float *first_scores = NULL;
  g_auto (SpkFloats) first_gradient = NULL;

  batch.dropout = 0.3;
  for (guint i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_autoptr (SpkPool) pool = spk_pool_new (n_threads[i]);
      g_autoptr (SpkEngine) engine = spk_engine_new (&network->spec, data->steps, data->n_samples, pool);
      g_auto (SpkFloats) gradient = spk_floats_new (network->n_values);
      const SpkOutcome *outcome;

      spk_engine_load (engine, network);
      outcome = spk_engine_differentiate (engine, &batch, gradient);
      if (i == 0)
        {
          first_scores = g_memdup2 (outcome->scores, n_scores * sizeof (float));
          first_gradient = g_steal_pointer (&gradient);
          continue;
        }
      g_assert_cmpmem (outcome->scores, n_scores * sizeof (float), first_scores, n_scores * sizeof (float));
      g_assert_cmpmem (gradient, network->n_values * sizeof (float), first_gradient, network->n_values * sizeof (float));
    }
}

static void
test_same_bits_for_any_number_of_threads (void)
{
  assert_same_bits_for_any_number_of_threads (find_case ("three-layers"));
  assert_same_bits_for_any_number_of_threads (find_case ("forty-samples"));
  assert_same_bits_for_any_number_of_threads (find_case ("spikes-readout"));
  assert_same_bits_for_any_number_of_threads (&many_shards);
}

/* What a batch leaves behind in the engine's memory reaches no later batch. */
static void
test_a_batch_leaves_nothing_behind (void)
{
  static const char * const names[] = { "forty-samples", "dense-input", "three-layers", "spikes-readout" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Fixture) fixture = { 0 };

      fixture_init (&fixture, find_case (names[i]));

      g_autoptr (SpikeData) few = spike_data_new_slice (fixture.data, 0, 5);
      g_autoptr (SpkEngine) fresh = spk_engine_new (&fixture.network->spec, few->steps, few->n_samples, fixture.pool);
      g_auto (SpkFloats) gradient = spk_floats_new (fixture.network->n_values);
      const SpkBatch all_batch = spike_data_get_batch (fixture.data), few_batch = spike_data_get_batch (few);
      const gsize n = fixture.network->n_values * sizeof (float);
      const gsize n_scores = few->n_samples * fixture.network->spec.classes * sizeof (float);
      const SpkOutcome *outcome, *fresh_outcome;

      spk_engine_load (fresh, fixture.network);
      spk_engine_differentiate (fixture.engine, &all_batch, fixture.gradient);
      outcome = spk_engine_differentiate (fixture.engine, &few_batch, fixture.gradient);
      fresh_outcome = spk_engine_differentiate (fresh, &few_batch, gradient);
      g_assert_cmpmem (fixture.gradient, n, gradient, n);
      g_assert_cmpmem (outcome->scores, n_scores, fresh_outcome->scores, n_scores);
      g_assert_cmpfloat (outcome->loss, ==, fresh_outcome->loss);
    }
}

/* A sample has the same scores alone and in company, and empty lanes stay silent. */
static void
test_lanes_without_a_sample_change_nothing (void)
{
  static const char * const names[] = { "sizes-that-do-not-divide", "dense", "three-layers" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Fixture) fixture = { 0 };

      fixture_init (&fixture, find_case (names[i]));

      g_autoptr (SpikeData) few = spike_data_new_slice (fixture.data, 0, 3);
      const SpkBatch all_batch = spike_data_get_batch (fixture.data), few_batch = spike_data_get_batch (few);
      const gsize n_scores = few->n_samples * fixture.network->spec.classes;
      g_autofree float *scores = g_memdup2 (spk_engine_evaluate (fixture.engine, &all_batch)->scores, n_scores * sizeof (float));
      const float *few_scores = spk_engine_evaluate (fixture.engine, &few_batch)->scores;

      g_assert_cmpmem (few_scores, n_scores * sizeof (float), scores, n_scores * sizeof (float));
      for (guint l = 0; l < fixture.network->spec.n_layers; l++)
        for (guint n = 0; n < fixture.network->spec.layers[l].neurons; n++)
          for (guint lane = few->n_samples; lane < SPK_LANES; lane++)
            g_assert_cmpfloat (spk_engine_get_counts (fixture.engine, 0, l)[n * SPK_LANES + lane], ==, 0);
    }
}

static void
test_evaluates_to_the_bits_of_differentiate (void)
{
  g_auto (Fixture) fixture = { 0 };
  SpkBatch batch;
  g_autofree float *scores = NULL;
  gsize n;

  fixture_init (&fixture, find_case ("forty-samples"));
  batch = spike_data_get_batch (fixture.data);
  n = (gsize) batch.n_samples * fixture.network->spec.classes * sizeof (float);
  scores = g_memdup2 (spk_engine_differentiate (fixture.engine, &batch, fixture.gradient)->scores, n);
  g_assert_cmpmem (spk_engine_evaluate (fixture.engine, &batch)->scores, n, scores, n);
}

static void
test_neurons_have_a_gradient_only_if_wanted (void)
{
  g_auto (Fixture) fixture = { 0 };
  const gsize *start;
  SpkBatch batch;

  fixture_init (&fixture, find_case ("three-layers"));
  start = fixture.network->group_start;
  batch = spike_data_get_batch (fixture.data);
  batch.neuron_gradient = TRUE;
  spk_engine_differentiate (fixture.engine, &batch, fixture.gradient);

  g_autofree float *wanted = g_memdup2 (fixture.gradient, fixture.network->n_values * sizeof (float));

  batch.neuron_gradient = FALSE;
  spk_engine_differentiate (fixture.engine, &batch, fixture.gradient);
  g_assert_cmpmem (fixture.gradient, start[SPK_GROUP_NEURON] * sizeof (float), wanted,
                   start[SPK_GROUP_NEURON] * sizeof (float));
  for (gsize i = start[SPK_GROUP_NEURON]; i < start[SPK_GROUP_NEURON + 1]; i++)
    g_assert_cmpfloat (fixture.gradient[i], ==, 0);
}

static void
test_load_takes_over_changed_values (void)
{
  g_auto (Fixture) fixture = { 0 };
  SpkBatch batch;
  double loss;

  fixture_init (&fixture, find_case ("three-layers"));
  batch = spike_data_get_batch (fixture.data);
  loss = spk_engine_evaluate (fixture.engine, &batch)->loss;
  for (gsize i = 0; i < fixture.network->group_start[SPK_GROUP_NEURON]; i++)
    fixture.network->values[i] *= 1.25f;

  g_autoptr (SpkNetwork) changed = spk_network_copy (fixture.network);
  g_autoptr (SpkEngine) fresh = spk_engine_new (&changed->spec, fixture.data->steps, batch.n_samples, fixture.pool);

  spk_engine_load (fresh, changed);
  spk_engine_load (fixture.engine, fixture.network);
  g_assert_cmpfloat (spk_engine_evaluate (fixture.engine, &batch)->loss, ==, spk_engine_evaluate (fresh, &batch)->loss);
  g_assert_cmpfloat (spk_engine_evaluate (fixture.engine, &batch)->loss, !=, loss);
}

/* The loss is smooth in the weights of a linear readout, and of the engine's own numbers finite differences can be
 * taken: float32 leaves them three digits. */
static void
assert_readout_gradient_by_differences (Fixture *self, SpkBatch *batch)
{
  const SpkParameter *readout = spk_network_find (self->network, "readout");
  g_auto (SpkFloats) unused = spk_floats_new (self->network->n_values);
  const double step = 0.002;
  double largest = 0;

  spk_engine_load (self->engine, self->network);
  spk_engine_differentiate (self->engine, batch, self->gradient);
  for (gsize i = 0; i < readout->n; i++)
    largest = fmax (largest, fabsf (self->gradient[readout->offset + i]));
  g_assert_cmpfloat (largest, >, 0);
  for (gsize i = 0; i < readout->n; i++)
    {
      float *value = &self->network->values[readout->offset + i];
      const float before = *value;
      double above, below, by;

      *value = (float) (before + step);
      by = *value;
      above = spk_engine_differentiate (self->engine, batch, unused)->loss;
      *value = (float) (before - step);
      by -= *value;
      below = spk_engine_differentiate (self->engine, batch, unused)->loss;
      *value = before;
      g_assert_cmpfloat_with_epsilon ((above - below) / by, self->gradient[readout->offset + i], 5e-3 * largest);
    }
}

static void
test_label_smoothing_agrees_with_differences (void)
{
  g_auto (Fixture) fixture = { 0 };
  SpkBatch batch;

  fixture_init (&fixture, find_case ("label-smoothing"));
  batch = spike_data_get_batch (fixture.data);
  batch.smoothing = 0.3;
  assert_readout_gradient_by_differences (&fixture, &batch);
}

static void
test_dropout_agrees_with_differences (void)
{
  g_auto (Fixture) fixture = { 0 };
  SpkBatch batch;

  fixture_init (&fixture, find_case ("two-layers"));
  batch = spike_data_get_batch (fixture.data);
  batch.dropout = 0.4;
  batch.seed = 7;
  batch.epoch = 3;
  assert_readout_gradient_by_differences (&fixture, &batch);
}

/* Each class sees one neuron, so that a score is the trace of a neuron: dropped, or scaled up. */
static void
make_readout_transparent (SpkNetwork *network)
{
  const guint n = network->spec.classes;

  g_assert_cmpuint (n, ==, network->spec.layers[network->spec.n_layers - 1].neurons);
  for (guint i = 0; i < n * n; i++)
    network->values[network->readout + i] = i / n == i % n;
}

static const NetworkCase transparent = {
  "transparent", { { SPK_LAYER_DENSE, 20 } },
  .channels = 11, .classes = 20, .steps = 25, .n_samples = 40, .density = 0.3, .excitation = 0.2,
};

/* One whose neurons all spike in a single sample. */
static const NetworkCase restless = {
  "restless", { { SPK_LAYER_DENSE, 20 } },
  .channels = 11, .classes = 5, .steps = 25, .n_samples = 1, .density = 0.5, .excitation = 1,
};

static void
test_dropout_keeps_the_expectation (void)
{
  const double dropout = 0.4;
  g_auto (Fixture) fixture = { 0 };
  SpkBatch batch;
  g_autofree float *scores = NULL;
  gsize n;
  guint n_seen = 0, n_kept = 0;

  fixture_init (&fixture, &transparent);
  make_readout_transparent (fixture.network);
  spk_engine_load (fixture.engine, fixture.network);
  batch = spike_data_get_batch (fixture.data);
  n = (gsize) batch.n_samples * fixture.network->spec.classes;
  scores = g_memdup2 (spk_engine_evaluate (fixture.engine, &batch)->scores, n * sizeof (float));
  batch.dropout = dropout;
  for (batch.epoch = 0; batch.epoch < 10; batch.epoch++)
    {
      const SpkOutcome *outcome = spk_engine_differentiate (fixture.engine, &batch, fixture.gradient);

      for (gsize i = 0; i < n; i++)
        {
          if (scores[i] > 0 && outcome->scores[i] > 0)
            g_assert_cmpfloat_with_epsilon (outcome->scores[i], scores[i] / (1 - dropout), 1e-5 * scores[i]);
          n_seen += scores[i] > 0;
          n_kept += outcome->scores[i] > 0;
        }
    }
  g_assert_cmpuint (n_seen, >, 4000);
  /* four standard deviations of a binomial distribution */
  g_assert_cmpfloat_with_epsilon ((double) n_kept / n_seen, 1 - dropout, 4 * sqrt (dropout * (1 - dropout) / n_seen));
}

/* Of a single sample, dropout is a readout without the rows of the neurons that are left out: all other gradients must be
 * those of such a network. */
static void
test_dropout_reaches_the_layers_below (void)
{
  const double dropout = 0.4;
  g_auto (Fixture) fixture = { 0 };
  SpkBatch batch;
  guint n_dropped = 0;

  fixture_init (&fixture, &restless);
  batch = spike_data_get_batch (fixture.data);
  batch.dropout = dropout;
  spk_engine_differentiate (fixture.engine, &batch, fixture.gradient);

  g_autoptr (SpkNetwork) thinned = spk_network_copy (fixture.network);
  g_auto (SpkFloats) gradient = spk_floats_new (thinned->n_values);
  g_autofree double *expected = g_new (double, thinned->n_values);
  const guint n_neurons = 20, n_classes = thinned->spec.classes;

  for (guint n = 0; n < n_neurons; n++)
    {
      /* a neuron that spikes has a gradient unless it is left out */
      const gboolean seen = fixture.gradient[thinned->readout + n * n_classes] != 0;

      g_assert_cmpfloat (spk_engine_get_counts (fixture.engine, 0, 0)[n * SPK_LANES], >, 0);
      n_dropped += !seen;
      for (guint c = 0; c < n_classes; c++)
        thinned->values[thinned->readout + n * n_classes + c] *= seen ? (float) (1 / (1 - dropout)) : 0;
    }
  g_assert_cmpuint (n_dropped, >, 0);
  g_assert_cmpuint (n_dropped, <, n_neurons);
  batch.dropout = 0;
  spk_engine_load (fixture.engine, thinned);
  spk_engine_differentiate (fixture.engine, &batch, gradient);
  for (gsize i = 0; i < thinned->n_values; i++)
    expected[i] = gradient[i];
  closeness_assert ("W", fixture.gradient + thinned->layers[0].weights, expected + thinned->layers[0].weights,
                    (gsize) n_neurons * thinned->spec.channels, 1e-5);
  closeness_assert ("w", fixture.gradient + thinned->layers[0].dense, expected + thinned->layers[0].dense,
                    (gsize) n_neurons * n_neurons, 1e-5);
}

static void
test_dropout_follows_seed_and_epoch (void)
{
  g_auto (Fixture) fixture = { 0 };
  SpkBatch batch;
  double loss;

  fixture_init (&fixture, &transparent);
  batch = spike_data_get_batch (fixture.data);
  batch.dropout = 0.4;
  loss = spk_engine_differentiate (fixture.engine, &batch, fixture.gradient)->loss;
  g_assert_cmpfloat (spk_engine_differentiate (fixture.engine, &batch, fixture.gradient)->loss, ==, loss);
  batch.epoch = 1;
  g_assert_cmpfloat (spk_engine_differentiate (fixture.engine, &batch, fixture.gradient)->loss, !=, loss);
  batch.epoch = 0;
  batch.seed = 1;
  g_assert_cmpfloat (spk_engine_differentiate (fixture.engine, &batch, fixture.gradient)->loss, !=, loss);
}

static void
test_dropout_is_off_in_evaluation (void)
{
  g_auto (Fixture) fixture = { 0 };
  SpkBatch batch;
  double loss;

  fixture_init (&fixture, &transparent);
  batch = spike_data_get_batch (fixture.data);
  loss = spk_engine_evaluate (fixture.engine, &batch)->loss;
  batch.dropout = 0.4;
  g_assert_cmpfloat (spk_engine_evaluate (fixture.engine, &batch)->loss, ==, loss);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!kernel_choice_is_possible ())
    return g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/engine/agrees-with-the-reference/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_agrees_with_the_reference);
    }
  g_test_add_func ("/engine/cases-take-both-paths", test_cases_take_both_paths);
  g_test_add_func ("/engine/same-bits-for-any-number-of-threads", test_same_bits_for_any_number_of_threads);
  g_test_add_func ("/engine/a-batch-leaves-nothing-behind", test_a_batch_leaves_nothing_behind);
  g_test_add_func ("/engine/lanes-without-a-sample-change-nothing", test_lanes_without_a_sample_change_nothing);
  g_test_add_func ("/engine/evaluates-to-the-bits-of-differentiate", test_evaluates_to_the_bits_of_differentiate);
  g_test_add_func ("/engine/neurons-have-a-gradient-only-if-wanted", test_neurons_have_a_gradient_only_if_wanted);
  g_test_add_func ("/engine/load-takes-over-changed-values", test_load_takes_over_changed_values);
  g_test_add_func ("/engine/label-smoothing/agrees-with-differences", test_label_smoothing_agrees_with_differences);
  g_test_add_func ("/engine/dropout/agrees-with-differences", test_dropout_agrees_with_differences);
  g_test_add_func ("/engine/dropout/keeps-the-expectation", test_dropout_keeps_the_expectation);
  g_test_add_func ("/engine/dropout/reaches-the-layers-below", test_dropout_reaches_the_layers_below);
  g_test_add_func ("/engine/dropout/follows-seed-and-epoch", test_dropout_follows_seed_and_epoch);
  g_test_add_func ("/engine/dropout/is-off-in-evaluation", test_dropout_is_off_in_evaluation);
  return g_test_run ();
}
