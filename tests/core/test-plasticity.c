/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/spk-blas.h"
#include "data/spk-binning.h"
#include "search/spk-feeder.h"
#include "search/spk-plasticity.h"
#include "search-fixture.h"

static const SpkPlasticity plasticity = { .mean = 0.05, .silent = 0.005, .rate = 0.02, .tau_m = 10 };

static double
limit (double x)
{
  return x < -1 ? -1 : x > 1 ? 1 : x;
}

/* model.md section 7 as it is written there, with t_r = 1. */
static void
by_the_formulas (double y, double tau_m, double r, double mu, double *d_r, double *d_tau)
{
  double exponent = (1 / y - 1) / tau_m;
  double x = 1 / (exp (exponent > 50 ? 50 : exponent) - 1);

  if (x < 1e-4)
    x = 1e-4;
  *d_r = limit ((2 * y * tau_m - x - 1 - tau_m * y * y / mu) / (r * x));
  *d_tau = limit ((2 * 1 * y - 1 - (1 * y * y - y) / mu) / tau_m);
}

static void
test_directions_follow_the_formulas (void)
{
  static const double taus[] = { 1, 3.3, 10, 40 };

  for (guint count = 1; count < 100; count++)
    for (guint i = 0; i < G_N_ELEMENTS (taus); i++)
      for (double r = 2; r < 50; r *= 3)
        {
          const double y = count / 100.0;
          double d_r, d_tau, expected_r, expected_tau;

          spk_plasticity_derive (&plasticity, y, taus[i], r, &d_r, &d_tau);
          by_the_formulas (y, taus[i], r, 0.05, &expected_r, &expected_tau);
          g_assert_cmpfloat_with_epsilon (d_r, expected_r, 1e-9);
          g_assert_cmpfloat_with_epsilon (d_tau, expected_tau, 1e-9);
          g_assert_cmpfloat (fabs (d_r), <=, 1);
          g_assert_cmpfloat (fabs (d_tau), <=, 1);
        }
}

/* Some points of the formulas worked out by hand: y = 0.5, tau_m = 1 gives an exponent of 1. */
static void
test_directions_at_known_points (void)
{
  const double x = 1 / (G_E - 1);
  double d_r, d_tau;

  spk_plasticity_derive (&(SpkPlasticity){ .mean = 0.5, .silent = 0.01 }, 0.5, 1, 4, &d_r, &d_tau);
  g_assert_cmpfloat_with_epsilon (d_r, (1 - x - 1 - 0.5) / (4 * x), 1e-12);
  g_assert_cmpfloat_with_epsilon (d_tau, (1 - 1 - (0.25 - 0.5) / 0.5) / 1, 1e-12);
}

/* At a very low rate the exponent overflows and X underflows: neither shows in the direction. */
static void
test_low_rates_stay_finite (void)
{
  const SpkPlasticity low = { .mean = 0.05, .silent = 0 };
  double d_r, d_tau;

  spk_plasticity_derive (&low, 1e-9, 1, 10, &d_r, &d_tau);
  g_assert_cmpfloat (d_r, ==, -1); /* (-X - 1) / (R X) with X at its floor */
  g_assert_true (isfinite (d_tau));
}

/* The floor of X is 1e-4: with R large enough the clip does not hide it. */
static void
test_x_has_a_floor (void)
{
  const SpkPlasticity low = { .mean = 0.05, .silent = 0 };
  double d_r, d_tau;

  spk_plasticity_derive (&low, 0.001, 2, 1e6, &d_r, &d_tau);
  g_assert_cmpfloat_with_epsilon (d_r, (0.004 - 1e-4 - 1 - 2 * 1e-6 / 0.05) / (1e6 * 1e-4), 1e-12);
}

/* A neuron that spikes at every step has an X beyond all bounds; the limit of the formula is -1 / R. */
static void
test_spiking_at_every_step_lowers_excitability (void)
{
  double d_r, d_tau;

  spk_plasticity_derive (&plasticity, 1, 10, 10, &d_r, &d_tau);
  g_assert_cmpfloat_with_epsilon (d_r, -0.1, 1e-9);
  g_assert_cmpfloat_with_epsilon (d_tau, 0.1, 1e-9);
}

static void
test_silent_neurons_become_more_excitable (void)
{
  static const double rates[] = { 0, 0.001, 0.005 };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      double d_r, d_tau;

      spk_plasticity_derive (&plasticity, rates[i], 10, 10, &d_r, &d_tau);
      g_assert_cmpfloat (d_r, ==, 0.1);
      g_assert_cmpfloat (d_tau, ==, -0.1);
    }
}

static void
test_busy_neurons_become_less_excitable (void)
{
  for (double y = 0.06; y <= 1; y += 0.02)
    {
      double d_r, d_tau;

      spk_plasticity_derive (&plasticity, y, 10, 10, &d_r, &d_tau);
      g_assert_cmpfloat (d_r, <, 0);
    }
}

