/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-topology.h"

#include <math.h>
#include <string.h>

static const gint8 intra[] = { 0, 1, -1, 1, 0, 0, -1, -1, 1 };
static const gint8 lateral[] = { 1, 0, 0, -1, 0, 0 };

#define HEAD "{\"schema\": \"spikesmith-motif/1\", "

static void
test_holds_what_it_was_made_of (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new (3, intra, lateral);

  g_assert_cmpuint (spk_topology_get_size (motif), ==, 3);
  for (guint post = 0; post < 3; post++)
    for (guint pre = 0; pre < 3; pre++)
      g_assert_cmpint (spk_topology_get_intra (motif, post, pre), ==, intra[3 * post + pre]);
  for (guint position = 0; position < 3; position++)
    {
      g_assert_cmpint (spk_topology_get_lateral (motif, position, SPK_PREVIOUS), ==, lateral[2 * position]);
      g_assert_cmpint (spk_topology_get_lateral (motif, position, SPK_NEXT), ==, lateral[2 * position + 1]);
    }
  g_assert_null (spk_topology_get_name (motif));
  g_assert_null (spk_topology_get_positions (motif));
  g_assert_cmpuint (spk_topology_count_connections (motif), ==, 8);
  g_assert_cmpfloat (spk_topology_get_density (motif), ==, 8.0 / 15.0);
}

static void
test_without_types_is_empty (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new (5, NULL, NULL);

  g_assert_cmpuint (spk_topology_count_connections (motif), ==, 0);
  g_assert_cmpfloat (spk_topology_get_density (motif), ==, 0);
}

static void
test_random_density_and_signs (void)
{
  const guint n_places = 64 * 64 + 2 * 64;
  const double density = 0.3;
  guint n_present = 0, n_excitatory = 0;

  for (guint32 index = 0; index < 20; index++)
    {
      g_autoptr (SpkTopology) motif = spk_topology_new_random (64, density, 5, index);

      n_present += spk_topology_count_connections (motif);
      for (guint i = 0; i < 64 * 64; i++)
        n_excitatory += spk_topology_get_intra (motif, i / 64, i % 64) == SPK_EXCITATORY;
      for (guint i = 0; i < 2 * 64; i++)
        n_excitatory += spk_topology_get_lateral (motif, i / 2, i % 2) == SPK_EXCITATORY;
    }

  /* within five standard deviations */
  double n = 20.0 * n_places;

  g_assert_cmpfloat_with_epsilon (n_present, n * density, 5 * sqrt (n * density * (1 - density)));
  g_assert_cmpfloat_with_epsilon (n_excitatory, n_present / 2.0, 5 * sqrt (n_present / 4.0));
}

static void
test_random_extreme_densities (void)
{
  g_autoptr (SpkTopology) none = spk_topology_new_random (16, 0, 1, 0);
  g_autoptr (SpkTopology) all = spk_topology_new_random (16, 1, 1, 0);

  g_assert_cmpuint (spk_topology_count_connections (none), ==, 0);
  g_assert_cmpuint (spk_topology_count_connections (all), ==, 16 * 16 + 2 * 16);
}

static void
test_random_is_named_by_seed_and_index (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (8, 0.5, 3, 1);
  g_autoptr (SpkTopology) same = spk_topology_new_random (8, 0.5, 3, 1);
  g_autoptr (SpkTopology) other_seed = spk_topology_new_random (8, 0.5, 4, 1);
  g_autoptr (SpkTopology) other_index = spk_topology_new_random (8, 0.5, 3, 2);

  g_assert_true (spk_topology_equal (motif, same));
  g_assert_false (spk_topology_equal (motif, other_seed));
  g_assert_false (spk_topology_equal (motif, other_index));
}

static void
test_random_higher_density_only_adds (void)
{
  g_autoptr (SpkTopology) thin = spk_topology_new_random (12, 0.3, 3, 0);
  g_autoptr (SpkTopology) dense = spk_topology_new_random (12, 0.8, 3, 0);

  for (guint i = 0; i < 12 * 12; i++)
    if (spk_topology_get_intra (thin, i / 12, i % 12) != SPK_ABSENT)
      g_assert_cmpint (spk_topology_get_intra (thin, i / 12, i % 12), ==,
                       spk_topology_get_intra (dense, i / 12, i % 12));
}

