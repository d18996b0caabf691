/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/spk-run-index.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "store/spk-file.h"
#include "store/spk-run-lock.h"
#include "store/spk-sqlite.h"

#define VERSION 1
#define SCHEMA                                                                                                         \
  "CREATE TABLE runs (id INTEGER PRIMARY KEY AUTOINCREMENT, folder TEXT NOT NULL UNIQUE, name TEXT, data TEXT,"        \
  "  data_kind TEXT, kind INTEGER NOT NULL, seed INTEGER NOT NULL, state TEXT NOT NULL, message TEXT,"                 \
  "  epoch INTEGER NOT NULL, best_valid REAL, test REAL, created INTEGER NOT NULL, updated INTEGER NOT NULL,"          \
  "  seconds REAL NOT NULL, notes TEXT, tags TEXT);"

#define MAX_RUNS 10000000

struct _SpkRunIndex
{
  sqlite3 *db;
};

void
spk_run_entry_free (SpkRunEntry *self)
{
  g_free (self->folder);
  g_free (self->name);
  g_free (self->data);
  g_free (self->data_kind);
  g_free (self->message);
  g_free (self->notes);
  g_free (self->tags);
  g_free (self);
}

/* --- Folders --- */

/**
 * spk_data_folder:
 *
 * Returns: (transfer full): where the index and the runs without a folder of their own lie, absolute; it need not
 *   exist
 */
char *
spk_data_folder (void)
{
  const char *chosen = g_getenv ("SPIKESMITH_DATA_DIR");

  if (chosen != NULL && *chosen != '\0')
    return g_canonicalize_filename (chosen, NULL);
  return g_build_filename (g_get_user_data_dir (), "spikesmith", NULL);
}

/* The number at the end of "KIND-0012", 0 for other names. */
static guint
parse_number (const char *name, const char *kind)
{
  guint64 number = 0;

  if (!g_str_has_prefix (name, kind) || name[strlen (kind)] != '-')
    return 0;
  if (!g_ascii_string_to_unsigned (name + strlen (kind) + 1, 10, 1, MAX_RUNS, &number, NULL))
    return 0;
  return (guint)number;
}

static guint
find_last_number (const char *folder, const char *kind)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint last = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    last = MAX (last, parse_number (name, kind));
  return last;
}

static char *
make_kind_name (const char *data_kind, SpkJobKind kind)
{
  g_autofree char *plain = g_ascii_strdown (data_kind != NULL && *data_kind != '\0' ? data_kind : "run", -1);

  g_strcanon (plain, "abcdefghijklmnopqrstuvwxyz0123456789", '-');
  return g_strdup_printf ("%s-%s", plain, kind == SPK_JOB_SEARCH ? "search" : "train");
}

/**
 * spk_run_index_new_folder:
 * @data_kind: (nullable): kind of the data set
 *
 * Makes an empty folder for spk_run_create(), as "runs/randman-search-0007" under spk_data_folder(). Two
 * processes that ask at once get two folders.
 *
 * Returns: (transfer full): its path; or %NULL
 */
char *
spk_run_index_new_folder (const char *data_kind, SpkJobKind kind, GError **error)
{
  g_autofree char *data_folder = spk_data_folder ();
  g_autofree char *runs = g_build_filename (data_folder, "runs", NULL);
  g_autofree char *kind_name = make_kind_name (data_kind, kind);

  if (!spk_file_make_folder (runs, error))
    return NULL;
  for (guint number = find_last_number (runs, kind_name) + 1; number <= MAX_RUNS; number++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s-%04u", runs, kind_name, number);

      if (g_mkdir (path, 0777) == 0)
        return g_steal_pointer (&path);
      if (errno == EEXIST)
        continue;
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE, "%s could not be made: %s", path, g_strerror (errno));
      return NULL;
    }
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE, "%s: no number is free", runs);
  return NULL;
}

/* --- The index --- */

/**
 * spk_run_index_open:
 *
 * Opens the index of this account, and makes it if there is none. Several processes may have it open.
 *
 * Returns: (transfer full): the index; or %NULL with %SPK_STORE_ERROR_VERSION, %SPK_STORE_ERROR_WRITE or
 *   %SPK_STORE_ERROR_FORMAT
 */
