/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"

#include "search/spk-settings.h"

G_BEGIN_DECLS

SpkDataset *spk_cli_load_data         (const SpkSettings *settings, const char *location, gboolean skip_bad,
                                       GError **error);
void        spk_cli_warn_of_skipped   (SpkDataset *dataset);
SpkDataset *spk_cli_load_data_quietly (const SpkSettings *settings, const char *location, gboolean skip_bad,
                                       GError **error);

G_END_DECLS
