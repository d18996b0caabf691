/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-data-load.h"

#include "data/spk-data-error.h"
#include "search/spk-load-settings.h"
#include "session/spk-worker.h"

typedef struct
{
  GTask       *task; /* of the main thread */
  char        *location;
  SpkSettings *settings;
  gboolean     skip_bad;
  SpkDataset  *dataset;
  GError      *error;
} Load;

static void
load_in_thread (gpointer data)
{
  Load *self = data;

  self->dataset = spk_load_settings_load (self->settings, self->location, self->skip_bad, &self->error);
}

static void
unref_dataset (gpointer dataset)
{
  spk_dataset_unref (dataset);
}

static void
on_loaded (gpointer data)
{
  Load *self = data;

  if (self->dataset != NULL)
    g_task_return_pointer (self->task, self->dataset, unref_dataset);
  else
    g_task_return_error (self->task, self->error);
  g_object_unref (self->task);
  spk_settings_free (self->settings);
  g_free (self->location);
  g_free (self);
}

/**
 * spk_data_load_async:
 * @location: a folder, or "randman[:KEY=VALUE,...]"
 * @settings: how recordings are read, as of sound
 * @skip_bad: leave bad recordings out instead of failing
 * @cancellable: (nullable): what is read is thrown away; reading itself is not broken off
 *
 * Loads a data set in a worker thread.
 */
void
spk_data_load_async (const char *location, const SpkSettings *settings, gboolean skip_bad, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer data)
{
  Load *load = g_new0 (Load, 1);

  load->task = g_task_new (NULL, cancellable, callback, data);
  g_task_set_source_tag (load->task, spk_data_load_async);
  load->location = g_strdup (location);
  load->settings = spk_settings_copy (settings);
  load->skip_bad = skip_bad;
  spk_worker_run (load_in_thread, on_loaded, load);
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
  g_return_val_if_fail (g_async_result_is_tagged (result, spk_data_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
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
