/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sound/spk-bsa.h"
#include "sound/spk-delta-code.h"
#include "sound/spk-sound-code.h"

#include <math.h>

#define N_STEPS 500

/* Smooth, from 0 to 0.8, silent at both ends. */
static void
fill_hills (float *signal)
{
  for (guint t = 0; t < N_STEPS; t++)
    signal[t] = t < 50 || t > 450 ? 0 : (float) (0.4 * (1 - cos (2 * G_PI * (t - 50) / 100)));
}

static double
ratio (const float *signal, const float *decoded)
{
  SpkCodeError error = { 0, 0 };

  for (guint t = 0; t < N_STEPS; t++)
    {
      error.signal += signal[t] * signal[t];
      error.noise += (signal[t] - decoded[t]) * (signal[t] - decoded[t]);
    }
  return spk_code_error_get_ratio (&error);
}

static void
test_bsa_gives_the_signal_back (void)
{
  float signal[N_STEPS], decoded[N_STEPS];
  gint8 spikes[N_STEPS];

  fill_hills (signal);
  g_assert_cmpuint (spk_bsa_encode (signal, N_STEPS, SPK_BSA_THRESHOLD, spikes), >, 50);
  spk_bsa_decode (spikes, N_STEPS, decoded);
  g_assert_cmpfloat (ratio (signal, decoded), >, 12);
}

/* A spike at every step is a signal of 1; the threshold lets the rate between be a little higher. */
static void
test_bsa_rate_is_the_signal (void)
{
  const float levels[] = { 0.25, 0.5, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      float signal[N_STEPS];
      gint8 spikes[N_STEPS];
      double expected = levels[i] * N_STEPS;

      for (guint t = 0; t < N_STEPS; t++)
        signal[t] = levels[i];
      g_assert_cmpfloat (fabs (spk_bsa_encode (signal, N_STEPS, SPK_BSA_THRESHOLD, spikes) - expected), <, 0.2 * expected);
    }
}

/* The kernel by itself is one spike at its start, whose decoding is the kernel. */
static void
test_bsa_kernel_is_one_spike (void)
{
  float signal[N_STEPS], decoded[N_STEPS];
  gint8 spikes[N_STEPS] = { 0 };
  double sum = 0;

  spikes[100] = 1;
  spk_bsa_decode (spikes, N_STEPS, signal);
  for (guint t = 0; t < N_STEPS; t++)
    sum += signal[t];
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-5);
  g_assert_cmpfloat (signal[112], >, signal[111]);
  g_assert_cmpfloat_with_epsilon (signal[113] / signal[112], exp (-1 / 25.0), 1e-5);
  g_assert_cmpuint (spk_bsa_encode (signal, N_STEPS, 0.99, spikes), ==, 1);
  g_assert_cmpint (spikes[100], ==, 1);
  spk_bsa_decode (spikes, N_STEPS, decoded);
  g_assert_cmpmem (signal, sizeof signal, decoded, sizeof decoded);
}

static void
test_bsa_at_the_ends (void)
{
  const float one = 1;
  gint8 spike = 7;
  float decoded;

  g_assert_cmpuint (spk_bsa_encode (&one, 1, SPK_BSA_THRESHOLD, &spike), ==, 0);
  g_assert_cmpint (spike, ==, 0);
  g_assert_cmpuint (spk_bsa_encode (NULL, 0, SPK_BSA_THRESHOLD, NULL), ==, 0);
  spike = 1;
  spk_bsa_decode (&spike, 1, &decoded);
  g_assert_cmpfloat (decoded, >, 0);
}

static void
test_delta_follows_within_its_threshold (void)
{
  float signal[N_STEPS], decoded[N_STEPS];
  gint8 spikes[N_STEPS];
  int sum = 0;

  fill_hills (signal);
  g_assert_cmpuint (spk_delta_encode (signal, N_STEPS, 0.05, spikes), >, 100);
  spk_delta_decode (spikes, N_STEPS, 0.05, decoded);
  for (guint t = 0; t < N_STEPS; t++)
    {
      sum += spikes[t];
      g_assert_cmpfloat (fabsf (signal[t] - decoded[t]), <=, 0.0501);
    }
  g_assert_cmpint (sum, <=, 1);
  g_assert_cmpint (sum, >=, -1);
}

typedef struct
{
  guint n;
  guint highest;
} Seen;

static void
see (guint channel, guint step, gpointer data)
{
  Seen *seen = data;

  g_assert_cmpuint (step, <, N_STEPS);
  seen->n++;
  seen->highest = MAX (seen->highest, channel);
}

static void
test_cochleagrams (void)
{
  g_autoptr (SpkCochleagram) cochleagram = spk_cochleagram_new (3, N_STEPS);
  g_autoptr (SpkCochleagram) silence = spk_cochleagram_new (3, N_STEPS);
  Seen bsa = { 0 }, delta = { 0 }, none = { 0 };

  fill_hills (spk_cochleagram_row (cochleagram, 1));

  SpkCodeError bsa_error = spk_sound_code_encode (SPK_SOUND_CODE_BSA, 0.6, cochleagram, see, &bsa);
  SpkCodeError delta_error = spk_sound_code_encode (SPK_SOUND_CODE_DELTA, 0.05, cochleagram, see, &delta);
  SpkCodeError no_error = spk_sound_code_encode (SPK_SOUND_CODE_BSA, 0.6, silence, see, &none);

  g_assert_cmpuint (bsa.highest, ==, 1);
  g_assert_cmpuint (delta.highest, ==, 4);
  g_assert_cmpuint (none.n, ==, 0);
  g_assert_cmpfloat (spk_code_error_get_ratio (&bsa_error), >, 12);
  g_assert_cmpfloat (spk_code_error_get_ratio (&delta_error), >, 18);
  g_assert_true (isinf (spk_code_error_get_ratio (&no_error)));
  g_assert_cmpuint (spk_sound_code_count_channels (SPK_SOUND_CODE_BSA, 3), ==, 3);
  g_assert_cmpuint (spk_sound_code_count_channels (SPK_SOUND_CODE_DELTA, 3), ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sound-code/bsa-gives-the-signal-back", test_bsa_gives_the_signal_back);
  g_test_add_func ("/sound-code/bsa-rate-is-the-signal", test_bsa_rate_is_the_signal);
  g_test_add_func ("/sound-code/bsa-kernel-is-one-spike", test_bsa_kernel_is_one_spike);
  g_test_add_func ("/sound-code/bsa-at-the-ends", test_bsa_at_the_ends);
  g_test_add_func ("/sound-code/delta-follows-within-its-threshold", test_delta_follows_within_its_threshold);
  g_test_add_func ("/sound-code/cochleagrams", test_cochleagrams);
  return g_test_run ();
}
