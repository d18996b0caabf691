/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-file.h"

#include <string.h>

#include "motif/spk-motif-csv.h"
#include "motif/spk-motif-dot.h"
#include "store/spk-file.h"
#include "store/spk-topology-file.h"

static gboolean
ends_in (const char *path, const char *ending)
{
  const gsize length = strlen (path), n = strlen (ending);

  return length >= n && g_ascii_strcasecmp (path + length - n, ending) == 0;
}

/**
 * spk_motif_format_of_path:
 *
 * Returns: CSV for names that end in .csv, .tsv or .txt, DOT for .dot and .gv, JSON for all others
 */
SpkMotifFormat
spk_motif_format_of_path (const char *path)
{
  if (ends_in (path, ".csv") || ends_in (path, ".tsv") || ends_in (path, ".txt"))
    return SPK_MOTIF_FORMAT_CSV;
  if (ends_in (path, ".dot") || ends_in (path, ".gv"))
    return SPK_MOTIF_FORMAT_DOT;
  return SPK_MOTIF_FORMAT_JSON;
}

static void
unref_motif (gpointer motif)
{
  spk_topology_unref (motif);
}

/* A matrix has no name, so the file's becomes that of the motif. */
static GPtrArray *
parse_csv (const char *path, const char *text, gsize length, GError **error)
{
  g_autoptr (SpkTopology) motif = spk_motif_from_csv (path, text, length, error);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);
  char *dot = strrchr (name, '.');
  GPtrArray *motifs;

  if (motif == NULL)
    return NULL;
  if (dot != NULL)
    *dot = '\0';
  motifs = g_ptr_array_new_with_free_func (unref_motif);
  g_ptr_array_add (motifs, spk_topology_with_name (motif, *name != '\0' ? name : NULL));
  return motifs;
}

/**
 * spk_motif_file_parse:
 * @path: name of the file, which says what it holds
 * @text: (array length=length): bytes of any origin
 *
 * Returns: (transfer full) (element-type SpkTopology): at least one motif; or %NULL with an error that says where in the
 *   file what is wrong
 */
GPtrArray *
spk_motif_file_parse (const char *path, const char *text, gsize length, GError **error)
{
  g_return_val_if_fail (path != NULL && (text != NULL || length == 0), NULL);

  switch (spk_motif_format_of_path (path))
    {
    case SPK_MOTIF_FORMAT_CSV:
      return parse_csv (path, text, length, error);
    case SPK_MOTIF_FORMAT_DOT:
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT,
                   "%s: GraphViz files are written only; give the motif as JSON, or as a matrix in a CSV file", path);
      return NULL;
    case SPK_MOTIF_FORMAT_JSON:
    default:
      return spk_topology_parse_all (path, text != NULL ? text : "", length, error);
    }
}

/**
 * spk_motif_file_load:
 * @path: a motif as JSON (a list of motifs too), or as a matrix in a CSV file
 *
 * Returns: (transfer full) (element-type SpkTopology): at least one motif; or %NULL with an error
 */
GPtrArray *
spk_motif_file_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  if (!spk_file_read (path, &text, &length, error))
    return NULL;
  return spk_motif_file_parse (path, text, length, error);
}

/**
 * spk_motif_file_print:
 *
 * Returns: (transfer full): what a file of that format holds
 */
char *
spk_motif_file_print (const SpkTopology *topology, SpkMotifFormat format)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *json = NULL;

  if (format == SPK_MOTIF_FORMAT_CSV)
    return spk_motif_to_csv (topology);
  if (format == SPK_MOTIF_FORMAT_DOT)
    return spk_motif_to_dot (topology);
  node = spk_topology_to_json (topology);
  json = json_to_string (node, TRUE);
  return g_strconcat (json, "\n", NULL);
}

/**
 * spk_motif_file_save:
 * @path: file to make or replace, at once, in the format that its name says
 */
gboolean
spk_motif_file_save (const SpkTopology *topology, const char *path, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (topology != NULL && path != NULL, FALSE);

  text = spk_motif_file_print (topology, spk_motif_format_of_path (path));
  return spk_file_write (path, text, strlen (text), error);
}
