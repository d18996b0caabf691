/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dashboard/spk-epoch-span.h"

/* The last record of the search is followed by one of training: there are few phases, so halving finds the place. */
static guint
find_first_retraining (SpkRunDocument *document, guint n)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (spk_run_document_get_epoch (document, middle)->phase == SPK_PHASE_SEARCH)
        low = middle + 1;
      else
        high = middle;
    }
  return low < n ? low : 0;
}

/**
 * spk_epoch_span_of:
 *
 * Returns: how many epochs @document has and will have
 */
SpkEpochSpan
spk_epoch_span_of (SpkRunDocument *document)
{
  const SpkRunDescription *description = spk_run_document_get_description (document);
  const SpkSettings *settings = description->settings;
  guint n = spk_run_document_get_n_epochs (document);
  SpkEpochSpan span = { .recorded = n, .planned = n };

  if (description->kind == SPK_JOB_SEARCH)
    span.first_retraining = find_first_retraining (document, n);
  if (!spk_run_document_is_live (document))
    return span;
  if (description->kind != SPK_JOB_SEARCH)
    span.planned = settings->epochs;
  else
    span.planned = (span.first_retraining > 0 ? span.first_retraining : settings->epochs) + settings->retrain_epochs;
  span.planned = MAX (span.planned, n);
  return span;
}
