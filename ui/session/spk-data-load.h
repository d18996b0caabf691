/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "data/spk-dataset.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

void        spk_data_load_async  (const char *location, const SpkSettings *settings, gboolean skip_bad,
                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
SpkDataset *spk_data_load_finish (GAsyncResult *result, GError **error);
gboolean    spk_data_load_is_bad_recording (const GError *error);

G_END_DECLS
