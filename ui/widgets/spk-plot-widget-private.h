/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/spk-plot-widget.h"

G_BEGIN_DECLS

void spk_plot_widget_install_keys    (SpkPlotWidgetClass *klass);
void spk_plot_widget_add_controllers (SpkPlotWidget *self);

G_END_DECLS
