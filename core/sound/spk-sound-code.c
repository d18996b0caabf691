/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sound/spk-sound-code.h"

#include "sound/spk-bsa.h"
#include "sound/spk-delta-code.h"

#include <math.h>

/**
 * spk_sound_code_count_channels:
 *
 * Returns: input channels that an ear of @ear_channels channels becomes
 */
guint
spk_sound_code_count_channels (SpkSoundCode code, guint ear_channels)
{
  return code == SPK_SOUND_CODE_DELTA ? 2 * ear_channels : ear_channels;
}

static void
encode_row (SpkSoundCode code, double threshold, const float *row, guint n_steps, gint8 *spikes, float *decoded)
{
  if (code == SPK_SOUND_CODE_DELTA)
    {
      spk_delta_encode (row, n_steps, threshold, spikes);
      spk_delta_decode (spikes, n_steps, threshold, decoded);
    }
  else
    {
      spk_bsa_encode (row, n_steps, threshold, spikes);
      spk_bsa_decode (spikes, n_steps, decoded);
    }
}

static void
add_error (SpkCodeError *error, const float *row, const float *decoded, guint n_steps)
{
  for (guint t = 0; t < n_steps; t++)
    {
      double difference = (double) row[t] - decoded[t];

      error->signal += (double) row[t] * row[t];
      error->noise += difference * difference;
    }
}

/**
 * spk_sound_code_encode:
 * @code: how
 * @threshold: of that code
 * @cochleagram: values from 0 to 1
 * @sink: takes the spikes
 * @data: for @sink
 *
 * Returns: what the cochleagram loses: the spikes are decoded again and held against it
 */
SpkCodeError
spk_sound_code_encode (SpkSoundCode          code,
                       double                threshold,
                       const SpkCochleagram *cochleagram,
                       SpkSpikeSink          sink,
                       gpointer              data)
{
  guint n_steps = cochleagram->n_steps;
  g_autofree gint8 *spikes = g_new (gint8, MAX (n_steps, 1));
  g_autofree float *decoded = g_new (float, MAX (n_steps, 1));
  SpkCodeError error = { 0, 0 };

  for (guint i = 0; i < cochleagram->n_channels; i++)
    {
      const float *row = spk_cochleagram_row (cochleagram, i);

      encode_row (code, threshold, row, n_steps, spikes, decoded);
      add_error (&error, row, decoded, n_steps);
      for (guint t = 0; t < n_steps; t++)
        if (spikes[t] != 0)
          sink (spikes[t] > 0 ? i : cochleagram->n_channels + i, t, data);
    }
  return error;
}

/**
 * spk_code_error_get_ratio:
 *
 * Returns: signal to noise, dB; %INFINITY where nothing was lost
 */
double
spk_code_error_get_ratio (const SpkCodeError *error)
{
  return error->noise > 0 ? 10 * log10 (error->signal / error->noise) : INFINITY;
}
