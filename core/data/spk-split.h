/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"

G_BEGIN_DECLS

/**
 * SpkSplit:
 * @train: samples to learn from, ascending
 * @n_train: their number
 * @test: samples to judge by, ascending
 * @n_test: their number, 0 only for the specification "none"
 *
 * A data set in two parts without a common sample.
 */
typedef struct
{
  guint32 *train;
  guint    n_train;
  guint32 *test;
  guint    n_test;
} SpkSplit;

SpkSplit *spk_split_new  (SpkDataset *dataset, const char *spec, guint64 seed, GError **error);
void      spk_split_free (SpkSplit *self);

void spk_split_stratified (SpkDataset    *dataset,
                           const guint32 *samples,
                           guint          n_samples,
                           double         share,
                           guint64        seed,
                           guint32        stream_index,
                           GArray       **first,
                           GArray       **second);

const char *spk_dataset_get_default_split (SpkDataset *dataset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkSplit, spk_split_free)

G_END_DECLS
