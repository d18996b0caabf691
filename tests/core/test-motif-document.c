/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-document.h"

#include <string.h>

#include "base/spk-random.h"
#include "motif/spk-motif-edit.h"

#define N_EDITS 500

static const gint8 intra[] = { 0, 1, -1, 1, 0, 0, -1, -1, 1 };
static const gint8 lateral[] = { 1, 0, 0, -1, 0, 0 };

static SpkTopology *
make_motif (void)
{
  return spk_topology_new (3, intra, lateral);
}

static SpkMotifDocument *
make_document (void)
{
  g_autoptr (SpkTopology) motif = make_motif ();

  return spk_motif_document_new (motif);
}

/* What a step did is taken back to the last bit, and done again to the last bit. */
static void
assert_step_has_inverse (SpkMotifDocument *document, SpkTopology *before, SpkMotifChangeKind kind)
{
  g_autoptr (SpkTopology) after = spk_topology_ref (spk_motif_document_get_motif (document));

  g_assert_false (spk_topology_is_identical (before, after));
  g_assert_cmpint (spk_motif_document_peek_undo (document)->kind, ==, kind);
  g_assert_true (spk_motif_document_is_modified (document));
  g_assert_true (spk_motif_document_undo (document));
  g_assert_true (spk_topology_is_identical (spk_motif_document_get_motif (document), before));
  g_assert_false (spk_motif_document_is_modified (document));
  g_assert_cmpint (spk_motif_document_peek_redo (document)->kind, ==, kind);
  g_assert_true (spk_motif_document_redo (document));
  g_assert_true (spk_topology_is_identical (spk_motif_document_get_motif (document), after));
  g_assert_false (spk_motif_document_redo (document));
}

static void
test_connection_is_set_and_taken_back (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();
  g_autoptr (SpkTopology) before = make_motif ();

  g_assert_true (spk_motif_document_set_intra (document, 1, 2, SPK_INHIBITORY));
  g_assert_cmpint (spk_topology_get_intra (spk_motif_document_get_motif (document), 1, 2), ==, SPK_INHIBITORY);
  assert_step_has_inverse (document, before, SPK_MOTIF_CHANGE_INTRA);
  g_assert_cmpuint (spk_motif_document_peek_undo (document)->post, ==, 1);
  g_assert_cmpuint (spk_motif_document_peek_undo (document)->pre, ==, 2);
  g_assert_cmpint (spk_motif_document_peek_undo (document)->type, ==, SPK_INHIBITORY);
}

static void
test_lateral_is_set_and_taken_back (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();
  g_autoptr (SpkTopology) before = make_motif ();

  g_assert_true (spk_motif_document_set_lateral (document, 2, SPK_NEXT, SPK_EXCITATORY));
  g_assert_cmpint (spk_topology_get_lateral (spk_motif_document_get_motif (document), 2, SPK_NEXT), ==,
                   SPK_EXCITATORY);
  assert_step_has_inverse (document, before, SPK_MOTIF_CHANGE_LATERAL);
}

static void
test_types_go_round (void)
{
  g_assert_cmpint (spk_connection_get_next (SPK_ABSENT), ==, SPK_EXCITATORY);
  g_assert_cmpint (spk_connection_get_next (SPK_EXCITATORY), ==, SPK_INHIBITORY);
  g_assert_cmpint (spk_connection_get_next (SPK_INHIBITORY), ==, SPK_ABSENT);
}

static void
test_added_neuron_has_no_connections (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();
  g_autoptr (SpkTopology) before = make_motif ();
  const double place[] = { 2.5, -0.5 };
  SpkTopology *motif;

  g_assert_true (spk_motif_document_add (document, place, NULL));
  motif = spk_motif_document_get_motif (document);
  g_assert_cmpuint (spk_topology_get_size (motif), ==, 4);
  g_assert_cmpuint (spk_topology_count_connections (motif), ==, spk_topology_count_connections (before));
  g_assert_cmpfloat (spk_topology_get_positions (motif)[6], ==, 2.5);
  g_assert_cmpfloat (spk_topology_get_positions (motif)[7], ==, -0.5);
  assert_step_has_inverse (document, before, SPK_MOTIF_CHANGE_ADD);
}

static void
test_motif_on_a_circle_stays_there (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();
  const guint neuron = 0;

  g_assert_true (spk_motif_document_add (document, NULL, NULL));
  g_assert_null (spk_topology_get_positions (spk_motif_document_get_motif (document)));
  g_assert_true (spk_motif_document_remove (document, &neuron, 1, NULL));
  g_assert_null (spk_topology_get_positions (spk_motif_document_get_motif (document)));
}

