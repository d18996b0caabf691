/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean spk_plot_budget_is_spent (GdkFrameClock *clock);
void     spk_plot_budget_spend    (GdkFrameClock *clock, gint64 us);

G_END_DECLS
