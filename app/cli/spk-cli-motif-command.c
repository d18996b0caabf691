/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "motif/spk-motif-builtin.h"
#include "motif/spk-motif-file.h"
#include "motif/spk-motif-library.h"
#include "spk-cli-json.h"
#include "spk-cli-motif-report.h"
#include "spk-cli-motif-source.h"
#include "spk-cli-motif.h"
#include "spk-cli-text.h"
#include "spk-cli.h"

typedef struct
{
  SpkCliMotifSource source;
  int               neurons;
  int               random_graphs;
  gboolean          in_order;
  gboolean          replace;
} MotifOptions;

static const SpkCliFlag flags[] = {
  { "layer", SPK_CLI_FLAG_WHOLE, G_STRUCT_OFFSET (MotifOptions, source.layer), "N",
    "which motif of a file or a run that holds several, from 1" },
  { "density", SPK_CLI_FLAG_REAL, G_STRUCT_OFFSET (MotifOptions, source.density), "SHARE",
    "of \"random\": share of connections that are present (default: 0.3)" },
  { "motif-seed", SPK_CLI_FLAG_WHOLE, G_STRUCT_OFFSET (MotifOptions, source.seed), "N",
    "of \"random\", and of the random graphs of \"analyse\" (default: 1)" },
  { "layer-size", SPK_CLI_FLAG_WHOLE, G_STRUCT_OFFSET (MotifOptions, neurons), "N",
    "with check: neurons of the layer the motif is meant for" },
  { "random-graphs", SPK_CLI_FLAG_WHOLE, G_STRUCT_OFFSET (MotifOptions, random_graphs), "N",
    "with analyse: random graphs of equal degrees to compare with (default: 200; 0 for none)" },
  { "in-order", SPK_CLI_FLAG_SWITCH, G_STRUCT_OFFSET (MotifOptions, in_order), NULL,
    "with diff: take neurons of equal number for each other, instead of the best relabelling" },
  { "replace", SPK_CLI_FLAG_SWITCH, G_STRUCT_OFFSET (MotifOptions, replace), NULL,
    "with save: replace a motif of that name" },
  { NULL },
};

static const char *const examples[] = {
  SPK_CLI_NAME " motif list",
  "Built-in motifs, your own, and those that runs have found.",
  SPK_CLI_NAME " motif convert winner-take-all:6 wta.json",
  "A built-in motif of six neurons as a file; .csv and .dot work too.",
  SPK_CLI_NAME " motif analyse found.json",
  "Degrees, components, cycles, and subgraphs of three neurons beside random graphs.",
  SPK_CLI_NAME " motif diff found.json ring:8",
  "What distinguishes two motifs, whatever the order of their neurons.",
  NULL,
};

/* --- What can be done; each returns an exit status or sets an error --- */

typedef int (*Act) (SpkCli *cli, const MotifOptions *options, char **arguments, GError **error);

static const char *
name_origin (SpkMotifOrigin origin)
{
  return origin == SPK_MOTIF_BUILTIN ? "built in" : origin == SPK_MOTIF_OWN ? "own" : "found";
}

/* As it is written on the command line. */
static const char *
name_entry (const SpkMotifEntry *entry)
{
  for (guint i = 0; entry->origin == SPK_MOTIF_BUILTIN && i < spk_motif_builtin_count (); i++)
    if (g_str_equal (spk_motif_builtin_get (i)->name, entry->name))
      return spk_motif_builtin_get (i)->id;
  return entry->name;
}

static const char *
say (const char *text)
{
  return text ? text : "";
}

static void
print_entry_json (const SpkMotifEntry *entry)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "origin", name_origin (entry->origin));
  json_object_set_string_member (object, "name", name_entry (entry));
  if (entry->motif)
    json_object_set_int_member (object, "size", spk_topology_get_size (entry->motif));
  json_object_set_string_member (object, "summary", say (entry->summary));
  json_object_set_string_member (object, "problem", say (entry->problem));
  json_object_set_string_member (object, "path", say (entry->path));
  spk_cli_json_set_number (object, "accuracy", entry->accuracy);
  spk_cli_json_print (object);
}

static void
add_entry (SpkCliTable *table, const SpkMotifEntry *entry)
{
  g_autofree char *size = entry->motif ? g_strdup_printf ("%u", spk_topology_get_size (entry->motif)) : g_strdup ("");
  g_autofree char *accuracy = isnan (entry->accuracy) ? g_strdup ("") : spk_cli_text_percent (entry->accuracy);

  spk_cli_table_add (table, name_origin (entry->origin), name_entry (entry), size, accuracy,
                     entry->problem ? entry->problem : say (entry->summary), NULL);
}

