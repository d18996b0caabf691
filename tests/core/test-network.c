/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-network.h"

#include <math.h>
#include <string.h>

#include "network-fixture.h"

static const NetworkCase mixed = {
  "mixed",
  { { SPK_LAYER_SC_ML, 12, { 4 } }, { SPK_LAYER_SUPERNET, 6, { 2, 3 } }, { SPK_LAYER_DENSE, 5 }, { SPK_LAYER_FEEDFORWARD, 4 } },
  .channels = 7, .classes = 3,
};

typedef struct
{
  const char       *name;
  SpkParameterGroup group;
  gboolean          magnitude;
  guint             rank;
  gsize             dims[SPK_ARRAY_MAX_RANK];
} Segment;

/* Names and shapes are part of the file format of a run. */
static const Segment segments[] = {
  { "layer0/W", SPK_GROUP_WEIGHT, FALSE, 2, { 7, 12 } },
  { "layer0/w", SPK_GROUP_WEIGHT, TRUE, 3, { 3, 4, 4 } },
  { "layer0/v", SPK_GROUP_WEIGHT, TRUE, 3, { 3, 4, 2 } },
  { "layer1/W", SPK_GROUP_WEIGHT, FALSE, 2, { 12, 6 } },
  { "layer1/branch0/w_exc", SPK_GROUP_WEIGHT, TRUE, 3, { 3, 2, 2 } },
  { "layer1/branch0/w_inh", SPK_GROUP_WEIGHT, TRUE, 3, { 3, 2, 2 } },
  { "layer1/branch0/v_exc", SPK_GROUP_WEIGHT, TRUE, 3, { 3, 2, 2 } },
  { "layer1/branch0/v_inh", SPK_GROUP_WEIGHT, TRUE, 3, { 3, 2, 2 } },
  { "layer1/branch1/w_exc", SPK_GROUP_WEIGHT, TRUE, 3, { 2, 3, 3 } },
  { "layer1/branch1/w_inh", SPK_GROUP_WEIGHT, TRUE, 3, { 2, 3, 3 } },
  { "layer1/branch1/v_exc", SPK_GROUP_WEIGHT, TRUE, 3, { 2, 3, 2 } },
  { "layer1/branch1/v_inh", SPK_GROUP_WEIGHT, TRUE, 3, { 2, 3, 2 } },
  { "layer2/W", SPK_GROUP_WEIGHT, FALSE, 2, { 6, 5 } },
  { "layer2/w", SPK_GROUP_WEIGHT, FALSE, 2, { 5, 5 } },
  { "layer3/W", SPK_GROUP_WEIGHT, FALSE, 2, { 5, 4 } },
  { "readout", SPK_GROUP_WEIGHT, FALSE, 2, { 4, 3 } },
  { "layer1/branch0/alpha_intra", SPK_GROUP_ALPHA, FALSE, 3, { 2, 2, 3 } },
  { "layer1/branch0/alpha_lateral", SPK_GROUP_ALPHA, FALSE, 3, { 2, 2, 3 } },
  { "layer1/branch1/alpha_intra", SPK_GROUP_ALPHA, FALSE, 3, { 3, 3, 3 } },
  { "layer1/branch1/alpha_lateral", SPK_GROUP_ALPHA, FALSE, 3, { 3, 2, 3 } },
  { "layer1/alpha_size", SPK_GROUP_ALPHA, FALSE, 1, { 2 } },
  { "layer0/R", SPK_GROUP_NEURON, FALSE, 1, { 12 } },
  { "layer0/tau_m", SPK_GROUP_NEURON, FALSE, 1, { 12 } },
  { "layer1/R", SPK_GROUP_NEURON, FALSE, 1, { 6 } },
  { "layer1/tau_m", SPK_GROUP_NEURON, FALSE, 1, { 6 } },
  { "layer2/R", SPK_GROUP_NEURON, FALSE, 1, { 5 } },
  { "layer2/tau_m", SPK_GROUP_NEURON, FALSE, 1, { 5 } },
  { "layer3/R", SPK_GROUP_NEURON, FALSE, 1, { 4 } },
  { "layer3/tau_m", SPK_GROUP_NEURON, FALSE, 1, { 4 } },
};

