/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/spk-run-document.h"

G_BEGIN_DECLS

/**
 * SpkEpochSpan:
 * @recorded: number of epochs there are
 * @planned: number of epochs there will be, as far as is known; @recorded for a run that has ended
 * @first_retraining: index of the first epoch after the search; 0 where there is none
 *
 * The epochs of a run, search and retraining one after the other.
 */
typedef struct
{
  guint recorded;
  guint planned;
  guint first_retraining;
} SpkEpochSpan;

SpkEpochSpan spk_epoch_span_of (SpkRunDocument *document);

G_END_DECLS
