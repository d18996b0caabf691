/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-dataset.h"

G_BEGIN_DECLS

SpkDataset *spk_cli_load_data         (const char *location, gboolean skip_bad, GError **error);
SpkDataset *spk_cli_load_data_quietly (const char *location, gboolean skip_bad, GError **error);
char       *spk_cli_make_absolute     (const char *location);
char      **spk_cli_list_class_names  (SpkDataset *dataset);

G_END_DECLS
