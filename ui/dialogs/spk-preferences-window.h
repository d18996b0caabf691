/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SPK_TYPE_PREFERENCES_WINDOW (spk_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (SpkPreferencesWindow, spk_preferences_window, SPK, PREFERENCES_WINDOW, AdwPreferencesWindow)

GtkWidget *spk_preferences_window_new (GtkWindow *parent);

G_END_DECLS
