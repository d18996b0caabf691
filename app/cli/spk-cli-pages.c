/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-pages.h"

#include <string.h>

#include "spk-cli-flags.h"
#include "spk-cli-text.h"

#define TERM_WIDTH 28

const SpkCliExitHelp spk_cli_exit_helps[] = {
  { "0", "done" },
  { "1", "failed: the message on standard error says what and where" },
  { "2", "the command line, a setting or the configuration is wrong; nothing was started" },
  { "130", "interrupted by Ctrl-C or a request to terminate; \"" SPK_CLI_NAME " resume RUN\" goes on" },
  { NULL, NULL },
};

const char *const spk_cli_data_help =
    "DATA is a folder of recordings, whose kind is recognised by its files, or the synthetic data set "
    "\"randman[:KEY=VALUE,...]\".";

static const char *const general_flags[][2] = {
  { "--help", "show this help" },
  { "--version", "show the versions of the program and of the libraries it runs with" },
};

static char *
usage_of (const SpkCliCommand *command)
{
  return g_strdup_printf (SPK_CLI_NAME " %s%s%s [FLAG...]", command->name, command->arguments ? " " : "",
                          command->arguments ? command->arguments : "");
}

static void
append_rows (GString *page, GPtrArray *rows, guint width)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const SpkCliFlagHelp *row = rows->pdata[i];

      spk_cli_text_append_row (page, row->term, row->help, TERM_WIDTH, width);
    }
}

static void
append_flags (GString *page, const SpkCliCommand *command, guint width)
{
  g_autoptr (GPtrArray) flags = spk_cli_flags_describe (command);
  g_auto (GStrv) groups = spk_cli_flags_list_groups (command);

  g_string_append (page, "\nFlags:\n");
  append_rows (page, flags, width);
  for (guint i = 0; groups[i]; i++)
    {
      g_autoptr (GPtrArray) settings = spk_cli_flags_describe_settings (command, groups[i]);

      g_string_append_printf (page, "\nSettings, %s:\n", groups[i]);
      append_rows (page, settings, width);
    }
}

static void
append_examples (GString *page, const SpkCliCommand *command, guint width)
{
  if (!command->examples)
    return;
  g_string_append (page, "\nExamples:\n");
  for (guint i = 0; command->examples[i]; i += 2)
    {
      g_string_append_printf (page, "  %s\n", command->examples[i]);
      spk_cli_text_append_wrapped (page, command->examples[i + 1], 6, 0, width);
    }
}

static void
append_exits (GString *page, guint width)
{
  g_string_append (page, "\nExit status:\n");
  for (const SpkCliExitHelp *row = spk_cli_exit_helps; row->status; row++)
    spk_cli_text_append_row (page, row->status, row->meaning, 8, width);
}

/**
 * spk_cli_page_command:
 *
 * Returns: the help page of a command, @width columns wide
 */
char *
spk_cli_page_command (const SpkCliCommand *command, guint width)
{
  GString *page = g_string_new (NULL);
  g_autofree char *usage = usage_of (command);

  g_string_append_printf (page, "Usage: %s\n\n", usage);
  spk_cli_text_append_wrapped (page, command->summary, 0, 0, width);
  if (command->details)
    {
      g_string_append_c (page, '\n');
      spk_cli_text_append_wrapped (page, command->details, 0, 0, width);
    }
  if (command->arguments && strstr (command->arguments, "DATA"))
    {
      g_string_append_c (page, '\n');
      spk_cli_text_append_wrapped (page, spk_cli_data_help, 0, 0, width);
    }
  append_flags (page, command, width);
  append_examples (page, command, width);
  append_exits (page, width);
  return g_string_free (page, FALSE);
}

/**
 * spk_cli_page_program:
 *
 * Returns: the help page of the program
 */
char *
spk_cli_page_program (guint width)
{
  GString *page = g_string_new ("Usage: " SPK_CLI_NAME " COMMAND [ARGUMENT...] [FLAG...]\n\n");
  const SpkCliCommand *const *commands = spk_cli_list_commands ();

  spk_cli_text_append_wrapped (
      page, "Searches, trains and measures recurrent spiking networks made of sparsely connected motifs.", 0, 0, width);
  g_string_append (page, "\nCommands:\n");
  for (guint i = 0; commands[i]; i++)
    {
      g_autofree char *term = g_strjoin (" ", commands[i]->name, commands[i]->arguments, NULL);

      spk_cli_text_append_row (page, term, commands[i]->summary, TERM_WIDTH, width);
    }
  g_string_append (page, "\nFlags:\n");
  for (guint i = 0; i < G_N_ELEMENTS (general_flags); i++)
    spk_cli_text_append_row (page, general_flags[i][0], general_flags[i][1], TERM_WIDTH, width);
  g_string_append_c (page, '\n');
  spk_cli_text_append_wrapped (page, spk_cli_data_help, 0, 0, width);
  append_exits (page, width);
  g_string_append (page, "\n\"" SPK_CLI_NAME " help COMMAND\" shows the flags of a command with examples.\n");
  return g_string_free (page, FALSE);
}

