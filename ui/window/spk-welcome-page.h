/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SPK_TYPE_WELCOME_PAGE (spk_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (SpkWelcomePage, spk_welcome_page, SPK, WELCOME_PAGE, AdwBin)

GtkWidget *spk_welcome_page_new (void);

G_END_DECLS
