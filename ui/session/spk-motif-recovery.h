/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

/*
 * A motif that is not saved yet, kept in the account's state folder ($SPIKESMITH_STATE_DIR, or the user's) as long as it
 * is not: what a crash leaves is found at the next start.
 */

char        *spk_motif_recovery_get_path (void);
gboolean     spk_motif_recovery_write    (const SpkTopology *motif, const char *origin, GError **error);
SpkTopology *spk_motif_recovery_read     (char **origin, GError **error);
void         spk_motif_recovery_remove   (void);

G_END_DECLS
