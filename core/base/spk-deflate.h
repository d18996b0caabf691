/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *spk_deflate (gconstpointer data, gsize size, int level);
GBytes *spk_inflate (gconstpointer data, gsize size, gsize max_size);

G_END_DECLS
