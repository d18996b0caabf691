/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-motif-report.h"

#include <math.h>

#include "spk-cli-json.h"
#include "spk-cli-text.h"

/* --- Structure --- */

static void
add_count (SpkCliTable *table, const char *name, guint value)
{
  g_autofree char *text = g_strdup_printf ("%u", value);

  spk_cli_table_add (table, name, text, NULL);
}

static void
add_degrees (SpkCliTable *table, const char *name, const guint *degrees, guint n)
{
  GString *text = g_string_new (NULL);
  g_autofree char *line = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%u", i ? " " : "", degrees[i]);
  line = g_string_free (text, FALSE);
  spk_cli_table_add (table, name, line, NULL);
}

static void
print_structure (const SpkMotifAnalysis *analysis)
{
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("ll");
  g_autofree char *density = spk_cli_text_percent (analysis->density);
  g_autofree char *balance = spk_cli_text_percent (analysis->balance);

  add_count (table, "Neurons", analysis->size);
  spk_cli_table_add (table, "Density", density, NULL);
  add_count (table, "Excitatory", analysis->n_excitatory);
  add_count (table, "Inhibitory", analysis->n_inhibitory);
  spk_cli_table_add (table, "Excitatory share", balance, NULL);
  add_count (table, "To themselves", analysis->n_self);
  add_count (table, "Lateral", analysis->n_lateral);
  add_degrees (table, "In-degrees", analysis->in_degrees, analysis->size);
  add_degrees (table, "Out-degrees", analysis->out_degrees, analysis->size);
  add_count (table, "Strong components", analysis->n_components);
  add_count (table, "Neurons in the largest", analysis->largest_component);
  spk_cli_table_print (table, "");
}

static void
print_cycles (const SpkMotifCycles *cycles)
{
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("rr");

  spk_cli_table_add (table, "length", "cycles", NULL);
  for (guint length = 1; length <= cycles->max_length; length++)
    {
      g_autofree char *name = g_strdup_printf ("%u", length);
      g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, cycles->counts[length]);

      spk_cli_table_add (table, name, count, NULL);
    }
  g_print ("\nCycles\n");
  spk_cli_table_print (table, "  ");
  if (cycles->max_length < cycles->wanted_length)
    g_print ("  longer ones are too many to count\n");
}

static void
print_census (const SpkMotifCensus *census)
{
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("rllrrrr");

  spk_cli_table_add (table, "id", "name", "edges", "count", "random", "+-", "z", NULL);
  for (guint i = 0; i < SPK_N_TRIADS; i++)
    {
      const SpkTriad *triad = spk_triad_get (i);
      g_autofree char *id = g_strdup_printf ("%u", triad->id);
      g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, census->counts[i]);
      g_autofree char *mean = spk_cli_text_number (census->means[i], 2);
      g_autofree char *deviation = spk_cli_text_number (census->deviations[i], 2);
      g_autofree char *z = spk_cli_text_number (census->z[i], 2);

      spk_cli_table_add (table, id, triad->name, triad->edges, count, mean, deviation, z, NULL);
    }
  g_print ("\nConnected subgraphs of three neurons, beside %u random graphs of equal degrees\n", census->n_random);
  spk_cli_table_print (table, "  ");
}

/**
 * spk_cli_motif_report_analysis:
 *
 * Prints the structure of a motif as tables.
 */
void
spk_cli_motif_report_analysis (const SpkMotifAnalysis *analysis)
{
  print_structure (analysis);
  print_cycles (&analysis->cycles);
  print_census (&analysis->census);
}

/* --- Difference --- */

static char *
describe_neuron (const SpkMotifDifference *difference, guint neuron)
{
  g_autofree char *first = difference->first[neuron] == SPK_UNMATCHED ? g_strdup ("-")
                                                                      : g_strdup_printf ("%u", difference->first[neuron]);
  g_autofree char *second = difference->second[neuron] == SPK_UNMATCHED
                                ? g_strdup ("-")
                                : g_strdup_printf ("%u", difference->second[neuron]);

  return g_strdup_printf ("%s/%s", first, second);
}

