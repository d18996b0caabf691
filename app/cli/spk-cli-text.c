/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-text.h"

#include <math.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define DEFAULT_WIDTH 80

/**
 * spk_cli_text_width:
 *
 * Returns: columns of the terminal on standard output; 80 where there is none or it does not say
 */
guint
spk_cli_text_width (void)
{
  struct winsize size;

  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  return DEFAULT_WIDTH;
}

static void
append_spaces (GString *text, guint n)
{
  g_string_append_printf (text, "%*s", (int)n, "");
}

static void
append_paragraph (GString *text, const char *paragraph, guint indent, guint column, guint width)
{
  g_auto (GStrv) words = g_strsplit_set (paragraph, " \n", -1);
  gboolean first = TRUE;

  if (column < indent)
    {
      append_spaces (text, indent - column);
      column = indent;
    }
  for (guint i = 0; words[i]; i++)
    {
      guint length = g_utf8_strlen (words[i], -1);

      if (length == 0)
        continue;
      if (!first && column + 1 + length > width)
        {
          g_string_append_c (text, '\n');
          append_spaces (text, indent);
          column = indent;
          first = TRUE;
        }
      if (!first)
        g_string_append_c (text, ' ');
      g_string_append (text, words[i]);
      column += length + (first ? 0 : 1);
      first = FALSE;
    }
  g_string_append_c (text, '\n');
}

/**
 * spk_cli_text_append_wrapped:
 * @text: where to append
 * @words: paragraphs, separated by an empty line
 * @indent: columns every line starts after
 * @column: columns that are in use on the current line
 * @width: columns of a line
 *
 * Appends text broken between words, and a line end.
 */
void
spk_cli_text_append_wrapped (GString *text, const char *words, guint indent, guint column, guint width)
{
  g_auto (GStrv) paragraphs = g_strsplit (words, "\n\n", -1);

  for (guint i = 0; paragraphs[i]; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      append_paragraph (text, paragraphs[i], indent, i == 0 ? column : 0, width);
    }
}

/**
 * spk_cli_text_append_row:
 * @left_width: columns of the left part, its indent of two included
 *
 * Appends a row of a help page: a term, and beside it, or below where the term is long, what it means.
 */
void
spk_cli_text_append_row (GString *text, const char *left, const char *right, guint left_width, guint width)
{
  guint column = 2 + g_utf8_strlen (left, -1);

  g_string_append_printf (text, "  %s", left);
  if (column + 2 > left_width)
    {
      g_string_append_c (text, '\n');
      column = 0;
    }
  spk_cli_text_append_wrapped (text, right, left_width, column, MAX (width, left_width + 20));
}

static guint
edit_distance (const char *a, const char *b)
{
  gsize n = strlen (b);
  g_autofree guint *row = g_new (guint, n + 1);

  for (gsize j = 0; j <= n; j++)
    row[j] = j;
  for (gsize i = 1; a[i - 1]; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (gsize j = 1; j <= n; j++)
        {
          guint above = row[j];

          row[j] = MIN (MIN (above, row[j - 1]) + 1, diagonal + (a[i - 1] != b[j - 1]));
          diagonal = above;
        }
    }
  return row[n];
}

/**
 * spk_cli_text_nearest:
 * @word: a mistyped word
 * @words: the right ones, %NULL-terminated
 *
 * Returns: (transfer none) (nullable): the one that was probably meant
 */
const char *
spk_cli_text_nearest (const char *word, const char *const *words)
{
  const char *nearest = NULL;
  guint least = MAX (1, strlen (word) / 2);

  for (guint i = 0; words[i]; i++)
    {
      guint distance = edit_distance (word, words[i]);

      if (distance <= least && (!nearest || distance < least))
        {
          nearest = words[i];
          least = distance;
        }
    }
  return nearest;
}

/**
 * spk_cli_text_percent:
 *
 * Returns: a share as "93.1 %", or "-" for NaN
 */
char *
spk_cli_text_percent (double share)
{
  return isfinite (share) ? g_strdup_printf ("%.1f %%", 100 * share) : g_strdup ("-");
}

/**
 * spk_cli_text_number:
 *
 * Returns: a number with @digits decimals, or "-" for NaN
 */
char *
spk_cli_text_number (double value, guint digits)
{
  return isfinite (value) ? g_strdup_printf ("%.*f", (int)digits, value) : g_strdup ("-");
}

/**
 * spk_cli_text_duration:
 *
 * Returns: a time as "4.2 s", "3:20" or "1:02:03", or "-" for NaN
 */
char *
spk_cli_text_duration (double seconds)
{
  guint64 whole;

  if (!isfinite (seconds) || seconds < 0)
    return g_strdup ("-");
  if (seconds < 60)
    return g_strdup_printf ("%.1f s", seconds);
  whole = seconds + 0.5;
  if (whole < 3600)
    return g_strdup_printf ("%u:%02u", (guint)(whole / 60), (guint)(whole % 60));
  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%02u:%02u", whole / 3600, (guint)(whole / 60 % 60),
                          (guint)(whole % 60));
}

struct _SpkCliTable
{
  char *alignment; /* 'l' or 'r' a column */
  guint n_columns;
  GPtrArray *cells;
};

/**
 * spk_cli_table_new:
 * @alignment: one letter a column, 'l' for text and 'r' for numbers
 */
SpkCliTable *
spk_cli_table_new (const char *alignment)
{
  SpkCliTable *self = g_new0 (SpkCliTable, 1);

  self->alignment = g_strdup (alignment);
  self->n_columns = strlen (alignment);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
spk_cli_table_free (SpkCliTable *self)
{
  g_free (self->alignment);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

/**
 * spk_cli_table_add:
 * @...: as many strings as there are columns, then %NULL
 */
void
spk_cli_table_add (SpkCliTable *self, ...)
{
  va_list cells;

  va_start (cells, self);
  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *cell = va_arg (cells, const char *);

      g_ptr_array_add (self->cells, g_strdup (cell));
    }
  va_end (cells);
}

static void
append_cell (GString *line, const char *cell, char alignment, guint width)
{
  guint padding = width - g_utf8_strlen (cell, -1);

  if (alignment == 'r')
    append_spaces (line, padding);
  g_string_append (line, cell);
  if (alignment != 'r')
    append_spaces (line, padding);
}

/**
 * spk_cli_table_print:
 *
 * Prints the rows on standard output.
 */
void
spk_cli_table_print (SpkCliTable *self, const char *indent)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);

  for (guint i = 0; i < self->cells->len; i++)
    {
      guint *width = &widths[i % self->n_columns];

      *width = MAX (*width, g_utf8_strlen (self->cells->pdata[i], -1));
    }
  for (guint row = 0; row < self->cells->len; row += self->n_columns)
    {
      g_autoptr (GString) line = g_string_new (indent);

      for (guint i = 0; i < self->n_columns; i++)
        {
          g_string_append (line, i > 0 ? "  " : "");
          append_cell (line, self->cells->pdata[row + i], self->alignment[i], widths[i]);
        }
      g_print ("%s\n", g_strchomp (line->str));
    }
}
