/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-sound-file.h"

#include "data/spk-data-error.h"
#include "data/spk-file.h"
#include "sound/spk-ear.h"

#include <fcntl.h>
#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_SOUND_CHANNELS 64
#define BLOCK_FRAMES       4096

/* Bytes in memory that libsndfile reads as a file. */
typedef struct
{
  const guint8 *bytes;
  sf_count_t    length;
  sf_count_t    at;
} Memory;

static sf_count_t
memory_get_length (void *data)
{
  return ((Memory *) data)->length;
}

static sf_count_t
memory_seek (sf_count_t offset, int whence, void *data)
{
  Memory *memory = data;
  sf_count_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? memory->at : memory->length;

  if (offset < -base || offset > memory->length - base)
    return -1;
  memory->at = base + offset;
  return memory->at;
}

static sf_count_t
memory_read (void *target, sf_count_t count, void *data)
{
  Memory *memory = data;

  count = CLAMP (count, 0, memory->length - memory->at);
  if (count > 0)
    memcpy (target, memory->bytes + memory->at, (gsize) count);
  memory->at += count;
  return count;
}

static sf_count_t
memory_write (const void *source, sf_count_t count, void *data)
{
  return 0;
}

static sf_count_t
memory_tell (void *data)
{
  return ((Memory *) data)->at;
}

static SF_VIRTUAL_IO memory_functions = { memory_get_length, memory_seek, memory_read, memory_write, memory_tell };

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SNDFILE, sf_close)

static gboolean G_GNUC_PRINTF (4, 5)
fail (GError **error, SpkDataError code, const char *name, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SPK_DATA_ERROR, code, "%s: %s", name, what);
  return FALSE;
}

static gboolean
is_sound (const guint8 *bytes, gsize n_bytes)
{
  static const char *const starts[] = { "RIFX", "RF64", "fLaC", "OggS", "NIST_1A" };

  if (n_bytes >= 12 && memcmp (bytes, "RIFF", 4) == 0)
    return memcmp (bytes + 8, "WAVE", 4) == 0;
  if (n_bytes >= 12 && memcmp (bytes, "FORM", 4) == 0)
    return memcmp (bytes + 8, "AIF", 3) == 0;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (n_bytes >= strlen (starts[i]) && memcmp (bytes, starts[i], strlen (starts[i])) == 0)
      return TRUE;
  return FALSE;
}

/**
 * spk_sound_file_has_start:
 * @path: a file; a pipe is not waited for
 *
 * Returns: whether it begins like WAV, RF64, AIFF, FLAC, Ogg or NIST SPHERE, whatever it is called
 */
gboolean
spk_sound_file_has_start (const char *path)
{
  guint8 bytes[16];
  struct stat status;
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  gssize n = -1;

  if (fd < 0)
    return FALSE;
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    n = read (fd, bytes, sizeof bytes);
  close (fd);
  return n > 0 && is_sound (bytes, (gsize) n);
}

static gboolean
check_info (const SF_INFO *info, const char *name, GError **error)
{
  if (!(info->samplerate >= SPK_EAR_MIN_RATE && info->samplerate <= SPK_EAR_MAX_RATE))
    return fail (error, SPK_DATA_ERROR_RANGE, name, "%d samples a second; %g to %g are understood", info->samplerate,
                 SPK_EAR_MIN_RATE, SPK_EAR_MAX_RATE);
  if (info->channels < 1 || info->channels > MAX_SOUND_CHANNELS)
    return fail (error, SPK_DATA_ERROR_RANGE, name, "%d channels; 1 to %d are understood", info->channels,
                 MAX_SOUND_CHANNELS);
  if (info->frames > (sf_count_t) info->samplerate * SPK_SOUND_MAX_SECONDS)
    return fail (error, SPK_DATA_ERROR_RANGE, name,
                 "lasts %.0f seconds; up to %d are read. Cut it into its utterances",
                 (double) info->frames / info->samplerate, SPK_SOUND_MAX_SECONDS);
  return TRUE;
}

