/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-topology-arrays.h"

/**
 * spk_topology_save_arrays:
 * @name: as "motif/layer0"
 *
 * Adds "@name/intra" [k][k] and "@name/lateral" [k][2] to @arrays.
 */
void
spk_topology_save_arrays (const SpkTopology *topology, const char *name, SpkArrays *arrays)
{
  const gsize k = spk_topology_get_size (topology);
  g_autofree char *intra_name = g_strconcat (name, "/intra", NULL);
  g_autofree char *lateral_name = g_strconcat (name, "/lateral", NULL);
  gint8 *intra = spk_arrays_add (arrays, intra_name, SPK_ARRAY_INT8, 2, (const gsize[]){ k, k }, NULL)->data;
  gint8 *lateral = spk_arrays_add (arrays, lateral_name, SPK_ARRAY_INT8, 2, (const gsize[]){ k, 2 }, NULL)->data;

  for (guint p = 0; p < k; p++)
    {
      for (guint q = 0; q < k; q++)
        intra[p * k + q] = spk_topology_get_intra (topology, p, q);
      lateral[p * 2 + SPK_PREVIOUS] = spk_topology_get_lateral (topology, p, SPK_PREVIOUS);
      lateral[p * 2 + SPK_NEXT] = spk_topology_get_lateral (topology, p, SPK_NEXT);
    }
}

static gboolean
are_types (const SpkArray *array, gsize rows, gsize columns)
{
  if (array == NULL || array->type != SPK_ARRAY_INT8 || array->rank != 2 || array->dims[0] != rows ||
      array->dims[1] != columns)
    return FALSE;
  for (gsize i = 0; i < array->n_values; i++)
    if (ABS (((const gint8 *) array->data)[i]) > 1)
      return FALSE;
  return TRUE;
}

/**
 * spk_topology_restore_arrays:
 *
 * Returns: (transfer full) (nullable): the motif saved under @name, %NULL if there is none
 */
SpkTopology *
spk_topology_restore_arrays (const char *name, const SpkArrays *arrays)
{
  g_autofree char *intra_name = g_strconcat (name, "/intra", NULL);
  g_autofree char *lateral_name = g_strconcat (name, "/lateral", NULL);
  const SpkArray *intra = spk_arrays_find (arrays, intra_name);
  const SpkArray *lateral = spk_arrays_find (arrays, lateral_name);
  const gsize k = intra != NULL ? intra->dims[0] : 0;

  if (k == 0 || k > SPK_TOPOLOGY_MAX_SIZE || !are_types (intra, k, k) || !are_types (lateral, k, 2))
    return NULL;
  return spk_topology_new (k, intra->data, lateral->data);
}
