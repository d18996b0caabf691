/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-run-comparison.h"

#include <math.h>
#include <string.h>

#include "session-fixture.h"

typedef struct
{
  SessionFixture    base;
  SpkRunDocument   *documents[2]; /* stored, with 3 epochs; live, with other settings and 1 */
  SpkRunComparison *comparison;
} Fixture;

static SpkRunDocument *
make_other (SessionFixture *base)
{
  g_autofree char *folder = g_build_filename (base->folder, "other", NULL);
  g_autoptr (SpkRunDescription) description = make_description ("other");
  g_autoptr (SpkRun) run = NULL;
  SpkRunDocument *document;

  description->settings->seed = 8;
  spk_settings_set (description->settings, "sizes", "4", NULL);
  run = spk_run_create (folder, description, NULL);
  document = spk_run_document_new_live (run, NULL);
  append_epochs (document, 1, 1);
  return document;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = NULL;

  session_fixture_set_up (&self->base, data);
  folder = make_stored_run (&self->base, "stored", 3);
  self->documents[0] = spk_run_document_open (folder, NULL);
  self->documents[1] = make_other (&self->base);
  self->comparison = spk_run_comparison_new (self->documents, 2);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->comparison);
  g_clear_object (&self->documents[0]);
  g_clear_object (&self->documents[1]);
  session_fixture_tear_down (&self->base, data);
}

static void
test_curves_hold_the_numbers_of_the_epochs (Fixture *self, gconstpointer data)
{
  const double *epochs, *values;
  const guint n = spk_run_comparison_get_curve (self->comparison, 0, SPK_CURVE_TRAIN_LOSS, SPK_PHASE_SEARCH, &epochs,
                                                &values);

  g_assert_cmpuint (n, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpfloat (epochs[i], ==, i + 1);
      g_assert_cmpfloat (values[i], ==, 1.0 / (i + 1));
    }
  g_assert_cmpuint (spk_run_comparison_get_curve (self->comparison, 0, SPK_CURVE_TRAIN_LOSS, SPK_PHASE_TRAIN, &epochs,
                                                  &values), ==, 0);
  spk_run_comparison_get_curve (self->comparison, 0, SPK_CURVE_VALID_LOSS, SPK_PHASE_SEARCH, &epochs, &values);
  g_assert_true (isnan (values[0]));
}

static void
test_curves_of_live_runs_grow (Fixture *self, gconstpointer data)
{
  const double *epochs, *values;
  guint changes;

  count_signal (self->comparison, "changed", &changes);
  append_epochs (self->documents[1], 2, 2);
  g_assert_cmpuint (changes, ==, 2);
  g_assert_cmpuint (spk_run_comparison_get_curve (self->comparison, 1, SPK_CURVE_ENTROPY, SPK_PHASE_SEARCH, &epochs,
                                                  &values), ==, 3);
  append_epochs (self->documents[1], 2, 1);
  g_assert_cmpuint (spk_run_comparison_get_curve (self->comparison, 1, SPK_CURVE_ENTROPY, SPK_PHASE_SEARCH, &epochs,
                                                  &values), ==, 2);
}

static void
test_only_settings_that_differ_are_listed (Fixture *self, gconstpointer data)
{
  guint n;
  const SpkSettingDifference *differences = spk_run_comparison_get_differences (self->comparison, &n);

  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (differences[0].key, ==, "sizes");
  g_assert_cmpstr (differences[0].values[0], ==, "2,4");
  g_assert_cmpstr (differences[0].values[1], ==, "4");
  g_assert_cmpstr (differences[1].key, ==, "seed");
  g_assert_cmpstr (differences[1].values[1], ==, "8");
}

static void
test_motifs_are_those_of_the_last_epoch (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) motifs = spk_run_comparison_get_motifs (self->comparison, 0);

  g_assert_cmpuint (motifs->len, ==, 1);
  g_assert_true (spk_topology_equal (motifs->pdata[0], spk_run_document_get_epoch (self->documents[0], 2)->layers[0].topology));
}

static void
test_hover_is_linked (Fixture *self, gconstpointer data)
{
  guint changes;

  count_signal (self->comparison, "notify::hover-epoch", &changes);
  spk_run_comparison_set_hover_epoch (self->comparison, 2);
  spk_run_comparison_set_hover_epoch (self->comparison, 2);
  g_assert_cmpuint (changes, ==, 1);
}

static void
test_curves_have_keys (Fixture *self, gconstpointer data)
{
  for (guint curve = 0; curve < SPK_N_CURVES; curve++)
    for (guint other = 0; other < curve; other++)
      g_assert_cmpstr (spk_curve_get_key (curve), !=, spk_curve_get_key (other));
}

#define ADD(name, test) g_test_add ("/run-comparison/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("curves-hold-the-numbers-of-the-epochs", test_curves_hold_the_numbers_of_the_epochs);
  ADD ("curves-of-live-runs-grow", test_curves_of_live_runs_grow);
  ADD ("only-settings-that-differ-are-listed", test_only_settings_that_differ_are_listed);
  ADD ("motifs-are-those-of-the-last-epoch", test_motifs_are_those_of_the_last_epoch);
  ADD ("hover-is-linked", test_hover_is_linked);
  ADD ("curves-have-keys", test_curves_have_keys);
  return g_test_run ();
}
