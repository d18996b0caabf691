/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "data/spk-split.h"
#include "spk-cli-data.h"
#include "spk-cli-json.h"
#include "spk-cli-settings.h"
#include "spk-cli-text.h"
#include "spk-cli.h"

#define MOST_GROUP_VALUES 64

typedef struct
{
  gboolean skip_bad;
} InfoOptions;

static const SpkCliFlag flags[] = {
  { "skip-bad", SPK_CLI_FLAG_SWITCH, G_STRUCT_OFFSET (InfoOptions, skip_bad), NULL,
    "leave out and count recordings that cannot be read, instead of failing" },
  { NULL },
};

static const char *const examples[] = {
  SPK_CLI_NAME " info ti46-alpha",
  "What is in a folder, and how it can be split.",
  SPK_CLI_NAME " info randman:classes=4,samples=50 --json",
  "The same of a synthetic data set, for another program.",
  NULL,
};

static const double quantiles[] = { 0.05, 0.5, 0.95, 1 };
static const char *const quantile_names[] = { "q05", "median", "q95", "max" };

static guint *
count_group_values (SpkDataset *dataset, guint group, guint n_values)
{
  const char *const *values = spk_dataset_get_group_values (dataset, group);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  guint *counts = g_new0 (guint, n_values + 1);

  for (guint i = 0; i < n_values; i++)
    g_hash_table_insert (places, (gpointer)values[i], GUINT_TO_POINTER (i));
  for (guint i = 0; i < spk_dataset_get_n_samples (dataset); i++)
    {
      const char *value = spk_dataset_get_group_value (dataset, group, i);
      gpointer place;

      if (value && g_hash_table_lookup_extended (places, value, NULL, &place))
        counts[GPOINTER_TO_UINT (place)]++;
    }
  return counts;
}

static JsonObject *
describe_group (SpkDataset *dataset, guint group)
{
  const char *const *values = spk_dataset_get_group_values (dataset, group);
  guint n_values = g_strv_length ((char **)values);
  g_autofree guint *counts = count_group_values (dataset, group, n_values);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < n_values; i++)
    json_object_set_int_member (object, values[i], counts[i]);
  return object;
}

static JsonObject *
describe_groups (SpkDataset *dataset)
{
  JsonObject *groups = json_object_new ();

  for (guint i = 0; i < spk_dataset_get_n_groups (dataset); i++)
    json_object_set_object_member (groups, spk_dataset_get_group_name (dataset, i), describe_group (dataset, i));
  return groups;
}

static void
add_split (JsonArray *splits, GHashTable *seen, SpkDataset *dataset, const char *spec)
{
  g_autoptr (SpkSplit) split = NULL;
  JsonObject *object;

  if (!g_hash_table_add (seen, g_strdup (spec)))
    return;
  split = spk_split_new (dataset, spec, 1, NULL);
  if (!split)
    return; /* a suggestion that this data set is too small for */
  object = json_object_new ();
  json_object_set_string_member (object, "spec", spec);
  json_object_set_int_member (object, "train", split->n_train);
  json_object_set_int_member (object, "test", split->n_test);
  json_array_add_object_element (splits, object);
}

/* The default first; then one split a grouping, at its last value, which is enough to see how they are written. */
static JsonArray *
suggest_splits (SpkDataset *dataset)
{
  JsonArray *splits = json_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_split (splits, seen, dataset, spk_dataset_get_default_split (dataset));
  for (guint i = 0; i < spk_dataset_get_n_groups (dataset); i++)
    {
      const char *const *values = spk_dataset_get_group_values (dataset, i);
      guint n_values = g_strv_length ((char **)values);

      if (n_values >= 2)
        {
          g_autofree char *spec =
              g_strdup_printf ("%s:%s", spk_dataset_get_group_name (dataset, i), values[n_values - 1]);

          add_split (splits, seen, dataset, spec);
        }
    }
  add_split (splits, seen, dataset, "stratified:0.2");
  add_split (splits, seen, dataset, "fold:1/5");
  return splits;
}

static JsonArray *
describe_counts (SpkDataset *dataset)
{
  g_autofree guint *counts = spk_dataset_count_per_class (dataset);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < spk_dataset_get_n_classes (dataset); i++)
    json_array_add_int_element (array, counts[i]);
  return array;
}

static JsonArray *
describe_strings (const char *const *strings, guint n)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n; i++)
    json_array_add_string_element (array, strings[i]);
  return array;
}

