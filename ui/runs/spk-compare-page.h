/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/spk-run-comparison.h"

G_BEGIN_DECLS

#define SPK_TYPE_COMPARE_PAGE (spk_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (SpkComparePage, spk_compare_page, SPK, COMPARE_PAGE, AdwBin)

GtkWidget *spk_compare_page_new            (void);
void       spk_compare_page_set_comparison (SpkComparePage *self, SpkRunComparison *comparison);

G_END_DECLS
