/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-edit.h"

#include <string.h>

#include "motif/spk-motif-layout.h"

#define NO_NEURON G_MAXUINT

/*
 * A motif of @size neurons, of which the one at i is that at @sources[i] of @motif, or a new one without connections at
 * NO_NEURON. @groups, nullable: neurons of the groups 1 and 2 are not connected with each other.
 */
static SpkTopology *
gather (const SpkTopology *motif, const guint *sources, const guint8 *groups, guint size)
{
  g_autofree gint8 *intra = g_new0 (gint8, (gsize) size * size);
  g_autofree gint8 *lateral = g_new0 (gint8, 2 * (gsize) size);

  for (guint post = 0; post < size; post++)
    {
      if (sources[post] == NO_NEURON)
        continue;
      for (guint pre = 0; pre < size; pre++)
        if (sources[pre] != NO_NEURON && !(groups != NULL && groups[post] + groups[pre] == 3))
          intra[(gsize) post * size + pre] = spk_topology_get_intra (motif, sources[post], sources[pre]);
      for (guint side = SPK_PREVIOUS; side <= SPK_NEXT; side++)
        lateral[2 * post + side] = spk_topology_get_lateral (motif, sources[post], side);
    }
  return spk_topology_new (size, intra, lateral);
}

/* @positions: (nullable): of the new motif. Takes @bare. */
static SpkTopology *
finish (SpkTopology *bare, const double *positions, const char *name)
{
  g_autoptr (SpkTopology) taken = bare;
  g_autoptr (SpkTopology) placed = spk_topology_with_positions (taken, positions);

  return spk_topology_with_name (placed, name);
}

/* Where the neurons of gather() are; without positions nowhere in particular. */
static double *
gather_positions (const double *positions, const guint *sources, guint size)
{
  double *gathered;

  if (positions == NULL)
    return NULL;
  gathered = g_new0 (double, 2 * (gsize) size);
  for (guint i = 0; i < size; i++)
    if (sources[i] != NO_NEURON)
      memcpy (gathered + 2 * i, positions + 2 * sources[i], 2 * sizeof *positions);
  return gathered;
}

static gboolean
check_size (guint size, GError **error)
{
  if (size <= SPK_TOPOLOGY_MAX_SIZE)
    return TRUE;
  g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_RANGE, "a motif has at most %d neurons; this one would have %u",
               SPK_TOPOLOGY_MAX_SIZE, size);
  return FALSE;
}

static guint *
list_all (guint size, guint n_more)
{
  guint *sources = g_new (guint, size + n_more);

  for (guint i = 0; i < size + n_more; i++)
    sources[i] = i < size ? i : NO_NEURON;
  return sources;
}

/**
 * spk_motif_add_neuron:
 * @place: (nullable): [2], where it is drawn
 *
 * Returns: (transfer full): @motif with one more neuron, the last, without connections; or %NULL where there can be no
 *   more of them, with %SPK_MODEL_ERROR_RANGE
 */
SpkTopology *
spk_motif_add_neuron (const SpkTopology *motif, const double *place, GError **error)
{
  guint size = spk_topology_get_size (motif);
  g_autofree guint *sources = list_all (size, 1);
  g_autofree double *before = spk_motif_layout_get (motif);
  g_autofree double *positions = gather_positions (before, sources, size + 1);

  if (!check_size (size + 1, error))
    return NULL;
  if (place != NULL)
    memcpy (positions + 2 * size, place, 2 * sizeof *place);
  else if (spk_topology_get_positions (motif) == NULL)
    g_clear_pointer (&positions, g_free);
  return finish (gather (motif, sources, NULL, size + 1), positions, spk_topology_get_name (motif));
}

/**
 * spk_motif_take:
 * @neurons: (array length=n): positions in the motif, at least one
 *
 * Returns: (transfer full): a motif of some neurons of @motif with the connections between them and their lateral
 *   ones, in the order of @neurons, at the places they have; without a name
 */
SpkTopology *
spk_motif_take (const SpkTopology *motif, const guint *neurons, guint n)
{
  g_autofree double *before = spk_motif_layout_get (motif);
  g_autofree double *positions = gather_positions (before, neurons, n);

  g_return_val_if_fail (n >= 1, NULL);

  return finish (gather (motif, neurons, NULL, n), positions, NULL);
}

/**
 * spk_motif_remove:
 * @neurons: (array length=n): positions in the motif, each once
 *
 * Returns: (transfer full): @motif without these neurons; the others keep their order and places. %NULL where none
 *   would be left, with %SPK_MODEL_ERROR_RANGE
 */
