/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-run-document-private.h"

#include "session/spk-worker.h"

struct _SpkRunDocument
{
  GObject            parent_instance;

  char              *folder;
  SpkRunDescription *description;
  GPtrArray         *epochs; /* SpkEpochRecord */
  gboolean           live;
  SpkRunState        state;
  char              *message;
  JsonObject        *result;
  SpkSnapshot       *snapshot;
  SpkEpochRecord    *initial;
};

enum
{
  PROP_FOLDER = 1,
  PROP_NAME,
  PROP_DATA,
  PROP_DATA_KIND,
  PROP_LIVE,
  PROP_N_EPOCHS,
  PROP_STATE,
  PROP_MESSAGE,
  PROP_SNAPSHOT,
  PROP_INITIAL,
  N_PROPERTIES,
};

enum
{
  EPOCHS_APPENDED,
  EPOCHS_TRUNCATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpkRunDocument, spk_run_document, G_TYPE_OBJECT)

static void
spk_run_document_finalize (GObject *object)
{
  SpkRunDocument *self = SPK_RUN_DOCUMENT (object);

  g_free (self->folder);
  g_clear_pointer (&self->description, spk_run_description_free);
  g_ptr_array_unref (self->epochs);
  g_free (self->message);
  g_clear_pointer (&self->result, json_object_unref);
  g_clear_pointer (&self->snapshot, spk_snapshot_unref);
  g_clear_pointer (&self->initial, spk_epoch_record_unref);
  G_OBJECT_CLASS (spk_run_document_parent_class)->finalize (object);
}

static void
spk_run_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SpkRunDocument *self = SPK_RUN_DOCUMENT (object);

  switch (id)
    {
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;
    case PROP_NAME:
      g_value_set_string (value, spk_run_document_get_name (self));
      break;
    case PROP_DATA:
      g_value_set_string (value, self->description->data);
      break;
    case PROP_DATA_KIND:
      g_value_set_string (value, self->description->data_kind);
      break;
    case PROP_LIVE:
      g_value_set_boolean (value, self->live);
      break;
    case PROP_N_EPOCHS:
      g_value_set_uint (value, self->epochs->len);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_SNAPSHOT:
      g_value_set_boxed (value, self->snapshot);
      break;
    case PROP_INITIAL:
      g_value_set_boxed (value, self->initial);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_run_document_class_init (SpkRunDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = spk_run_document_finalize;
  object_class->get_property = spk_run_document_get_property;

  properties[PROP_FOLDER] = g_param_spec_string ("folder", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_DATA] = g_param_spec_string ("data", NULL, NULL, NULL, flags);
  properties[PROP_DATA_KIND] = g_param_spec_string ("data-kind", NULL, NULL, NULL, flags);
  properties[PROP_LIVE] = g_param_spec_boolean ("live", NULL, NULL, FALSE, flags);
  properties[PROP_N_EPOCHS] = g_param_spec_uint ("n-epochs", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, SPK_RUN_CREATED, SPK_RUN_FAILED, SPK_RUN_CREATED, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_SNAPSHOT] = g_param_spec_boxed ("snapshot", NULL, NULL, SPK_TYPE_SNAPSHOT, flags);
  properties[PROP_INITIAL] = g_param_spec_boxed ("initial", NULL, NULL, SPK_TYPE_EPOCH_RECORD, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[EPOCHS_APPENDED] = g_signal_new ("epochs-appended", SPK_TYPE_RUN_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[EPOCHS_TRUNCATED] = g_signal_new ("epochs-truncated", SPK_TYPE_RUN_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
unref_record (gpointer record)
{
  spk_epoch_record_unref (record);
}

static void
spk_run_document_init (SpkRunDocument *self)
{
  self->epochs = g_ptr_array_new_with_free_func (unref_record);
}

/* --- Changing it --- */

static void
drop_from (SpkRunDocument *self, guint n)
{
  if (n >= self->epochs->len)
    return;
  g_ptr_array_set_size (self->epochs, n);
  g_signal_emit (self, signals[EPOCHS_TRUNCATED], 0, n);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_EPOCHS]);
}

static gboolean
is_before (const SpkEpochRecord *a, const SpkEpochRecord *b)
{
  return a->phase != b->phase ? a->phase < b->phase : a->epoch < b->epoch;
}

/* Place that @record has in the list: its end, but for a run that was killed, which computes its last epochs again. */
static guint
find_place (SpkRunDocument *self, const SpkEpochRecord *record)
{
  guint n = self->epochs->len;

  while (n > 0 && !is_before (g_ptr_array_index (self->epochs, n - 1), record))
    n--;
  return n;
}

/**
 * spk_run_document_append:
 * @records: [@n_records], in order
 *
 * Adds epochs at the end.
 */
void
spk_run_document_append (SpkRunDocument *self, SpkEpochRecord *const *records, guint n_records)
{
  guint first;

  if (n_records == 0)
    return;
  first = find_place (self, records[0]);
  drop_from (self, first);
  for (guint i = 0; i < n_records; i++)
    g_ptr_array_add (self->epochs, spk_epoch_record_ref (records[i]));
  g_signal_emit (self, signals[EPOCHS_APPENDED], 0, first, n_records);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_EPOCHS]);
}

/**
 * spk_run_document_set_snapshot:
 *
 * Takes the latest numbers of the running job.
 */
void
spk_run_document_set_snapshot (SpkRunDocument *self, SpkSnapshot *snapshot)
{
  g_clear_pointer (&self->snapshot, spk_snapshot_unref);
  self->snapshot = spk_snapshot_ref (snapshot);
  if (self->initial == NULL && snapshot->initial != NULL)
    {
      self->initial = spk_epoch_record_ref (snapshot->initial);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INITIAL]);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SNAPSHOT]);
}

