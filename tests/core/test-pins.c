/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-pins.h"

#include <string.h>

#include "base/spk-floats.h"
#include "base/spk-random.h"
#include "model/spk-recurrence.h"
#include "network-fixture.h"

static SpkPins *
make_pins (void)
{
  SpkPins *pins = spk_pins_new ();

  spk_pins_set_size (pins, 3);
  spk_pins_set_intra (pins, 3, 0, 2, SPK_INHIBITORY);
  spk_pins_set_intra (pins, 3, 1, 1, SPK_ABSENT);
  spk_pins_set_lateral (pins, 3, 2, SPK_NEXT, SPK_EXCITATORY);
  spk_pins_set_intra (pins, 2, 1, 0, SPK_EXCITATORY);
  return pins;
}

static void
assert_pins_equal (const SpkPins *a, const SpkPins *b)
{
  g_assert_cmpuint (spk_pins_get_size (a), ==, spk_pins_get_size (b));
  for (guint k = 1; k <= 4; k++)
    for (guint p = 0; p < k; p++)
      {
        for (guint q = 0; q < k; q++)
          g_assert_cmpint (spk_pins_get_intra (a, k, p, q), ==, spk_pins_get_intra (b, k, p, q));
        for (guint side = 0; side < 2; side++)
          g_assert_cmpint (spk_pins_get_lateral (a, k, p, (SpkSide) side), ==, spk_pins_get_lateral (b, k, p, (SpkSide) side));
      }
}

static void
test_new_ones_leave_everything_free (void)
{
  g_autoptr (SpkPins) pins = spk_pins_new ();

  g_assert_cmpuint (spk_pins_get_size (pins), ==, 0);
  g_assert_cmpint (spk_pins_get_intra (pins, 4, 3, 2), ==, SPK_FREE);
  g_assert_cmpint (spk_pins_get_lateral (pins, 4, 3, SPK_NEXT), ==, SPK_FREE);
}

static void
test_hold_what_was_set (void)
{
  g_autoptr (SpkPins) pins = make_pins ();

  g_assert_cmpint (spk_pins_get_intra (pins, 3, 0, 2), ==, SPK_INHIBITORY);
  g_assert_cmpint (spk_pins_get_intra (pins, 3, 2, 0), ==, SPK_FREE);
  g_assert_cmpint (spk_pins_get_intra (pins, 3, 1, 1), ==, SPK_ABSENT);
  g_assert_cmpint (spk_pins_get_lateral (pins, 3, 2, SPK_NEXT), ==, SPK_EXCITATORY);
  g_assert_cmpint (spk_pins_get_lateral (pins, 3, 2, SPK_PREVIOUS), ==, SPK_FREE);
  spk_pins_set_intra (pins, 3, 0, 2, SPK_FREE);
  g_assert_cmpint (spk_pins_get_intra (pins, 3, 0, 2), ==, SPK_FREE);
}

static void
test_copy_is_independent (void)
{
  g_autoptr (SpkPins) pins = make_pins ();
  g_autoptr (SpkPins) copy = spk_pins_copy (pins);

  assert_pins_equal (pins, copy);
  spk_pins_set_intra (copy, 3, 0, 2, SPK_EXCITATORY);
  spk_pins_set_size (copy, 2);
  g_assert_cmpint (spk_pins_get_intra (pins, 3, 0, 2), ==, SPK_INHIBITORY);
  g_assert_cmpuint (spk_pins_get_size (pins), ==, 3);
}

static void
test_json_round_trip (void)
{
  g_autoptr (SpkPins) pins = make_pins ();
  g_autoptr (SpkPins) empty = spk_pins_new ();
  const SpkPins *all[] = { pins, empty };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (JsonNode) node = spk_pins_to_json (all[i]);
      g_autofree char *text = json_to_string (node, TRUE);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) parsed = json_from_string (text, &error);
      g_autoptr (SpkPins) back = NULL;

      g_assert_no_error (error);
      back = spk_pins_from_json (parsed, &error);
      g_assert_no_error (error);
      assert_pins_equal (all[i], back);
    }
}

static void
test_a_motif_pins_all_of_itself (void)
{
  g_autoptr (SpkTopology) topology = spk_topology_new_random (4, 0.6, 1, 0);
  g_autoptr (JsonNode) node = spk_topology_to_json (topology);
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkPins) pins = spk_pins_from_json (node, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (spk_pins_get_size (pins), ==, 4);
  for (guint p = 0; p < 4; p++)
    {
      for (guint q = 0; q < 4; q++)
        g_assert_cmpint (spk_pins_get_intra (pins, 4, p, q), ==, (int) spk_topology_get_intra (topology, p, q));
      for (guint side = 0; side < 2; side++)
        g_assert_cmpint (spk_pins_get_lateral (pins, 4, p, (SpkSide) side), ==,
                         (int) spk_topology_get_lateral (topology, p, (SpkSide) side));
    }
}

