/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/spk-queue-button.h"

#include <glib/gi18n.h>

#include "widgets/spk-format.h"

/**
 * SpkQueueButton:
 *
 * How many searches wait, and in a popover which: they can be moved and removed there, and a queue that is held is let go.
 * Hidden while none waits.
 */
struct _SpkQueueButton
{
  AdwBin parent_instance;

  SpkJobQueue *queue; /* (nullable) */

  GtkMenuButton *button;
  GtkLabel      *count;
  GtkListBox    *list;
  GtkWidget     *held_box;
};

G_DEFINE_FINAL_TYPE (SpkQueueButton, spk_queue_button, ADW_TYPE_BIN)

static int
find_position (SpkQueueButton *self, SpkPlan *plan)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->queue));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpkPlan) other = g_list_model_get_item (G_LIST_MODEL (self->queue), i);

      if (other == plan)
        return i;
    }
  return -1;
}

/* The keyboard stays with the search that was moved. */
static void
focus_row (SpkQueueButton *self, int position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, position);

  if (row)
    gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static void
move_by (SpkQueueButton *self, SpkPlan *plan, int by)
{
  int position = find_position (self, plan) + by;

  if (position < 0 || position >= (int) g_list_model_get_n_items (G_LIST_MODEL (self->queue)))
    return;
  spk_job_queue_move (self->queue, plan, position);
  focus_row (self, position);
}

static SpkQueueButton *
button_of (GtkWidget *widget)
{
  return SPK_QUEUE_BUTTON (gtk_widget_get_ancestor (widget, SPK_TYPE_QUEUE_BUTTON));
}

static void
up_clicked (GtkWidget *button, SpkPlan *plan)
{
  move_by (button_of (button), plan, -1);
}

static void
down_clicked (GtkWidget *button, SpkPlan *plan)
{
  move_by (button_of (button), plan, 1);
}

static void
remove_clicked (GtkWidget *button, SpkPlan *plan)
{
  SpkQueueButton *self = button_of (button);
  g_autoptr (SpkPlan) kept = g_object_ref (plan);

  spk_job_queue_remove (self->queue, kept);
}

static void
add_row_button (GtkWidget *row, const char *icon, const char *label, GCallback clicked, SpkPlan *plan, gboolean sensitive)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, sensitive);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked, plan, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_row (SpkPlan *plan, gboolean is_first, gboolean is_last)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), spk_plan_get_title (plan));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), spk_format_kind (spk_plan_get_kind (plan)));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  add_row_button (row, "go-up-symbolic", _("Earlier"), G_CALLBACK (up_clicked), plan, !is_first);
  add_row_button (row, "go-down-symbolic", _("Later"), G_CALLBACK (down_clicked), plan, !is_last);
  add_row_button (row, "list-remove-symbolic", _("Remove from the queue"), G_CALLBACK (remove_clicked), plan, TRUE);
  return row;
}

static void
fill_list (SpkQueueButton *self, guint n)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SpkPlan) plan = g_list_model_get_item (G_LIST_MODEL (self->queue), i);

      gtk_list_box_append (self->list, make_row (plan, i == 0, i == n - 1));
    }
}

static void
update (SpkQueueButton *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->queue));
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *name = g_strdup_printf (ngettext ("%u search waits", "%u searches wait", n), n);

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  gtk_label_set_text (self->count, count);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (self->held_box, spk_job_queue_get_held (self->queue));
  fill_list (self, n);
  if (n == 0)
    gtk_menu_button_popdown (self->button);
}

static void
let_go_clicked (SpkQueueButton *self)
{
  gtk_menu_button_popdown (self->button);
  spk_job_queue_set_held (self->queue, FALSE);
}

static void
spk_queue_button_dispose (GObject *object)
{
  SpkQueueButton *self = SPK_QUEUE_BUTTON (object);

  if (self->queue)
    g_signal_handlers_disconnect_by_data (self->queue, self);
  g_clear_object (&self->queue);
  G_OBJECT_CLASS (spk_queue_button_parent_class)->dispose (object);
}

static void
spk_queue_button_class_init (SpkQueueButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spk_queue_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/spikesmith/Spikesmith/ui/spk-queue-button.ui");
  gtk_widget_class_bind_template_child (widget_class, SpkQueueButton, button);
  gtk_widget_class_bind_template_child (widget_class, SpkQueueButton, count);
  gtk_widget_class_bind_template_child (widget_class, SpkQueueButton, list);
  gtk_widget_class_bind_template_child (widget_class, SpkQueueButton, held_box);
  gtk_widget_class_bind_template_callback (widget_class, let_go_clicked);
}

static void
spk_queue_button_init (SpkQueueButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * spk_queue_button_new:
 *
 * Returns: (transfer floating): a button without a queue
 */
GtkWidget *
spk_queue_button_new (void)
{
  return g_object_new (SPK_TYPE_QUEUE_BUTTON, NULL);
}

/**
 * spk_queue_button_set_queue:
 * @queue: (transfer none): what it shows, from now on
 */
void
spk_queue_button_set_queue (SpkQueueButton *self, SpkJobQueue *queue)
{
  g_return_if_fail (SPK_IS_QUEUE_BUTTON (self));
  g_return_if_fail (self->queue == NULL);

  self->queue = g_object_ref (queue);
  g_signal_connect_object (queue, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "notify::held", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * spk_queue_button_popup:
 *
 * Opens the popover.
 */
void
spk_queue_button_popup (SpkQueueButton *self)
{
  g_return_if_fail (SPK_IS_QUEUE_BUTTON (self));

  gtk_menu_button_popup (self->button);
}
