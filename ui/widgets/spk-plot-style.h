/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "figures/spk-figure-style.h"

G_BEGIN_DECLS

void spk_plot_style_init (SpkFigureStyle *style, GtkWidget *widget, SpkPalette palette);

G_END_DECLS
