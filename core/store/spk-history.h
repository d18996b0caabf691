/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-epoch-record.h"
#include "store/spk-store-error.h"

G_BEGIN_DECLS

/**
 * SpkHistory:
 *
 * history.db of a run folder: a row an epoch, and the state of the run. Reading leaves the folder as it is; the first
 * write makes the database. Whoever writes holds the run's lock. All functions may be called in any thread.
 */
typedef struct _SpkHistory SpkHistory;

/**
 * SpkHistorySummary:
 * @phase: phase of the last epoch
 * @epoch: its number; 0 without epochs
 * @best_valid: largest validation accuracy, NaN where there is none
 * @seconds: time computed
 */
typedef struct
{
  SpkPhase phase;
  guint    epoch;
  double   best_valid;
  double   seconds;
} SpkHistorySummary;

SpkHistory *spk_history_new            (const char *folder);
void        spk_history_free           (SpkHistory *self);
gboolean    spk_history_write_state    (SpkHistory *self, const char *state, const char *message, GError **error);
gboolean    spk_history_read_state     (SpkHistory *self, char **state, char **message, GError **error);
gboolean    spk_history_write_epoch    (SpkHistory *self, const SpkEpochRecord *record, GError **error);
GPtrArray  *spk_history_read_epochs    (SpkHistory *self, GError **error);
GPtrArray  *spk_history_read_epochs_from (SpkHistory *self, guint first, guint *n_all, GError **error);
gboolean    spk_history_truncate       (SpkHistory *self, SpkPhase phase, guint last_epoch, GError **error);
gboolean    spk_history_summarise      (SpkHistory *self, SpkHistorySummary *summary, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkHistory, spk_history_free)

G_END_DECLS