SpkRunIndex *
spk_run_index_open (GError **error)
{
  g_autofree char *folder = spk_data_folder ();
  g_autofree char *path = g_build_filename (folder, "index.db", NULL);
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (GError) cause = NULL;
  SpkRunIndex *self;

  if (!spk_file_make_folder (folder, error))
    return NULL;
  db = spk_sqlite_open (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (db == NULL)
    return NULL;
  if (!spk_sqlite_make_schema (db, VERSION, SCHEMA, &cause))
    {
      if (g_error_matches (cause, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT))
        g_prefix_error (&cause, "the list of runs is damaged; move its file away to begin a new one: ");
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  self = g_new0 (SpkRunIndex, 1);
  self->db = g_steal_pointer (&db);
  return self;
}

void
spk_run_index_close (SpkRunIndex *self)
{
  sqlite3_close_v2 (self->db);
  g_free (self);
}

/* What changes in a row while its run computes. */
typedef struct
{
  SpkRunState state;
  char *message;
  SpkHistorySummary summary;
  double test;
} Progress;

static void
progress_clear (Progress *self)
{
  g_free (self->message);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Progress, progress_clear)

static double
find_test_accuracy (SpkRun *run)
{
  g_autoptr (JsonObject) result = spk_run_read_result (run, NULL);
  JsonNode *node = result == NULL ? NULL : json_object_get_member (result, "test_accuracy");

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) == G_TYPE_STRING)
    return NAN;
  return json_node_get_double (node);
}

static gboolean
progress_read (Progress *self, SpkRun *run, GError **error)
{
  self->state = spk_run_get_state (run);
  self->message = spk_run_get_message (run);
  self->test = find_test_accuracy (run);
  return spk_run_summarise (run, &self->summary, error);
}

/* Binds ?1 to ?8, which "add" and "update" have in common. */
static void
bind_progress (sqlite3_stmt *statement, SpkRun *run, const Progress *progress)
{
  spk_sqlite_bind_text (statement, 1, spk_run_get_folder (run));
  spk_sqlite_bind_text (statement, 2, spk_run_state_to_string (progress->state));
  spk_sqlite_bind_text (statement, 3, progress->message);
  sqlite3_bind_int64 (statement, 4, progress->summary.epoch);
  sqlite3_bind_double (statement, 5, progress->summary.best_valid);
  sqlite3_bind_double (statement, 6, progress->test);
  sqlite3_bind_int64 (statement, 7, g_get_real_time () / G_USEC_PER_SEC);
  sqlite3_bind_double (statement, 8, progress->summary.seconds);
}

static void
bind_description (sqlite3_stmt *statement, SpkRun *run)
{
  const SpkRunDescription *description = spk_run_get_description (run);

  spk_sqlite_bind_text (statement, 9, description->name);
  spk_sqlite_bind_text (statement, 10, description->data);
  spk_sqlite_bind_text (statement, 11, description->data_kind);
  sqlite3_bind_int (statement, 12, description->kind);
  sqlite3_bind_int64 (statement, 13, (gint64)description->settings->seed);
  sqlite3_bind_int64 (statement, 14, spk_run_get_created (run));
}

/**
 * spk_run_index_add:
 * @run: any run, new or found in some folder
 *
 * Puts @run into the index. If its folder is there already, its row is brought up to date and keeps name, notes and
 * tags.
 *
 * Returns: its number in the index, or 0
 */
gint64
spk_run_index_add (SpkRunIndex *self, SpkRun *run, GError **error)
{
  g_auto (Progress) progress = { 0 };
  g_autoptr (sqlite3_stmt) statement = NULL;
  gint64 id;

  g_return_val_if_fail (self != NULL && run != NULL, 0);

  if (!progress_read (&progress, run, error))
    return 0;
  statement = spk_sqlite_prepare (
      self->db,
      "INSERT INTO runs (folder, state, message, epoch, best_valid, test, updated, seconds, name, data, data_kind,"
      "                  kind, seed, created)"
      "  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
      "  ON CONFLICT (folder) DO UPDATE SET state = ?2, message = ?3, epoch = ?4, best_valid = ?5, test = ?6,"
      "    updated = ?7, seconds = ?8, data = ?10, data_kind = ?11, kind = ?12, seed = ?13, created = ?14"
      "  RETURNING id",
      error);
  if (statement == NULL)
    return 0;
  bind_progress (statement, run, &progress);
  bind_description (statement, run);
  if (sqlite3_step (statement) != SQLITE_ROW)
    {
      spk_sqlite_fail (self->db, error);
      return 0;
    }
  id = sqlite3_column_int64 (statement, 0);
  return spk_sqlite_finish (statement, error) ? id : 0;
}