static void
test_names_and_shapes (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&mixed, 1);

  g_assert_cmpuint (network->n_parameters, ==, G_N_ELEMENTS (segments));
  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    {
      const SpkParameter *parameter = spk_network_find (network, segments[i].name);
      gsize n = 1;

      g_assert_nonnull (parameter);
      g_assert_cmpint (parameter->group, ==, segments[i].group);
      g_assert_cmpint (parameter->magnitude, ==, segments[i].magnitude);
      g_assert_cmpuint (parameter->rank, ==, segments[i].rank);
      for (guint d = 0; d < segments[i].rank; d++)
        {
          g_assert_cmpuint (parameter->dims[d], ==, segments[i].dims[d]);
          n *= segments[i].dims[d];
        }
      g_assert_cmpuint (parameter->n, ==, n);
    }
  g_assert_null (spk_network_find (network, "layer4/W"));
}

static void
test_population_feedback_starts_at_zero (void)
{
  static const NetworkCase pair = { "pair", { { SPK_LAYER_SC_ML, 6, { 3 }, TRUE }, { SPK_LAYER_SUPERNET, 4, { 2 }, TRUE } },
                                    .channels = 3, .classes = 2 };
  const SpkInitialScales scales = { .input = 1, .recurrent = 1, .lateral = 1, .readout = 1, .tau_m = 5 };
  g_autoptr (SpkNetwork) with = network_case_new_network (&pair, 1);

  spk_network_initialise (with, &scales, 1);
  for (guint l = 0; l < 2; l++)
    {
      g_autofree char *name = g_strdup_printf ("layer%u/g", l);
      const SpkParameter *parameter = spk_network_find (with, name);

      g_assert_nonnull (parameter);
      g_assert_cmpint (parameter->group, ==, SPK_GROUP_WEIGHT);
      g_assert_false (parameter->magnitude);
      g_assert_cmpuint (parameter->n, ==, with->spec.layers[l].neurons);
      g_assert_cmpuint (parameter->offset, ==, with->layers[l].population);
      for (gsize i = 0; i < parameter->n; i++)
        g_assert_cmpfloat (with->values[parameter->offset + i], ==, 0);
    }
}

static void
test_segments_lie_group_by_group (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&mixed, 1);
  gsize end = 0;

  for (guint i = 0; i < network->n_parameters; i++)
    {
      const SpkParameter *parameter = &network->parameters[i];

      g_assert_cmpuint (parameter->offset % 16, ==, 0);
      g_assert_cmpuint (parameter->offset, >=, end);
      end = parameter->offset + parameter->n;
      g_assert_cmpuint (parameter->offset, >=, network->group_start[parameter->group]);
      g_assert_cmpuint (end, <=, network->group_start[parameter->group + 1]);
    }
  g_assert_cmpuint (end, <=, network->n_values);
  g_assert_cmpuint (network->group_start[SPK_N_GROUPS], ==, network->n_values);
}

static void
test_counts_weights (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&mixed, 1);
  const guint motif = spk_topology_count_connections (network->spec.layers[0].topology);
  /* model.md, section 5: two magnitudes a connection, k + 2 connections a neuron */
  const guint64 recurrent = 12 / 4 * motif + 2 * 6 * (2 + 2) + 2 * 6 * (3 + 2) + 5 * 5;

  g_assert_cmpuint (spk_network_count_recurrent (network), ==, recurrent);
  g_assert_cmpuint (spk_network_count_weights (network), ==, recurrent + 7 * 12 + 12 * 6 + 6 * 5 + 5 * 4 + 4 * 3);
}

static const SpkInitialScales scales = {
  .input = 1, .recurrent = 1, .lateral = 0.5, .readout = 1, .tau_m = 8, .tau_m_spread = 0.5,
};

static void
test_initial_values_are_in_range (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&mixed, 1);

  spk_network_initialise (network, &scales, 3);
  for (guint i = 0; i < network->n_parameters; i++)
    for (gsize j = 0; j < network->parameters[i].n && network->parameters[i].magnitude; j++)
      g_assert_cmpfloat (network->values[network->parameters[i].offset + j], >=, 0);
  for (guint l = 0; l < network->spec.n_layers; l++)
    for (guint n = 0; n < network->spec.layers[l].neurons; n++)
      {
        const float tau_m = network->values[network->layers[l].tau_m + n];

        g_assert_cmpfloat (tau_m, >=, 8 * exp (-0.5) - 1e-4);
        g_assert_cmpfloat (tau_m, <=, 8 * exp (0.5) + 1e-4);
        g_assert_cmpfloat (network->values[network->layers[l].resistance + n], ==, tau_m); /* the gain is 1 */
      }
}

