/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SpkJsonField:
 * @maximum: of a guint; 0 where the field is a double
 *
 * A number of a struct and its key in JSON.
 */
typedef struct
{
  const char *key;
  gsize       offset;
  guint       maximum;
} SpkJsonField;

#define SPK_JSON_REAL(type, key, name)           { key, G_STRUCT_OFFSET (type, name), 0 }
#define SPK_JSON_WHOLE(type, key, name, maximum) { key, G_STRUCT_OFFSET (type, name), maximum }

/* What no record of ours exceeds: a file that does is damaged, or made to do harm. */
#define SPK_RECORD_MAX_LAYERS  256
#define SPK_RECORD_MAX_CLASSES 1000000
#define SPK_RECORD_MAX_NEURONS 16777216
#define SPK_RECORD_MAX_STEPS   1000000

/* Reading sets errors of SPK_MODEL_ERROR_FORMAT that begin with the key. */
JsonNode   *spk_json_number_new   (double value);
gboolean    spk_json_number_read  (JsonNode *node, double *value, GError **error);
gboolean    spk_json_whole_read   (JsonNode *node, guint maximum, guint *value, GError **error);
JsonNode   *spk_json_floats_new   (const float *values, gsize n_values);
gboolean    spk_json_floats_read  (JsonNode *node, float *values, gsize n_values, GError **error);
JsonNode   *spk_json_bytes_new    (GBytes *bytes);
GBytes     *spk_json_bytes_read   (JsonNode *node, GError **error);
void        spk_json_fields_write (JsonObject *object, gconstpointer self, const SpkJsonField *fields, guint n_fields);
gboolean    spk_json_fields_read  (JsonObject *object, gpointer self, const SpkJsonField *fields, guint n_fields,
                                   GError **error);
JsonNode   *spk_json_find_member  (JsonObject *object, const char *key, GError **error);
JsonArray  *spk_json_find_array   (JsonObject *object, const char *key, guint max_length, GError **error);
JsonObject *spk_json_find_object  (JsonObject *object, const char *key, GError **error);
gboolean    spk_json_holds        (JsonNode *node, GType type);
gboolean    spk_json_fail         (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