static gboolean
check_changed (SpkRunIndex *self, const char *what, GError **error)
{
  if (sqlite3_changes (self->db) > 0)
    return TRUE;
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND, "%s is not in the list of runs", what);
  return FALSE;
}

/**
 * spk_run_index_update:
 *
 * Copies state, epoch, accuracies and time from the folder of @run to its row.
 */
gboolean
spk_run_index_update (SpkRunIndex *self, SpkRun *run, GError **error)
{
  g_auto (Progress) progress = { 0 };
  g_autoptr (sqlite3_stmt) statement = NULL;

  g_return_val_if_fail (self != NULL && run != NULL, FALSE);

  if (!progress_read (&progress, run, error))
    return FALSE;
  statement = spk_sqlite_prepare (self->db,
                                  "UPDATE runs SET state = ?2, message = ?3, epoch = ?4, best_valid = ?5, test = ?6,"
                                  "  updated = ?7, seconds = ?8 WHERE folder = ?1",
                                  error);
  if (statement == NULL)
    return FALSE;
  bind_progress (statement, run, &progress);
  return spk_sqlite_finish (statement, error) && check_changed (self, spk_run_get_folder (run), error);
}

/* --- Listing --- */

static SpkRunEntry *
entry_from_row (sqlite3_stmt *row)
{
  SpkRunEntry *entry = g_new0 (SpkRunEntry, 1);
  g_autofree char *state = spk_sqlite_dup_text (row, 7);

  entry->id = sqlite3_column_int64 (row, 0);
  entry->folder = g_strdup ((const char *)sqlite3_column_text (row, 1));
  entry->name = spk_sqlite_dup_text (row, 2);
  entry->data = spk_sqlite_dup_text (row, 3);
  entry->data_kind = spk_sqlite_dup_text (row, 4);
  entry->kind = sqlite3_column_int (row, 5) == SPK_JOB_SEARCH ? SPK_JOB_SEARCH : SPK_JOB_TRAIN;
  entry->seed = (guint64)sqlite3_column_int64 (row, 6);
  if (!spk_run_state_from_string (state, &entry->state))
    entry->state = SPK_RUN_FAILED;
  entry->message = spk_sqlite_dup_text (row, 8);
  entry->epoch = (guint)sqlite3_column_int64 (row, 9);
  entry->best_valid = spk_sqlite_get_double (row, 10);
  entry->test = spk_sqlite_get_double (row, 11);
  entry->created = sqlite3_column_int64 (row, 12);
  entry->updated = sqlite3_column_int64 (row, 13);
  entry->seconds = sqlite3_column_double (row, 14);
  entry->notes = spk_sqlite_dup_text (row, 15);
  entry->tags = spk_sqlite_dup_text (row, 16);
  return entry;
}

/* Keeps what the folder told, so that it need not be asked again. Another process may have brought the row up to date meanwhile. */
static void
settle_row (SpkRunIndex *self, SpkRun *run, const Progress *progress, gint64 seen)
{
  g_autoptr (sqlite3_stmt) statement = spk_sqlite_prepare (
      self->db,
      "UPDATE runs SET state = ?2, message = ?3, epoch = ?4, best_valid = ?5, test = ?6, updated = ?7, seconds = ?8"
      "  WHERE folder = ?1 AND state = 'running' AND updated = ?9",
      NULL);

  if (statement == NULL)
    return;
  bind_progress (statement, run, progress);
  sqlite3_bind_int64 (statement, 9, seen);
  spk_sqlite_finish (statement, NULL);
}

