/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sound/spk-ear.h"

#include <math.h>
#include <string.h>

static SpkEar *
make_ear (double rate, guint decimation)
{
  const SpkEarOptions options = { rate, 8, 0.25, decimation };

  return spk_ear_new (&options);
}

static SpkCochleagram *
listen_to_tone (const SpkEar *ear, double rate, double frequency, double level)
{
  g_autofree float *samples = g_new (float, 8000);

  for (guint i = 0; i < 8000; i++)
    samples[i] = (float) (level * sin (2 * G_PI * frequency * i / rate));
  return spk_ear_listen (ear, samples, 8000);
}

static guint
find_loudest (const SpkCochleagram *cochleagram)
{
  guint loudest = 0;
  double most = -1;

  for (guint i = 0; i < cochleagram->n_channels; i++)
    {
      const float *row = spk_cochleagram_row (cochleagram, i);
      double sum = 0;

      for (guint t = 0; t < cochleagram->n_steps; t++)
        sum += row[t];
      if (sum > most)
        {
          most = sum;
          loudest = i;
        }
    }
  return loudest;
}

/* 86 is the number that the report names; the TI46 recordings, made at 12.5 kHz, have 78. */
static void
test_channel_counts (void)
{
  g_assert_cmpuint (spk_ear_count_channels (16000, 8, 0.25), ==, 86);
  g_assert_cmpuint (spk_ear_count_channels (12500, 8, 0.25), ==, 78);
  g_assert_cmpuint (spk_ear_count_channels (8000, 8, 0.25), ==, 64);
  g_assert_cmpuint (spk_ear_count_channels (16000, 8, 1e6), ==, 0);
}

static void
test_frequencies_fall (void)
{
  g_autoptr (SpkEar) ear = make_ear (16000, 20);
  guint n = spk_ear_get_n_channels (ear);

  g_assert_cmpuint (n, ==, 86);
  g_assert_cmpfloat (spk_ear_get_frequency (ear, 0), <, 8000);
  for (guint i = 1; i < n; i++)
    g_assert_cmpfloat (spk_ear_get_frequency (ear, i), <, spk_ear_get_frequency (ear, i - 1));
  g_assert_cmpfloat (spk_ear_get_frequency (ear, n - 1), >, 50);
  g_assert_cmpfloat (spk_ear_get_frequency (ear, n - 1), <, 100);
  g_assert_cmpfloat_with_epsilon (spk_ear_get_step (ear), 0.00125, 1e-12);
}

/* A channel lets low tones pass and stops those well above its own. */
static void
test_response_is_cut_above_the_centre (void)
{
  g_autoptr (SpkEar) ear = make_ear (16000, 20);

  for (guint i = 10; i < spk_ear_get_n_channels (ear); i += 15)
    {
      double centre = spk_ear_get_frequency (ear, i);
      double at = spk_ear_response (ear, i, centre);

      g_assert_cmpfloat (at, >, 10 * spk_ear_response (ear, i, MIN (1.6 * centre + 400, 7990)));
      g_assert_cmpfloat (at, >, spk_ear_response (ear, i, centre / 4));
    }
}

static void
test_tones_are_heard_at_their_place (void)
{
  const double tones[] = { 3000, 1500, 800, 400, 200 };
  g_autoptr (SpkEar) ear = make_ear (16000, 20);
  guint previous = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    {
      g_autoptr (SpkCochleagram) cochleagram = listen_to_tone (ear, 16000, tones[i], 0.3);
      guint loudest = find_loudest (cochleagram);
      double centre = spk_ear_get_frequency (ear, loudest);

      g_assert_cmpuint (cochleagram->n_steps, ==, 400);
      g_assert_cmpuint (loudest, >, previous);
      g_assert_cmpfloat (fabs (log2 (centre / tones[i])), <, 0.5);
      previous = loudest;
    }
}

