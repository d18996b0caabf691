/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Chains and bands against the same connections one by one. */

#include "model/spk-recurrence.h"

#include <math.h>

#include "base/spk-floats.h"
#include "base/spk-random.h"
#include "closeness.h"
#include "network-fixture.h"
#include "reference-network.h"
#include "reference-recurrence.h"

static const NetworkCase cases[] = {
  { "sc-ml", { { SPK_LAYER_SC_ML, 12, { 4 } } } },
  { "motif-of-one", { { SPK_LAYER_SC_ML, 5, { 1 } } } },
  { "whole-motif", { { SPK_LAYER_SC_ML, 9, { 9 } } } },
  { "one-chain", { { SPK_LAYER_SUPERNET, 16, { 2, 4, 8, 16 } } } },
  { "two-chains", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } } },
  { "three-chains", { { SPK_LAYER_SUPERNET, 60, { 4, 6, 10, 15 } } } },
  { "branch-scale", { { SPK_LAYER_SUPERNET, 12, { 1, 3, 4 } } }, .branch_scale = TRUE },
  { "pins", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } }, .pinned = TRUE },
  { "one-size", { { SPK_LAYER_SUPERNET, 12, { 3 } } } },
  { "feed-forward", { { SPK_LAYER_FEEDFORWARD, 12 } } },
};

static SpkNetwork *
new_network (const NetworkCase *shape)
{
  NetworkCase network_case = *shape;

  network_case.channels = 3;
  network_case.classes = 2;
  return network_case_new_network (&network_case, 5);
}

/* [N post][N pre] from chains and bands */
static float *
expand (const SpkRecurrence *recurrence, const float *effective)
{
  const guint n = recurrence->n_neurons;
  float *matrix = spk_floats_new ((gsize) n * n);

  for (guint c = 0; c < recurrence->n_chains; c++)
    for (guint post = 0; post < n; post++)
      for (guint j = 0; j < recurrence->blocks[c]; j++)
        matrix[post * n + post / recurrence->blocks[c] * recurrence->blocks[c] + j] +=
          effective[recurrence->chain_offset[c] + post * recurrence->blocks[c] + j];
  for (guint b = 0; b < recurrence->n_bands; b++)
    for (guint post = 0; post < n; post++)
      {
        const float weight = effective[recurrence->bands_offset + b * n + post];
        const int pre = (int) post + recurrence->offsets[b];

        if (pre >= 0 && pre < (int) n)
          matrix[post * n + pre] += weight;
        else
          g_assert_cmpfloat (weight, ==, 0); /* no connection leaves the layer */
      }
  return matrix;
}

/* The reverse: each place of chains and bands gets what its connection has. */
static float *
contract (const SpkRecurrence *recurrence, const double *matrix)
{
  const guint n = recurrence->n_neurons;
  float *effective = spk_floats_new (recurrence->n_weights);

  for (guint c = 0; c < recurrence->n_chains; c++)
    for (guint post = 0; post < n; post++)
      for (guint j = 0; j < recurrence->blocks[c]; j++)
        effective[recurrence->chain_offset[c] + post * recurrence->blocks[c] + j] =
          (float) matrix[post * n + post / recurrence->blocks[c] * recurrence->blocks[c] + j];
  for (guint b = 0; b < recurrence->n_bands; b++)
    for (guint post = 0; post < n; post++)
      {
        const int pre = (int) post + recurrence->offsets[b];

        if (pre >= 0 && pre < (int) n)
          effective[recurrence->bands_offset + b * n + post] = (float) matrix[(int) post * (int) n + pre];
      }
  return effective;
}

static void
test_combines_like_single_connections (gconstpointer data)
{
  g_autoptr (SpkNetwork) network = new_network (data);
  g_autofree double *values = reference_values (network);
  const guint n = network->spec.layers[0].neurons;
  g_autofree double *expected = g_new0 (double, (gsize) n * n);
  g_auto (SpkFloats) effective = NULL;
  g_auto (SpkFloats) matrix = NULL;
  SpkRecurrence recurrence;

  spk_recurrence_init (&recurrence, &network->spec.layers[0]);
  effective = spk_floats_new (recurrence.n_weights);
  spk_recurrence_combine (&recurrence, network, 0, effective);
  matrix = expand (&recurrence, effective);
  reference_recurrence_combine (network, values, 0, expected);
  closeness_assert ("effective weights", matrix, expected, (gsize) n * n, 1e-6);
}

