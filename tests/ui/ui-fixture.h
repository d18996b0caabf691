/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/spk-job-queue.h"
#include "session/spk-runs-model.h"

G_BEGIN_DECLS

/**
 * UiFixture:
 * @folder: an account of its own: runs, index and queue lie here; deleted at the end
 *
 * What a window needs behind it.
 */
typedef struct
{
  char         *folder;
  SpkRunner    *runner;
  SpkJobQueue  *queue;
  SpkRunsModel *runs;
} UiFixture;

void       ui_fixture_init      (UiFixture *self);
void       ui_fixture_clear     (UiFixture *self);
char      *ui_fixture_add_run   (UiFixture *self, const char *name, guint64 seed);
SpkPlan   *ui_fixture_make_plan (const char *name, guint64 seed);

void       ui_test_init         (int *argc, char ***argv);
void       ui_wait_until        (gboolean (*condition) (gpointer), gpointer data);
void       ui_settle            (void);
GtkWidget *ui_find              (GtkWidget *root, GType type, const char *text);
GtkWindow *ui_find_window       (GType type);
void       ui_click             (GtkWidget *root, const char *label);

G_END_DECLS
