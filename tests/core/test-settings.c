/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-settings.h"

#include <string.h>

static void
assert_value (const SpkSettings *settings, const char *key, const char *expected)
{
  g_autofree char *text = spk_settings_get (settings, key);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_equal (const SpkSettings *a, const SpkSettings *b)
{
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    {
      g_autofree char *text = spk_settings_get (a, infos[i].key);

      assert_value (b, infos[i].key, text);
    }
}

static void
test_defaults (void)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();

  g_assert_cmpstr (settings->split, ==, "");
  g_assert_cmpuint (settings->steps, ==, 100);
  g_assert_cmpfloat (settings->valid_fraction, ==, 0.1);
  g_assert_cmpuint (settings->layer, ==, SPK_SETTINGS_LAYER_SC_ML);
  g_assert_cmpuint (settings->neurons.n, ==, 1);
  g_assert_cmpuint (settings->neurons.values[0], ==, 240);
  g_assert_cmpuint (settings->sizes.n, ==, 4);
  g_assert_cmpuint (settings->sizes.values[3], ==, 16);
  g_assert_cmpfloat (settings->learning_rate, ==, 0.002);
  g_assert_false (settings->second_order);
  g_assert_true (settings->branch_scale);
  g_assert_true (settings->plasticity);
  g_assert_cmpfloat (settings->density, ==, 0.667);
  g_assert_cmpuint (settings->seed, ==, 1);
  g_assert_cmpuint (settings->threads, ==, 0);
}

static gsize
size_of_type (SpkSettingType type)
{
  const gsize sizes[] = { sizeof (guint), sizeof (guint64), sizeof (double), sizeof (gboolean),
                          sizeof (guint), sizeof (SpkList), sizeof (char *) };

  return sizes[type];
}

/* A field without a line in the table would be invisible to flags, files and runs. */
static void
test_table_covers_the_struct (void)
{
  g_autofree guint8 *covered = g_malloc0 (sizeof (SpkSettings));
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    for (gsize j = 0; j < size_of_type (infos[i].type); j++)
      g_assert_cmpuint (covered[infos[i].offset + j]++, ==, 0);

  gsize gap = 0;

  for (gsize i = 0; i < sizeof (SpkSettings); i++)
    {
      gap = covered[i] ? 0 : gap + 1;
      g_assert_cmpuint (gap, <, 5); /* only padding of four bytes before eight */
    }
}

static void
test_table_is_complete_and_unambiguous (void)
{
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    {
      g_assert_true (spk_settings_find_info (infos[i].key) == &infos[i]);
      g_assert_cmpuint (strlen (infos[i].help), >, 5);
      g_assert_nonnull (infos[i].group);
      g_assert_nonnull (infos[i].value_name);
      g_assert_cmpint (infos[i].use & ~SPK_USE_LOAD, ==, 0);
      g_assert_cmpint (infos[i].use, !=, 0);
      g_assert_true ((infos[i].choices != NULL) == (infos[i].type == SPK_SETTING_CHOICE));
    }
  g_assert_null (spk_settings_find_info ("steps "));
}

static void
test_set_and_get_of_every_default (void)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    {
      assert_value (settings, infos[i].key, infos[i].fallback);
      g_assert_true (spk_settings_set (settings, infos[i].key, infos[i].fallback, NULL));
      assert_value (settings, infos[i].key, infos[i].fallback);
    }
  g_assert_null (spk_settings_get (settings, "nothing"));
}

static void
test_limits_are_allowed (void)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];
      const double limits[] = { infos[i].minimum, infos[i].maximum };

      for (guint side = 0; side < 2; side++)
        if (infos[i].type == SPK_SETTING_REAL || infos[i].type == SPK_SETTING_WHOLE)
          {
            g_ascii_formatd (text, sizeof text, infos[i].type == SPK_SETTING_REAL ? "%.17g" : "%.0f", limits[side]);
            g_assert_true (spk_settings_set (settings, infos[i].key, text, NULL));
          }
    }
  g_assert_true (spk_settings_set (settings, "seed", "18446744073709551615", NULL));
  g_assert_cmpuint (settings->seed, ==, G_MAXUINT64);
}

