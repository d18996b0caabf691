/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-optimiser.h"

#include <math.h>
#include <string.h>

#include "base/spk-floats.h"
#include "base/spk-random.h"
#include "closeness.h"
#include "network-fixture.h"

static const NetworkCase small = {
  "small", { { SPK_LAYER_SUPERNET, 12, { 2, 3 } }, { SPK_LAYER_DENSE, 5 } }, .channels = 7, .classes = 3,
};

/* Values in more chunks than one, so that threads share the work. */
static const NetworkCase large = {
  "large", { { SPK_LAYER_DENSE, 300 } }, .channels = 100, .classes = 3,
};

static const SpkOptimiserStep step = { .rate = 0.05, .decay = 0.1, .clip_norm = 1, .beta_1 = 0.9, .beta_2 = 0.99 };

typedef struct
{
  SpkNetwork   *network;
  SpkPool      *pool;
  SpkOptimiser *optimiser;
  float        *gradient;
} Fixture;

static void
draw_gradient (Fixture *self, double scale, guint index)
{
  SpkRandom random;

  spk_random_init (&random, 2, SPK_PURPOSE_TEST, 0, index);
  for (guint i = 0; i < self->network->n_parameters; i++)
    for (gsize j = 0; j < self->network->parameters[i].n; j++)
      self->gradient[self->network->parameters[i].offset + j] = (float) (scale * spk_random_normal (&random));
}

static void
fixture_init (Fixture *self, const NetworkCase *network_case, SpkParameterGroup group, guint n_threads)
{
  self->network = network_case_new_network (network_case, 1);
  self->pool = spk_pool_new (n_threads);
  self->optimiser = spk_optimiser_new (self->network, group);
  self->gradient = spk_floats_new (self->network->n_values);
  draw_gradient (self, 1, 0);
}

