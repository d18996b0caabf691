/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*SpkWorkFunction) (gpointer data);

void spk_worker_run (SpkWorkFunction work, SpkWorkFunction done, gpointer data);

G_END_DECLS
