/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-curves-figure.h"
#include "session/spk-session.h"

G_BEGIN_DECLS

/**
 * SpkProgressPart:
 *
 * What can be shown of a run's progress, a panel each; flags.
 */
typedef enum
{
  SPK_PROGRESS_ACCURACY = 1 << 0,
  SPK_PROGRESS_LOSS = 1 << 1,
  SPK_PROGRESS_SIZES = 1 << 2,
  SPK_PROGRESS_ENTROPY = 1 << 3,
  SPK_PROGRESS_GAP = 1 << 4,
} SpkProgressPart;

#define SPK_N_PROGRESS_PARTS 5

/**
 * SpkProgressData:
 *
 * Numbers of all epochs of a run, as the figure wants them.
 */
typedef struct _SpkProgressData SpkProgressData;

SpkProgressData     *spk_progress_data_new        (SpkRunDocument *document, guint layer, SpkProgressPart parts);
void                 spk_progress_data_free       (SpkProgressData *self);
const SpkCurvesData *spk_progress_data_get_curves (SpkProgressData *self);
char                *spk_progress_data_format     (SpkProgressData *self, int panel, guint point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkProgressData, spk_progress_data_free)

G_END_DECLS
