/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-job-result.h"
#include "store/spk-run.h"

G_BEGIN_DECLS

char       *spk_format_duration  (double seconds);
char       *spk_format_percent   (double share);
char       *spk_format_date      (gint64 seconds);
const char *spk_format_kind      (SpkJobKind kind);
const char *spk_format_run_state (SpkRunState state);

G_END_DECLS
