/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-model-error.h"
#include "search/spk-network-shape.h"
#include "search-fixture.h"

static void
expect_error (const SpkSettings *settings, gboolean relaxed, GPtrArray *motifs, GQuark domain, int code,
              const char *part)
{
  g_autoptr (GError) error = NULL;
  SpkNetworkSpec spec;

  g_assert_false (spk_network_shape_make (settings, relaxed, motifs, 8, 2, &spec, &error));
  g_assert_error (error, domain, code);
  assert_mentions (error, part);
  g_assert_cmpuint (spec.n_layers, ==, 0); /* cleared */
}

static void
make (const SpkSettings *settings, gboolean relaxed, GPtrArray *motifs, SpkNetworkSpec *spec)
{
  g_autoptr (GError) error = NULL;

  spk_network_shape_make (settings, relaxed, motifs, 8, 2, spec, &error);
  g_assert_no_error (error);
}

static void
test_settings_become_a_shape (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  SpkNetworkSpec spec;

  settings->layer = SPK_SETTINGS_LAYER_DENSE;
  settings->neurons = (SpkList){ 2, { 16, 8 } };
  settings->readout = SPK_SETTINGS_READOUT_SPIKES;
  settings->tau_s = 3;
  settings->readout_gain = 4;
  settings->surrogate_slope = 2;
  make (settings, FALSE, NULL, &spec);
  g_assert_cmpuint (spec.channels, ==, 8);
  g_assert_cmpuint (spec.classes, ==, 2);
  g_assert_cmpuint (spec.n_layers, ==, 2);
  g_assert_cmpuint (spec.layers[1].neurons, ==, 8);
  g_assert_cmpint (spec.layers[0].kind, ==, SPK_LAYER_DENSE);
  g_assert_cmpint (spec.readout, ==, SPK_READOUT_SPIKES);
  g_assert_cmpfloat (spec.tau_s, ==, 3);
  g_assert_cmpfloat (spec.tau_m_readout, ==, 6);
  g_assert_cmpfloat (spec.gain, ==, 4);
  g_assert_cmpfloat (spec.slope, ==, 2);
  spk_network_spec_clear (&spec);
}

static void
test_relaxed_layers_hold_all_sizes (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  SpkNetworkSpec spec;

  make (settings, TRUE, NULL, &spec);
  g_assert_cmpint (spec.layers[0].kind, ==, SPK_LAYER_SUPERNET);
  g_assert_cmpuint (spec.layers[0].n_sizes, ==, 2);
  g_assert_cmpuint (spec.layers[0].sizes[1], ==, 4);
  g_assert_null (spec.layers[0].topology);
  spk_network_spec_clear (&spec);
}

static void
test_one_motif_serves_all_layers (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (GPtrArray) one = make_motifs (4, 1);
  g_autoptr (GPtrArray) two = make_motifs (4, 2);
  SpkNetworkSpec spec;

  settings->neurons = (SpkList){ 2, { 16, 8 } };
  make (settings, FALSE, one, &spec);
  g_assert_true (spec.layers[0].topology == spec.layers[1].topology);
  spk_network_spec_clear (&spec);
  make (settings, FALSE, two, &spec);
  g_assert_true (spec.layers[1].topology == g_ptr_array_index (two, 1));
  spk_network_spec_clear (&spec);
}

static void
test_missing_motifs_are_told (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (GPtrArray) none = make_motifs (4, 0);

  expect_error (settings, FALSE, NULL, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "needs a motif");
  expect_error (settings, FALSE, none, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "needs a motif");
}

static void
test_wrong_numbers_of_motifs_are_told (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (GPtrArray) two = make_motifs (4, 2);

  expect_error (settings, FALSE, two, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "2 motifs for 1 layers");
  settings->neurons = (SpkList){ 3, { 16, 16, 16 } };
  expect_error (settings, FALSE, two, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS, "2 motifs for 3 layers");
}

static void
test_motifs_that_do_not_divide_a_layer_are_told (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (GPtrArray) motifs = make_motifs (4, 1);

  settings->neurons = (SpkList){ 2, { 16, 18 } };
  expect_error (settings, FALSE, motifs, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE, "layer 2");
}

static void
test_sizes_that_do_not_divide_a_layer_are_told (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();

  settings->neurons = (SpkList){ 2, { 16, 18 } };
  expect_error (settings, TRUE, NULL, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE, 
                "layer 2: motif size 4 does not divide 18");
  settings->sizes.n = 0;
  expect_error (settings, TRUE, NULL, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE, "no motif sizes");
}

static void
test_durations_are_microseconds (void)
{
  g_autoptr (SpkSettings) settings = make_search_settings ();
  g_autoptr (SpkDataset) dataset = make_randman (2, 8, 10);

  g_assert_cmpuint (spk_network_shape_duration (settings, dataset), ==, spk_dataset_suggest_duration_us (dataset));
  settings->duration = 12.5;
  g_assert_cmpuint (spk_network_shape_duration (settings, dataset), ==, 12500);
  settings->duration = 1e-9;
  g_assert_cmpuint (spk_network_shape_duration (settings, dataset), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network-shape/settings-become-a-shape", test_settings_become_a_shape);
  g_test_add_func ("/network-shape/relaxed-layers-hold-all-sizes", test_relaxed_layers_hold_all_sizes);
  g_test_add_func ("/network-shape/one-motif-serves-all-layers", test_one_motif_serves_all_layers);
  g_test_add_func ("/network-shape/missing-motifs-are-told", test_missing_motifs_are_told);
  g_test_add_func ("/network-shape/wrong-numbers-of-motifs-are-told", test_wrong_numbers_of_motifs_are_told);
  g_test_add_func ("/network-shape/motifs-that-do-not-divide-a-layer-are-told",
                   test_motifs_that_do_not_divide_a_layer_are_told);
  g_test_add_func ("/network-shape/sizes-that-do-not-divide-a-layer-are-told",
                   test_sizes_that_do_not_divide_a_layer_are_told);
  g_test_add_func ("/network-shape/durations-are-microseconds", test_durations_are_microseconds);
  return g_test_run ();
}
