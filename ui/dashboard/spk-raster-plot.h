/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dashboard/spk-session-plot.h"

G_BEGIN_DECLS

#define SPK_TYPE_RASTER_PLOT (spk_raster_plot_get_type ())
G_DECLARE_FINAL_TYPE (SpkRasterPlot, spk_raster_plot, SPK, RASTER_PLOT, SpkSessionPlot)

SpkRasterPlot *spk_raster_plot_new (void);

G_END_DECLS
