/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-json.h"
#include "spk-cli-text.h"
#include "spk-cli.h"
#include "store/spk-run-index.h"

typedef struct
{
  char *state;
} RunsOptions;

static const SpkCliFlag flags[] = {
  { "state", SPK_CLI_FLAG_TEXT, G_STRUCT_OFFSET (RunsOptions, state), "created|running|interrupted|finished|failed",
    "list only runs in this state" },
  { NULL },
};

static const char *const examples[] = {
  SPK_CLI_NAME " runs",
  "All runs made on this account, wherever their folders lie.",
  SPK_CLI_NAME " runs --state interrupted",
  "Those that can be resumed.",
  NULL,
};

static const char *
kind_name (SpkJobKind kind)
{
  return kind == SPK_JOB_SEARCH ? "search" : "train";
}

static void
print_json (const SpkRunEntry *entry)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_int_member (object, "id", entry->id);
  json_object_set_string_member (object, "name", entry->name);
  json_object_set_string_member (object, "data", entry->data);
  json_object_set_string_member (object, "data_kind", entry->data_kind);
  json_object_set_string_member (object, "kind", kind_name (entry->kind));
  json_object_set_int_member (object, "seed", entry->seed);
  json_object_set_string_member (object, "state", spk_run_state_to_string (entry->state));
  json_object_set_string_member (object, "message", entry->message);
  json_object_set_int_member (object, "epoch", entry->epoch);
  spk_cli_json_set_number (object, "best_valid", entry->best_valid);
  spk_cli_json_set_number (object, "test", entry->test);
  json_object_set_int_member (object, "created", entry->created);
  json_object_set_int_member (object, "updated", entry->updated);
  spk_cli_json_set_number (object, "seconds", entry->seconds);
  json_object_set_string_member (object, "folder", entry->folder);
  json_object_set_string_member (object, "notes", entry->notes);
  json_object_set_string_member (object, "tags", entry->tags);
  spk_cli_json_print (object);
}

static void
add_row (SpkCliTable *table, const SpkRunEntry *entry)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, entry->seed);
  g_autofree char *epoch = g_strdup_printf ("%u", entry->epoch);
  g_autofree char *valid = spk_cli_text_percent (entry->best_valid);
  g_autofree char *test = spk_cli_text_percent (entry->test);
  g_autofree char *duration = spk_cli_text_duration (entry->seconds);

  spk_cli_table_add (table, id, entry->name ? entry->name : "", entry->data_kind ? entry->data_kind : "",
                     kind_name (entry->kind), seed, spk_run_state_to_string (entry->state), epoch, valid, test,
                     duration, entry->folder, NULL);
}

static gboolean
is_listed (const RunsOptions *options, const SpkRunEntry *entry)
{
  return !options->state || g_str_equal (options->state, spk_run_state_to_string (entry->state));
}

static void
print_table (const RunsOptions *options, GPtrArray *entries)
{
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("rlllrlrrrrl");

  spk_cli_table_add (table, "id", "name", "data", "kind", "seed", "state", "epoch", "best valid", "test", "time",
                     "folder", NULL);
  for (guint i = 0; i < entries->len; i++)
    if (is_listed (options, entries->pdata[i]))
      add_row (table, entries->pdata[i]);
  spk_cli_table_print (table, "");
}

static gboolean
check_state (const char *name, GError **error)
{
  SpkRunState state;

  if (!name || spk_run_state_from_string (name, &state))
    return TRUE;
  g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
               "--state: \"%s\" is not one of created, running, interrupted, finished, failed", name);
  return FALSE;
}

static int
run (SpkCli *cli, GError **error)
{
  const RunsOptions *options = cli->options;
  g_autoptr (SpkRunIndex) index = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  if (!check_state (options->state, error))
    return SPK_CLI_EXIT_USAGE;
  index = spk_run_index_open (error);
  entries = index ? spk_run_index_list (index, error) : NULL;
  if (!entries)
    return SPK_CLI_EXIT_FAILED;
  for (guint i = 0; cli->json && i < entries->len; i++)
    if (is_listed (options, entries->pdata[i]))
      print_json (entries->pdata[i]);
  if (!cli->json)
    print_table (options, entries);
  return SPK_CLI_EXIT_DONE;
}

const SpkCliCommand spk_cli_runs_command = {
  .name = "runs",
  .summary = "List the runs made on this account",
  .examples = examples,
  .flags = flags,
  .takes_json = TRUE,
  .options_size = sizeof (RunsOptions),
  .run = run,
};
