/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-session.h"

#include <math.h>

#include "session-fixture.h"

typedef struct
{
  SessionFixture  base;
  SpkRunDocument *document;
  SpkSession     *session;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  session_fixture_set_up (&self->base, data);
  self->document = make_live (&self->base);
  self->session = spk_session_new ();
  spk_session_set_document (self->session, self->document);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->session);
  g_clear_object (&self->document);
  session_fixture_tear_down (&self->base, data);
}

static guint
shown_epoch (Fixture *self)
{
  return spk_session_get_record (self->session)->epoch;
}

static void
test_live_follows_the_newest_epoch (Fixture *self, gconstpointer data)
{
  g_assert_null (spk_session_get_record (self->session));
  append_epochs (self->document, 1, 1);
  g_assert_cmpuint (shown_epoch (self), ==, 1);
  append_epochs (self->document, 2, 3);
  g_assert_cmpuint (shown_epoch (self), ==, 4);
  g_assert_cmpuint (spk_session_get_epoch_index (self->session), ==, 3);
  g_assert_true (spk_session_get_live (self->session));
}

static void
test_scrubbing_stays_while_the_search_goes_on (Fixture *self, gconstpointer data)
{
  guint record_changes, count_changes;

  append_epochs (self->document, 1, 4);
  spk_session_set_epoch_index (self->session, 1);
  g_assert_false (spk_session_get_live (self->session));
  g_assert_cmpuint (shown_epoch (self), ==, 2);

  count_signal (self->session, "notify::record", &record_changes);
  count_signal (self->session, "notify::n-epochs", &count_changes);
  append_epochs (self->document, 5, 2);
  g_assert_cmpuint (shown_epoch (self), ==, 2);
  g_assert_cmpuint (record_changes, ==, 0);
  g_assert_cmpuint (count_changes, ==, 2);

  spk_session_set_live (self->session, TRUE);
  g_assert_cmpuint (shown_epoch (self), ==, 6);
}

static void
test_an_untrained_network_is_shown_until_the_first_epoch (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkEpochRecord) initial = make_record (SPK_PHASE_SEARCH, 1);
  SpkSnapshot *snapshot = g_new0 (SpkSnapshot, 1);

  initial->epoch = 0;
  g_atomic_ref_count_init (&snapshot->ref_count);
  snapshot->initial = spk_epoch_record_ref (initial);
  spk_run_document_set_snapshot (self->document, snapshot);
  g_assert_cmpuint (shown_epoch (self), ==, 0);
  g_assert_true (spk_session_get_snapshot (self->session) == snapshot);
  spk_session_set_live (self->session, FALSE);
  append_epochs (self->document, 1, 1);
  g_assert_cmpuint (shown_epoch (self), ==, 1);
  spk_snapshot_unref (snapshot);
}

static void
test_epochs_computed_again_replace_the_old_ones (Fixture *self, gconstpointer data)
{
  guint truncations;

  append_epochs (self->document, 1, 5);
  count_signal (self->document, "epochs-truncated", &truncations);
  append_epochs (self->document, 4, 1);
  g_assert_cmpuint (truncations, ==, 1);
  g_assert_cmpuint (spk_session_get_n_epochs (self->session), ==, 4);
  g_assert_cmpuint (shown_epoch (self), ==, 4);
}

static void
test_nothing_is_notified_where_nothing_changes (Fixture *self, gconstpointer data)
{
  guint changes;

  append_epochs (self->document, 1, 2);
  count_signal (self->session, "notify", &changes);
  spk_session_set_document (self->session, self->document);
  spk_session_set_live (self->session, TRUE);
  spk_session_set_layer (self->session, 0);
  spk_session_set_sample_class (self->session, 0);
  spk_session_set_order (self->session, SPK_RASTER_BY_MOTIF);
  spk_session_set_selected_neuron (self->session, -1);
  spk_session_set_hover (self->session, NULL);
  spk_session_set_subset (self->session, "", NULL);
  spk_session_reset_window (self->session);
  spk_session_set_layer (self->session, 7);
  g_assert_cmpuint (changes, ==, 0);
}

