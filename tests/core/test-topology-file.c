/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/spk-topology-file.h"

#include <string.h>

#include "store-fixture.h"

static void
write_text (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_unloadable (const char *path, GQuark domain, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (spk_topology_load_all (path, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, domain);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_one_motif (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (5, 0.4, 3, 0);
  g_autoptr (SpkTopology) read = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  spk_topology_save (motif, fixture->run, &error);
  g_assert_no_error (error);
  read = spk_topology_load (fixture->run, &error);
  g_assert_no_error (error);
  g_assert_true (spk_topology_equal (motif, read));
  all = spk_topology_load_all (fixture->run, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
}

static void
test_motif_of_each_layer (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRunDescription) description = make_description ();
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;

  spk_topology_save_all (description->motifs, fixture->run, &error);
  g_assert_no_error (error);
  read = spk_topology_load_all (fixture->run, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_true (
        spk_topology_equal (g_ptr_array_index (read, i), g_ptr_array_index (description->motifs, i)));
  g_assert_null (spk_topology_load (fixture->run, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT);
}

static void
test_motifs_of_a_run (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkRun) run = make_run (fixture->run);
  g_autofree char *path = g_build_filename (fixture->run, "settings.json", NULL);
  g_autoptr (GPtrArray) read = spk_topology_load_all (path, NULL);

  g_assert_cmpuint (read->len, ==, 2);
}

static void
test_errors_name_file_and_place (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  assert_unloadable (fixture->run, SPK_STORE_ERROR, "No such file");
  write_text (fixture->run, "{\n  oops");
  assert_unloadable (fixture->run, SPK_STORE_ERROR, "/run:");
  write_text (fixture->run, "");
  assert_unloadable (fixture->run, SPK_STORE_ERROR, "empty");
  write_text (fixture->run, "[]");
  assert_unloadable (fixture->run, SPK_STORE_ERROR, "0 motifs");
  write_text (fixture->run, "{}");
  assert_unloadable (fixture->run, SPK_MODEL_ERROR, "");
  write_text (fixture->run, "[{}, 3]");
  assert_unloadable (fixture->run, SPK_MODEL_ERROR, "motif 1");
  write_text (fixture->run, "null");
  assert_unloadable (fixture->run, SPK_MODEL_ERROR, "");
  assert_unloadable (fixture->folder, SPK_STORE_ERROR, "not a file");
}

static void
test_save_into_missing_folder (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (5, 0.4, 3, 0);
  g_autofree char *path = g_build_filename (fixture->run, "motif.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (spk_topology_save (motif, path, &error));
  g_assert_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE);
}

#define ADD(name, function)                                                                                            \
  g_test_add ("/topology-file/" name, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-motif", test_one_motif);
  ADD ("motif-of-each-layer", test_motif_of_each_layer);
  ADD ("motifs-of-a-run", test_motifs_of_a_run);
  ADD ("errors-name-file-and-place", test_errors_name_file_and_place);
  ADD ("save-into-missing-folder", test_save_into_missing_folder);
  return g_test_run ();
}