static void
test_numbers_round_trip_exactly (void)
{
  const double values[] = { 0.1, 1.0 / 3, 0.002, 1e-5, 0.0012345678901234567, 5e-324, 1e-300, 0.3 - 0.1 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (SpkSettings) settings = spk_settings_new ();
      g_autoptr (SpkSettings) back = spk_settings_new ();

      settings->weight_decay = values[i];

      g_autofree char *text = spk_settings_get (settings, "weight-decay");

      g_assert_true (spk_settings_set (back, "weight-decay", text, NULL));
      g_assert_cmpfloat (back->weight_decay, ==, values[i]);
    }
}

static void
test_number_text_is_shortest (void)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();

  g_assert_true (spk_settings_set (settings, "learning-rate", "0.10", NULL));
  assert_value (settings, "learning-rate", "0.1");
  g_assert_true (spk_settings_set (settings, "learning-rate", "3e-4", NULL));
  assert_value (settings, "learning-rate", "0.0003");
}

static const struct
{
  const char *key, *text, *message;
} bad_values[] = {
  { "learning-rate", "7", "learning-rate: 7 is not in 1e-06 to 1" },
  { "learning-rate", "-0.1", "learning-rate: -0.1 is not in 1e-06 to 1" },
  { "learning-rate", "1e999", "learning-rate: 1e999 is not in 1e-06 to 1" },
  { "learning-rate", "fast", "learning-rate: \"fast\" is not a number, 1e-06 to 1" },
  { "learning-rate", "", "learning-rate: \"\" is not a number, 1e-06 to 1" },
  { "learning-rate", "0.1x", "learning-rate: \"0.1x\" is not a number, 1e-06 to 1" },
  { "learning-rate", " 0.1", "learning-rate: \" 0.1\" is not a number, 1e-06 to 1" },
  { "learning-rate", "0,1", "learning-rate: \"0,1\" is not a number, 1e-06 to 1" },
  { "learning-rate", "nan", "learning-rate: \"nan\" is not a number, 1e-06 to 1" },
  { "duration", "inf", "duration: \"inf\" is not a number, 0 to 1e+09" },
  { "duration", "0x10", "duration: \"0x10\" is not a number, 0 to 1e+09" },
  { "density", "0", "density: 0 is not in 0.001 to 1" },
  { "dropout", "0.96", "dropout: 0.96 is not in 0 to 0.95" },
  { "tau-m", "0.9", "tau-m: 0.9 is not in 1 to 100000" },
  { "steps", "0", "steps: 0 is not in 1 to 100000" },
  { "steps", "100001", "steps: 100001 is not in 1 to 100000" },
  { "steps", "4294967297", "steps: 4294967297 is not in 1 to 100000" },
  { "steps", "99999999999999999999999", "steps: 99999999999999999999999 is not in 1 to 100000" },
  { "steps", "-1", "steps: \"-1\" is not a whole number, 1 to 100000" },
  { "steps", "10.5", "steps: \"10.5\" is not a whole number, 1 to 100000" },
  { "steps", "+5", "steps: \"+5\" is not a whole number, 1 to 100000" },
  { "seed", "18446744073709551616", "seed: 18446744073709551616 is not in 0 to 18446744073709551615" },
  { "seed", "-1", "seed: \"-1\" is not a whole number, 0 to 18446744073709551615" },
  { "plasticity", "yes", "plasticity: \"yes\" is not on or off" },
  { "layer", "lstm", "layer: \"lstm\" is not one of sc-ml, dense, feedforward" },
  { "layer", "dense|feedforward", "layer: \"dense|feedforward\" is not one of sc-ml, dense, feedforward" },
  { "neurons", "", "neurons: \"\" is not a list of 1 to 16 whole numbers, 1 to 1000000, as 2,4,8" },
  { "neurons", "5,", "neurons: \"5,\" is not a list of 1 to 16 whole numbers, 1 to 1000000, as 2,4,8" },
  { "neurons", "5, 6", "neurons: \"5, 6\" is not a list of 1 to 16 whole numbers, 1 to 1000000, as 2,4,8" },
  { "neurons", "5,0", "neurons: 0 is not in 1 to 1000000" },
  { "neurons", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
    "neurons: \"1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1\" is not a list of 1 to 16 whole numbers, 1 to 1000000, as 2,4,8" },
  { "sizes", "4,2", "sizes: \"4,2\" is not a list of 1 to 16 ascending whole numbers, 1 to 1024, as 2,4,8" },
  { "sizes", "4,4", "sizes: \"4,4\" is not a list of 1 to 16 ascending whole numbers, 1 to 1024, as 2,4,8" },
  { "sizes", "2,1025", "sizes: 1025 is not in 1 to 1024" },
  { "split", "\377", "split: \"\357\277\275\" is not a text in UTF-8" },
};

