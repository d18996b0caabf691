/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-curves-figure.h"
#include "search/spk-epoch-record.h"

G_BEGIN_DECLS

/**
 * SpkSizesData:
 *
 * Probabilities of the motif sizes of a layer over the epochs of a search, as a #SpkCurvesFigure draws them.
 */
typedef struct _SpkSizesData SpkSizesData;

SpkSizesData        *spk_sizes_data_new        (GPtrArray *records, guint layer);
void                 spk_sizes_data_free       (SpkSizesData *self);
const SpkCurvesData *spk_sizes_data_get_curves (const SpkSizesData *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkSizesData, spk_sizes_data_free)

G_END_DECLS
