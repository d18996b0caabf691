/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-trace.h"
#include "store/spk-run.h"

G_BEGIN_DECLS

guint    *spk_run_measure_confusion (SpkRun *self, guint *n_classes, GError **error);
SpkTrace *spk_run_measure_trace     (SpkRun *self, const SpkTraceRequest *request, GError **error);

G_END_DECLS
