/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-spike-code.h"

#include "base/spk-deflate.h"
#include "model/spk-model-error.h"

/*
 * A raster [steps][width] as few bytes: the gaps between its spikes, taken neuron by neuron, as a neuron's own rhythm
 * repeats more than a step's, and those deflated. A gap is a row of bytes 255, which say "255 more", and an ending byte
 * below 255. Half the size of deflated bits at 2 % spikes.
 */
#define MORE 255

/* Most places of a raster from a file: one that claims more is damaged, or made to fill the memory. */
#define MAX_PLACES ((guint64) 1 << 28)

/* They are small, and read more often than written. */
#define LEVEL 9

typedef struct
{
  GByteArray *bytes;
  gint64 last; /* place of the last spike */
} GapWriter;

static void
write_spike (GapWriter *self, gint64 place)
{
  gint64 gap = place - self->last - 1;
  guint8 byte = MORE;

  for (; gap >= MORE; gap -= MORE)
    g_byte_array_append (self->bytes, &byte, 1);
  byte = (guint8) gap;
  g_byte_array_append (self->bytes, &byte, 1);
  self->last = place;
}

/**
 * spk_spike_code_pack_masks:
 * @masks: [@steps][@width], a bit a sample
 * @lane: which sample
 *
 * Returns: (transfer full): the raster of that sample, packed
 */
GBytes *
spk_spike_code_pack_masks (const guint16 *masks, guint lane, guint steps, guint width)
{
  g_autoptr (GByteArray) gaps = g_byte_array_new ();
  GapWriter writer = { gaps, -1 };

  for (guint i = 0; i < width; i++)
    for (guint t = 0; t < steps; t++)
      if (masks[(gsize) t * width + i] >> lane & 1)
        write_spike (&writer, (gint64) i * steps + t);
  return spk_deflate (gaps->data, gaps->len, LEVEL);
}

/**
 * spk_spike_code_pack_bits:
 * @bits: of [@steps][@width], bit i of the array in byte i / 8 at place i % 8
 *
 * Returns: (transfer full): the raster, packed
 */
GBytes *
spk_spike_code_pack_bits (const guint8 *bits, guint steps, guint width)
{
  g_autoptr (GByteArray) gaps = g_byte_array_new ();
  GapWriter writer = { gaps, -1 };

  for (guint i = 0; i < width; i++)
    for (guint t = 0; t < steps; t++)
      {
        const gsize bit = (gsize) t * width + i;

        if (bits[bit / 8] >> bit % 8 & 1)
          write_spike (&writer, (gint64) i * steps + t);
      }
  return spk_deflate (gaps->data, gaps->len, LEVEL);
}

/* Returns whether all gaps are whole and lie in the raster. */
static gboolean
place_spikes (GBytes *gaps, guint steps, guint width, guint8 *bits)
{
  const gint64 n_places = (gint64) steps * width;
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (gaps, &n_bytes);
  gint64 place = -1;

  if (n_bytes > 0 && bytes[n_bytes - 1] == MORE)
    return FALSE;
  for (gsize i = 0; i < n_bytes; i++)
    {
      place += bytes[i];
      if (bytes[i] == MORE)
        continue;
      if (++place >= n_places)
        return FALSE;

      const gsize bit = (gsize) (place % steps) * width + place / steps;

      bits[bit / 8] |= (guint8) (1u << bit % 8);
    }
  return TRUE;
}

/**
 * spk_spike_code_unpack:
 * @packed: from one of the above, or of any origin
 *
 * Returns: (transfer full) (nullable): bits of [@steps][@width], bit i of the array in byte i / 8 at place i % 8; %NULL with
 *   %SPK_MODEL_ERROR_FORMAT if @packed is no such raster
 */
GBytes *
spk_spike_code_unpack (GBytes *packed, guint steps, guint width, GError **error)
{
  const guint64 n_places = (guint64) steps * width, n_bytes = (n_places + 7) / 8;
  g_autoptr (GBytes) gaps = NULL;
  gsize n_packed;
  const guint8 *data = g_bytes_get_data (packed, &n_packed);

  if (n_places <= MAX_PLACES)
    gaps = spk_inflate (data, n_packed, n_places + n_places / MORE + 1);
  if (gaps != NULL)
    {
      g_autofree guint8 *bits = g_malloc0 (n_bytes);

      if (place_spikes (gaps, steps, width, bits))
        return g_bytes_new_take (g_steal_pointer (&bits), n_bytes);
    }
  g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT, "no packed raster of %u steps and %u rows", steps, width);
  return NULL;
}
