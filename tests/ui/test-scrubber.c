/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-scrubber.h"
#include "plot-fixture.h"

static SpkScrubber *
show_scrubber (PlotFixture *fixture)
{
  SpkScrubber *scrubber = g_object_new (SPK_TYPE_SCRUBBER, NULL);

  plot_fixture_init (fixture);
  spk_scrubber_bind (scrubber, fixture->session);
  plot_fixture_show (fixture, GTK_WIDGET (scrubber));
  return scrubber;
}

static gpointer
find_child (SpkScrubber *scrubber, const char *id)
{
  return gtk_widget_get_template_child (GTK_WIDGET (scrubber), SPK_TYPE_SCRUBBER, id);
}

static void
test_slider_goes_to_an_epoch (void)
{
  PlotFixture fixture;
  SpkScrubber *scrubber = show_scrubber (&fixture);
  GtkRange *scale = find_child (scrubber, "scale");
  GtkLabel *epoch = find_child (scrubber, "epoch");

  g_assert_cmpfloat (gtk_range_get_value (scale), ==, 3);
  g_assert_cmpstr (gtk_label_get_text (epoch), ==, "retraining, epoch 1");
  gtk_range_set_value (scale, 2);
  g_assert_cmpuint (spk_session_get_epoch_index (fixture.session), ==, 1);
  g_assert_false (spk_session_get_live (fixture.session));
  g_assert_cmpstr (gtk_label_get_text (epoch), ==, "search, epoch 2");
  plot_fixture_clear (&fixture);
}

static void
test_live_returns_to_the_newest (void)
{
  PlotFixture fixture;
  SpkScrubber *scrubber = show_scrubber (&fixture);
  GtkToggleButton *live = find_child (scrubber, "live");

  spk_session_set_epoch_index (fixture.session, 0);
  g_assert_false (gtk_toggle_button_get_active (live));
  gtk_toggle_button_set_active (live, TRUE);
  g_assert_true (spk_session_get_live (fixture.session));
  g_assert_cmpuint (spk_session_get_epoch_index (fixture.session), ==, 2);
  plot_fixture_clear (&fixture);
}

static void
test_slider_keeps_to_recorded_epochs (void)
{
  PlotFixture fixture;
  SpkScrubber *scrubber = show_scrubber (&fixture);
  GtkRange *scale = find_child (scrubber, "scale");

  g_assert_cmpfloat (gtk_range_get_fill_level (scale), ==, 3);
  g_assert_true (gtk_range_get_restrict_to_fill_level (scale));
  plot_fixture_clear (&fixture);
}

static void
test_plays_at_the_chosen_speed (void)
{
  PlotFixture fixture;
  SpkScrubber *scrubber = show_scrubber (&fixture);
  GtkDropDown *speed = find_child (scrubber, "speed");
  GtkButton *play = find_child (scrubber, "play");

  gtk_drop_down_set_selected (speed, 2);
  g_assert_cmpfloat (spk_session_get_speed (fixture.session), ==, 10);
  g_signal_emit_by_name (play, "clicked");
  g_assert_true (spk_session_get_playing (fixture.session));
  g_assert_cmpstr (gtk_button_get_icon_name (play), ==, "media-playback-pause-symbolic");
  spk_session_tick (fixture.session, 0);
  spk_session_tick (fixture.session, G_USEC_PER_SEC);
  g_assert_false (spk_session_get_playing (fixture.session));
  g_assert_cmpuint (spk_session_get_epoch_index (fixture.session), ==, 2);
  plot_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/scrubber/slider-goes-to-an-epoch", test_slider_goes_to_an_epoch);
  g_test_add_func ("/scrubber/live-returns-to-the-newest", test_live_returns_to_the_newest);
  g_test_add_func ("/scrubber/slider-keeps-to-recorded-epochs", test_slider_keeps_to_recorded_epochs);
  g_test_add_func ("/scrubber/plays-at-the-chosen-speed", test_plays_at_the_chosen_speed);
  return g_test_run ();
}
