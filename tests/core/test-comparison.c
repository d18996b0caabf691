/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-comparison.h"

#include <math.h>

#include "search-fixture.h"

static void
test_names_are_found_again (void)
{
  for (SpkControl control = 0; control < SPK_N_CONTROLS; control++)
    {
      SpkControl found;

      g_assert_true (spk_control_find (spk_control_get_name (control), &found));
      g_assert_cmpint (found, ==, control);
    }
}

static void
test_unknown_name_is_not_found (void)
{
  SpkControl control;

  g_assert_false (spk_control_find ("sparse", &control));
  g_assert_false (spk_control_find ("", &control));
}

/* A control is trained like a derived network is trained anew. */
static void
test_training_takes_the_epochs_of_the_retraining (void)
{
  g_autoptr (SpkSettings) search = make_search_settings ();
  g_autoptr (SpkSettings) settings = spk_control_make_settings (SPK_CONTROL_DENSE, search, 5);

  g_assert_cmpuint (settings->epochs, ==, search->retrain_epochs);
  g_assert_cmpuint (settings->seed, ==, 5);
  g_assert_cmpuint (settings->layer, ==, SPK_SETTINGS_LAYER_DENSE);
  g_assert_cmpfloat (settings->valid_fraction, ==, 0);
  g_assert_true (settings->plasticity);
}

static void
test_search_keeps_its_settings (void)
{
  g_autoptr (SpkSettings) search = make_search_settings ();
  g_autoptr (SpkSettings) derived = spk_control_make_settings (SPK_CONTROL_DERIVED, search, 5);
  g_autoptr (SpkSettings) without = spk_control_make_settings (SPK_CONTROL_NO_SEARCH_PLASTICITY, search, 5);

  g_assert_cmpuint (derived->epochs, ==, search->epochs);
  g_assert_true (derived->plasticity);
  g_assert_cmpuint (without->epochs, ==, search->epochs);
  g_assert_false (without->plasticity);
}

/* The share that is judged by must stay held out. */
static void
test_held_out_share_stays (void)
{
  g_autoptr (SpkSettings) search = make_search_settings ();
  g_autoptr (SpkSettings) settings = NULL;

  search->evaluate = SPK_SETTINGS_EVALUATE_VALID;
  search->valid_fraction = 0.3;
  settings = spk_control_make_settings (SPK_CONTROL_FEEDFORWARD, search, 1);
  g_assert_cmpfloat (settings->valid_fraction, ==, 0.3);
}

static void
test_no_lateral_keeps_the_rest (void)
{
  g_autoptr (GPtrArray) motifs = make_motifs (8, 2);
  g_autoptr (GPtrArray) made = spk_control_make_motifs (SPK_CONTROL_NO_LATERAL, motifs, 1, 1);

  g_assert_cmpuint (made->len, ==, 2);
  for (guint l = 0; l < 2; l++)
    for (guint post = 0; post < 8; post++)
      {
        g_assert_cmpint (spk_topology_get_lateral (made->pdata[l], post, SPK_PREVIOUS), ==, SPK_ABSENT);
        g_assert_cmpint (spk_topology_get_lateral (made->pdata[l], post, SPK_NEXT), ==, SPK_ABSENT);
        for (guint pre = 0; pre < 8; pre++)
          g_assert_cmpint (spk_topology_get_intra (made->pdata[l], post, pre), ==,
                           spk_topology_get_intra (motifs->pdata[l], post, pre));
      }
}

/* All random motifs of a seed differ, in all layers. */
static void
test_random_motifs_differ (void)
{
  g_autoptr (GPtrArray) motifs = make_motifs (8, 2);
  g_autoptr (GPtrArray) first = spk_control_make_motifs (SPK_CONTROL_RANDOM, motifs, 1, 1);
  g_autoptr (GPtrArray) second = spk_control_make_motifs (SPK_CONTROL_RANDOM, motifs, 1, 2);
  SpkTopology *all[] = { first->pdata[0], first->pdata[1], second->pdata[0], second->pdata[1] };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_assert_cmpuint (spk_topology_get_size (all[i]), ==, 8);
      for (guint j = 0; j < i; j++)
        g_assert_false (spk_topology_equal (all[i], all[j]));
    }
}

