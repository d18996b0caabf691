/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dashboard/spk-session-plot.h"

G_BEGIN_DECLS

#define SPK_TYPE_TOPOLOGY_PLOT (spk_topology_plot_get_type ())
G_DECLARE_FINAL_TYPE (SpkTopologyPlot, spk_topology_plot, SPK, TOPOLOGY_PLOT, SpkSessionPlot)

SpkTopologyPlot *spk_topology_plot_new            (void);
guint            spk_topology_plot_get_chosen_size (SpkTopologyPlot *self);
void             spk_topology_plot_set_chosen_size (SpkTopologyPlot *self, guint size);

G_END_DECLS
