/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/spk-store-error.h"

G_BEGIN_DECLS

sqlite3      *spk_sqlite_open          (const char *path, int flags, GError **error);
gboolean      spk_sqlite_fail          (sqlite3 *db, GError **error);
gboolean      spk_sqlite_exec          (sqlite3 *db, const char *sql, GError **error);
sqlite3_stmt *spk_sqlite_prepare       (sqlite3 *db, const char *sql, GError **error);
gboolean      spk_sqlite_finish        (sqlite3_stmt *statement, GError **error);
gboolean      spk_sqlite_make_schema   (sqlite3 *db, int version, const char *sql, GError **error);
gboolean      spk_sqlite_check_version (sqlite3 *db, int newest, int *version, GError **error);
void          spk_sqlite_bind_text     (sqlite3_stmt *statement, int i, const char *text);
char         *spk_sqlite_dup_text      (sqlite3_stmt *statement, int i);
double        spk_sqlite_get_double    (sqlite3_stmt *statement, int i);

static inline void
spk_sqlite_close (sqlite3 *db)
{
  sqlite3_close_v2 (db);
}

static inline void
spk_sqlite_finalize (sqlite3_stmt *statement)
{
  sqlite3_finalize (statement);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, spk_sqlite_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, spk_sqlite_finalize)

G_END_DECLS
