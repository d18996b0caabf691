/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/spk-plan.h"

G_BEGIN_DECLS

/* For the runner. */
void       spk_plan_set_failure (SpkPlan *self, const char *failure);
GPtrArray *spk_plan_dup_motifs  (SpkPlan *self);

G_END_DECLS
