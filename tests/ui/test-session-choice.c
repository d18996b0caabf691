/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-session-choice.h"
#include "plot-fixture.h"

static SpkSessionChoice *
show_choice (PlotFixture *fixture, SpkChosen chosen)
{
  SpkSessionChoice *choice = g_object_new (SPK_TYPE_SESSION_CHOICE, NULL);

  plot_fixture_init (fixture);
  spk_session_choice_bind (choice, fixture->session, chosen);
  return g_object_ref_sink (choice);
}

static void
test_class_is_chosen_by_name (void)
{
  PlotFixture fixture;
  g_autoptr (SpkSessionChoice) choice = show_choice (&fixture, SPK_CHOSEN_CLASS);
  GtkDropDown *list = GTK_DROP_DOWN (adw_bin_get_child (ADW_BIN (choice)));
  GtkStringList *names = GTK_STRING_LIST (gtk_drop_down_get_model (list));

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (choice)));
  g_assert_cmpstr (gtk_string_list_get_string (names, 2), ==, "Sample “2”");
  gtk_drop_down_set_selected (list, 2);
  g_assert_cmpuint (spk_session_get_sample_class (fixture.session), ==, 2);
  spk_session_set_sample_class (fixture.session, 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (list), ==, 1);
  plot_fixture_clear (&fixture);
}

static void
test_single_layer_is_no_choice (void)
{
  PlotFixture fixture;
  g_autoptr (SpkSessionChoice) choice = show_choice (&fixture, SPK_CHOSEN_LAYER);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (choice)));
  plot_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/session-choice/class-is-chosen-by-name", test_class_is_chosen_by_name);
  g_test_add_func ("/session-choice/single-layer-is-no-choice", test_single_layer_is_no_choice);
  return g_test_run ();
}
