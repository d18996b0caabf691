/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/spk-window.h"

G_BEGIN_DECLS

struct _SpkWindow
{
  AdwApplicationWindow parent_instance;

  GSettings *settings;
  gboolean   narrow;

  AdwToastOverlay      *toasts;
  AdwViewStack         *pages;
  AdwViewSwitcherTitle *switcher_title;
  GtkStack             *search_stack;
  AdwBin               *dashboard_place;
  AdwButtonContent     *new_search_content;
  AdwButtonContent     *open_content;
  GtkWidget            *run_title;
  GtkLabel             *run_name;
  GtkLabel             *run_state;
};

void spk_window_install_actions  (GtkWidgetClass *widget_class);
void spk_window_accept_drops     (SpkWindow *self);

G_END_DECLS
