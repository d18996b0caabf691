/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

/**
 * SpkLinearScore:
 * @accuracy: on the samples that settings judge by; NaN where there are none
 * @train_accuracy: on those it was fitted to
 * @n_samples: number of samples judged
 * @n_epochs: passes over the training samples
 * @n_parameters: weights and biases
 * @seconds: time spent
 *
 * How well recordings can be told apart without knowing when the spikes came.
 */
typedef struct
{
  double  accuracy;
  double  train_accuracy;
  guint   n_samples;
  guint   n_epochs;
  guint64 n_parameters;
  double  seconds;
} SpkLinearScore;

gboolean spk_linear_baseline_run (const SpkSettings *settings, SpkDataset *dataset, SpkLinearScore *score, GError **error);

G_END_DECLS
