/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-csv.h"

#include <string.h>

#define MAX_COLUMNS (SPK_TOPOLOGY_MAX_SIZE + 2)
#define MAX_SHOWN 20

/**
 * spk_motif_to_csv:
 *
 * Returns: (transfer full): a comment, then k rows of k + 2 numbers, which spk_motif_from_csv() reads back; name and
 *   positions are lost
 */
char *
spk_motif_to_csv (const SpkTopology *topology)
{
  const guint size = spk_topology_get_size (topology);
  GString *text = g_string_new ("# " SPK_TOPOLOGY_SCHEMA ": a row for each postsynaptic neuron; columns: presynaptic neurons "
                                "0, 1, ..., then the previous and the next motif\n");

  for (guint post = 0; post < size; post++)
    {
      for (guint pre = 0; pre < size; pre++)
        g_string_append_printf (text, "%d,", spk_topology_get_intra (topology, post, pre));
      g_string_append_printf (text, "%d,%d\n", spk_topology_get_lateral (topology, post, SPK_PREVIOUS),
                              spk_topology_get_lateral (topology, post, SPK_NEXT));
    }
  return g_string_free (text, FALSE);
}

/* What is being read: where, and the rows before. */
typedef struct
{
  const char *path;
  guint       line;
  guint       n_columns; /* of the rows before, 0 where there is none */
  GByteArray *values;    /* of gint8, row by row */
  guint       n_rows;
} Reader;

static gboolean G_GNUC_PRINTF (3, 4)
fail (const Reader *reader, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT, "%s:%u: %s", reader->path, reader->line, message);
  return FALSE;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static gboolean
is_separator (char c)
{
  return c == ',' || c == ';';
}

/* -1, 0 or 1, also as +1 or 1.0 */
static gboolean
parse_type (const char *cell, gint8 *type)
{
  char *end;
  const double value = g_ascii_strtod (cell, &end);

  if (end == cell || *end != '\0' || (value != -1 && value != 0 && value != 1))
    return FALSE;
  *type = (gint8) value;
  return TRUE;
}

/* The cell in a message: short, and valid UTF-8 whatever is in the file. */
static char *
show (const char *cell)
{
  g_autofree char *start = g_strndup (cell, MAX_SHOWN);
  g_autofree char *valid = g_utf8_make_valid (start, -1);

  return g_strconcat (valid, strlen (cell) > MAX_SHOWN ? "..." : "", NULL);
}

static gboolean
add_cell (Reader *reader, const char *start, gsize length, guint column, GError **error)
{
  g_autofree char *cell = g_strndup (start, length);
  gint8 type;

  if (length == 0)
    return fail (reader, error, "column %u is empty; write 0 where there is no connection", column + 1);
  if (column == MAX_COLUMNS)
    return fail (reader, error, "more than %d columns; a motif has at most %d neurons", MAX_COLUMNS, SPK_TOPOLOGY_MAX_SIZE);
  if (strlen (cell) != length || !parse_type (cell, &type))
    {
      g_autofree char *shown = show (cell);

      return fail (reader, error, "column %u: \"%s\" is none of -1, 0, 1", column + 1, shown);
    }
  g_byte_array_append (reader->values, (const guint8 *) &type, 1);
  return TRUE;
}

/* Cells are separated by commas or semicolons, or by blanks alone. */
static gboolean
read_cells (Reader *reader, const char *line, const char *end, guint *n_columns, GError **error)
{
  const char *at = line;
  gboolean more;

  *n_columns = 0;
  do
    {
      const char *start;

      while (at < end && is_blank (*at))
        at++;
      start = at;
      while (at < end && !is_blank (*at) && !is_separator (*at))
        at++;
      if (!add_cell (reader, start, at - start, *n_columns, error))
        return FALSE;
      (*n_columns)++;
      while (at < end && is_blank (*at))
        at++;
      more = at < end;
      if (more && is_separator (*at))
        at++;
    }
  while (more);
  return TRUE;
}

static gboolean
read_line (Reader *reader, const char *line, const char *end, GError **error)
{
  guint n_columns;

  while (line < end && is_blank (*line))
    line++;
  if (line == end || *line == '#')
    return TRUE;
  if (reader->n_rows == SPK_TOPOLOGY_MAX_SIZE)
    return fail (reader, error, "more than %d rows; a motif has at most %d neurons", SPK_TOPOLOGY_MAX_SIZE,
                 SPK_TOPOLOGY_MAX_SIZE);
  if (!read_cells (reader, line, end, &n_columns, error))
    return FALSE;
  if (reader->n_rows > 0 && n_columns != reader->n_columns)
    return fail (reader, error, "a row of %u numbers; the rows before have %u", n_columns, reader->n_columns);
  reader->n_columns = n_columns;
  reader->n_rows++;
  return TRUE;
}

static gboolean
read_lines (Reader *reader, const char *text, gsize length, GError **error)
{
  const char *end = text + length;

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3;
  while (text < end)
    {
      const char *line_end = memchr (text, '\n', end - text);

      if (line_end == NULL)
        line_end = end;
      reader->line++;
      if (!read_line (reader, text, line_end, error))
        return FALSE;
      text = MIN (line_end + 1, end);
    }
  return TRUE;
}

static SpkTopology *
make_motif (const Reader *reader)
{
  const guint n = reader->n_rows;
  const gboolean has_lateral = reader->n_columns == n + 2;
  const gint8 *values = (const gint8 *) reader->values->data;
  g_autofree gint8 *intra = g_new0 (gint8, (gsize) n * n);
  g_autofree gint8 *lateral = g_new0 (gint8, 2 * (gsize) n);

  for (guint post = 0; post < n; post++)
    {
      memcpy (intra + (gsize) post * n, values + (gsize) post * reader->n_columns, n);
      if (has_lateral)
        memcpy (lateral + 2 * (gsize) post, values + (gsize) post * reader->n_columns + n, 2);
    }
  return spk_topology_new (n, intra, lateral);
}

/**
 * spk_motif_from_csv:
 * @path: name of @text in messages
 * @text: (array length=length): text of any origin: k rows, one a postsynaptic neuron, of k numbers -1, 0 or 1, one a
 *   presynaptic neuron, or of k + 2, with the connections from the previous and the next motif. Separated by commas,
 *   semicolons or blanks; empty lines and lines that begin with # are skipped
 *
 * Returns: (transfer full): the motif; or %NULL with %SPK_MODEL_ERROR_FORMAT that names file, line and column
 */
SpkTopology *
spk_motif_from_csv (const char *path, const char *text, gsize length, GError **error)
{
  Reader reader = { .path = path, .values = g_byte_array_new () };
  SpkTopology *motif = NULL;

  g_return_val_if_fail (path != NULL && (text != NULL || length == 0), NULL);

  if (!read_lines (&reader, text, length, error))
    ;
  else if (reader.n_rows == 0)
    g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT, "%s holds no row; a motif has at least one neuron", path);
  else if (reader.n_columns != reader.n_rows && reader.n_columns != reader.n_rows + 2)
    fail (&reader, error, "%u rows of %u numbers; a motif has k rows of k, or of k + 2 with the two neighbouring motifs",
          reader.n_rows, reader.n_columns);
  else
    motif = make_motif (&reader);
  g_byte_array_unref (reader.values);
  return motif;
}
