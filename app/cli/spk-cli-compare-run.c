/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-compare-run.h"

#include <glib/gstdio.h>

#include "search/spk-linear-baseline.h"
#include "spk-cli-description.h"
#include "spk-cli-job.h"
#include "spk-cli-json.h"
#include "spk-cli-motif.h"
#include "spk-cli-run.h"
#include "spk-cli-settings.h"
#include "store/spk-file.h"
#include "store/spk-run-lock.h"

/* The run in the index, by the folder of its comparison too. */
static char *
name_run (const SpkCliCompareContext *context, const SpkCliPlanItem *item)
{
  g_autofree char *base = g_path_get_basename (context->folder);

  return g_build_filename (base, item->name, NULL);
}

static SpkRunDescription *
describe (const SpkCliCompareContext *context, const SpkCliPlanItem *item)
{
  g_autoptr (SpkSettings) settings = spk_control_make_settings (item->control, context->settings, item->seed);
  g_autoptr (GPtrArray) motifs = spk_control_make_motifs (item->control, context->motifs, item->seed, item->number);
  g_autofree char *name = name_run (context, item);

  return spk_cli_describe_run (spk_control_get_job_kind (item->control), settings, context->dataset,
                               context->cli->arguments[0], context->skip_bad, motifs, name);
}

static SpkCliJob *
make_job (const SpkCliCompareContext *context, const SpkRunDescription *description, GError **error)
{
  return spk_cli_job_new (description->kind, description->settings, context->dataset, description->motifs,
                          context->cli->json, error);
}

/* A folder with a lock and without a run is what a process has left that was killed as it made the run. */
static void
remove_stillborn (const char *folder)
{
  g_autofree char *lock = g_build_filename (folder, "lock", NULL);

  if (!g_file_test (lock, G_FILE_TEST_EXISTS) || spk_run_lock_is_held (folder))
    return;
  spk_file_remove_temporaries (folder, "settings.json");
  g_remove (lock);
}

static gboolean
check_same (SpkRun *run, const SpkRunDescription *wanted, GError **error)
{
  const SpkRunDescription *found = spk_run_get_description (run);
  const char *key = spk_cli_find_changed_setting (found->settings, wanted->settings);

  if (found->kind != wanted->kind)
    key = "kind";
  else if (found->data_fingerprint != wanted->data_fingerprint)
    key = "data";
  else if (!key && !spk_cli_motif_lists_equal (found->motifs, wanted->motifs))
    key = "motifs";
  if (!key)
    return TRUE;
  g_set_error (
      error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED,
      "%s: this run is not of this comparison: \"%s\" is another; remove it, or name another folder with --out",
      spk_run_get_folder (run), key);
  return FALSE;
}

static SpkRun *
open_run (const char *folder, const SpkRunDescription *wanted, GError **error)
{
  g_autofree char *settings = g_build_filename (folder, "settings.json", NULL);
  g_autoptr (SpkRun) run = NULL;

  if (!g_file_test (settings, G_FILE_TEST_EXISTS))
    {
      remove_stillborn (folder);
      return spk_run_create (folder, wanted, error);
    }
  run = spk_run_open (folder, error);
  if (!run || !check_same (run, wanted, error))
    return NULL;
  return g_steal_pointer (&run);
}

static int
go_on (const SpkCliCompareContext *context,
       SpkRun *run,
       const SpkRunDescription *description,
       const char *label,
       GError **error)
{
  gboolean from_checkpoint;
  g_autoptr (SpkCliJob) job = NULL;

  if (!spk_run_lock (run, error))
    return SPK_CLI_EXIT_FAILED;
  job = make_job (context, description, error);
  if (!job)
    return SPK_CLI_EXIT_FAILED;
  spk_cli_job_set_label (job, label);
  spk_cli_job_attach (job, run);
  if (!spk_cli_job_restore (job, &from_checkpoint, error))
    return SPK_CLI_EXIT_FAILED;
  return spk_cli_job_run (job, error);
}

