/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/spk-run.h"

#include <pthread.h>

#include <glib/gstdio.h>

#include "store/spk-checkpoint.h"
#include "store/spk-file.h"
#include "store/spk-run-lock.h"

#define SETTINGS "settings.json"
#define CHECKPOINT "checkpoint.h5"
#define RESULT "result.json"

struct _SpkRun
{
  char *folder;
  SpkRunDescription *description;
  gint64 created;
  SpkHistory *history;
  pthread_mutex_t mutex;
  int lock; /* -1: not held; guarded by the mutex */
};

static const char *const state_names[] = {
  [SPK_RUN_CREATED] = "created",   [SPK_RUN_RUNNING] = "running", [SPK_RUN_INTERRUPTED] = "interrupted",
  [SPK_RUN_FINISHED] = "finished", [SPK_RUN_FAILED] = "failed",
};

/**
 * spk_run_state_to_string:
 *
 * Returns: the name of a state in files, as "running"
 */
const char *
spk_run_state_to_string (SpkRunState state)
{
  g_return_val_if_fail ((guint)state < G_N_ELEMENTS (state_names), NULL);

  return state_names[state];
}

/**
 * spk_run_state_from_string:
 * @name: (nullable): a name, of any origin
 * @state: (out): the state of that name
 *
 * Returns: whether there is one
 */
gboolean
spk_run_state_from_string (const char *name, SpkRunState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_strcmp0 (name, state_names[i]) == 0)
      {
        *state = (SpkRunState)i;
        return TRUE;
      }
  return FALSE;
}

/* --- Making and opening --- */

static SpkRun *
run_new (const char *folder, SpkRunDescription *description, gint64 created)
{
  SpkRun *self = g_new0 (SpkRun, 1);

  self->folder = g_strdup (folder);
  self->description = description;
  self->created = created;
  self->history = spk_history_new (folder);
  self->lock = -1;
  pthread_mutex_init (&self->mutex, NULL);
  return self;
}

/* A lock alone is what a process leaves that is killed before its run can be opened: it is taken over. */
static gboolean
check_empty (const char *folder, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &cause);
  const char *name;

  if (dir == NULL)
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_WRITE, "%s: %s", folder, cause->message);
      return FALSE;
    }
  while ((name = g_dir_read_name (dir)) != NULL && g_str_equal (name, SPK_RUN_LOCK_NAME))
    ;
  if (name == NULL)
    return TRUE;
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_EXISTS,
               "%s exists and is not empty; name another folder for the run", folder);
  return FALSE;
}

/**
 * spk_run_create:
 * @folder: a folder that is empty or does not exist; its parents are made too
 * @description: what the run is made from, with settings; copied
 *
 * Makes a run. Once this function returned, and not before, the folder can be opened with spk_run_open(), and
 * the caller holds its lock.
 *
 * Returns: (transfer full): the run, or %NULL with %SPK_STORE_ERROR_EXISTS, %SPK_STORE_ERROR_BUSY or
 *   %SPK_STORE_ERROR_WRITE
 */
SpkRun *
spk_run_create (const char *folder, const SpkRunDescription *description, GError **error)
{
  g_autofree char *absolute = NULL;
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SpkRun) self = NULL;

  g_return_val_if_fail (folder != NULL && description != NULL && description->settings != NULL, NULL);

  absolute = g_canonicalize_filename (folder, NULL);
  if (!spk_file_make_folder (absolute, error) || !check_empty (absolute, error))
    return NULL;
  self = run_new (absolute, spk_run_description_copy (description), g_get_real_time () / G_USEC_PER_SEC);
  if (!spk_run_lock (self, error))
    return NULL;
  node = spk_run_description_to_json (self->description, self->created);
  path = g_build_filename (absolute, SETTINGS, NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_EXISTS, "%s: another process has just made a run there",
                   absolute);
      return NULL;
    }
  if (!spk_file_write_json (path, node, error))
    return NULL;
  return g_steal_pointer (&self);
}

static JsonNode *
read_settings (const char *folder, const char *path, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return spk_file_read_json (path, error);
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND, "%s is not a run: it holds no " SETTINGS, folder);
  else
    g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND, "%s: there is no such folder", folder);
  return NULL;
}

/**
 * spk_run_open:
 * @folder: folder of a run, also one that another process works on
 *
 * Changes nothing in @folder, which may be read-only.
 *
 * Returns: (transfer full): the run; or %NULL with %SPK_STORE_ERROR_NOT_FOUND, %SPK_STORE_ERROR_FORMAT or
 *   %SPK_STORE_ERROR_VERSION
 */