static void
test_differentiates_like_single_connections (gconstpointer data)
{
  g_autoptr (SpkNetwork) network = new_network (data);
  g_autofree double *values = reference_values (network);
  const guint n = network->spec.layers[0].neurons;
  g_autofree double *from_above = g_new (double, (gsize) n * n);
  g_autofree double *expected = g_new0 (double, network->n_values);
  g_auto (SpkFloats) effective_gradient = NULL;
  g_auto (SpkFloats) gradient = spk_floats_new (network->n_values);
  SpkRecurrence recurrence;
  SpkRandom random;

  spk_random_init (&random, 1, SPK_PURPOSE_TEST, 0, 0);
  for (guint i = 0; i < n * n; i++)
    from_above[i] = spk_random_normal (&random);
  spk_recurrence_init (&recurrence, &network->spec.layers[0]);
  effective_gradient = contract (&recurrence, from_above);
  spk_recurrence_differentiate (&recurrence, network, 0, effective_gradient, gradient);
  reference_recurrence_differentiate (network, values, 0, from_above, expected);
  for (guint i = 0; i < network->n_parameters; i++)
    closeness_assert (network->parameters[i].name, gradient + network->parameters[i].offset,
                      expected + network->parameters[i].offset, network->parameters[i].n, 1e-5);
}

/* Sizes that divide each other cost no more than the largest alone. */
static void
test_sizes_that_divide_share_a_chain (void)
{
  const SpkLayerSpec dividing = { .kind = SPK_LAYER_SUPERNET, .neurons = 48, .n_sizes = 4, .sizes = { 2, 4, 8, 16 } };
  const SpkLayerSpec others = { .kind = SPK_LAYER_SUPERNET, .neurons = 12, .n_sizes = 3, .sizes = { 2, 3, 4 } };
  SpkRecurrence recurrence;

  spk_recurrence_init (&recurrence, &dividing);
  g_assert_cmpuint (recurrence.n_chains, ==, 1);
  g_assert_cmpuint (recurrence.blocks[0], ==, 16);
  g_assert_cmpuint (recurrence.n_bands, ==, 8);
  spk_recurrence_init (&recurrence, &others);
  g_assert_cmpuint (recurrence.n_chains, ==, 2);
  g_assert_cmpuint (recurrence.blocks[0], ==, 4);
  g_assert_cmpuint (recurrence.blocks[1], ==, 3);
  g_assert_cmpuint (recurrence.branch_chain[0], ==, 0);
  g_assert_cmpuint (recurrence.branch_chain[1], ==, 1);
  g_assert_cmpuint (recurrence.branch_chain[2], ==, 0);
}

static const NetworkCase scaled = {
  "scaled", { { SPK_LAYER_SUPERNET, 24, { 2, 3, 4, 8 } } }, .branch_scale = TRUE,
};

/* With weights of one size and independent spikes, the variance of the drive is the sum of squared weights. */
static double
drive_variance (SpkNetwork *network, guint size)
{
  const guint n = network->spec.layers[0].neurons, middle = n / 2;
  g_auto (SpkFloats) effective = NULL;
  g_auto (SpkFloats) matrix = NULL;
  SpkRecurrence recurrence;
  double variance = 0;

  spk_pins_set_size (network->pins[0], size);
  spk_recurrence_init (&recurrence, &network->spec.layers[0]);
  effective = spk_floats_new (recurrence.n_weights);
  spk_recurrence_combine (&recurrence, network, 0, effective);
  matrix = expand (&recurrence, effective);
  for (guint j = 0; j < n; j++)
    variance += (double) matrix[middle * n + j] * matrix[middle * n + j];
  return variance;
}

static SpkNetwork *
new_excitatory_network (gboolean branch_scale)
{
  NetworkCase network_case = scaled;
  SpkNetwork *network;

  network_case.branch_scale = branch_scale;
  network = new_network (&network_case);
  network->pins[0] = spk_pins_new ();
  for (guint b = 0; b < 4; b++)
    {
      const guint k = network->spec.layers[0].sizes[b];

      for (guint i = 0; i < k * k; i++)
        spk_pins_set_intra (network->pins[0], k, i / k, i % k, SPK_EXCITATORY);
      for (guint i = 0; i < k * 2; i++)
        spk_pins_set_lateral (network->pins[0], k, i / 2, (SpkSide) (i % 2), SPK_EXCITATORY);
    }
  for (gsize i = 0; i < network->group_start[SPK_GROUP_ALPHA]; i++)
    network->values[i] = 1;
  return network;
}

