/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-readout.h"
#include "ui-fixture.h"

static void
test_is_hidden_without_a_value (void)
{
  g_autoptr (SpkReadout) readout = g_object_ref_sink (g_object_new (SPK_TYPE_READOUT, "title", "Speed", NULL));

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (readout)));
  spk_readout_set_value (readout, "12");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (readout)));
  g_assert_cmpstr (spk_readout_get_title (readout), ==, "Speed");
  g_assert_cmpstr (spk_readout_get_value (readout), ==, "12");
  spk_readout_set_value (readout, "");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (readout)));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/readout/is-hidden-without-a-value", test_is_hidden_without_a_value);
  return g_test_run ();
}