typedef struct
{
  const char   *name;
  const char   *json;
  SpkModelError code;
  const char   *message; /* part of it */
} Malformed;

#define PINS(rest) "{\"schema\": \"spikesmith-pins/1\"" rest "}"
#define MOTIF(rest) PINS (", \"motifs\": [{" rest "}]")

static const Malformed malformed[] = {
  { "no-object", "[1]", SPK_MODEL_ERROR_FORMAT, "schema" },
  { "null", "null", SPK_MODEL_ERROR_FORMAT, "schema" },
  { "no-schema", "{}", SPK_MODEL_ERROR_FORMAT, "schema" },
  { "other-schema", "{\"schema\": \"spikesmith-pins/9\"}", SPK_MODEL_ERROR_FORMAT, "schema" },
  { "schema-is-a-number", "{\"schema\": 1}", SPK_MODEL_ERROR_FORMAT, "schema" },
  { "schema-is-an-array", "{\"schema\": []}", SPK_MODEL_ERROR_FORMAT, "schema" },
  { "size-is-text", PINS (", \"size\": \"3\""), SPK_MODEL_ERROR_RANGE, "size" },
  { "size-is-a-fraction", PINS (", \"size\": 2.5"), SPK_MODEL_ERROR_RANGE, "size" },
  { "size-is-zero", PINS (", \"size\": 0"), SPK_MODEL_ERROR_RANGE, "size" },
  { "size-is-negative", PINS (", \"size\": -1"), SPK_MODEL_ERROR_RANGE, "size" },
  { "size-is-huge", PINS (", \"size\": 1025"), SPK_MODEL_ERROR_RANGE, "1024" },
  { "motifs-is-an-object", PINS (", \"motifs\": {}"), SPK_MODEL_ERROR_FORMAT, "motifs" },
  { "motif-is-a-number", PINS (", \"motifs\": [1]"), SPK_MODEL_ERROR_FORMAT, "motifs" },
  { "motif-without-size", MOTIF ("\"intra\": [[1]]"), SPK_MODEL_ERROR_RANGE, "size" },
  { "motif-size-is-null", MOTIF ("\"size\": null"), SPK_MODEL_ERROR_RANGE, "size" },
  { "without-intra", MOTIF ("\"size\": 1, \"lateral\": [[1, 1]]"), SPK_MODEL_ERROR_FORMAT, "intra" },
  { "without-lateral", MOTIF ("\"size\": 1, \"intra\": [[1]]"), SPK_MODEL_ERROR_FORMAT, "lateral" },
  { "too-few-rows", MOTIF ("\"size\": 2, \"intra\": [[1, 1]], \"lateral\": [[1, 1], [1, 1]]"), SPK_MODEL_ERROR_FORMAT, "2 rows" },
  { "too-many-columns", MOTIF ("\"size\": 1, \"intra\": [[1, 1]], \"lateral\": [[1, 1]]"), SPK_MODEL_ERROR_FORMAT, "intra[0]" },
  { "row-is-a-number", MOTIF ("\"size\": 1, \"intra\": [1], \"lateral\": [[1, 1]]"), SPK_MODEL_ERROR_FORMAT, "intra[0]" },
  { "type-is-two", MOTIF ("\"size\": 1, \"intra\": [[2]], \"lateral\": [[1, 1]]"), SPK_MODEL_ERROR_RANGE, "intra[0][0]" },
  { "type-is-a-fraction", MOTIF ("\"size\": 1, \"intra\": [[0.5]], \"lateral\": [[1, 1]]"), SPK_MODEL_ERROR_RANGE, "intra[0][0]" },
  { "type-is-text", MOTIF ("\"size\": 1, \"intra\": [[1]], \"lateral\": [[1, \"x\"]]"), SPK_MODEL_ERROR_RANGE, "lateral[0][1]" },
  { "type-is-the-least-integer", MOTIF ("\"size\": 1, \"intra\": [[-9223372036854775808]], \"lateral\": [[1, 1]]"),
    SPK_MODEL_ERROR_RANGE, "intra[0][0]" },
  { "type-is-an-array", MOTIF ("\"size\": 1, \"intra\": [[[]]], \"lateral\": [[1, 1]]"), SPK_MODEL_ERROR_RANGE, "intra[0][0]" },
  { "motif-of-another-schema", "{\"schema\": \"spikesmith-motif/1\"}", SPK_MODEL_ERROR_FORMAT, "" },
};

