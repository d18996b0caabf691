/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli.h"

G_DEFINE_QUARK (spk - cli - error - quark, spk_cli_error)

static const SpkCliCommand *const commands[] = {
  &spk_cli_info_command,
  &spk_cli_search_command,
  &spk_cli_train_command,
  &spk_cli_compare_command,
  &spk_cli_evaluate_command,
  &spk_cli_resume_command,
  &spk_cli_runs_command,
  &spk_cli_motif_command,
  &spk_cli_export_command,
  &spk_cli_verify_command,
  &spk_cli_bench_command,
  &spk_cli_help_command,
  NULL,
};

/**
 * spk_cli_list_commands:
 *
 * Returns: (transfer none): all commands in the order of the help page, %NULL-terminated
 */
const SpkCliCommand *const *
spk_cli_list_commands (void)
{
  return commands;
}

/**
 * spk_cli_find_command:
 *
 * Returns: (transfer none) (nullable): the command of that name
 */
const SpkCliCommand *
spk_cli_find_command (const char *name)
{
  for (guint i = 0; commands[i]; i++)
    if (g_str_equal (commands[i]->name, name))
      return commands[i];
  return NULL;
}
