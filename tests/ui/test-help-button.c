/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include "widgets/spk-help-button.h"

static void
test_explanation_pops_up (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *help = spk_help_button_new ("Raster", "A tick is a <b>spike</b>.");
  GtkWidget *button;
  GtkWidget *text;

  gtk_window_set_child (window, help);
  gtk_window_present (window);
  button = ui_find (help, GTK_TYPE_MENU_BUTTON, NULL);
  text = ui_find_prefix (help, "A tick is a spike.");
  g_assert_nonnull (text);
  g_assert_false (gtk_widget_get_mapped (text));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_true (gtk_widget_get_mapped (text));
  gtk_window_destroy (window);
}

static void
test_button_is_named_by_what_it_explains (void)
{
  g_autoptr (GtkWidget) help = g_object_ref_sink (spk_help_button_new ("Raster", ""));
  GtkWidget *button = ui_find (help, GTK_TYPE_MENU_BUTTON, NULL);

  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Help on “Raster”");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Help on “Raster”");
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/help-button/explanation-pops-up", test_explanation_pops_up);
  g_test_add_func ("/help-button/button-is-named-by-what-it-explains", test_button_is_named_by_what_it_explains);
  return g_test_run ();
}