static void
test_bad_values_are_named (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_values); i++)
    {
      g_autoptr (SpkSettings) settings = spk_settings_new ();
      g_autoptr (SpkSettings) defaults = spk_settings_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (spk_settings_set (settings, bad_values[i].key, bad_values[i].text, &error));
      g_assert_error (error, SPK_SETTINGS_ERROR, SPK_SETTINGS_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, bad_values[i].message);
      g_assert_false (spk_settings_set (settings, bad_values[i].key, bad_values[i].text, NULL));
      assert_equal (settings, defaults);
    }
}

static void
test_unknown_key_suggests_the_closest (void)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_false (spk_settings_set (settings, "lerning-rate", "0.1", &error));
  g_assert_error (error, SPK_SETTINGS_ERROR, SPK_SETTINGS_ERROR_UNKNOWN);
  g_assert_cmpstr (error->message, ==, "unknown setting \"lerning-rate\"; did you mean \"learning-rate\"?");
  g_clear_error (&error);
  g_assert_false (spk_settings_set (settings, "tau_m", "12", &error));
  g_assert_cmpstr (error->message, ==, "unknown setting \"tau_m\"; did you mean \"tau-m\"?");
  g_clear_error (&error);
  g_assert_false (spk_settings_set (settings, endless, "12", &error));
  g_assert_cmpuint (strlen (error->message), <, 120);
}

static void
test_lists_and_choices_are_set (void)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();

  g_assert_true (spk_settings_set (settings, "neurons", "800,240,800", NULL));
  g_assert_cmpuint (settings->neurons.n, ==, 3);
  g_assert_cmpuint (settings->neurons.values[2], ==, 800);
  assert_value (settings, "neurons", "800,240,800");
  g_assert_true (spk_settings_set (settings, "layer", "feedforward", NULL));
  g_assert_cmpuint (settings->layer, ==, SPK_SETTINGS_LAYER_FEEDFORWARD);
  g_assert_true (spk_settings_set (settings, "readout", "spikes", NULL));
  g_assert_cmpuint (settings->readout, ==, SPK_SETTINGS_READOUT_SPIKES);
  g_assert_true (spk_settings_set (settings, "plasticity", "off", NULL));
  g_assert_false (settings->plasticity);
}

static void
test_copy_is_independent (void)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();

  g_assert_true (spk_settings_set (settings, "split", "speaker:3", NULL));

  g_autoptr (SpkSettings) copy = spk_settings_copy (settings);

  assert_equal (settings, copy);
  g_assert_true (spk_settings_set (copy, "split", "speaker:4", NULL));
  g_assert_true (spk_settings_set (copy, "steps", "7", NULL));
  assert_value (settings, "split", "speaker:3");
  assert_value (settings, "steps", "100");
}

static void
test_preset_of_data_kind (void)
{
  g_assert_cmpstr (spk_settings_find_preset ("ti46-alpha"), ==, "ti46");
  g_assert_cmpstr (spk_settings_find_preset ("N-MNIST"), ==, "nmnist");
  g_assert_cmpstr (spk_settings_find_preset ("randman"), ==, "randman");
  g_assert_null (spk_settings_find_preset ("rand"));
  g_assert_null (spk_settings_find_preset (""));
}

