/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/spk-run.h"

G_BEGIN_DECLS

SpkRunDescription *spk_cli_describe_run (SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset,
                                         const char *location, gboolean skip_bad, GPtrArray *motifs, const char *name);

G_END_DECLS
