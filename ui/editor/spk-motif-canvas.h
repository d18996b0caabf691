/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/spk-motif-model.h"

G_BEGIN_DECLS

#define SPK_TYPE_MOTIF_CANVAS (spk_motif_canvas_get_type ())
G_DECLARE_FINAL_TYPE (SpkMotifCanvas, spk_motif_canvas, SPK, MOTIF_CANVAS, GtkWidget)

void     spk_motif_canvas_set_model  (SpkMotifCanvas *self, SpkMotifModel *model);
void     spk_motif_canvas_set_marks  (SpkMotifCanvas *self, const guint *neurons, guint n);
void     spk_motif_canvas_fit        (SpkMotifCanvas *self);
void     spk_motif_canvas_zoom       (SpkMotifCanvas *self, double factor);
void     spk_motif_canvas_show       (SpkMotifCanvas *self, guint neuron);
double   spk_motif_canvas_get_zoom   (SpkMotifCanvas *self);
gboolean spk_motif_canvas_locate     (SpkMotifCanvas *self, guint neuron, double *x, double *y);
gboolean spk_motif_canvas_locate_cell (SpkMotifCanvas *self, SpkMotifCell cell, double *x, double *y);

G_END_DECLS
