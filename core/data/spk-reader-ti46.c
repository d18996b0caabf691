/* SPDX-License-Identifier: GPL-3.0-or-later */

/* TI46-Alpha as spike trains: spoken letters through Lyon's ear model and the BSA encoder, a tree
 * CLASS/SPEAKER_uUTTERANCE_cCLASS.dat of text files. A line is "CHANNEL TIME", the time in steps of 1.6 ms; the line
 * "-1 -1" comes before the first event and after the last. A recording without events between the marks is silent, not
 * bad. */

#include "data/spk-reader.h"

#include "data/spk-class-tree.h"
#include "data/spk-data-error.h"
#include "data/spk-file.h"

#include <string.h>

#define N_CHANNELS   78
#define TIME_STEP_US 1600
#define MAX_STEP     (G_MAXUINT32 / TIME_STEP_US)
#define SUFFIX       ".dat"
#define N_LETTERS    26

typedef struct
{
  const char *file;    /* for messages */
  const char *at;
  const char *end;
  guint       line;    /* the one that @at is in, from 1 */
} Cursor;

typedef struct
{
  char *speaker;
  char *utterance;
  guint class;
} RecordingName;

static void
recording_name_clear (RecordingName *name)
{
  g_free (name->speaker);
  g_free (name->utterance);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RecordingName, recording_name_clear)

static gboolean G_GNUC_PRINTF (4, 5)
fail_at_line (const Cursor *cursor, SpkDataError code, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SPK_DATA_ERROR, code, "%s:%u: %s", cursor->file, cursor->line, what);
  return FALSE;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static void
skip_blanks (Cursor *cursor)
{
  while (cursor->at < cursor->end && is_blank (*cursor->at))
    cursor->at++;
}

/* Goes to the first word of the next line that has one. Returns FALSE at the end of the text. */
static gboolean
find_line (Cursor *cursor)
{
  for (skip_blanks (cursor); cursor->at < cursor->end && *cursor->at == '\n'; skip_blanks (cursor))
    {
      cursor->at++;
      cursor->line++;
    }
  return cursor->at < cursor->end;
}

static gboolean
fail_at_word (const Cursor *cursor, const char *word, GError **error)
{
  const char *stop = word;

  while (stop < cursor->end && stop - word < 40 && !is_blank (*stop) && *stop != '\n')
    stop++;
  if (stop == word)
    return fail_at_line (cursor, SPK_DATA_ERROR_FORMAT, error,
                         "the line ends too early; a channel and a time are expected");

  g_autofree char *text = g_utf8_make_valid (word, stop - word);

  return fail_at_line (cursor, SPK_DATA_ERROR_FORMAT, error, "“%s” is no whole number", text);
}

/* Reads a whole number; one too long for 10 digits stays at a value that no check lets pass. */
static gboolean
read_number (Cursor *cursor, gint64 *number, GError **error)
{
  skip_blanks (cursor);

  const char *word = cursor->at;
  gboolean is_negative = cursor->at < cursor->end && *cursor->at == '-';
  gint64 value = 0;

  cursor->at += is_negative;

  const char *digits = cursor->at;

  for (; cursor->at < cursor->end && g_ascii_isdigit (*cursor->at); cursor->at++)
    value = MIN (10 * value + (*cursor->at - '0'), G_MAXUINT32);
  if (cursor->at == digits || (cursor->at < cursor->end && !is_blank (*cursor->at) && *cursor->at != '\n'))
    return fail_at_word (cursor, word, error);
  *number = is_negative ? -value : value;
  return TRUE;
}

static gboolean
read_line (Cursor *cursor, gint64 *channel, gint64 *step, GError **error)
{
  if (!read_number (cursor, channel, error) || !read_number (cursor, step, error))
    return FALSE;
  skip_blanks (cursor);
  if (cursor->at < cursor->end && *cursor->at != '\n')
    return fail_at_line (cursor, SPK_DATA_ERROR_FORMAT, error, "more than a channel and a time in the line");
  return TRUE;
}

static gboolean
check_event (const Cursor *cursor, gint64 channel, gint64 step, GError **error)
{
  if (channel < 0 || channel >= N_CHANNELS)
    return fail_at_line (cursor, SPK_DATA_ERROR_RANGE, error, "channel %" G_GINT64_FORMAT " lies outside 0 to %d",
                         channel, N_CHANNELS - 1);
  if (step < 0 || step > MAX_STEP)
    return fail_at_line (cursor, SPK_DATA_ERROR_RANGE, error, "time %" G_GINT64_FORMAT " lies outside 0 to %u", step,
                         MAX_STEP);
  return TRUE;
}

static gboolean
read_start_mark (Cursor *cursor, GError **error)
{
  gint64 channel, step;

  if (!find_line (cursor))
    return fail_at_line (cursor, SPK_DATA_ERROR_FORMAT, error, "the file is empty");
  if (!read_line (cursor, &channel, &step, error))
    return FALSE;
  if (channel != -1 || step != -1)
    return fail_at_line (cursor, SPK_DATA_ERROR_FORMAT, error, "the start mark “-1 -1” is missing");
  return TRUE;
}

/* Adds the events up to the end mark to the open sample. */
static gboolean
read_events (Cursor *cursor, SpkDatasetBuilder *builder, GError **error)
{
  while (find_line (cursor))
    {
      gint64 channel, step;

      if (!read_line (cursor, &channel, &step, error))
        return FALSE;
      if (channel == -1 && step == -1)
        return TRUE;
      if (!check_event (cursor, channel, step, error))
        return FALSE;
      spk_dataset_builder_add_event (builder, (guint32) channel, (guint32) step * TIME_STEP_US);
    }
  return fail_at_line (cursor, SPK_DATA_ERROR_FORMAT, error,
                       "the end mark “-1 -1” is missing, the file is truncated");
}

