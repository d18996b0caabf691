/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sound files put together byte by byte, so that no library is tested against itself. */

#include "sound-fixture.h"

#include <math.h>
#include <string.h>

static void
put (GByteArray *bytes, guint32 value, guint n)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (bytes, (const guint8 *) &value, n);
}

static void
put_text (GByteArray *bytes, const char *text)
{
  g_byte_array_append (bytes, (const guint8 *) text, strlen (text));
}

/* format: 1 whole numbers, 3 floating point */
GByteArray *
sound_fixture_wave (guint rate, guint n_channels, guint format, guint bits, gconstpointer data, gsize n_bytes)
{
  GByteArray *bytes = g_byte_array_new ();
  guint frame = n_channels * bits / 8;

  put_text (bytes, "RIFF");
  put (bytes, (guint32) (36 + n_bytes), 4);
  put_text (bytes, "WAVEfmt ");
  put (bytes, 16, 4);
  put (bytes, format, 2);
  put (bytes, n_channels, 2);
  put (bytes, rate, 4);
  put (bytes, rate * frame, 4);
  put (bytes, frame, 2);
  put (bytes, bits, 2);
  put_text (bytes, "data");
  put (bytes, (guint32) n_bytes, 4);
  g_byte_array_append (bytes, data, n_bytes);
  return bytes;
}

static GArray *
make_samples (guint rate, guint n_channels, double frequency, guint n_frames)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (gint16));

  for (guint i = 0; i < n_frames; i++)
    for (guint c = 0; c < n_channels; c++)
      {
        gint16 value = GINT16_TO_LE ((gint16) (9000 * sin (2 * G_PI * frequency * i / rate)));

        g_array_append_val (samples, value);
      }
  return samples;
}

GByteArray *
sound_fixture_tone (guint rate, guint n_channels, double frequency, guint n_frames)
{
  g_autoptr (GArray) samples = make_samples (rate, n_channels, frequency, n_frames);

  return sound_fixture_wave (rate, n_channels, 1, 16, samples->data, samples->len * sizeof (gint16));
}

/* As TI46 is sold: a header of 1024 bytes, then samples. */
GByteArray *
sound_fixture_sphere (guint rate, double frequency, guint n_frames)
{
  g_autoptr (GArray) samples = make_samples (rate, 1, frequency, n_frames);
  g_autofree char *header =
    g_strdup_printf ("NIST_1A\n   1024\nsample_count -i %u\nsample_rate -i %u\nchannel_count -i 1\n"
                     "sample_n_bytes -i 2\nsample_byte_format -s2 01\nsample_sig_bits -i 16\nsample_coding -s3 pcm\n"
                     "end_head\n", n_frames, rate);
  GByteArray *bytes = g_byte_array_new ();

  put_text (bytes, header);
  while (bytes->len < 1024)
    put_text (bytes, " ");
  g_byte_array_append (bytes, (const guint8 *) samples->data, samples->len * sizeof (gint16));
  return bytes;
}
