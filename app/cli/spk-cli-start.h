/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spk-cli.h"
#include "search/spk-job.h"

G_BEGIN_DECLS

/**
 * SpkCliStart:
 * @motif: (nullable): file of the motifs to be trained, or to be pinned in a search
 * @out: (nullable): folder of the run
 * @name: (nullable): of the run
 * @skip_bad: whether bad recordings are left out
 *
 * What the commands that start a job have as flags beside the settings.
 */
typedef struct
{
  char    *motif;
  char    *out;
  char    *name;
  gboolean skip_bad;
} SpkCliStart;

int spk_cli_start (SpkCli *cli, SpkJobKind kind, GError **error);

G_END_DECLS