static JsonObject *
describe_durations (SpkDataset *dataset)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (quantiles); i++)
    spk_cli_json_set_number (object, quantile_names[i],
                             spk_dataset_get_duration_quantile (dataset, quantiles[i]) / 1000.0);
  return object;
}

static JsonObject *
describe_notes (SpkDataset *dataset)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < spk_dataset_get_n_notes (dataset); i++)
    json_object_set_string_member (object, spk_dataset_get_note_name (dataset, i),
                                   spk_dataset_get_note_text (dataset, i));
  return object;
}

static JsonObject *
describe_geometry (const SpkGeometry *geometry)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "width", geometry->width);
  json_object_set_int_member (object, "height", geometry->height);
  json_object_set_int_member (object, "polarities", geometry->polarities);
  return object;
}

static void
print_json (SpkDataset *dataset)
{
  g_autoptr (JsonObject) info = json_object_new ();
  g_auto (GStrv) classes = spk_dataset_list_class_names (dataset);
  g_autofree char *fingerprint = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", spk_dataset_get_fingerprint (dataset));
  const SpkGeometry *geometry = spk_dataset_get_geometry (dataset);
  guint n_skipped = spk_dataset_get_n_skipped (dataset);

  json_object_set_string_member (info, "kind", spk_dataset_get_kind (dataset));
  json_object_set_int_member (info, "samples", spk_dataset_get_n_samples (dataset));
  json_object_set_int_member (info, "classes", spk_dataset_get_n_classes (dataset));
  json_object_set_int_member (info, "channels", geometry->channels);
  json_object_set_int_member (info, "events", spk_dataset_get_n_events (dataset));
  json_object_set_int_member (info, "skipped", n_skipped);
  json_object_set_array_member (info, "per_class", describe_counts (dataset));
  json_object_set_object_member (info, "groups", describe_groups (dataset));
  json_object_set_array_member (info, "splits", suggest_splits (dataset));
  json_object_set_array_member (info, "class_names",
                                describe_strings ((const char *const *)classes, g_strv_length (classes)));
  json_object_set_object_member (info, "duration_ms", describe_durations (dataset));
  spk_cli_json_set_number (info, "suggested_duration_ms", spk_dataset_suggest_duration_us (dataset) / 1000.0);
  spk_cli_json_set_number (info, "time_step_ms", spk_dataset_get_time_step_us (dataset) / 1000.0);
  json_object_set_object_member (info, "geometry", describe_geometry (geometry));
  json_object_set_object_member (info, "notes", describe_notes (dataset));
  json_object_set_string_member (info, "source", spk_dataset_get_source (dataset));
  json_object_set_string_member (info, "fingerprint", fingerprint);
  json_object_set_array_member (info, "skipped_messages",
                                describe_strings (spk_dataset_get_skipped (dataset), n_skipped));
  spk_cli_json_print (info);
}

static char *
format_channels (const SpkGeometry *geometry)
{
  if (geometry->width == 0)
    return g_strdup_printf ("%u", geometry->channels);
  return g_strdup_printf ("%u (%u x %u pixels, %u %s)", geometry->channels, geometry->width, geometry->height,
                          geometry->polarities, geometry->polarities == 1 ? "polarity" : "polarities");
}

static char *
format_durations (SpkDataset *dataset)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (quantiles); i++)
    g_string_append_printf (text, "%s%s %.1f ms", i ? ", " : "", quantile_names[i],
                            spk_dataset_get_duration_quantile (dataset, quantiles[i]) / 1000.0);
  return g_string_free (text, FALSE);
}

static void
print_overview (SpkDataset *dataset)
{
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("ll");
  g_autofree char *samples = g_strdup_printf ("%u", spk_dataset_get_n_samples (dataset));
  g_autofree char *classes = g_strdup_printf ("%u", spk_dataset_get_n_classes (dataset));
  g_autofree char *channels = format_channels (spk_dataset_get_geometry (dataset));
  g_autofree char *events = g_strdup_printf ("%" G_GUINT64_FORMAT, spk_dataset_get_n_events (dataset));
  g_autofree char *durations = format_durations (dataset);
  g_autofree char *skipped = g_strdup_printf ("%u", spk_dataset_get_n_skipped (dataset));

  spk_cli_table_add (table, "Kind", spk_dataset_get_kind (dataset), NULL);
  spk_cli_table_add (table, "Source", spk_dataset_get_source (dataset), NULL);
  spk_cli_table_add (table, "Samples", samples, NULL);
  spk_cli_table_add (table, "Classes", classes, NULL);
  spk_cli_table_add (table, "Channels", channels, NULL);
  spk_cli_table_add (table, "Events", events, NULL);
  spk_cli_table_add (table, "Duration", durations, NULL);
  spk_cli_table_add (table, "Skipped", skipped, NULL);
  for (guint i = 0; i < spk_dataset_get_n_notes (dataset); i++)
    spk_cli_table_add (table, spk_dataset_get_note_name (dataset, i), spk_dataset_get_note_text (dataset, i), NULL);
  spk_cli_table_print (table, "");
}

