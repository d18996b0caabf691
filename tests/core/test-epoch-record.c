/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-epoch-record.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "search/spk-spike-code.h"

static float *
make_floats (guint n)
{
  float *values = g_new (float, n);

  for (guint i = 0; i < n; i++)
    values[i] = 1.0f / (i + 3);
  return values;
}

/* A spike at every third place, counted step by step. */
static GBytes *
make_raster (guint steps, guint width)
{
  g_autofree guint8 *bits = g_malloc0 ((steps * width + 7) / 8);

  for (guint i = 0; i < steps * width; i += 3)
    bits[i / 8] |= (guint8) (1u << i % 8);
  return spk_spike_code_pack_bits (bits, steps, width);
}

static void
fill_layer (SpkLayerRecord *layer)
{
  layer->neurons = 12;
  layer->n_branches = 2;
  layer->branches = g_new0 (SpkBranchRecord, 2);
  for (guint i = 0; i < 2; i++)
    {
      guint k = i == 0 ? 2 : 4;

      layer->branches[i] = (SpkBranchRecord){
        .size = k, .probability = 0.1 + i, .intra = make_floats (k * k * 3), .lateral = make_floats (k * 6)
      };
    }
  layer->branches[1].intra[5] = NAN;
  layer->branches[1].intra[6] = FLT_MAX;
  layer->branches[1].intra[7] = FLT_TRUE_MIN;
  layer->entropy = 1.0 / 3;
  layer->size_entropy = 0.7;
  layer->topology = spk_topology_new_random (4, 0.5, 1, 0);
  layer->mean_rate = 0.02;
  layer->silent = 0.25;
  spk_histogram_init (&layer->rates, 0, 1, 20);
  spk_histogram_init (&layer->resistance, 0, 40, 3);
  spk_histogram_add (&layer->rates, 0.5, 123456789012345);
  layer->neuron_rates = make_floats (12);
  layer->neuron_resistance = make_floats (12);
  layer->neuron_tau_m = make_floats (12);
}

static SpkProbe *
make_probe (guint label)
{
  SpkProbe *probe = spk_probe_new (2, 3);

  probe->sample = 7 + label;
  probe->label = label;
  probe->prediction = 2;
  probe->steps = 5;
  probe->channels = 3;
  probe->scores[0] = 0.1f;
  probe->scores[1] = NAN;
  probe->scores[2] = -INFINITY;
  probe->neurons[0] = 12;
  probe->neurons[1] = 9;
  probe->packed_input = make_raster (5, 3);
  probe->packed_spikes[0] = make_raster (5, 12);
  probe->packed_spikes[1] = make_raster (5, 9);
  return probe;
}

static SpkEpochRecord *
make_record (void)
{
  SpkEpochRecord *record = spk_epoch_record_new (2);

  record->phase = SPK_PHASE_TRAIN;
  record->epoch = 3;
  record->n_epochs = 30;
  record->seconds = 12.5;
  record->train_loss = 0.1 + 0.2;
  record->train_accuracy = 2.0 / 3;
  record->valid_loss = 1e22;
  record->learning_rate = 5e-324;
  record->gradient_norm = INFINITY;
  record->dropped_events = -0.0;
  record->n_samples = G_MAXUINT;
  record->stable_epochs = 4;
  fill_layer (&record->layers[0]);
  record->n_probes = 2;
  record->probes = g_new0 (SpkProbe *, 2);
  record->probes[0] = make_probe (0);
  record->probes[1] = make_probe (2);
  return record;
}

static char *
to_text (const SpkEpochRecord *record)
{
  g_autoptr (JsonNode) node = spk_epoch_record_to_json (record);

  return json_to_string (node, FALSE);
}

static SpkEpochRecord *
from_text (const char *text, GError **error)
{
  g_autoptr (GError) parse_error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &parse_error);

  g_assert_no_error (parse_error);
  return spk_epoch_record_from_json (node, error);
}

static void
assert_same_number (double a, double b)
{
  g_assert_true ((isnan (a) && isnan (b)) || memcmp (&a, &b, sizeof a) == 0);
}

static void
assert_same_histogram (const SpkHistogram *a, const SpkHistogram *b)
{
  assert_same_number (a->low, b->low);
  assert_same_number (a->high, b->high);
  g_assert_cmpmem (a->counts, a->n_bins * sizeof (guint64), b->counts, b->n_bins * sizeof (guint64));
}