static int
list (SpkCli *cli, const MotifOptions *options, char **arguments, GError **error)
{
  g_autoptr (GPtrArray) entries = spk_motif_library_list (SPK_MOTIF_ANYWHERE, arguments[0], error);
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("llrrl");

  if (!entries)
    return SPK_CLI_EXIT_FAILED;
  spk_cli_table_add (table, "origin", "name", "neurons", "test", "", NULL);
  for (guint i = 0; i < entries->len; i++)
    if (cli->json)
      print_entry_json (entries->pdata[i]);
    else
      add_entry (table, entries->pdata[i]);
  if (!cli->json)
    spk_cli_table_print (table, "");
  return SPK_CLI_EXIT_DONE;
}

static int
show (SpkCli *cli, const MotifOptions *options, char **arguments, GError **error)
{
  g_autoptr (SpkTopology) motif = spk_cli_motif_source_load (&options->source, arguments[0], error);

  if (!motif)
    return SPK_CLI_EXIT_FAILED;
  if (cli->json)
    {
      g_autoptr (JsonNode) node = spk_topology_to_json (motif);

      spk_cli_json_print (json_node_get_object (node));
    }
  else
    {
      g_autofree char *picture = spk_cli_motif_picture (motif, "");

      fputs (picture, stdout);
    }
  return SPK_CLI_EXIT_DONE;
}

static int
analyse (SpkCli *cli, const MotifOptions *options, char **arguments, GError **error)
{
  g_autoptr (SpkTopology) motif = NULL;
  g_autoptr (SpkMotifAnalysis) analysis = NULL;

  if (options->random_graphs < 0 || options->random_graphs > SPK_ANALYSIS_MAX_RANDOM)
    {
      g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "--random-graphs: %d is not between 0 and %d",
                   options->random_graphs, SPK_ANALYSIS_MAX_RANDOM);
      return SPK_CLI_EXIT_USAGE;
    }
  motif = spk_cli_motif_source_load (&options->source, arguments[0], error);
  if (motif)
    analysis = spk_motif_analysis_new (motif, (guint) options->random_graphs, (guint64) options->source.seed, NULL, error);
  if (!analysis)
    return SPK_CLI_EXIT_FAILED;
  if (cli->json)
    {
      g_autoptr (JsonNode) node = spk_motif_analysis_to_json (analysis);

      spk_cli_json_print (json_node_get_object (node));
    }
  else
    spk_cli_motif_report_analysis (analysis);
  return SPK_CLI_EXIT_DONE;
}

