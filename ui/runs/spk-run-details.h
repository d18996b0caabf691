/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/spk-runs-model.h"

G_BEGIN_DECLS

#define SPK_TYPE_RUN_DETAILS (spk_run_details_get_type ())
G_DECLARE_FINAL_TYPE (SpkRunDetails, spk_run_details, SPK, RUN_DETAILS, AdwWindow)

GtkWidget *spk_run_details_new (GtkWindow *parent, SpkRunsModel *model, SpkRunItem *item);

G_END_DECLS