static void
test_change_leaves_the_original (void)
{
  const double places[] = { 0, 0, 1.5, 0, 0, -2 };
  g_autoptr (SpkTopology) motif = spk_topology_new (3, intra, lateral);
  g_autoptr (SpkTopology) untouched = spk_topology_new (3, intra, lateral);
  g_autoptr (SpkTopology) named = spk_topology_with_name (motif, "chain");
  g_autoptr (SpkTopology) placed = spk_topology_with_positions (named, places);
  g_autoptr (SpkTopology) inner = spk_topology_with_intra (placed, 2, 0, SPK_EXCITATORY);
  g_autoptr (SpkTopology) outer = spk_topology_with_lateral (inner, 1, SPK_NEXT, SPK_ABSENT);

  g_assert_true (spk_topology_equal (motif, untouched));
  g_assert_null (spk_topology_get_name (motif));
  g_assert_null (spk_topology_get_positions (motif));
  g_assert_null (spk_topology_get_positions (named));
  g_assert_cmpint (spk_topology_get_intra (placed, 2, 0), ==, SPK_INHIBITORY);
  g_assert_cmpint (spk_topology_get_intra (inner, 2, 0), ==, SPK_EXCITATORY);
  g_assert_cmpint (spk_topology_get_lateral (inner, 1, SPK_NEXT), ==, SPK_INHIBITORY);
  g_assert_cmpint (spk_topology_get_lateral (outer, 1, SPK_NEXT), ==, SPK_ABSENT);
  g_assert_cmpuint (spk_topology_count_differences (motif, inner), ==, 1);
  g_assert_cmpuint (spk_topology_count_differences (motif, outer), ==, 2);
  g_assert_cmpstr (spk_topology_get_name (outer), ==, "chain");
  g_assert_cmpmem (spk_topology_get_positions (outer), sizeof places, places, sizeof places);
}

static void
test_name_and_positions_can_be_taken_away (void)
{
  const double places[] = { 3, 4 };
  g_autoptr (SpkTopology) motif = spk_topology_new (1, NULL, NULL);
  g_autoptr (SpkTopology) named = spk_topology_with_name (motif, "one");
  g_autoptr (SpkTopology) placed = spk_topology_with_positions (named, places);
  g_autoptr (SpkTopology) unnamed = spk_topology_with_name (placed, NULL);
  g_autoptr (SpkTopology) bare = spk_topology_with_positions (unnamed, NULL);

  g_assert_null (spk_topology_get_name (unnamed));
  g_assert_nonnull (spk_topology_get_positions (unnamed));
  g_assert_null (spk_topology_get_positions (bare));
}

static void
test_equality_ignores_name_and_positions (void)
{
  const double places[] = { 0, 0, 1, 0, 0, 1 };
  g_autoptr (SpkTopology) motif = spk_topology_new (3, intra, lateral);
  g_autoptr (SpkTopology) named = spk_topology_with_name (motif, "ring");
  g_autoptr (SpkTopology) placed = spk_topology_with_positions (named, places);
  g_autoptr (SpkTopology) larger = spk_topology_new (4, NULL, NULL);

  g_assert_true (spk_topology_equal (motif, placed));
  g_assert_cmpuint (spk_topology_count_differences (motif, placed), ==, 0);
  g_assert_false (spk_topology_equal (motif, larger));
  g_assert_cmpuint (spk_topology_count_differences (motif, larger), ==, 24);
}

static void
test_layer_must_be_whole_motifs (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new (3, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (spk_topology_check_layer (motif, 240, &error));
  g_assert_no_error (error);
  g_assert_false (spk_topology_check_layer (motif, 20, NULL));
  g_assert_false (spk_topology_check_layer (motif, 800, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE);
  g_assert_cmpstr (error->message, ==,
                   "a motif of 3 neurons does not divide a layer of 800 neurons; "
                   "sizes that do: 1, 2, 4, 5, 8, 10, 16, 20, 25, 32");
  g_clear_error (&error);
  g_assert_false (spk_topology_check_layer (motif, 0, &error));
  g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE);
}

static SpkTopology *
parse (const char *text, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) parse_error = NULL;

  json_parser_load_from_data (parser, text, -1, &parse_error);
  g_assert_no_error (parse_error);
  return spk_topology_from_json (json_parser_get_root (parser), error);
}

