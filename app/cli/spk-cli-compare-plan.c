/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-compare-plan.h"

#include "spk-cli-text.h"
#include "spk-cli.h"

#define DEFAULT_CONTROLS "derived,random,dense,feedforward,no-plasticity,no-lateral"
#define DEFAULT_CONTROLS_OF_MOTIF "motif,random,dense,feedforward,no-plasticity,no-lateral"

static char **
list_names (void)
{
  char **names = g_new0 (char *, SPK_N_CONTROLS + 1);

  for (guint i = 0; i < SPK_N_CONTROLS; i++)
    names[i] = g_strdup (spk_control_get_name (i));
  return names;
}

static void
fail_unknown (const char *name, GError **error)
{
  g_auto (GStrv) names = list_names ();
  const char *nearest = spk_cli_text_nearest (name, (const char *const *)names);
  g_autofree char *known = g_strjoinv (", ", names);

  if (nearest)
    g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "--control: there is no \"%s\"; did you mean \"%s\"?", name,
                 nearest);
  else
    g_set_error (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE, "--control: \"%s\" is not one of %s", name, known);
}

static gboolean
check_source (const gboolean *wanted, gboolean has_motif, GError **error)
{
  if (has_motif && wanted[SPK_CONTROL_DERIVED])
    g_set_error_literal (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
                         "--control: with --motif nothing is derived; name \"motif\" in place of \"derived\"");
  else if (!has_motif && wanted[SPK_CONTROL_MOTIF])
    g_set_error_literal (error, SPK_CLI_ERROR, SPK_CLI_ERROR_USAGE,
                         "--control: \"motif\" is the motif of --motif FILE, which is missing");
  else
    return TRUE;
  return FALSE;
}

/* What is made from the derived motif cannot be had without the search. */
static void
add_needed (gboolean *wanted, gboolean has_motif)
{
  for (guint i = 0; i < SPK_N_CONTROLS && !has_motif; i++)
    if (wanted[i] && spk_control_needs_motif (i))
      wanted[SPK_CONTROL_DERIVED] = TRUE;
}

/**
 * spk_cli_plan_parse_controls:
 * @list: (nullable): names of controls, separated by commas; %NULL for the usual ones
 * @has_motif: whether a motif was given in place of a search
 * @wanted: (out caller-allocates): [%SPK_N_CONTROLS], whether each control is to be run, those included that others
 *   are made from
 *
 * Returns: whether all names are known and fit; else an error of usage
 */
gboolean
spk_cli_plan_parse_controls (const char *list, gboolean has_motif, gboolean *wanted, GError **error)
{
  const char *usual = has_motif ? DEFAULT_CONTROLS_OF_MOTIF : DEFAULT_CONTROLS;
  g_auto (GStrv) names = g_strsplit (list ? list : usual, ",", -1);

  for (guint i = 0; i < SPK_N_CONTROLS; i++)
    wanted[i] = FALSE;
  for (guint i = 0; names[i] || i == 0; i++)
    {
      const char *name = names[i] ? g_strstrip (names[i]) : "";
      SpkControl control;

      if (!spk_control_find (name, &control))
        {
          fail_unknown (name, error);
          return FALSE;
        }
      wanted[control] = TRUE;
    }
  add_needed (wanted, has_motif);
  return check_source (wanted, has_motif, error);
}

static void
item_free (SpkCliPlanItem *self)
{
  g_free (self->name);
  g_free (self);
}

static void
add_item (GPtrArray *plan, SpkControl control, guint64 seed, guint number)
{
  SpkCliPlanItem *item = g_new0 (SpkCliPlanItem, 1);
  const char *name = spk_control_get_name (control);

  item->control = control;
  item->seed = seed;
  item->number = number;
  item->name = control == SPK_CONTROL_RANDOM ? g_strdup_printf ("%s-s%" G_GUINT64_FORMAT "-%u", name, seed, number)
                                             : g_strdup_printf ("%s-s%" G_GUINT64_FORMAT, name, seed);
  g_ptr_array_add (plan, item);
}

/**
 * spk_cli_plan_new:
 * @wanted: [%SPK_N_CONTROLS], which controls are to be run
 * @n_seeds: number of seeds, from @first_seed on
 * @count: number of random motifs of a seed
 *
 * Returns: (transfer full) (element-type SpkCliPlanItem): the runs in their order: seed by seed, and of each seed first
 *   the one whose motif others need
 */
GPtrArray *
spk_cli_plan_new (const gboolean *wanted, guint64 first_seed, guint n_seeds, guint count)
{
  GPtrArray *plan = g_ptr_array_new_with_free_func ((GDestroyNotify)item_free);

  for (guint s = 0; s < n_seeds; s++)
    for (SpkControl control = 0; control < SPK_N_CONTROLS; control++)
      for (guint number = 1; wanted[control] && number <= (control == SPK_CONTROL_RANDOM ? count : 1); number++)
        add_item (plan, control, first_seed + s, number);
  return plan;
}
