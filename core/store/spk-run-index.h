/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/spk-run.h"

G_BEGIN_DECLS

/**
 * SpkRunEntry:
 *
 * A row of the index of all runs.
 * @best_valid: NaN where there is none
 * @test: NaN before the end
 * @created: seconds since 1970
 */
typedef struct
{
  gint64      id;
  char       *folder;
  char       *name;
  char       *data;
  char       *data_kind;
  SpkJobKind  kind;
  guint64     seed;
  SpkRunState state;
  char       *message;
  guint       epoch;
  double      best_valid;
  double      test;
  gint64      created;
  gint64      updated;
  double      seconds;
  char       *notes;
  char       *tags;
} SpkRunEntry;

void spk_run_entry_free (SpkRunEntry *self);

/**
 * SpkRunIndex:
 *
 * index.db (SQLite, WAL) under spk_data_folder(): every run made on this account, wherever its folder lies. It can
 * be rebuilt from the folders; nothing lives only here but notes and tags.
 */
typedef struct _SpkRunIndex SpkRunIndex;

/* $SPIKESMITH_DATA_DIR, else the user's data folder / spikesmith; and a fresh folder for a run under it. */
char        *spk_data_folder (void);
char        *spk_run_index_new_folder (const char *data_kind, SpkJobKind kind, GError **error);

SpkRunIndex *spk_run_index_open   (GError **error);
void         spk_run_index_close  (SpkRunIndex *self);
gint64       spk_run_index_add    (SpkRunIndex *self, SpkRun *run, GError **error);
gboolean     spk_run_index_update (SpkRunIndex *self, SpkRun *run, GError **error);
GPtrArray   *spk_run_index_list   (SpkRunIndex *self, GError **error);
gboolean     spk_run_index_annotate (SpkRunIndex *self, gint64 id, const char *name, const char *notes,
                                     const char *tags, GError **error);
gboolean     spk_run_index_remove (SpkRunIndex *self, gint64 id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkRunIndex, spk_run_index_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkRunEntry, spk_run_entry_free)

G_END_DECLS