static void
add_difference (SpkCliTable *table, const SpkMotifDifference *difference, const SpkConnectionDifference *one)
{
  g_autofree char *post = describe_neuron (difference, one->post);
  g_autofree char *pre = one->is_lateral ? g_strdup (one->side == SPK_PREVIOUS ? "previous motif" : "next motif")
                                         : describe_neuron (difference, one->pre);

  spk_cli_table_add (table, spk_difference_kind_to_string (one->kind), pre, post,
                     spk_connection_to_string (one->before), spk_connection_to_string (one->after), NULL);
}

/**
 * spk_cli_motif_report_difference:
 *
 * Prints what distinguishes two motifs; neurons as "number in the first/number in the second".
 */
void
spk_cli_motif_report_difference (const SpkMotifDifference *difference)
{
  g_autoptr (SpkCliTable) table = spk_cli_table_new ("lllll");

  g_print ("%u connections in common, %u added, %u removed, %u changed%s\n", difference->n_same,
           difference->counts[SPK_DIFFERENCE_ADDED], difference->counts[SPK_DIFFERENCE_REMOVED],
           difference->counts[SPK_DIFFERENCE_CHANGED],
           difference->is_best ? "" : " (the best relabelling that was found; a better one may exist)");
  if (difference->n_differences == 0)
    return;
  spk_cli_table_add (table, "", "from", "to", "first", "second", NULL);
  for (guint i = 0; i < difference->n_differences; i++)
    add_difference (table, difference, &difference->differences[i]);
  spk_cli_table_print (table, "  ");
  g_print ("Neurons are numbered from 0, in the first motif/in the second.\n");
}

/* --- Findings --- */

/**
 * spk_cli_motif_report_check:
 * @findings: (element-type SpkFinding)
 *
 * Prints what is to be said about a motif, and its rates on noise.
 */
void
spk_cli_motif_report_check (GPtrArray *findings, const SpkMotifRates *rates)
{
  for (guint i = 0; i < findings->len; i++)
    g_print ("%s: %s\n", spk_finding_is_error (findings->pdata[i]) ? "error" : "warning",
             ((const SpkFinding *) findings->pdata[i])->reason);
  if (findings->len == 0)
    g_print ("In order.\n");
  g_print ("Spikes a step on noise, %u steps (a neuron alone: %.3f):", rates->steps, rates->resting);
  for (guint i = 0; i < rates->size; i++)
    g_print (" %.3f", rates->rates[i]);
  g_print ("\n");
}

static JsonObject *
finding_to_json (const SpkFinding *finding)
{
  JsonObject *object = json_object_new ();
  JsonArray *neurons = json_array_new ();

  for (guint i = 0; i < finding->n_neurons; i++)
    json_array_add_int_element (neurons, finding->neurons[i]);
  json_object_set_string_member (object, "kind", spk_finding_kind_to_string (finding->kind));
  json_object_set_boolean_member (object, "error", spk_finding_is_error (finding));
  json_object_set_array_member (object, "neurons", neurons);
  json_object_set_string_member (object, "reason", finding->reason);
  return object;
}

/**
 * spk_cli_motif_check_to_json:
 * @findings: (element-type SpkFinding)
 *
 * Returns: (transfer full): the same for other programs
 */
JsonObject *
spk_cli_motif_check_to_json (GPtrArray *findings, const SpkMotifRates *rates)
{
  JsonObject *object = json_object_new ();
  JsonArray *list = json_array_new (), *spikes = json_array_new ();

  for (guint i = 0; i < findings->len; i++)
    json_array_add_object_element (list, finding_to_json (findings->pdata[i]));
  for (guint i = 0; i < rates->size; i++)
    json_array_add_double_element (spikes, rates->rates[i]);
  json_object_set_array_member (object, "findings", list);
  json_object_set_array_member (object, "rates", spikes);
  spk_cli_json_set_number (object, "resting_rate", rates->resting);
  json_object_set_int_member (object, "steps", rates->steps);
  return object;
}