static void
print_classes (SpkDataset *dataset)
{
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("rlr");
  g_autofree guint *counts = spk_dataset_count_per_class (dataset);

  spk_cli_table_add (table, "label", "class", "samples", NULL);
  for (guint i = 0; i < spk_dataset_get_n_classes (dataset); i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", i);
      g_autofree char *count = g_strdup_printf ("%u", counts[i]);

      spk_cli_table_add (table, label, spk_dataset_get_class_name (dataset, i), count, NULL);
    }
  g_print ("\nClasses\n");
  spk_cli_table_print (table, "  ");
}

static void
print_group (SpkDataset *dataset, guint group)
{
  const char *const *values = spk_dataset_get_group_values (dataset, group);
  guint n_values = g_strv_length ((char **)values);
  g_autofree guint *counts = count_group_values (dataset, group, n_values);
  GString *text = g_string_new (NULL);
  g_autofree char *line = NULL;

  for (guint i = 0; i < MIN (n_values, MOST_GROUP_VALUES); i++)
    g_string_append_printf (text, "%s %u%s", values[i], counts[i], i + 1 < n_values ? ", " : "");
  if (n_values > MOST_GROUP_VALUES)
    g_string_append_printf (text, "and %u more", n_values - MOST_GROUP_VALUES);
  line = g_string_free (text, FALSE);
  text = g_string_new (NULL);
  spk_cli_text_append_row (text, spk_dataset_get_group_name (dataset, group), line, 14, spk_cli_text_width ());
  g_print ("%s", text->str);
  g_string_free (text, TRUE);
}

static void
print_splits (SpkDataset *dataset)
{
  g_autoptr (JsonArray) splits = suggest_splits (dataset);
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("lrrl");

  spk_cli_table_add (table, "--split", "train", "test", "", NULL);
  for (guint i = 0; i < json_array_get_length (splits); i++)
    {
      JsonObject *split = json_array_get_object_element (splits, i);
      g_autofree char *train = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (split, "train"));
      g_autofree char *test = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (split, "test"));
      const char *spec = json_object_get_string_member (split, "spec");
      gboolean is_default = g_str_equal (spec, spk_dataset_get_default_split (dataset));

      spk_cli_table_add (table, spec, train, test, is_default ? "default" : "", NULL);
    }
  g_print ("\nSplits\n");
  spk_cli_table_print (table, "  ");
}

static void
print_text (SpkDataset *dataset)
{
  guint n_groups = spk_dataset_get_n_groups (dataset);

  print_overview (dataset);
  print_classes (dataset);
  if (n_groups > 0)
    g_print ("\nGroups (value, samples)\n");
  for (guint i = 0; i < n_groups; i++)
    print_group (dataset, i);
  print_splits (dataset);
  for (guint i = 0; i < spk_dataset_get_n_skipped (dataset); i++)
    g_print ("%sskipped: %s\n", i == 0 ? "\n" : "", spk_dataset_get_skipped (dataset)[i]);
}

static int
run (SpkCli *cli, GError **error)
{
  const InfoOptions *options = cli->options;
  g_autoptr (SpkDataset) dataset = spk_cli_load_data_quietly (cli, cli->arguments[0], options->skip_bad, error);

  if (!dataset)
    return SPK_CLI_EXIT_FAILED;
  if (cli->json)
    print_json (dataset);
  else
    print_text (dataset);
  return SPK_CLI_EXIT_DONE;
}

const SpkCliCommand spk_cli_info_command = {
  .name = "info",
  .arguments = "DATA",
  .min_arguments = 1,
  .max_arguments = 1,
  .summary = "Show what a data set holds and how it can be split",
  .examples = examples,
  .flags = flags,
  .takes_setting = spk_cli_takes_load_setting,
  .takes_json = TRUE,
  .options_size = sizeof (InfoOptions),
  .run = run,
};
