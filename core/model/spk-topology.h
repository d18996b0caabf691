/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/spk-model-error.h"

G_BEGIN_DECLS

/**
 * SpkConnection:
 *
 * The type of a connection, which is also the sign of its weight.
 */
typedef enum
{
  SPK_INHIBITORY = -1,
  SPK_ABSENT = 0,
  SPK_EXCITATORY = 1,
} SpkConnection;

/**
 * SpkSide:
 *
 * The neighbouring motif a lateral connection comes from.
 */
typedef enum
{
  SPK_PREVIOUS = 0, /* motif m - 1 */
  SPK_NEXT = 1,     /* motif m + 1 */
} SpkSide;

#define SPK_TOPOLOGY_MAX_SIZE 1024
#define SPK_TOPOLOGY_SCHEMA   "spikesmith-motif/1"

/**
 * SpkTopology:
 *
 * The one shape of a motif in the whole program: its size k, the type of each of its k x k connections (row
 * postsynaptic, column presynaptic) and of its k x 2 lateral connections; model.md section 2. An immutable,
 * atomically ref-counted value: changing it makes a new one.
 */
typedef struct _SpkTopology SpkTopology;

SpkConnection spk_connection_get_next (SpkConnection type);

SpkTopology *spk_topology_new             (guint size, const gint8 *intra, const gint8 *lateral);
SpkTopology *spk_topology_new_random      (guint size, double density, guint64 seed, guint32 index);
SpkTopology *spk_topology_ref             (SpkTopology *self);
void         spk_topology_unref           (SpkTopology *self);

guint         spk_topology_get_size       (const SpkTopology *self);
SpkConnection spk_topology_get_intra      (const SpkTopology *self, guint post, guint pre);
SpkConnection spk_topology_get_lateral    (const SpkTopology *self, guint position, SpkSide side);
const char   *spk_topology_get_name       (const SpkTopology *self);
const double *spk_topology_get_positions  (const SpkTopology *self);
guint         spk_topology_count_connections (const SpkTopology *self);
double        spk_topology_get_density    (const SpkTopology *self);
gboolean      spk_topology_equal          (const SpkTopology *self, const SpkTopology *other);
gboolean      spk_topology_is_identical   (const SpkTopology *self, const SpkTopology *other);
guint         spk_topology_count_differences (const SpkTopology *self, const SpkTopology *other);
gboolean      spk_topology_check_layer    (const SpkTopology *self, guint neurons, GError **error);

SpkTopology *spk_topology_with_intra      (const SpkTopology *self, guint post, guint pre, SpkConnection type);
SpkTopology *spk_topology_with_lateral    (const SpkTopology *self, guint position, SpkSide side, SpkConnection type);
SpkTopology *spk_topology_with_name       (const SpkTopology *self, const char *name);
SpkTopology *spk_topology_with_positions  (const SpkTopology *self, const double *positions);

JsonNode    *spk_topology_to_json         (const SpkTopology *self);
SpkTopology *spk_topology_from_json       (JsonNode *node, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkTopology, spk_topology_unref)

G_END_DECLS