/* Its process was killed before it could bring the row up to date: the folder knows better. */
static void
refresh_from_folder (SpkRunIndex *self, SpkRunEntry *entry)
{
  g_autoptr (SpkRun) run = spk_run_open (entry->folder, NULL);
  g_auto (Progress) progress = { 0 };

  entry->state = SPK_RUN_INTERRUPTED;
  if (run == NULL || !progress_read (&progress, run, NULL))
    return;
  if (progress.state != SPK_RUN_RUNNING)
    settle_row (self, run, &progress, entry->updated);
  entry->state = progress.state;
  g_free (entry->message);
  entry->message = g_steal_pointer (&progress.message);
  entry->epoch = progress.summary.epoch;
  entry->best_valid = progress.summary.best_valid;
  entry->test = progress.test;
  entry->seconds = progress.summary.seconds;
}

static void
look_at_folder (SpkRunIndex *self, SpkRunEntry *entry)
{
  if (!g_file_test (entry->folder, G_FILE_TEST_IS_DIR))
    {
      if (entry->state == SPK_RUN_RUNNING)
        entry->state = SPK_RUN_INTERRUPTED;
      g_free (entry->message);
      entry->message = g_strdup ("folder is gone");
    }
  else if (entry->state == SPK_RUN_RUNNING && !spk_run_lock_is_held (entry->folder))
    refresh_from_folder (self, entry);
}

static void
free_entry (gpointer entry)
{
  spk_run_entry_free (entry);
}

/**
 * spk_run_index_list:
 *
 * Every run, the newest first. A run whose folder is gone stays, and its message says so; one whose process died is
 * shown as its folder tells, not as its row does, and its row is settled by that.
 *
 * Returns: (transfer full) (element-type SpkRunEntry): the rows; or %NULL
 */
GPtrArray *
spk_run_index_list (SpkRunIndex *self, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step;

  g_return_val_if_fail (self != NULL, NULL);

  statement = spk_sqlite_prepare (self->db,
                                  "SELECT id, folder, name, data, data_kind, kind, seed, state, message, epoch,"
                                  "  best_valid, test, created, updated, seconds, notes, tags"
                                  "  FROM runs ORDER BY created DESC, id DESC",
                                  error);
  if (statement == NULL)
    return NULL;
  while ((step = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (entries, entry_from_row (statement));
  if (step != SQLITE_DONE)
    {
      spk_sqlite_fail (self->db, error);
      return NULL;
    }
  for (guint i = 0; i < entries->len; i++)
    look_at_folder (self, g_ptr_array_index (entries, i));
  return g_steal_pointer (&entries);
}

/* --- Changing rows --- */

/**
 * spk_run_index_annotate:
 * @id: number of the run
 * @name: (nullable): its name from now on
 * @notes: (nullable): free text
 * @tags: (nullable): words, separated by commas
 *
 * What is %NULL stays as it is; an empty text empties it.
 */
gboolean
spk_run_index_annotate (
    SpkRunIndex *self, gint64 id, const char *name, const char *notes, const char *tags, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree char *what = g_strdup_printf ("run %" G_GINT64_FORMAT, id);

  g_return_val_if_fail (self != NULL, FALSE);

  statement = spk_sqlite_prepare (self->db,
                                  "UPDATE runs SET name = coalesce (?2, name), notes = coalesce (?3, notes),"
                                  "  tags = coalesce (?4, tags) WHERE id = ?1",
                                  error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  spk_sqlite_bind_text (statement, 2, name);
  spk_sqlite_bind_text (statement, 3, notes);
  spk_sqlite_bind_text (statement, 4, tags);
  return spk_sqlite_finish (statement, error) && check_changed (self, what, error);
}

/**
 * spk_run_index_remove:
 *
 * Forgets a run; its folder stays.
 */
gboolean
spk_run_index_remove (SpkRunIndex *self, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree char *what = g_strdup_printf ("run %" G_GINT64_FORMAT, id);

  g_return_val_if_fail (self != NULL, FALSE);

  statement = spk_sqlite_prepare (self->db, "DELETE FROM runs WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  return spk_sqlite_finish (statement, error) && check_changed (self, what, error);
}
