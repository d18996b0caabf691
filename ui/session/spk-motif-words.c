/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-motif-words.h"

#include <glib/gi18n.h>

/**
 * spk_motif_words_describe_place:
 *
 * Returns: (transfer full): "3 → 5" or "previous motif → 5"
 */
char *
spk_motif_words_describe_place (SpkMotifCell cell)
{
  if (cell.kind == SPK_MOTIF_CELL_INTRA)
    return g_strdup_printf (_("%u → %u"), cell.pre, cell.post);
  return g_strdup_printf (cell.side == SPK_PREVIOUS ? _("previous motif → %u") : _("next motif → %u"), cell.post);
}

/**
 * spk_motif_words_describe_cell:
 *
 * Returns: (transfer full): "3 → 5: inhibitory"
 */
char *
spk_motif_words_describe_cell (SpkMotifModel *model, SpkMotifCell cell)
{
  g_autofree char *place = spk_motif_words_describe_place (cell);

  switch (spk_motif_model_get_type_at (model, cell))
    {
    case SPK_EXCITATORY:
      return g_strdup_printf (_("%s: excitatory"), place);
    case SPK_INHIBITORY:
      return g_strdup_printf (_("%s: inhibitory"), place);
    case SPK_ABSENT:
    default:
      return g_strdup_printf (_("%s: no connection"), place);
    }
}

/**
 * spk_motif_words_describe_motif:
 *
 * Returns: (transfer full): "8 neurons · 21 connections"
 */
char *
spk_motif_words_describe_motif (SpkTopology *motif)
{
  guint size = spk_topology_get_size (motif), n = spk_topology_count_connections (motif);
  g_autofree char *neurons = g_strdup_printf (ngettext ("%u neuron", "%u neurons", size), size);
  g_autofree char *connections = g_strdup_printf (ngettext ("%u connection", "%u connections", n), n);

  return g_strdup_printf ("%s · %s", neurons, connections);
}

static char *
describe_connection (const SpkMotifChange *change)
{
  SpkMotifCell cell = { change->kind == SPK_MOTIF_CHANGE_INTRA ? SPK_MOTIF_CELL_INTRA : SPK_MOTIF_CELL_LATERAL,
                        change->post, change->pre, change->side };
  g_autofree char *place = spk_motif_words_describe_place (cell);

  switch (change->type)
    {
    case SPK_EXCITATORY:
      /* Translators: a label of undo; %s is "3 → 5" */
      return g_strdup_printf (_("Make %s excitatory"), place);
    case SPK_INHIBITORY:
      return g_strdup_printf (_("Make %s inhibitory"), place);
    case SPK_ABSENT:
    default:
      return g_strdup_printf (_("Remove %s"), place);
    }
}

/* The number of a neuron, or how many there are. */
static guint
get_number (const SpkMotifChange *change)
{
  return change->n == 1 ? change->post : change->n;
}

/**
 * spk_motif_words_describe_change:
 *
 * Returns: (transfer full): the label of a step, as "Make 3 → 5 inhibitory"
 */
char *
spk_motif_words_describe_change (const SpkMotifChange *change)
{
  switch (change->kind)
    {
    case SPK_MOTIF_CHANGE_INTRA:
    case SPK_MOTIF_CHANGE_LATERAL:
      return describe_connection (change);
    case SPK_MOTIF_CHANGE_ADD:
      return g_strdup_printf (_("Add neuron %u"), change->post);
    case SPK_MOTIF_CHANGE_REMOVE:
      return g_strdup_printf (change->n == 1 ? _("Remove neuron %u") : _("Remove %u neurons"), get_number (change));
    case SPK_MOTIF_CHANGE_CUT:
      return g_strdup_printf (change->n == 1 ? _("Cut neuron %u") : _("Cut %u neurons"), get_number (change));
    case SPK_MOTIF_CHANGE_DUPLICATE:
      return g_strdup_printf (change->n == 1 ? _("Duplicate neuron %u") : _("Duplicate %u neurons"), get_number (change));
    case SPK_MOTIF_CHANGE_PASTE:
      return g_strdup_printf (ngettext ("Paste %u neuron", "Paste %u neurons", change->n), change->n);
    case SPK_MOTIF_CHANGE_RENUMBER:
      return g_strdup_printf (_("Renumber %u to %u"), change->post, change->pre);
    case SPK_MOTIF_CHANGE_MOVE:
      return g_strdup_printf (change->n == 1 ? _("Move neuron %u") : _("Move %u neurons"), get_number (change));
    case SPK_MOTIF_CHANGE_ARRANGE:
      return g_strdup (_("Arrange neurons"));
    case SPK_MOTIF_CHANGE_RENAME:
      return g_strdup (_("Rename motif"));
    case SPK_MOTIF_CHANGE_REPLACE:
    default:
      return g_strdup (_("Replace motif"));
    }
}