static void
assert_same_floats (guint n, const float *a, const float *b)
{
  g_assert_true ((a == NULL) == (b == NULL));
  if (a != NULL)
    g_assert_cmpmem (a, n * sizeof *a, b, n * sizeof *b);
}

static void
assert_same_layer (const SpkLayerRecord *a, const SpkLayerRecord *b)
{
  g_assert_cmpuint (a->neurons, ==, b->neurons);
  g_assert_cmpuint (a->n_branches, ==, b->n_branches);
  for (guint i = 0; i < a->n_branches; i++)
    {
      guint k = a->branches[i].size;

      g_assert_cmpuint (k, ==, b->branches[i].size);
      assert_same_number (a->branches[i].probability, b->branches[i].probability);
      for (guint j = 0; j < k * k * 3; j++)
        assert_same_number (a->branches[i].intra[j], b->branches[i].intra[j]);
      for (guint j = 0; j < k * 6; j++)
        assert_same_number (a->branches[i].lateral[j], b->branches[i].lateral[j]);
    }
  assert_same_number (a->entropy, b->entropy);
  assert_same_number (a->size_entropy, b->size_entropy);
  assert_same_number (a->mean_rate, b->mean_rate);
  assert_same_number (a->silent, b->silent);
  g_assert_true ((a->topology == NULL) == (b->topology == NULL));
  if (a->topology != NULL)
    g_assert_true (spk_topology_equal (a->topology, b->topology));
  assert_same_histogram (&a->rates, &b->rates);
  assert_same_histogram (&a->resistance, &b->resistance);
  assert_same_histogram (&a->tau_m, &b->tau_m);
  assert_same_floats (a->neurons, a->neuron_rates, b->neuron_rates);
  assert_same_floats (a->neurons, a->neuron_resistance, b->neuron_resistance);
  assert_same_floats (a->neurons, a->neuron_tau_m, b->neuron_tau_m);
}

static void
assert_same_probe (const SpkProbe *a, const SpkProbe *b)
{
  g_assert_cmpuint (a->sample, ==, b->sample);
  g_assert_cmpuint (a->label, ==, b->label);
  g_assert_cmpuint (a->prediction, ==, b->prediction);
  g_assert_cmpuint (a->steps, ==, b->steps);
  g_assert_cmpuint (a->channels, ==, b->channels);
  g_assert_cmpuint (a->classes, ==, b->classes);
  for (guint i = 0; i < a->classes; i++)
    assert_same_number (a->scores[i], b->scores[i]);
  g_assert_cmpmem (a->neurons, a->n_layers * sizeof (guint), b->neurons, b->n_layers * sizeof (guint));
  g_assert_true (g_bytes_equal (a->packed_input, b->packed_input));
  for (guint i = 0; i < a->n_layers; i++)
    g_assert_true (g_bytes_equal (a->packed_spikes[i], b->packed_spikes[i]));
}

static void
assert_same_scalars (const SpkEpochRecord *a, const SpkEpochRecord *b)
{
  g_assert_cmpint (a->phase, ==, b->phase);
  g_assert_cmpuint (a->epoch, ==, b->epoch);
  g_assert_cmpuint (a->n_epochs, ==, b->n_epochs);
  assert_same_number (a->seconds, b->seconds);
  assert_same_number (a->train_loss, b->train_loss);
  assert_same_number (a->train_accuracy, b->train_accuracy);
  assert_same_number (a->valid_loss, b->valid_loss);
  assert_same_number (a->valid_accuracy, b->valid_accuracy);
  assert_same_number (a->derived_accuracy, b->derived_accuracy);
  assert_same_number (a->alpha_loss, b->alpha_loss);
  assert_same_number (a->learning_rate, b->learning_rate);
  assert_same_number (a->temperature, b->temperature);
  assert_same_number (a->gradient_norm, b->gradient_norm);
  g_assert_cmpuint (a->n_samples, ==, b->n_samples);
  assert_same_number (a->dropped_events, b->dropped_events);
  g_assert_cmpuint (a->stable_epochs, ==, b->stable_epochs);
}

static void
test_json_round_trip_is_exact (void)
{
  g_autoptr (SpkEpochRecord) record = make_record ();
  g_autofree char *text = to_text (record);
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkEpochRecord) back = from_text (text, &error);

  g_assert_no_error (error);
  assert_same_scalars (record, back);
  g_assert_cmpuint (back->n_layers, ==, 2);
  for (guint i = 0; i < 2; i++)
    assert_same_layer (&record->layers[i], &back->layers[i]);
  g_assert_cmpuint (back->n_probes, ==, 2);
  for (guint i = 0; i < 2; i++)
    assert_same_probe (record->probes[i], back->probes[i]);

  g_autofree char *again = to_text (back);

  g_assert_cmpstr (again, ==, text);
}

