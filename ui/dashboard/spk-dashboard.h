/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "dashboard/spk-view-card.h"
#include "session/spk-runner.h"
#include "session/spk-session.h"

G_BEGIN_DECLS

#define SPK_TYPE_DASHBOARD (spk_dashboard_get_type ())
G_DECLARE_FINAL_TYPE (SpkDashboard, spk_dashboard, SPK, DASHBOARD, AdwBin)

GtkWidget   *spk_dashboard_new      (SpkSession *session, SpkRunner *runner);
SpkViewCard *spk_dashboard_get_view (SpkDashboard *self, const char *name);

G_END_DECLS