SpkTopology *
spk_motif_remove (const SpkTopology *motif, const guint *neurons, guint n, GError **error)
{
  guint size = spk_topology_get_size (motif), n_left = 0;
  g_autofree gboolean *removed = g_new0 (gboolean, size);
  g_autofree guint *sources = g_new (guint, size);
  g_autofree double *positions = NULL;

  for (guint i = 0; i < n; i++)
    removed[neurons[i]] = TRUE;
  for (guint i = 0; i < size; i++)
    if (!removed[i])
      sources[n_left++] = i;
  if (n_left == 0)
    {
      g_set_error_literal (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_RANGE, "a motif keeps at least one neuron");
      return NULL;
    }
  positions = gather_positions (spk_topology_get_positions (motif), sources, n_left);
  return finish (gather (motif, sources, NULL, n_left), positions, spk_topology_get_name (motif));
}

/**
 * spk_motif_reorder:
 * @order: [k], a permutation: which neuron gets the number i
 *
 * Returns: (transfer full): @motif with other numbers for its neurons; each stays where it is drawn
 */
SpkTopology *
spk_motif_reorder (const SpkTopology *motif, const guint *order)
{
  guint size = spk_topology_get_size (motif);
  g_autofree double *before = spk_motif_layout_get (motif);
  g_autofree double *positions = gather_positions (before, order, size);

  return finish (gather (motif, order, NULL, size), positions, spk_topology_get_name (motif));
}

/**
 * spk_motif_duplicate:
 * @neurons: (array length=n): positions in the motif, each once
 * @dx: how far from the originals the copies are drawn
 * @dy: likewise
 *
 * Copies neurons. The copies are connected with all others as their originals are, and among themselves likewise, but
 * not with their originals.
 *
 * Returns: (transfer full): @motif with the copies as its last neurons; or %NULL with %SPK_MODEL_ERROR_RANGE
 */
SpkTopology *
spk_motif_duplicate (const SpkTopology *motif, const guint *neurons, guint n, double dx, double dy, GError **error)
{
  guint size = spk_topology_get_size (motif);
  g_autofree guint *sources = list_all (size, n);
  g_autofree double *before = spk_motif_layout_get (motif);
  g_autofree guint8 *groups = g_new0 (guint8, size + n);
  g_autofree double *positions = NULL;

  if (!check_size (size + n, error))
    return NULL;
  memcpy (sources + size, neurons, n * sizeof *neurons);
  for (guint i = 0; i < n; i++)
    {
      groups[neurons[i]] = 1;
      groups[size + i] = 2;
    }
  positions = gather_positions (before, sources, size + n);
  for (guint i = size; i < size + n; i++)
    spk_motif_layout_shift (positions, i, dx, dy);
  return finish (gather (motif, sources, groups, size + n), positions, spk_topology_get_name (motif));
}

/**
 * spk_motif_paste:
 * @fragment: a motif
 * @dx: how far from its places it is drawn
 * @dy: likewise
 *
 * Returns: (transfer full): @motif with the neurons of @fragment as its last ones, connected among themselves alone; or
 *   %NULL with %SPK_MODEL_ERROR_RANGE
 */
SpkTopology *
spk_motif_paste (const SpkTopology *motif, const SpkTopology *fragment, double dx, double dy, GError **error)
{
  guint first = spk_topology_get_size (motif), n = spk_topology_get_size (fragment), size = first + n;
  g_autofree double *here = spk_motif_layout_get (motif);
  g_autofree double *there = spk_motif_layout_get (fragment);
  g_autofree double *positions = g_new (double, 2 * (gsize) size);
  g_autofree gint8 *intra = NULL;
  g_autofree gint8 *lateral = NULL;

  if (!check_size (size, error))
    return NULL;
  intra = g_new0 (gint8, (gsize) size * size);
  lateral = g_new0 (gint8, 2 * (gsize) size);
  for (guint post = 0; post < size; post++)
    {
      const SpkTopology *from = post < first ? motif : fragment;
      guint start = post < first ? 0 : first, length = post < first ? first : n;

      for (guint pre = 0; pre < length; pre++)
        intra[(gsize) post * size + start + pre] = spk_topology_get_intra (from, post - start, pre);
      for (guint side = SPK_PREVIOUS; side <= SPK_NEXT; side++)
        lateral[2 * post + side] = spk_topology_get_lateral (from, post - start, side);
      memcpy (positions + 2 * post, post < first ? here + 2 * post : there + 2 * (post - first), 2 * sizeof *positions);
      if (post >= first)
        spk_motif_layout_shift (positions, post, dx, dy);
    }
  return finish (spk_topology_new (size, intra, lateral), positions, spk_topology_get_name (motif));
}