/* Whoever is told of one change sees all that changed with it. */
static void
check_consistent (SpkSession *session, GParamSpec *pspec, gpointer data)
{
  const SpkLayerRecord *layer = spk_session_get_layer_record (session);
  SpkProbe *probe = spk_session_get_probe (session);

  g_assert_true (probe == spk_epoch_record_find_probe (spk_session_get_record (session),
                                                       spk_session_get_sample_class (session)));
  g_assert_cmpuint (spk_session_get_motif_size (session), ==, spk_topology_get_size (layer->topology));
}

static void
test_what_belongs_together_changes_together (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkEpochRecord) trained = make_record (SPK_PHASE_TRAIN, 1);

  append_epochs (self->document, 1, 2);
  g_signal_connect (self->session, "notify", G_CALLBACK (check_consistent), NULL);
  spk_session_set_sample_class (self->session, 2);
  spk_run_document_append (self->document, &trained, 1);
  spk_session_set_epoch_index (self->session, 0);
}

static void
test_the_sample_is_chosen_by_class (Fixture *self, gconstpointer data)
{
  append_epochs (self->document, 1, 2);
  spk_session_set_sample_class (self->session, 2);
  g_assert_cmpuint (spk_session_get_probe (self->session)->sample, ==, 102);
  spk_session_set_epoch_index (self->session, 0);
  g_assert_cmpuint (spk_session_get_probe (self->session)->sample, ==, 102);
}

static void
test_selecting_a_neuron_selects_its_motif (Fixture *self, gconstpointer data)
{
  append_epochs (self->document, 1, 1);
  g_assert_cmpuint (spk_session_get_motif_size (self->session), ==, 2);
  spk_session_set_selected_neuron (self->session, 5);
  g_assert_cmpint (spk_session_get_selected_motif (self->session), ==, 2);
  spk_session_set_selected_motif (self->session, 2);
  g_assert_cmpint (spk_session_get_selected_neuron (self->session), ==, 5);
  spk_session_set_selected_motif (self->session, 3);
  g_assert_cmpint (spk_session_get_selected_neuron (self->session), ==, -1);
  spk_session_set_selected_motif (self->session, 8);
  spk_session_set_selected_neuron (self->session, 16);
  g_assert_cmpint (spk_session_get_selected_motif (self->session), ==, 3);
  g_assert_cmpint (spk_session_get_selected_neuron (self->session), ==, -1);
}

static void
test_a_selected_neuron_outlives_its_motif (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkEpochRecord) trained = make_record (SPK_PHASE_TRAIN, 1);

  append_epochs (self->document, 1, 1);
  spk_session_set_selected_neuron (self->session, 5);
  spk_run_document_append (self->document, &trained, 1);
  g_assert_cmpint (spk_session_get_selected_neuron (self->session), ==, 5);
  g_assert_cmpint (spk_session_get_selected_motif (self->session), ==, 1);
}

static void
assert_rows (Fixture *self, const guint *expected, guint n)
{
  guint n_rows;
  const guint *rows = spk_session_get_rows (self->session, &n_rows);

  g_assert_cmpmem (rows, n_rows * sizeof *rows, expected, n * sizeof *expected);
}

static void
test_rows_follow_subset_and_order (Fixture *self, gconstpointer data)
{
  guint changes;

  append_epochs (self->document, 1, 1);
  count_signal (self->session, "notify::rows", &changes);
  g_assert_true (spk_session_set_subset (self->session, "3-5, 9", NULL));
  assert_rows (self, (guint[]){ 3, 4, 5, 9 }, 4);
  spk_session_set_order (self->session, SPK_RASTER_BY_RATE);
  assert_rows (self, (guint[]){ 9, 5, 4, 3 }, 4);
  spk_session_set_order (self->session, SPK_RASTER_BY_INDEX);
  assert_rows (self, (guint[]){ 3, 4, 5, 9 }, 4);
  g_assert_cmpuint (changes, ==, 3);
  append_epochs (self->document, 2, 1);
  g_assert_cmpuint (changes, ==, 3);
}

