/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/spk-store-error.h"

G_BEGIN_DECLS

/* Name of the file in the run folder that is locked. */
#define SPK_RUN_LOCK_NAME "lock"

int      spk_run_lock_take    (const char *folder, GError **error);
void     spk_run_lock_release (int fd);
gboolean spk_run_lock_is_held (const char *folder);

G_END_DECLS
