/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *spk_cli_epoch_table_format (GPtrArray *epochs);

G_END_DECLS