static void
test_initial_values_follow_the_seed (void)
{
  g_autoptr (SpkNetwork) one = network_case_new_network (&mixed, 1);
  g_autoptr (SpkNetwork) two = network_case_new_network (&mixed, 1);
  const gsize n = one->n_values * sizeof (float);

  spk_network_initialise (one, &scales, 3);
  spk_network_initialise (two, &scales, 3);
  g_assert_cmpmem (one->values, n, two->values, n);
  spk_network_initialise (two, &scales, 4);
  g_assert_true (memcmp (one->values, two->values, n) != 0);
}

static void
test_new_network_is_zero (void)
{
  SpkNetworkSpec spec;

  network_case_get_spec (&mixed, 1, &spec);

  g_autoptr (SpkNetwork) network = spk_network_new (&spec);

  spk_network_spec_clear (&spec); /* the network has its own */
  g_assert_nonnull (network->spec.layers[0].topology);
  g_assert_cmpfloat (network->temperature, ==, 1);
  for (gsize i = 0; i < network->n_values; i++)
    g_assert_cmpfloat (network->values[i], ==, 0);
}

static void
test_copy_is_independent (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&mixed, 1);
  const gsize n = network->n_values * sizeof (float);
  g_autoptr (SpkNetwork) copy = NULL;
  float value;

  network->pins[1] = spk_pins_new ();
  spk_pins_set_intra (network->pins[1], 2, 0, 1, SPK_ABSENT);
  copy = spk_network_copy (network);
  g_assert_cmpmem (copy->values, n, network->values, n);
  g_assert_cmpfloat (copy->temperature, ==, network->temperature);
  g_assert_cmpint (spk_pins_get_intra (copy->pins[1], 2, 0, 1), ==, SPK_ABSENT);
  g_assert_null (copy->pins[0]);

  value = network->values[0];
  copy->values[0] += 1;
  spk_pins_set_intra (copy->pins[1], 2, 0, 1, SPK_EXCITATORY);
  g_assert_cmpfloat (network->values[0], ==, value);
  g_assert_cmpint (spk_pins_get_intra (network->pins[1], 2, 0, 1), ==, SPK_ABSENT);
}

static void
test_restores_what_it_saved (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&mixed, 1);
  g_autoptr (SpkNetwork) other = network_case_new_network (&mixed, 2);
  g_autoptr (SpkArrays) arrays = spk_arrays_new ();
  g_autoptr (GError) error = NULL;
  const gsize n = network->n_values * sizeof (float);

  spk_network_save (network, network->values, "network/", arrays);
  g_assert_cmpuint (spk_arrays_get_n (arrays), ==, network->n_parameters);
  g_assert_nonnull (spk_arrays_find (arrays, "network/layer1/branch1/alpha_intra"));
  g_assert_true (spk_network_restore (other, other->values, "network/", arrays, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (other->values, n, network->values, n);
}

/* Restores into a network of another draw and sees that nothing of it changed. */
static void
assert_restore_fails (const NetworkCase *network_case, const char *prefix, const SpkArrays *arrays, const char *message)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (network_case, 2);
  g_autofree float *before = g_memdup2 (network->values, network->n_values * sizeof (float));
  g_autoptr (GError) error = NULL;

  g_assert_false (spk_network_restore (network, network->values, prefix, arrays, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE);
  g_assert_nonnull (strstr (error->message, message));
  g_assert_cmpmem (network->values, network->n_values * sizeof (float), before, network->n_values * sizeof (float));
}

static void
test_restore_of_another_shape_changes_nothing (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&mixed, 1);
  g_autoptr (SpkArrays) arrays = spk_arrays_new ();
  NetworkCase wider = mixed, classes = mixed, deeper = mixed;

  spk_network_save (network, network->values, "network/", arrays);
  assert_restore_fails (&mixed, "other/", arrays, "\"other/layer0/W\" is missing");
  wider.layers[2].neurons = 6;
  assert_restore_fails (&wider, "network/", arrays, "another shape");
  classes.classes = 4;
  assert_restore_fails (&classes, "network/", arrays, "\"network/readout\"");
  deeper.layers[3].kind = SPK_LAYER_DENSE;
  assert_restore_fails (&deeper, "network/", arrays, "\"network/layer3/w\" is missing");
}

static void
test_restore_of_another_type_changes_nothing (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&mixed, 1);
  g_autoptr (SpkArrays) arrays = spk_arrays_new ();

  for (guint i = 0; i < network->n_parameters; i++)
    spk_arrays_add (arrays, network->parameters[i].name, i + 1 < network->n_parameters ? SPK_ARRAY_FLOAT32 : SPK_ARRAY_FLOAT64,
                    network->parameters[i].rank, network->parameters[i].dims, NULL);
  assert_restore_fails (&mixed, "", arrays, "another shape");
}

