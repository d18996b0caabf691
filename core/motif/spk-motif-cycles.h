/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "motif/spk-motif-graph.h"

G_BEGIN_DECLS

#define SPK_CYCLES_MAX_LENGTH 12

/**
 * SPK_CYCLES_MAX_WORK:
 *
 * Rows of 64 edges that are looked at before counting ends: some tenths of a second. Numbers of cycles grow as the
 * factorial of their length.
 */
#define SPK_CYCLES_MAX_WORK (G_GUINT64_CONSTANT (1) << 27)

/**
 * SpkMotifCycles:
 * @max_length: lengths up to here were counted completely; at most %SPK_CYCLES_MAX_LENGTH and the size of the motif
 * @wanted_length: lengths up to here were to be counted; above @max_length where the work would have grown too much
 * @counts: [%SPK_CYCLES_MAX_LENGTH + 1], by length; length 1 are connections of neurons to themselves
 *
 * Numbers of directed cycles that visit no neuron twice.
 */
typedef struct
{
  guint   max_length;
  guint   wanted_length;
  guint64 counts[SPK_CYCLES_MAX_LENGTH + 1];
} SpkMotifCycles;

gboolean spk_motif_cycles_count (const SpkMotifGraph *graph, GCancellable *cancellable, SpkMotifCycles *cycles,
                                 GError **error);

G_END_DECLS
