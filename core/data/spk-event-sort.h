/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"

G_BEGIN_DECLS

gboolean spk_events_are_sorted (const SpkEvent *events, gsize n_events);
void     spk_events_sort       (SpkEvent *events, gsize n_events, SpkEvent *scratch);

G_END_DECLS