static void
fixture_clear (Fixture *self)
{
  g_clear_pointer (&self->optimiser, spk_optimiser_free);
  g_clear_pointer (&self->pool, spk_pool_free);
  g_clear_pointer (&self->network, spk_network_free);
  spk_floats_clear (&self->gradient);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static double
norm_of_group (const Fixture *self, SpkParameterGroup group)
{
  double sum = 0;

  for (guint i = 0; i < self->network->n_parameters; i++)
    for (gsize j = 0; j < self->network->parameters[i].n && self->network->parameters[i].group == group; j++)
      sum += pow (self->gradient[self->network->parameters[i].offset + j], 2);
  return sqrt (sum);
}

/* AdamW as published, in float64, on one value. */
typedef struct
{
  double x, m, v;
} Scalar;

static void
scalar_update (Scalar *self, double g, guint n_updates, gboolean magnitude)
{
  self->m = step.beta_1 * self->m + (1 - step.beta_1) * g;
  self->v = step.beta_2 * self->v + (1 - step.beta_2) * g * g;

  const double m_hat = self->m / (1 - pow (step.beta_1, n_updates)), v_hat = self->v / (1 - pow (step.beta_2, n_updates));

  self->x -= step.rate * (m_hat / (sqrt (v_hat) + 1e-8) + step.decay * self->x);
  if (magnitude)
    self->x = fmax (self->x, 0);
}

static void
test_steps_follow_the_formula (gconstpointer data)
{
  const SpkParameterGroup group = GPOINTER_TO_UINT (data);
  g_auto (Fixture) fixture = { 0 };
  g_autofree Scalar *scalars = NULL;
  g_autofree double *expected = NULL;

  fixture_init (&fixture, &small, group, 2);
  scalars = g_new0 (Scalar, fixture.network->n_values);
  expected = g_new0 (double, fixture.network->n_values);
  for (gsize i = 0; i < fixture.network->n_values; i++)
    scalars[i].x = fixture.network->values[i];
  for (guint n = 1; n <= 4; n++)
    {
      double norm, clip;

      draw_gradient (&fixture, n == 3 ? 0.001 : 1, n); /* the third is below the clip */
      norm = norm_of_group (&fixture, group);
      clip = norm > 1 ? 1 / norm : 1;
      g_assert_true (n == 3 ? clip == 1 : clip < 1);
      for (guint i = 0; i < fixture.network->n_parameters; i++)
        {
          const SpkParameter *parameter = &fixture.network->parameters[i];

          for (gsize j = parameter->offset; j < parameter->offset + parameter->n && parameter->group == group; j++)
            scalar_update (&scalars[j], clip * fixture.gradient[j], n, parameter->magnitude);
        }
      g_assert_cmpfloat_with_epsilon (spk_optimiser_update (fixture.optimiser, fixture.network, fixture.gradient, &step,
                                                            fixture.pool),
                                      norm, 1e-5 * norm);
    }
  g_assert_cmpuint (fixture.optimiser->n_updates, ==, 4);
  for (gsize i = 0; i < fixture.network->n_values; i++)
    expected[i] = scalars[i].x;
  for (guint i = 0; i < fixture.network->n_parameters; i++)
    {
      const SpkParameter *parameter = &fixture.network->parameters[i];

      closeness_assert (parameter->name, fixture.network->values + parameter->offset, expected + parameter->offset, parameter->n,
                        1e-5);
    }
}

static void
test_moves_its_group_alone (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree float *before = NULL;

  fixture_init (&fixture, &small, SPK_GROUP_ALPHA, 1);
  before = g_memdup2 (fixture.network->values, fixture.network->n_values * sizeof (float));
  spk_optimiser_update (fixture.optimiser, fixture.network, fixture.gradient, &step, fixture.pool);
  for (guint i = 0; i < fixture.network->n_parameters; i++)
    for (gsize j = 0; j < fixture.network->parameters[i].n; j++)
      {
        const gsize at = fixture.network->parameters[i].offset + j;

        g_assert_true ((fixture.network->values[at] != before[at]) == (fixture.network->parameters[i].group == SPK_GROUP_ALPHA));
      }
}

/* The clip shortens the gradient and keeps its direction; without one the norm does not matter to Adam's first step. */
static void
test_clip_bounds_the_norm (void)
{
  SpkOptimiserStep unclipped = step;
  g_auto (Fixture) clipped = { 0 };
  g_auto (Fixture) free_one = { 0 };
  double norm;

  unclipped.clip_norm = 0;
  fixture_init (&clipped, &small, SPK_GROUP_WEIGHT, 1);
  fixture_init (&free_one, &small, SPK_GROUP_WEIGHT, 1);
  norm = spk_optimiser_update (clipped.optimiser, clipped.network, clipped.gradient, &step, clipped.pool);
  g_assert_cmpfloat (norm, >, 2);
  g_assert_cmpfloat (spk_optimiser_update (free_one.optimiser, free_one.network, free_one.gradient, &unclipped, free_one.pool),
                     ==, norm);
  for (gsize i = 0; i < clipped.network->n_values; i++)
    g_assert_cmpfloat_with_epsilon (clipped.optimiser->first[i] * norm, free_one.optimiser->first[i], 1e-5);
}

static void
test_magnitudes_stay_at_or_above_zero (void)
{
  g_auto (Fixture) fixture = { 0 };
  guint n_zero = 0, n_negative = 0;

  fixture_init (&fixture, &small, SPK_GROUP_WEIGHT, 1);
  for (guint n = 0; n < 20; n++)
    spk_optimiser_update (fixture.optimiser, fixture.network, fixture.gradient, &step, fixture.pool);
  for (guint i = 0; i < fixture.network->n_parameters; i++)
    for (gsize j = 0; j < fixture.network->parameters[i].n; j++)
      {
        const float value = fixture.network->values[fixture.network->parameters[i].offset + j];

        if (fixture.network->parameters[i].magnitude)
          g_assert_cmpfloat (value, >=, 0);
        n_zero += fixture.network->parameters[i].magnitude && value == 0;
        n_negative += !fixture.network->parameters[i].magnitude && value < 0;
      }
  g_assert_cmpuint (n_zero, >, 0);
  g_assert_cmpuint (n_negative, >, 0);
}

static void
test_gradient_that_is_not_finite_moves_nothing (void)
{
  static const float wrong[] = { NAN, INFINITY, -INFINITY };
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (SpkArrays) before = spk_arrays_new ();
  gsize n;
  g_autofree float *values = NULL;

  fixture_init (&fixture, &small, SPK_GROUP_WEIGHT, 2);
  n = fixture.network->n_values * sizeof (float);
  spk_optimiser_update (fixture.optimiser, fixture.network, fixture.gradient, &step, fixture.pool);
  spk_optimiser_save (fixture.optimiser, fixture.network, "", before);
  values = g_memdup2 (fixture.network->values, n);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (SpkArrays) after = spk_arrays_new ();

      draw_gradient (&fixture, 1, 0);
      fixture.gradient[fixture.network->readout + 1] = wrong[i];
      g_assert_false (isfinite (spk_optimiser_update (fixture.optimiser, fixture.network, fixture.gradient, &step, fixture.pool)));
      g_assert_cmpmem (fixture.network->values, n, values, n);
      spk_optimiser_save (fixture.optimiser, fixture.network, "", after);
      g_assert_true (spk_arrays_equal (before, after, NULL));
    }
}

/* A gradient of another group may be anything. */
static void
test_norm_is_that_of_the_group (void)
{
  g_auto (Fixture) fixture = { 0 };

  fixture_init (&fixture, &small, SPK_GROUP_WEIGHT, 1);
  fixture.gradient[fixture.network->layers[0].alpha_size] = NAN;
  g_assert_cmpfloat_with_epsilon (spk_optimiser_gradient_norm (fixture.network, SPK_GROUP_WEIGHT, fixture.gradient),
                                  norm_of_group (&fixture, SPK_GROUP_WEIGHT), 1e-6);
  g_assert_true (isnan (spk_optimiser_gradient_norm (fixture.network, SPK_GROUP_ALPHA, fixture.gradient)));
}