static gboolean
holds_error (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (spk_finding_is_error (findings->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Exits with 1 where the motif cannot be used. */
static int
check (SpkCli *cli, const MotifOptions *options, char **arguments, GError **error)
{
  g_autoptr (SpkTopology) motif = spk_cli_motif_source_load (&options->source, arguments[0], error);
  g_autoptr (SpkMotifRates) rates = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (!motif)
    return SPK_CLI_EXIT_FAILED;
  rates = spk_motif_rates_new (motif, (guint64) options->source.seed);
  findings = spk_motif_check (motif, (guint) MAX (0, options->neurons), rates);
  if (cli->json)
    {
      g_autoptr (JsonObject) object = spk_cli_motif_check_to_json (findings, rates);

      spk_cli_json_print (object);
    }
  else
    spk_cli_motif_report_check (findings, rates);
  return holds_error (findings) ? SPK_CLI_EXIT_FAILED : SPK_CLI_EXIT_DONE;
}

static int
diff (SpkCli *cli, const MotifOptions *options, char **arguments, GError **error)
{
  g_autoptr (SpkTopology) first = spk_cli_motif_source_load (&options->source, arguments[0], error);
  g_autoptr (SpkTopology) second = first ? spk_cli_motif_source_load (&options->source, arguments[1], error) : NULL;
  g_autoptr (SpkMotifMatching) matching = NULL;
  g_autoptr (SpkMotifDifference) difference = NULL;

  if (!second)
    return SPK_CLI_EXIT_FAILED;
  matching = options->in_order ? spk_motif_matching_new_in_order (first, second)
                               : spk_motif_matching_new (first, second, (guint64) options->source.seed);
  difference = spk_motif_difference_new (first, second, matching);
  if (cli->json)
    {
      g_autoptr (JsonNode) node = spk_motif_difference_to_json (difference);

      spk_cli_json_print (json_node_get_object (node));
    }
  else
    spk_cli_motif_report_difference (difference);
  return SPK_CLI_EXIT_DONE;
}

static int
convert (SpkCli *cli, const MotifOptions *options, char **arguments, GError **error)
{
  g_autoptr (SpkTopology) motif = spk_cli_motif_source_load (&options->source, arguments[0], error);

  return motif && spk_motif_file_save (motif, arguments[1], error) ? SPK_CLI_EXIT_DONE : SPK_CLI_EXIT_FAILED;
}

static int
save (SpkCli *cli, const MotifOptions *options, char **arguments, GError **error)
{
  g_autoptr (SpkTopology) motif = spk_cli_motif_source_load (&options->source, arguments[0], error);
  g_autofree char *path = motif ? spk_motif_library_save (motif, arguments[1], options->replace, error) : NULL;

  if (!path)
    return SPK_CLI_EXIT_FAILED;
  g_print ("%s\n", path);
  return SPK_CLI_EXIT_DONE;
}

static int
rename_own (SpkCli *cli, const MotifOptions *options, char **arguments, GError **error)
{
  g_autoptr (SpkMotifEntry) entry = spk_motif_library_find (arguments[0], error);
  g_autofree char *path = entry ? spk_motif_library_rename (entry, arguments[1], error) : NULL;

  return path ? SPK_CLI_EXIT_DONE : SPK_CLI_EXIT_FAILED;
}

static int
delete_own (SpkCli *cli, const MotifOptions *options, char **arguments, GError **error)
{
  g_autoptr (SpkMotifEntry) entry = spk_motif_library_find (arguments[0], error);

  return entry && spk_motif_library_delete (entry, error) ? SPK_CLI_EXIT_DONE : SPK_CLI_EXIT_FAILED;
}

static const struct
{
  const char *name;
  const char *arguments;
  guint       min;
  guint       max;
  Act         act;
} actions[] = {
  { "list", "[WORDS]", 0, 1, list },
  { "show", "MOTIF", 1, 1, show },
  { "analyse", "MOTIF", 1, 1, analyse },
  { "check", "MOTIF", 1, 1, check },
  { "diff", "MOTIF MOTIF", 2, 2, diff },
  { "convert", "MOTIF FILE", 2, 2, convert },
  { "save", "MOTIF NAME", 2, 2, save },
  { "rename", "NAME NAME", 2, 2, rename_own },
  { "delete", "NAME", 1, 1, delete_own },
};

static void
set_defaults (gpointer data)
{
  MotifOptions *options = data;

  options->source.density = SPK_BUILTIN_DENSITY;
  options->source.seed = 1;
  options->random_graphs = SPK_ANALYSIS_RANDOM_GRAPHS;
}

static gboolean
check_options (const MotifOptions *options, GError **error)
{
  if (options->source.layer >= 0 && options->source.seed >= 0 && options->source.density >= 0 &&
      options->source.density <= 1)
    return TRUE;
  g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
               "--layer and --motif-seed are whole numbers from 0, --density lies between 0 and 1");
  return FALSE;
}

static int
run (SpkCli *cli, GError **error)
{
  const MotifOptions *options = cli->options;
  const guint n = cli->n_arguments - 1;

  if (!check_options (options, error))
    return SPK_CLI_EXIT_USAGE;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, cli->arguments[0]))
      {
        if (n >= actions[i].min && n <= actions[i].max)
          return actions[i].act (cli, options, cli->arguments + 1, error);
        g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "usage: " SPK_CLI_NAME " motif %s %s", actions[i].name,
                     actions[i].arguments);
        return SPK_CLI_EXIT_USAGE;
      }
  g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
               "motif: \"%s\" is not one of list, show, analyse, check, diff, convert, save, rename, delete",
               cli->arguments[0]);
  return SPK_CLI_EXIT_USAGE;
}

const SpkCliCommand spk_cli_motif_command = {
  .name = "motif",
  .arguments = "ACTION [MOTIF ...]",
  .min_arguments = 1,
  .max_arguments = 3,
  .summary = "List, analyse, check, compare and convert motifs",
  .details = "ACTION is one of: list [WORDS]; show MOTIF; analyse MOTIF; check MOTIF; diff MOTIF MOTIF; convert MOTIF "
             "FILE; save MOTIF NAME; rename NAME NAME; delete NAME.\n\n"
             "MOTIF is a file (JSON, or a matrix as CSV), the folder of a run, a built-in motif with or without a number of neurons, as "
             "\"ring:8\", or the name of one of your own, which \"save\" keeps. FILE is written in the format its name ends "
             "in: .json, .csv, or .dot for GraphViz.\n\n"
             "A motif is trained by \"" SPK_CLI_NAME " train DATA --motif FILE\".",
  .examples = examples,
  .flags = flags,
  .takes_json = TRUE,
  .options_size = sizeof (MotifOptions),
  .init = set_defaults,
  .run = run,
};
