/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spk-deflate.h"

#include <gio/gio.h>

/* Bytes that are written at a time. */
#define CHUNK 16384

static GBytes *
convert (GConverter *converter, const guint8 *input, gsize n_input, gsize limit)
{
  g_autoptr (GByteArray) output = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  guint8 chunk[CHUNK];

  while (result != G_CONVERTER_FINISHED)
    {
      gsize n_read, n_written;

      result = g_converter_convert (converter, input, n_input, chunk, sizeof chunk, G_CONVERTER_INPUT_AT_END, &n_read,
                                    &n_written, NULL);
      if (result == G_CONVERTER_ERROR || output->len + n_written > limit)
        return NULL;
      g_byte_array_append (output, chunk, n_written);
      input += n_read;
      n_input -= n_read;
    }
  return n_input == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&output)) : NULL;
}

/**
 * spk_deflate:
 * @level: from 1, quick, to 9, small
 *
 * Returns: (transfer full): @data as a raw deflate stream
 */
GBytes *
spk_deflate (gconstpointer data, gsize size, int level)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, level);

  return convert (G_CONVERTER (compressor), data, size, G_MAXSIZE);
}

/**
 * spk_inflate:
 * @data: from spk_deflate(), or of any origin
 * @max_size: more than this is a sign of damage
 *
 * Returns: (transfer full) (nullable): what was deflated; %NULL if @data is damaged
 */
GBytes *
spk_inflate (gconstpointer data, gsize size, gsize max_size)
{
  g_autoptr (GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);

  return convert (G_CONVERTER (decompressor), data, size, max_size);
}
