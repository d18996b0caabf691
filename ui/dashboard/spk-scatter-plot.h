/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dashboard/spk-session-plot.h"

G_BEGIN_DECLS

#define SPK_TYPE_SCATTER_PLOT (spk_scatter_plot_get_type ())
G_DECLARE_FINAL_TYPE (SpkScatterPlot, spk_scatter_plot, SPK, SCATTER_PLOT, SpkSessionPlot)

SpkScatterPlot *spk_scatter_plot_new (void);

G_END_DECLS
