/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dashboard/spk-progress-data.h"
#include "dashboard/spk-session-plot.h"

G_BEGIN_DECLS

#define SPK_TYPE_CURVES_PLOT (spk_curves_plot_get_type ())
G_DECLARE_FINAL_TYPE (SpkCurvesPlot, spk_curves_plot, SPK, CURVES_PLOT, SpkSessionPlot)

SpkCurvesPlot  *spk_curves_plot_new       (void);
SpkProgressPart spk_curves_plot_get_parts (SpkCurvesPlot *self);
void            spk_curves_plot_set_parts (SpkCurvesPlot *self, SpkProgressPart parts);

G_END_DECLS
