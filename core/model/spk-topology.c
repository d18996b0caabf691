/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-topology.h"

#include <math.h>
#include <string.h>

#include "base/spk-random.h"

struct _SpkTopology
{
  gatomicrefcount ref_count;
  guint           size;
  char           *name;      /* nullable */
  double         *positions; /* nullable, [size][2] */
  gint8           types[];   /* intra [size][size], then lateral [size][2] */
};

/**
 * spk_connection_get_next:
 *
 * Returns: the type that follows @type when one goes round: absent, excitatory, inhibitory
 */
SpkConnection
spk_connection_get_next (SpkConnection type)
{
  switch (type)
    {
    case SPK_ABSENT:
      return SPK_EXCITATORY;
    case SPK_EXCITATORY:
      return SPK_INHIBITORY;
    case SPK_INHIBITORY:
    default:
      return SPK_ABSENT;
    }
}

static gsize
count_places (guint size)
{
  return (gsize) size * size + 2 * (gsize) size;
}

static gsize
intra_index (const SpkTopology *self, guint post, guint pre)
{
  return (gsize) post * self->size + pre;
}

static gsize
lateral_index (const SpkTopology *self, guint position, SpkSide side)
{
  return (gsize) self->size * self->size + 2 * (gsize) position + side;
}

/* Without a connection, name or positions. */
static SpkTopology *
topology_alloc (guint size)
{
  SpkTopology *self = g_malloc0 (sizeof (SpkTopology) + count_places (size) * sizeof (gint8));

  g_atomic_ref_count_init (&self->ref_count);
  self->size = size;
  return self;
}

static SpkTopology *
topology_copy (const SpkTopology *self)
{
  SpkTopology *copy = topology_alloc (self->size);

  copy->name = g_strdup (self->name);
  if (self->positions != NULL)
    copy->positions = g_memdup2 (self->positions, 2 * (gsize) self->size * sizeof (double));
  memcpy (copy->types, self->types, count_places (self->size) * sizeof (gint8));
  return copy;
}

static gboolean
types_are_valid (const gint8 *types, gsize n_types)
{
  for (gsize i = 0; i < n_types; i++)
    if (types[i] < SPK_INHIBITORY || types[i] > SPK_EXCITATORY)
      return FALSE;
  return TRUE;
}

/**
 * spk_topology_new:
 * @size: motif size k, 1 to %SPK_TOPOLOGY_MAX_SIZE
 * @intra: (nullable): [k][k] values of #SpkConnection, row postsynaptic, column presynaptic; %NULL for none
 * @lateral: (nullable): [k][2], from the motifs m - 1 and m + 1; %NULL for none
 *
 * Makes a motif without name and positions.
 *
 * Returns: (transfer full): the motif
 */
SpkTopology *
spk_topology_new (guint size, const gint8 *intra, const gint8 *lateral)
{
  g_return_val_if_fail (size >= 1 && size <= SPK_TOPOLOGY_MAX_SIZE, NULL);

  gsize n_intra = (gsize) size * size;
  gsize n_lateral = 2 * (gsize) size;

  g_return_val_if_fail (intra == NULL || types_are_valid (intra, n_intra), NULL);
  g_return_val_if_fail (lateral == NULL || types_are_valid (lateral, n_lateral), NULL);

  SpkTopology *self = topology_alloc (size);

  if (intra != NULL)
    memcpy (self->types, intra, n_intra);
  if (lateral != NULL)
    memcpy (self->types + n_intra, lateral, n_lateral);
  return self;
}

/**
 * spk_topology_new_random:
 * @size: motif size k, 1 to %SPK_TOPOLOGY_MAX_SIZE
 * @density: probability of each connection, 0 to 1
 * @seed: the seed of the run
 * @index: number of the motif: one seed gives as many motifs as one likes
 *
 * Makes a motif of which each of the k k + 2 k connections is present with probability @density, and then
 * excitatory or inhibitory with equal odds. With the same @seed and @index, a higher density only adds
 * connections: those there were before keep their type.
 *
 * Returns: (transfer full): the motif
 */