/* libsndfile speaks of its failures in English, with a point at the end. */
static gboolean
fail_to_open (GError **error, const char *name, const Memory *memory, SNDFILE *file)
{
  g_autofree char *reason = g_utf8_make_valid (sf_strerror (file), -1);

  if (memory->length == 0)
    return fail (error, SPK_DATA_ERROR_EMPTY, name, "the file is empty");
  g_strchomp (reason);
  if (g_str_has_suffix (reason, "."))
    reason[strlen (reason) - 1] = '\0';
  return fail (error, SPK_DATA_ERROR_FORMAT, name, "is no sound that can be read: %s (looked at up to byte %" G_GINT64_FORMAT
               " of %" G_GINT64_FORMAT ")", reason, (gint64) memory->at, (gint64) memory->length);
}

static SNDFILE *
open_memory (Memory *memory, SF_INFO *info, const char *name, GError **error)
{
  g_autoptr (SNDFILE) file = NULL;

  memset (info, 0, sizeof *info);
  file = sf_open_virtual (&memory_functions, SFM_READ, info, memory);
  if (file == NULL)
    {
      fail_to_open (error, name, memory, NULL);
      return NULL;
    }
  return check_info (info, name, error) ? g_steal_pointer (&file) : NULL;
}

/* The mean of the channels of @n frames; FALSE where one is not a number. */
static gboolean
mix (const float *block, gsize n, guint n_channels, float *samples, gsize *bad_frame)
{
  for (gsize i = 0; i < n; i++)
    {
      float sum = 0;

      for (guint c = 0; c < n_channels; c++)
        sum += block[i * n_channels + c];
      if (!isfinite (sum))
        {
          *bad_frame = i;
          return FALSE;
        }
      samples[i] = sum / (float) n_channels;
    }
  return TRUE;
}

/* Reads up to the end, whatever length the header claims: the memory that is taken follows what is there. */
static gboolean
read_frames (SNDFILE *file, const SF_INFO *info, const char *name, SpkSound *sound, GError **error)
{
  guint n_channels = (guint) info->channels;
  gsize most = (gsize) info->samplerate * SPK_SOUND_MAX_SECONDS;
  gsize capacity = 0;
  g_autofree float *block = g_new (float, (gsize) BLOCK_FRAMES * n_channels);
  sf_count_t n;

  while ((n = sf_readf_float (file, block, BLOCK_FRAMES)) > 0)
    {
      gsize bad_frame;

      if (sound->n_samples + (gsize) n > most)
        return fail (error, SPK_DATA_ERROR_RANGE, name, "lasts more than %d seconds", SPK_SOUND_MAX_SECONDS);
      if (sound->n_samples + (gsize) n > capacity)
        {
          capacity = MAX (2 * capacity, sound->n_samples + BLOCK_FRAMES);
          sound->samples = g_renew (float, sound->samples, capacity);
        }
      if (!mix (block, (gsize) n, n_channels, sound->samples + sound->n_samples, &bad_frame))
        return fail (error, SPK_DATA_ERROR_RANGE, name, "frame %" G_GSIZE_FORMAT " holds a value that is not a number",
                     sound->n_samples + bad_frame);
      sound->n_samples += (gsize) n;
    }
  if (info->frames > 0 && (sf_count_t) sound->n_samples < info->frames)
    return fail (error, SPK_DATA_ERROR_FORMAT, name,
                 "ends after %" G_GSIZE_FORMAT " of %" G_GINT64_FORMAT " frames, the file is truncated",
                 sound->n_samples, (gint64) info->frames);
  if (sound->n_samples == 0)
    return fail (error, SPK_DATA_ERROR_EMPTY, name, "holds no samples");
  return TRUE;
}

/* WAV: what libsndfile passes over in silence, a data chunk that claims more than there is. */
static gboolean
check_wave_length (const guint8 *bytes, gsize n_bytes, const char *name, GError **error)
{
  if (n_bytes < 12 || memcmp (bytes, "RIFF", 4) != 0)
    return TRUE;
  for (gsize at = 12; at + 8 <= n_bytes;)
    {
      guint32 length;

      memcpy (&length, bytes + at + 4, sizeof length);
      length = GUINT32_FROM_LE (length);
      /* 0 and -1 are what programs write that do not know the length in advance. */
      if (memcmp (bytes + at, "data", 4) == 0)
        return length == G_MAXUINT32 || length >= 0x7fffff00 || length <= n_bytes - at - 8 ||
               fail (error, SPK_DATA_ERROR_FORMAT, name,
                     "byte %" G_GSIZE_FORMAT ": %u bytes of sound are announced, %" G_GSIZE_FORMAT
                     " are there; the file is truncated", at + 4, length, n_bytes - at - 8);
      at += 8 + (gsize) length + (length & 1);
    }
  return TRUE;
}