static void
test_new_record_round_trips (void)
{
  g_autoptr (SpkEpochRecord) record = spk_epoch_record_new (0);
  g_autofree char *text = to_text (record);
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkEpochRecord) back = from_text (text, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (back->n_layers, ==, 0);
  g_assert_cmpuint (back->n_probes, ==, 0);
  g_assert_null (spk_epoch_record_find_probe (back, 0));
  g_assert_true (isnan (back->valid_loss));
  assert_same_scalars (record, back);
}

static void
test_reference_keeps_the_record (void)
{
  SpkEpochRecord *record = make_record ();

  g_assert_true (spk_epoch_record_ref (record) == record);
  spk_epoch_record_unref (record);
  g_assert_cmpuint (record->layers[0].branches[1].size, ==, 4);
  spk_epoch_record_unref (record);
}

static void
test_phase_names (void)
{
  g_assert_cmpstr (spk_phase_to_string (SPK_PHASE_SEARCH), ==, "search");
  g_assert_cmpstr (spk_phase_to_string (SPK_PHASE_TRAIN), ==, "train");
}

static void
test_histogram_bins (void)
{
  SpkHistogram histogram;

  spk_histogram_init (&histogram, -1, 1, 4);
  spk_histogram_add (&histogram, -1, 1);
  spk_histogram_add (&histogram, -0.5, 10);
  spk_histogram_add (&histogram, 0.49, 100);
  spk_histogram_add (&histogram, 0.5, 1000);
  g_assert_cmpuint (histogram.counts[0], ==, 1);
  g_assert_cmpuint (histogram.counts[1], ==, 10);
  g_assert_cmpuint (histogram.counts[2], ==, 100);
  g_assert_cmpuint (histogram.counts[3], ==, 1000);
  g_free (histogram.counts);
}

static void
test_histogram_values_outside (void)
{
  SpkHistogram histogram;

  spk_histogram_init (&histogram, 0, 10, 5);
  spk_histogram_add (&histogram, -3, 1);
  spk_histogram_add (&histogram, -INFINITY, 1);
  spk_histogram_add (&histogram, 10, 1);
  spk_histogram_add (&histogram, 1e300, 1);
  spk_histogram_add (&histogram, INFINITY, 1);
  spk_histogram_add (&histogram, NAN, 1);
  g_assert_cmpuint (histogram.counts[0], ==, 2);
  g_assert_cmpuint (histogram.counts[4], ==, 3);
  g_assert_cmpuint (histogram.counts[1] + histogram.counts[2] + histogram.counts[3], ==, 0);
  g_free (histogram.counts);
}

static JsonNode *
parse_value (const char *text)
{
  JsonNode *node = json_from_string (text, NULL);

  g_assert_nonnull (node);
  return node;
}

/* Follows a path as "layers/0/branches/1/size" to the container of its last part. */
static JsonNode *
find_parent (JsonNode *root, char **parts)
{
  JsonNode *node = root;

  for (guint i = 0; parts[i + 1] != NULL; i++)
    node = JSON_NODE_HOLDS_ARRAY (node)
               ? json_array_get_element (json_node_get_array (node), (guint) g_ascii_strtoull (parts[i], NULL, 10))
               : json_object_get_member (json_node_get_object (node), parts[i]);
  return node;
}

/* Sets the value at @path of a good record, or takes it away where @value is NULL. */
static JsonNode *
damage (const char *path, const char *value)
{
  g_autoptr (SpkEpochRecord) record = make_record ();
  g_autofree char *text = to_text (record);
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  const char *last = parts[g_strv_length (parts) - 1];
  JsonNode *root = parse_value (text);
  JsonNode *parent = find_parent (root, parts);

  if (JSON_NODE_HOLDS_ARRAY (parent))
    {
      json_array_remove_element (json_node_get_array (parent), (guint) g_ascii_strtoull (last, NULL, 10));
      if (value != NULL)
        json_array_add_element (json_node_get_array (parent), parse_value (value));
    }
  else if (value != NULL)
    json_object_set_member (json_node_get_object (parent), last, parse_value (value));
  else
    json_object_remove_member (json_node_get_object (parent), last);
  return root;
}