static void
test_branch_scale_gives_equal_drive_variance (void)
{
  g_autoptr (SpkNetwork) network = new_excitatory_network (TRUE);
  g_autoptr (SpkNetwork) unscaled = new_excitatory_network (FALSE);

  for (guint b = 0; b < 4; b++)
    {
      const guint k = network->spec.layers[0].sizes[b];

      g_assert_cmpfloat_with_epsilon (drive_variance (network, k), 8 + 2, 1e-5);
      g_assert_cmpfloat_with_epsilon (drive_variance (unscaled, k), k + 2, 1e-5);
    }
}

static void
test_branch_scale_of_the_largest_is_one (void)
{
  g_autoptr (SpkNetwork) network = new_excitatory_network (TRUE);
  g_autoptr (SpkNetwork) unscaled = new_excitatory_network (FALSE);

  g_assert_cmpfloat (spk_recurrence_scale_relative (&network->spec, 0, 8), ==, 1);
  g_assert_cmpfloat_with_epsilon (spk_recurrence_scale_relative (&network->spec, 0, 3), sqrt (10.0 / 5.0), 1e-12);
  g_assert_cmpfloat (spk_recurrence_scale_relative (&unscaled->spec, 0, 3), ==, 1);
}

static void
test_probabilities_follow_the_temperature (void)
{
  g_autoptr (SpkNetwork) network = new_network (&scaled);
  float *alpha = network->values + network->layers[0].alpha_size;
  double p[SPK_MAX_SIZES];

  for (guint b = 0; b < 4; b++)
    alpha[b] = b == 2;
  network->temperature = 0.5;
  spk_recurrence_size_probabilities (network, 0, p);
  g_assert_cmpfloat_with_epsilon (p[0] + p[1] + p[2] + p[3], 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (p[2] / p[0], exp (1 / 0.5), 1e-9);
  network->temperature = 1e6;
  spk_recurrence_size_probabilities (network, 0, p);
  g_assert_cmpfloat_with_epsilon (p[2], 0.25, 1e-5);
}

static void
test_probabilities_of_extreme_alpha_are_finite (void)
{
  g_autoptr (SpkNetwork) network = new_network (&scaled);
  const SpkBranch *branch = &network->layers[0].branches[1];
  g_autofree float *intra = g_new (float, 3 * 3 * 3), *lateral = g_new (float, 3 * 2 * 3);

  network->temperature = 0.1;
  network->values[branch->alpha_intra] = 1e4f;
  network->values[branch->alpha_intra + 1] = -1e4f;
  spk_recurrence_type_probabilities (network, 0, 1, intra, lateral);
  g_assert_cmpfloat (intra[0], ==, 1);
  g_assert_cmpfloat (intra[1], ==, 0);
  g_assert_cmpfloat (intra[2], ==, 0);
  for (guint i = 0; i < 3 * 2; i++)
    g_assert_cmpfloat_with_epsilon (lateral[3 * i] + lateral[3 * i + 1] + lateral[3 * i + 2], 1, 1e-6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *combines = g_strconcat ("/recurrence/combines-like-single-connections/", cases[i].name, NULL);
      g_autofree char *differentiates = g_strconcat ("/recurrence/differentiates-like-single-connections/", cases[i].name, NULL);

      g_test_add_data_func (combines, &cases[i], test_combines_like_single_connections);
      g_test_add_data_func (differentiates, &cases[i], test_differentiates_like_single_connections);
    }
  g_test_add_func ("/recurrence/sizes-that-divide-share-a-chain", test_sizes_that_divide_share_a_chain);
  g_test_add_func ("/recurrence/branch-scale/gives-equal-drive-variance", test_branch_scale_gives_equal_drive_variance);
  g_test_add_func ("/recurrence/branch-scale/of-the-largest-is-one", test_branch_scale_of_the_largest_is_one);
  g_test_add_func ("/recurrence/probabilities/follow-the-temperature", test_probabilities_follow_the_temperature);
  g_test_add_func ("/recurrence/probabilities/of-extreme-alpha-are-finite", test_probabilities_of_extreme_alpha_are_finite);
  return g_test_run ();
}
