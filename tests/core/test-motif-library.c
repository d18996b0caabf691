/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-library.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "motif/spk-motif-analysis.h"
#include "motif/spk-motif-builtin.h"
#include "store-fixture.h"
#include "store/spk-run-index.h"

static void
set_up (StoreFixture *fixture, gconstpointer data)
{
  store_fixture_set_up (fixture, data);
  g_setenv ("SPIKESMITH_DATA_DIR", fixture->folder, TRUE);
}

static guint
count (SpkMotifOrigin origins, const char *words)
{
  g_autoptr (GPtrArray) entries = spk_motif_library_list (origins, words, NULL);

  return entries->len;
}

static void
test_builtins_of_every_size (void)
{
  for (guint i = 0; i < spk_motif_builtin_count (); i++)
    {
      const SpkMotifBuiltin *builtin = spk_motif_builtin_get (i);

      g_assert_true (spk_motif_builtin_find (builtin->id) == builtin);
      for (guint size = builtin->min_size; size < 40; size++)
        {
          g_autoptr (SpkTopology) motif = spk_motif_builtin_make (builtin, size, 0.5, 1, NULL);

          g_assert_cmpuint (spk_topology_get_size (motif), ==, size);
          g_assert_cmpuint (spk_topology_count_connections (motif), >, 0);
          g_assert_cmpstr (spk_topology_get_name (motif), ==, builtin->name);
        }
      if (builtin->min_size > 1)
        {
          g_autoptr (GError) error = NULL;

          g_assert_null (spk_motif_builtin_make (builtin, 1, 0.5, 1, &error));
          g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_RANGE);
        }
    }
}

static SpkMotifAnalysis *
analyse (const char *id, guint size)
{
  g_autoptr (SpkTopology) motif = spk_motif_builtin_make (spk_motif_builtin_find (id), size, 0.3, 1, NULL);

  return spk_motif_analysis_new (motif, 0, 1, NULL, NULL);
}

static void
test_builtins_are_what_they_are_called (void)
{
  g_autoptr (SpkMotifAnalysis) forward = analyse ("feed-forward", 6);
  g_autoptr (SpkMotifAnalysis) synfire = analyse ("synfire-chain", 12);
  g_autoptr (SpkMotifAnalysis) ring = analyse ("ring", 6);
  g_autoptr (SpkMotifAnalysis) selves = analyse ("self-recurrent", 6);
  g_autoptr (SpkMotifAnalysis) opponents = analyse ("mutual-inhibition", 6);
  g_autoptr (SpkMotifAnalysis) competition = analyse ("winner-take-all", 6);
  g_autoptr (SpkMotifAnalysis) pairs = analyse ("ei-pair", 6);

  g_assert_cmpuint (forward->n_components, ==, 6);
  g_assert_cmpuint (forward->n_excitatory, ==, 15);
  g_assert_cmpuint (synfire->n_components, ==, 12);
  g_assert_cmpuint (synfire->n_excitatory, ==, 27); /* pools of 3 */
  g_assert_cmpuint (ring->cycles.counts[6], ==, 1);
  g_assert_cmpuint (ring->n_excitatory, ==, 6);
  g_assert_cmpuint (selves->n_self, ==, 6);
  g_assert_cmpuint (selves->n_excitatory, ==, 6);
  g_assert_cmpuint (opponents->n_inhibitory, ==, 30);
  g_assert_cmpuint (opponents->n_excitatory, ==, 0);
  g_assert_cmpuint (competition->n_inhibitory, ==, 5);
  g_assert_cmpint (competition->net_inputs[5], ==, 5);
  g_assert_cmpuint (pairs->n_inhibitory, ==, 3);
  g_assert_cmpuint (pairs->cycles.counts[2], ==, 3);
}

