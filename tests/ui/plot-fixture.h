/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/spk-session.h"
#include "ui-fixture.h"
#include "widgets/spk-plot-widget.h"

G_BEGIN_DECLS

/**
 * PlotFixture:
 * @session: shows a small search that has finished: three epochs, the last of which is the retraining
 * @window: where the tested widget is shown
 */
typedef struct
{
  UiFixture       account;
  SpkSession     *session;
  SpkRunDocument *document;
  GtkWindow      *window;
} PlotFixture;

void plot_fixture_init  (PlotFixture *self);
void plot_fixture_show  (PlotFixture *self, GtkWidget *widget);
void plot_fixture_clear (PlotFixture *self);

void     plot_draw  (gpointer plot);
void     plot_hover (gpointer plot, double x, double y);
void     plot_leave (gpointer plot);
void     plot_click (gpointer plot, int n_press, double x, double y);
void     plot_drag  (gpointer plot, double distance);
void     plot_drag_from (gpointer plot, double x, double y, double dx, double dy, gboolean drop);
gboolean plot_wheel (gpointer plot, double dy);
char    *plot_get_description (gpointer plot);

SpkPlotCounts plot_work_since (gpointer plot, SpkPlotCounts before);

G_END_DECLS
