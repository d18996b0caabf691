/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-progress-view.h"
#include "plot-fixture.h"

static void
test_chosen_curves_are_remembered (void)
{
  g_autoptr (SpkViewCard) view = g_object_ref_sink (g_object_new (SPK_TYPE_PROGRESS_VIEW, NULL));
  g_autoptr (SpkViewCard) next = NULL;
  gboolean loss, sizes;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "progress.loss", NULL));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "progress.sizes", NULL));
  next = g_object_ref_sink (g_object_new (SPK_TYPE_PROGRESS_VIEW, NULL));
  g_object_get (next, "loss", &loss, "sizes", &sizes, NULL);
  g_assert_false (loss);
  g_assert_true (sizes);
}

static void
test_subtitle_is_of_the_shown_epoch (void)
{
  SpkViewCard *view = g_object_new (SPK_TYPE_PROGRESS_VIEW, NULL);
  PlotFixture fixture;
  g_autofree char *newest = NULL;

  plot_fixture_init (&fixture);
  spk_view_card_set_session (view, fixture.session);
  plot_fixture_show (&fixture, GTK_WIDGET (view));
  newest = g_strdup (spk_view_card_get_subtitle (view));
  g_assert_true (g_str_has_prefix (newest, "train "));
  spk_session_set_epoch_index (fixture.session, 0);
  g_assert_cmpstr (spk_view_card_get_subtitle (view), !=, newest);
  plot_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/progress-view/subtitle-is-of-the-shown-epoch", test_subtitle_is_of_the_shown_epoch);
  g_test_add_func ("/progress-view/chosen-curves-are-remembered", test_chosen_curves_are_remembered);
  return g_test_run ();
}
