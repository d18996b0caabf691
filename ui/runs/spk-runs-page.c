/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "runs/spk-runs-page-private.h"

#include <glib/gi18n.h>

#include "runs/spk-runs-columns.h"

/* Entries of the list of states, after "All states". */
static const SpkRunState filtered_states[] = { SPK_RUN_FINISHED, SPK_RUN_RUNNING, SPK_RUN_INTERRUPTED, SPK_RUN_FAILED };

/**
 * SpkRunsPage:
 *
 * All runs of this account in a table that is sorted, searched and filtered; what can be done with those that are
 * selected is in spk-runs-page-actions.c. Two or more are compared on a page behind the table.
 *
 * Signals, each with the folder of a run: "open-run", "duplicate-run", "resume-run".
 */
G_DEFINE_FINAL_TYPE (SpkRunsPage, spk_runs_page, ADW_TYPE_BIN)

guint spk_runs_page_signals[SPK_RUNS_PAGE_N_SIGNALS];

static gboolean
is_shown (gpointer item, gpointer data)
{
  SpkRunsPage *self = data;
  guint state = gtk_drop_down_get_selected (self->state_drop_down);
  const char *search = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (state > 0 && state <= G_N_ELEMENTS (filtered_states) &&
      spk_run_item_get_entry (item)->state != filtered_states[state - 1])
    return FALSE;
  return !*search || spk_run_item_matches (item, search);
}

static void
update_table_stack (SpkRunsPage *self)
{
  const char *name = "table";

  if (!self->model || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    name = "empty";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    name = "nothing";
  gtk_stack_set_visible_child_name (self->table_stack, name);
}

static void
filter_changed (SpkRunsPage *self)
{
  if (!self->filter)
    return;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_table_stack (self);
}

static void
selection_changed (SpkRunsPage *self)
{
  spk_runs_page_update_actions (self);
}

static void
row_activated (SpkRunsPage *self, guint position)
{
  g_autoptr (SpkRunItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item)
    g_signal_emit (self, spk_runs_page_signals[SPK_RUNS_PAGE_OPEN], 0, spk_run_item_get_folder (item));
}

static void
popup_menu (SpkRunsPage *self, double x, double y)
{
  gtk_popover_set_pointing_to (self->menu, &(GdkRectangle){ x, y, 1, 1 });
  gtk_popover_popup (self->menu);
}

/* A click on a run that is not selected is about that run alone. */
static void
cell_menu (guint position, GtkWidget *cell, double x, double y, gpointer data)
{
  SpkRunsPage *self = data;

  if (!gtk_selection_model_is_selected (self->selection, position))
    gtk_selection_model_select_item (self->selection, position, TRUE);
  gtk_widget_translate_coordinates (cell, GTK_WIDGET (self), x, y, &x, &y);
  popup_menu (self, x, y);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SpkRunsPage *self = SPK_RUNS_PAGE (widget);

  popup_menu (self, gtk_widget_get_width (widget) / 2.0, gtk_widget_get_height (widget) / 3.0);
}

static void
compare_back (SpkRunsPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "table");
  spk_compare_page_set_comparison (self->compare_page, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
make_models (SpkRunsPage *self)
{
  GtkFilterListModel *filtered;

  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  filtered = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), NULL);
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->sorted))));
  spk_runs_columns_add (self->table, cell_menu, self);
  gtk_sort_list_model_set_sorter (self->sorted, gtk_column_view_get_sorter (self->table));
  gtk_column_view_set_model (self->table, self->selection);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (selection_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (update_table_stack), self, G_CONNECT_SWAPPED);
}

static void
spk_runs_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (spk_runs_page_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (SPK_RUNS_PAGE (widget)->menu);
}

static void
spk_runs_page_dispose (GObject *object)
{
  SpkRunsPage *self = SPK_RUNS_PAGE (object);

  if (self->opening)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (self->menu)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->menu)));
  /* The table takes its columns, and so its order, apart when it goes: nobody is to follow that. */
  if (self->sorted)
    {
      g_signal_handlers_disconnect_by_data (self->selection, self);
      gtk_column_view_set_model (self->table, NULL);
      gtk_sort_list_model_set_sorter (self->sorted, NULL);
      gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
    }
  g_clear_object (&self->filter);
  g_clear_object (&self->sorted);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (spk_runs_page_parent_class)->dispose (object);
}

static void
spk_runs_page_class_init (SpkRunsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const signal_names[SPK_RUNS_PAGE_N_SIGNALS] = { "open-run", "duplicate-run", "resume-run" };

  G_OBJECT_CLASS (klass)->dispose = spk_runs_page_dispose;
  widget_class->size_allocate = spk_runs_page_size_allocate;

  for (guint i = 0; i < SPK_RUNS_PAGE_N_SIGNALS; i++)
    spk_runs_page_signals[i] = g_signal_new (signal_names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SPK_TYPE_COMPARE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/spikesmith/Spikesmith/ui/spk-runs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkRunsPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, SpkRunsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SpkRunsPage, table_stack);
  gtk_widget_class_bind_template_child (widget_class, SpkRunsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SpkRunsPage, state_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SpkRunsPage, table);
  gtk_widget_class_bind_template_child (widget_class, SpkRunsPage, action_bar);
  gtk_widget_class_bind_template_child (widget_class, SpkRunsPage, selection_label);
  gtk_widget_class_bind_template_child (widget_class, SpkRunsPage, menu);
  gtk_widget_class_bind_template_child (widget_class, SpkRunsPage, compare_page);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, compare_back);

  spk_runs_page_install_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "runs.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "runs.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "runs.menu", NULL);
}

static void
spk_runs_page_init (SpkRunsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
  make_models (self);
  update_table_stack (self);
  spk_runs_page_update_actions (self);
}

/**
 * spk_runs_page_new:
 *
 * Returns: (transfer floating): a page without runs
 */
GtkWidget *
spk_runs_page_new (void)
{
  return g_object_new (SPK_TYPE_RUNS_PAGE, NULL);
}

/**
 * spk_runs_page_set_model:
 * @model: (transfer none): the runs, from now on
 */
void
spk_runs_page_set_model (SpkRunsPage *self, SpkRunsModel *model)
{
  GtkFilterListModel *filtered;

  g_return_if_fail (SPK_IS_RUNS_PAGE (self));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  filtered = GTK_FILTER_LIST_MODEL (gtk_sort_list_model_get_model (self->sorted));
  gtk_filter_list_model_set_model (filtered, G_LIST_MODEL (model));
  g_signal_connect_object (model, "items-changed", G_CALLBACK (update_table_stack), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update_table_stack (self);
  spk_runs_page_update_actions (self);
}

/**
 * spk_runs_page_get_selection:
 *
 * Returns: (transfer none): the rows of the table, of #SpkRunItem
 */
GtkSelectionModel *
spk_runs_page_get_selection (SpkRunsPage *self)
{
  g_return_val_if_fail (SPK_IS_RUNS_PAGE (self), NULL);

  return self->selection;
}

/**
 * spk_runs_page_start_search:
 *
 * Moves the keyboard to the search entry.
 */
void
spk_runs_page_start_search (SpkRunsPage *self)
{
  g_return_if_fail (SPK_IS_RUNS_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * spk_runs_page_list_selected:
 *
 * Returns: (transfer full) (element-type SpkRunItem): the selected runs, in the order of the table
 */
GPtrArray *
spk_runs_page_list_selected (SpkRunsPage *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++)
    if (gtk_selection_model_is_selected (self->selection, i))
      g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (self->selection), i));
  return items;
}
