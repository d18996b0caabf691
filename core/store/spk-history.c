/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/spk-history.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "base/spk-deflate.h"
#include "store/spk-file.h"
#include "store/spk-run-lock.h"
#include "store/spk-sqlite.h"

/* Records are deflated since version 2; those of version 1 are plain text, and stay so. */
#define VERSION 2
#define SCHEMA                                                                                                         \
  "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"                                               \
  "CREATE TABLE epochs (phase TEXT NOT NULL, epoch INTEGER NOT NULL, seconds REAL, train_loss REAL,"                   \
  "  train_accuracy REAL, valid_loss REAL, valid_accuracy REAL, derived_accuracy REAL, alpha_loss REAL,"               \
  "  learning_rate REAL, temperature REAL, gradient_norm REAL, record BLOB NOT NULL, PRIMARY KEY (phase, epoch));"

/* Of 200 kB a record, level 6 leaves half in some milliseconds. */
#define LEVEL      6
#define MAX_RECORD ((gsize)1 << 30)

/* How often a reader begins again because someone began to write under its hands. */
#define N_TRIES 8

struct _SpkHistory
{
  char *folder;
  char *path;
  pthread_mutex_t mutex;
  sqlite3 *writer; /* guarded by the mutex */
};

SpkHistory *
spk_history_new (const char *folder)
{
  SpkHistory *self = g_new0 (SpkHistory, 1);

  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, "history.db", NULL);
  pthread_mutex_init (&self->mutex, NULL);
  return self;
}