SpkTopology *
spk_topology_new_random (guint size, double density, guint64 seed, guint32 index)
{
  g_return_val_if_fail (size >= 1 && size <= SPK_TOPOLOGY_MAX_SIZE, NULL);
  g_return_val_if_fail (density >= 0 && density <= 1, NULL);

  SpkTopology *self = topology_alloc (size);
  SpkRandom random;

  spk_random_init (&random, seed, SPK_PURPOSE_TOPOLOGY, 0, index);
  for (gsize i = 0; i < count_places (size); i++)
    {
      gboolean present = spk_random_uniform (&random) < density;
      gboolean excitatory = spk_random_next (&random) >> 31;

      if (present)
        self->types[i] = excitatory ? SPK_EXCITATORY : SPK_INHIBITORY;
    }
  return self;
}

/**
 * spk_topology_ref:
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): @self
 */
SpkTopology *
spk_topology_ref (SpkTopology *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * spk_topology_unref:
 *
 * Gives a reference back, the last one frees @self. May be called from any thread.
 */
void
spk_topology_unref (SpkTopology *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->name);
  g_free (self->positions);
  g_free (self);
}

/**
 * spk_topology_get_size:
 *
 * Returns: the motif size k, in neurons
 */
guint
spk_topology_get_size (const SpkTopology *self)
{
  return self->size;
}

/**
 * spk_topology_get_intra:
 * @post: position of the postsynaptic neuron, below k
 * @pre: position of the presynaptic neuron, below k; @post for a neuron's connection to itself
 *
 * Returns: the type of the connection within a motif
 */
SpkConnection
spk_topology_get_intra (const SpkTopology *self, guint post, guint pre)
{
  g_return_val_if_fail (post < self->size && pre < self->size, SPK_ABSENT);
  return self->types[intra_index (self, post, pre)];
}

/**
 * spk_topology_get_lateral:
 * @position: position in the motif, below k
 * @side: the neighbour it comes from
 *
 * Returns: the type of the connection from the neuron at @position of a neighbouring motif to that of this one
 */
SpkConnection
spk_topology_get_lateral (const SpkTopology *self, guint position, SpkSide side)
{
  g_return_val_if_fail (position < self->size, SPK_ABSENT);
  g_return_val_if_fail (side == SPK_PREVIOUS || side == SPK_NEXT, SPK_ABSENT);
  return self->types[lateral_index (self, position, side)];
}

/**
 * spk_topology_get_name:
 *
 * Returns: (transfer none) (nullable): its name
 */
const char *
spk_topology_get_name (const SpkTopology *self)
{
  return self->name;
}

/**
 * spk_topology_get_positions:
 *
 * Returns: (transfer none) (nullable): where an editor draws the neurons, [k][2] as x, y in units of the editor
 */
const double *
spk_topology_get_positions (const SpkTopology *self)
{
  return self->positions;
}

/**
 * spk_topology_count_connections:
 *
 * Returns: how many of the k k + 2 k connections are present
 */
guint
spk_topology_count_connections (const SpkTopology *self)
{
  guint count = 0;

  for (gsize i = 0; i < count_places (self->size); i++)
    count += self->types[i] != SPK_ABSENT;
  return count;
}

/**
 * spk_topology_get_density:
 *
 * Returns: the share of the k k + 2 k connections that is present, 0 to 1
 */
double
spk_topology_get_density (const SpkTopology *self)
{
  return spk_topology_count_connections (self) / (double) count_places (self->size);
}

/**
 * spk_topology_equal:
 *
 * Returns: whether both have the same size and connections; name and positions do not matter
 */
gboolean
spk_topology_equal (const SpkTopology *self, const SpkTopology *other)
{
  return self == other ||
         (self->size == other->size && memcmp (self->types, other->types, count_places (self->size)) == 0);
}

/**
 * spk_topology_is_identical:
 *
 * Returns: whether both are equal bit for bit, name and positions too
 */
gboolean
spk_topology_is_identical (const SpkTopology *self, const SpkTopology *other)
{
  gsize n_bytes = 2 * (gsize) self->size * sizeof (double);

  if (self == other)
    return TRUE;
  if (!spk_topology_equal (self, other) || g_strcmp0 (self->name, other->name) != 0 ||
      (self->positions == NULL) != (other->positions == NULL))
    return FALSE;
  return self->positions == NULL || memcmp (self->positions, other->positions, n_bytes) == 0;
}

/**
 * spk_topology_count_differences:
 * @other: another motif of the same size
 *
 * Returns: how many of the k k + 2 k connections have another type in @other; of motifs of different sizes, all
 *   places of the larger one
 */
