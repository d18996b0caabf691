/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "runs/spk-runs-columns.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "session/spk-run-item.h"
#include "widgets/spk-format.h"

typedef struct
{
  const char *title;
  char       *(*get_text) (const SpkRunEntry *entry);
  int         (*compare) (const SpkRunEntry *a, const SpkRunEntry *b);
  gboolean    is_number; /* at the right, in digits of one width */
  gboolean    expand;
} Column;

/* What the cells of a column know. */
typedef struct
{
  const Column      *column;
  SpkRunsColumnsMenu menu;
  gpointer           data;
} CellMaker;

static int
compare_numbers (double a, double b)
{
  /* What is not known comes before all that is, so last where the largest come first. */
  if (isnan (a) || isnan (b))
    return (isnan (a) ? 0 : 1) - (isnan (b) ? 0 : 1);
  return (a > b) - (a < b);
}

static char *
get_name (const SpkRunEntry *entry)
{
  return g_strdup (entry->name);
}

static int
compare_names (const SpkRunEntry *a, const SpkRunEntry *b)
{
  g_autofree char *key_a = g_utf8_collate_key_for_filename (a->name, -1);
  g_autofree char *key_b = g_utf8_collate_key_for_filename (b->name, -1);

  return strcmp (key_a, key_b);
}

static char *
get_data (const SpkRunEntry *entry)
{
  return g_strdup (entry->data_kind);
}

static int
compare_data (const SpkRunEntry *a, const SpkRunEntry *b)
{
  return g_utf8_collate (a->data_kind, b->data_kind);
}

static char *
get_kind (const SpkRunEntry *entry)
{
  return g_strdup (spk_format_kind (entry->kind));
}

static int
compare_kinds (const SpkRunEntry *a, const SpkRunEntry *b)
{
  return (int) a->kind - (int) b->kind;
}

static char *
get_seed (const SpkRunEntry *entry)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, entry->seed);
}

static int
compare_seeds (const SpkRunEntry *a, const SpkRunEntry *b)
{
  return (a->seed > b->seed) - (a->seed < b->seed);
}

static char *
get_state (const SpkRunEntry *entry)
{
  return g_strdup (spk_format_run_state (entry->state));
}

static int
compare_states (const SpkRunEntry *a, const SpkRunEntry *b)
{
  return (int) a->state - (int) b->state;
}

static char *
get_valid (const SpkRunEntry *entry)
{
  return spk_format_percent (entry->best_valid);
}

static int
compare_valid (const SpkRunEntry *a, const SpkRunEntry *b)
{
  return compare_numbers (a->best_valid, b->best_valid);
}

static char *
get_test (const SpkRunEntry *entry)
{
  return spk_format_percent (entry->test);
}

static int
compare_test (const SpkRunEntry *a, const SpkRunEntry *b)
{
  return compare_numbers (a->test, b->test);
}

static char *
get_seconds (const SpkRunEntry *entry)
{
  return spk_format_duration (entry->seconds);
}

static int
compare_seconds (const SpkRunEntry *a, const SpkRunEntry *b)
{
  return compare_numbers (a->seconds, b->seconds);
}

static char *
get_created (const SpkRunEntry *entry)
{
  return spk_format_date (entry->created);
}

static int
compare_created (const SpkRunEntry *a, const SpkRunEntry *b)
{
  if (a->created != b->created)
    return a->created > b->created ? 1 : -1;
  return (a->id > b->id) - (a->id < b->id);
}

static char *
get_tags (const SpkRunEntry *entry)
{
  return g_strdup (entry->tags ? entry->tags : "");
}

static int
compare_tags (const SpkRunEntry *a, const SpkRunEntry *b)
{
  return g_utf8_collate (a->tags ? a->tags : "", b->tags ? b->tags : "");
}

