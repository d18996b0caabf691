/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/spk-run-item.h"

G_BEGIN_DECLS

/* For the model: both take the entry over. */
SpkRunItem *spk_run_item_new    (SpkRunEntry *entry);
void        spk_run_item_update (SpkRunItem *self, SpkRunEntry *entry);

G_END_DECLS