static void
test_presets (void)
{
  const char * const *names = spk_settings_list_presets ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (SpkSettings) settings = spk_settings_new ();

      g_assert_true (spk_settings_apply_preset (settings, names[i], NULL));
    }

  g_autoptr (SpkSettings) settings = spk_settings_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (spk_settings_set (settings, "seed", "9", NULL));
  g_assert_true (spk_settings_apply_preset (settings, "ti46", NULL));
  assert_value (settings, "split", "utterance:2,3");
  assert_value (settings, "neurons", "800");
  assert_value (settings, "sizes", "8,16");
  assert_value (settings, "duration", "1120");
  assert_value (settings, "seed", "9");
  g_assert_true (spk_settings_apply_preset (settings, "randman", NULL));
  assert_value (settings, "valid-fraction", "0.2");
  g_assert_false (spk_settings_apply_preset (settings, "mnist", &error));
  g_assert_error (error, SPK_SETTINGS_ERROR, SPK_SETTINGS_ERROR_UNKNOWN);
  g_assert_cmpstr (error->message, ==, "unknown preset \"mnist\"; the presets are ti46, nmnist, fsdd, randman");
}

static gboolean
apply (SpkSettings *settings, const char *text, GError **error)
{
  g_autoptr (GError) parse_error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &parse_error);

  g_assert_no_error (parse_error);
  return spk_settings_apply_json (settings, json_node_get_object (node), error);
}

static char *
to_text (const SpkSettings *settings)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, spk_settings_to_json (settings));
  return json_to_string (node, TRUE);
}

static void
test_json_round_trip (void)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();
  g_autoptr (SpkSettings) back = spk_settings_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (spk_settings_apply_preset (settings, "ti46", NULL));
  g_assert_true (spk_settings_set (settings, "split", "\"file\" \303\244", NULL));
  g_assert_true (spk_settings_set (settings, "seed", "18446744073709551615", NULL));
  g_assert_true (spk_settings_set (settings, "neurons", "800,400", NULL));
  g_assert_true (spk_settings_set (settings, "second-order", "on", NULL));
  g_assert_true (spk_settings_set (settings, "duration", "1e9", NULL));
  settings->learning_rate = 1.0 / 7;
  settings->weight_decay = 1e-300;

  g_autofree char *text = to_text (settings);

  apply (back, text, &error);
  g_assert_no_error (error);
  assert_equal (settings, back);
  g_assert_cmpfloat (back->learning_rate, ==, 1.0 / 7);
  g_assert_cmpfloat (back->weight_decay, ==, 1e-300);
}

static void
test_json_types (void)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();
  g_autoptr (JsonObject) object = spk_settings_to_json (settings);

  g_assert_cmpint (json_object_get_int_member (object, "steps"), ==, 100);
  g_assert_cmpint (json_object_get_int_member (object, "seed"), ==, 1);
  g_assert_cmpfloat (json_object_get_double_member (object, "learning-rate"), ==, 0.002);
  g_assert_true (json_object_get_boolean_member (object, "plasticity"));
  g_assert_cmpstr (json_object_get_string_member (object, "layer"), ==, "sc-ml");
  g_assert_cmpstr (json_object_get_string_member (object, "split"), ==, "");
  g_assert_cmpstr (json_object_get_string_member (object, "schema"), ==, SPK_SETTINGS_SCHEMA);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "sizes")), ==, 4);
}

static void
test_json_takes_text_for_anything (void)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();
  g_autoptr (GError) error = NULL;

  apply (settings,
         "{\"steps\": \"50\", \"learning-rate\": \"0.01\", \"plasticity\": \"off\", \"neurons\": \"5,6\","
         " \"layer\": \"dense\", \"seed\": \"12345678901234567890\"}",
         &error);
  g_assert_no_error (error);
  assert_value (settings, "steps", "50");
  assert_value (settings, "learning-rate", "0.01");
  assert_value (settings, "plasticity", "off");
  assert_value (settings, "neurons", "5,6");
  assert_value (settings, "layer", "dense");
  assert_value (settings, "seed", "12345678901234567890");
}

static void
test_json_forms_of_lists_and_numbers (void)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();
  g_autoptr (GError) error = NULL;

  apply (settings, "{\"neurons\": 64, \"sizes\": [2, 8], \"steps\": 60.0, \"tau-m\": 20}", &error);
  g_assert_no_error (error);
  assert_value (settings, "neurons", "64");
  assert_value (settings, "sizes", "2,8");
  assert_value (settings, "steps", "60");
  assert_value (settings, "tau-m", "20");
}