SpkRun *
spk_run_open (const char *folder, GError **error)
{
  g_autofree char *absolute = NULL;
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) node = NULL;
  SpkRunDescription *description;
  gint64 created = 0;

  g_return_val_if_fail (folder != NULL, NULL);

  absolute = g_canonicalize_filename (folder, NULL);
  path = g_build_filename (absolute, SETTINGS, NULL);
  node = read_settings (absolute, path, error);
  if (node == NULL)
    return NULL;
  description = spk_run_description_from_json (node, &created, error);
  if (description == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return run_new (absolute, description, created);
}

/**
 * spk_run_free:
 *
 * Closes the history and releases the lock.
 */
void
spk_run_free (SpkRun *self)
{
  spk_history_free (self->history);
  if (self->lock >= 0)
    spk_run_lock_release (self->lock);
  pthread_mutex_destroy (&self->mutex);
  spk_run_description_free (self->description);
  g_free (self->folder);
  g_free (self);
}

static void
clean_up (SpkRun *self)
{
  spk_file_remove_temporaries (self->folder, SETTINGS);
  spk_file_remove_temporaries (self->folder, CHECKPOINT);
  spk_file_remove_temporaries (self->folder, RESULT);
}

/**
 * spk_run_lock:
 *
 * Takes the run for writing; nothing happens if @self holds it. The lock belongs to @self: another #SpkRun of the same
 * folder does not get it, in this process or another, until spk_run_free() or the end of the process.
 *
 * Returns: whether @self holds the lock; else @error is %SPK_STORE_ERROR_BUSY or %SPK_STORE_ERROR_WRITE
 */
gboolean
spk_run_lock (SpkRun *self, GError **error)
{
  gboolean held;

  g_return_val_if_fail (self != NULL, FALSE);

  pthread_mutex_lock (&self->mutex);
  if (self->lock < 0)
    {
      self->lock = spk_run_lock_take (self->folder, error);
      if (self->lock >= 0)
        clean_up (self);
    }
  held = self->lock >= 0;
  pthread_mutex_unlock (&self->mutex);
  return held;
}

/* --- What it is --- */

/**
 * spk_run_get_folder:
 *
 * Returns: (transfer none): its folder, absolute
 */
const char *
spk_run_get_folder (SpkRun *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->folder;
}

/**
 * spk_run_get_description:
 *
 * Returns: (transfer none): what it is made from
 */
const SpkRunDescription *
spk_run_get_description (SpkRun *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->description;
}

/**
 * spk_run_get_created:
 *
 * Returns: when it was made, seconds since 1970
 */
gint64
spk_run_get_created (SpkRun *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->created;
}

static gboolean
holds_lock (SpkRun *self)
{
  gboolean held;

  pthread_mutex_lock (&self->mutex);
  held = self->lock >= 0;
  pthread_mutex_unlock (&self->mutex);
  return held;
}

static SpkRunState
read_state (SpkRun *self, char **message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  SpkRunState state = SPK_RUN_CREATED;

  if (!spk_history_read_state (self->history, &name, message, &error))
    {
      *message = g_strdup (error->message);
      return SPK_RUN_FAILED;
    }
  if (name != NULL && !spk_run_state_from_string (name, &state))
    {
      *message = g_strdup_printf ("%s: unknown state \"%s\"", self->folder, name);
      return SPK_RUN_FAILED;
    }
  return state;
}

static SpkRunState
find_state (SpkRun *self, char **message)
{
  SpkRunState state = read_state (self, message);

  if (state != SPK_RUN_RUNNING || holds_lock (self) || spk_run_lock_is_held (self->folder))
    return state;
  /* It may have ended properly between the two looks. */
  g_clear_pointer (message, g_free);
  state = read_state (self, message);
  return state == SPK_RUN_RUNNING ? SPK_RUN_INTERRUPTED : state;
}

/**
 * spk_run_get_state:
 *
 * Looks at the disk, so it follows a run that another process works on.
 *
 * Returns: its state; %SPK_RUN_INTERRUPTED where a process died; %SPK_RUN_FAILED with a message where the history
 *   cannot be read
 */
SpkRunState
spk_run_get_state (SpkRun *self)
{
  g_autofree char *message = NULL;

  g_return_val_if_fail (self != NULL, SPK_RUN_FAILED);

  return find_state (self, &message);
}

/**
 * spk_run_get_message:
 *
 * Returns: (transfer full) (nullable): what was said about the state
 */
char *
spk_run_get_message (SpkRun *self)
{
  char *message = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  find_state (self, &message);
  return message;
}

/**
 * spk_run_summarise:
 * @summary: (out): how far the run is, found without reading its records
 */