static void
test_malformed_json_is_an_error (gconstpointer data)
{
  const Malformed *it = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (it->json, &error);

  g_assert_no_error (error);
  g_assert_null (spk_pins_from_json (node, &error));
  g_assert_error (error, SPK_MODEL_ERROR, (int) it->code);
  g_assert_nonnull (strstr (error->message, it->message));
}

static const NetworkCase searched = {
  "searched", { { SPK_LAYER_SUPERNET, 12, { 2, 3, 4 } } }, .channels = 3, .classes = 2,
};

/* Gradient of the layer's values from a random gradient of its effective weights. */
static float *
differentiate (const SpkNetwork *network)
{
  float *gradient = spk_floats_new (network->n_values);
  g_auto (SpkFloats) from_above = NULL;
  SpkRecurrence recurrence;
  SpkRandom random;

  spk_random_init (&random, 1, SPK_PURPOSE_TEST, 0, 0);
  spk_recurrence_init (&recurrence, &network->spec.layers[0]);
  from_above = spk_floats_new (recurrence.n_weights);
  for (gsize i = 0; i < recurrence.n_weights; i++)
    from_above[i] = (float) spk_random_normal (&random);
  spk_recurrence_differentiate (&recurrence, network, 0, from_above, gradient);
  return gradient;
}

static void
test_pinned_connection_is_certain (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&searched, 1);
  const SpkBranch *branch = &network->layers[0].branches[1];
  g_auto (SpkFloats) gradient = NULL;
  float intra[3 * 3 * 3], lateral[3 * 2 * 3];
  const guint pinned = 3 * (0 * 3 + 2), free_one = 3 * (2 * 3 + 0);

  network->pins[0] = make_pins ();
  spk_pins_set_size (network->pins[0], 0);
  spk_recurrence_type_probabilities (network, 0, 1, intra, lateral);
  g_assert_cmpfloat (intra[pinned], ==, 0);
  g_assert_cmpfloat (intra[pinned + 1], ==, 1);
  g_assert_cmpfloat (intra[pinned + 2], ==, 0);
  g_assert_cmpfloat (lateral[3 * (2 * 2 + SPK_NEXT)], ==, 1);
  g_assert_cmpfloat (intra[3 * (1 * 3 + 1) + 2], ==, 1);
  g_assert_cmpfloat (intra[free_one], <, 1);

  gradient = differentiate (network);
  for (guint type = 0; type < 3; type++)
    {
      g_assert_cmpfloat (gradient[branch->alpha_intra + pinned + type], ==, 0);
      g_assert_cmpfloat (gradient[branch->alpha_lateral + 3 * (2 * 2 + SPK_NEXT) + type], ==, 0);
      g_assert_cmpfloat (gradient[branch->alpha_intra + free_one + type], !=, 0);
    }
}

static void
test_pinned_size_is_certain (void)
{
  g_autoptr (SpkNetwork) network = network_case_new_network (&searched, 1);
  const SpkLayerPlaces *places = &network->layers[0];
  g_auto (SpkFloats) gradient = NULL;
  double sizes[3];

  network->pins[0] = make_pins ();
  spk_recurrence_size_probabilities (network, 0, sizes);
  g_assert_cmpfloat (sizes[0], ==, 0);
  g_assert_cmpfloat (sizes[1], ==, 1);
  g_assert_cmpfloat (sizes[2], ==, 0);

  gradient = differentiate (network);
  for (guint b = 0; b < 3; b++)
    g_assert_cmpfloat (gradient[places->alpha_size + b], ==, 0);
  g_assert_cmpfloat (gradient[places->branches[0].w_exc], ==, 0); /* a size that is out of the question */
  g_assert_cmpfloat (gradient[places->branches[1].w_exc], !=, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pins/new-ones-leave-everything-free", test_new_ones_leave_everything_free);
  g_test_add_func ("/pins/hold-what-was-set", test_hold_what_was_set);
  g_test_add_func ("/pins/copy-is-independent", test_copy_is_independent);
  g_test_add_func ("/pins/json-round-trip", test_json_round_trip);
  g_test_add_func ("/pins/a-motif-pins-all-of-itself", test_a_motif_pins_all_of_itself);
  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autofree char *name = g_strconcat ("/pins/malformed-json-is-an-error/", malformed[i].name, NULL);

      g_test_add_data_func (name, &malformed[i], test_malformed_json_is_an_error);
    }
  g_test_add_func ("/pins/pinned-connection-is-certain", test_pinned_connection_is_certain);
  g_test_add_func ("/pins/pinned-size-is-certain", test_pinned_size_is_certain);
  return g_test_run ();
}
