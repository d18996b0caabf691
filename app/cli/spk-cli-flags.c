/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-flags.h"

#include <string.h>

static void
flag_help_free (SpkCliFlagHelp *self)
{
  g_free (self->term);
  g_free (self->help);
  g_free (self);
}

static void
add_row (GPtrArray *rows, char *term, char *help)
{
  SpkCliFlagHelp *row = g_new0 (SpkCliFlagHelp, 1);

  row->term = term;
  row->help = help;
  g_ptr_array_add (rows, row);
}

static GPtrArray *
rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)flag_help_free);
}

static char *
flag_term (const char *name, const char *value_name)
{
  return value_name ? g_strdup_printf ("--%s %s", name, value_name) : g_strdup_printf ("--%s", name);
}

/* The joined names of the presets, for a help text. */
static char *
join_presets (void)
{
  return g_strjoinv (", ", (char **)spk_settings_list_presets ());
}

/**
 * spk_cli_flags_describe:
 *
 * Returns: (transfer full) (element-type SpkCliFlagHelp): the flags of @command that are no settings
 */
GPtrArray *
spk_cli_flags_describe (const SpkCliCommand *command)
{
  GPtrArray *rows = rows_new ();
  g_autofree char *presets = join_presets ();

  for (const SpkCliFlag *flag = command->flags; flag && flag->name; flag++)
    add_row (rows, flag_term (flag->name, flag->value_name), g_strdup (flag->help));
  if (command->takes_preset)
    {
      add_row (
          rows, flag_term ("preset", "NAME"),
          g_strdup_printf ("values to start from: %s, or none for the plain defaults (default: the preset named like "
                           "the kind of the data, where there is one)",
                           presets));
      add_row (rows, flag_term ("config", "FILE"),
               g_strdup (
                   "JSON object of settings, named like the flags; it overrides the preset, and flags override it"));
    }
  if (command->takes_json)
    add_row (rows, g_strdup ("--json"), g_strdup ("print one JSON object a line instead of text"));
  add_row (rows, g_strdup ("--help"), g_strdup ("show this help"));
  return rows;
}

static const char *
setting_value_name (const SpkSettingInfo *info)
{
  return info->choices ? info->choices : info->value_name ? info->value_name : "VALUE";
}

static char *
setting_term (const SpkSettingInfo *info)
{
  if (info->type == SPK_SETTING_SWITCH)
    return g_strdup_printf ("--%s, --no-%s", info->key, info->key);
  return flag_term (info->key, setting_value_name (info));
}

static gboolean
has_range (const SpkSettingInfo *info)
{
  return info->type == SPK_SETTING_WHOLE || info->type == SPK_SETTING_REAL || info->type == SPK_SETTING_LIST;
}

/* Limits that only keep numbers finite say nothing to a reader. */
static char *
setting_range (const SpkSettingInfo *info)
{
  if (!has_range (info))
    return g_strdup ("");
  if (info->maximum >= G_MAXINT32)
    return g_strdup_printf ("at least %g; ", info->minimum);
  return g_strdup_printf ("%g to %.10g; ", info->minimum, info->maximum);
}

static char *
setting_help (const SpkSettingInfo *info)
{
  g_autofree char *range = setting_range (info);

  return g_strdup_printf ("%s (%sdefault %s)", info->help, range, *info->fallback ? info->fallback : "empty");
}

/**
 * spk_cli_flags_describe_settings:
 *
 * Returns: (transfer full) (element-type SpkCliFlagHelp): the settings of @group that are flags of @command
 */
GPtrArray *
spk_cli_flags_describe_settings (const SpkCliCommand *command, const char *group)
{
  GPtrArray *rows = rows_new ();
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    if (g_str_equal (infos[i].group, group) && command->takes_setting (&infos[i]))
      add_row (rows, setting_term (&infos[i]), setting_help (&infos[i]));
  return rows;
}

/**
 * spk_cli_flags_list_groups:
 *
 * Returns: (transfer full): the groups of settings that are flags of @command
 */
char **
spk_cli_flags_list_groups (const SpkCliCommand *command)
{
  g_autoptr (GStrvBuilder) groups = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    if (command->takes_setting && command->takes_setting (&infos[i]) &&
        g_hash_table_add (seen, (gpointer)infos[i].group))
      g_strv_builder_add (groups, infos[i].group);
  return g_strv_builder_end (groups);
}

static void
add_flag_name (GStrvBuilder *names, const char *prefix, const char *name)
{
  g_autofree char *flag = g_strconcat (prefix, name, NULL);

  g_strv_builder_add (names, flag);
}

static void
add_setting_names (GStrvBuilder *names, const SpkCliCommand *command)
{
  guint n_infos;
  const SpkSettingInfo *infos = spk_settings_list_infos (&n_infos);

  for (guint i = 0; i < n_infos; i++)
    {
      if (!command->takes_setting || !command->takes_setting (&infos[i]))
        continue;
      add_flag_name (names, "--", infos[i].key);
      if (infos[i].type == SPK_SETTING_SWITCH)
        add_flag_name (names, "--no-", infos[i].key);
    }
}

/**
 * spk_cli_flags_list:
 *
 * Returns: (transfer full): every flag @command takes, with its dashes
 */
char **
spk_cli_flags_list (const SpkCliCommand *command)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (const SpkCliFlag *flag = command->flags; flag && flag->name; flag++)
    add_flag_name (names, "--", flag->name);
  if (command->takes_preset)
    g_strv_builder_add_many (names, "--preset", "--config", NULL);
  if (command->takes_json)
    g_strv_builder_add (names, "--json");
  g_strv_builder_add (names, "--help");
  add_setting_names (names, command);
  return g_strv_builder_end (names);
}

static char **
preset_values (void)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_strv_builder_addv (names, (const char **)spk_settings_list_presets ());
  g_strv_builder_add (names, "none");
  return g_strv_builder_end (names);
}

static const SpkCliFlag *
find_flag (const SpkCliCommand *command, const char *name)
{
  for (const SpkCliFlag *flag = command->flags; flag && flag->name; flag++)
    if (g_str_equal (flag->name, name))
      return flag;
  return NULL;
}

/**
 * spk_cli_flags_list_values:
 * @flag: with its dashes
 *
 * Returns: (transfer full): the words @flag can be followed by, none where they are not a short list
 */
char **
spk_cli_flags_list_values (const SpkCliCommand *command, const char *flag)
{
  const char *name = flag + strspn (flag, "-");
  const SpkCliFlag *own = find_flag (command, name);
  const SpkSettingInfo *info = spk_settings_find_info (name);
  const char *choices = own ? own->value_name : info ? info->choices : NULL;

  if (command->takes_preset && g_str_equal (name, "preset"))
    return preset_values ();
  return g_strsplit (choices && strchr (choices, '|') ? choices : "", "|", -1);
}
