/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-builtin.h"

#include <math.h>

/* Writes the types of a family into [size][size], post by pre, all absent before. */
typedef void (*Connect) (gint8 *intra, guint size);

static gint8 *
at (gint8 *intra, guint size, guint post, guint pre)
{
  return &intra[(gsize) post * size + pre];
}

static void
connect_forward (gint8 *intra, guint size)
{
  for (guint post = 0; post < size; post++)
    for (guint pre = 0; pre < post; pre++)
      *at (intra, size, post, pre) = SPK_EXCITATORY;
}

static void
connect_selves (gint8 *intra, guint size)
{
  for (guint i = 0; i < size; i++)
    *at (intra, size, i, i) = SPK_EXCITATORY;
}

static void
connect_ring (gint8 *intra, guint size)
{
  for (guint i = 0; i < size; i++)
    *at (intra, size, (i + 1) % size, i) = SPK_EXCITATORY;
}

/* Each pair's excitatory neuron drives that of the next; an odd neuron out is driven by the first pair. */
static void
connect_pairs (gint8 *intra, guint size)
{
  for (guint i = 0; i + 1 < size; i += 2)
    {
      *at (intra, size, i, i) = SPK_EXCITATORY;
      *at (intra, size, i + 1, i) = SPK_EXCITATORY;
      *at (intra, size, i, i + 1) = SPK_INHIBITORY;
      if (i >= 2)
        *at (intra, size, i, i - 2) = SPK_EXCITATORY;
    }
  if (size % 2 == 1)
    *at (intra, size, size - 1, 0) = SPK_EXCITATORY;
}

/* The last neuron inhibits all others, which drive it. */
static void
connect_competition (gint8 *intra, guint size)
{
  const guint inhibitor = size - 1;

  for (guint i = 0; i < inhibitor; i++)
    {
      *at (intra, size, i, i) = SPK_EXCITATORY;
      *at (intra, size, inhibitor, i) = SPK_EXCITATORY;
      *at (intra, size, i, inhibitor) = SPK_INHIBITORY;
    }
}

static void
connect_opponents (gint8 *intra, guint size)
{
  for (guint post = 0; post < size; post++)
    for (guint pre = 0; pre < size; pre++)
      if (post != pre)
        *at (intra, size, post, pre) = SPK_INHIBITORY;
}

/* Pools of about the square root of the size, each of which excites all of the next. */
static void
connect_synfire (gint8 *intra, guint size)
{
  const guint pool = MAX (2, (guint) (sqrt (size) + 0.5));

  for (guint post = pool; post < size; post++)
    for (guint pre = (post / pool - 1) * pool; pre < post / pool * pool; pre++)
      *at (intra, size, post, pre) = SPK_EXCITATORY;
}

static const SpkMotifBuiltin builtins[] = {
  { "feed-forward", "Feed-forward", "every neuron excites all of higher number; no loop", 2, 4, FALSE },
  { "self-recurrent", "Self-recurrent", "every neuron excites itself alone", 1, 4, FALSE },
  { "ring", "Ring", "every neuron excites the next, the last one the first", 2, 8, FALSE },
  { "ei-pair", "E-I pair", "an excitatory neuron drives itself and the inhibitory one that holds it back; pairs in a chain", 2, 4,
    FALSE },
  { "winner-take-all", "Winner-take-all", "neurons excite themselves and one that inhibits them all", 3, 8, FALSE },
  { "mutual-inhibition", "Mutual inhibition", "every neuron inhibits all others", 2, 4, FALSE },
  { "synfire-chain", "Synfire chain", "pools of neurons, each of which excites all of the next (Abeles, 1991)", 4, 16, FALSE },
  { "random", "Random", "connections of either type by chance", 1, 8, TRUE },
};

/* In the order of the above; the last is not one of them. */
static const Connect connects[G_N_ELEMENTS (builtins)] = {
  connect_forward, connect_selves, connect_ring, connect_pairs, connect_competition, connect_opponents, connect_synfire, NULL,
};

guint
spk_motif_builtin_count (void)
{
  return G_N_ELEMENTS (builtins);
}

/**
 * spk_motif_builtin_get:
 * @number: below spk_motif_builtin_count()
 *
 * Returns: (transfer none): a family of motifs
 */
const SpkMotifBuiltin *
spk_motif_builtin_get (guint number)
{
  g_return_val_if_fail (number < G_N_ELEMENTS (builtins), NULL);
  return &builtins[number];
}

/**
 * spk_motif_builtin_find:
 *
 * Returns: (transfer none) (nullable): the family of that id
 */
const SpkMotifBuiltin *
spk_motif_builtin_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (builtins); i++)
    if (g_str_equal (builtins[i].id, id))
      return &builtins[i];
  return NULL;
}

static SpkTopology *
make_of_size (const SpkMotifBuiltin *builtin, guint size)
{
  g_autofree gint8 *intra = g_new0 (gint8, (gsize) size * size);

  connects[builtin - builtins] (intra, size);
  return spk_topology_new (size, intra, NULL);
}

/**
 * spk_motif_builtin_make:
 * @size: number of neurons, 0 for the usual one
 * @density: of a random one, 0 to 1
 * @seed: of a random one
 *
 * Returns: (transfer full): the motif of that size, with the name of its family; or %NULL with %SPK_MODEL_ERROR_RANGE
 */
SpkTopology *
spk_motif_builtin_make (const SpkMotifBuiltin *builtin, guint size, double density, guint64 seed, GError **error)
{
  g_autoptr (SpkTopology) motif = NULL;

  g_return_val_if_fail (builtin != NULL, NULL);
  g_return_val_if_fail (density >= 0 && density <= 1, NULL);

  if (size == 0)
    size = builtin->usual_size;
  if (size < builtin->min_size || size > SPK_TOPOLOGY_MAX_SIZE)
    {
      g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_RANGE, "%s: %u neurons; it has %u to %d", builtin->id, size,
                   builtin->min_size, SPK_TOPOLOGY_MAX_SIZE);
      return NULL;
    }
  motif = builtin->is_random ? spk_topology_new_random (size, density, seed, 0) : make_of_size (builtin, size);
  return spk_topology_with_name (motif, builtin->name);
}