static void
test_json_round_trip (void)
{
  const double places[] = { 0.1, -1.0 / 3, 1.5e-300, 7, 12345.678901234567, 0 };
  g_autoptr (SpkTopology) types = spk_topology_new (3, intra, lateral);
  g_autoptr (SpkTopology) named = spk_topology_with_name (types, "\"Motif\" \303\244");
  g_autoptr (SpkTopology) motif = spk_topology_with_positions (named, places);
  g_autoptr (JsonNode) node = spk_topology_to_json (motif);
  g_autofree char *text = json_to_string (node, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkTopology) back = parse (text, &error);

  g_assert_no_error (error);
  g_assert_true (spk_topology_equal (motif, back));
  g_assert_cmpstr (spk_topology_get_name (back), ==, spk_topology_get_name (motif));
  g_assert_cmpmem (spk_topology_get_positions (back), sizeof places, places, sizeof places);
}

/* "1e+17.0", as json-glib has it, would not be read. */
static void
test_json_of_round_coordinates (void)
{
  const double places[] = { 1e17, -1e-300 };
  g_autoptr (SpkTopology) motif = spk_topology_new (1, NULL, NULL);
  g_autoptr (SpkTopology) placed = spk_topology_with_positions (motif, places);
  g_autoptr (JsonNode) node = spk_topology_to_json (placed);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (SpkTopology) back = parse (text, NULL);

  g_assert_cmpfloat_with_epsilon (spk_topology_get_positions (back)[0], 1e17, 100);
  g_assert_cmpfloat_with_epsilon (spk_topology_get_positions (back)[1], -1e-300, 1e-310);
}

static void
test_json_round_trip_of_the_largest (void)
{
  g_autoptr (SpkTopology) motif = spk_topology_new_random (SPK_TOPOLOGY_MAX_SIZE, 0.5, 1, 0);
  g_autoptr (JsonNode) node = spk_topology_to_json (motif);
  g_autoptr (SpkTopology) back = spk_topology_from_json (node, NULL);

  g_assert_true (spk_topology_equal (motif, back));
  g_assert_null (spk_topology_get_name (back));
  g_assert_null (spk_topology_get_positions (back));
}

