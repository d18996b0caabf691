/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-seed-band.h"

#include <math.h>

static GPtrArray *
make_run (const double *accuracies, guint n, SpkPhase phase)
{
  GPtrArray *run = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_epoch_record_unref);

  for (guint i = 0; i < n; i++)
    {
      SpkEpochRecord *record = spk_epoch_record_new (0);

      record->phase = phase;
      record->epoch = i + 1;
      record->valid_accuracy = accuracies[i];
      g_ptr_array_add (run, record);
    }
  return run;
}

static void
test_mean_and_deviation (void)
{
  const double a[] = { 0.5, 0.7, 0.9 }, b[] = { 0.7, 0.8 }, c[] = { 0.9, NAN };
  GPtrArray *runs[] = { make_run (a, 3, SPK_PHASE_TRAIN), make_run (b, 2, SPK_PHASE_TRAIN),
                        make_run (c, 2, SPK_PHASE_TRAIN), make_run (a, 3, SPK_PHASE_SEARCH) };
  g_autoptr (SpkSeedBand) band = spk_seed_band_new (runs, 4, SPK_PHASE_TRAIN, SPK_CURVE_VALID_ACCURACY);

  g_assert_cmpuint (band->n, ==, 3);
  g_assert_cmpfloat (band->epochs[2], ==, 3);
  g_assert_cmpuint (band->n_runs[0], ==, 3);
  g_assert_cmpuint (band->n_runs[1], ==, 2);
  g_assert_cmpfloat_with_epsilon (band->mean[0], 0.7, 1e-12);
  g_assert_cmpfloat_with_epsilon (band->high[0] - band->mean[0], 0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (band->mean[1] - band->low[1], sqrt (0.005), 1e-12);
  g_assert_cmpfloat_with_epsilon (band->mean[2], 0.9, 1e-12);
  g_assert_true (isnan (band->low[2]));
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    g_ptr_array_unref (runs[i]);
}

static void
test_nothing_is_nothing (void)
{
  g_autoptr (SpkSeedBand) band = spk_seed_band_new (NULL, 0, SPK_PHASE_TRAIN, SPK_CURVE_TRAIN_LOSS);

  g_assert_cmpuint (band->n, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seed-band/mean-and-deviation", test_mean_and_deviation);
  g_test_add_func ("/seed-band/nothing-is-nothing", test_nothing_is_nothing);
  return g_test_run ();
}