/* The number in a SPHERE header's line "KEY -i NUMBER", or @fallback. */
static guint64
find_sphere_number (const char *header, const char *key, guint64 fallback)
{
  g_autofree char *start = g_strdup_printf ("\n%s -i ", key);
  const char *line = strstr (header, start);

  return line != NULL ? g_ascii_strtoull (line + strlen (start), NULL, 10) : fallback;
}

/* SPHERE: the same; its header is a text of 1024 bytes, or as many as the second line says. */
static gboolean
check_sphere_length (const guint8 *bytes, gsize n_bytes, const char *name, GError **error)
{
  if (n_bytes < 16 || memcmp (bytes, "NIST_1A\n", 8) != 0)
    return TRUE;

  g_autofree char *header = g_strndup ((const char *) bytes, MIN (n_bytes, 65536));
  guint64 start = g_ascii_strtoull (header + 8, NULL, 10);
  guint64 n_samples = find_sphere_number (header, "sample_count", 0);
  guint64 width = find_sphere_number (header, "sample_n_bytes", 1) * find_sphere_number (header, "channel_count", 1);

  if (strstr (header, "embedded") != NULL || width == 0)
    return TRUE; /* compressed: what libsndfile says of it */
  if (start > n_bytes || n_samples > (n_bytes - start) / width)
    return fail (error, SPK_DATA_ERROR_FORMAT, name,
                 "byte %" G_GUINT64_FORMAT ": %" G_GUINT64_FORMAT " samples of %" G_GUINT64_FORMAT
                 " bytes are announced, %" G_GUINT64_FORMAT " bytes are there; the file is truncated", start, n_samples,
                 width, start > n_bytes ? 0 : n_bytes - start);
  return TRUE;
}

/**
 * spk_sound_parse:
 * @bytes: content of a sound file of a format that libsndfile knows
 * @n_bytes: its length
 * @name: what the file is called in messages
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Returns: (transfer full): the sound, at least one sample, or %NULL
 */
SpkSound *
spk_sound_parse (const guint8 *bytes, gsize n_bytes, const char *name, GError **error)
{
  Memory memory = { bytes, (sf_count_t) n_bytes, 0 };
  SF_INFO info;
  g_autoptr (SpkSound) sound = NULL;

  if (!check_wave_length (bytes, n_bytes, name, error) || !check_sphere_length (bytes, n_bytes, name, error))
    return NULL;

  g_autoptr (SNDFILE) file = open_memory (&memory, &info, name, error);

  if (file == NULL)
    return NULL;
  sound = g_new0 (SpkSound, 1);
  sound->rate = (guint) info.samplerate;
  return read_frames (file, &info, name, sound, error) ? g_steal_pointer (&sound) : NULL;
}

/**
 * spk_sound_file_load:
 * @path: a file of a format that libsndfile knows, among them WAV, FLAC, AIFF, Ogg and NIST SPHERE
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Returns: (transfer full): the sound, at least one sample, or %NULL
 */
SpkSound *
spk_sound_file_load (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (!spk_file_load (path, bytes, error))
    return NULL;
  return spk_sound_parse (bytes->data, bytes->len, shown, error);
}

/**
 * spk_sound_file_get_rate:
 * @path: a sound file
 * @rate: (out): samples a second
 * @error: return location for a #SPK_DATA_ERROR
 *
 * Reads no more than the header.
 *
 * Returns: whether there is one
 */
gboolean
spk_sound_file_get_rate (const char *path, guint *rate, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  SF_INFO info;

  if (!spk_file_load (path, bytes, error))
    return FALSE;

  Memory memory = { bytes->data, bytes->len, 0 };
  g_autoptr (SNDFILE) file = open_memory (&memory, &info, shown, error);

  *rate = (guint) info.samplerate;
  return file != NULL;
}

void
spk_sound_free (SpkSound *self)
{
  g_free (self->samples);
  g_free (self);
}