void
spk_history_free (SpkHistory *self)
{
  sqlite3_close_v2 (self->writer);
  pthread_mutex_destroy (&self->mutex);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

/* --- Writing --- */

typedef gboolean (*WriteFunction) (sqlite3 *db, gconstpointer data, GError **error);

static gboolean
open_writer (SpkHistory *self, GError **error)
{
  g_autoptr (sqlite3) db = NULL;

  if (self->writer != NULL)
    return TRUE;
  db = spk_sqlite_open (self->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (db == NULL || !spk_sqlite_make_schema (db, VERSION, SCHEMA, error) ||
      !spk_sqlite_exec (db, "PRAGMA user_version = " G_STRINGIFY (VERSION), error))
    return FALSE;
  self->writer = g_steal_pointer (&db);
  return TRUE;
}

static gboolean
run_transaction (sqlite3 *db, WriteFunction function, gconstpointer data, GError **error)
{
  if (!spk_sqlite_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (function (db, data, error) && spk_sqlite_exec (db, "COMMIT", error))
    return TRUE;
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static gboolean
write_with (SpkHistory *self, WriteFunction function, gconstpointer data, GError **error)
{
  gboolean ok;

  pthread_mutex_lock (&self->mutex);
  ok = open_writer (self, error) && run_transaction (self->writer, function, data, error);
  pthread_mutex_unlock (&self->mutex);
  return ok;
}

typedef struct
{
  const char *state;
  const char *message;
} StateValues;

static gboolean
put_state_value (sqlite3 *db, const char *key, const char *value, GError **error)
{
  g_autoptr (sqlite3_stmt) put =
      spk_sqlite_prepare (db, "INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", error);

  if (put == NULL)
    return FALSE;
  spk_sqlite_bind_text (put, 1, key);
  spk_sqlite_bind_text (put, 2, value);
  return spk_sqlite_finish (put, error);
}

static gboolean
put_state (sqlite3 *db, gconstpointer data, GError **error)
{
  const StateValues *values = data;

  return put_state_value (db, "state", values->state, error) && put_state_value (db, "message", values->message, error);
}

/**
 * spk_history_write_state:
 * @state: name of the state
 * @message: (nullable): why, for people
 */
gboolean
spk_history_write_state (SpkHistory *self, const char *state, const char *message, GError **error)
{
  const StateValues values = { state, message };

  return write_with (self, put_state, &values, error);
}

static gboolean
put_epoch (sqlite3 *db, gconstpointer data, GError **error)
{
  const SpkEpochRecord *record = data;
  const double columns[] = { record->seconds,      record->train_loss,     record->train_accuracy,
                             record->valid_loss,   record->valid_accuracy, record->derived_accuracy,
                             record->alpha_loss,   record->learning_rate,  record->temperature,
                             record->gradient_norm };
  g_autoptr (JsonNode) node = spk_epoch_record_to_json (record);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (GBytes) packed = spk_deflate (text, strlen (text), LEVEL);
  g_autoptr (sqlite3_stmt) put =
      spk_sqlite_prepare (db, "INSERT OR REPLACE INTO epochs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
  int i = 1;

  if (put == NULL)
    return FALSE;
  spk_sqlite_bind_text (put, i++, spk_phase_to_string (record->phase));
  sqlite3_bind_int64 (put, i++, record->epoch);
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    sqlite3_bind_double (put, i++, columns[c]);
  sqlite3_bind_blob64 (put, i, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), SQLITE_STATIC);
  return spk_sqlite_finish (put, error);
}

/**
 * spk_history_write_epoch:
 *
 * Keeps an epoch; a resume that repeats one replaces it.
 */
gboolean
spk_history_write_epoch (SpkHistory *self, const SpkEpochRecord *record, GError **error)
{
  return write_with (self, put_epoch, record, error);
}

typedef struct
{
  SpkPhase phase;
  guint last_epoch;
} Position;

static gboolean
delete_later (sqlite3 *db, gconstpointer data, GError **error)
{
  const Position *position = data;
  g_autoptr (sqlite3_stmt) statement =
      spk_sqlite_prepare (db,
                          "DELETE FROM epochs WHERE (phase = ?1 AND epoch > ?2) OR (?1 = 'search' AND phase = 'train')",
                          error);

  if (statement == NULL)
    return FALSE;
  spk_sqlite_bind_text (statement, 1, spk_phase_to_string (position->phase));
  sqlite3_bind_int64 (statement, 2, position->last_epoch);
  return spk_sqlite_finish (statement, error);
}

/**
 * spk_history_truncate:
 * @last_epoch: last epoch of @phase to keep
 *
 * Removes all later epochs: those of @phase, and after a search those of the training that follows it.
 */
gboolean
spk_history_truncate (SpkHistory *self, SpkPhase phase, guint last_epoch, GError **error)
{
  const Position position = { phase, last_epoch };

  return write_with (self, delete_later, &position, error);
}

/* --- Reading without a trace --- */

/*
 * A reader must not change the folder: it may be on a read-only disk, or belong to another process. SQLite alone would
 * recover and tidy up after a process that was killed. So:
 * - while someone holds the run's lock, its database is open and whole: read it beside them, read-only;
 * - else, without a write-ahead log or journal, nothing can be pending: read the file as immutable;
 * - else a process was killed: let SQLite recover a copy.
 * If a writer turns up in the meantime, begin again.
 */
typedef struct
{
  sqlite3 *db;
  char *copy; /* folder of the copy */
} Reader;

typedef struct
{
  struct
  {
    guint64 inode;
    gint64 size;
    struct timespec changed;
  } files[3];
} Stamp;

/* The database, its write-ahead log, and the journal that is there while it is put into WAL mode. */
static const char *const suffixes[] = { "", "-wal", "-journal" };

static Stamp
take_stamp (const char *path)
{
  Stamp stamp = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);
      struct stat status;

      if (stat (name, &status) != 0)
        continue;
      stamp.files[i].inode = status.st_ino;
      stamp.files[i].size = status.st_size;
      stamp.files[i].changed = status.st_mtim;
    }
  return stamp;
}

static gboolean
stamp_equal (const Stamp *a, const Stamp *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (a->files); i++)
    if (a->files[i].inode != b->files[i].inode || a->files[i].size != b->files[i].size ||
        a->files[i].changed.tv_sec != b->files[i].changed.tv_sec ||
        a->files[i].changed.tv_nsec != b->files[i].changed.tv_nsec)
      return FALSE;
  return TRUE;
}

static void
reader_clear (Reader *self)
{
  const char *names[] = { "history.db", "history.db-wal", "history.db-shm", "history.db-journal" };

  g_clear_pointer (&self->db, sqlite3_close_v2);
  if (self->copy == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->copy, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->copy);
  g_clear_pointer (&self->copy, g_free);
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GError) cause = NULL;

  file = g_mapped_file_new (from, FALSE, &cause);
  if (file != NULL && g_file_set_contents_full (to, g_mapped_file_get_contents (file), g_mapped_file_get_length (file),
                                                G_FILE_SET_CONTENTS_NONE, 0600, &cause))
    return TRUE;
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE, "%s could not be copied to be read: %s", from,
               cause->message);
  return FALSE;
}

