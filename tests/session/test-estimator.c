/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-estimator.h"

#include <math.h>

#include "data/spk-registry.h"
#include "session-fixture.h"

static gboolean
is_idle (gpointer estimator)
{
  return !spk_estimator_is_working (estimator);
}

static SpkEstimate
estimate (SpkEstimator *estimator, SpkPlan *plan)
{
  g_autoptr (SpkDataset) dataset = spk_dataset_load (spk_plan_get_data (plan), NULL, NULL);

  spk_plan_set_dataset (plan, dataset);
  spk_estimator_request (estimator, plan);
  g_assert_true (spk_estimator_is_working (estimator));
  iterate_until (is_idle, estimator);
  return spk_estimator_get_estimate (estimator);
}

static SpkPlan *
make_changed_plan (SpkJobKind kind, const char *key, const char *value)
{
  g_autoptr (SpkSettings) settings = make_settings ();
  g_autoptr (SpkPlan) plan = make_plan ();
  g_autoptr (GError) error = NULL;

  spk_settings_set (settings, key, value, &error);
  g_assert_no_error (error);
  return spk_plan_new (kind, settings, spk_plan_get_data (plan));
}

/* But for what depends on which thread came first to its scratch memory. */
static void
assert_same_memory (const SpkEstimate *a, const SpkEstimate *b)
{
  g_assert_cmpuint (MAX (a->bytes, b->bytes) - MIN (a->bytes, b->bytes), <, a->bytes / 100);
}

static void
test_an_estimate_is_made_from_measurements (void)
{
  g_autoptr (SpkEstimator) estimator = spk_estimator_new ();
  g_autoptr (SpkPlan) plan = make_plan ();
  SpkEstimate found = estimate (estimator, plan);

  g_assert_cmpint (found.basis, ==, SPK_ESTIMATE_MEASURED);
  g_assert_true (isfinite (found.seconds) && found.seconds > 0);
  g_assert_cmpfloat (found.samples_per_second, >, 0);
  g_assert_cmpuint (found.n_parameters, >, 16 * 8);
  g_assert_null (spk_estimator_get_problem (estimator));
}

static void
test_more_work_takes_more (void)
{
  g_autoptr (SpkEstimator) estimator = spk_estimator_new ();
  g_autoptr (SpkPlan) small = make_plan ();
  g_autoptr (SpkPlan) longer = make_changed_plan (SPK_JOB_SEARCH, "epochs", "3000");
  g_autoptr (SpkPlan) wider = make_changed_plan (SPK_JOB_SEARCH, "neurons", "512");
  SpkEstimate a = estimate (estimator, small), b = estimate (estimator, longer), c = estimate (estimator, wider);

  g_assert_cmpfloat (b.seconds, >, 20 * a.seconds);
  assert_same_memory (&a, &b);
  g_assert_cmpuint (c.bytes, >, 10 * a.bytes);
  g_assert_cmpuint (c.n_parameters, >, 10 * a.n_parameters);
}

static void
test_settings_that_do_not_fit_are_told (void)
{
  g_autoptr (SpkEstimator) estimator = spk_estimator_new ();
  g_autoptr (SpkPlan) plan = make_changed_plan (SPK_JOB_SEARCH, "sizes", "5");
  g_autofree char *key = NULL;
  guint changes;

  count_signal (estimator, "changed", &changes);
  spk_estimator_request (estimator, plan);
  g_assert_cmpuint (changes, ==, 1);
  g_object_get (estimator, "problem-key", &key, NULL);
  g_assert_cmpstr (key, ==, "sizes");
  g_assert_nonnull (spk_estimator_get_problem (estimator));
  g_assert_cmpint (spk_estimator_get_estimate (estimator).basis, ==, SPK_ESTIMATE_NONE);
}

static void
test_only_the_last_request_counts (void)
{
  g_autoptr (SpkEstimator) estimator = spk_estimator_new ();
  g_autoptr (SpkPlan) wide = make_changed_plan (SPK_JOB_SEARCH, "neurons", "512");
  g_autoptr (SpkPlan) small = make_plan ();
  g_autoptr (SpkDataset) dataset = spk_dataset_load (spk_plan_get_data (wide), NULL, NULL);
  SpkEstimate last, alone;
  guint changes;

  count_signal (estimator, "changed", &changes);
  spk_plan_set_dataset (wide, dataset);
  spk_estimator_request (estimator, wide);
  last = estimate (estimator, small);
  g_assert_cmpuint (changes, ==, 1);
  alone = estimate (estimator, small);
  assert_same_memory (&last, &alone);
}

static void
test_a_training_is_estimated (void)
{
  g_autoptr (SpkEstimator) estimator = spk_estimator_new ();
  g_autoptr (SpkPlan) plan = make_changed_plan (SPK_JOB_TRAIN, "random-motif", "4");

  g_assert_cmpint (estimate (estimator, plan).basis, ==, SPK_ESTIMATE_MEASURED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/estimator/an-estimate-is-made-from-measurements", test_an_estimate_is_made_from_measurements);
  g_test_add_func ("/estimator/more-work-takes-more", test_more_work_takes_more);
  g_test_add_func ("/estimator/settings-that-do-not-fit-are-told", test_settings_that_do_not_fit_are_told);
  g_test_add_func ("/estimator/only-the-last-request-counts", test_only_the_last_request_counts);
  g_test_add_func ("/estimator/a-training-is-estimated", test_a_training_is_estimated);
  return g_test_run ();
}
