/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/spk-blas.h"
#include "base/spk-floats.h"
#include "search/spk-feeder.h"
#include "search/spk-hrmas.h"
#include "search-fixture.h"

#define STEPS     12
#define N_SAMPLES 10

/* A small supernet with a training and a validation batch. */
typedef struct
{
  SpkDataset *dataset;
  SpkBinning  binning;
  SpkPool    *pool;
  SpkNetwork *network;
  SpkEngine  *engine;
  guint32     samples[2 * N_SAMPLES];
  SpkFeeder   feeders[2];
  SpkBatch    train;
  SpkBatch    valid;
  float      *gradient;
} Search;

static SpkBatch
batch_of (SpkFeeder *feeder)
{
  return (SpkBatch){ .n_samples = feeder->n_samples, .fill = spk_feeder_fill, .data = feeder };
}

static void
search_init (Search *self)
{
  SpkNetworkSpec spec = {
    .channels = 6, .classes = 2, .tau_s = 3, .tau_m_readout = 5, .slope = 5, .gain = 10, .branch_scale = TRUE,
    .n_layers = 1,
  };
  const SpkInitialScales scales = { .input = 2, .recurrent = 1, .lateral = 0.5, .readout = 1.5, .tau_m = 5 };

  spec.layers[0] = (SpkLayerSpec){ .kind = SPK_LAYER_SUPERNET, .neurons = 8, .n_sizes = 2, .sizes = { 2, 4 } };
  self->dataset = make_randman (2, 6, N_SAMPLES);
  self->binning = (SpkBinning){ self->dataset, STEPS, spk_dataset_suggest_duration_us (self->dataset) };
  self->pool = spk_pool_new (1);
  self->network = spk_network_new (&spec);
  spk_network_initialise (self->network, &scales, 11);
  for (gsize i = self->network->group_start[SPK_GROUP_ALPHA]; i < self->network->group_start[SPK_GROUP_ALPHA + 1]; i++)
    self->network->values[i] *= 300; /* so that no softmax is near its middle */
  self->engine = spk_engine_new (&spec, STEPS, N_SAMPLES, self->pool);
  for (guint i = 0; i < 2 * N_SAMPLES; i++)
    self->samples[i] = i / 2 + i % 2 * N_SAMPLES; /* classes in turn */
  for (guint i = 0; i < 2; i++)
    self->feeders[i] = (SpkFeeder){ .binning = &self->binning, .samples = self->samples + i * N_SAMPLES,
                                    .n_samples = N_SAMPLES };
  self->train = batch_of (&self->feeders[0]);
  self->valid = batch_of (&self->feeders[1]);
  self->gradient = spk_floats_new (self->network->n_values);
}