static gboolean
open_copy (SpkHistory *self, const Stamp *stamp, Reader *reader, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) cause = NULL;

  reader->copy = g_dir_make_tmp ("spikesmith-XXXXXX", &cause);
  if (reader->copy == NULL)
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE, "%s cannot be read without a temporary folder: %s",
                   self->path, cause->message);
      return FALSE;
    }
  path = g_build_filename (reader->copy, "history.db", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (self->path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (path, suffixes[i], NULL);

      if (stamp->files[i].size > 0 && !copy_file (from, to, error))
        return FALSE;
    }
  reader->db = spk_sqlite_open (path, SQLITE_OPEN_READWRITE, error);
  return reader->db != NULL;
}

static gboolean
open_immutable (SpkHistory *self, Reader *reader, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (self->path, "/", FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s?immutable=1", escaped);

  reader->db = spk_sqlite_open (uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
  return reader->db != NULL;
}

static gboolean
open_beside_writer (SpkHistory *self, Reader *reader, GError **error)
{
  reader->db = spk_sqlite_open (self->path, SQLITE_OPEN_READONLY, error);
  return reader->db != NULL;
}

static gboolean
open_reader (SpkHistory *self, gboolean held, const Stamp *stamp, Reader *reader, GError **error)
{
  if (held)
    return open_beside_writer (self, reader, error);
  if (stamp->files[1].size > 0 || stamp->files[2].size > 0)
    return open_copy (self, stamp, reader, error);
  return open_immutable (self, reader, error);
}

/* Fills @result from a database with our tables; begins by emptying it, as it may be called again. */
typedef gboolean (*ReadFunction) (sqlite3 *db, gpointer result, GError **error);

/* Between the making of the file and of its tables there is nothing to read yet. */
static gboolean
read_if_made (sqlite3 *db, ReadFunction function, gpointer result, GError **error)
{
  int version;

  if (!spk_sqlite_check_version (db, VERSION, &version, error))
    return FALSE;
  return version == 0 || function (db, result, error);
}

static gboolean
read_foreign (SpkHistory *self, ReadFunction function, gpointer result, GError **error)
{
  for (guint i = 1;; i++)
    {
      g_autoptr (GError) cause = NULL;
      gboolean held = spk_run_lock_is_held (self->folder);
      Stamp before = take_stamp (self->path);
      Reader reader = { 0 };
      gboolean ok = TRUE;
      Stamp after;

      if (before.files[0].size > 0)
        ok = open_reader (self, held, &before, &reader, &cause) && read_if_made (reader.db, function, result, &cause);
      reader_clear (&reader);

      after = take_stamp (self->path);
      if (ok && (held || stamp_equal (&before, &after)))
        return TRUE;
      if (i < N_TRIES && (!stamp_equal (&before, &after) || held != spk_run_lock_is_held (self->folder)))
        continue;
      if (ok)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
}

static gboolean
read_with (SpkHistory *self, ReadFunction function, gpointer result, GError **error)
{
  gboolean ok;

  pthread_mutex_lock (&self->mutex);
  if (self->writer != NULL)
    ok = function (self->writer, result, error);
  else
    ok = read_foreign (self, function, result, error);
  pthread_mutex_unlock (&self->mutex);
  return ok;
}

typedef struct
{
  char *state;
  char *message;
} OwnedState;

static gboolean
get_state (sqlite3 *db, gpointer result, GError **error)
{
  OwnedState *values = result;
  g_autoptr (sqlite3_stmt) statement = NULL;

  g_clear_pointer (&values->state, g_free);
  g_clear_pointer (&values->message, g_free);
  statement = spk_sqlite_prepare (db,
                                  "SELECT (SELECT value FROM state WHERE key = 'state'),"
                                  "       (SELECT value FROM state WHERE key = 'message')",
                                  error);
  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return spk_sqlite_fail (db, error);
  values->state = spk_sqlite_dup_text (statement, 0);
  values->message = spk_sqlite_dup_text (statement, 1);
  return TRUE;
}

/**
 * spk_history_read_state:
 * @state: (out) (transfer full) (nullable): the state last written, %NULL if there is none
 * @message: (out) (transfer full) (nullable): its message
 */
gboolean
spk_history_read_state (SpkHistory *self, char **state, char **message, GError **error)
{
  OwnedState values = { NULL, NULL };
  gboolean ok = read_with (self, get_state, &values, error);

  *state = values.state;
  *message = values.message;
  return ok;
}

static GBytes *
get_record_text (sqlite3_stmt *row)
{
  gconstpointer data = sqlite3_column_blob (row, 2);
  gsize length = (gsize)sqlite3_column_bytes (row, 2);

  if (data == NULL)
    return NULL;
  if (sqlite3_column_type (row, 2) == SQLITE_BLOB)
    return spk_inflate (data, length, MAX_RECORD);
  return g_bytes_new (data, length);
}

static SpkEpochRecord *
parse_record (sqlite3_stmt *row, GError **error)
{
  g_autoptr (GBytes) text = get_record_text (row);
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) node =
      text == NULL ? NULL
                   : spk_file_parse_json ("record", g_bytes_get_data (text, NULL), g_bytes_get_size (text), &cause);
  g_autoptr (SpkEpochRecord) record = node == NULL ? NULL : spk_epoch_record_from_json (node, &cause);

  if (record != NULL)
    return g_steal_pointer (&record);
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "%s: the record of %s epoch %d is damaged: %s",
               sqlite3_db_filename (sqlite3_db_handle (row), "main"), sqlite3_column_text (row, 0),
               sqlite3_column_int (row, 1), cause != NULL ? cause->message : "it is empty, or cut off");
  return NULL;
}

typedef struct
{
  guint first;
  guint n_all;
  GPtrArray *records;
} EpochList;

static gboolean
count_epochs (sqlite3 *db, guint *n, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = spk_sqlite_prepare (db, "SELECT COUNT (*) FROM epochs", error);

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return spk_sqlite_fail (db, error);
  *n = (guint)sqlite3_column_int64 (statement, 0);
  return TRUE;
}

static gboolean
get_epochs (sqlite3 *db, gpointer result, GError **error)
{
  EpochList *list = result;
  GPtrArray *records = list->records;
  g_autoptr (sqlite3_stmt) statement = NULL;
  int step;

  g_ptr_array_set_size (records, 0);
  statement = spk_sqlite_prepare (db,
                                  "SELECT phase, epoch, record FROM epochs ORDER BY phase = 'train', phase, epoch"
                                  "  LIMIT -1 OFFSET ?",
                                  error);
  if (statement == NULL || !count_epochs (db, &list->n_all, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, list->first);
  while ((step = sqlite3_step (statement)) == SQLITE_ROW)
    {
      SpkEpochRecord *record = parse_record (statement, error);

      if (record == NULL)
        return FALSE;
      g_ptr_array_add (records, record);
    }
  return step == SQLITE_DONE || spk_sqlite_fail (db, error);
}

static void
unref_record (gpointer record)
{
  spk_epoch_record_unref (record);
}

/**
 * spk_history_read_epochs:
 *
 * Returns: (transfer full) (element-type SpkEpochRecord): all epochs, the search's first, in order; or %NULL
 */
GPtrArray *
spk_history_read_epochs (SpkHistory *self, GError **error)
{
  return spk_history_read_epochs_from (self, 0, NULL, error);
}

/**
 * spk_history_read_epochs_from:
 * @first: how many epochs to leave out, because they are known
 * @n_all: (out) (optional): how many there are, with those
 *
 * Returns: (transfer full) (element-type SpkEpochRecord): the epochs from the place @first on, in order; or %NULL
 */
GPtrArray *
spk_history_read_epochs_from (SpkHistory *self, guint first, guint *n_all, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (unref_record);
  EpochList list = { first, 0, records };

  if (!read_with (self, get_epochs, &list, error))
    return NULL;
  if (n_all != NULL)
    *n_all = list.n_all;
  return g_steal_pointer (&records);
}

static gboolean
get_summary (sqlite3 *db, gpointer result, GError **error)
{
  SpkHistorySummary *summary = result;
  g_autoptr (sqlite3_stmt) statement = spk_sqlite_prepare (
      db,
      "SELECT SUM (phase = 'train'), MAX (CASE WHEN phase = 'train' THEN epoch END),"
      "       MAX (CASE WHEN phase = 'search' THEN epoch END), MAX (valid_accuracy), MAX (seconds) FROM epochs",
      error);

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return spk_sqlite_fail (db, error);
  summary->phase = sqlite3_column_int (statement, 0) > 0 ? SPK_PHASE_TRAIN : SPK_PHASE_SEARCH;
  summary->epoch = (guint)sqlite3_column_int64 (statement, summary->phase == SPK_PHASE_TRAIN ? 1 : 2);
  summary->best_valid = spk_sqlite_get_double (statement, 3);
  summary->seconds = sqlite3_column_double (statement, 4);
  return TRUE;
}

/**
 * spk_history_summarise:
 * @summary: (out): how far the run is, without reading its records
 */
gboolean
spk_history_summarise (SpkHistory *self, SpkHistorySummary *summary, GError **error)
{
  *summary = (SpkHistorySummary){ .phase = SPK_PHASE_SEARCH, .best_valid = NAN };
  return read_with (self, get_summary, summary, error);
}
