/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-rates-view.h"
#include "plot-fixture.h"

static void
test_chosen_plot_is_remembered (void)
{
  g_autoptr (SpkViewCard) view = g_object_ref_sink (g_object_new (SPK_TYPE_RATES_VIEW, NULL));
  g_autoptr (SpkViewCard) next = NULL;
  g_autofree char *plot = NULL;
  gboolean logarithmic;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "rates.plot", "s", "scatter"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "rates.logarithmic", NULL));
  next = g_object_ref_sink (g_object_new (SPK_TYPE_RATES_VIEW, NULL));
  g_object_get (next, "plot", &plot, "logarithmic", &logarithmic, NULL);
  g_assert_cmpstr (plot, ==, "scatter");
  g_assert_true (logarithmic);
}

static void
test_subtitle_has_mean_and_silent (void)
{
  SpkViewCard *view = g_object_new (SPK_TYPE_RATES_VIEW, NULL);
  PlotFixture fixture;

  plot_fixture_init (&fixture);
  spk_view_card_set_session (view, fixture.session);
  plot_fixture_show (&fixture, GTK_WIDGET (view));
  g_assert_true (g_str_has_prefix (spk_view_card_get_subtitle (view), "mean 0."));
  g_assert_true (g_str_has_suffix (spk_view_card_get_subtitle (view), "% silent"));
  plot_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/rates-view/subtitle-has-mean-and-silent", test_subtitle_has_mean_and_silent);
  g_test_add_func ("/rates-view/chosen-plot-is-remembered", test_chosen_plot_is_remembered);
  return g_test_run ();
}