static void
test_older_records_are_ordered_by_the_sample (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkEpochRecord) record = make_record (SPK_PHASE_SEARCH, 1);

  g_clear_pointer (&record->layers[0].neuron_rates, g_free);
  spk_run_document_append (self->document, &record, 1);
  spk_session_set_subset (self->session, "0-2", NULL);
  spk_session_set_order (self->session, SPK_RASTER_BY_RATE);
  assert_rows (self, (guint[]){ 2, 1, 0 }, 3);
}

static void
test_bad_subsets_are_refused (Fixture *self, gconstpointer data)
{
  const char *const bad[] = { "x", "1-", "5-3", "1,,2", ",", "-1", "1 2", "99999999999", "16", "20-30" };

  append_epochs (self->document, 1, 1);
  spk_session_set_subset (self->session, "1", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (spk_session_set_subset (self->session, bad[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  g_assert_cmpstr (spk_session_get_subset (self->session), ==, "1");
}

static void
assert_window (Fixture *self, double start, double end)
{
  double a, b;

  spk_session_get_window (self->session, &a, &b);
  g_assert_cmpfloat_with_epsilon (a, start, 1e-9);
  g_assert_cmpfloat_with_epsilon (b, end, 1e-9);
}

static void
test_the_window_stays_in_the_recording (Fixture *self, gconstpointer data)
{
  assert_window (self, 0, 20);
  spk_session_zoom_window (self->session, 2, 5);
  assert_window (self, 2.5, 12.5);
  spk_session_pan_window (self->session, 100);
  assert_window (self, 10, 20);
  spk_session_zoom_window (self->session, 1000, 15);
  assert_window (self, 14.5, 15.5);
  spk_session_zoom_window (self->session, 0.001, 15);
  assert_window (self, 0, 20);
  spk_session_set_window (self->session, -5, 0.2);
  assert_window (self, 0, 1);
  spk_session_reset_window (self->session);
  assert_window (self, 0, 20);
}

static void
test_hover_is_seen_by_all (Fixture *self, gconstpointer data)
{
  const SpkHover hover = { .kind = SPK_HOVER_NEURON, .neuron = 3, .time = NAN };
  guint changes;

  count_signal (self->session, "notify::hover", &changes);
  spk_session_set_hover (self->session, &hover);
  spk_session_set_hover (self->session, &hover);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpuint (spk_session_get_hover (self->session)->neuron, ==, 3);
  spk_session_set_hover (self->session, &(SpkHover){ .kind = SPK_HOVER_NONE });
  g_assert_null (spk_session_get_hover (self->session));
}

static void
test_playing_goes_by_the_clock (Fixture *self, gconstpointer data)
{
  append_epochs (self->document, 1, 6);
  spk_session_set_speed (self->session, 2);
  spk_session_set_playing (self->session, TRUE);
  g_assert_cmpuint (shown_epoch (self), ==, 1);
  g_assert_true (spk_session_tick (self->session, 1000000));
  g_assert_true (spk_session_tick (self->session, 1400000));
  g_assert_cmpuint (shown_epoch (self), ==, 1);
  g_assert_true (spk_session_tick (self->session, 1600000));
  g_assert_cmpuint (shown_epoch (self), ==, 2);
  g_assert_true (spk_session_tick (self->session, 2600000));
  g_assert_cmpuint (shown_epoch (self), ==, 4);
  g_assert_false (spk_session_tick (self->session, 9000000));
  g_assert_cmpuint (shown_epoch (self), ==, 6);
  g_assert_false (spk_session_get_playing (self->session));
  g_assert_false (spk_session_get_live (self->session));
}

static void
test_live_ends_playing (Fixture *self, gconstpointer data)
{
  append_epochs (self->document, 1, 6);
  spk_session_set_epoch_index (self->session, 2);
  spk_session_set_playing (self->session, TRUE);
  g_assert_cmpuint (shown_epoch (self), ==, 3);
  spk_session_set_live (self->session, TRUE);
  g_assert_false (spk_session_get_playing (self->session));
  g_assert_cmpuint (shown_epoch (self), ==, 6);
}

static void
test_another_run_starts_afresh (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = make_stored_run (&self->base, "other", 2);
  g_autoptr (SpkRunDocument) other = spk_run_document_open (folder, NULL);

  append_epochs (self->document, 1, 3);
  spk_session_set_epoch_index (self->session, 0);
  spk_session_set_selected_neuron (self->session, 3);
  spk_session_set_sample_class (self->session, 1);
  spk_session_set_subset (self->session, "1", NULL);
  spk_session_set_window (self->session, 3, 5);
  spk_session_set_document (self->session, other);
  g_assert_true (spk_session_get_live (self->session));
  g_assert_cmpuint (shown_epoch (self), ==, 2);
  g_assert_cmpint (spk_session_get_selected_neuron (self->session), ==, -1);
  g_assert_cmpuint (spk_session_get_sample_class (self->session), ==, 1);
  g_assert_null (spk_session_get_subset (self->session));
  assert_window (self, 0, 20);
  append_epochs (self->document, 4, 1);
  g_assert_cmpuint (spk_session_get_n_epochs (self->session), ==, 2);
  spk_session_set_document (self->session, NULL);
  g_assert_null (spk_session_get_record (self->session));
}

static void
test_properties_can_be_bound (Fixture *self, gconstpointer data)
{
  g_autoptr (SpkSession) other = spk_session_new ();
  const char *const names[] = { "document", "epoch-index", "sample-class", "order", "selected-neuron", "hover", "subset" };

  append_epochs (self->document, 1, 3);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_bind_property (self->session, names[i], other, names[i], G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  spk_session_set_selected_neuron (self->session, 4);
  g_assert_cmpint (spk_session_get_selected_neuron (other), ==, 4);
  spk_session_set_epoch_index (other, 0);
  g_assert_cmpuint (shown_epoch (self), ==, 1);
  spk_session_set_order (other, SPK_RASTER_BY_RATE);
  g_assert_cmpint (spk_session_get_order (self->session), ==, SPK_RASTER_BY_RATE);
}

#define ADD(name, test) g_test_add ("/session/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("live-follows-the-newest-epoch", test_live_follows_the_newest_epoch);
  ADD ("scrubbing-stays-while-the-search-goes-on", test_scrubbing_stays_while_the_search_goes_on);
  ADD ("an-untrained-network-is-shown-until-the-first-epoch", test_an_untrained_network_is_shown_until_the_first_epoch);
  ADD ("epochs-computed-again-replace-the-old-ones", test_epochs_computed_again_replace_the_old_ones);
  ADD ("nothing-is-notified-where-nothing-changes", test_nothing_is_notified_where_nothing_changes);
  ADD ("what-belongs-together-changes-together", test_what_belongs_together_changes_together);
  ADD ("the-sample-is-chosen-by-class", test_the_sample_is_chosen_by_class);
  ADD ("selecting-a-neuron-selects-its-motif", test_selecting_a_neuron_selects_its_motif);
  ADD ("a-selected-neuron-outlives-its-motif", test_a_selected_neuron_outlives_its_motif);
  ADD ("rows-follow-subset-and-order", test_rows_follow_subset_and_order);
  ADD ("older-records-are-ordered-by-the-sample", test_older_records_are_ordered_by_the_sample);
  ADD ("bad-subsets-are-refused", test_bad_subsets_are_refused);
  ADD ("the-window-stays-in-the-recording", test_the_window_stays_in_the_recording);
  ADD ("hover-is-seen-by-all", test_hover_is_seen_by_all);
  ADD ("playing-goes-by-the-clock", test_playing_goes_by_the_clock);
  ADD ("live-ends-playing", test_live_ends_playing);
  ADD ("another-run-starts-afresh", test_another_run_starts_afresh);
  ADD ("properties-can-be-bound", test_properties_can_be_bound);
  return g_test_run ();
}
