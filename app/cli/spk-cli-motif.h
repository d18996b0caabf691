/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/spk-topology.h"
#include "search/spk-settings.h"

G_BEGIN_DECLS

GPtrArray *spk_cli_motif_load     (const char *path, const SpkSettings *settings, GError **error);
char      *spk_cli_motif_picture  (const SpkTopology *motif, const char *indent);
GPtrArray *spk_cli_motif_list_new (void);

G_END_DECLS
