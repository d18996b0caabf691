/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-fixture.h"

#include <glib/gstdio.h>

#include "dialogs/spk-motif-row.h"
#include "store/spk-topology-file.h"

static SpkMotifRow *
make_row (void)
{
  return g_object_ref_sink (SPK_MOTIF_ROW (spk_motif_row_new ()));
}

static void
test_file_of_a_motif_is_taken (void)
{
  g_autoptr (SpkMotifRow) row = make_row ();
  g_autoptr (SpkTopology) motif = spk_topology_new_random (4, 0.5, 1, 0);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "spikesmith-test-motif-row.json", NULL);
  GPtrArray *motifs;

  g_assert_true (spk_topology_save (motif, path, NULL));
  g_assert_true (spk_motif_row_load (row, path));
  motifs = spk_motif_row_get_motifs (row);
  g_assert_cmpuint (motifs->len, ==, 1);
  g_assert_true (spk_topology_equal (motifs->pdata[0], motif));
  g_assert_nonnull (g_strstr_len (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), -1, "4 neurons"));
  g_remove (path);
}

static void
test_wrong_file_is_said (void)
{
  g_autoptr (SpkMotifRow) row = make_row ();

  g_assert_false (spk_motif_row_load (row, "/nowhere/motif.json"));
  g_assert_nonnull (spk_motif_row_get_problem (row));
  g_assert_null (spk_motif_row_get_motifs (row));
}

static void
test_motif_can_be_cleared (void)
{
  g_autoptr (SpkMotifRow) row = make_row ();
  g_autoptr (GPtrArray) motifs = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_topology_unref);

  g_ptr_array_add (motifs, spk_topology_new_random (4, 0.5, 1, 0));
  spk_motif_row_set_motifs (row, motifs);
  g_signal_emit_by_name (ui_find (GTK_WIDGET (row), GTK_TYPE_BUTTON, NULL), "clicked");
  g_assert_null (spk_motif_row_get_motifs (row));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/motif-row/file-of-a-motif-is-taken", test_file_of_a_motif_is_taken);
  g_test_add_func ("/motif-row/wrong-file-is-said", test_wrong_file_is_said);
  g_test_add_func ("/motif-row/motif-can-be-cleared", test_motif_can_be_cleared);
  return g_test_run ();
}
