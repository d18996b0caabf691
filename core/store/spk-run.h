/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "base/spk-arrays.h"
#include "search/spk-job.h"
#include "store/spk-history.h"
#include "store/spk-store-error.h"

G_BEGIN_DECLS

/**
 * SpkRunState:
 * @SPK_RUN_RUNNING: a process works on it, or died doing so
 * @SPK_RUN_INTERRUPTED: stopped on request; can be resumed. A run found RUNNING whose lock nobody holds reads as this
 */
typedef enum
{
  SPK_RUN_CREATED,
  SPK_RUN_RUNNING,
  SPK_RUN_INTERRUPTED,
  SPK_RUN_FINISHED,
  SPK_RUN_FAILED,
} SpkRunState;

const char *spk_run_state_to_string   (SpkRunState state);
gboolean    spk_run_state_from_string (const char *name, SpkRunState *state);

/**
 * SpkRunDescription:
 *
 * What a run is made from; written once, as settings.json.
 * @data: location given to spk_dataset_load(), made absolute for folders
 * @data_kind: kind of the data set
 * @data_fingerprint: spk_dataset_get_fingerprint(), to notice on a resume that the recordings changed
 * @class_names: %NULL-terminated
 * @motifs: (element-type SpkTopology) (nullable): hand-made or random motifs of the layers, as used
 */
typedef struct
{
  SpkJobKind   kind;
  SpkSettings *settings;
  char        *data;
  char        *data_kind;
  guint64      data_fingerprint;
  gboolean     skip_bad;
  char       **class_names;
  GPtrArray   *motifs;
  char        *name;
  char        *program; /* name and version that wrote it */
} SpkRunDescription;

SpkRunDescription *spk_run_description_new  (void);
SpkRunDescription *spk_run_description_new_of_data (SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset,
                                                    const char *location, gboolean skip_bad);
SpkRunDescription *spk_run_description_copy (const SpkRunDescription *self);
JsonNode          *spk_run_description_to_json   (const SpkRunDescription *self, gint64 created);
SpkRunDescription *spk_run_description_from_json (JsonNode *node, gint64 *created, GError **error);
void               spk_run_description_free (SpkRunDescription *self);

/**
 * SpkRun:
 *
 * A run folder: settings.json, checkpoint.h5, history.db (SQLite, WAL: one row an epoch), result.json, lock.
 * Each file is complete at any moment, whatever is killed when. Reading leaves the folder as it is; the functions
 * that write take the lock, if spk_run_lock() did not. All functions may be called in any thread.
 */
typedef struct _SpkRun SpkRun;

SpkRun *spk_run_create (const char *folder, const SpkRunDescription *description, GError **error);
SpkRun *spk_run_open   (const char *folder, GError **error);
void    spk_run_free   (SpkRun *self);

gboolean spk_run_lock  (SpkRun *self, GError **error); /* for writing; until spk_run_free() or the process ends */

const char              *spk_run_get_folder      (SpkRun *self);
const SpkRunDescription *spk_run_get_description (SpkRun *self);
SpkRunState              spk_run_get_state       (SpkRun *self);
char                    *spk_run_get_message     (SpkRun *self); /* (transfer full) (nullable): of the state */
gint64                   spk_run_get_created     (SpkRun *self); /* seconds since 1970 */

gboolean    spk_run_set_state        (SpkRun *self, SpkRunState state, const char *message, GError **error);
gboolean    spk_run_write_epoch      (SpkRun *self, SpkEpochRecord *record, GError **error);
GPtrArray  *spk_run_read_epochs      (SpkRun *self, GError **error);
GPtrArray  *spk_run_read_epochs_from (SpkRun *self, guint first, guint *n_all, GError **error);
gboolean    spk_run_truncate_epochs  (SpkRun *self, SpkPhase phase, guint last_epoch, GError **error);
gboolean    spk_run_summarise        (SpkRun *self, SpkHistorySummary *summary, GError **error);
gboolean    spk_run_write_checkpoint (SpkRun *self, SpkArrays *state, GError **error);
SpkArrays  *spk_run_read_checkpoint  (SpkRun *self, GError **error);
gboolean    spk_run_write_result     (SpkRun *self, JsonObject *result, GError **error);
JsonObject *spk_run_read_result      (SpkRun *self, GError **error);

/* The sink of a job whose records go to this run. */
SpkJobSink  spk_run_get_sink         (SpkRun *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkRun, spk_run_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkRunDescription, spk_run_description_free)

G_END_DECLS
