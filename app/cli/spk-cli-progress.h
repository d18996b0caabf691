/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-job.h"

G_BEGIN_DECLS

/**
 * SpkCliProgress:
 *
 * What people see of a running job: on a terminal a line for each epoch that scrolls by and below it one that is
 * redrawn, elsewhere the lines of the epochs only.
 */
typedef struct _SpkCliProgress SpkCliProgress;

SpkCliProgress *spk_cli_progress_new   (void);
void            spk_cli_progress_free  (SpkCliProgress *self);
void            spk_cli_progress_set_label (SpkCliProgress *self, const char *label);
void            spk_cli_progress_show  (SpkCliProgress *self, const SpkSnapshot *snapshot);
void            spk_cli_progress_epoch (SpkCliProgress *self, const SpkEpochRecord *record);
void            spk_cli_progress_clear (SpkCliProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkCliProgress, spk_cli_progress_free)

G_END_DECLS
