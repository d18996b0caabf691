/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"
#include "window/spk-window.h"

static void
test_first_start_offers_example (void)
{
  g_autoptr (SpkWindow) window = g_object_ref_sink (spk_window_new (NULL));
  GtkWidget *button;

  gtk_window_present (GTK_WINDOW (window));
  button = ui_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "_Start the Example Search");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_mapped (button));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/window/first-start-offers-example", test_first_start_offers_example);
  return g_test_run ();
}
