/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

PangoLayout *spk_text_cache_look_up (const char *key);
PangoLayout *spk_text_cache_add     (const char *key, PangoLayout *layout);

G_END_DECLS
