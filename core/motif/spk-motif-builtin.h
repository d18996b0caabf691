/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

/**
 * SpkMotifBuiltin:
 * @id: name on the command line
 * @name: name of the motif
 * @summary: a line about it
 * @min_size: smallest number of neurons
 * @usual_size: number of neurons where nobody says
 * @is_random: whether density and seed matter
 *
 * A family of motifs known from the field, one for each size.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *summary;
  guint       min_size;
  guint       usual_size;
  gboolean    is_random;
} SpkMotifBuiltin;

#define SPK_BUILTIN_DENSITY 0.3

guint                  spk_motif_builtin_count (void);
const SpkMotifBuiltin *spk_motif_builtin_get   (guint number);
const SpkMotifBuiltin *spk_motif_builtin_find  (const char *id);
SpkTopology           *spk_motif_builtin_make  (const SpkMotifBuiltin *builtin, guint size, double density, guint64 seed,
                                                GError **error);

G_END_DECLS