static void
test_removed_neuron_takes_its_connections (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();
  g_autoptr (SpkTopology) before = make_motif ();
  const guint neuron = 1;
  const gint8 intra_left[] = { 0, -1, -1, 1 }, lateral_left[] = { 1, 0, 0, 0 };
  g_autoptr (SpkTopology) left = spk_topology_new (2, intra_left, lateral_left);

  g_assert_true (spk_motif_document_remove (document, &neuron, 1, NULL));
  g_assert_true (spk_topology_is_identical (spk_motif_document_get_motif (document), left));
  assert_step_has_inverse (document, before, SPK_MOTIF_CHANGE_REMOVE);
  spk_motif_document_undo (document);
  g_assert_true (spk_motif_document_cut (document, &neuron, 1, NULL));
  assert_step_has_inverse (document, before, SPK_MOTIF_CHANGE_CUT);
}

static void
test_last_neuron_stays (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();
  g_autoptr (GError) error = NULL;
  const guint all[] = { 0, 1, 2 };

  g_assert_false (spk_motif_document_remove (document, all, 3, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_RANGE);
  g_assert_cmpuint (spk_motif_document_count_undo (document), ==, 0);
}

static void
test_copies_are_connected_as_originals (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();
  g_autoptr (SpkTopology) before = make_motif ();
  const guint neurons[] = { 1, 2 };
  SpkTopology *motif;

  g_assert_true (spk_motif_document_duplicate (document, neurons, 2, 0.25, 0.5, NULL));
  motif = spk_motif_document_get_motif (document);
  g_assert_cmpuint (spk_topology_get_size (motif), ==, 5);
  /* with the rest */
  g_assert_cmpint (spk_topology_get_intra (motif, 3, 0), ==, SPK_EXCITATORY);
  g_assert_cmpint (spk_topology_get_intra (motif, 0, 4), ==, SPK_INHIBITORY);
  /* among themselves */
  g_assert_cmpint (spk_topology_get_intra (motif, 4, 3), ==, SPK_INHIBITORY);
  g_assert_cmpint (spk_topology_get_intra (motif, 4, 4), ==, SPK_EXCITATORY);
  /* not with the originals */
  for (guint copy = 3; copy < 5; copy++)
    for (guint original = 1; original < 3; original++)
      {
        g_assert_cmpint (spk_topology_get_intra (motif, copy, original), ==, SPK_ABSENT);
        g_assert_cmpint (spk_topology_get_intra (motif, original, copy), ==, SPK_ABSENT);
      }
  g_assert_cmpint (spk_topology_get_lateral (motif, 3, SPK_NEXT), ==, SPK_INHIBITORY);
  g_assert_cmpfloat_with_epsilon (spk_topology_get_positions (motif)[6] - spk_topology_get_positions (motif)[2], 0.25,
                                  1e-12);
  assert_step_has_inverse (document, before, SPK_MOTIF_CHANGE_DUPLICATE);
}

static void
test_fragment_is_pasted_with_its_connections (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();
  g_autoptr (SpkTopology) before = make_motif ();
  const guint neurons[] = { 2, 0 };
  g_autoptr (SpkTopology) fragment = spk_motif_take (before, neurons, 2);
  g_autoptr (SpkTopology) back = NULL;
  const guint pasted[] = { 3, 4 };

  g_assert_cmpint (spk_topology_get_intra (fragment, 0, 1), ==, SPK_INHIBITORY);
  g_assert_cmpint (spk_topology_get_intra (fragment, 0, 0), ==, SPK_EXCITATORY);
  g_assert_cmpint (spk_topology_get_lateral (fragment, 1, SPK_PREVIOUS), ==, SPK_EXCITATORY);
  g_assert_true (spk_motif_document_paste (document, fragment, 0, 0, NULL));
  g_assert_cmpuint (spk_topology_get_size (spk_motif_document_get_motif (document)), ==, 5);
  back = spk_motif_take (spk_motif_document_get_motif (document), pasted, 2);
  g_assert_true (spk_topology_is_identical (back, fragment));
  assert_step_has_inverse (document, before, SPK_MOTIF_CHANGE_PASTE);
}

static void
test_too_many_neurons_are_refused (void)
{
  g_autoptr (SpkTopology) large = spk_topology_new (SPK_TOPOLOGY_MAX_SIZE, NULL, NULL);
  g_autoptr (SpkMotifDocument) document = spk_motif_document_new (large);
  g_autoptr (GError) error = NULL;
  const guint neuron = 0;

  g_assert_false (spk_motif_document_add (document, NULL, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (spk_motif_document_duplicate (document, &neuron, 1, 0, 0, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (spk_motif_document_paste (document, large, 0, 0, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_RANGE);
  g_assert_true (spk_motif_document_get_motif (document) == large);
}

static void
test_neuron_gets_another_number (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();
  g_autoptr (SpkTopology) before = make_motif ();
  g_autofree double *circle = spk_motif_layout_get (before);
  SpkTopology *motif;

  g_assert_true (spk_motif_document_renumber (document, 0, 2));
  motif = spk_motif_document_get_motif (document);
  /* 1, 2, 0 */
  g_assert_cmpint (spk_topology_get_intra (motif, 2, 0), ==, spk_topology_get_intra (before, 0, 1));
  g_assert_cmpint (spk_topology_get_intra (motif, 1, 2), ==, spk_topology_get_intra (before, 2, 0));
  g_assert_cmpint (spk_topology_get_lateral (motif, 2, SPK_PREVIOUS), ==, SPK_EXCITATORY);
  g_assert_cmpfloat (spk_topology_get_positions (motif)[4], ==, circle[0]);
  g_assert_cmpfloat (spk_topology_get_positions (motif)[1], ==, circle[3]);
  assert_step_has_inverse (document, before, SPK_MOTIF_CHANGE_RENUMBER);
}

static void
test_moving_and_arranging (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();
  g_autoptr (SpkTopology) before = make_motif ();
  g_autoptr (SpkTopology) moved = NULL;
  const guint neurons[] = { 0, 2 };

  g_assert_true (spk_motif_document_move (document, neurons, 2, 0.5, 0));
  assert_step_has_inverse (document, before, SPK_MOTIF_CHANGE_MOVE);
  moved = spk_topology_ref (spk_motif_document_get_motif (document));
  spk_motif_document_mark_saved (document);
  g_assert_true (spk_motif_document_align (document, neurons, 2, SPK_MOTIF_ALIGN_TOP));
  g_assert_cmpfloat (spk_topology_get_positions (spk_motif_document_get_motif (document))[5], ==, -1);
  assert_step_has_inverse (document, moved, SPK_MOTIF_CHANGE_ARRANGE);
  g_assert_true (spk_motif_document_arrange (document));
  g_assert_null (spk_topology_get_positions (spk_motif_document_get_motif (document)));
}

static void
test_nudges_in_a_row_are_one_step (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();
  g_autoptr (SpkTopology) before = make_motif ();
  const guint neuron = 1, other = 2;

  for (guint i = 0; i < 10; i++)
    g_assert_true (spk_motif_document_nudge (document, &neuron, 1, 0.125, 0));
  g_assert_cmpuint (spk_motif_document_count_undo (document), ==, 1);
  assert_step_has_inverse (document, before, SPK_MOTIF_CHANGE_MOVE);
  g_assert_true (spk_motif_document_nudge (document, &other, 1, 0.125, 0));
  g_assert_cmpuint (spk_motif_document_count_undo (document), ==, 2);
  spk_motif_document_mark_saved (document);
  g_assert_true (spk_motif_document_nudge (document, &other, 1, 0.125, 0));
  g_assert_cmpuint (spk_motif_document_count_undo (document), ==, 3);
}

static void
test_rename (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();
  g_autoptr (SpkTopology) before = make_motif ();

  g_assert_true (spk_motif_document_rename (document, "ring"));
  assert_step_has_inverse (document, before, SPK_MOTIF_CHANGE_RENAME);
  g_assert_true (spk_motif_document_rename (document, ""));
  g_assert_null (spk_topology_get_name (spk_motif_document_get_motif (document)));
}

static void
test_what_changes_nothing_is_no_step (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();
  const guint neuron = 0;

  g_assert_false (spk_motif_document_set_intra (document, 0, 1, SPK_EXCITATORY));
  g_assert_false (spk_motif_document_set_lateral (document, 0, SPK_NEXT, SPK_ABSENT));
  g_assert_false (spk_motif_document_move (document, &neuron, 1, 0, 0));
  g_assert_false (spk_motif_document_renumber (document, 1, 1));
  g_assert_false (spk_motif_document_rename (document, NULL));
  g_assert_false (spk_motif_document_arrange (document));
  g_assert_cmpuint (spk_motif_document_count_undo (document), ==, 0);
  g_assert_false (spk_motif_document_undo (document));
  g_assert_false (spk_motif_document_is_modified (document));
}

static void
test_new_step_forgets_those_taken_back (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();

  spk_motif_document_set_intra (document, 0, 0, SPK_EXCITATORY);
  spk_motif_document_set_intra (document, 1, 1, SPK_EXCITATORY);
  spk_motif_document_mark_saved (document);
  spk_motif_document_undo (document);
  spk_motif_document_set_intra (document, 2, 2, SPK_INHIBITORY);
  g_assert_cmpuint (spk_motif_document_count_redo (document), ==, 0);
  g_assert_cmpuint (spk_motif_document_count_undo (document), ==, 2);
  spk_motif_document_undo (document);
  g_assert_true (spk_motif_document_is_modified (document));
  /* by another way to what was saved */
  spk_motif_document_set_intra (document, 1, 1, SPK_EXCITATORY);
  g_assert_false (spk_motif_document_is_modified (document));
}

static double
draw_coordinate (SpkRandom *random)
{
  return spk_random_normal (random);
}

/* Some of the neurons, at least one. */
static guint
choose (SpkRandom *random, guint size, guint *neurons)
{
  guint n = 0;

  for (guint i = 0; i < size; i++)
    if (spk_random_below (random, 4) == 0)
      neurons[n++] = i;
  if (n == 0)
    neurons[n++] = spk_random_below (random, size);
  return n;
}

static gboolean
edit_neurons (SpkMotifDocument *document, SpkRandom *random, guint command)
{
  SpkTopology *motif = spk_motif_document_get_motif (document);
  guint size = spk_topology_get_size (motif);
  guint neurons[64];
  guint n = choose (random, size, neurons);
  double x = draw_coordinate (random), y = draw_coordinate (random);
  g_autoptr (SpkTopology) fragment = spk_motif_take (motif, neurons, n);

  switch (command)
    {
    case 0:
      return spk_motif_document_remove (document, neurons, n, NULL);
    case 1:
      return size + n <= 24 && spk_motif_document_duplicate (document, neurons, n, x, y, NULL);
    case 2:
      return size + n <= 24 && spk_motif_document_paste (document, fragment, x, y, NULL);
    case 3:
      return spk_motif_document_move (document, neurons, n, x, y);
    case 4:
      return spk_motif_document_nudge (document, neurons, n, x, y);
    case 5:
      return spk_motif_document_cut (document, neurons, n, NULL);
    default:
      return spk_motif_document_align (document, neurons, n, spk_random_below (random, SPK_MOTIF_ALIGN_CIRCLE + 1));
    }
}

static gboolean
edit (SpkMotifDocument *document, SpkRandom *random)
{
  guint size = spk_topology_get_size (spk_motif_document_get_motif (document));
  guint i = spk_random_below (random, size), j = spk_random_below (random, size);
  SpkConnection type = (SpkConnection) spk_random_below (random, 3) - 1;
  double place[] = { draw_coordinate (random), draw_coordinate (random) };
  g_autofree char *name = g_strdup_printf ("motif %u", spk_random_below (random, 100));
  guint command = spk_random_below (random, 14);

  switch (command)
    {
    case 0:
    case 1:
    case 2:
      return spk_motif_document_set_intra (document, i, j, type);
    case 3:
      return spk_motif_document_set_lateral (document, i, spk_random_below (random, 2), type);
    case 4:
      return size < 24 && spk_motif_document_add (document, spk_random_below (random, 2) ? place : NULL, NULL);
    case 5:
      return spk_motif_document_renumber (document, i, j);
    case 6:
      return spk_random_below (random, 4) ? spk_motif_document_rename (document, name)
                                          : spk_motif_document_arrange (document);
    default:
      return edit_neurons (document, random, command - 7);
    }
}

static void
test_any_edits_are_undone_and_redone (void)
{
  for (guint32 round = 0; round < 20; round++)
    {
      g_autoptr (SpkMotifDocument) document = make_document ();
      g_autoptr (SpkTopology) start = spk_topology_ref (spk_motif_document_get_motif (document));
      g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func ((GDestroyNotify) spk_topology_unref);
      g_autoptr (SpkTopology) copy = make_motif ();
      guint n_edits = 0, n_steps;
      SpkRandom random;

      spk_random_init (&random, 7, SPK_PURPOSE_TEST, 0, round);
      while (n_edits < N_EDITS)
        n_edits += edit (document, &random);
      n_steps = spk_motif_document_count_undo (document);
      g_assert_cmpuint (n_steps, >, N_EDITS / 2);
      for (guint i = 0; i < n_steps; i++)
        {
          g_ptr_array_add (states, spk_topology_ref (spk_motif_document_get_motif (document)));
          g_assert_true (spk_motif_document_undo (document));
        }
      g_assert_false (spk_motif_document_undo (document));
      g_assert_true (spk_topology_is_identical (spk_motif_document_get_motif (document), start));
      g_assert_true (spk_topology_is_identical (start, copy));
      g_assert_false (spk_motif_document_is_modified (document));
      for (guint i = n_steps; i > 0; i--)
        {
          g_assert_true (spk_motif_document_redo (document));
          g_assert_true (spk_topology_is_identical (spk_motif_document_get_motif (document), states->pdata[i - 1]));
        }
      g_assert_false (spk_motif_document_redo (document));
    }
}

static void
test_edited_motifs_survive_json (void)
{
  g_autoptr (SpkMotifDocument) document = make_document ();
  SpkRandom random;

  spk_random_init (&random, 11, SPK_PURPOSE_TEST, 0, 0);
  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (JsonNode) parsed = NULL;
      g_autoptr (SpkTopology) back = NULL;
      g_autofree char *text = NULL;

      edit (document, &random);
      node = spk_topology_to_json (spk_motif_document_get_motif (document));
      text = json_to_string (node, TRUE);
      parsed = json_from_string (text, &error);
      g_assert_no_error (error);
      back = spk_topology_from_json (parsed, &error);
      g_assert_no_error (error);
      g_assert_true (spk_topology_is_identical (back, spk_motif_document_get_motif (document)));
    }
}

static void
test_alignments (void)
{
  const double scattered[] = { 0, 0, 4, 1, 1, 5, 9, 9 };
  const guint neurons[] = { 0, 1, 2 };
  double positions[8];

  memcpy (positions, scattered, sizeof positions);
  spk_motif_layout_align (positions, neurons, 3, SPK_MOTIF_ALIGN_CENTRE);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (positions[2 * i], ==, 2);
  memcpy (positions, scattered, sizeof positions);
  spk_motif_layout_align (positions, neurons, 3, SPK_MOTIF_ALIGN_BOTTOM);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (positions[2 * i + 1], ==, 5);
  memcpy (positions, scattered, sizeof positions);
  spk_motif_layout_align (positions, neurons, 3, SPK_MOTIF_DISTRIBUTE_X);
  g_assert_cmpfloat (positions[4], ==, 2);
  g_assert_cmpfloat (positions[0], ==, 0);
  g_assert_cmpfloat (positions[2], ==, 4);
  spk_motif_layout_align (positions, neurons, 3, SPK_MOTIF_ALIGN_CIRCLE);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon ((positions[2 * i] - 2) * (positions[2 * i] - 2) +
                                        (positions[2 * i + 1] - 2.5) * (positions[2 * i + 1] - 2.5),
                                    6.25, 1e-12);
  g_assert_cmpfloat (positions[6], ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/motif-document/connection", test_connection_is_set_and_taken_back);
  g_test_add_func ("/motif-document/lateral", test_lateral_is_set_and_taken_back);
  g_test_add_func ("/motif-document/types-go-round", test_types_go_round);
  g_test_add_func ("/motif-document/add", test_added_neuron_has_no_connections);
  g_test_add_func ("/motif-document/circle-stays", test_motif_on_a_circle_stays_there);
  g_test_add_func ("/motif-document/remove", test_removed_neuron_takes_its_connections);
  g_test_add_func ("/motif-document/last-neuron", test_last_neuron_stays);
  g_test_add_func ("/motif-document/duplicate", test_copies_are_connected_as_originals);
  g_test_add_func ("/motif-document/paste", test_fragment_is_pasted_with_its_connections);
  g_test_add_func ("/motif-document/too-many", test_too_many_neurons_are_refused);
  g_test_add_func ("/motif-document/renumber", test_neuron_gets_another_number);
  g_test_add_func ("/motif-document/move", test_moving_and_arranging);
  g_test_add_func ("/motif-document/nudge", test_nudges_in_a_row_are_one_step);
  g_test_add_func ("/motif-document/rename", test_rename);
  g_test_add_func ("/motif-document/nothing", test_what_changes_nothing_is_no_step);
  g_test_add_func ("/motif-document/branch", test_new_step_forgets_those_taken_back);
  g_test_add_func ("/motif-document/any-edits", test_any_edits_are_undone_and_redone);
  g_test_add_func ("/motif-document/json", test_edited_motifs_survive_json);
  g_test_add_func ("/motif-layout/alignments", test_alignments);
  return g_test_run ();
}
