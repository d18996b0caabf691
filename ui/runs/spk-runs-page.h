/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/spk-runs-model.h"

G_BEGIN_DECLS

#define SPK_TYPE_RUNS_PAGE (spk_runs_page_get_type ())
G_DECLARE_FINAL_TYPE (SpkRunsPage, spk_runs_page, SPK, RUNS_PAGE, AdwBin)

GtkWidget         *spk_runs_page_new           (void);
void               spk_runs_page_set_model     (SpkRunsPage *self, SpkRunsModel *model);
GtkSelectionModel *spk_runs_page_get_selection (SpkRunsPage *self);
void               spk_runs_page_start_search  (SpkRunsPage *self);

G_END_DECLS