static gboolean
parse_text (const char *path, const GByteArray *text, SpkDatasetBuilder *builder, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  const char *start = (const char *) text->data;
  Cursor cursor = { shown, start, start + text->len, 1 };

  if (!read_start_mark (&cursor, error) || !read_events (&cursor, builder, error))
    return FALSE;
  if (find_line (&cursor))
    return fail_at_line (&cursor, SPK_DATA_ERROR_FORMAT, error, "there is more after the end mark “-1 -1”");
  return TRUE;
}

/* Takes SPEAKER_uUTTERANCE_cCLASS.dat apart. */
static gboolean
split_name (const char *file, RecordingName *name)
{
  g_autofree char *stem = g_strndup (file, strlen (file) - strlen (SUFFIX));
  char *class = g_strrstr (stem, "_c");
  guint utterance;

  if (class == NULL || !spk_number_parse (class + 2, &name->class))
    return FALSE;
  *class = '\0';

  char *number = g_strrstr (stem, "_u");

  if (number == NULL || number == stem || !spk_number_parse (number + 2, &utterance))
    return FALSE;
  *number = '\0';
  name->speaker = g_filename_display_name (stem);
  name->utterance = g_strdup_printf ("%u", utterance);
  return TRUE;
}

static gboolean
check_name (const char *path, const char *file, guint class, RecordingName *name, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (!split_name (file, name))
    {
      g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_FORMAT,
                   "%s: the name does not follow SPEAKER_uUTTERANCE_cCLASS.dat", shown);
      return FALSE;
    }
  if (name->class != class)
    {
      g_set_error (error, SPK_DATA_ERROR, SPK_DATA_ERROR_FORMAT,
                   "%s: class %u in the name, but it lies in the folder of class %u", shown, name->class, class);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_recording (SpkDatasetBuilder    *builder,
                const SpkClassFolder *folder,
                const char           *file,
                guint32               label,
                GByteArray           *buffer,
                GError              **error)
{
  g_autofree char *path = g_build_filename (folder->path, file, NULL);
  g_autofree char *folder_name = g_path_get_basename (folder->path);
  g_autofree char *relative = g_build_filename (folder_name, file, NULL);
  g_autofree char *sample_name = g_filename_display_name (relative);
  g_auto (RecordingName) name = { NULL };

  if (!check_name (path, file, folder->number, &name, error) || !spk_file_load (path, buffer, error) ||
      !parse_text (path, buffer, builder, error))
    return FALSE;
  return spk_dataset_builder_end_sample (builder, sample_name, label,
                                         (const char *const[]){ name.speaker, name.utterance }, error);
}

/* Whether the folders are exactly 0 to 25, the letters of the alphabet. */
static gboolean
is_alphabet (GPtrArray *folders)
{
  for (guint i = 0; i < folders->len; i++)
    if (((SpkClassFolder *) g_ptr_array_index (folders, i))->number != i)
      return FALSE;
  return folders->len == N_LETTERS;
}

static char *
make_class_name (guint number, gboolean is_letter)
{
  return is_letter ? g_strdup_printf ("%c", 'a' + number) : g_strdup_printf ("%u", number);
}

static gboolean
read_folders (SpkDatasetBuilder *builder, GPtrArray *folders, GError **error)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  gboolean is_letters = is_alphabet (folders);

  for (guint i = 0; i < folders->len; i++)
    {
      SpkClassFolder *folder = g_ptr_array_index (folders, i);
      g_autofree char *name = make_class_name (folder->number, is_letters);
      guint32 label = spk_dataset_builder_add_class (builder, name);

      for (guint j = 0; j < folder->files->len; j++)
        {
          GError *reason = NULL;

          if (!read_recording (builder, folder, g_ptr_array_index (folder->files, j), label, buffer, &reason) &&
              !spk_dataset_builder_excuse (builder, reason, error))
            return FALSE;
        }
    }
  return TRUE;
}

static SpkDataset *
ti46_read (const char *path, const SpkLoadOptions *options, GError **error)
{
  const SpkGeometry geometry = { .channels = N_CHANNELS, .polarities = 1 };
  g_autoptr (SpkDatasetBuilder) builder =
    spk_dataset_builder_new ("ti46", path, &geometry, TIME_STEP_US, options->skip_bad);
  g_autoptr (GPtrArray) folders = spk_class_tree_scan (path, SUFFIX, builder, error);

  if (folders == NULL)
    return NULL;
  spk_dataset_builder_add_group (builder, "speaker");
  spk_dataset_builder_add_group (builder, "utterance");
  if (!read_folders (builder, folders, error))
    return NULL;
  return spk_dataset_builder_finish (builder, error);
}

static SpkLikeness
ti46_probe (const char *path)
{
  g_autofree char *recording = spk_class_tree_first_recording (path, SUFFIX);
  g_autoptr (GByteArray) buffer = g_byte_array_new ();

  if (recording == NULL)
    return SPK_LIKENESS_NONE;
  if (!spk_file_load (recording, buffer, NULL))
    return SPK_LIKENESS_LAYOUT;

  const char *text = (const char *) buffer->data;
  Cursor cursor = { recording, text, text + buffer->len, 1 };

  return read_start_mark (&cursor, NULL) ? SPK_LIKENESS_CONTENT : SPK_LIKENESS_LAYOUT;
}

const SpkReader spk_reader_ti46 = {
  .name = "ti46",
  .layout = "TI46 spike trains (CLASS/SPEAKER_uUTTERANCE_cCLASS.dat)",
  .probe = ti46_probe,
  .read = ti46_read,
};
