/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/spk-json-place.h"

#include <string.h>

/* JSON that a parser has accepted, read once more for where things are: the parser does not tell. */
typedef struct
{
  const char *at;
  const char *end;
  guint       line;
  GString    *place; /* of the value at hand, as "motifs[1].intra[3][5]" */
} Scanner;

static void
skip_space (Scanner *scanner)
{
  for (; scanner->at < scanner->end && g_ascii_isspace (*scanner->at); scanner->at++)
    scanner->line += *scanner->at == '\n';
}

static gboolean
take (Scanner *scanner, char c)
{
  skip_space (scanner);
  if (scanner->at == scanner->end || *scanner->at != c)
    return FALSE;
  scanner->at++;
  return TRUE;
}

/* What is between the quotes, as it is written. */
static void
take_string (Scanner *scanner, const char **start, gsize *length)
{
  *start = scanner->at;
  while (scanner->at < scanner->end && *scanner->at != '"')
    {
      scanner->line += *scanner->at == '\n';
      scanner->at += *scanner->at == '\\' && scanner->at + 1 < scanner->end ? 2 : 1;
    }
  *length = scanner->at - *start;
  if (scanner->at < scanner->end)
    scanner->at++;
}

static void
skip_plain (Scanner *scanner)
{
  while (scanner->at < scanner->end && strchr (",]}:[{\"", *scanner->at) == NULL && !g_ascii_isspace (*scanner->at))
    scanner->at++;
}

/* Whether the value at hand is the one looked for, or holds it. Its beginning decides: "a" before "a[1]". */
static gboolean
is_on_the_way (const Scanner *scanner, const char *target)
{
  const gsize length = scanner->place->len;

  return length == 0 || (g_str_has_prefix (target, scanner->place->str) && strchr ("[.", target[length]) != NULL);
}

static void scan_value (Scanner *scanner, const char *target, guint *line);

static void
scan_item (Scanner *scanner, const char *target, guint *line, gsize length)
{
  scan_value (scanner, target, line);
  g_string_truncate (scanner->place, length);
}

static void
scan_array (Scanner *scanner, const char *target, guint *line)
{
  const gsize length = scanner->place->len;

  for (guint i = 0; scanner->at < scanner->end && !take (scanner, ']'); i++)
    {
      g_string_append_printf (scanner->place, "[%u]", i);
      scan_item (scanner, target, line, length);
      take (scanner, ',');
    }
}

static void
scan_object (Scanner *scanner, const char *target, guint *line)
{
  const gsize length = scanner->place->len;

  while (scanner->at < scanner->end && !take (scanner, '}'))
    {
      const char *key;
      gsize key_length;

      if (!take (scanner, '"'))
        return;
      take_string (scanner, &key, &key_length);
      take (scanner, ':');
      if (length > 0)
        g_string_append_c (scanner->place, '.');
      g_string_append_len (scanner->place, key, key_length);
      scan_item (scanner, target, line, length);
      take (scanner, ',');
    }
}

static void
scan_value (Scanner *scanner, const char *target, guint *line)
{
  const char *start;
  gsize length;

  skip_space (scanner);
  if (is_on_the_way (scanner, target))
    *line = scanner->line;
  if (take (scanner, '['))
    scan_array (scanner, target, line);
  else if (take (scanner, '{'))
    scan_object (scanner, target, line);
  else if (take (scanner, '"'))
    take_string (scanner, &start, &length);
  else if (scanner->at < scanner->end)
    {
      start = scanner->at;
      skip_plain (scanner);
      if (scanner->at == start)
        scanner->at++;
    }
}

/**
 * spk_json_find_line:
 * @text: (array length=length): JSON that spk_file_parse_json() has accepted, which bounds its nesting
 * @place: a value in it, as "motifs[1].intra[3][5]"; "" is the root
 *
 * Returns: the line that value begins on, from 1; where it does not exist, that of the innermost one around it
 */
guint
spk_json_find_line (const char *text, gsize length, const char *place)
{
  Scanner scanner = { .at = text, .end = text + length, .line = 1, .place = g_string_new (NULL) };
  guint line = 1;

  scan_value (&scanner, place, &line);
  g_string_free (scanner.place, TRUE);
  return line;
}
