/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "figures/spk-topology-figure.h"

G_BEGIN_DECLS

/**
 * SpkMotifLayers:
 *
 * The picture of a motif that is edited. A motif of hundreds of connections or more is painted little by little; what
 * changes meanwhile, as a neuron that is dragged, is drawn over a picture of all the rest, so that no frame takes long.
 */
typedef struct _SpkMotifLayers SpkMotifLayers;

SpkMotifLayers *spk_motif_layers_new  (void);
void            spk_motif_layers_free (SpkMotifLayers *self);

void     spk_motif_layers_update   (SpkMotifLayers *self, SpkTopology *motif, SpkTopologyView view,
                                    const SpkFigureStyle *style, SpkFigureSize size, gint64 now);
void     spk_motif_layers_forget   (SpkMotifLayers *self);
gboolean spk_motif_layers_paint    (SpkMotifLayers *self, gint64 now, gint64 budget);
void     spk_motif_layers_snapshot (SpkMotifLayers *self, GtkSnapshot *snapshot);
const SpkTopologyFigure *spk_motif_layers_get_figure (SpkMotifLayers *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkMotifLayers, spk_motif_layers_free)

G_END_DECLS