static void
set_end (SpkRunDocument *self, SpkRunState state, const char *message, JsonObject *result)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->state != state)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  self->state = state;
  if (g_strcmp0 (self->message, message) != 0)
    {
      g_free (self->message);
      self->message = g_strdup (message);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
    }
  if (result != NULL && self->result == NULL)
    self->result = json_object_ref (result);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * spk_run_document_end:
 * @message: (nullable): why it failed
 * @result: (nullable): of a finished run
 *
 * The job has ended; the document is not live any more.
 */
void
spk_run_document_end (SpkRunDocument *self, SpkRunState state, const char *message, JsonObject *result)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_end (self, state, message, result);
  if (self->live)
    {
      self->live = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIVE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/* --- Making it --- */

static SpkRunDocument *
new_for_run (SpkRun *run)
{
  SpkRunDocument *self = g_object_new (SPK_TYPE_RUN_DOCUMENT, NULL);

  self->folder = g_strdup (spk_run_get_folder (run));
  self->description = spk_run_description_copy (spk_run_get_description (run));
  return self;
}

/**
 * spk_run_document_new_live:
 * @epochs: (nullable) (element-type SpkEpochRecord): those that a resumed run has already
 *
 * Returns: (transfer full): the document of a job that runs
 */
SpkRunDocument *
spk_run_document_new_live (SpkRun *run, GPtrArray *epochs)
{
  SpkRunDocument *self = new_for_run (run);

  self->live = TRUE;
  self->state = SPK_RUN_RUNNING;
  for (guint i = 0; epochs != NULL && i < epochs->len; i++)
    g_ptr_array_add (self->epochs, spk_epoch_record_ref (g_ptr_array_index (epochs, i)));
  return self;
}

static void
read_end (SpkRunDocument *self, SpkRun *run)
{
  g_autofree char *message = spk_run_get_message (run);
  g_autoptr (JsonObject) result = spk_run_read_result (run, NULL);

  set_end (self, spk_run_get_state (run), message, result);
}

/**
 * spk_run_document_open:
 * @folder: of any run, also one that another process works on
 *
 * Reads a run and leaves its folder as it is. Takes some time for long runs; see spk_run_document_open_async().
 *
 * Returns: (transfer full) (nullable): the run; %NULL with a #SPK_STORE_ERROR
 */
SpkRunDocument *
spk_run_document_open (const char *folder, GError **error)
{
  g_autoptr (SpkRun) run = spk_run_open (folder, error);
  g_autoptr (SpkRunDocument) self = NULL;
  g_autoptr (GPtrArray) epochs = NULL;

  epochs = run != NULL ? spk_run_read_epochs (run, error) : NULL;
  if (epochs == NULL)
    return NULL;
  self = new_for_run (run);
  spk_run_document_append (self, (SpkEpochRecord *const *) epochs->pdata, epochs->len);
  read_end (self, run);
  return g_steal_pointer (&self);
}

/**
 * spk_run_document_refresh:
 *
 * Reads what another process has added since. Nothing happens to a live document.
 */
gboolean
spk_run_document_refresh (SpkRunDocument *self, GError **error)
{
  g_autoptr (SpkRun) run = NULL;
  g_autoptr (GPtrArray) epochs = NULL;
  guint n_all;

  if (self->live)
    return TRUE;
  run = spk_run_open (self->folder, error);
  epochs = run != NULL ? spk_run_read_epochs_from (run, self->epochs->len, &n_all, error) : NULL;
  if (epochs == NULL)
    return FALSE;
  drop_from (self, n_all);
  spk_run_document_append (self, (SpkEpochRecord *const *) epochs->pdata, epochs->len);
  read_end (self, run);
  return TRUE;
}

/* --- In a worker thread --- */

typedef struct
{
  GTask          *task; /* of the main thread */
  char           *folder;
  SpkRunDocument *document;
  GError         *error;
} Opening;

static void
open_in_thread (gpointer data)
{
  Opening *self = data;

  self->document = spk_run_document_open (self->folder, &self->error);
}

static void
on_opened (gpointer data)
{
  Opening *self = data;

  if (self->document != NULL)
    g_task_return_pointer (self->task, self->document, g_object_unref);
  else
    g_task_return_error (self->task, self->error);
  g_object_unref (self->task);
  g_free (self->folder);
  g_free (self);
}

/**
 * spk_run_document_open_async:
 *
 * As spk_run_document_open(), in a worker thread.
 */
void
spk_run_document_open_async (const char *folder, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->task = g_task_new (NULL, cancellable, callback, data);
  g_task_set_source_tag (opening->task, spk_run_document_open_async);
  opening->folder = g_strdup (folder);
  spk_worker_run (open_in_thread, on_opened, opening);
}

/**
 * spk_run_document_open_finish:
 *
 * Returns: (transfer full) (nullable): the run
 */
SpkRunDocument *
spk_run_document_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, spk_run_document_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- Looking at it --- */

const char *
spk_run_document_get_folder (SpkRunDocument *self)
{
  return self->folder;
}

/**
 * spk_run_document_get_name:
 *
 * Returns: (transfer none): the name it was given at its start; the index of runs may know a later one
 */
const char *
spk_run_document_get_name (SpkRunDocument *self)
{
  return self->description->name != NULL ? self->description->name : "";
}

const SpkRunDescription *
spk_run_document_get_description (SpkRunDocument *self)
{
  return self->description;
}

gboolean
spk_run_document_is_live (SpkRunDocument *self)
{
  return self->live;
}

SpkRunState
spk_run_document_get_state (SpkRunDocument *self)
{
  return self->state;
}

const char *
spk_run_document_get_message (SpkRunDocument *self)
{
  return self->message;
}

SpkSnapshot *
spk_run_document_get_snapshot (SpkRunDocument *self)
{
  return self->snapshot;
}

/**
 * spk_run_document_get_result:
 *
 * Returns: (transfer none) (nullable): result.json of a finished run
 */
JsonObject *
spk_run_document_get_result (SpkRunDocument *self)
{
  return self->result;
}

guint
spk_run_document_get_n_epochs (SpkRunDocument *self)
{
  return self->epochs->len;
}

/**
 * spk_run_document_get_epoch:
 * @index: place in the list, from 0: the search's epochs, then the training's
 *
 * Returns: (transfer none): the record
 */
SpkEpochRecord *
spk_run_document_get_epoch (SpkRunDocument *self, guint index)
{
  g_return_val_if_fail (index < self->epochs->len, NULL);

  return g_ptr_array_index (self->epochs, index);
}

/**
 * spk_run_document_get_initial:
 *
 * Returns: (transfer none) (nullable): the untrained network
 */
SpkEpochRecord *
spk_run_document_get_initial (SpkRunDocument *self)
{
  return self->initial;
}

guint
spk_run_document_get_n_classes (SpkRunDocument *self)
{
  return self->description->class_names != NULL ? g_strv_length (self->description->class_names) : 0;
}

/**
 * spk_run_document_get_class_name:
 *
 * Returns: (transfer none): name of a class
 */
const char *
spk_run_document_get_class_name (SpkRunDocument *self, guint label)
{
  g_return_val_if_fail (label < spk_run_document_get_n_classes (self), NULL);

  return self->description->class_names[label];
}
