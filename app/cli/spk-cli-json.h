/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *spk_cli_json_event      (const char *event);
void        spk_cli_json_set_number (JsonObject *object, const char *name, double value);
double      spk_cli_json_get_number (JsonObject *object, const char *name);
void        spk_cli_json_print      (JsonObject *object);
char       *spk_cli_json_format     (JsonNode *node, gboolean pretty);

G_END_DECLS
