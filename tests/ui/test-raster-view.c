/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-raster-view.h"
#include "plot-fixture.h"

static SpkViewCard *
show_view (PlotFixture *fixture)
{
  SpkViewCard *view = g_object_new (SPK_TYPE_RASTER_VIEW, NULL);

  plot_fixture_init (fixture);
  spk_view_card_set_session (view, fixture->session);
  plot_fixture_show (fixture, GTK_WIDGET (view));
  return view;
}

static GtkWidget *
find_child (SpkViewCard *view, const char *id)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (view), SPK_TYPE_RASTER_VIEW, id));
}

static void
test_subtitle_says_what_was_understood (void)
{
  PlotFixture fixture;
  SpkViewCard *view = show_view (&fixture);
  SpkProbe *probe = spk_session_get_probe (fixture.session);
  const char *subtitle = spk_view_card_get_subtitle (view);

  /* by a sign, not by letters or colour alone */
  g_assert_true (g_str_has_suffix (subtitle, probe->label == probe->prediction ? "✓" : "✗"));
  plot_fixture_clear (&fixture);
}

static void
test_order_follows_and_is_followed (void)
{
  PlotFixture fixture;
  SpkViewCard *view = show_view (&fixture);
  GtkDropDown *order = GTK_DROP_DOWN (find_child (view, "order"));

  gtk_drop_down_set_selected (order, SPK_RASTER_BY_RATE);
  g_assert_cmpint (spk_session_get_order (fixture.session), ==, SPK_RASTER_BY_RATE);
  spk_session_set_order (fixture.session, SPK_RASTER_BY_INDEX);
  g_assert_cmpint (gtk_drop_down_get_selected (order), ==, SPK_RASTER_BY_INDEX);
  plot_fixture_clear (&fixture);
}

static void
test_subset_is_taken_or_refused_with_a_word (void)
{
  PlotFixture fixture;
  SpkViewCard *view = show_view (&fixture);
  GtkEditable *subset = GTK_EDITABLE (find_child (view, "subset"));
  GtkLabel *problem = GTK_LABEL (find_child (view, "subset_problem"));

  gtk_editable_set_text (subset, "0-3");
  g_assert_cmpstr (spk_session_get_subset (fixture.session), ==, "0-3");
  g_assert_cmpstr (gtk_label_get_text (problem), ==, "");
  gtk_editable_set_text (subset, "0-x");
  g_assert_cmpstr (gtk_label_get_text (problem), !=, "");
  g_assert_cmpstr (gtk_editable_get_text (subset), ==, "0-x");
  gtk_editable_set_text (subset, "");
  g_assert_null (spk_session_get_subset (fixture.session));
  plot_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/raster-view/subtitle-says-what-was-understood", test_subtitle_says_what_was_understood);
  g_test_add_func ("/raster-view/order-follows-and-is-followed", test_order_follows_and_is_followed);
  g_test_add_func ("/raster-view/subset-is-taken-or-refused-with-a-word", test_subset_is_taken_or_refused_with_a_word);
  return g_test_run ();
}
