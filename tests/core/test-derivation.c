/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-derivation.h"

#include <math.h>

#include "closeness.h"
#include "model/spk-engine.h"
#include "network-fixture.h"

static const NetworkCase plain = {
  "plain", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
  .channels = 7, .classes = 4, .steps = 30, .n_samples = 16, .density = 0.15,
};

/* Decides every type and size: what was likeliest becomes certain. */
static void
saturate (SpkNetwork *network)
{
  for (guint i = 0; i < network->n_parameters; i++)
    {
      const SpkParameter *parameter = &network->parameters[i];
      const gsize n = g_str_has_suffix (parameter->name, "/alpha_size") ? parameter->n : 3;

      if (parameter->group != SPK_GROUP_ALPHA)
        continue;
      for (gsize first = 0; first < parameter->n; first += n)
        {
          float *alpha = network->values + parameter->offset + first;
          guint best = 0;

          for (guint j = 1; j < n; j++)
            if (alpha[j] > alpha[best])
              best = j;
          for (guint j = 0; j < n; j++)
            alpha[j] = j == best ? 300 : -300;
        }
    }
}

static void
set_alpha (SpkNetwork *network, float value)
{
  for (gsize i = network->group_start[SPK_GROUP_ALPHA]; i < network->group_start[SPK_GROUP_ALPHA + 1]; i++)
    network->values[i] = value;
}

static void
test_takes_the_likeliest (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&plain, 1);
  const SpkBranch *branch = &network->layers[0].branches[1];
  g_autoptr (SpkTopology) topology = NULL;

  set_alpha (network, 0);
  network->values[network->layers[0].alpha_size + 1] = 0.1f;
  network->values[branch->alpha_intra + 3 * (0 * 3 + 1) + 1] = 0.1f;    /* 0 <- 1 inhibitory */
  network->values[branch->alpha_intra + 3 * (2 * 3 + 0) + 2] = 0.1f;    /* 2 <- 0 absent */
  network->values[branch->alpha_lateral + 3 * (1 * 2 + 1) + 2] = 0.1f;  /* 1 <- next absent */
  network->values[branch->alpha_lateral + 3 * (2 * 2 + 0) + 1] = 0.1f;  /* 2 <- previous inhibitory */
  topology = spk_derivation_get_topology (network, 0);
  g_assert_cmpuint (spk_topology_get_size (topology), ==, 3);
  g_assert_cmpint (spk_topology_get_intra (topology, 0, 1), ==, SPK_INHIBITORY);
  g_assert_cmpint (spk_topology_get_intra (topology, 2, 0), ==, SPK_ABSENT);
  g_assert_cmpint (spk_topology_get_intra (topology, 1, 0), ==, SPK_EXCITATORY);
  g_assert_cmpint (spk_topology_get_lateral (topology, 1, SPK_NEXT), ==, SPK_ABSENT);
  g_assert_cmpint (spk_topology_get_lateral (topology, 2, SPK_PREVIOUS), ==, SPK_INHIBITORY);
  g_assert_cmpint (spk_topology_get_lateral (topology, 2, SPK_NEXT), ==, SPK_EXCITATORY);
}

static void
test_settles_ties_by_order (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&plain, 1);
  g_autoptr (SpkTopology) topology = NULL;

  set_alpha (network, 0.25f);
  topology = spk_derivation_get_topology (network, 0);
  g_assert_cmpuint (spk_derivation_get_branch (network, 0), ==, 0);
  g_assert_cmpuint (spk_topology_get_size (topology), ==, 2);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpint (spk_topology_get_intra (topology, i / 2, i % 2), ==, SPK_EXCITATORY);
      g_assert_cmpint (spk_topology_get_lateral (topology, i / 2, (SpkSide) (i % 2)), ==, SPK_EXCITATORY);
    }
}

static void
test_keeps_pins (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&plain, 1);
  g_autoptr (SpkTopology) topology = NULL;

  set_alpha (network, 0);
  network->values[network->layers[0].alpha_size] = 5; /* against the pinned size */
  network->pins[0] = spk_pins_new ();
  spk_pins_set_size (network->pins[0], 4);
  spk_pins_set_intra (network->pins[0], 4, 1, 3, SPK_ABSENT);
  spk_pins_set_lateral (network->pins[0], 4, 2, SPK_NEXT, SPK_INHIBITORY);
  topology = spk_derivation_get_topology (network, 0);
  g_assert_cmpuint (spk_topology_get_size (topology), ==, 4);
  g_assert_cmpint (spk_topology_get_intra (topology, 1, 3), ==, SPK_ABSENT);
  g_assert_cmpint (spk_topology_get_lateral (topology, 2, SPK_NEXT), ==, SPK_INHIBITORY);
}

static void
test_derived_spec_has_fixed_layers (void)
{
  static const NetworkCase mixed = {
    "mixed", { { SPK_LAYER_SUPERNET, 12, { 2, 3 } }, { SPK_LAYER_DENSE, 5 }, { SPK_LAYER_FEEDFORWARD, 4 } },
    .channels = 7, .classes = 4,
  };
  g_autoptr (SpkNetwork) network = network_case_new_network (&mixed, 1);
  g_autoptr (GError) error = NULL;
  SpkNetworkSpec spec;

  spk_derivation_get_spec (network, &spec);
  g_assert_true (spk_network_spec_check (&spec, &error));
  g_assert_no_error (error);
  g_assert_cmpint (spec.layers[0].kind, ==, SPK_LAYER_SC_ML);
  g_assert_nonnull (spec.layers[0].topology);
  g_assert_cmpuint (spec.layers[0].n_sizes, ==, 0);
  g_assert_cmpint (spec.layers[1].kind, ==, SPK_LAYER_DENSE);
  g_assert_cmpint (spec.layers[2].kind, ==, SPK_LAYER_FEEDFORWARD);
  spk_network_spec_clear (&spec);
}

