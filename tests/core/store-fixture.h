/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/spk-run.h"

/* What the tests of the store have in common: a folder of their own, small runs, records and states. */

typedef struct
{
  char *folder; /* removed after the test, with all in it */
  char *run;    /* a path in it where nothing is yet */
} StoreFixture;

void store_fixture_set_up    (StoreFixture *self, gconstpointer data);
void store_fixture_tear_down (StoreFixture *self, gconstpointer data);

void               remove_tree      (const char *path);
SpkRunDescription *make_description (void);
SpkRun            *make_run         (const char *folder);
SpkRun            *open_run         (const char *folder);
SpkEpochRecord    *make_record      (SpkPhase phase, guint epoch);
SpkArrays         *make_state       (guint epoch);
char              *snapshot_folder  (const char *folder);
char              *record_to_text   (const SpkEpochRecord *record);
