/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/spk-motif-model.h"
#include "widgets/spk-plot-widget.h"

G_BEGIN_DECLS

#define SPK_TYPE_MOTIF_MATRIX (spk_motif_matrix_get_type ())
G_DECLARE_FINAL_TYPE (SpkMotifMatrix, spk_motif_matrix, SPK, MOTIF_MATRIX, SpkPlotWidget)

void spk_motif_matrix_set_model (SpkMotifMatrix *self, SpkMotifModel *model);

G_END_DECLS
