/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"
#include "spk-cli.h"

G_BEGIN_DECLS

SpkDataset *spk_cli_load_data         (SpkCli *cli, const char *location, gboolean skip_bad, GError **error);
SpkDataset *spk_cli_load_data_quietly (SpkCli *cli, const char *location, gboolean skip_bad, GError **error);
SpkDataset *spk_cli_load_data_of_run  (const SpkSettings *settings, const char *location, gboolean skip_bad,
                                       GError **error);
void        spk_cli_warn_of_skipped   (SpkDataset *dataset);

G_END_DECLS
