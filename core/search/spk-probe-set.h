/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-binning.h"
#include "model/spk-engine.h"
#include "search/spk-epoch-record.h"

G_BEGIN_DECLS

/* Classes of which a sample is kept at most. */
#define SPK_MAX_PROBES 64

/**
 * SpkProbeSet:
 *
 * The samples whose spikes are kept of every epoch: one of each class, the same over a run.
 */
typedef struct _SpkProbeSet SpkProbeSet;

SpkProbeSet *spk_probe_set_new  (const SpkBinning *binning, const guint32 *valid, guint n_valid, const guint32 *train,
                                 guint n_train);
void         spk_probe_set_free (SpkProbeSet *self);
void         spk_probe_set_look (SpkProbeSet *self, SpkEngine *engine, const SpkNetworkSpec *spec,
                                 SpkEpochRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkProbeSet, spk_probe_set_free)

G_END_DECLS
