/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-data-load.h"

#include "data/spk-data-error.h"
#include "data/spk-registry.h"
#include "session/spk-handover.h"

typedef struct
{
  char       *location;
  gboolean    skip_bad;
  SpkDataset *dataset;
  GError     *error;
  SpkHandover handover;
} Load;

static void
load_free (gpointer data)
{
  Load *self = data;

  spk_handover_take (&self->handover);
  g_clear_pointer (&self->dataset, spk_dataset_unref);
  g_clear_error (&self->error);
  g_free (self->location);
  g_free (self);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *self = data;
  SpkLoadOptions options;

  spk_handover_take (&self->handover);
  options = (SpkLoadOptions){ .skip_bad = self->skip_bad };
  self->dataset = spk_dataset_load (self->location, &options, &self->error);
  spk_handover_give (&self->handover);
  g_task_return_boolean (task, TRUE);
}

/**
 * spk_data_load_async:
 * @location: a folder, or "randman[:KEY=VALUE,...]"
 * @skip_bad: leave bad recordings out instead of failing
 * @cancellable: (nullable): what is read is thrown away; reading itself is not broken off
 *
 * Loads a data set in a worker thread.
 */
void
spk_data_load_async (const char *location, gboolean skip_bad, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Load *load = g_new0 (Load, 1);

  load->location = g_strdup (location);
  load->skip_bad = skip_bad;
  spk_handover_give (&load->handover);
  g_task_set_source_tag (task, spk_data_load_async);
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * spk_data_load_finish:
 *
 * Returns: (transfer full) (nullable): the data set; %NULL with a #SPK_DATA_ERROR that names file and place, or with
 *   %G_IO_ERROR_CANCELLED
 */
SpkDataset *
spk_data_load_finish (GAsyncResult *result, GError **error)
{
  GTask *task = G_TASK (result);
  Load *load = g_task_get_task_data (task);

  g_return_val_if_fail (g_async_result_is_tagged (result, spk_data_load_async), NULL);

  if (!g_task_propagate_boolean (task, error))
    return NULL;
  spk_handover_take (&load->handover);
  if (load->error != NULL)
    g_propagate_error (error, g_steal_pointer (&load->error));
  return g_steal_pointer (&load->dataset);
}

/**
 * spk_data_load_is_bad_recording:
 * @error: why a data set could not be loaded
 *
 * Returns: whether single recordings are at fault, so that it may load without them
 */
gboolean
spk_data_load_is_bad_recording (const GError *error)
{
  return g_error_matches (error, SPK_DATA_ERROR, SPK_DATA_ERROR_FORMAT) ||
         g_error_matches (error, SPK_DATA_ERROR, SPK_DATA_ERROR_RANGE) ||
         g_error_matches (error, SPK_DATA_ERROR, SPK_DATA_ERROR_READ);
}
