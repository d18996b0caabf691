/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-json.h"
#include "spk-cli-text.h"
#include "spk-cli.h"
#include "store/spk-golden.h"

static const char *const examples[] = {
  SPK_CLI_NAME " verify golden/*.json",
  "Compare spikes, scores and gradients with stored cases of an independent implementation.",
  NULL,
};

static void
print_report_json (const char *path, const SpkGoldenReport *report)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "file", path);
  spk_cli_json_set_number (object, "loss_error", report->loss_error);
  spk_cli_json_set_number (object, "scores_error", report->scores_error);
  spk_cli_json_set_number (object, "gradient_error", report->gradient_error);
  json_object_set_string_member (object, "worst_gradient", report->worst_gradient);
  json_object_set_boolean_member (object, "spikes_equal", report->spikes_equal);
  json_object_set_boolean_member (object, "pass", report->pass);
  spk_cli_json_print (object);
}

static void
print_failure_json (const char *path, const char *message)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "file", path);
  json_object_set_string_member (object, "error", message);
  json_object_set_boolean_member (object, "pass", FALSE);
  spk_cli_json_print (object);
}

static void
add_row (SpkCliTable *table, const char *path, const SpkGoldenReport *report)
{
  g_autofree char *scores = g_strdup_printf ("%.1e", report->scores_error);
  g_autofree char *gradient = g_strdup_printf ("%.1e", report->gradient_error);

  spk_cli_table_add (table, report->pass ? "pass" : "FAIL", path, scores, gradient,
                     report->spikes_equal ? "equal" : "differ", report->worst_gradient ? report->worst_gradient : "",
                     NULL);
}

static gboolean
verify (const char *path, gboolean json, SpkCliTable *table)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (SpkGoldenReport) report = spk_golden_verify (path, &problem);

  if (!report)
    {
      g_printerr (SPK_CLI_NAME ": %s\n", problem->message);
      if (json)
        print_failure_json (path, problem->message);
      else
        spk_cli_table_add (table, "FAIL", path, "-", "-", "-", "cannot be read", NULL);
      return FALSE;
    }
  if (json)
    print_report_json (path, report);
  else
    add_row (table, path, report);
  return report->pass;
}

static int
run (SpkCli *cli, GError **error G_GNUC_UNUSED)
{
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("llrrll");
  gboolean pass = TRUE;

  spk_cli_table_add (table, "", "file", "scores error", "gradient error", "spikes", "worst gradient", NULL);
  for (guint i = 0; i < cli->n_arguments; i++)
    pass &= verify (cli->arguments[i], cli->json, table);
  if (!cli->json)
    spk_cli_table_print (table, "");
  return pass ? SPK_CLI_EXIT_DONE : SPK_CLI_EXIT_FAILED;
}

const SpkCliCommand spk_cli_verify_command = {
  .name = "verify",
  .arguments = "FILE...",
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .summary = "Check the computation against stored cases of known outcome",
  .details = "Each FILE holds a network, its input, and the spikes, scores and gradients that another implementation "
             "computed in "
             "double precision. A case passes if all spikes are equal and the errors are at most 1e-4. The exit status "
             "is 1 if "
             "any case fails.",
  .examples = examples,
  .takes_json = TRUE,
  .run = run,
};
