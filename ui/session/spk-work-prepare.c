/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-work-prepare.h"

#include "search/spk-load-settings.h"
#include "search/spk-network-shape.h"
#include "session/spk-plan-private.h"
#include "session/spk-worker.h"

void
spk_prepared_work_free (SpkPreparedWork *self)
{
  g_clear_pointer (&self->work, spk_run_work_free);
  g_clear_pointer (&self->run, spk_run_free);
  g_clear_pointer (&self->epochs, g_ptr_array_unref);
  g_free (self);
}

/* A copy of the plan, for the thread. */
typedef struct
{
  SpkWorkPrepared  callback;
  gpointer         data_of_callback;

  SpkJobKind       kind;
  SpkSettings     *settings;
  char            *data;
  char            *name;
  char            *folder;
  gboolean         skip_bad;
  GPtrArray       *motifs;
  SpkDataset      *dataset;
  GCancellable    *cancellable;

  SpkPreparedWork *prepared;
  GError          *error;
} Preparation;

static Preparation *
preparation_new (SpkPlan *plan, GCancellable *cancellable)
{
  Preparation *self = g_new0 (Preparation, 1);

  self->kind = spk_plan_get_kind (plan);
  self->settings = spk_settings_copy (spk_plan_get_settings (plan));
  self->data = g_strdup (spk_plan_get_data (plan));
  self->name = g_strdup (spk_plan_get_name (plan));
  self->folder = g_strdup (spk_plan_get_folder (plan));
  self->skip_bad = spk_plan_get_skip_bad (plan);
  self->motifs = spk_plan_dup_motifs (plan);
  self->dataset = spk_plan_get_dataset (plan) != NULL ? spk_dataset_ref (spk_plan_get_dataset (plan)) : NULL;
  self->cancellable = g_object_ref (cancellable);
  return self;
}

static void
preparation_free (Preparation *self)
{
  spk_settings_free (self->settings);
  g_free (self->data);
  g_free (self->name);
  g_free (self->folder);
  g_clear_pointer (&self->motifs, g_ptr_array_unref);
  g_clear_pointer (&self->dataset, spk_dataset_unref);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  g_free (self);
}

/* --- In the worker thread --- */

static gboolean
load_data (Preparation *self, GError **error)
{
  if (self->dataset == NULL)
    self->dataset = spk_load_settings_load (self->settings, self->data, self->skip_bad, error);
  return self->dataset != NULL && !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static SpkRun *
make_run (Preparation *self, GError **error)
{
  g_autoptr (SpkRunDescription) description =
      spk_run_description_new_of_data (self->kind, self->settings, self->dataset, self->data, self->skip_bad);

  description->motifs = self->motifs != NULL ? g_ptr_array_ref (self->motifs) : NULL;
  description->name = self->name != NULL && *self->name != '\0' ? g_strdup (self->name) : NULL;
  description->program = g_strdup ("spikesmith " SPK_VERSION);
  return spk_run_work_make_run (NULL, description, error);
}

static gboolean
begin (Preparation *self, SpkPreparedWork *prepared, GError **error)
{
  if (!load_data (self, error))
    return FALSE;
  spk_network_shape_settle_duration (self->settings, self->dataset);
  prepared->work = spk_run_work_new (self->kind, self->settings, self->dataset, self->motifs, error);
  if (prepared->work == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  prepared->run = make_run (self, error);
  if (prepared->run == NULL)
    return FALSE;
  spk_run_work_attach (prepared->work, prepared->run);
  return spk_run_work_start (prepared->work, error);
}

static gboolean
check_unfinished (SpkRun *run, GError **error)
{
  if (spk_run_get_state (run) != SPK_RUN_FINISHED)
    return TRUE;
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_EXISTS, "%s: this run is finished", spk_run_get_folder (run));
  return FALSE;
}

static gboolean
go_on (Preparation *self, SpkPreparedWork *prepared, GError **error)
{
  const SpkRunDescription *description;
  gboolean from_checkpoint;

  prepared->run = spk_run_open (self->folder, error);
  if (prepared->run == NULL || !check_unfinished (prepared->run, error) || !spk_run_lock (prepared->run, error))
    return FALSE;
  description = spk_run_get_description (prepared->run);
  if (self->dataset == NULL)
    self->dataset = spk_run_work_load_data (description, self->data, error);
  if (self->dataset == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  prepared->work = spk_run_work_new (description->kind, description->settings, self->dataset, description->motifs, error);
  if (prepared->work == NULL)
    return FALSE;
  spk_run_work_attach (prepared->work, prepared->run);
  prepared->epochs = spk_run_read_epochs (prepared->run, error);
  return prepared->epochs != NULL && spk_run_work_restore (prepared->work, &from_checkpoint, error) &&
         spk_run_work_start (prepared->work, error);
}

static void
prepare_in_thread (gpointer data)
{
  Preparation *self = data;
  SpkPreparedWork *prepared = g_new0 (SpkPreparedWork, 1);

  if (self->folder != NULL ? go_on (self, prepared, &self->error) : begin (self, prepared, &self->error))
    self->prepared = prepared;
  else
    spk_prepared_work_free (prepared);
}

/* --- For the main thread --- */

static void
on_prepared (gpointer data)
{
  Preparation *self = data;

  self->callback (g_steal_pointer (&self->prepared), self->error, self->data_of_callback);
  preparation_free (self);
}

/**
 * spk_work_prepare:
 * @cancellable: keeps a run from being made; one that has been made is handed over all the same
 * @callback: called in the main loop, once
 *
 * Loads the recordings of a plan in a worker thread, makes or opens its run, and starts the job.
 */
void
spk_work_prepare (SpkPlan *plan, GCancellable *cancellable, SpkWorkPrepared callback, gpointer data)
{
  Preparation *preparation = preparation_new (plan, cancellable);

  preparation->callback = callback;
  preparation->data_of_callback = data;
  spk_worker_run (prepare_in_thread, on_prepared, preparation);
}