static const Column columns[] = {
  { N_ ("Name"), get_name, compare_names, FALSE, TRUE },
  { N_ ("Data set"), get_data, compare_data, FALSE, FALSE },
  { N_ ("Kind"), get_kind, compare_kinds, FALSE, FALSE },
  { N_ ("Seed"), get_seed, compare_seeds, TRUE, FALSE },
  { N_ ("State"), get_state, compare_states, FALSE, FALSE },
  { N_ ("Best valid"), get_valid, compare_valid, TRUE, FALSE },
  { N_ ("Test"), get_test, compare_test, TRUE, FALSE },
  { N_ ("Time"), get_seconds, compare_seconds, TRUE, FALSE },
  { N_ ("Created"), get_created, compare_created, FALSE, FALSE },
  { N_ ("Tags"), get_tags, compare_tags, FALSE, FALSE },
};

static void
update_cell (GtkListItem *list_item, const Column *column)
{
  GtkWidget *label = gtk_list_item_get_child (list_item);
  const SpkRunEntry *entry = spk_run_item_get_entry (gtk_list_item_get_item (list_item));
  g_autofree char *text = column->get_text (entry);
  gboolean is_state = column->get_text == get_state;

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, column->expand && entry->notes && *entry->notes ? entry->notes : NULL);
  if (is_state)
    {
      gtk_widget_set_css_classes (label, (const char *[]){ NULL });
      if (entry->state == SPK_RUN_FAILED)
        gtk_widget_add_css_class (label, "error");
      else if (entry->state == SPK_RUN_RUNNING)
        gtk_widget_add_css_class (label, "accent");
      else if (entry->state != SPK_RUN_FINISHED)
        gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_set_tooltip_text (label, entry->message && *entry->message ? entry->message : NULL);
    }
}

static void
item_changed (SpkRunItem *item, GParamSpec *pspec, GtkListItem *list_item)
{
  const CellMaker *maker = g_object_get_data (G_OBJECT (list_item), "maker");

  update_cell (list_item, maker->column);
}

static void
menu_asked (GtkGestureClick *gesture, int n_press, double x, double y, GtkListItem *list_item)
{
  const CellMaker *maker = g_object_get_data (G_OBJECT (list_item), "maker");
  guint position = gtk_list_item_get_position (list_item);

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  maker->menu (position, gtk_list_item_get_child (list_item), x, y, maker->data);
}

static void
setup_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item, CellMaker *maker)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_label_set_xalign (GTK_LABEL (label), maker->column->is_number ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), maker->column->expand ? 14 : 0);
  if (maker->column->is_number || maker->column->get_text == get_created)
    gtk_widget_add_css_class (label, "numeric");
  g_object_set_data (G_OBJECT (list_item), "maker", maker);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (menu_asked), list_item, 0);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (gesture));
  gtk_list_item_set_child (list_item, label);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item, CellMaker *maker)
{
  g_signal_connect (gtk_list_item_get_item (list_item), "notify", G_CALLBACK (item_changed), list_item);
  update_cell (list_item, maker->column);
}

static void
unbind_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item, CellMaker *maker)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), item_changed, list_item);
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  const Column *column = data;

  return gtk_ordering_from_cmpfunc (
      column->compare (spk_run_item_get_entry ((SpkRunItem *) a), spk_run_item_get_entry ((SpkRunItem *) b)));
}

static GtkColumnViewColumn *
make_column (const Column *column, SpkRunsColumnsMenu menu, gpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made = gtk_column_view_column_new (_(column->title), factory);
  CellMaker *maker = g_new (CellMaker, 1);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_items, (gpointer) column, NULL));

  *maker = (CellMaker){ .column = column, .menu = menu, .data = data };
  g_object_set_data_full (G_OBJECT (factory), "maker", maker, g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell), maker);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), maker);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell), maker);
  gtk_column_view_column_set_sorter (made, sorter);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_column_set_expand (made, column->expand);
  return made;
}

/**
 * spk_runs_columns_add:
 * @view: a table of #SpkRunItem
 * @menu: called for a click with the second button
 *
 * Gives a table its columns, sorted by the day of creation, the newest first.
 */
void
spk_runs_columns_add (GtkColumnView *view, SpkRunsColumnsMenu menu, gpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = make_column (&columns[i], menu, data);

      gtk_column_view_append_column (view, column);
      if (columns[i].compare == compare_created)
        gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
    }
}
