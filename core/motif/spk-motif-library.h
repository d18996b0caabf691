/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

/**
 * SpkMotifOrigin:
 * @SPK_MOTIF_BUILTIN: part of the program
 * @SPK_MOTIF_OWN: a file in the folder of the user's motifs
 * @SPK_MOTIF_FOUND: what a search found
 */
typedef enum
{
  SPK_MOTIF_BUILTIN = 1 << 0,
  SPK_MOTIF_OWN = 1 << 1,
  SPK_MOTIF_FOUND = 1 << 2,
  SPK_MOTIF_ANYWHERE = SPK_MOTIF_BUILTIN | SPK_MOTIF_OWN | SPK_MOTIF_FOUND,
} SpkMotifOrigin;

/**
 * SpkMotifEntry:
 * @name: what it is called; unique among the user's own
 * @summary: (nullable): a line about it: of a found one its layer and the data set
 * @motif: (nullable): %NULL where it could not be read
 * @problem: (nullable): why it could not
 * @path: (nullable): its file, of the user's own; the run's folder, of found ones
 * @accuracy: test accuracy of the run, 0 to 1; NaN where there is none
 * @time: when it was saved or found, seconds since 1970; 0 for built-in ones
 *
 * A motif in the library. An immutable value, owned by whoever made it.
 */
typedef struct
{
  SpkMotifOrigin origin;
  char          *name;
  char          *summary;
  SpkTopology   *motif;
  char          *problem;
  char          *path;
  double         accuracy;
  gint64         time;
} SpkMotifEntry;

SpkMotifEntry *spk_motif_entry_copy    (const SpkMotifEntry *self);
void           spk_motif_entry_free    (SpkMotifEntry *self);
gboolean       spk_motif_entry_matches (const SpkMotifEntry *self, const char *words);

/*
 * The library: built-in motifs, the user's own, and those that runs of this account found. The user's own are JSON files,
 * one a motif, in the folder "motifs" under spk_data_folder(); a file that is put there by hand is part of it.
 */
char          *spk_motif_library_folder (void);
GPtrArray     *spk_motif_library_list   (SpkMotifOrigin origins, const char *words, GError **error);
SpkMotifEntry *spk_motif_library_find   (const char *name, GError **error);
char          *spk_motif_library_save   (const SpkTopology *motif, const char *name, gboolean replace, GError **error);
char          *spk_motif_library_rename (const SpkMotifEntry *entry, const char *name, GError **error);
gboolean       spk_motif_library_delete (const SpkMotifEntry *entry, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkMotifEntry, spk_motif_entry_free)

G_END_DECLS
