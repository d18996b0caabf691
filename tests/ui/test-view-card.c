/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include "dashboard/spk-view-card.h"

/* The least that a view is. */
#define TEST_TYPE_CARD (test_card_get_type ())
G_DECLARE_FINAL_TYPE (TestCard, test_card, TEST, CARD, SpkViewCard)

struct _TestCard
{
  SpkViewCard parent_instance;

  guint n_bound;
};

G_DEFINE_FINAL_TYPE (TestCard, test_card, SPK_TYPE_VIEW_CARD)

static void
test_card_bind (SpkViewCard *card, SpkSession *session)
{
  TEST_CARD (card)->n_bound++;
}

static void
test_card_class_init (TestCardClass *klass)
{
  SPK_VIEW_CARD_CLASS (klass)->bind = test_card_bind;
}

static void
test_card_init (TestCard *self)
{
}

static SpkViewCard *
card_new (void)
{
  return g_object_new (TEST_TYPE_CARD, "title", "Raster", "subtitle", "layer 1", "help", "A tick is a <b>spike</b>.",
                       "controls", gtk_button_new_with_label ("Sort"), "content", gtk_label_new ("picture"), NULL);
}

static void
count_notification (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static gboolean
press (GtkWidget *widget, guint key)
{
  GtkEventController *controller = NULL;
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  /* The bindings of the class are a shortcut controller of the widget. */
  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) it = g_list_model_get_item (controllers, i);

      controller = it;
      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint s = 0; s < g_list_model_get_n_items (G_LIST_MODEL (controller)) && !handled; s++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), s);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key)
            handled = gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), GTK_SHORTCUT_ACTION_EXCLUSIVE,
                                                    widget, gtk_shortcut_get_arguments (shortcut));
        }
    }
  return handled;
}

static void
test_properties_are_shown (void)
{
  g_autoptr (SpkViewCard) card = g_object_ref_sink (card_new ());
  g_autofree char *help = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GtkWidget) content = NULL;

  g_object_get (card, "help", &help, "title", &title, "content", &content, NULL);
  g_assert_cmpstr (title, ==, "Raster");
  g_assert_cmpstr (help, ==, "A tick is a <b>spike</b>.");
  g_assert_true (GTK_IS_LABEL (content));
  g_assert_nonnull (ui_find (GTK_WIDGET (card), GTK_TYPE_LABEL, "Raster"));
  g_assert_nonnull (ui_find (GTK_WIDGET (card), GTK_TYPE_LABEL, "layer 1"));
  g_assert_nonnull (ui_find (GTK_WIDGET (card), GTK_TYPE_LABEL, "picture"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, "Raster");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_ROLE_GROUP);
}

/* Long words of a subtitle are read in its tooltip; the same words again tell nobody. */
static void
test_changes_are_told_once (void)
{
  g_autoptr (SpkViewCard) card = g_object_ref_sink (card_new ());
  guint n = 0;

  g_signal_connect (card, "notify::subtitle", G_CALLBACK (count_notification), &n);
  spk_view_card_set_subtitle (card, "layer 2");
  spk_view_card_set_subtitle (card, "layer 2");
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (ui_find (GTK_WIDGET (card), GTK_TYPE_LABEL, "layer 2")), ==, "layer 2");
  g_signal_connect (card, "notify::title", G_CALLBACK (count_notification), &n);
  spk_view_card_set_title (card, "Motif");
  spk_view_card_set_title (card, "Motif");
  g_assert_cmpuint (n, ==, 2);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, "Motif");
}

static void
test_session_is_bound_once (void)
{
  g_autoptr (SpkViewCard) card = g_object_ref_sink (card_new ());
  g_autoptr (SpkSession) session = spk_session_new ();

  g_assert_null (spk_view_card_get_session (card));
  spk_view_card_set_session (card, session);
  g_assert_true (spk_view_card_get_session (card) == session);
  g_assert_cmpuint (TEST_CARD (card)->n_bound, ==, 1);
}

static GtkWidget *
find_of_class (GtkWidget *root, const char *style_class)
{
  if (gtk_widget_has_css_class (root, style_class))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_of_class (child, style_class);

      if (found)
        return found;
    }
  return NULL;
}

static void
test_keys_maximise_and_restore (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  SpkViewCard *card = card_new ();
  GtkWidget *button;
  guint n = 0;

  gtk_window_set_child (window, GTK_WIDGET (card));
  gtk_window_present (window);
  g_signal_connect (card, "notify::maximised", G_CALLBACK (count_notification), &n);
  button = find_of_class (GTK_WIDGET (card), "view-maximise");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Show only this view");

  g_assert_true (press (GTK_WIDGET (card), GDK_KEY_F11));
  g_assert_true (spk_view_card_get_maximised (card));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Show all views");
  g_assert_true (press (GTK_WIDGET (card), GDK_KEY_Escape));
  g_assert_false (spk_view_card_get_maximised (card));
  /* Then Escape is for others, as a dialog around the card. */
  g_assert_false (press (GTK_WIDGET (card), GDK_KEY_Escape));
  g_assert_cmpuint (n, ==, 2);
  gtk_window_destroy (window);
}

static void
test_keys_open_the_help (void)
{
  static const guint keys[] = { GDK_KEY_F1, GDK_KEY_question };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkWindow *window = GTK_WINDOW (gtk_window_new ());
      SpkViewCard *card = card_new ();
      GtkWidget *text;

      gtk_window_set_child (window, GTK_WIDGET (card));
      gtk_window_present (window);
      text = ui_find_prefix (GTK_WIDGET (card), "A tick is a spike.");
      g_assert_nonnull (text);
      g_assert_false (gtk_widget_get_mapped (text));
      g_assert_true (press (GTK_WIDGET (card), keys[i]));
      g_assert_true (gtk_widget_get_mapped (text));
      gtk_window_destroy (window);
    }
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/view-card/properties-are-shown", test_properties_are_shown);
  g_test_add_func ("/view-card/changes-are-told-once", test_changes_are_told_once);
  g_test_add_func ("/view-card/session-is-bound-once", test_session_is_bound_once);
  g_test_add_func ("/view-card/keys-maximise-and-restore", test_keys_maximise_and_restore);
  g_test_add_func ("/view-card/keys-open-the-help", test_keys_open_the_help);
  return g_test_run ();
}
