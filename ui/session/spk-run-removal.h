/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SpkRunRemoval:
 *
 * A run folder that has been moved aside, as FOLDER.deleted, to be deleted for good or to be put back. Whoever holds this
 * holds the run's lock, so a folder that was moved aside and has no lock was left by a crash.
 */
typedef struct _SpkRunRemoval SpkRunRemoval;

SpkRunRemoval *spk_run_removal_begin   (const char *folder, GError **error);
gboolean       spk_run_removal_undo    (SpkRunRemoval *self, GError **error);
gboolean       spk_run_removal_commit  (SpkRunRemoval *self, GError **error);
void           spk_run_removal_free    (SpkRunRemoval *self);
gboolean       spk_run_removal_recover (const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkRunRemoval, spk_run_removal_free)

G_END_DECLS