static const struct
{
  const char *text;
  const char *message;
} malformed[] = {
  { "[1, 2]", "a motif is a JSON object with the keys schema, size, intra and lateral" },
  { "null", "a motif is a JSON object with the keys schema, size, intra and lateral" },
  { "{}", "\"schema\" is missing, it must be \"spikesmith-motif/1\"" },
  { "{\"schema\": 1}", "schema: 1 is not \"spikesmith-motif/1\"" },
  { "{\"schema\": \"spikesmith-motif/2\"}", "schema: \"spikesmith-motif/2\" is not \"spikesmith-motif/1\"" },
  { HEAD "\"colour\": 1}",
    "\"colour\" is no key of a motif; the keys are schema, size, intra, lateral, positions, name" },
  { HEAD "\"intra\": []}", "\"size\" is missing" },
  { HEAD "\"size\": 0}", "size: 0 is no whole number from 1 to 1024" },
  { HEAD "\"size\": -3}", "size: -3 is no whole number from 1 to 1024" },
  { HEAD "\"size\": 1025}", "size: 1025 is no whole number from 1 to 1024" },
  { HEAD "\"size\": 4294967297}", "size: 4294967297 is no whole number from 1 to 1024" },
  { HEAD "\"size\": 2.5}", "size: 2.5 is no whole number from 1 to 1024" },
  { HEAD "\"size\": \"2\"}", "size: \"2\" is no whole number from 1 to 1024" },
  { HEAD "\"size\": null}", "size: null is no whole number from 1 to 1024" },
  { HEAD "\"size\": {}}", "size: an object is no whole number from 1 to 1024" },
  { HEAD "\"size\": 1}", "\"intra\" is missing" },
  { HEAD "\"size\": 1, \"intra\": [[0]]}", "\"lateral\" is missing" },
  { HEAD "\"size\": 2, \"intra\": 7}", "intra: 7, where an array of 2 is needed" },
  { HEAD "\"size\": 2, \"intra\": [[0, 0]]}", "intra: 1 items, where 2 are needed" },
  { HEAD "\"size\": 2, \"intra\": [[0, 0], [0]]}", "intra[1]: 1 items, where 2 are needed" },
  { HEAD "\"size\": 2, \"intra\": [[0, 0], null]}", "intra[1]: null, where an array of 2 is needed" },
  { HEAD "\"size\": 2, \"intra\": [[0, 0], [0, 2]]}", "intra[1][1]: 2 is none of -1, 0, 1" },
  { HEAD "\"size\": 2, \"intra\": [[0, 0.5], [0, 0]]}", "intra[0][1]: 0.5 is none of -1, 0, 1" },
  { HEAD "\"size\": 2, \"intra\": [[0, true], [0, 0]]}", "intra[0][1]: true is none of -1, 0, 1" },
  { HEAD "\"size\": 1, \"intra\": [[-9223372036854775808]]}",
    "intra[0][0]: -9223372036854775808 is none of -1, 0, 1" },
  { HEAD "\"size\": 1, \"intra\": [[0]], \"lateral\": [[0, 0, 0]]}", "lateral[0]: 3 items, where 2 are needed" },
  { HEAD "\"size\": 1, \"intra\": [[0]], \"lateral\": [[0, [1]]]}", "lateral[0][1]: an array is none of -1, 0, 1" },
  { HEAD "\"size\": 1, \"intra\": [[0]], \"lateral\": [[0, 1]], \"positions\": [[0, \"x\"]]}",
    "positions[0][1]: \"x\" is no finite number" },
  { HEAD "\"size\": 1, \"intra\": [[0]], \"lateral\": [[0, 1]], \"positions\": [[0, 1e999]]}",
    "positions[0][1]: inf is no finite number" },
  { HEAD "\"size\": 1, \"intra\": [[0]], \"lateral\": [[0, 1]], \"positions\": null}",
    "positions: null, where an array of 1 is needed" },
  { HEAD "\"size\": 1, \"intra\": [[0]], \"lateral\": [[0, 1]], \"name\": 4}", "name: 4 is no string" },
};

static void
test_json_errors_say_where (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SpkTopology) motif = parse (malformed[i].text, &error);

      g_assert_null (motif);
      g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT);
      g_assert_cmpstr (error->message, ==, malformed[i].message);
      g_assert_null (parse (malformed[i].text, NULL));
    }
}

static void
test_json_errors_stay_short (void)
{
  g_autofree char *key = g_strnfill (100000, 'k');
  g_autofree char *text = g_strdup_printf (HEAD "\"%s\": \"%s\"}", key, key);
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (text, &error));
  g_assert_cmpuint (strlen (error->message), <, 200);
  g_assert_null (spk_topology_from_json (NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/topology/holds-what-it-was-made-of", test_holds_what_it_was_made_of);
  g_test_add_func ("/topology/without-types-is-empty", test_without_types_is_empty);
  g_test_add_func ("/topology/random-density-and-signs", test_random_density_and_signs);
  g_test_add_func ("/topology/random-extreme-densities", test_random_extreme_densities);
  g_test_add_func ("/topology/random-is-named-by-seed-and-index", test_random_is_named_by_seed_and_index);
  g_test_add_func ("/topology/random-higher-density-only-adds", test_random_higher_density_only_adds);
  g_test_add_func ("/topology/change-leaves-the-original", test_change_leaves_the_original);
  g_test_add_func ("/topology/name-and-positions-can-be-taken-away", test_name_and_positions_can_be_taken_away);
  g_test_add_func ("/topology/equality-ignores-name-and-positions", test_equality_ignores_name_and_positions);
  g_test_add_func ("/topology/layer-must-be-whole-motifs", test_layer_must_be_whole_motifs);
  g_test_add_func ("/topology/json-round-trip", test_json_round_trip);
  g_test_add_func ("/topology/json-of-round-coordinates", test_json_of_round_coordinates);
  g_test_add_func ("/topology/json-round-trip-of-the-largest", test_json_round_trip_of_the_largest);
  g_test_add_func ("/topology/json-errors-say-where", test_json_errors_say_where);
  g_test_add_func ("/topology/json-errors-stay-short", test_json_errors_stay_short);
  return g_test_run ();
}
