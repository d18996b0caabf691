/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include "window/spk-queue-button.h"

/* A queue in which three searches wait, as after a start with a queue from last time. */
typedef struct
{
  UiFixture  account;
  GtkWindow *window;
  GtkWidget *button;
} Queue;

static void
open_queue (Queue *self)
{
  const char *names[] = { "one", "two", "three" };

  ui_fixture_init (&self->account);
  spk_job_queue_set_held (self->account.queue, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SpkPlan) plan = ui_fixture_make_plan (names[i], i);

      spk_job_queue_add (self->account.queue, plan);
    }
  self->window = GTK_WINDOW (gtk_window_new ());
  self->button = spk_queue_button_new ();
  gtk_window_set_child (self->window, self->button);
  spk_queue_button_set_queue (SPK_QUEUE_BUTTON (self->button), self->account.queue);
  gtk_window_present (self->window);
}

static void
close_queue (Queue *self)
{
  gtk_window_destroy (self->window);
  ui_fixture_clear (&self->account);
}

static void
assert_order (Queue *self, const char *expected)
{
  GListModel *queue = G_LIST_MODEL (self->account.queue);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (SpkPlan) plan = g_list_model_get_item (queue, i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", spk_plan_get_title (plan));
    }
  g_assert_cmpstr (names->str, ==, expected);
}

/* The button of a row with that tooltip. */
static GtkWidget *
find_button (GtkWidget *root, const char *tooltip)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_widget_get_tooltip_text (root), tooltip) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, tooltip);

      if (found)
        return found;
    }
  return NULL;
}

static void
click_in_row (Queue *self, const char *title, const char *tooltip)
{
  GtkWidget *row = ui_find (self->button, ADW_TYPE_ACTION_ROW, title);
  GtkWidget *button = find_button (row, tooltip);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
test_count_is_shown (void)
{
  Queue queue;

  open_queue (&queue);
  g_assert_true (gtk_widget_get_visible (queue.button));
  g_assert_nonnull (ui_find (queue.button, GTK_TYPE_LABEL, "3"));
  close_queue (&queue);
}

static void
test_searches_are_moved (void)
{
  Queue queue;

  open_queue (&queue);
  click_in_row (&queue, "three", "Earlier");
  assert_order (&queue, "one three two");
  click_in_row (&queue, "one", "Later");
  assert_order (&queue, "three one two");
  close_queue (&queue);
}

static void
test_ends_do_not_move_further (void)
{
  Queue queue;
  GtkWidget *row;

  open_queue (&queue);
  row = ui_find (queue.button, ADW_TYPE_ACTION_ROW, "one");
  g_assert_false (gtk_widget_is_sensitive (find_button (row, "Earlier")));
  row = ui_find (queue.button, ADW_TYPE_ACTION_ROW, "three");
  g_assert_false (gtk_widget_is_sensitive (find_button (row, "Later")));
  close_queue (&queue);
}

static void
test_removed_search_is_gone (void)
{
  Queue queue;

  open_queue (&queue);
  click_in_row (&queue, "two", "Remove from the queue");
  assert_order (&queue, "one three");
  click_in_row (&queue, "one", "Remove from the queue");
  click_in_row (&queue, "three", "Remove from the queue");
  g_assert_false (gtk_widget_get_visible (queue.button));
  close_queue (&queue);
}

static void
test_held_queue_is_let_go (void)
{
  Queue queue;

  open_queue (&queue);
  ui_click (queue.button, "_Start Them");
  g_assert_false (spk_job_queue_get_held (queue.account.queue));
  g_assert_cmpint (spk_runner_get_state (queue.account.runner), !=, SPK_RUNNER_IDLE);
  close_queue (&queue);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/queue-button/count-is-shown", test_count_is_shown);
  g_test_add_func ("/queue-button/searches-are-moved", test_searches_are_moved);
  g_test_add_func ("/queue-button/ends-do-not-move-further", test_ends_do_not_move_further);
  g_test_add_func ("/queue-button/removed-search-is-gone", test_removed_search_is_gone);
  g_test_add_func ("/queue-button/held-queue-is-let-go", test_held_queue_is_let_go);
  return g_test_run ();
}