typedef struct
{
  const char    *name;
  SpkNetworkSpec spec;
  const char    *message; /* part of it */
} WrongSpec;

static const WrongSpec wrong_specs[] = {
  { "no-layers", { .channels = 3, .classes = 2 }, "1 to 16 layers" },
  { "no-channels", { .classes = 2, .n_layers = 1, .layers = { { SPK_LAYER_DENSE, 4 } } }, "a channel" },
  { "no-classes", { .channels = 3, .n_layers = 1, .layers = { { SPK_LAYER_DENSE, 4 } } }, "a class" },
  { "no-neurons", { .channels = 3, .classes = 2, .n_layers = 1, .layers = { { SPK_LAYER_DENSE, 0 } } }, "layer 1" },
  { "no-neurons-in-a-supernet",
    { .channels = 3, .classes = 2, .n_layers = 1, .layers = { { SPK_LAYER_SUPERNET, 0, NULL, 1, { 2 } } } }, "layer 1" },
  { "no-sizes",
    { .channels = 3, .classes = 2, .n_layers = 2, .layers = { { SPK_LAYER_DENSE, 4 }, { SPK_LAYER_SUPERNET, 4 } } }, "layer 2" },
  { "size-that-does-not-divide",
    { .channels = 3, .classes = 2, .n_layers = 1, .layers = { { SPK_LAYER_SUPERNET, 8, NULL, 2, { 2, 3 } } } }, "size 3" },
  { "population-feedback-without-motifs",
    { .channels = 3, .classes = 2, .n_layers = 1, .layers = { { SPK_LAYER_DENSE, 4, .population = TRUE } } },
    "only layers of motifs" },
  { "size-of-zero",
    { .channels = 3, .classes = 2, .n_layers = 1, .layers = { { SPK_LAYER_SUPERNET, 8, NULL, 1, { 0 } } } }, "size 0" },
};

static void
test_wrong_shape_is_an_error (gconstpointer data)
{
  const WrongSpec *it = data;
  g_autoptr (GError) error = NULL;

  g_assert_false (spk_network_spec_check (&it->spec, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE);
  g_assert_nonnull (strstr (error->message, it->message));
}

static void
test_motif_that_does_not_divide_is_an_error (void)
{
  g_autoptr (GError) error = NULL;
  SpkNetworkSpec spec = { .channels = 3, .classes = 2, .n_layers = 1, .layers = { { SPK_LAYER_SC_ML, 8 } } };

  spec.layers[0].topology = spk_topology_new (3, NULL, NULL);
  g_assert_false (spk_network_spec_check (&spec, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE);
  g_assert_true (g_str_has_prefix (error->message, "layer 1: "));
  spk_network_spec_clear (&spec);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/names-and-shapes", test_names_and_shapes);
  g_test_add_func ("/network/population-feedback-starts-at-zero", test_population_feedback_starts_at_zero);
  g_test_add_func ("/network/segments-lie-group-by-group", test_segments_lie_group_by_group);
  g_test_add_func ("/network/counts-weights", test_counts_weights);
  g_test_add_func ("/network/new-network-is-zero", test_new_network_is_zero);
  g_test_add_func ("/network/initial-values/are-in-range", test_initial_values_are_in_range);
  g_test_add_func ("/network/initial-values/follow-the-seed", test_initial_values_follow_the_seed);
  g_test_add_func ("/network/copy-is-independent", test_copy_is_independent);
  g_test_add_func ("/network/restores-what-it-saved", test_restores_what_it_saved);
  g_test_add_func ("/network/restore-of-another-shape-changes-nothing", test_restore_of_another_shape_changes_nothing);
  g_test_add_func ("/network/restore-of-another-type-changes-nothing", test_restore_of_another_type_changes_nothing);
  for (guint i = 0; i < G_N_ELEMENTS (wrong_specs); i++)
    {
      g_autofree char *name = g_strconcat ("/network/wrong-shape-is-an-error/", wrong_specs[i].name, NULL);

      g_test_add_data_func (name, &wrong_specs[i], test_wrong_shape_is_an_error);
    }
  g_test_add_func ("/network/motif-that-does-not-divide-is-an-error", test_motif_that_does_not_divide_is_an_error);
  return g_test_run ();
}
