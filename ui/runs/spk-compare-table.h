/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "session/spk-run-comparison.h"

G_BEGIN_DECLS

GtkWidget *spk_compare_table_new (SpkRunComparison *comparison);

G_END_DECLS
