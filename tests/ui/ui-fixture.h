/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void       ui_test_init         (int *argc, char ***argv);
void       ui_wait_until        (gboolean (*condition) (gpointer), gpointer data);
void       ui_settle            (void);
GtkWidget *ui_find              (GtkWidget *root, GType type, const char *text);

G_END_DECLS
