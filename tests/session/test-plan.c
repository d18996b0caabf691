/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-plan.h"

#include "data/spk-registry.h"
#include "session-fixture.h"

static void
test_a_plan_survives_its_file (SessionFixture *self, gconstpointer data)
{
  g_autoptr (SpkSettings) settings = make_settings ();
  g_autoptr (SpkPlan) plan = spk_plan_new (SPK_JOB_TRAIN, settings, "/some/where");
  g_autoptr (GPtrArray) motifs = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_topology_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (SpkPlan) back = NULL;

  g_ptr_array_add (motifs, spk_topology_new_random (4, 0.5, 1, 0));
  spk_plan_set_motifs (plan, motifs);
  spk_plan_set_name (plan, "mine");
  spk_plan_set_skip_bad (plan, TRUE);
  node = spk_plan_to_json (plan);
  back = spk_plan_new_from_json (node, &error);
  g_assert_no_error (error);
  again = spk_plan_to_json (back);
  g_assert_true (json_node_equal (node, again));
  g_assert_cmpint (spk_plan_get_kind (back), ==, SPK_JOB_TRAIN);
  g_assert_true (spk_plan_get_skip_bad (back));
  g_assert_true (spk_topology_equal (motifs->pdata[0], g_ptr_array_index (spk_plan_get_motifs (back), 0)));
}

static void
test_a_resume_is_its_folder (SessionFixture *self, gconstpointer data)
{
  g_autofree char *folder = make_stored_run (self, "stored", 1);
  g_autoptr (SpkPlan) plan = spk_plan_new_resume (folder, NULL, NULL);
  g_autoptr (JsonNode) node = spk_plan_to_json (plan);
  g_autoptr (SpkPlan) back = spk_plan_new_from_json (node, NULL);

  g_assert_cmpstr (spk_plan_get_folder (back), ==, folder);
  g_assert_cmpstr (spk_plan_get_title (back), ==, "stored");
}

static void
test_damaged_plans_are_refused (SessionFixture *self, gconstpointer data)
{
  const char *const bad[] = { "[]", "{}", "{\"data\":5}", "{\"data\":\"x\"}", "{\"data\":\"x\",\"kind\":\"search\"}",
                              "{\"data\":\"x\",\"kind\":\"search\",\"settings\":{\"epochs\":-1}}",
                              "{\"folder\":\"/nowhere\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (bad[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (spk_plan_new_from_json (node, &error));
      g_assert_nonnull (error);
    }
}

static void
test_a_plan_without_a_name_is_called_after_its_data (SessionFixture *self, gconstpointer data)
{
  g_autoptr (SpkSettings) settings = make_settings ();
  g_autoptr (SpkPlan) plan = spk_plan_new (SPK_JOB_SEARCH, settings, "/data/ti46-alpha");
  guint changes;

  g_assert_cmpstr (spk_plan_get_title (plan), ==, "ti46-alpha");
  count_signal (plan, "notify::title", &changes);
  spk_plan_set_name (plan, "third try");
  g_assert_cmpstr (spk_plan_get_title (plan), ==, "third try");
  g_assert_cmpuint (changes, ==, 1);
}

static void
assert_at_fault (SpkPlan *plan, const char *expected)
{
  g_autoptr (GError) error = NULL;
  const char *key;

  g_assert_false (spk_plan_check (plan, &key, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (key, ==, expected);
}

static void
test_the_setting_at_fault_is_named (SessionFixture *self, gconstpointer data)
{
  g_autoptr (SpkSettings) settings = make_settings ();
  g_autoptr (SpkPlan) good = make_plan ();
  g_autoptr (SpkPlan) odd = NULL;
  g_autoptr (SpkPlan) bare = NULL;
  g_autoptr (SpkDataset) dataset = spk_dataset_load (spk_plan_get_data (good), NULL, NULL);

  g_assert_true (spk_plan_check (good, NULL, NULL));
  settings->sizes = (SpkList){ 1, { 5 } };
  odd = spk_plan_new (SPK_JOB_SEARCH, settings, spk_plan_get_data (good));
  assert_at_fault (odd, "sizes");
  settings->random_motif = 0;
  bare = spk_plan_new (SPK_JOB_TRAIN, settings, spk_plan_get_data (good));
  assert_at_fault (bare, "random-motif");
  spk_settings_set (settings, "split", "utterance:2", NULL);
  settings->sizes = (SpkList){ 1, { 4 } };
  g_clear_object (&odd);
  odd = spk_plan_new (SPK_JOB_SEARCH, settings, spk_plan_get_data (good));
  spk_plan_set_dataset (odd, dataset);
  assert_at_fault (odd, "split");
}

#define ADD(name, test)                                                                                                \
  g_test_add ("/plan/" name, SessionFixture, NULL, session_fixture_set_up, test, session_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-plan-survives-its-file", test_a_plan_survives_its_file);
  ADD ("a-resume-is-its-folder", test_a_resume_is_its_folder);
  ADD ("damaged-plans-are-refused", test_damaged_plans_are_refused);
  ADD ("a-plan-without-a-name-is-called-after-its-data", test_a_plan_without_a_name_is_called_after_its_data);
  ADD ("the-setting-at-fault-is-named", test_the_setting_at_fault_is_named);
  return g_test_run ();
}
