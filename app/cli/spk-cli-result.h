/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean spk_cli_result_print (JsonObject *result, const char *folder, gboolean json, GError **error);

G_END_DECLS
