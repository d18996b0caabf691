/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-settings.h"

#include <string.h>

#include "store/spk-file.h"

/**
 * spk_cli_takes_search_setting:
 *
 * Returns: whether a search has a meaning for @info
 */
gboolean
spk_cli_takes_search_setting (const SpkSettingInfo *info)
{
  return (info->use & SPK_USE_SEARCH) != 0;
}

/**
 * spk_cli_takes_train_setting:
 *
 * Returns: whether the training of a fixed network has a meaning for @info
 */
gboolean
spk_cli_takes_train_setting (const SpkSettingInfo *info)
{
  return (info->use & SPK_USE_TRAIN) != 0;
}

/**
 * spk_cli_takes_load_setting:
 *
 * Returns: whether @info decides how a data set is read
 */
gboolean
spk_cli_takes_load_setting (const SpkSettingInfo *info)
{
  return (info->use & SPK_USE_LOAD) == SPK_USE_LOAD;
}

/**
 * spk_cli_takes_bench_setting:
 *
 * Returns: whether @info decides how long a training step takes; the kind of layer is a flag of its own there
 */
gboolean
spk_cli_takes_bench_setting (const SpkSettingInfo *info)
{
  static const char *const keys[] = { "steps",   "duration", "batch",   "dropout", "plasticity", "neuron-rate",
                                      "density", "seed",     "threads", NULL };

  return g_strv_contains (keys, info->key) || spk_cli_takes_load_setting (info) ||
         (g_str_equal (info->group, "network") && !g_str_equal (info->key, "layer"));
}

/**
 * spk_cli_takes_threads_setting:
 *
 * Returns: whether @info is the number of threads, the one setting that changes no result
 */
gboolean
spk_cli_takes_threads_setting (const SpkSettingInfo *info)
{
  return g_str_equal (info->key, "threads");
}

/**
 * spk_cli_find_changed_setting:
 *
 * Returns: (transfer none) (nullable): key of the first setting that is not the same in both and changes results; %NULL
 *   where there is none
 */
const char *
spk_cli_find_changed_setting (const SpkSettings *before, const SpkSettings *after)
{
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    {
      g_autofree char *old = spk_settings_get (before, infos[i].key);
      g_autofree char *new = spk_settings_get (after, infos[i].key);

      if (!spk_cli_takes_threads_setting (&infos[i]) && !g_str_equal (old, new))
        return infos[i].key;
    }
  return NULL;
}

static JsonNode *
read_config (const char *path, GError **error)
{
  g_autoptr (JsonNode) root = spk_file_read_json (path, error);

  if (root && !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "%s: not a JSON object of settings, as {\"epochs\": 20}",
                   path);
      return NULL;
    }
  return g_steal_pointer (&root);
}

/* Whatever is wrong with it, it is what the user asked for: an error of usage that names the file. */
static gboolean
apply_config (SpkSettings *settings, const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) root = read_config (path, &problem);

  if (root && spk_settings_apply_json (settings, json_node_get_object (root), &problem))
    return TRUE;
  if (strstr (problem->message, path))
    g_set_error_literal (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, problem->message);
  else
    g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "%s: %s", path, problem->message);
  return FALSE;
}

/**
 * spk_cli_apply_assignments:
 *
 * Puts the settings given as flags into @settings. Fails with %SPK_SETTINGS_ERROR for a value out of its range.
 */
gboolean
spk_cli_apply_assignments (SpkCli *cli, SpkSettings *settings, GError **error)
{
  for (guint i = 0; i < cli->assignments->len; i++)
    {
      const SpkCliAssignment *assignment = cli->assignments->pdata[i];

      if (!spk_settings_set (settings, assignment->info->key, assignment->text, error))
        {
          g_prefix_error (error, "--");
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * spk_cli_build_settings:
 * @data_kind: kind of the data set, which decides the preset where none is given
 * @preset: (out) (transfer none) (nullable): the preset that is used
 *
 * Settings from, each overriding those before: the defaults, a preset, the file of --config, the flags.
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL with an error of usage
 */
SpkSettings *
spk_cli_build_settings (SpkCli *cli, const char *data_kind, const char **preset, GError **error)
{
  g_autoptr (SpkSettings) settings = spk_settings_new ();
  const char *name = cli->preset ? cli->preset : spk_settings_find_preset (data_kind);

  if (name && g_str_equal (name, "none"))
    name = NULL;
  if (name && !spk_settings_apply_preset (settings, name, error))
    return NULL;
  if (cli->config && !apply_config (settings, cli->config, error))
    return NULL;
  if (!spk_cli_apply_assignments (cli, settings, error))
    return NULL;
  if (preset)
    *preset = name;
  return g_steal_pointer (&settings);
}
