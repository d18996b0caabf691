/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

/*
 * What makes one motif of another where its size or the order of its neurons changes. A motif without positions is
 * drawn on a circle and stays so, until a neuron is put somewhere.
 */

SpkTopology *spk_motif_add_neuron (const SpkTopology *motif, const double *place, GError **error);
SpkTopology *spk_motif_take       (const SpkTopology *motif, const guint *neurons, guint n);
SpkTopology *spk_motif_remove     (const SpkTopology *motif, const guint *neurons, guint n, GError **error);
SpkTopology *spk_motif_reorder    (const SpkTopology *motif, const guint *order);
SpkTopology *spk_motif_duplicate  (const SpkTopology *motif, const guint *neurons, guint n, double dx, double dy,
                                   GError **error);
SpkTopology *spk_motif_paste      (const SpkTopology *motif, const SpkTopology *fragment, double dx, double dy,
                                   GError **error);

G_END_DECLS
