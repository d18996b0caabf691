/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-compare-table.h"

#include <math.h>
#include <string.h>

#include "spk-cli-json.h"
#include "spk-cli-text.h"
#include "store/spk-file.h"

#define SCHEMA "spikesmith-compare-table/1"
#define N_NUMBERS G_N_ELEMENTS (columns)

/**
 * Column:
 * @key: in CSV and JSON
 * @title: for people
 * @is_share: whether people see it in percent
 * @digits: decimals that people see
 */
typedef struct
{
  const char *key;
  const char *title;
  gsize offset;
  gboolean is_share;
  guint digits;
} Column;

static const Column columns[] = {
  { "accuracy_mean", "mean", G_STRUCT_OFFSET (SpkComparisonRow, mean), TRUE, 2 },
  { "accuracy_sd", "sd", G_STRUCT_OFFSET (SpkComparisonRow, deviation), TRUE, 2 },
  { "accuracy_min", "min", G_STRUCT_OFFSET (SpkComparisonRow, minimum), TRUE, 2 },
  { "accuracy_max", "max", G_STRUCT_OFFSET (SpkComparisonRow, maximum), TRUE, 2 },
  { "discretisation_gap", "gap", G_STRUCT_OFFSET (SpkComparisonRow, gap), TRUE, 2 },
  { "parameters", "parameters", G_STRUCT_OFFSET (SpkComparisonRow, parameters), FALSE, 0 },
  { "recurrent_parameters", "recurrent", G_STRUCT_OFFSET (SpkComparisonRow, recurrent), FALSE, 0 },
  { "seconds", "seconds", G_STRUCT_OFFSET (SpkComparisonRow, seconds), FALSE, 1 },
};

static double
get_number (const SpkComparisonRow *row, const Column *column)
{
  return G_STRUCT_MEMBER (double, row, column->offset);
}

static const char *
describe_samples (const SpkSettings *settings)
{
  return settings->evaluate == SPK_SETTINGS_EVALUATE_VALID ? "samples held out of the training part" : "test samples";
}

/* Cells for people: control, n, then the columns. */
static GPtrArray *
list_cells (const SpkComparisonRow *row)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, g_strdup (spk_control_get_name (row->control)));
  g_ptr_array_add (cells, g_strdup_printf ("%u", row->n));
  for (guint i = 0; i < N_NUMBERS; i++)
    {
      const double number = get_number (row, &columns[i]);

      g_ptr_array_add (cells, spk_cli_text_number (columns[i].is_share ? 100 * number : number, columns[i].digits));
    }
  return cells;
}

static GPtrArray *
list_titles (void)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, g_strdup ("control"));
  g_ptr_array_add (cells, g_strdup ("n"));
  for (guint i = 0; i < N_NUMBERS; i++)
    g_ptr_array_add (cells, g_strdup (columns[i].title));
  return cells;
}

static void
append_markdown_row (GString *text, GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    g_string_append_printf (text, "| %s ", (const char *)cells->pdata[i]);
  g_string_append (text, "|\n");
}

static char *
format_markdown (GArray *rows, const SpkSettings *settings)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) titles = list_titles ();

  g_string_append_printf (text,
                          "Accuracy on %s and discretisation gap in percent; sd is the sample standard deviation.\n\n",
                          describe_samples (settings));
  append_markdown_row (text, titles);
  g_string_append (text, "|---|");
  for (guint i = 1; i < titles->len; i++)
    g_string_append (text, "--:|");
  g_string_append_c (text, '\n');
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GPtrArray) cells = list_cells (&g_array_index (rows, SpkComparisonRow, i));

      append_markdown_row (text, cells);
    }
  return g_string_free (text, FALSE);
}

static void
append_csv_row (GString *text, const SpkComparisonRow *row)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, "%s,%u", spk_control_get_name (row->control), row->n);
  for (guint i = 0; i < N_NUMBERS; i++)
    {
      const double value = get_number (row, &columns[i]);

      g_string_append_printf (text, ",%s", isfinite (value) ? g_ascii_dtostr (number, sizeof number, value) : "");
    }
  g_string_append_c (text, '\n');
}

