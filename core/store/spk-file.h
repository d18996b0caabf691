/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "store/spk-store-error.h"

G_BEGIN_DECLS

gboolean  spk_file_write        (const char *path, gconstpointer data, gsize length, GError **error);
gboolean  spk_file_write_json   (const char *path, JsonNode *node, GError **error);
gboolean  spk_file_read       (const char *path, char **text, gsize *length, GError **error);
JsonNode *spk_file_parse_json   (const char *path, const char *text, gsize length, GError **error);
JsonNode *spk_file_read_json    (const char *path, GError **error);
gboolean  spk_file_make_folder  (const char *path, GError **error);
void      spk_file_remove_temporaries (const char *folder, const char *name);

G_END_DECLS