/* Text for roff: no character of it is read as a request or an escape. */
static char *
roff_escape (const char *text)
{
  GString *roff = g_string_new (NULL);

  for (const char *c = text; *c; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (c == text && (letter == '.' || letter == '\''))
        g_string_append (roff, "\\&");
      if (letter == '\\')
        g_string_append (roff, "\\e");
      else if (letter == '-')
        g_string_append (roff, "\\-");
      else if (letter == '"')
        g_string_append (roff, "\\(dq");
      else
        g_string_append_unichar (roff, letter);
    }
  return g_string_free (roff, FALSE);
}

static void
roff_line (GString *page, const char *request, const char *text)
{
  g_autofree char *escaped = roff_escape (text);

  g_string_append_printf (page, "%s%s\n", request, escaped);
}

static void
roff_paragraphs (GString *page, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i]; i++)
    {
      g_string_append (page, ".PP\n");
      roff_line (page, "", paragraphs[i]);
    }
}

static void
roff_term (GString *page, const char *term, const char *meaning)
{
  g_string_append (page, ".TP\n");
  roff_line (page, ".B ", term);
  roff_line (page, "", meaning);
}

static void
roff_rows (GString *page, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const SpkCliFlagHelp *row = rows->pdata[i];

      roff_term (page, row->term, row->help);
    }
}

static void
roff_command (GString *page, const SpkCliCommand *command)
{
  g_autofree char *usage = usage_of (command);
  g_autoptr (GPtrArray) flags = spk_cli_flags_describe (command);
  g_auto (GStrv) groups = spk_cli_flags_list_groups (command);

  roff_line (page, ".SS ", usage);
  roff_line (page, "", command->summary);
  if (command->details)
    roff_paragraphs (page, command->details);
  roff_rows (page, flags);
  for (guint i = 0; groups[i]; i++)
    {
      g_autoptr (GPtrArray) settings = spk_cli_flags_describe_settings (command, groups[i]);

      g_string_append_printf (page, ".PP\nSettings, %s:\n", groups[i]);
      roff_rows (page, settings);
    }
}

static void
roff_examples (GString *page)
{
  const SpkCliCommand *const *commands = spk_cli_list_commands ();

  g_string_append (page, ".SH EXAMPLES\n");
  for (guint i = 0; commands[i]; i++)
    for (guint j = 0; commands[i]->examples && commands[i]->examples[j]; j += 2)
      roff_term (page, commands[i]->examples[j], commands[i]->examples[j + 1]);
}

static void
roff_ending (GString *page)
{
  g_string_append (page, ".SH EXIT STATUS\n");
  for (const SpkCliExitHelp *row = spk_cli_exit_helps; row->status; row++)
    roff_term (page, row->status, row->meaning);
  g_string_append (page, ".SH ENVIRONMENT\n");
  roff_term (
      page, "SPIKESMITH_DATA_DIR",
      "folder of the index of all runs, and of the runs made without --out; else spikesmith in the user's data folder");
  g_string_append (page, ".SH SEE ALSO\n.BR spikesmith (1)\n");
}

/**
 * spk_cli_page_manual:
 *
 * Returns: the manual page of the program, as roff
 */
char *
spk_cli_page_manual (void)
{
  GString *page = g_string_new (".TH SPIKESMITH\\-CLI 1 \"\" \"Spikesmith " SPK_VERSION "\" \"User Commands\"\n");
  const SpkCliCommand *const *commands = spk_cli_list_commands ();

  g_string_append (page, ".SH NAME\n"
                         "spikesmith\\-cli \\- search and train recurrent spiking networks\n");
  g_string_append (page, ".SH SYNOPSIS\n.B spikesmith\\-cli\n.I COMMAND\n.RI [ ARGUMENT ...]\n.RI [ FLAG ...]\n");
  g_string_append (page, ".SH DESCRIPTION\n");
  roff_line (page, "", spk_cli_data_help);
  roff_paragraphs (
      page, "Settings are taken from, each overriding those before: the defaults, the preset, the file of --config, "
            "the flags.");
  g_string_append (page, ".SH COMMANDS\n");
  for (guint i = 0; commands[i]; i++)
    roff_command (page, commands[i]);
  roff_examples (page);
  roff_ending (page);
  return g_string_free (page, FALSE);
}