static char *
format_csv (GArray *rows)
{
  GString *text = g_string_new ("control,n");

  for (guint i = 0; i < N_NUMBERS; i++)
    g_string_append_printf (text, ",%s", columns[i].key);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < rows->len; i++)
    append_csv_row (text, &g_array_index (rows, SpkComparisonRow, i));
  return g_string_free (text, FALSE);
}

static JsonObject *
row_to_json (const SpkComparisonRow *row)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "control", spk_control_get_name (row->control));
  json_object_set_int_member (object, "n", row->n);
  for (guint i = 0; i < N_NUMBERS; i++)
    spk_cli_json_set_number (object, columns[i].key, get_number (row, &columns[i]));
  return object;
}

static JsonObject *
run_to_json (const SpkComparisonRun *run)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "control", spk_control_get_name (run->control));
  json_object_set_int_member (object, "seed", (gint64)run->seed);
  json_object_set_int_member (object, "number", run->number);
  spk_cli_json_set_number (object, "accuracy", run->accuracy);
  return object;
}

static GArray *
summarise (GArray *runs)
{
  return spk_comparison_summarise ((const SpkComparisonRun *)(gpointer)runs->data, runs->len);
}

/**
 * spk_cli_compare_table_to_json:
 * @runs: (element-type SpkComparisonRun): finished runs
 * @settings: of the search
 *
 * Returns: (transfer full): a row for each control, and the accuracy of each run
 */
JsonObject *
spk_cli_compare_table_to_json (GArray *runs, const SpkSettings *settings)
{
  g_autoptr (GArray) rows = summarise (runs);
  g_autofree char *evaluate = spk_settings_get (settings, "evaluate");
  JsonObject *object = json_object_new ();
  JsonArray *row_array = json_array_new ();
  JsonArray *run_array = json_array_new ();

  json_object_set_string_member (object, "schema", SCHEMA);
  json_object_set_string_member (object, "evaluate", evaluate);
  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (row_array, row_to_json (&g_array_index (rows, SpkComparisonRow, i)));
  for (guint i = 0; i < runs->len; i++)
    json_array_add_object_element (run_array, run_to_json (&g_array_index (runs, SpkComparisonRun, i)));
  json_object_set_array_member (object, "rows", row_array);
  json_object_set_array_member (object, "runs", run_array);
  return object;
}

static gboolean
write_text (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return spk_file_write (path, text, strlen (text), error);
}

static gboolean
write_json (GArray *runs, const SpkSettings *settings, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "table.json", NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, spk_cli_compare_table_to_json (runs, settings));
  return spk_file_write_json (path, node, error);
}

/**
 * spk_cli_compare_table_write:
 * @runs: (element-type SpkComparisonRun): finished runs
 * @settings: of the search
 *
 * Replaces table.md, table.csv and table.json in @folder. Each is complete at any moment.
 */
gboolean
spk_cli_compare_table_write (GArray *runs, const SpkSettings *settings, const char *folder, GError **error)
{
  g_autoptr (GArray) rows = summarise (runs);
  g_autofree char *markdown = format_markdown (rows, settings);
  g_autofree char *csv = format_csv (rows);

  return write_text (folder, "table.md", markdown, error) && write_text (folder, "table.csv", csv, error) &&
         write_json (runs, settings, folder, error);
}

static void
add_cells (SpkCliTable *table, GPtrArray *cells)
{
  char **c = (char **)cells->pdata;

  spk_cli_table_add (table, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], NULL);
}

/**
 * spk_cli_compare_table_print:
 * @runs: (element-type SpkComparisonRun): finished runs
 * @settings: of the search
 *
 * Prints the table for people.
 */
void
spk_cli_compare_table_print (GArray *runs, const SpkSettings *settings)
{
  g_autoptr (GArray) rows = summarise (runs);
  g_autoptr (GPtrArray) titles = list_titles ();
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("lrrrrrrrrr");

  g_print ("\nAccuracy on %s and discretisation gap, %%\n", describe_samples (settings));
  add_cells (table, titles);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GPtrArray) cells = list_cells (&g_array_index (rows, SpkComparisonRow, i));

      add_cells (table, cells);
    }
  spk_cli_table_print (table, "");
}