static const struct
{
  const char *text, *message;
} bad_json[] = {
  { "{\"step\": 5}", "unknown setting \"step\"; did you mean \"steps\"?" },
  { "{\"learning-rate\": 7}", "learning-rate: 7 is not in 1e-06 to 1" },
  { "{\"learning-rate\": null}", "learning-rate: the JSON value is not a number, 1e-06 to 1" },
  { "{\"learning-rate\": true}", "learning-rate: the JSON value is not a number, 1e-06 to 1" },
  { "{\"learning-rate\": 1e999}", "learning-rate: \"inf\" is not a number, 1e-06 to 1" },
  { "{\"learning-rate\": [0.1]}", "learning-rate: the JSON value is not a number, 1e-06 to 1" },
  { "{\"learning-rate\": {}}", "learning-rate: the JSON value is not a number, 1e-06 to 1" },
  { "{\"steps\": 5.5}", "steps: \"5.5\" is not a whole number, 1 to 100000" },
  { "{\"steps\": -5}", "steps: \"-5\" is not a whole number, 1 to 100000" },
  { "{\"plasticity\": 1}", "plasticity: the JSON value is not on or off" },
  { "{\"layer\": 1}", "layer: the JSON value is not one of sc-ml, dense, feedforward" },
  { "{\"split\": 1}", "split: the JSON value is not a text in UTF-8" },
  { "{\"split\": false}", "split: the JSON value is not a text in UTF-8" },
  { "{\"neurons\": []}", "neurons: \"\" is not a list of 1 to 16 whole numbers, 1 to 1000000, as 2,4,8" },
  { "{\"neurons\": [\"1\"]}",
    "neurons: the JSON value is not a list of 1 to 16 whole numbers, 1 to 1000000, as 2,4,8" },
  { "{\"neurons\": [[1]]}", "neurons: the JSON value is not a list of 1 to 16 whole numbers, 1 to 1000000, as 2,4,8" },
  { "{\"neurons\": [1, 0]}", "neurons: 0 is not in 1 to 1000000" },
  { "{\"schema\": \"spikesmith-settings/9\"}", "schema: it is not \"spikesmith-settings/1\"" },
  { "{\"schema\": null}", "schema: it is not \"spikesmith-settings/1\"" },
};

static void
test_json_errors_leave_all_as_before (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_json); i++)
    {
      g_autofree char *text = g_strconcat ("{\"epochs\": 77, \"split\": \"a\", ", bad_json[i].text + 1, NULL);
      g_autoptr (SpkSettings) settings = spk_settings_new ();
      g_autoptr (SpkSettings) defaults = spk_settings_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (apply (settings, text, &error));
      g_assert_cmpstr (error->message, ==, bad_json[i].message);
      g_assert_false (apply (settings, text, NULL));
      assert_equal (settings, defaults);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/defaults", test_defaults);
  g_test_add_func ("/settings/table-covers-the-struct", test_table_covers_the_struct);
  g_test_add_func ("/settings/table-is-complete-and-unambiguous", test_table_is_complete_and_unambiguous);
  g_test_add_func ("/settings/set-and-get-of-every-default", test_set_and_get_of_every_default);
  g_test_add_func ("/settings/limits-are-allowed", test_limits_are_allowed);
  g_test_add_func ("/settings/numbers-round-trip-exactly", test_numbers_round_trip_exactly);
  g_test_add_func ("/settings/number-text-is-shortest", test_number_text_is_shortest);
  g_test_add_func ("/settings/bad-values-are-named", test_bad_values_are_named);
  g_test_add_func ("/settings/unknown-key-suggests-the-closest", test_unknown_key_suggests_the_closest);
  g_test_add_func ("/settings/lists-and-choices-are-set", test_lists_and_choices_are_set);
  g_test_add_func ("/settings/copy-is-independent", test_copy_is_independent);
  g_test_add_func ("/settings/presets", test_presets);
  g_test_add_func ("/settings/preset-of-data-kind", test_preset_of_data_kind);
  g_test_add_func ("/settings/json-round-trip", test_json_round_trip);
  g_test_add_func ("/settings/json-types", test_json_types);
  g_test_add_func ("/settings/json-takes-text-for-anything", test_json_takes_text_for_anything);
  g_test_add_func ("/settings/json-forms-of-lists-and-numbers", test_json_forms_of_lists_and_numbers);
  g_test_add_func ("/settings/json-errors-leave-all-as-before", test_json_errors_leave_all_as_before);
  return g_test_run ();
}