static float *
compute_scores (const SpkNetwork *network, SpikeData *data)
{
  g_autoptr (SpkPool) pool = spk_pool_new (1);
  g_autoptr (SpkEngine) engine = spk_engine_new (&network->spec, data->steps, data->n_samples, pool);
  const SpkBatch batch = spike_data_get_batch (data);

  spk_engine_load (engine, network);
  return g_memdup2 (spk_engine_evaluate (engine, &batch)->scores,
                    data->n_samples * network->spec.classes * sizeof (float));
}

/* Where every probability is 0 or 1 there is no discretisation gap. */
static void
test_a_decided_network_keeps_its_scores (gconstpointer data)
{
  const NetworkCase *network_case = data;

  for (guint64 seed = 1; seed <= 6; seed++) /* other sizes win */
    {
      g_autoptr (SpkNetwork) relaxed = network_case_new_network (network_case, seed);
      g_autoptr (SpikeData) input = spike_data_new (network_case, seed);
      const gsize n = (gsize) input->n_samples * network_case->classes;

      saturate (relaxed);

      g_autoptr (SpkNetwork) derived = spk_derivation_inherit (relaxed);
      g_autofree float *before = compute_scores (relaxed, input);
      g_autofree float *after = compute_scores (derived, input);
      g_autofree double *expected = g_new (double, n);

      for (gsize i = 0; i < n; i++)
        expected[i] = before[i];
      closeness_assert ("scores", after, expected, n, 1e-5);
    }
}

static const NetworkCase decided[] = {
  { "supernet", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .channels = 7, .classes = 4, .steps = 30, .n_samples = 16, .density = 0.15 },
  { "branch-scale", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .branch_scale = TRUE, .channels = 7, .classes = 4, .steps = 30, .n_samples = 16, .density = 0.15 },
  { "pins", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .pinned = TRUE, .channels = 7, .classes = 4, .steps = 30, .n_samples = 16, .density = 0.15 },
  { "spikes-readout", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .readout = SPK_READOUT_SPIKES, .channels = 7, .classes = 4, .steps = 30, .n_samples = 16, .density = 0.15 },
  { "population", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 }, TRUE } },
    .channels = 7, .classes = 4, .steps = 30, .n_samples = 16, .density = 0.15 },
  { "beside-dense", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } }, { SPK_LAYER_DENSE, 9 } },
    .channels = 7, .classes = 4, .steps = 30, .n_samples = 16, .density = 0.15 },
  { "beside-sc-ml", { { SPK_LAYER_SC_ML, 9, { 3 } }, { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .channels = 7, .classes = 4, .steps = 30, .n_samples = 16, .density = 0.15 },
  { "beside-feed-forward", { { SPK_LAYER_FEEDFORWARD, 9 }, { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } },
    .channels = 7, .classes = 4, .steps = 30, .n_samples = 16, .density = 0.15 },
};

static void
test_entropy_of_equal_alpha_is_one (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&plain, 1);
  double sizes;

  set_alpha (network, 0.5f);
  g_assert_cmpfloat_with_epsilon (spk_derivation_get_entropy (network, 0, &sizes), 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (sizes, 1, 1e-6);
}

static void
test_entropy_of_a_decided_layer_is_zero (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&plain, 1);
  double sizes;

  saturate (network);
  g_assert_cmpfloat (spk_derivation_get_entropy (network, 0, &sizes), ==, 0);
  g_assert_cmpfloat (sizes, ==, 0);
}

static void
test_entropy_of_a_single_size_is_zero (void)
{
  static const NetworkCase single = { "single", { { SPK_LAYER_SUPERNET, 12, { 3 } } }, .channels = 7, .classes = 4 };
  g_autoptr (SpkNetwork) network = network_case_new_network (&single, 1);
  double sizes, types;

  types = spk_derivation_get_entropy (network, 0, &sizes);
  g_assert_cmpfloat (types, >, 0);
  g_assert_cmpfloat (types, <, 1);
  g_assert_cmpfloat (sizes, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/derivation/takes-the-likeliest", test_takes_the_likeliest);
  g_test_add_func ("/derivation/settles-ties-by-order", test_settles_ties_by_order);
  g_test_add_func ("/derivation/keeps-pins", test_keeps_pins);
  g_test_add_func ("/derivation/derived-spec-has-fixed-layers", test_derived_spec_has_fixed_layers);
  for (guint i = 0; i < G_N_ELEMENTS (decided); i++)
    {
      g_autofree char *name = g_strconcat ("/derivation/a-decided-network-keeps-its-scores/", decided[i].name, NULL);

      g_test_add_data_func (name, &decided[i], test_a_decided_network_keeps_its_scores);
    }
  g_test_add_func ("/derivation/entropy/of-equal-alpha-is-one", test_entropy_of_equal_alpha_is_one);
  g_test_add_func ("/derivation/entropy/of-a-decided-layer-is-zero", test_entropy_of_a_decided_layer_is_zero);
  g_test_add_func ("/derivation/entropy/of-a-single-size-is-zero", test_entropy_of_a_single_size_is_zero);
  return g_test_run ();
}