/* 60 dB more of a tone make much less than 60 dB more of firing. */
static void
test_gain_control_compresses (void)
{
  g_autoptr (SpkEar) ear = make_ear (16000, 20);
  g_autoptr (SpkCochleagram) quiet = listen_to_tone (ear, 16000, 1000, 0.001);
  g_autoptr (SpkCochleagram) loud = listen_to_tone (ear, 16000, 1000, 1);
  guint at = find_loudest (loud);
  float soft = spk_cochleagram_row (quiet, at)[399];
  float strong = spk_cochleagram_row (loud, at)[399];

  g_assert_cmpfloat (soft, >, 0);
  g_assert_cmpfloat (strong, >, soft);
  g_assert_cmpfloat (strong, <, 100 * soft);
}

static void
test_impulse_dies_away (void)
{
  const double rates[] = { 2000, 8000, 12500, 48000, 384000 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      gsize n_samples = (gsize) (0.5 * rates[r]);
      g_autoptr (SpkEar) ear = make_ear (rates[r], 10);
      g_autofree float *samples = g_new0 (float, n_samples);

      samples[0] = 1;

      g_autoptr (SpkCochleagram) cochleagram = spk_ear_listen (ear, samples, n_samples);
      float peak = spk_cochleagram_peak (cochleagram);

      g_assert_cmpfloat (peak, >, 0);
      for (guint i = 0; i < cochleagram->n_channels; i++)
        {
          float last = spk_cochleagram_row (cochleagram, i)[cochleagram->n_steps - 1];

          g_assert_true (isfinite (last));
          g_assert_cmpfloat (last, <, 1e-3 * peak);
        }
    }
}

static void
test_silence_stays_silent (void)
{
  g_autoptr (SpkEar) ear = make_ear (8000, 10);
  g_autofree float *samples = g_new0 (float, 999);
  g_autoptr (SpkCochleagram) cochleagram = spk_ear_listen (ear, samples, 999);
  g_autoptr (SpkCochleagram) nothing = spk_ear_listen (ear, samples, 0);

  g_assert_cmpuint (cochleagram->n_steps, ==, 99);
  g_assert_cmpfloat (spk_cochleagram_peak (cochleagram), ==, 0);
  g_assert_cmpuint (nothing->n_steps, ==, 0);
  g_assert_cmpfloat (spk_cochleagram_peak (nothing), ==, 0);
}

static void
test_loudest_input_stays_finite (void)
{
  g_autoptr (SpkEar) ear = make_ear (8000, 1);
  g_autofree float *samples = g_new (float, 4000);

  for (guint i = 0; i < 4000; i++)
    samples[i] = i % 7 < 3 ? 1 : -1;

  g_autoptr (SpkCochleagram) cochleagram = spk_ear_listen (ear, samples, 4000);

  for (gsize i = 0; i < (gsize) cochleagram->n_channels * cochleagram->n_steps; i++)
    g_assert_true (isfinite (cochleagram->values[i]) && cochleagram->values[i] >= 0);
}

static void
test_same_sound_same_bits (void)
{
  g_autoptr (SpkEar) ear = make_ear (16000, 20);
  g_autoptr (SpkCochleagram) first = listen_to_tone (ear, 16000, 700, 0.4);
  g_autoptr (SpkCochleagram) second = listen_to_tone (ear, 16000, 700, 0.4);

  g_assert_cmpmem (first->values, first->n_channels * first->n_steps * sizeof (float), second->values,
                   second->n_channels * second->n_steps * sizeof (float));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ear/channel-counts", test_channel_counts);
  g_test_add_func ("/ear/frequencies-fall", test_frequencies_fall);
  g_test_add_func ("/ear/response-is-cut-above-the-centre", test_response_is_cut_above_the_centre);
  g_test_add_func ("/ear/tones-are-heard-at-their-place", test_tones_are_heard_at_their_place);
  g_test_add_func ("/ear/gain-control-compresses", test_gain_control_compresses);
  g_test_add_func ("/ear/impulse-dies-away", test_impulse_dies_away);
  g_test_add_func ("/ear/silence-stays-silent", test_silence_stays_silent);
  g_test_add_func ("/ear/loudest-input-stays-finite", test_loudest_input_stays_finite);
  g_test_add_func ("/ear/same-sound-same-bits", test_same_sound_same_bits);
  return g_test_run ();
}