static void
test_group_without_parameters_is_left (void)
{
  static const NetworkCase fixed = { "fixed", { { SPK_LAYER_DENSE, 5 } }, .channels = 7, .classes = 3 };
  g_auto (Fixture) fixture = { 0 };

  fixture_init (&fixture, &fixed, SPK_GROUP_ALPHA, 1);
  g_assert_cmpfloat (spk_optimiser_update (fixture.optimiser, fixture.network, fixture.gradient, &step, fixture.pool), ==, 0);
}

/* A resumed optimiser goes on with the very bits of one that was not stopped. */
static void
test_restored_state_goes_on_exactly (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (SpkArrays) arrays = spk_arrays_new ();
  g_autoptr (GError) error = NULL;
  gsize n;

  fixture_init (&fixture, &small, SPK_GROUP_WEIGHT, 1);
  n = fixture.network->n_values * sizeof (float);
  for (guint i = 0; i < 3; i++)
    spk_optimiser_update (fixture.optimiser, fixture.network, fixture.gradient, &step, fixture.pool);
  spk_optimiser_save (fixture.optimiser, fixture.network, "optimiser/", arrays);

  g_autoptr (SpkNetwork) network = spk_network_copy (fixture.network);
  g_autoptr (SpkOptimiser) restored = spk_optimiser_new (network, SPK_GROUP_WEIGHT);

  g_assert_true (spk_optimiser_restore (restored, network, "optimiser/", arrays, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (restored->n_updates, ==, 3);
  draw_gradient (&fixture, 1, 1);
  spk_optimiser_update (fixture.optimiser, fixture.network, fixture.gradient, &step, fixture.pool);
  spk_optimiser_update (restored, network, fixture.gradient, &step, fixture.pool);
  g_assert_cmpmem (network->values, n, fixture.network->values, n);
  g_assert_cmpmem (restored->first, n, fixture.optimiser->first, n);
  g_assert_cmpmem (restored->second, n, fixture.optimiser->second, n);
}

static void
test_restore_without_state_is_an_error (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (SpkArrays) arrays = spk_arrays_new ();
  g_autoptr (GError) error = NULL;

  fixture_init (&fixture, &small, SPK_GROUP_WEIGHT, 1);
  g_assert_false (spk_optimiser_restore (fixture.optimiser, fixture.network, "optimiser/", arrays, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE);
}

static void
test_number_of_threads_does_not_matter (void)
{
  static const guint n_threads[] = { 2, 5 };
  g_auto (Fixture) alone = { 0 };
  gsize n;

  fixture_init (&alone, &large, SPK_GROUP_WEIGHT, 1);
  n = alone.network->n_values * sizeof (float);
  for (guint i = 0; i < 3; i++)
    spk_optimiser_update (alone.optimiser, alone.network, alone.gradient, &step, alone.pool);
  for (guint t = 0; t < G_N_ELEMENTS (n_threads); t++)
    {
      g_auto (Fixture) shared = { 0 };

      fixture_init (&shared, &large, SPK_GROUP_WEIGHT, n_threads[t]);
      for (guint i = 0; i < 3; i++)
        spk_optimiser_update (shared.optimiser, shared.network, shared.gradient, &step, shared.pool);
      g_assert_cmpmem (shared.network->values, n, alone.network->values, n);
      g_assert_cmpmem (shared.optimiser->second, n, alone.optimiser->second, n);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/optimiser/steps-follow-the-formula/weights", GUINT_TO_POINTER (SPK_GROUP_WEIGHT),
                        test_steps_follow_the_formula);
  g_test_add_data_func ("/optimiser/steps-follow-the-formula/alpha", GUINT_TO_POINTER (SPK_GROUP_ALPHA),
                        test_steps_follow_the_formula);
  g_test_add_func ("/optimiser/moves-its-group-alone", test_moves_its_group_alone);
  g_test_add_func ("/optimiser/clip-bounds-the-norm", test_clip_bounds_the_norm);
  g_test_add_func ("/optimiser/magnitudes-stay-at-or-above-zero", test_magnitudes_stay_at_or_above_zero);
  g_test_add_func ("/optimiser/gradient-that-is-not-finite-moves-nothing", test_gradient_that_is_not_finite_moves_nothing);
  g_test_add_func ("/optimiser/norm-is-that-of-the-group", test_norm_is_that_of_the_group);
  g_test_add_func ("/optimiser/group-without-parameters-is-left", test_group_without_parameters_is_left);
  g_test_add_func ("/optimiser/restored-state-goes-on-exactly", test_restored_state_goes_on_exactly);
  g_test_add_func ("/optimiser/restore-without-state-is-an-error", test_restore_without_state_is_an_error);
  g_test_add_func ("/optimiser/number-of-threads-does-not-matter", test_number_of_threads_does_not_matter);
  return g_test_run ();
}