static void
test_random_follows_its_seed (void)
{
  const SpkMotifBuiltin *random = spk_motif_builtin_find ("random");
  g_autoptr (SpkTopology) first = spk_motif_builtin_make (random, 8, 0.3, 1, NULL);
  g_autoptr (SpkTopology) same = spk_motif_builtin_make (random, 8, 0.3, 1, NULL);
  g_autoptr (SpkTopology) other = spk_motif_builtin_make (random, 8, 0.3, 2, NULL);

  g_assert_true (spk_topology_equal (first, same));
  g_assert_false (spk_topology_equal (first, other));
}

static void
test_empty_library_has_built_ins (G_GNUC_UNUSED StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *index = g_build_filename (fixture->folder, "index.db", NULL);

  g_assert_cmpuint (count (SPK_MOTIF_ANYWHERE, NULL), ==, spk_motif_builtin_count ());
  g_assert_cmpuint (count (SPK_MOTIF_ANYWHERE, "ring"), ==, 1);
  g_assert_cmpuint (count (SPK_MOTIF_ANYWHERE, "  EXCITES  all "), ==, 2);
  g_assert_cmpuint (count (SPK_MOTIF_ANYWHERE, "no such"), ==, 0);
  g_assert_false (g_file_test (index, G_FILE_TEST_EXISTS));
}

