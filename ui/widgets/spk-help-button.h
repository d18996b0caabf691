/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SPK_TYPE_HELP_BUTTON (spk_help_button_get_type ())
G_DECLARE_FINAL_TYPE (SpkHelpButton, spk_help_button, SPK, HELP_BUTTON, AdwBin)

GtkWidget  *spk_help_button_new      (const char *title, const char *text);
const char *spk_help_button_get_title (SpkHelpButton *self);
void        spk_help_button_set_title (SpkHelpButton *self, const char *title);
const char *spk_help_button_get_text (SpkHelpButton *self);
void        spk_help_button_set_text (SpkHelpButton *self, const char *text);
void        spk_help_button_popup    (SpkHelpButton *self);

G_END_DECLS
