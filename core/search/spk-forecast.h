/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "data/spk-dataset.h"
#include "search/spk-job-result.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

/**
 * SpkForecast:
 * @seconds: of all epochs; a search that settles early takes less
 * @samples_per_second: training samples, as a job shows them; of its first phase
 * @bytes: memory of network, engine and recordings
 * @n_parameters: trained values of the first phase's network
 *
 * What a job will take on this machine.
 */
typedef struct
{
  double  seconds;
  double  samples_per_second;
  guint64 bytes;
  guint64 n_parameters;
} SpkForecast;

gboolean spk_forecast_make (SpkJobKind kind, const SpkSettings *settings, SpkDataset *dataset, GPtrArray *motifs,
                            GCancellable *cancellable, SpkForecast *forecast, GError **error);

G_END_DECLS