static const struct
{
  const char *path, *value, *message;
} damages[] = {
  { "phase", NULL, "phase: it is missing" },
  { "phase", "\"rest\"", "phase: \"search\" or \"train\" is needed" },
  { "phase", "1", "phase: \"search\" or \"train\" is needed" },
  { "epoch", NULL, "epoch: it is missing" },
  { "epoch", "-1", "epoch: a whole number from 0 to 4294967295 is needed" },
  { "epoch", "4294967296", "epoch: a whole number from 0 to 4294967295 is needed" },
  { "epoch", "1.5", "epoch: a whole number from 0 to 4294967295 is needed" },
  { "train-loss", "\"low\"", "train-loss: a number or null is needed" },
  { "train-loss", "\"\"", "train-loss: a number or null is needed" },
  { "train-loss", "\"1x\"", "train-loss: a number or null is needed" },
  { "train-loss", "true", "train-loss: a number or null is needed" },
  { "train-loss", "[]", "train-loss: a number or null is needed" },
  { "layers", NULL, "layers: it is missing" },
  { "layers", "7", "layers: an array of up to 256 items is needed" },
  { "layers/1", "null", "layers[1]: an object is needed" },
  { "layers/0/neurons", "1e9", "layers[0]: neurons: a whole number from 0 to 16777216 is needed" },
  { "layers/0/branches", "{}", "layers[0]: branches: an array of up to 1024 items is needed" },
  { "layers/0/branches/1", "[]", "layers[0]: branches[1]: an object is needed" },
  { "layers/0/branches/1/size", "0", "layers[0]: branches[1]: size: a motif has at least 1 neuron" },
  { "layers/0/branches/1/size", "1025", "layers[0]: branches[1]: size: a whole number from 0 to 1024 is needed" },
  { "layers/0/branches/1/size", "1024", "layers[0]: branches[1]: intra: 48 numbers, where 3145728 are needed" },
  { "layers/0/branches/1/size", "3", "layers[0]: branches[1]: intra: an array of up to 27 items is needed" },
  { "layers/0/branches/1/intra/47", "{}", "layers[0]: branches[1]: intra[47]: a number or null is needed" },
  { "layers/0/branches/1/intra/47", "1e300", "layers[0]: branches[1]: intra[47]: the number is too large" },
  { "layers/0/branches/0/lateral/0", NULL, "layers[0]: branches[0]: lateral: 11 numbers, where 12 are needed" },
  { "layers/0/topology", NULL, "layers[0]: topology: it is missing" },
  { "layers/0/topology/size", "\"x\"", "layers[0]: topology: size: \"x\" is no whole number from 1 to 1024" },
  { "layers/0/rates", "[]", "layers[0]: rates: an object is needed" },
  { "layers/0/rates/high", "0", "layers[0]: rates: high: it is not above low" },
  { "layers/0/rates/high", "null", "layers[0]: rates: high: it is not above low" },
  { "layers/0/rates/counts/19", "-1", "layers[0]: rates: counts[19]: a whole number from 0 is needed" },
  { "layers/0/rates/counts/19", "0.5", "layers[0]: rates: counts[19]: a whole number from 0 is needed" },
  { "layers/0/neuron-rates", "\"AAAA\"", "layers[0]: neuron-rates: 48 bytes in base64 are needed" },
  { "layers/0/neuron-tau-m", "7", "layers[0]: neuron-tau-m: a string of base64 is needed" },
  { "probes", NULL, "probes: it is missing" },
  { "probes/1", "null", "probes[1]: an object is needed" },
  { "probes/0/steps", "99999999", "probes[0]: steps: a whole number from 0 to 1000000 is needed" },
  { "probes/0/steps", "4", "probes[0]: spikes[0]: no packed raster of 4 steps and 12 rows" },
  { "probes/0/scores", "[]", "probes[0]: scores: a string of base64 is needed" },
  { "probes/0/classes", "2", "probes[0]: scores: 8 bytes in base64 are needed" },
  { "probes/0/input", "5", "probes[0]: input: a string of base64 is needed" },
  { "probes/0/input", "\"\"", "probes[0]: input: no packed raster of 5 steps and 3 rows" },
  { "probes/0/input", "\"AAAA\"", "probes[0]: input: no packed raster of 5 steps and 3 rows" },
  { "probes/0/spikes/1", NULL, "probes[0]: spikes: 1 layers, where neurons has 2" },
  { "probes/0/spikes/1", "\"AAA=\"", "probes[0]: spikes[1]: no packed raster of 5 steps and 9 rows" },
  { "probes/0/neurons/1", "16777217", "probes[0]: neurons[1]: a whole number from 0 to 16777216 is needed" },
};

