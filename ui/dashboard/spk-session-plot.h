/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/spk-session.h"
#include "widgets/spk-plot-widget.h"

G_BEGIN_DECLS

#define SPK_TYPE_SESSION_PLOT (spk_session_plot_get_type ())
G_DECLARE_DERIVABLE_TYPE (SpkSessionPlot, spk_session_plot, SPK, SESSION_PLOT, SpkPlotWidget)

/**
 * SpkSessionPlotClass:
 * @data_properties: %NULL-terminated, properties of the session that the figure is made from
 * @overlay_properties: %NULL-terminated, properties of the session that are drawn over it
 *
 * What a plot follows.
 */
struct _SpkSessionPlotClass
{
  SpkPlotWidgetClass parent_class;

  const char *const *data_properties;
  const char *const *overlay_properties;
};

void        spk_session_plot_set_session (SpkSessionPlot *self, SpkSession *session);
SpkSession *spk_session_plot_get_session (SpkSessionPlot *self);
void        spk_session_plot_pick_neuron (SpkSessionPlot *self, int neuron);

G_END_DECLS
