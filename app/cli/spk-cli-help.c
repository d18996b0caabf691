/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli.h"

#include "spk-cli-flags.h"
#include "spk-cli-pages.h"
#include "spk-cli-text.h"

typedef struct
{
  gboolean man;
  gboolean commands;
  gboolean flags;
  char *values;
} HelpOptions;

static const SpkCliFlag flags[] = {
  { "man", SPK_CLI_FLAG_SWITCH, G_STRUCT_OFFSET (HelpOptions, man), NULL, "print the manual page, as roff" },
  { "commands", SPK_CLI_FLAG_SWITCH, G_STRUCT_OFFSET (HelpOptions, commands), NULL, "list the commands, one a line" },
  { "flags", SPK_CLI_FLAG_SWITCH, G_STRUCT_OFFSET (HelpOptions, flags), NULL, "list the flags of COMMAND, one a line" },
  { "values", SPK_CLI_FLAG_TEXT, G_STRUCT_OFFSET (HelpOptions, values), "FLAG",
    "list the words that may follow FLAG of COMMAND, one a line" },
  { NULL },
};

static const char *const examples[] = {
  SPK_CLI_NAME " help search",
  "Everything about searching.",
  NULL,
};

static void
print_lines (char **lines)
{
  for (guint i = 0; lines[i]; i++)
    g_print ("%s\n", lines[i]);
}

static void
print_command (const SpkCliCommand *command, const HelpOptions *options)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *page = NULL;

  if (options->flags)
    lines = spk_cli_flags_list (command);
  else if (options->values)
    lines = spk_cli_flags_list_values (command, options->values);
  if (lines)
    {
      print_lines (lines);
      return;
    }
  page = spk_cli_page_command (command, MIN (spk_cli_text_width (), 110));
  g_print ("%s", page);
}

static void
print_program (const HelpOptions *options)
{
  const SpkCliCommand *const *commands = spk_cli_list_commands ();
  g_autofree char *page = NULL;

  if (options->commands)
    {
      for (guint i = 0; commands[i]; i++)
        g_print ("%s\n", commands[i]->name);
      return;
    }
  page = options->man ? spk_cli_page_manual () : spk_cli_page_program (MIN (spk_cli_text_width (), 110));
  g_print ("%s", page);
}

static int
run (SpkCli *cli, GError **error)
{
  const HelpOptions *options = cli->options;
  const SpkCliCommand *command;

  if (cli->n_arguments == 0)
    {
      print_program (options);
      return SPK_CLI_EXIT_DONE;
    }
  command = spk_cli_find_command (cli->arguments[0]);
  if (!command)
    {
      g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
                   "There is no command \"%s\"; see \"" SPK_CLI_NAME " help\"", cli->arguments[0]);
      return SPK_CLI_EXIT_USAGE;
    }
  print_command (command, options);
  return SPK_CLI_EXIT_DONE;
}

const SpkCliCommand spk_cli_help_command = {
  .name = "help",
  .arguments = "[COMMAND]",
  .max_arguments = 1,
  .summary = "Explain the program or one of its commands",
  .examples = examples,
  .flags = flags,
  .options_size = sizeof (HelpOptions),
  .run = run,
};
