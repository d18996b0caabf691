/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dashboard/spk-session-plot.h"

G_BEGIN_DECLS

#define SPK_TYPE_HISTOGRAM_PLOT (spk_histogram_plot_get_type ())
G_DECLARE_FINAL_TYPE (SpkHistogramPlot, spk_histogram_plot, SPK, HISTOGRAM_PLOT, SpkSessionPlot)

SpkHistogramPlot *spk_histogram_plot_new             (void);
gboolean          spk_histogram_plot_get_logarithmic (SpkHistogramPlot *self);
void              spk_histogram_plot_set_logarithmic (SpkHistogramPlot *self, gboolean logarithmic);

G_END_DECLS
