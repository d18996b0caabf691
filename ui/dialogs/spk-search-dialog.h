/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/spk-plan.h"

G_BEGIN_DECLS

#define SPK_TYPE_SEARCH_DIALOG (spk_search_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SpkSearchDialog, spk_search_dialog, SPK, SEARCH_DIALOG, AdwWindow)

GtkWidget *spk_search_dialog_new              (GtkWindow *parent);
void       spk_search_dialog_set_recordings   (SpkSearchDialog *self, const char *location);
void       spk_search_dialog_set_description  (SpkSearchDialog *self, const SpkRunDescription *description);
void       spk_search_dialog_set_motifs       (SpkSearchDialog *self, GPtrArray *motifs);
void       spk_search_dialog_set_start_label  (SpkSearchDialog *self, const char *label);
SpkPlan   *spk_search_dialog_make_plan        (SpkSearchDialog *self);

G_END_DECLS