static void
test_json_errors_say_where (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (JsonNode) node = damage (damages[i].path, damages[i].value);
      g_autoptr (GError) error = NULL;

      g_assert_null (spk_epoch_record_from_json (node, &error));
      g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT);
      g_assert_cmpstr (error->message, ==, damages[i].message);
      g_assert_null (spk_epoch_record_from_json (node, NULL));
    }
}

/* The form of older records: one probe, rasters as plain bits, no numbers of single neurons. */
static JsonNode *
make_old_json (const char *input, const char *spikes)
{
  g_autoptr (SpkEpochRecord) record = spk_epoch_record_new (0);
  JsonNode *node = spk_epoch_record_to_json (record);
  g_autofree char *text = g_strdup_printf (
      "{\"sample\":7,\"label\":1,\"prediction\":2,\"steps\":5,\"channels\":3,\"scores\":[0.5,0.25,0.25],\"neurons\":[12],"
      "\"input\":\"%s\",\"spikes\":[\"%s\"]}",
      input, spikes);

  json_object_remove_member (json_node_get_object (node), "probes");
  json_object_set_member (json_node_get_object (node), "probe", parse_value (text));
  return node;
}

static void
test_old_record_is_read (void)
{
  const guint8 bits[] = { 0x01, 0x00, 0x10, 0x00, 0x00, 0x00, 0x00, 0x08 };
  g_autofree char *spikes = g_base64_encode (bits, sizeof bits);
  g_autoptr (JsonNode) node = make_old_json ("AQA=", spikes);
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkEpochRecord) record = spk_epoch_record_from_json (node, &error);
  g_autoptr (GBytes) back = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (record->n_probes, ==, 1);
  g_assert_cmpuint (record->probes[0]->label, ==, 1);
  back = spk_probe_unpack_spikes (record->probes[0], 0);
  g_assert_cmpmem (g_bytes_get_data (back, NULL), g_bytes_get_size (back), bits, sizeof bits);
}

static void
test_errors_of_an_old_record_say_where (void)
{
  const char *const bad[] = { "", "****", "AAAA" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonNode) node = make_old_json (bad[i], "AAAAAAAAAAA=");
      g_autoptr (GError) error = NULL;

      g_assert_null (spk_epoch_record_from_json (node, &error));
      g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT);
      g_assert_cmpstr (error->message, ==, "probe: input: 2 bytes in base64 are needed");
    }
}

static void
test_probe_of_a_class_is_found (void)
{
  g_autoptr (SpkEpochRecord) record = make_record ();

  g_assert_cmpuint (spk_epoch_record_find_probe (record, 2)->label, ==, 2);
  g_assert_cmpuint (spk_epoch_record_find_probe (record, 1)->label, ==, 0);
}

static void
test_json_of_no_object (void)
{
  const char * const texts[] = { "[]", "null", "5", "\"x\"" };

  g_assert_null (spk_epoch_record_from_json (NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (from_text (texts[i], &error));
      g_assert_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_FORMAT);
    }
}

static void
test_json_of_a_later_version_is_read (void)
{
  g_autoptr (JsonNode) node = damage ("mood", "\"good\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkEpochRecord) record = spk_epoch_record_from_json (node, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (record->epoch, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/epoch-record/json-round-trip-is-exact", test_json_round_trip_is_exact);
  g_test_add_func ("/epoch-record/new-record-round-trips", test_new_record_round_trips);
  g_test_add_func ("/epoch-record/reference-keeps-the-record", test_reference_keeps_the_record);
  g_test_add_func ("/epoch-record/phase-names", test_phase_names);
  g_test_add_func ("/epoch-record/histogram-bins", test_histogram_bins);
  g_test_add_func ("/epoch-record/histogram-values-outside", test_histogram_values_outside);
  g_test_add_func ("/epoch-record/json-errors-say-where", test_json_errors_say_where);
  g_test_add_func ("/epoch-record/old-record-is-read", test_old_record_is_read);
  g_test_add_func ("/epoch-record/errors-of-an-old-record-say-where", test_errors_of_an_old_record_say_where);
  g_test_add_func ("/epoch-record/probe-of-a-class-is-found", test_probe_of_a_class_is_found);
  g_test_add_func ("/epoch-record/json-of-no-object", test_json_of_no_object);
  g_test_add_func ("/epoch-record/json-of-a-later-version-is-read", test_json_of_a_later_version_is_read);
  return g_test_run ();
}
