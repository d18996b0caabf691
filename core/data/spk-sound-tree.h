/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "data/spk-name-pattern.h"

G_BEGIN_DECLS

GPtrArray      *spk_sound_tree_list         (const char *root, GPtrArray *excuses, GError **error);
char           *spk_sound_tree_find_first   (const char *root);
SpkNamePattern *spk_sound_tree_find_pattern (const char *root, GPtrArray *files, GError **error);

G_END_DECLS