guint
spk_topology_count_differences (const SpkTopology *self, const SpkTopology *other)
{
  if (self->size != other->size)
    return count_places (MAX (self->size, other->size));

  guint count = 0;

  for (gsize i = 0; i < count_places (self->size); i++)
    count += self->types[i] != other->types[i];
  return count;
}

/* The motif sizes near @size that divide @neurons, as "1, 2, 4". */
static char *
list_fitting_sizes (guint neurons, guint size)
{
  GString *text = g_string_new (NULL);
  guint last = MIN (MAX (32, 2 * size), SPK_TOPOLOGY_MAX_SIZE);

  for (guint k = 1; k <= last && k <= neurons; k++)
    if (neurons % k == 0)
      g_string_append_printf (text, "%s%u", text->len > 0 ? ", " : "", k);
  return g_string_free (text, FALSE);
}

/**
 * spk_topology_check_layer:
 * @neurons: number of neurons of a layer
 *
 * Checks that a layer can be made of whole motifs. If not, fails with %SPK_MODEL_ERROR_SHAPE and names the sizes
 * up to 32, or twice the motif's, that would do.
 *
 * Returns: whether k divides @neurons
 */
gboolean
spk_topology_check_layer (const SpkTopology *self, guint neurons, GError **error)
{
  if (neurons == 0)
    {
      g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE, "a layer of 0 neurons holds no motif");
      return FALSE;
    }
  if (neurons % self->size == 0)
    return TRUE;

  g_autofree char *sizes = list_fitting_sizes (neurons, self->size);

  g_set_error (error, SPK_MODEL_ERROR, SPK_MODEL_ERROR_SHAPE,
               "a motif of %u neurons does not divide a layer of %u neurons; sizes that do: %s", self->size, neurons,
               sizes);
  return FALSE;
}

/**
 * spk_topology_with_intra:
 * @post: position of the postsynaptic neuron
 * @pre: position of the presynaptic neuron
 * @type: the type the connection gets
 *
 * Returns: (transfer full): a copy of @self with that one connection of the motif changed
 */
SpkTopology *
spk_topology_with_intra (const SpkTopology *self, guint post, guint pre, SpkConnection type)
{
  g_return_val_if_fail (post < self->size && pre < self->size, NULL);
  g_return_val_if_fail (type >= SPK_INHIBITORY && type <= SPK_EXCITATORY, NULL);

  SpkTopology *copy = topology_copy (self);

  copy->types[intra_index (copy, post, pre)] = type;
  return copy;
}

/**
 * spk_topology_with_lateral:
 * @position: position in the motif
 * @side: the neighbour it comes from
 * @type: the type the connection gets
 *
 * Returns: (transfer full): a copy of @self with that one lateral connection changed
 */
SpkTopology *
spk_topology_with_lateral (const SpkTopology *self, guint position, SpkSide side, SpkConnection type)
{
  g_return_val_if_fail (position < self->size, NULL);
  g_return_val_if_fail (side == SPK_PREVIOUS || side == SPK_NEXT, NULL);
  g_return_val_if_fail (type >= SPK_INHIBITORY && type <= SPK_EXCITATORY, NULL);

  SpkTopology *copy = topology_copy (self);

  copy->types[lateral_index (copy, position, side)] = type;
  return copy;
}

/**
 * spk_topology_with_name:
 * @name: (nullable): UTF-8
 *
 * Returns: (transfer full): a copy of @self with that name
 */
SpkTopology *
spk_topology_with_name (const SpkTopology *self, const char *name)
{
  g_return_val_if_fail (name == NULL || g_utf8_validate (name, -1, NULL), NULL);

  SpkTopology *copy = topology_copy (self);

  g_free (copy->name);
  copy->name = g_strdup (name);
  return copy;
}

/**
 * spk_topology_with_positions:
 * @positions: (nullable): [k][2] finite numbers, x and y of each neuron
 *
 * Returns: (transfer full): a copy of @self drawn there
 */
SpkTopology *
spk_topology_with_positions (const SpkTopology *self, const double *positions)
{
  gsize n_values = 2 * (gsize) self->size;

  for (gsize i = 0; positions != NULL && i < n_values; i++)
    g_return_val_if_fail (isfinite (positions[i]), NULL);

  SpkTopology *copy = topology_copy (self);

  g_clear_pointer (&copy->positions, g_free);
  if (positions != NULL)
    copy->positions = g_memdup2 (positions, n_values * sizeof (double));
  return copy;
}
