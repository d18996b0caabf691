/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

/**
 * SpkCliMotifSource:
 * @layer: which motif of a file or a run that holds several, from 1; 0 where it must hold one
 * @density: of random motifs, 0 to 1
 * @seed: of random motifs
 *
 * What else is needed to make a motif from how it is called on the command line.
 */
typedef struct
{
  int    layer;
  double density;
  int    seed;
} SpkCliMotifSource;

SpkTopology *spk_cli_motif_source_load (const SpkCliMotifSource *self, const char *motif, GError **error);

G_END_DECLS