static void
test_save_rename_delete (G_GNUC_UNUSED StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (5, 0.5, 1, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = spk_motif_library_save (motif, " Größe 5 / A ", FALSE, &error);
  g_autofree char *renamed = NULL;
  g_autoptr (SpkMotifEntry) saved = NULL;
  g_autoptr (SpkMotifEntry) entry = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (path, "motifs/größe-5-a.json"));
  saved = spk_motif_library_find ("Größe 5 / A", &error);
  g_assert_no_error (error);
  g_assert_true (spk_topology_equal (saved->motif, motif));
  g_assert_true (isnan (saved->accuracy));

  renamed = spk_motif_library_rename (saved, "Kern", &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (spk_motif_library_find ("Größe 5 / A", NULL));
  entry = spk_motif_library_find ("Kern", NULL);
  g_assert_cmpstr (entry->path, ==, renamed);
  g_assert_true (spk_topology_equal (entry->motif, motif));

  g_assert_true (spk_motif_library_delete (entry, &error));
  g_assert_cmpuint (count (SPK_MOTIF_OWN, NULL), ==, 0);
  g_assert_false (spk_motif_library_delete (entry, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE);
}

static void
test_names_are_unique (G_GNUC_UNUSED StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (5, 0.5, 1, 0);
  g_autoptr (SpkTopology) other = spk_topology_new_random (6, 0.5, 1, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = spk_motif_library_save (motif, "a-b", FALSE, NULL);
  g_autofree char *alike = spk_motif_library_save (motif, "a b", FALSE, NULL);
  g_autofree char *again = NULL;
  g_autoptr (SpkMotifEntry) entry = NULL;
  g_autoptr (SpkMotifEntry) second = NULL;

  g_assert_cmpstr (path, !=, alike);
  g_assert_null (spk_motif_library_save (other, "a-b", FALSE, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  entry = spk_motif_library_find ("a-b", NULL);
  g_assert_true (spk_topology_equal (entry->motif, motif));
  second = spk_motif_library_find ("a b", NULL);
  g_assert_null (spk_motif_library_rename (second, "a-b", &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_EXISTS);

  again = spk_motif_library_save (other, "a-b", TRUE, NULL);
  g_assert_cmpstr (again, ==, path);
  g_assert_cmpuint (count (SPK_MOTIF_OWN, NULL), ==, 2);
  g_assert_null (spk_motif_library_save (other, " \t", TRUE, NULL));
}

static void
test_built_ins_cannot_be_changed (G_GNUC_UNUSED StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GPtrArray) entries = spk_motif_library_list (SPK_MOTIF_BUILTIN, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (spk_motif_library_delete (entries->pdata[0], &error));
  g_assert_nonnull (strstr (error->message, "built in"));
  g_clear_error (&error);
  g_assert_null (spk_motif_library_rename (entries->pdata[0], "x", &error));
  g_assert_nonnull (strstr (error->message, "built in"));
}

static void
test_broken_file_is_listed_with_its_problem (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *folder = spk_motif_library_folder ();
  g_autofree char *broken = g_build_filename (folder, "broken.json", NULL);
  g_autofree char *other = g_build_filename (folder, "notes.txt", NULL);
  g_autoptr (GPtrArray) entries = NULL;
  const SpkMotifEntry *entry;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (broken, "{\n\"size\": 3", -1, NULL));
  g_assert_true (g_file_set_contents (other, "-", -1, NULL));
  entries = spk_motif_library_list (SPK_MOTIF_OWN, NULL, NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = entries->pdata[0];
  g_assert_cmpstr (entry->name, ==, "broken");
  g_assert_null (entry->motif);
  g_assert_nonnull (strstr (entry->problem, "broken.json:"));
  g_assert_null (spk_motif_library_rename (entry, "mended", NULL));
  g_assert_true (spk_motif_library_delete (entry, NULL));
}

static void
test_found_motifs_tell_run_and_accuracy (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunDescription) description = make_description ();
  g_autofree char *result = g_build_filename (fixture->run, "result.json", NULL);
  g_autoptr (SpkTopology) motif = spk_topology_new_random (5, 0.5, 1, 0);
  g_autoptr (SpkRunIndex) index = spk_run_index_open (NULL);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (SpkRun) run = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *motifs = json_array_new ();
  const SpkMotifEntry *entry;

  description->kind = SPK_JOB_SEARCH;
  g_clear_pointer (&description->motifs, g_ptr_array_unref);
  run = spk_run_create (fixture->run, description, &error);
  g_assert_no_error (error);
  g_assert_cmpint (spk_run_index_add (index, run, NULL), >, 0);
  g_assert_cmpuint (count (SPK_MOTIF_FOUND, NULL), ==, 0);

  json_object_set_double_member (object, "test_accuracy", 0.875);
  json_array_add_element (motifs, spk_topology_to_json (motif));
  json_object_set_array_member (object, "motifs", motifs);
  g_assert_true (spk_run_write_result (run, object, &error));
  g_assert_true (spk_run_set_state (run, SPK_RUN_FINISHED, NULL, &error));
  g_assert_true (spk_run_index_update (index, run, &error));
  g_assert_no_error (error);

  entries = spk_motif_library_list (SPK_MOTIF_FOUND, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = entries->pdata[0];
  g_assert_true (spk_topology_equal (entry->motif, motif));
  g_assert_cmpstr (entry->path, ==, fixture->run);
  g_assert_cmpfloat (entry->accuracy, ==, 0.875);
  g_assert_false (spk_motif_library_delete (entry, NULL));

  g_assert_true (g_file_set_contents (result, "{", -1, NULL));
  g_clear_pointer (&entries, g_ptr_array_unref);
  entries = spk_motif_library_list (SPK_MOTIF_FOUND, NULL, &error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_nonnull (((SpkMotifEntry *) entries->pdata[0])->problem);
}

#define ADD(name, function) g_test_add ("/motif-library/" name, StoreFixture, NULL, set_up, function, store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/motif-builtin/sizes", test_builtins_of_every_size);
  g_test_add_func ("/motif-builtin/structure", test_builtins_are_what_they_are_called);
  g_test_add_func ("/motif-builtin/random", test_random_follows_its_seed);
  ADD ("empty", test_empty_library_has_built_ins);
  ADD ("save-rename-delete", test_save_rename_delete);
  ADD ("unique", test_names_are_unique);
  ADD ("built-in", test_built_ins_cannot_be_changed);
  ADD ("broken", test_broken_file_is_listed_with_its_problem);
  ADD ("found", test_found_motifs_tell_run_and_accuracy);
  return g_test_run ();
}
