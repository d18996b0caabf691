/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/spk-sqlite.h"

#include <math.h>

#define BUSY_MILLISECONDS 10000

static SpkStoreError
error_code (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return SPK_STORE_ERROR_BUSY;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return SPK_STORE_ERROR_WRITE;
    default:
      return SPK_STORE_ERROR_FORMAT;
    }
}

/**
 * spk_sqlite_fail:
 *
 * Sets @error to what went wrong last on @db.
 *
 * Returns: %FALSE
 */
gboolean
spk_sqlite_fail (sqlite3 *db, GError **error)
{
  const char *path = sqlite3_db_filename (db, "main");

  g_set_error (error, SPK_STORE_ERROR, error_code (sqlite3_extended_errcode (db)), "%s: %s",
               path != NULL ? path : "database", sqlite3_errmsg (db));
  return FALSE;
}

/**
 * spk_sqlite_open:
 * @path: file name, or URI with %SQLITE_OPEN_URI in @flags
 * @flags: SQLITE_OPEN_...
 *
 * Opens a database that may be used from any thread and whose schema is not trusted.
 *
 * Returns: (transfer full): the connection, or %NULL
 */
sqlite3 *
spk_sqlite_open (const char *path, int flags, GError **error)
{
  g_autoptr (sqlite3) db = NULL;

  if (sqlite3_open_v2 (path, &db, flags | SQLITE_OPEN_FULLMUTEX, NULL) != SQLITE_OK)
    {
      g_set_error (error, SPK_STORE_ERROR, error_code (sqlite3_errcode (db)), "%s: %s", path, sqlite3_errmsg (db));
      return NULL;
    }
  sqlite3_busy_timeout (db, BUSY_MILLISECONDS);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return g_steal_pointer (&db);
}

gboolean
spk_sqlite_exec (sqlite3 *db, const char *sql, GError **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || spk_sqlite_fail (db, error);
}

sqlite3_stmt *
spk_sqlite_prepare (sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    spk_sqlite_fail (db, error);
  return statement;
}

/**
 * spk_sqlite_finish:
 *
 * Runs a statement to its end and ignores its rows.
 */
gboolean
spk_sqlite_finish (sqlite3_stmt *statement, GError **error)
{
  int result;

  do
    result = sqlite3_step (statement);
  while (result == SQLITE_ROW);
  return result == SQLITE_DONE || spk_sqlite_fail (sqlite3_db_handle (statement), error);
}

/**
 * spk_sqlite_check_version:
 * @newest: newest version of the schema that the program knows
 * @version: (out): version of the schema of @db, 0 in an empty database
 *
 * Returns: whether @db can be used; else @error is %SPK_STORE_ERROR_VERSION, or what kept it from being read
 */
gboolean
spk_sqlite_check_version (sqlite3 *db, int newest, int *version, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = spk_sqlite_prepare (db, "PRAGMA user_version", error);

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return spk_sqlite_fail (db, error);
  *version = sqlite3_column_int (statement, 0);
  if (*version <= newest)
    return TRUE;
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_VERSION,
               "%s was written by a newer program: its schema is version %d, this program knows versions up to %d",
               sqlite3_db_filename (db, "main"), *version, newest);
  return FALSE;
}

static gboolean
set_version (sqlite3 *db, int version, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", version);

  return spk_sqlite_exec (db, sql, error);
}

/**
 * spk_sqlite_make_schema:
 * @version: version of the schema, from 1
 * @sql: makes its tables
 *
 * Puts @db into WAL mode and makes its tables if it is empty. Several processes may do so at once.
 */
gboolean
spk_sqlite_make_schema (sqlite3 *db, int version, const char *sql, GError **error)
{
  int found;

  /* FULL: a commit is on the disk when it returns, so a history is never behind the checkpoint written after it. */
  if (!spk_sqlite_check_version (db, version, &found, error) ||
      !spk_sqlite_exec (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", error))
    return FALSE;
  if (found != 0)
    return TRUE;
  if (!spk_sqlite_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (spk_sqlite_check_version (db, version, &found, error) &&
      (found != 0 || (spk_sqlite_exec (db, sql, error) && set_version (db, version, error))) &&
      spk_sqlite_exec (db, "COMMIT", error))
    return TRUE;
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

void
spk_sqlite_bind_text (sqlite3_stmt *statement, int i, const char *text)
{
  sqlite3_bind_text (statement, i, text, -1, SQLITE_TRANSIENT);
}

/**
 * spk_sqlite_dup_text:
 *
 * Returns: (transfer full) (nullable): a column as valid UTF-8
 */
char *
spk_sqlite_dup_text (sqlite3_stmt *statement, int i)
{
  const char *text = (const char *)sqlite3_column_text (statement, i);

  return text == NULL ? NULL : g_utf8_make_valid (text, sqlite3_column_bytes (statement, i));
}

/**
 * spk_sqlite_get_double:
 *
 * Returns: a column; NaN, which SQLite stores as NULL, where there is none
 */
double
spk_sqlite_get_double (sqlite3_stmt *statement, int i)
{
  return sqlite3_column_type (statement, i) == SQLITE_NULL ? NAN : sqlite3_column_double (statement, i);
}
