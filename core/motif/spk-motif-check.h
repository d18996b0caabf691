/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "motif/spk-motif-rates.h"

G_BEGIN_DECLS

/**
 * SpkFindingKind:
 * @SPK_FINDING_SIZE: the size does not divide the layer; an error, all others are warnings
 * @SPK_FINDING_EMPTY: there is no connection at all
 * @SPK_FINDING_NO_INPUT: a neuron receives no recurrent connection
 * @SPK_FINDING_UNREACHABLE: a neuron is reached by no other, its own connection apart, or belongs to a part that nothing
 *   joins to the rest
 * @SPK_FINDING_SATURATION: a loop of excitatory connections drives its neurons to saturation
 * @SPK_FINDING_SILENCE: inhibition silences a neuron for good
 */
typedef enum
{
  SPK_FINDING_SIZE,
  SPK_FINDING_EMPTY,
  SPK_FINDING_NO_INPUT,
  SPK_FINDING_UNREACHABLE,
  SPK_FINDING_SATURATION,
  SPK_FINDING_SILENCE,
} SpkFindingKind;

/**
 * SpkFinding:
 * @neurons: [@n_neurons], what to mark: none for the whole motif, a neuron, or the neurons of a loop in their order, each
 *   connected to the next and the last to the first
 * @reason: in words, with what to do
 *
 * Something to be said about a motif, and where.
 */
typedef struct
{
  SpkFindingKind kind;
  guint          n_neurons;
  guint         *neurons;
  char          *reason;
} SpkFinding;

SpkFinding *spk_finding_copy         (const SpkFinding *self);
void        spk_finding_free         (SpkFinding *self);
gboolean    spk_finding_is_error     (const SpkFinding *self);
const char *spk_finding_kind_to_string (SpkFindingKind kind);

GPtrArray  *spk_motif_check (const SpkTopology *topology, guint neurons, const SpkMotifRates *rates);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkFinding, spk_finding_free)

G_END_DECLS