/* A feed-forward layer on randman samples, whose counts the engine holds. */
typedef struct
{
  SpkDataset *dataset;
  SpkPool    *pool;
  SpkNetwork *network;
  SpkEngine  *engine;
  guint32     samples[24];
} Layer;

#define STEPS 20
#define N     16

static void
layer_init (Layer *self, guint threads, double input_scale)
{
  SpkNetworkSpec spec = {
    .channels = 8, .classes = 2, .tau_s = 5, .tau_m_readout = 10, .slope = 5, .gain = 10, .n_layers = 1
  };
  const SpkInitialScales scales = { .input = input_scale, .readout = 1, .tau_m = 10 };

  spec.layers[0] = (SpkLayerSpec){ .kind = SPK_LAYER_FEEDFORWARD, .neurons = N };
  self->dataset = make_randman (2, 8, 12);
  self->pool = spk_pool_new (threads);
  self->network = spk_network_new (&spec);
  spk_network_initialise (self->network, &scales, 5);
  self->engine = spk_engine_new (&spec, STEPS, G_N_ELEMENTS (self->samples), self->pool);
  for (guint i = 0; i < G_N_ELEMENTS (self->samples); i++)
    self->samples[i] = i;
}

static void
layer_clear (Layer *self)
{
  spk_engine_free (self->engine);
  spk_network_free (self->network);
  spk_pool_free (self->pool);
  spk_dataset_unref (self->dataset);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layer, layer_clear)

static void
layer_run (Layer *self)
{
  const SpkBinning binning = { self->dataset, STEPS, spk_dataset_suggest_duration_us (self->dataset) };
  SpkFeeder feeder = { .binning = &binning, .samples = self->samples, .n_samples = G_N_ELEMENTS (self->samples) };
  const SpkBatch batch = { .n_samples = feeder.n_samples, .fill = spk_feeder_fill, .data = &feeder };

  spk_engine_load (self->engine, self->network);
  spk_engine_evaluate (self->engine, &batch);
}

static double
layer_count (const Layer *self, guint neuron, guint sample)
{
  return spk_engine_get_counts (self->engine, sample / SPK_LANES, 0)[neuron * SPK_LANES + sample % SPK_LANES];
}

static double
layer_mean_rate (const Layer *self)
{
  double sum = 0;

  for (guint n = 0; n < N; n++)
    for (guint i = 0; i < G_N_ELEMENTS (self->samples); i++)
      sum += layer_count (self, n, i) / STEPS;
  return sum / (N * G_N_ELEMENTS (self->samples));
}

static void
layer_repair (Layer *self, const SpkPlasticity *with)
{
  spk_plasticity_repair (with, self->network, self->engine, G_N_ELEMENTS (self->samples), STEPS, self->pool);
}

static float *
resistance (Layer *self)
{
  return self->network->values + self->network->layers[0].resistance;
}

static float *
tau_m (Layer *self)
{
  return self->network->values + self->network->layers[0].tau_m;
}

/* A step is eta times the mean over the samples of the batch, lanes without a sample not among them. */
static void
test_steps_are_means_over_the_batch (void)
{
  g_auto (Layer) layer;

  layer_init (&layer, 1, 2);
  layer_run (&layer);
  layer_repair (&layer, &plasticity);
  for (guint n = 0; n < N; n++)
    {
      double sum_r = 0, sum_tau = 0;

      for (guint i = 0; i < 24; i++)
        {
          const double y = layer_count (&layer, n, i) / STEPS;
          double d_r = 0.1, d_tau = -0.1;

          if (y > plasticity.silent)
            by_the_formulas (y, 10, 10, plasticity.mean, &d_r, &d_tau);
          sum_r += d_r;
          sum_tau += d_tau;
        }
      g_assert_cmpfloat_with_epsilon (resistance (&layer)[n], 10 + 0.02 * sum_r / 24, 1e-5);
      g_assert_cmpfloat_with_epsilon (tau_m (&layer)[n], 10 + 0.02 * sum_tau / 24, 1e-5);
    }
}

static void
test_repair_moves_nothing_but_neurons (void)
{
  g_auto (Layer) layer;
  g_autoptr (SpkNetwork) before = NULL;

  layer_init (&layer, 1, 2);
  before = spk_network_copy (layer.network);
  layer_run (&layer);
  layer_repair (&layer, &plasticity);
  g_assert_cmpmem (before->values, before->group_start[SPK_GROUP_NEURON] * sizeof (float), layer.network->values,
                   layer.network->group_start[SPK_GROUP_NEURON] * sizeof (float));
}

static void
assert_within (Layer *layer, double low, double high)
{
  for (guint n = 0; n < N; n++)
    {
      g_assert_cmpfloat (resistance (layer)[n], >=, (float) low);
      g_assert_cmpfloat (resistance (layer)[n], <=, (float) high);
      g_assert_cmpfloat (tau_m (layer)[n], >=, (float) low);
      g_assert_cmpfloat (tau_m (layer)[n], <=, (float) high);
    }
}