/* Over many of them the mean density is that of the motif. */
static void
test_random_motifs_have_the_density (void)
{
  g_autoptr (GPtrArray) motifs = make_motifs (8, 1);
  const double density = spk_topology_get_density (motifs->pdata[0]);
  double sum = 0;

  for (guint number = 1; number <= 200; number++)
    {
      g_autoptr (GPtrArray) made = spk_control_make_motifs (SPK_CONTROL_RANDOM, motifs, 1, number);

      sum += spk_topology_get_density (made->pdata[0]);
    }
  g_assert_cmpfloat_with_epsilon (sum / 200, density, 0.02);
}

static void
test_layers_without_motif_get_none (void)
{
  g_assert_null (spk_control_make_motifs (SPK_CONTROL_DENSE, NULL, 1, 1));
  g_assert_null (spk_control_make_motifs (SPK_CONTROL_DERIVED, NULL, 1, 1));
}

static void
test_summary_has_mean_and_deviation (void)
{
  const SpkComparisonRun runs[] = {
    { SPK_CONTROL_DENSE, 1, 1, 0.5, NAN, 10, 4, 2 },
    { SPK_CONTROL_DERIVED, 1, 1, 0.9, 0.02, 8, 1, 3 },
    { SPK_CONTROL_DENSE, 2, 1, 0.7, NAN, 20, 8, 4 },
    { SPK_CONTROL_DENSE, 3, 1, 0.9, NAN, 30, 12, 6 },
  };
  g_autoptr (GArray) rows = spk_comparison_summarise (runs, G_N_ELEMENTS (runs));
  const SpkComparisonRow *derived = &g_array_index (rows, SpkComparisonRow, 0);
  const SpkComparisonRow *dense = &g_array_index (rows, SpkComparisonRow, 1);

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (derived->control, ==, SPK_CONTROL_DERIVED);
  g_assert_cmpuint (derived->n, ==, 1);
  g_assert_true (isnan (derived->deviation));
  g_assert_cmpfloat (derived->gap, ==, 0.02);
  g_assert_cmpuint (dense->n, ==, 3);
  g_assert_cmpfloat_with_epsilon (dense->mean, 0.7, 1e-12);
  g_assert_cmpfloat_with_epsilon (dense->deviation, 0.2, 1e-12);
  g_assert_cmpfloat (dense->minimum, ==, 0.5);
  g_assert_cmpfloat (dense->maximum, ==, 0.9);
  g_assert_true (isnan (dense->gap));
  g_assert_cmpfloat_with_epsilon (dense->parameters, 20, 1e-12);
  g_assert_cmpfloat_with_epsilon (dense->recurrent, 8, 1e-12);
  g_assert_cmpfloat_with_epsilon (dense->seconds, 4, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/control/names-are-found-again", test_names_are_found_again);
  g_test_add_func ("/control/unknown-name-is-not-found", test_unknown_name_is_not_found);
  g_test_add_func ("/control/training-takes-the-epochs-of-the-retraining",
                   test_training_takes_the_epochs_of_the_retraining);
  g_test_add_func ("/control/search-keeps-its-settings", test_search_keeps_its_settings);
  g_test_add_func ("/control/held-out-share-stays", test_held_out_share_stays);
  g_test_add_func ("/control/no-lateral-keeps-the-rest", test_no_lateral_keeps_the_rest);
  g_test_add_func ("/control/random-motifs-differ", test_random_motifs_differ);
  g_test_add_func ("/control/random-motifs-have-the-density", test_random_motifs_have_the_density);
  g_test_add_func ("/control/layers-without-motif-get-none", test_layers_without_motif_get_none);
  g_test_add_func ("/comparison/summary-has-mean-and-deviation", test_summary_has_mean_and_deviation);
  return g_test_run ();
}