static int
run_job (const SpkCliCompareContext *context,
         const SpkCliPlanItem *item,
         const char *label,
         JsonObject **result,
         gboolean *was_there,
         GError **error)
{
  g_autoptr (SpkRunDescription) description = describe (context, item);
  g_autofree char *folder = g_build_filename (context->folder, item->name, NULL);
  g_autoptr (SpkRun) run = open_run (folder, description, error);
  int status = SPK_CLI_EXIT_DONE;

  if (!run)
    return SPK_CLI_EXIT_FAILED;
  *was_there = spk_run_get_state (run) == SPK_RUN_FINISHED;
  if (!*was_there)
    status = go_on (context, run, description, label, error);
  if (status == SPK_CLI_EXIT_DONE)
    *result = spk_run_read_result (run, error);
  return *result || status != SPK_CLI_EXIT_DONE ? status : SPK_CLI_EXIT_FAILED;
}

/* In the words of the result of a run. */
static JsonObject *
describe_linear (const SpkLinearScore *score)
{
  JsonObject *object = json_object_new ();

  spk_cli_json_set_number (object, "test_accuracy", score->accuracy);
  json_object_set_int_member (object, "test_samples", score->n_samples);
  spk_cli_json_set_number (object, "train_accuracy", score->train_accuracy);
  json_object_set_int_member (object, "train_epochs", score->n_epochs);
  spk_cli_json_set_number (object, "train_seconds", score->seconds);
  json_object_set_int_member (object, "parameters", score->n_parameters);
  json_object_set_int_member (object, "recurrent_parameters", 0);
  return object;
}

static JsonObject *
read_linear (const char *path, GError **error)
{
  g_autoptr (JsonNode) node = spk_file_read_json (path, error);

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_dup_object (node);
  if (node)
    g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_FAILED, "%s: not a JSON object; remove it", path);
  return NULL;
}

static JsonObject *
compute_linear (const SpkCliCompareContext *context, const SpkCliPlanItem *item, const char *path, GError **error)
{
  g_autoptr (SpkSettings) settings = spk_control_make_settings (item->control, context->settings, item->seed);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  SpkLinearScore score;

  if (!spk_linear_baseline_run (settings, context->dataset, &score, error))
    return NULL;
  json_node_take_object (node, describe_linear (&score));
  return spk_file_write_json (path, node, error) ? json_node_dup_object (node) : NULL;
}

static int
run_linear (const SpkCliCompareContext *context,
            const SpkCliPlanItem *item,
            JsonObject **result,
            gboolean *was_there,
            GError **error)
{
  g_autofree char *name = g_strconcat (item->name, ".json", NULL);
  g_autofree char *path = g_build_filename (context->folder, name, NULL);

  *was_there = g_file_test (path, G_FILE_TEST_EXISTS);
  *result = *was_there ? read_linear (path, error) : compute_linear (context, item, path, error);
  return *result ? SPK_CLI_EXIT_DONE : SPK_CLI_EXIT_FAILED;
}

/**
 * spk_cli_compare_run_check:
 *
 * Returns: whether the settings of a run fit each other and the recordings; nothing is written
 */
gboolean
spk_cli_compare_run_check (const SpkCliCompareContext *context, const SpkCliPlanItem *item, GError **error)
{
  g_autoptr (SpkRunDescription) description = NULL;
  g_autoptr (SpkCliJob) job = NULL;

  if (item->control == SPK_CONTROL_LINEAR)
    return TRUE;
  description = describe (context, item);
  job = make_job (context, description, error);
  return job != NULL;
}

/**
 * spk_cli_compare_run:
 * @label: what the progress line begins with
 * @result: (out) (transfer full): as in result.json of a run; %NULL where it did not come to its end
 * @was_there: (out): whether it was finished before
 *
 * Runs one of the runs of a comparison to its end: from the beginning, from where it was interrupted, or not at all
 * where it is finished.
 *
 * Returns: the exit status, if there is no error
 */
int
spk_cli_compare_run (const SpkCliCompareContext *context,
                     const SpkCliPlanItem *item,
                     const char *label,
                     JsonObject **result,
                     gboolean *was_there,
                     GError **error)
{
  *result = NULL;
  *was_there = FALSE;
  if (item->control == SPK_CONTROL_LINEAR)
    return run_linear (context, item, result, was_there, error);
  return run_job (context, item, label, result, was_there, error);
}
