/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SpkRunsColumnsMenu:
 * @position: row the pointer is on
 * @x: of the pointer, in @cell
 * @y: of the pointer, in @cell
 *
 * Called when a menu is asked for on a cell.
 */
typedef void (*SpkRunsColumnsMenu) (guint position, GtkWidget *cell, double x, double y, gpointer data);

void spk_runs_columns_add (GtkColumnView *view, SpkRunsColumnsMenu menu, gpointer data);

G_END_DECLS
