/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-readout.h"

#include <math.h>

#include "closeness.h"

#define STEPS 30

static SpkNetworkSpec
make_spec (SpkReadout readout)
{
  return (SpkNetworkSpec){ .tau_s = 3, .tau_m_readout = 7, .gain = 10, .readout = readout };
}

/* Score of a readout neuron that gets one spike of weight 1 at step `at`, step by step as in model.md, section 3. */
static double
simulate_integrator (const SpkNetworkSpec *spec, guint at)
{
  double i = 0, o = 0, sum = 0;

  for (guint t = 0; t < STEPS; t++)
    {
      i = (1 - 1 / spec->tau_s) * i + (t == at);
      o = (1 - 1 / spec->tau_m_readout) * o + i / spec->tau_s;
      sum += o;
    }
  return spec->gain * sum / STEPS;
}

/* Mean synaptic trace of an output neuron that spikes at step `at`. */
static double
simulate_trace (const SpkNetworkSpec *spec, guint at)
{
  double trace = 0, sum = 0;

  for (guint t = 0; t < STEPS; t++)
    {
      trace = (1 - 1 / spec->tau_s) * trace + (t == at) / spec->tau_s;
      sum += trace;
    }
  return sum / STEPS;
}

static void
test_kappa_is_the_response_to_one_spike (gconstpointer data)
{
  const SpkNetworkSpec spec = make_spec (GPOINTER_TO_UINT (data));
  float kappa[STEPS];
  double expected[STEPS];

  spk_readout_fill_kappa (&spec, STEPS, kappa);
  for (guint t = 0; t < STEPS; t++)
    expected[t] = spec.readout == SPK_READOUT_LINEAR ? simulate_integrator (&spec, t) : simulate_trace (&spec, t);
  closeness_assert ("kappa", kappa, expected, STEPS, 1e-6);
}

typedef double (*Loss) (const float *scores, guint n, guint label, double *gradient);

static double
plain_cross_entropy (const float *scores, guint n, guint label, double *gradient)
{
  return spk_readout_cross_entropy (scores, n, label, 0, gradient);
}

static double
smoothed_cross_entropy (const float *scores, guint n, guint label, double *gradient)
{
  return spk_readout_cross_entropy (scores, n, label, 0.2, gradient);
}

static double
count_loss (const float *scores, guint n, guint label, double *gradient)
{
  return spk_readout_count_loss (scores, n, label, STEPS, gradient);
}

static void
assert_gradient_by_differences (Loss loss, const float *scores, guint n)
{
  g_autofree float *moved = g_memdup2 (scores, n * sizeof (float));
  g_autofree double *gradient = g_new (double, n), *unused = g_new (double, n);

  for (guint label = 0; label < n; label++)
    for (guint c = 0; c < n; c++)
      {
        double above, below, by;

        loss (scores, n, label, gradient);
        moved[c] = scores[c] + 1e-3f;
        by = moved[c];
        above = loss (moved, n, label, unused);
        moved[c] = scores[c] - 1e-3f;
        by -= moved[c];
        below = loss (moved, n, label, unused);
        moved[c] = scores[c];
        g_assert_cmpfloat_with_epsilon ((above - below) / by, gradient[c], 1e-5);
      }
}

static void
test_cross_entropy_gradient_agrees_with_differences (void)
{
  static const float scores[] = { 0.3f, -1.2f, 2.5f, 0.0f, 1.1f };

  assert_gradient_by_differences (plain_cross_entropy, scores, G_N_ELEMENTS (scores));
  assert_gradient_by_differences (smoothed_cross_entropy, scores, G_N_ELEMENTS (scores));
}

static void
test_cross_entropy_of_known_scores (void)
{
  const float equal[] = { 2, 2, 2, 2 };
  double gradient[4];

  g_assert_cmpfloat_with_epsilon (spk_readout_cross_entropy (equal, 4, 1, 0, gradient), log (4), 1e-12);
  g_assert_cmpfloat_with_epsilon (spk_readout_cross_entropy (equal, 4, 1, 0.3, gradient), log (4), 1e-12);
  for (guint c = 0; c < 4; c++)
    g_assert_cmpfloat_with_epsilon (gradient[c], 0.25 - 0.3 / 4 - (c == 1 ? 0.7 : 0), 1e-12);
}

/* exp() of such scores overflows. */
static void
test_cross_entropy_of_huge_scores_is_finite (void)
{
  const float scores[] = { -5000, 0, 5000 };
  double gradient[3];

  g_assert_cmpfloat_with_epsilon (spk_readout_cross_entropy (scores, 3, 2, 0, gradient), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (spk_readout_cross_entropy (scores, 3, 0, 0, gradient), 10000, 1e-9);
  g_assert_cmpfloat (gradient[0], ==, -1);
  g_assert_cmpfloat (gradient[2], ==, 1);
}

static void
test_count_loss_gradient_agrees_with_differences (void)
{
  /* none nearer to a target than the difference */
  static const float scores[] = { 0.01f, 0.1f, 0.25f, 0.35f, 0.6f };

  assert_gradient_by_differences (count_loss, scores, G_N_ELEMENTS (scores));
}

static void
test_count_loss_leaves_what_is_beyond_its_target (void)
{
  const float scores[] = { SPK_UNDESIRED_RATE / 2, SPK_DESIRED_RATE * 2 };
  double gradient[2];

  g_assert_cmpfloat (spk_readout_count_loss (scores, 2, 1, STEPS, gradient), ==, 0);
  g_assert_cmpfloat (gradient[0], ==, 0);
  g_assert_cmpfloat (gradient[1], ==, 0);
  g_assert_cmpfloat (spk_readout_count_loss (scores, 2, 0, STEPS, gradient), >, 0);
  g_assert_cmpfloat (gradient[0], <, 0);
  g_assert_cmpfloat (gradient[1], >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/readout/kappa-is-the-response-to-one-spike/linear", GUINT_TO_POINTER (SPK_READOUT_LINEAR),
                        test_kappa_is_the_response_to_one_spike);
  g_test_add_data_func ("/readout/kappa-is-the-response-to-one-spike/spikes", GUINT_TO_POINTER (SPK_READOUT_SPIKES),
                        test_kappa_is_the_response_to_one_spike);
  g_test_add_func ("/readout/cross-entropy/gradient-agrees-with-differences", test_cross_entropy_gradient_agrees_with_differences);
  g_test_add_func ("/readout/cross-entropy/known-scores", test_cross_entropy_of_known_scores);
  g_test_add_func ("/readout/cross-entropy/huge-scores-are-finite", test_cross_entropy_of_huge_scores_is_finite);
  g_test_add_func ("/readout/count-loss/gradient-agrees-with-differences", test_count_loss_gradient_agrees_with_differences);
  g_test_add_func ("/readout/count-loss/leaves-what-is-beyond-its-target", test_count_loss_leaves_what_is_beyond_its_target);
  return g_test_run ();
}
