/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spk-cli.h"

G_BEGIN_DECLS

gboolean spk_cli_takes_search_setting  (const SpkSettingInfo *info);
gboolean spk_cli_takes_train_setting   (const SpkSettingInfo *info);
gboolean spk_cli_takes_load_setting    (const SpkSettingInfo *info);
gboolean spk_cli_takes_bench_setting   (const SpkSettingInfo *info);
gboolean spk_cli_takes_threads_setting (const SpkSettingInfo *info);

const char  *spk_cli_find_changed_setting (const SpkSettings *before, const SpkSettings *after);
SpkSettings *spk_cli_build_settings    (SpkCli *cli, const char *data_kind, const char **preset, GError **error);
gboolean     spk_cli_apply_assignments (SpkCli *cli, SpkSettings *settings, GError **error);

G_END_DECLS
