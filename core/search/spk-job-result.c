/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-job-result.h"

#include <math.h>

void
spk_job_result_free (SpkJobResult *self)
{
  g_free (self->confusion);
  g_clear_pointer (&self->motifs, g_ptr_array_unref);
  g_free (self);
}

static void
set_real (JsonObject *object, const char *key, double value)
{
  if (isfinite (value))
    json_object_set_double_member (object, key, value);
  else
    json_object_set_null_member (object, key);
}

static JsonArray *
confusion_to_json (const SpkJobResult *self)
{
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < self->n_classes; i++)
    {
      JsonArray *row = json_array_new ();

      for (guint j = 0; j < self->n_classes; j++)
        json_array_add_int_element (row, self->confusion[i * self->n_classes + j]);
      json_array_add_array_element (rows, row);
    }
  return rows;
}

/**
 * spk_job_result_to_json:
 *
 * Returns: (transfer full): all of it; null for what is not a number
 */
JsonObject *
spk_job_result_to_json (const SpkJobResult *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *motifs = json_array_new ();

  set_real (object, "test_accuracy", self->test_accuracy);
  set_real (object, "test_loss", self->test_loss);
  json_object_set_int_member (object, "test_samples", self->n_test);
  set_real (object, "valid_accuracy", self->valid_accuracy);
  set_real (object, "derived_accuracy", self->derived_accuracy);
  set_real (object, "discretisation_gap", self->discretisation_gap);
  json_object_set_int_member (object, "search_epochs", self->search_epochs);
  json_object_set_int_member (object, "train_epochs", self->train_epochs);
  set_real (object, "search_seconds", self->search_seconds);
  set_real (object, "train_seconds", self->train_seconds);
  json_object_set_int_member (object, "parameters", self->n_parameters);
  json_object_set_int_member (object, "recurrent_parameters", self->n_recurrent);
  json_object_set_array_member (object, "confusion", confusion_to_json (self));
  for (guint i = 0; i < self->motifs->len; i++)
    json_array_add_element (motifs, spk_topology_to_json (g_ptr_array_index (self->motifs, i)));
  json_object_set_array_member (object, "motifs", motifs);
  return object;
}
