/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "runs/spk-compare-page.h"
#include "runs/spk-runs-page.h"

G_BEGIN_DECLS

/* More curves than this cannot be told apart. */
#define SPK_MOST_COMPARED 8

struct _SpkRunsPage
{
  AdwBin parent_instance;

  SpkRunsModel *model; /* (nullable) */
  GtkFilter    *filter;
  GCancellable *opening; /* (nullable): of runs to be compared */

  AdwToastOverlay   *toasts;
  GtkStack          *stack;
  GtkStack          *table_stack;
  GtkSearchEntry    *search_entry;
  GtkDropDown       *state_drop_down;
  GtkColumnView     *table;
  GtkSelectionModel *selection;
  GtkSortListModel  *sorted;
  GtkActionBar      *action_bar;
  GtkLabel          *selection_label;
  GtkPopover        *menu;
  SpkComparePage    *compare_page;
};

GPtrArray *spk_runs_page_list_selected   (SpkRunsPage *self);
void       spk_runs_page_install_actions (GtkWidgetClass *widget_class);
void       spk_runs_page_update_actions  (SpkRunsPage *self);

enum
{
  SPK_RUNS_PAGE_OPEN,
  SPK_RUNS_PAGE_DUPLICATE,
  SPK_RUNS_PAGE_RESUME,
  SPK_RUNS_PAGE_N_SIGNALS
};

extern guint spk_runs_page_signals[SPK_RUNS_PAGE_N_SIGNALS];

G_END_DECLS
