/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/spk-golden.h"

/* Every golden case computes to what the independent implementation found. */
static void
test_case (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkGoldenReport) report = spk_golden_verify (data, &error);

  g_assert_no_error (error);
  g_test_message ("loss %g, scores %g, gradient %g (%s)", report->loss_error, report->scores_error, report->gradient_error,
                  report->worst_gradient);
  g_assert_true (report->spikes_equal);
  g_assert_cmpfloat (report->scores_error, <=, SPK_GOLDEN_TOLERANCE);
  g_assert_cmpfloat (report->gradient_error, <=, SPK_GOLDEN_TOLERANCE);
  g_assert_true (report->pass);
}

static void
test_missing_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (spk_golden_verify ("/nonexistent/golden.json", &error));
  g_assert_nonnull (error);
}

static void
skip (void)
{
  g_test_skip ("no golden cases: SPIKESMITH_SHARED names no folder with golden/");
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_build_filename (g_getenv ("SPIKESMITH_SHARED") ? g_getenv ("SPIKESMITH_SHARED") : ".", "golden",
                                              NULL);
  g_autoptr (GDir) files = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/golden/missing-file", test_missing_file);
  files = g_dir_open (folder, 0, NULL);
  if (files == NULL)
    g_test_add_func ("/golden/cases", skip);
  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/golden/%s", name);

      g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_case, g_free);
    }
  return g_test_run ();
}
