/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void     spk_cli_signals_install         (void);
void     spk_cli_signals_begin_graceful  (void);
void     spk_cli_signals_end_graceful    (void);
gboolean spk_cli_signals_was_interrupted (void);

G_END_DECLS
