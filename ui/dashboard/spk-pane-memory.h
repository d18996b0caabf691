/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void spk_pane_memory_attach  (GtkPaned *paned, GSettings *settings, const char *key);
void spk_pane_memory_suspend (GtkPaned *paned, gboolean suspended);

G_END_DECLS
