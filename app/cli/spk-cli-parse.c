/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli.h"

#include <gio/gio.h>
#include <string.h>

#include "spk-cli-flags.h"
#include "spk-cli-text.h"

static void
spk_cli_assignment_free (SpkCliAssignment *self)
{
  g_free (self->text);
  g_free (self);
}

static void
assign (SpkCli *self, const SpkSettingInfo *info, const char *text)
{
  SpkCliAssignment *assignment = g_new0 (SpkCliAssignment, 1);

  assignment->info = info;
  assignment->text = g_strdup (text);
  g_ptr_array_add (self->assignments, assignment);
}

/* A setting is only kept here: what it is checked against, and what it overrides, is known when all flags are read. */
static gboolean
take_setting (const char *flag, const char *value, gpointer data, GError **error G_GNUC_UNUSED)
{
  const char *key = flag + strspn (flag, "-");
  const SpkSettingInfo *info = spk_settings_find_info (key);
  gboolean negated = !info && g_str_has_prefix (key, "no-");

  if (negated)
    info = spk_settings_find_info (key + strlen ("no-"));
  g_assert (info != NULL);
  if (info->type == SPK_SETTING_SWITCH)
    value = negated ? "off" : "on";
  assign (data, info, value);
  return TRUE;
}

static GOptionArg
flag_argument (SpkCliFlagType type)
{
  switch (type)
    {
    case SPK_CLI_FLAG_SWITCH:
      return G_OPTION_ARG_NONE;
    case SPK_CLI_FLAG_FILE:
      return G_OPTION_ARG_FILENAME;
    case SPK_CLI_FLAG_WHOLE:
      return G_OPTION_ARG_INT;
    case SPK_CLI_FLAG_REAL:
      return G_OPTION_ARG_DOUBLE;
    case SPK_CLI_FLAG_TEXT:
    default:
      return G_OPTION_ARG_STRING;
    }
}

static void
add_flags (SpkCli *self, GOptionGroup *group)
{
  for (const SpkCliFlag *flag = self->command->flags; flag && flag->name; flag++)
    {
      GOptionEntry entries[2] = { { 0 } };

      entries[0].long_name = flag->name;
      entries[0].arg = flag_argument (flag->type);
      entries[0].arg_data = (char *)self->options + flag->offset;
      g_option_group_add_entries (group, entries);
    }
}

static void
add_common_flags (SpkCli *self, GOptionGroup *group)
{
  const GOptionEntry help[] = { { "help", 'h', 0, G_OPTION_ARG_NONE, &self->help, NULL, NULL }, { NULL } };
  const GOptionEntry json[] = { { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, NULL, NULL }, { NULL } };
  const GOptionEntry presets[] = { { "preset", 0, 0, G_OPTION_ARG_STRING, &self->preset, NULL, NULL },
                                   { "config", 0, 0, G_OPTION_ARG_FILENAME, &self->config, NULL, NULL },
                                   { NULL } };

  g_option_group_add_entries (group, help);
  if (self->command->takes_json)
    g_option_group_add_entries (group, json);
  if (self->command->takes_preset)
    g_option_group_add_entries (group, presets);
}

static void
add_setting (GOptionGroup *group, const SpkSettingInfo *info)
{
  gboolean is_switch = info->type == SPK_SETTING_SWITCH;
  g_autofree char *negated = g_strconcat ("no-", info->key, NULL);
  GOptionEntry entries[3] = { { 0 } };

  entries[0].long_name = info->key;
  entries[0].flags = is_switch ? G_OPTION_FLAG_NO_ARG : 0;
  entries[0].arg = G_OPTION_ARG_CALLBACK;
  entries[0].arg_data = take_setting;
  if (is_switch)
    {
      entries[1] = entries[0];
      entries[1].long_name = g_intern_string (negated);
    }
  g_option_group_add_entries (group, entries);
}

static void
add_settings (SpkCli *self, GOptionGroup *group)
{
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    if (self->command->takes_setting && self->command->takes_setting (&infos[i]))
      add_setting (group, &infos[i]);
}

static GOptionContext *
make_context (SpkCli *self)
{
  GOptionContext *context = g_option_context_new (self->command->arguments);
  GOptionGroup *group = g_option_group_new ("main", NULL, NULL, self, NULL);

  g_option_context_set_help_enabled (context, FALSE);
  add_common_flags (self, group);
  add_flags (self, group);
  add_settings (self, group);
  g_option_context_set_main_group (context, group);
  return context;
}

static gboolean
check_arguments (const SpkCli *self, GError **error)
{
  const SpkCliCommand *command = self->command;

  if (self->help)
    return TRUE;
  if (self->n_arguments < command->min_arguments)
    {
      g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "%s needs %s; see \"" SPK_CLI_NAME " help %s\"",
                   command->name, command->arguments, command->name);
      return FALSE;
    }
  if (self->n_arguments > command->max_arguments)
    {
      g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
                   "\"%s\" is one argument too many; see \"" SPK_CLI_NAME " help %s\"",
                   self->arguments[command->max_arguments], command->name);
      return FALSE;
    }
  return TRUE;
}

/* GOption's messages are good, but for a mistyped flag the right one is better. */
static void
explain_unknown_flag (const SpkCliCommand *command, GError *error)
{
  const char *word = strrchr (error->message, ' ');
  g_auto (GStrv) flags = NULL;
  const char *nearest;

  if (!g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION) || !word)
    return;
  flags = spk_cli_flags_list (command);
  nearest = spk_cli_text_nearest (word + 1, (const char *const *)flags);
  if (nearest)
    {
      g_autofree char *message = g_steal_pointer (&error->message);

      error->message = g_strdup_printf ("%s; did you mean %s?", message, nearest);
    }
}

/**
 * spk_cli_parse:
 * @argc: number of words, the command's name being the first
 * @argv: the words; not changed
 *
 * Returns: (transfer full) (nullable): the parsed command line, or %NULL with an error of usage
 */
SpkCli *
spk_cli_parse (const SpkCliCommand *command, int argc, char **argv, GError **error)
{
  g_autoptr (SpkCli) self = g_new0 (SpkCli, 1);
  g_autoptr (GOptionContext) context = NULL;
  g_autofree char **words = g_memdup2 (argv, (argc + 1) * sizeof *argv);

  self->command = command;
  self->options = g_malloc0 (MAX (command->options_size, 1));
  self->assignments = g_ptr_array_new_with_free_func ((GDestroyNotify)spk_cli_assignment_free);
  if (command->init)
    command->init (self->options);
  context = make_context (self);
  if (!g_option_context_parse (context, &argc, &words, error))
    {
      if (error && *error)
        explain_unknown_flag (command, *error);
      return NULL;
    }
  self->arguments = g_new0 (char *, argc);
  for (int i = 1; i < argc; i++)
    if (!g_str_equal (words[i], "--"))
      self->arguments[self->n_arguments++] = g_strdup (words[i]);
  return check_arguments (self, error) ? g_steal_pointer (&self) : NULL;
}

void
spk_cli_free (SpkCli *self)
{
  for (const SpkCliFlag *flag = self->command->flags; flag && flag->name; flag++)
    if (flag->type == SPK_CLI_FLAG_TEXT || flag->type == SPK_CLI_FLAG_FILE)
      g_free (G_STRUCT_MEMBER (char *, self->options, flag->offset));
  g_free (self->options);
  g_strfreev (self->arguments);
  g_free (self->preset);
  g_free (self->config);
  g_ptr_array_unref (self->assignments);
  g_free (self);
}
