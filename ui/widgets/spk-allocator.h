/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void spk_allocator_keep_pictures (void);

G_END_DECLS
