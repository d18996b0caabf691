/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spk-cli.h"
#include "store/spk-run.h"

G_BEGIN_DECLS

/**
 * SpkCliJob:
 *
 * A job, the run folder its records go to, and what is shown of it while it runs.
 */
typedef struct _SpkCliJob SpkCliJob;

SpkCliJob *spk_cli_job_new     (SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset, GPtrArray *motifs,
                                gboolean json, GError **error);
void       spk_cli_job_free    (SpkCliJob *self);
void       spk_cli_job_attach  (SpkCliJob *self, SpkRun *run);
gboolean   spk_cli_job_restore (SpkCliJob *self, gboolean *from_checkpoint, GError **error);
void       spk_cli_job_set_label (SpkCliJob *self, const char *label);
int        spk_cli_job_run     (SpkCliJob *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkCliJob, spk_cli_job_free)

G_END_DECLS
