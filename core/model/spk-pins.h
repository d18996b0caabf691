/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"

G_BEGIN_DECLS

/* A connection whose type the search is free to choose. */
#define SPK_FREE 2

#define SPK_PINS_SCHEMA "spikesmith-pins/1"

/**
 * SpkPins:
 *
 * What a search of one layer must not change: types of connections of some motif sizes, and possibly the size itself.
 * The probability of what is pinned is 1 and gets no gradient.
 */
typedef struct _SpkPins SpkPins;

SpkPins *spk_pins_new          (void);
SpkPins *spk_pins_new_topology (const SpkTopology *topology);
SpkPins *spk_pins_copy         (const SpkPins *self);
void     spk_pins_free         (SpkPins *self);

guint    spk_pins_get_size     (const SpkPins *self);
void     spk_pins_set_size     (SpkPins *self, guint size);
int      spk_pins_get_intra    (const SpkPins *self, guint size, guint post, guint pre);
int      spk_pins_get_lateral  (const SpkPins *self, guint size, guint position, SpkSide side);
void     spk_pins_set_intra    (SpkPins *self, guint size, guint post, guint pre, int type);
void     spk_pins_set_lateral  (SpkPins *self, guint size, guint position, SpkSide side, int type);

JsonNode *spk_pins_to_json     (const SpkPins *self);
SpkPins  *spk_pins_from_json   (JsonNode *node, GError **error);

GPtrArray *spk_pins_list_from_motifs (GPtrArray *motifs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkPins, spk_pins_free)

G_END_DECLS
