/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-file.h"

#include <string.h>

#include "motif/spk-motif-csv.h"
#include "store-fixture.h"
#include "store/spk-json-place.h"

static SpkTopology *
read_csv (const char *text, GError **error)
{
  return spk_motif_from_csv ("m.csv", text, strlen (text), error);
}

static void
assert_csv_fails (const char *text, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_csv (text, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_csv_round_trip (void)
{
  const guint sizes[] = { 1, 2, 3, 8, 1024 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (SpkTopology) motif = spk_topology_new_random (sizes[i], 0.4, 1, i);
      g_autofree char *text = spk_motif_to_csv (motif);
      g_autoptr (GError) error = NULL;
      g_autoptr (SpkTopology) read = read_csv (text, &error);

      g_assert_no_error (error);
      g_assert_true (spk_topology_equal (motif, read));
    }
}

static void
test_csv_of_other_programs (void)
{
  const gint8 intra[] = { 0, 1, -1, 0 };
  const gint8 lateral[] = { 1, 0, 0, -1 };
  g_autoptr (SpkTopology) plain = spk_topology_new (2, intra, NULL);
  g_autoptr (SpkTopology) whole = spk_topology_new (2, intra, lateral);
  g_autoptr (SpkTopology) windows = read_csv ("\xef\xbb\xbf"
                                              "0;1\r\n-1;0\r\n",
                                              NULL);
  g_autoptr (SpkTopology) blanks = read_csv ("  0.0   1\n\n# a comment\n-1.0\t 0", NULL);
  g_autoptr (SpkTopology) all = read_csv ("0, +1, 1, 0\n-1, 0, 0, -1\n", NULL);

  g_assert_true (spk_topology_equal (plain, windows));
  g_assert_true (spk_topology_equal (plain, blanks));
  g_assert_true (spk_topology_equal (whole, all));
}

static void
test_csv_errors_name_line_and_column (void)
{
  assert_csv_fails ("0,1\n0,2\n", "m.csv:2: column 2: \"2\" is none of -1, 0, 1");
  assert_csv_fails ("0,1\n\n0,\n", "m.csv:3: column 2 is empty; write 0 where there is no connection");
  assert_csv_fails ("0,1\n0\n", "m.csv:2: a row of 1 numbers; the rows before have 2");
  assert_csv_fails ("0,1,1\n0,1,0\n", "m.csv:2: 2 rows of 3 numbers; a motif has k rows of k, or of k + 2 with the two "
                                      "neighbouring motifs");
  assert_csv_fails ("\n# nothing\n", "m.csv holds no row; a motif has at least one neuron");
  assert_csv_fails ("a,b\n0,1\n", "m.csv:1: column 1: \"a\" is none of -1, 0, 1");
  assert_csv_fails ("nan\n", "m.csv:1: column 1: \"nan\" is none of -1, 0, 1");
  assert_csv_fails ("1e-400\n1\n2\n", "m.csv:3: column 1: \"2\" is none of -1, 0, 1");
  assert_csv_fails ("\xff\xfe\n", "m.csv:1: column 1: \"\357\277\275\357\277\275\" is none of -1, 0, 1");
  assert_csv_fails ("", "m.csv holds no row; a motif has at least one neuron");
}

static void
test_csv_with_zero_bytes (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (spk_motif_from_csv ("m.csv", "1\0", 2, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT);
}

static void
test_csv_too_large (void)
{
  g_autoptr (GString) wide = g_string_new (NULL), tall = g_string_new (NULL);

  for (guint i = 0; i < 1027; i++)
    {
      g_string_append (wide, "0,");
      g_string_append (tall, "0\n");
    }
  g_string_append (wide, "0\n");
  assert_csv_fails (wide->str, "m.csv:1: more than 1026 columns; a motif has at most 1024 neurons");
  assert_csv_fails (tall->str, "m.csv:1025: more than 1024 rows; a motif has at most 1024 neurons");
}

static void
test_dot (void)
{
  const gint8 intra[] = { 0, 0, 1, -1 };
  const gint8 lateral[] = { 0, -1, 0, 0 };
  const double positions[] = { 0, 0, 2, 1 };
  g_autoptr (SpkTopology) plain = spk_topology_new (2, intra, lateral);
  g_autoptr (SpkTopology) placed = spk_topology_with_positions (plain, positions);
  g_autoptr (SpkTopology) motif = spk_topology_with_name (placed, "a \"b\" \\c");
  g_autofree char *text = spk_motif_file_print (motif, SPK_MOTIF_FORMAT_DOT);

  g_assert_cmpstr (text, ==,
                   "digraph \"a \\\"b\\\" \\\\c\" {\n"
                   "  graph [layout=neato];\n"
                   "  node [shape=circle];\n"
                   "  0 [pos=\"0.0000,-0.0000!\"];\n"
                   "  1 [pos=\"1.0000,-0.5000!\"];\n"
                   "  0 -> 1 [color=\"#0072b2\", arrowhead=normal];\n"
                   "  1 -> 1 [color=\"#d55e00\", arrowhead=dot];\n"
                   "  next0 [label=\"0, next motif\", shape=plaintext, fontsize=9];\n"
                   "  next0 -> 0 [color=\"#d55e00\", arrowhead=dot, style=dashed];\n"
                   "}\n");
}

static void
test_lines_of_places (void)
{
  static const char text[] = "{\n \"a\": [1,\n  [2, {\"b\\\"\": 3}],\n 4],\n \"c\": \"x\\\"]\",\n \"ab\": {\"d\":\n null}\n}\n";
  const gsize length = strlen (text);

  g_assert_cmpuint (spk_json_find_line (text, length, ""), ==, 1);
  g_assert_cmpuint (spk_json_find_line (text, length, "a"), ==, 2);
  g_assert_cmpuint (spk_json_find_line (text, length, "a[1][0]"), ==, 3);
  g_assert_cmpuint (spk_json_find_line (text, length, "a[1][1].b\\\""), ==, 3);
  g_assert_cmpuint (spk_json_find_line (text, length, "a[2]"), ==, 4);
  g_assert_cmpuint (spk_json_find_line (text, length, "c"), ==, 5);
  g_assert_cmpuint (spk_json_find_line (text, length, "ab.d"), ==, 7);
  g_assert_cmpuint (spk_json_find_line (text, length, "ab.z"), ==, 6);
  g_assert_cmpuint (spk_json_find_line (text, length, "z"), ==, 1);
  g_assert_cmpuint (spk_json_find_line ("[[[", 3, "[0][0]"), ==, 1);
}

static void
assert_parse_fails (const char *path, const char *text, const char *start)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (spk_motif_file_parse (path, text, strlen (text), &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, start));
}

static void
test_json_errors_name_the_line (void)
{
  assert_parse_fails ("m.json", "{\n\"schema\": \"spikesmith-motif/1\",\n\"size\": 2,\n\"intra\": [[0, 1],\n[2, 0]],\n\"lateral\": "
                                "[[0, 0], [0, 0]]}",
                      "m.json:5: intra[1][0]: 2 is none of -1, 0, 1");
  assert_parse_fails ("m.json", "{\n\"schema\": \"spikesmith-motif/1\",\n\"size\": \"2\"}", "m.json:3: size: ");
  assert_parse_fails ("m.json", "{\"motifs\": [\n{\n\"schema\": 3}]}", "m.json:3: motif 1: schema: ");
  assert_parse_fails ("m.json", "[\n{\"schema\": \"spikesmith-motif/1\",\n\"sizes\": 1}]", "m.json:");
}

/* Whatever is in a file: an error, and nothing else. */
static void
test_hostile_files (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  const char *texts[] = {
    "{\"schema\": \"spikesmith-motif/1\", \"size\": 99999999999999999999, \"intra\": [], \"lateral\": []}",
    "{\"schema\": \"spikesmith-motif/1\", \"size\": 4294967297, \"intra\": [], \"lateral\": []}",
    "{\"schema\": \"spikesmith-motif/1\", \"size\": 1024, \"intra\": [[]], \"lateral\": []}",
    "{\"schema\": \"spikesmith-motif/1\", \"size\": -1, \"intra\": [], \"lateral\": []}",
    "{\"schema\": \"spikesmith-motif/1\", \"size\": 1, \"intra\": [[1e300]], \"lateral\": [[0, 0]]}",
    "{\"schema\": \"spikesmith-motif/1\", \"size\": 1, \"intra\": {\"0\": [1]}, \"lateral\": [[0, 0]]}",
    "{\"schema\": \"spikesmith-motif/1\", \"size\": 1, \"intra\": [[true]], \"lateral\": [[0, 0]]}",
    "{\"schema\": \"spikesmith-motif/1\", \"size\": 1, \"intra\": [[null]], \"lateral\": [[0, 0]]}",
    "{\"schema\": \"spikesmith-motif/1\", \"size\": 1, \"intra\": [[0]], \"lateral\": [[0, 0]], \"positions\": [[1e999, 0]]}",
    "{\"schema\": \"spikesmith-motif/1\", \"size\": 1, \"intra\": [[0]], \"lateral\": [[0, 0]], \"name\": 7}",
    "{\"schema\": \"spikesmith-motif/9\", \"size\": 1, \"intra\": [[0]], \"lateral\": [[0, 0]]}",
    "{\"schema\": \"spikesmith-motif/1\", \"size\": 1, \"intra\": [[0]], \"lateral\": [[0, 0",
    "{\"motifs\": []}",
    "{\"motifs\": [null]}",
    "\"motif\"",
    "\xff\xfe\x00",
    "",
    "[[[[",
  };
  g_autofree char *path = g_strconcat (fixture->run, ".json", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_null (spk_motif_file_load (path, &error));
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, path));
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "[");
  assert_parse_fails ("deep.json", deep->str, "deep.json:1: nested deeper");
  assert_parse_fails ("m.dot", "digraph {}", "m.dot: GraphViz files are written only");
}

