/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "data/spk-registry.h"
#include "store-fixture.h"
#include "store/spk-run-measure.h"
#include "store/spk-run-work.h"

#define LOCATION "randman:classes=3,samples=20,channels=8"

static SpkRun *
start_run (const StoreFixture *fixture, gboolean to_the_end)
{
  const SpkLoadOptions options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkDataset) dataset = spk_dataset_load (LOCATION, &options, &error);
  g_autoptr (SpkSettings) settings = spk_settings_new ();
  g_autoptr (SpkRunDescription) description = NULL;
  SpkRun *run;

  g_assert_no_error (error);
  g_assert_true (spk_settings_apply_preset (settings, "randman", NULL));
  for (guint i = 0; i < 6; i++)
    {
      static const char *const names[] = { "neurons", "sizes", "epochs", "retrain-epochs", "steps", "threads" };
      static const char *const values[] = { "16", "2,4", "2", "1", "20", "1" };

      g_assert_true (spk_settings_set (settings, names[i], values[i], NULL));
    }
  description = spk_run_description_new_of_data (SPK_JOB_SEARCH, settings, dataset, LOCATION, FALSE);
  run = spk_run_work_make_run (fixture->run, description, &error);
  g_assert_no_error (error);
  if (to_the_end)
    {
      g_autoptr (SpkRunWork) work = spk_run_work_new (SPK_JOB_SEARCH, settings, dataset, NULL, &error);

      g_assert_no_error (error);
      spk_run_work_attach (work, run);
      g_assert_true (spk_run_work_start (work, NULL));
      while (!spk_job_wait (spk_run_work_get_job (work), 100))
        continue;
      g_assert_cmpint (spk_run_work_finish (work, &error), ==, SPK_RUN_FINISHED);
      g_assert_no_error (error);
    }
  return run;
}

/* The stored matrix and the one of the checkpoint are the same. */
static void
test_confusion_is_stored_or_computed (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (SpkRun) run = start_run (fixture, TRUE);
  g_autofree char *result = g_build_filename (fixture->run, "result.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree guint *stored = NULL, *computed = NULL;
  guint n, sum = 0;

  stored = spk_run_measure_confusion (run, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);
  for (guint i = 0; i < 9; i++)
    sum += stored[i];
  g_assert_cmpuint (sum, >, 5);
  g_assert_cmpint (g_remove (result), ==, 0);
  computed = spk_run_measure_confusion (run, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (stored, 9 * sizeof *stored, computed, 9 * sizeof *computed);

  g_assert_true (g_file_set_contents (result, "{\"confusion\": [[1, 2], [\"x\"]]}", -1, NULL));
  g_assert_null (spk_run_measure_confusion (run, &n, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT);
}

static void
test_traces_come_from_the_checkpoint (StoreFixture *fixture, gconstpointer data)
{
  static const guint neurons[] = { 3, 11 };
  g_autoptr (SpkRun) run = start_run (fixture, TRUE);
  g_autoptr (GPtrArray) records = spk_run_read_epochs (run, NULL);
  const SpkEpochRecord *last = records->pdata[records->len - 1];
  const SpkProbe *probe = last->probes[0];
  SpkTraceRequest request = { probe->sample, 0, neurons, 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkTrace) trace = spk_run_measure_trace (run, &request, &error);
  g_autoptr (GBytes) bits = spk_probe_unpack_spikes (probe, 0);
  const guint8 *bytes = g_bytes_get_data (bits, NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (trace->steps, ==, 20);
  for (guint i = 0; i < 2; i++)
    for (guint t = 0; t < 20; t++)
      {
        guint place = t * 16 + neurons[i];

        g_assert_cmpint (spk_trace_has_spike (trace, i, t), ==, bytes[place / 8] >> (place % 8) & 1);
      }
}

static void
test_a_run_without_a_network_is_told (StoreFixture *fixture, gconstpointer data)
{
  static const guint neuron = 0;
  g_autoptr (SpkRun) run = start_run (fixture, FALSE);
  SpkTraceRequest request = { 0, 0, &neuron, 1 };
  g_autoptr (GError) error = NULL, second = NULL;
  guint n;

  g_assert_null (spk_run_measure_confusion (run, &n, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND);
  g_assert_null (spk_run_measure_trace (run, &request, &second));
  g_assert_error (second, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/run-measure/confusion-is-stored-or-computed", StoreFixture, NULL, store_fixture_set_up,
              test_confusion_is_stored_or_computed, store_fixture_tear_down);
  g_test_add ("/run-measure/traces-come-from-the-checkpoint", StoreFixture, NULL, store_fixture_set_up,
              test_traces_come_from_the_checkpoint, store_fixture_tear_down);
  g_test_add ("/run-measure/a-run-without-a-network-is-told", StoreFixture, NULL, store_fixture_set_up,
              test_a_run_without_a_network_is_told, store_fixture_tear_down);
  return g_test_run ();
}