gboolean
spk_run_summarise (SpkRun *self, SpkHistorySummary *summary, GError **error)
{
  g_return_val_if_fail (self != NULL && summary != NULL, FALSE);

  return spk_history_summarise (self->history, summary, error);
}

/* --- What it computes --- */

/**
 * spk_run_set_state:
 * @message: (nullable): why, for people; replaces the last one
 *
 * Returns: whether the state is on the disk
 */
gboolean
spk_run_set_state (SpkRun *self, SpkRunState state, const char *message, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return spk_run_lock (self, error) &&
         spk_history_write_state (self->history, spk_run_state_to_string (state), message, error);
}

/**
 * spk_run_write_epoch:
 *
 * Keeps the record of an epoch; one of the same phase and epoch is replaced, as a resume repeats epochs identically.
 *
 * Returns: whether it is on the disk
 */
gboolean
spk_run_write_epoch (SpkRun *self, SpkEpochRecord *record, GError **error)
{
  g_return_val_if_fail (self != NULL && record != NULL, FALSE);

  return spk_run_lock (self, error) && spk_history_write_epoch (self->history, record, error);
}

/**
 * spk_run_read_epochs:
 *
 * Returns: (transfer full) (element-type SpkEpochRecord): the search's epochs and then the training's, in order; or
 *   %NULL
 */
GPtrArray *
spk_run_read_epochs (SpkRun *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return spk_history_read_epochs (self->history, error);
}

/**
 * spk_run_read_epochs_from:
 * @first: how many epochs to leave out, because they are known
 * @n_all: (out) (optional): how many there are, with those
 *
 * Returns: (transfer full) (element-type SpkEpochRecord): the epochs that follow, in order; or %NULL
 */
GPtrArray *
spk_run_read_epochs_from (SpkRun *self, guint first, guint *n_all, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return spk_history_read_epochs_from (self->history, first, n_all, error);
}

/**
 * spk_run_truncate_epochs:
 * @last_epoch: last epoch of @phase to keep; 0 to keep none
 *
 * For a resume from a checkpoint: removes the epochs that come after it, those of @phase and, after a search, those of
 * the training that follows it.
 */
gboolean
spk_run_truncate_epochs (SpkRun *self, SpkPhase phase, guint last_epoch, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return spk_run_lock (self, error) && spk_history_truncate (self->history, phase, last_epoch, error);
}

/**
 * spk_run_write_checkpoint:
 *
 * Returns: whether @state has replaced the last checkpoint, on the disk
 */
gboolean
spk_run_write_checkpoint (SpkRun *self, SpkArrays *state, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL && state != NULL, FALSE);

  path = g_build_filename (self->folder, CHECKPOINT, NULL);
  return spk_run_lock (self, error) && spk_checkpoint_write (path, state, error);
}

/**
 * spk_run_read_checkpoint:
 *
 * Returns: (transfer full): the last checkpoint; or %NULL, with %SPK_STORE_ERROR_NOT_FOUND if there is none yet
 */
SpkArrays *
spk_run_read_checkpoint (SpkRun *self, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  path = g_build_filename (self->folder, CHECKPOINT, NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return spk_checkpoint_read (path, error);
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND, "%s has no checkpoint yet", self->folder);
  return NULL;
}

/**
 * spk_run_write_result:
 *
 * Returns: whether @result is on the disk, as result.json
 */
gboolean
spk_run_write_result (SpkRun *self, JsonObject *result, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (self != NULL && result != NULL, FALSE);

  path = g_build_filename (self->folder, RESULT, NULL);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, result);
  return spk_run_lock (self, error) && spk_file_write_json (path, node, error);
}

/**
 * spk_run_read_result:
 *
 * Returns: (transfer full): the result; or %NULL, with %SPK_STORE_ERROR_NOT_FOUND if there is none yet
 */
JsonObject *
spk_run_read_result (SpkRun *self, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  path = g_build_filename (self->folder, RESULT, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND, "%s has no result yet", self->folder);
      return NULL;
    }
  node = spk_file_read_json (path, error);
  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_dup_object (node);
  g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "%s is not the result of a run", path);
  return NULL;
}

static gboolean
keep_epoch (gpointer run, SpkEpochRecord *record, GError **error)
{
  return spk_run_write_epoch (run, record, error);
}

static gboolean
keep_checkpoint (gpointer run, SpkArrays *state, GError **error)
{
  return spk_run_write_checkpoint (run, state, error);
}

/**
 * spk_run_get_sink:
 *
 * Returns: the sink of a job whose records go to this run, which must outlive the job
 */
SpkJobSink
spk_run_get_sink (SpkRun *self)
{
  return (SpkJobSink){ keep_epoch, keep_checkpoint, self };
}