/* Every beginning of a good file. */
static void
test_truncated_files (void)
{
  g_autoptr (SpkTopology) plain = spk_topology_new_random (3, 0.5, 1, 0);
  g_autoptr (SpkTopology) motif = spk_topology_with_name (plain, "cut");
  g_autofree char *json = spk_motif_file_print (motif, SPK_MOTIF_FORMAT_JSON);

  for (gsize length = 0; length < strlen (json) - 2; length++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (spk_motif_file_parse ("m.json", json, length, &error));
      g_assert_nonnull (error);
    }
}

static void
test_save_and_load_by_name (StoreFixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (5, 0.5, 1, 0);
  const char *endings[] = { ".json", ".csv", "" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (fixture->run, endings[i], NULL);
      g_autoptr (GPtrArray) read = NULL;

      g_assert_true (spk_motif_file_save (motif, path, NULL));
      read = spk_motif_file_load (path, NULL);
      g_assert_cmpuint (read->len, ==, 1);
      g_assert_true (spk_topology_equal (read->pdata[0], motif));
      g_assert_cmpstr (spk_topology_get_name (read->pdata[0]), ==, i == 1 ? "run" : NULL);
    }
}

#define ADD(name, function)                                                                                            \
  g_test_add ("/motif-file/" name, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/motif-file/csv/round-trip", test_csv_round_trip);
  g_test_add_func ("/motif-file/csv/other-programs", test_csv_of_other_programs);
  g_test_add_func ("/motif-file/csv/errors", test_csv_errors_name_line_and_column);
  g_test_add_func ("/motif-file/csv/zero-bytes", test_csv_with_zero_bytes);
  g_test_add_func ("/motif-file/csv/too-large", test_csv_too_large);
  g_test_add_func ("/motif-file/dot", test_dot);
  g_test_add_func ("/motif-file/places", test_lines_of_places);
  g_test_add_func ("/motif-file/json-lines", test_json_errors_name_the_line);
  g_test_add_func ("/motif-file/truncated", test_truncated_files);
  ADD ("hostile", test_hostile_files);
  ADD ("by-name", test_save_and_load_by_name);
  return g_test_run ();
}