static void
search_clear (Search *self)
{
  spk_floats_free (self->gradient);
  spk_engine_free (self->engine);
  spk_network_free (self->network);
  spk_pool_free (self->pool);
  spk_dataset_unref (self->dataset);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* Gradient and loss of other numbers, by an engine of its own. */
static double
differentiate_at (const Search *self, const float *values, const SpkBatch *batch, float *gradient)
{
  g_autoptr (SpkNetwork) network = spk_network_copy (self->network);
  g_autoptr (SpkEngine) engine = spk_engine_new (&network->spec, STEPS, N_SAMPLES, self->pool);

  memcpy (network->values, values, network->n_values * sizeof (float));
  spk_engine_load (engine, network);
  return spk_engine_differentiate (engine, batch, gradient)->loss;
}

static gsize
start_of (const Search *self, SpkParameterGroup group)
{
  return self->network->group_start[group];
}

static gsize
end_of (const Search *self, SpkParameterGroup group)
{
  return self->network->group_start[group + 1];
}

static double
alpha_norm (const Search *self, const float *gradient)
{
  double sum = 0;

  for (gsize i = start_of (self, SPK_GROUP_ALPHA); i < end_of (self, SPK_GROUP_ALPHA); i++)
    sum += (double) gradient[i] * gradient[i];
  return sqrt (sum);
}

/* Relative distance of two gradients of the alphas. */
static double
alpha_distance (const Search *self, const float *a, const float *b)
{
  g_auto (SpkFloats) difference = spk_floats_new (self->network->n_values);

  for (gsize i = start_of (self, SPK_GROUP_ALPHA); i < end_of (self, SPK_GROUP_ALPHA); i++)
    difference[i] = a[i] - b[i];
  return alpha_norm (self, difference) / alpha_norm (self, b);
}

static void
move_weights (const Search *self, const float *from, double length, const float *direction, float *to)
{
  memcpy (to, from, self->network->n_values * sizeof (float));
  for (gsize i = start_of (self, SPK_GROUP_WEIGHT); i < end_of (self, SPK_GROUP_WEIGHT); i++)
    to[i] = (float) (from[i] + length * direction[i]);
}

static void
test_first_order_is_the_validation_gradient (void)
{
  g_auto (Search) search;
  g_auto (SpkFloats) expected = NULL;
  double loss, expected_loss;

  search_init (&search);
  expected = spk_floats_new (search.network->n_values);
  expected_loss = differentiate_at (&search, search.network->values, &search.valid, expected);
  loss = spk_hrmas_differentiate (&(SpkHrmas){ FALSE, 0.1 }, search.engine, search.network, &search.valid,
                                  &search.train, search.gradient);
  g_assert_cmpfloat (loss, ==, expected_loss);
  g_assert_cmpmem (search.gradient, search.network->n_values * sizeof (float), expected,
                   search.network->n_values * sizeof (float));
  g_assert_cmpfloat (alpha_norm (&search, expected), >, 0);
}

static void
test_second_order_without_a_step_is_first_order (void)
{
  g_auto (Search) search;
  g_auto (SpkFloats) expected = NULL;

  search_init (&search);
  expected = spk_floats_new (search.network->n_values);
  differentiate_at (&search, search.network->values, &search.valid, expected);
  spk_hrmas_differentiate (&(SpkHrmas){ TRUE, 0 }, search.engine, search.network, &search.valid, &search.train,
                           search.gradient);
  g_assert_cmpfloat (alpha_distance (&search, search.gradient, expected), <, 1e-6);
}

/* Every step of the unrolled gradient with networks and engines of its own. */
static void
test_second_order_follows_the_unrolled_steps (void)
{
  const double xi = 0.5;
  g_auto (Search) search;
  g_auto (SpkFloats) values = NULL;
  g_auto (SpkFloats) by_train = NULL;
  g_auto (SpkFloats) expected = NULL;
  g_auto (SpkFloats) plus = NULL;
  g_auto (SpkFloats) minus = NULL;
  g_auto (SpkFloats) first_order = NULL;
  double loss, expected_loss, norm = 0, step;

  search_init (&search);
  values = spk_floats_new (search.network->n_values);
  by_train = spk_floats_new (search.network->n_values);
  expected = spk_floats_new (search.network->n_values);
  plus = spk_floats_new (search.network->n_values);
  minus = spk_floats_new (search.network->n_values);
  first_order = spk_floats_new (search.network->n_values);

  differentiate_at (&search, search.network->values, &search.valid, first_order);
  differentiate_at (&search, search.network->values, &search.train, by_train);
  move_weights (&search, search.network->values, -xi, by_train, values);
  expected_loss = differentiate_at (&search, values, &search.valid, expected);
  for (gsize i = start_of (&search, SPK_GROUP_WEIGHT); i < end_of (&search, SPK_GROUP_WEIGHT); i++)
    norm += (double) expected[i] * expected[i];
  step = 0.01 / sqrt (norm);
  move_weights (&search, search.network->values, step, expected, values);
  differentiate_at (&search, values, &search.train, plus);
  move_weights (&search, search.network->values, -step, expected, values);
  differentiate_at (&search, values, &search.train, minus);
  for (gsize i = start_of (&search, SPK_GROUP_ALPHA); i < end_of (&search, SPK_GROUP_ALPHA); i++)
    expected[i] = (float) (expected[i] - xi * ((double) plus[i] - minus[i]) / (2 * step));

  loss = spk_hrmas_differentiate (&(SpkHrmas){ TRUE, xi }, search.engine, search.network, &search.valid, &search.train,
                                  search.gradient);
  g_assert_cmpfloat_with_epsilon (loss, expected_loss, 1e-4);
  g_assert_cmpfloat (alpha_distance (&search, search.gradient, expected), <, 1e-3);
  g_assert_cmpfloat (alpha_distance (&search, search.gradient, first_order), >, 1e-2); /* it is not the first order */
}

/* The mixed second derivative, one weight at a time: sum over w of d(dL_train/dalpha)/dw times dL_valid/dw. The steps
 * are so short that no spike comes or goes. */
static void
test_second_order_equals_brute_force_differences (void)
{
  const double xi = 0.5, step = 2e-3;
  g_auto (Search) search;
  g_auto (SpkFloats) values = NULL;
  g_auto (SpkFloats) by_train = NULL;
  g_auto (SpkFloats) by_valid = NULL;
  g_auto (SpkFloats) plus = NULL;
  g_auto (SpkFloats) minus = NULL;
  g_autofree double *sum = NULL;
  double difference = 0, size = 0;

  search_init (&search);
  values = spk_floats_new (search.network->n_values);
  by_train = spk_floats_new (search.network->n_values);
  by_valid = spk_floats_new (search.network->n_values);
  plus = spk_floats_new (search.network->n_values);
  minus = spk_floats_new (search.network->n_values);
  sum = g_new0 (double, search.network->n_values);

  differentiate_at (&search, search.network->values, &search.train, by_train);
  move_weights (&search, search.network->values, -xi, by_train, values);
  differentiate_at (&search, values, &search.valid, by_valid);
  memcpy (values, search.network->values, search.network->n_values * sizeof (float));
  for (gsize w = start_of (&search, SPK_GROUP_WEIGHT); w < end_of (&search, SPK_GROUP_WEIGHT); w++)
    {
      if (by_valid[w] == 0)
        continue;
      values[w] = search.network->values[w] + (float) step;
      differentiate_at (&search, values, &search.train, plus);
      values[w] = search.network->values[w] - (float) step;
      differentiate_at (&search, values, &search.train, minus);
      values[w] = search.network->values[w];
      for (gsize i = start_of (&search, SPK_GROUP_ALPHA); i < end_of (&search, SPK_GROUP_ALPHA); i++)
        sum[i] += ((double) plus[i] - minus[i]) / (2 * step) * by_valid[w];
    }

  spk_hrmas_differentiate (&(SpkHrmas){ TRUE, xi }, search.engine, search.network, &search.valid, &search.train,
                           search.gradient);
  for (gsize i = start_of (&search, SPK_GROUP_ALPHA); i < end_of (&search, SPK_GROUP_ALPHA); i++)
    {
      const double found = by_valid[i] - search.gradient[i], expected = xi * sum[i];

      difference += (found - expected) * (found - expected);
      size += expected * expected;
    }
  g_test_message ("second-order term %g, off by %g", sqrt (size), sqrt (difference));
  g_assert_cmpfloat (sqrt (difference), <, 0.1 * sqrt (size));
}

static void
test_second_order_leaves_the_network_alone (void)
{
  g_auto (Search) search;
  g_autoptr (SpkNetwork) before = NULL;

  search_init (&search);
  before = spk_network_copy (search.network);
  spk_hrmas_differentiate (&(SpkHrmas){ TRUE, 0.3 }, search.engine, search.network, &search.valid, &search.train,
                           search.gradient);
  g_assert_cmpmem (search.network->values, search.network->n_values * sizeof (float), before->values,
                   before->n_values * sizeof (float));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  spk_blas_load ();
  g_test_add_func ("/hrmas/first-order-is-the-validation-gradient", test_first_order_is_the_validation_gradient);
  g_test_add_func ("/hrmas/second-order-without-a-step-is-first-order",
                   test_second_order_without_a_step_is_first_order);
  g_test_add_func ("/hrmas/second-order-follows-the-unrolled-steps", test_second_order_follows_the_unrolled_steps);
  g_test_add_func ("/hrmas/second-order-equals-brute-force-differences",
                   test_second_order_equals_brute_force_differences);
  g_test_add_func ("/hrmas/second-order-leaves-the-network-alone", test_second_order_leaves_the_network_alone);
  return g_test_run ();
}
