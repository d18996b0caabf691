/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/spk-arrays.h"
#include "data/spk-dataset.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

/**
 * SpkEvaluation:
 * @accuracy: in [0, 1]
 * @loss: mean over the samples
 * @confusion: [@n_classes][@n_classes], rows are truth
 */
typedef struct
{
  double   accuracy;
  double   loss;
  guint    n_samples;
  guint    n_classes;
  guint   *confusion;
  guint64  n_dropped; /* events beyond the binned duration */
} SpkEvaluation;

/* Evaluates the network that a job's state holds; @samples are indices into @dataset, which may be another set of the
 * same kind than the one it was trained on. @class_names are those of the training set, %NULL-terminated. */
SpkEvaluation *spk_evaluation_run  (const SpkSettings *settings, GPtrArray *motifs, const SpkArrays *state,
                                    const char * const *class_names, SpkDataset *dataset, const guint32 *samples,
                                    guint n_samples, GError **error);
void           spk_evaluation_free (SpkEvaluation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkEvaluation, spk_evaluation_free)

G_END_DECLS
