/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/spk-run-document-private.h"
#include "session/spk-plan.h"

G_BEGIN_DECLS

/* What the tests of the session have in common: a data folder of their own, small runs, records and searches. */

typedef struct
{
  const char *folder; /* $SPIKESMITH_DATA_DIR; removed after the test, with all in it */
} SessionFixture;

void session_fixture_set_up    (SessionFixture *self, gconstpointer data);
void session_fixture_tear_down (SessionFixture *self, gconstpointer data);

SpkSettings       *make_settings    (void);
SpkPlan           *make_plan        (void);
SpkPlan           *make_long_plan   (void);
SpkRunDescription *make_description (const char *name);
SpkEpochRecord    *make_record      (SpkPhase phase, guint epoch);
SpkRun            *make_run         (const char *folder, const char *name);
char              *make_stored_run  (SessionFixture *self, const char *name, guint n_epochs);
SpkRunDocument    *make_live        (SessionFixture *self);
void               append_epochs    (SpkRunDocument *document, guint first_epoch, guint n);
char              *snapshot_folder  (const char *folder);

void iterate_until (gboolean (*is_done) (gpointer data), gpointer data);
void count_signal  (gpointer object, const char *signal, guint *count);

G_END_DECLS
