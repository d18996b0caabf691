/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint spk_json_find_line (const char *text, gsize length, const char *place);

G_END_DECLS
