/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <hdf5.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>

#include "search/spk-job.h"
#include "spk-cli-json.h"
#include "spk-cli-pages.h"
#include "spk-cli-signals.h"
#include "spk-cli-text.h"
#include "spk-cli.h"

static gboolean
is_usage_error (const GError *error)
{
  return g_error_matches (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE) || error->domain == G_OPTION_ERROR ||
         error->domain == SPK_SETTINGS_ERROR || g_error_matches (error, SPK_JOB_ERROR, SPK_JOB_ERROR_SETTINGS) ||
         g_error_matches (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE);
}

static int
report_error (const GError *error, gboolean json)
{
  g_printerr (SPK_CLI_NAME ": %s\n", error->message);
  if (json)
    {
      g_autoptr (JsonObject) event = spk_cli_json_event ("error");

      json_object_set_string_member (event, "message", error->message);
      spk_cli_json_print (event);
    }
  return is_usage_error (error) ? SPK_CLI_EXIT_USAGE : SPK_CLI_EXIT_FAILED;
}

static void
print_versions (void)
{
  unsigned major = 0, minor = 0, release = 0;

  H5get_libversion (&major, &minor, &release);
  g_print (SPK_CLI_NAME " " SPK_VERSION "\nGLib %u.%u.%u\nHDF5 %u.%u.%u\nSQLite %s\n", glib_major_version,
           glib_minor_version, glib_micro_version, major, minor, release, sqlite3_libversion ());
}

static void
print_page (char *page)
{
  g_print ("%s", page);
  g_free (page);
}

static int
unknown_command (const char *name, gboolean json)
{
  const SpkCliCommand *const *commands = spk_cli_list_commands ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *nearest;

  for (guint i = 0; commands[i]; i++)
    g_ptr_array_add (names, (gpointer)commands[i]->name);
  g_ptr_array_add (names, NULL);
  nearest = spk_cli_text_nearest (name, (const char *const *)names->pdata);
  if (nearest)
    error = g_error_new (SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "There is no command \"%s\"; did you mean \"%s\"?", name,
                         nearest);
  else
    error = g_error_new (SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
                         "There is no command \"%s\"; see \"" SPK_CLI_NAME " help\"", name);
  return report_error (error, json);
}

static int
run_command (const SpkCliCommand *command, int argc, char **argv)
{
  gboolean json = command->takes_json && g_strv_contains ((const char *const *)argv, "--json");
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkCli) cli = spk_cli_parse (command, argc, argv, &error);
  int status;

  if (!cli)
    return report_error (error, json);
  if (cli->help)
    {
      print_page (spk_cli_page_command (command, MIN (spk_cli_text_width (), 110)));
      return SPK_CLI_EXIT_DONE;
    }
  status = command->run (cli, &error);
  return error ? report_error (error, cli->json) : status;
}

static int
dispatch (int argc, char **argv)
{
  const SpkCliCommand *command;

  if (argc < 2)
    {
      g_autofree char *page = spk_cli_page_program (MIN (spk_cli_text_width (), 110));

      g_printerr ("%s", page);
      return SPK_CLI_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    {
      print_page (spk_cli_page_program (MIN (spk_cli_text_width (), 110)));
      return SPK_CLI_EXIT_DONE;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      print_versions ();
      return SPK_CLI_EXIT_DONE;
    }
  command = spk_cli_find_command (argv[1]);
  if (!command)
    return unknown_command (argv[1], g_strv_contains ((const char *const *)argv, "--json"));
  return run_command (command, argc - 1, argv + 1);
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C"); /* numbers read the same everywhere */
  spk_cli_signals_install ();
  status = dispatch (argc, argv);
  if (fflush (stdout) != 0 && status == SPK_CLI_EXIT_DONE)
    {
      g_printerr (SPK_CLI_NAME ": Standard output: %s\n", g_strerror (errno));
      return SPK_CLI_EXIT_FAILED;
    }
  return status;
}
