/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

/**
 * SpkMotifFormat:
 * @SPK_MOTIF_FORMAT_JSON: of the schema %SPK_TOPOLOGY_SCHEMA
 * @SPK_MOTIF_FORMAT_CSV: a matrix of types
 * @SPK_MOTIF_FORMAT_DOT: a graph for GraphViz; is written only
 */
typedef enum
{
  SPK_MOTIF_FORMAT_JSON,
  SPK_MOTIF_FORMAT_CSV,
  SPK_MOTIF_FORMAT_DOT,
} SpkMotifFormat;

SpkMotifFormat spk_motif_format_of_path (const char *path);

GPtrArray *spk_motif_file_parse (const char *path, const char *text, gsize length, GError **error);
GPtrArray *spk_motif_file_load  (const char *path, GError **error);
char      *spk_motif_file_print (const SpkTopology *topology, SpkMotifFormat format);
gboolean   spk_motif_file_save  (const SpkTopology *topology, const char *path, GError **error);

G_END_DECLS
