/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-motif-source.h"

#include <string.h>

#include "motif/spk-motif-builtin.h"
#include "motif/spk-motif-file.h"
#include "motif/spk-motif-library.h"
#include "spk-cli-run.h"
#include "spk-cli.h"

/* The motif of that layer, or the only one. */
static SpkTopology *
choose_layer (const SpkCliMotifSource *self, GPtrArray *motifs, const char *path, GError **error)
{
  guint wanted = self->layer > 0 ? (guint) self->layer : 1;

  if (motifs->len == 0)
    {
      g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED, "%s: the layers of this run have no motifs", path);
      return NULL;
    }
  if (wanted > motifs->len || (self->layer == 0 && motifs->len > 1))
    {
      g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "%s holds %u motifs; choose one with --layer 1 to %u", path,
                   motifs->len, motifs->len);
      return NULL;
    }
  if (motifs->pdata[wanted - 1])
    return spk_topology_ref (motifs->pdata[wanted - 1]);
  g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED, "%s: layer %u has no motif", path, wanted);
  return NULL;
}

/* A motif file, or the folder of a run. */
static SpkTopology *
load_path (const SpkCliMotifSource *self, const char *path, GError **error)
{
  g_autoptr (GPtrArray) motifs = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (SpkRun) run = spk_run_open (path, error);
      SpkPhase phase;
      guint epoch;

      motifs = run ? spk_cli_run_find_motifs (run, &phase, &epoch, error) : NULL;
    }
  else
    motifs = spk_motif_file_load (path, error);
  return motifs ? choose_layer (self, motifs, path, error) : NULL;
}

/* "ring", or "ring:8". Returns %FALSE where it is no built-in family. */
static gboolean
make_builtin (const SpkCliMotifSource *self, const char *text, SpkTopology **motif, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  const SpkMotifBuiltin *builtin = spk_motif_builtin_find (parts[0]);
  guint64 size = 0;

  if (!builtin)
    return FALSE;
  if (!parts[1] || g_ascii_string_to_unsigned (parts[1], 10, 1, SPK_TOPOLOGY_MAX_SIZE, &size, NULL))
    *motif = spk_motif_builtin_make (builtin, (guint) size, self->density, (guint64) self->seed, error);
  else
    g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "%s: \"%s\" is no number of neurons from 1 to %u", text,
                 parts[1], SPK_TOPOLOGY_MAX_SIZE);
  return TRUE;
}

static SpkTopology *
load_named (const char *name, GError **error)
{
  g_autoptr (SpkMotifEntry) entry = spk_motif_library_find (name, NULL);

  if (entry && entry->motif)
    return spk_topology_ref (entry->motif);
  if (entry)
    g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED, "%s", entry->problem);
  else
    g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED,
                 "%s is neither a file, nor a run, nor a built-in motif, nor one of yours; \"" SPK_CLI_NAME
                 " motif list\" names them",
                 name);
  return NULL;
}

/**
 * spk_cli_motif_source_load:
 * @motif: a file (JSON or CSV), the folder of a run, a built-in motif with or without its size as "ring:8", or the name of
 *   one of the user's own
 *
 * Returns: (transfer full) (nullable): the motif, or %NULL with an error
 */
SpkTopology *
spk_cli_motif_source_load (const SpkCliMotifSource *self, const char *motif, GError **error)
{
  SpkTopology *made = NULL;

  if (g_file_test (motif, G_FILE_TEST_EXISTS) || strchr (motif, G_DIR_SEPARATOR))
    return load_path (self, motif, error);
  if (make_builtin (self, motif, &made, error))
    return made;
  return load_named (motif, error);
}
