/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dashboard/spk-control-bar.h"
#include "dashboard/spk-dashboard.h"
#include "dashboard/spk-scrubber.h"
#include "dashboard/spk-view-card.h"

G_BEGIN_DECLS

#define SPK_N_VIEWS 4

struct _SpkDashboard
{
  AdwBin parent_instance;

  SpkSession *session;
  SpkRunner  *runner;
  GSettings  *settings;
  gboolean    narrow;
  gboolean    maximising;
  guint       tick;  /* callback of the frame clock, or 0 */
  guint       timer; /* source that polls where frames are not wanted, or 0 */

  SpkControlBar *control_bar;
  SpkScrubber   *scrubber;
  GtkPaned      *rows;
  GtkPaned      *top;
  GtkPaned      *bottom;
  SpkViewCard   *views[SPK_N_VIEWS]; /* two in each row */
};

void spk_dashboard_install_actions (GtkWidgetClass *widget_class);
void spk_dashboard_follow_runner   (SpkDashboard *self);
void spk_dashboard_stop_polling    (SpkDashboard *self);

G_END_DECLS
