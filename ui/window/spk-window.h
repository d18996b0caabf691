/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SPK_TYPE_WINDOW (spk_window_get_type ())
G_DECLARE_FINAL_TYPE (SpkWindow, spk_window, SPK, WINDOW, AdwApplicationWindow)

SpkWindow *spk_window_new       (GtkApplication *application);
void       spk_window_open_path (SpkWindow *self, const char *path);
void       spk_window_toast     (SpkWindow *self, const char *text);

G_END_DECLS
