/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-data-load.h"

#include "data/spk-data-error.h"
#include "session-fixture.h"

typedef struct
{
  gboolean    is_over;
  SpkDataset *dataset;
  GError     *error;
} Outcome;

static void
outcome_clear (Outcome *self)
{
  g_clear_pointer (&self->dataset, spk_dataset_unref);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *self = data;

  self->dataset = spk_data_load_finish (result, &self->error);
  self->is_over = TRUE;
}

static gboolean
is_over (gpointer data)
{
  return ((Outcome *) data)->is_over;
}

static void
load (const char *location, GCancellable *cancellable, Outcome *outcome)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();

  spk_data_load_async (location, settings, FALSE, cancellable, on_loaded, outcome);
  g_assert_false (outcome->is_over);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  iterate_until (is_over, outcome);
}

static void
test_recordings_are_loaded (void)
{
  g_auto (Outcome) outcome = { 0 };

  load ("randman:classes=3,channels=8,samples=5", NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (spk_dataset_get_n_classes (outcome.dataset), ==, 3);
}

static void
test_errors_are_those_of_the_reader (void)
{
  g_auto (Outcome) outcome = { 0 };

  load ("/nowhere/at/all", NULL, &outcome);
  g_assert_null (outcome.dataset);
  g_assert_error (outcome.error, SPK_DATA_ERROR, SPK_DATA_ERROR_NOT_FOUND);
  g_assert_false (spk_data_load_is_bad_recording (outcome.error));
}

static void
test_what_is_cancelled_is_thrown_away (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { 0 };

  load ("randman:classes=3,channels=8,samples=5", cancellable, &outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-load/recordings-are-loaded", test_recordings_are_loaded);
  g_test_add_func ("/data-load/errors-are-those-of-the-reader", test_errors_are_those_of_the_reader);
  g_test_add_func ("/data-load/what-is-cancelled-is-thrown-away", test_what_is_cancelled_is_thrown_away);
  return g_test_run ();
}