static void
test_bounds_hold_for_a_busy_layer (void)
{
  const SpkPlasticity fast = { .mean = 0.05, .silent = 0.005, .rate = 10, .tau_m = 10 };
  g_auto (Layer) layer;

  layer_init (&layer, 1, 20);
  for (guint i = 0; i < 30; i++)
    {
      layer_run (&layer);
      layer_repair (&layer, &fast);
      assert_within (&layer, 10.0 / 3, 40);
    }
}

static void
test_bounds_hold_for_a_silent_layer (void)
{
  const SpkPlasticity fast = { .mean = 0.05, .silent = 0.005, .rate = 100, .tau_m = 10 };
  g_auto (Layer) layer;

  layer_init (&layer, 1, 0);
  layer_run (&layer);
  g_assert_cmpfloat (layer_mean_rate (&layer), ==, 0);
  for (guint i = 0; i < 10; i++)
    layer_repair (&layer, &fast);
  for (guint n = 0; n < N; n++)
    {
      g_assert_cmpfloat (resistance (&layer)[n], ==, 40);
      g_assert_cmpfloat_with_epsilon (tau_m (&layer)[n], 10.0 / 3, 1e-6);
    }
}

static void
test_bounds_widen_with_the_spread (void)
{
  const SpkPlasticity fast = { .mean = 0.05, .silent = 0.005, .rate = 100, .tau_m = 10, .spread = 0.5 };
  g_auto (Layer) layer;

  layer_init (&layer, 1, 0);
  layer_run (&layer);
  for (guint i = 0; i < 10; i++)
    layer_repair (&layer, &fast);
  g_assert_cmpfloat_with_epsilon (resistance (&layer)[0], 40 * exp (0.5), 1e-4);
  g_assert_cmpfloat_with_epsilon (tau_m (&layer)[0], 10.0 / 3 * exp (-0.5), 1e-5);
}

static void
test_threads_do_not_matter (void)
{
  g_auto (Layer) one;
  g_auto (Layer) five;

  layer_init (&one, 1, 3);
  layer_init (&five, 5, 3);
  for (guint i = 0; i < 5; i++)
    {
      layer_run (&one);
      layer_repair (&one, &plasticity);
      layer_run (&five);
      layer_repair (&five, &plasticity);
    }
  g_assert_cmpmem (one.network->values, one.network->n_values * sizeof (float), five.network->values,
                   five.network->n_values * sizeof (float));
}

/* The rule draws a layer that is far too busy to the mean or below. */
static void
test_repair_brings_a_busy_layer_to_the_mean (void)
{
  const SpkPlasticity fast = { .mean = 0.05, .silent = 0.005, .rate = 0.2, .tau_m = 10 };
  g_auto (Layer) layer;
  double before;

  layer_init (&layer, 1, 20);
  layer_run (&layer);
  before = layer_mean_rate (&layer);
  g_assert_cmpfloat (before, >, 2.5 * fast.mean);
  for (guint i = 0; i < 400; i++)
    {
      layer_repair (&layer, &fast);
      layer_run (&layer);
    }
  g_test_message ("mean rate %g, then %g", before, layer_mean_rate (&layer));
  g_assert_cmpfloat (layer_mean_rate (&layer), <, before / 2);
  g_assert_cmpfloat (layer_mean_rate (&layer), <, 1.5 * fast.mean);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  spk_blas_load ();
  g_test_add_func ("/plasticity/directions-follow-the-formulas", test_directions_follow_the_formulas);
  g_test_add_func ("/plasticity/directions-at-known-points", test_directions_at_known_points);
  g_test_add_func ("/plasticity/low-rates-stay-finite", test_low_rates_stay_finite);
  g_test_add_func ("/plasticity/x-has-a-floor", test_x_has_a_floor);
  g_test_add_func ("/plasticity/spiking-at-every-step-lowers-excitability",
                   test_spiking_at_every_step_lowers_excitability);
  g_test_add_func ("/plasticity/silent-neurons-become-more-excitable", test_silent_neurons_become_more_excitable);
  g_test_add_func ("/plasticity/busy-neurons-become-less-excitable", test_busy_neurons_become_less_excitable);
  g_test_add_func ("/plasticity/steps-are-means-over-the-batch", test_steps_are_means_over_the_batch);
  g_test_add_func ("/plasticity/repair-moves-nothing-but-neurons", test_repair_moves_nothing_but_neurons);
  g_test_add_func ("/plasticity/bounds-hold-for-a-busy-layer", test_bounds_hold_for_a_busy_layer);
  g_test_add_func ("/plasticity/bounds-hold-for-a-silent-layer", test_bounds_hold_for_a_silent_layer);
  g_test_add_func ("/plasticity/bounds-widen-with-the-spread", test_bounds_widen_with_the_spread);
  g_test_add_func ("/plasticity/threads-do-not-matter", test_threads_do_not_matter);
  g_test_add_func ("/plasticity/repair-brings-a-busy-layer-to-the-mean", test_repair_brings_a_busy_layer_to_the_mean);
  return g_test_run ();
}
