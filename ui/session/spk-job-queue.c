/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-job-queue.h"

#include <glib/gstdio.h>

#include "store/spk-file.h"
#include "store/spk-run-index.h"

#define SCHEMA "spikesmith-queue/1"

struct _SpkJobQueue
{
  GObject    parent_instance;

  SpkRunner *runner;
  GPtrArray *plans; /* SpkPlan; they wait */
  gboolean   held;
  gboolean   closing;
};

enum
{
  PROP_HELD = 1,
  PROP_N_ITEMS,
  N_PROPERTIES,
};

enum
{
  PROBLEM,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

/* --- The list --- */

static GType
get_item_type (GListModel *model)
{
  return SPK_TYPE_PLAN;
}

static guint
get_n_items (GListModel *model)
{
  return SPK_JOB_QUEUE (model)->plans->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SpkJobQueue *self = SPK_JOB_QUEUE (model);

  return position < self->plans->len ? g_object_ref (g_ptr_array_index (self->plans, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SpkJobQueue, spk_job_queue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
tell_change (SpkJobQueue *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

/* --- Its file --- */

static char *
get_path (void)
{
  g_autofree char *folder = spk_data_folder ();

  return g_build_filename (folder, "queue.json", NULL);
}

/* What is at work comes first: after a crash it is the first to be gone on with. */
static JsonNode *
running_to_json (SpkJobQueue *self)
{
  SpkPlan *plan = spk_runner_get_plan (self->runner);
  SpkRunDocument *document = spk_runner_get_document (self->runner);
  g_autoptr (SpkPlan) resume = NULL;

  if (plan == NULL)
    return NULL;
  if (document != NULL && spk_run_document_is_live (document))
    resume = spk_plan_new_resume (spk_run_document_get_folder (document), spk_plan_get_data (plan), NULL);
  return spk_plan_to_json (resume != NULL ? resume : plan);
}

static JsonNode *
to_json (SpkJobQueue *self, gboolean with_running)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *plans = json_array_new ();
  JsonNode *running = with_running ? running_to_json (self) : NULL;

  if (running != NULL)
    json_array_add_element (plans, running);
  for (guint i = 0; i < self->plans->len; i++)
    json_array_add_element (plans, spk_plan_to_json (g_ptr_array_index (self->plans, i)));
  json_object_set_string_member (object, "schema", SCHEMA);
  json_object_set_array_member (object, "plans", plans);
  json_node_take_object (node, object);
  return node;
}

static gboolean
save (SpkJobQueue *self, gboolean with_running, GError **error)
{
  g_autofree char *folder = spk_data_folder ();
  g_autofree char *path = get_path ();
  g_autoptr (JsonNode) node = to_json (self, with_running);

  return spk_file_make_folder (folder, error) && spk_file_write_json (path, node, error);
}

static void
save_or_tell (SpkJobQueue *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->closing && !save (self, TRUE, &error))
    g_signal_emit (self, signals[PROBLEM], 0, error);
}

/* --- One after another --- */

static void
start_next (SpkJobQueue *self)
{
  g_autoptr (SpkPlan) plan = NULL;

  if (self->held || self->closing || self->plans->len == 0 || spk_runner_get_state (self->runner) != SPK_RUNNER_IDLE)
    return;
  plan = g_ptr_array_steal_index (self->plans, 0);
  spk_runner_start (self->runner, plan);
  tell_change (self, 0, 1, 0);
}

static void
on_started (SpkJobQueue *self)
{
  save_or_tell (self);
}

/* After all other handlers, which may have put the plan back. */
static void
on_over (SpkJobQueue *self)
{
  start_next (self);
  save_or_tell (self);
}

static void
spk_job_queue_dispose (GObject *object)
{
  SpkJobQueue *self = SPK_JOB_QUEUE (object);

  g_ptr_array_set_size (self->plans, 0);
  g_clear_object (&self->runner);
  G_OBJECT_CLASS (spk_job_queue_parent_class)->dispose (object);
}

static void
spk_job_queue_finalize (GObject *object)
{
  g_ptr_array_unref (SPK_JOB_QUEUE (object)->plans);
  G_OBJECT_CLASS (spk_job_queue_parent_class)->finalize (object);
}

static void
spk_job_queue_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SpkJobQueue *self = SPK_JOB_QUEUE (object);

  if (id == PROP_HELD)
    g_value_set_boolean (value, self->held);
  else if (id == PROP_N_ITEMS)
    g_value_set_uint (value, self->plans->len);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
spk_job_queue_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_HELD)
    spk_job_queue_set_held (SPK_JOB_QUEUE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
spk_job_queue_class_init (SpkJobQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = spk_job_queue_dispose;
  object_class->finalize = spk_job_queue_finalize;
  object_class->get_property = spk_job_queue_get_property;
  object_class->set_property = spk_job_queue_set_property;

  properties[PROP_HELD] = g_param_spec_boolean ("held", NULL, NULL, FALSE, read | G_PARAM_WRITABLE);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, read);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[PROBLEM] = g_signal_new ("problem", SPK_TYPE_JOB_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_ERROR);
}

static void
spk_job_queue_init (SpkJobQueue *self)
{
  self->plans = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * spk_job_queue_new:
 * @runner: what runs the plans; nothing else should start any
 *
 * Returns: (transfer full): an empty queue; spk_job_queue_load() brings back what waited before
 */
SpkJobQueue *
spk_job_queue_new (SpkRunner *runner)
{
  SpkJobQueue *self = g_object_new (SPK_TYPE_JOB_QUEUE, NULL);
  const GConnectFlags after = G_CONNECT_AFTER | G_CONNECT_SWAPPED;

  self->runner = g_object_ref (runner);
  g_signal_connect_object (runner, "started", G_CALLBACK (on_started), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "ended", G_CALLBACK (on_over), self, after);
  g_signal_connect_object (runner, "not-started", G_CALLBACK (on_over), self, after);
  return self;
}

static JsonArray *
find_plans (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *plans = object != NULL ? json_object_get_member (object, "plans") : NULL;

  return plans != NULL && JSON_NODE_HOLDS_ARRAY (plans) ? json_node_get_array (plans) : NULL;
}

/* A run of which one process has died and that another one finished since, or whose folder is gone, needs no plan. */
static void
add_read (SpkJobQueue *self, JsonNode *node)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SpkPlan) plan = spk_plan_new_from_json (node, &error);

  if (plan != NULL)
    g_ptr_array_add (self->plans, g_steal_pointer (&plan));
  else if (!g_error_matches (error, SPK_STORE_ERROR, SPK_STORE_ERROR_NOT_FOUND))
    g_signal_emit (self, signals[PROBLEM], 0, error);
}

/**
 * spk_job_queue_load:
 *
 * Reads what waited, and what ran, when the program ended. If that is anything, the queue is held.
 *
 * Returns: %FALSE with @error if the file is damaged; it is then moved aside, as queue.json.damaged
 */
gboolean
spk_job_queue_load (SpkJobQueue *self, GError **error)
{
  g_autofree char *path = get_path ();
  g_autoptr (JsonNode) node = NULL;
  const guint n_before = self->plans->len;
  JsonArray *plans;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  node = spk_file_read_json (path, error);
  plans = node != NULL ? find_plans (node) : NULL;
  if (node != NULL && plans == NULL)
    g_set_error (error, SPK_STORE_ERROR, SPK_STORE_ERROR_FORMAT, "%s is not a queue of searches", path);
  if (plans == NULL)
    {
      g_autofree char *aside = g_strconcat (path, ".damaged", NULL);

      g_rename (path, aside);
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (plans); i++)
    add_read (self, json_array_get_element (plans, i));
  if (self->plans->len > n_before)
    spk_job_queue_set_held (self, TRUE);
  tell_change (self, n_before, 0, self->plans->len - n_before);
  return TRUE;
}

/**
 * spk_job_queue_get_runner:
 *
 * Returns: (transfer none): what runs the plans
 */
SpkRunner *
spk_job_queue_get_runner (SpkJobQueue *self)
{
  return self->runner;
}

gboolean
spk_job_queue_get_held (SpkJobQueue *self)
{
  return self->held;
}

/**
 * spk_job_queue_set_held:
 * @held: whether plans wait although nothing runs
 */
void
spk_job_queue_set_held (SpkJobQueue *self, gboolean held)
{
  g_return_if_fail (SPK_IS_JOB_QUEUE (self));

  if (self->held == !!held)
    return;
  self->held = !!held;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HELD]);
  start_next (self);
}

/**
 * spk_job_queue_add:
 *
 * Puts a plan at the end. It starts at once if nothing runs and the queue is not held.
 */
void
spk_job_queue_add (SpkJobQueue *self, SpkPlan *plan)
{
  g_return_if_fail (SPK_IS_JOB_QUEUE (self) && SPK_IS_PLAN (plan));

  g_ptr_array_add (self->plans, g_object_ref (plan));
  tell_change (self, self->plans->len - 1, 0, 1);
  start_next (self);
  save_or_tell (self);
}

/**
 * spk_job_queue_remove:
 * @plan: one that waits; others are left alone
 */
void
spk_job_queue_remove (SpkJobQueue *self, SpkPlan *plan)
{
  guint position;

  g_return_if_fail (SPK_IS_JOB_QUEUE (self));

  if (!g_ptr_array_find (self->plans, plan, &position))
    return;
  g_ptr_array_remove_index (self->plans, position);
  tell_change (self, position, 1, 0);
  save_or_tell (self);
}

/**
 * spk_job_queue_move:
 * @plan: one that waits
 * @position: where to, from 0; the end if it is larger
 */
void
spk_job_queue_move (SpkJobQueue *self, SpkPlan *plan, guint position)
{
  guint from, first;

  g_return_if_fail (SPK_IS_JOB_QUEUE (self));

  if (!g_ptr_array_find (self->plans, plan, &from))
    return;
  position = MIN (position, self->plans->len - 1);
  if (position == from)
    return;
  g_ptr_array_insert (self->plans, (int) position, g_ptr_array_steal_index (self->plans, from));
  first = MIN (from, position);
  tell_change (self, first, MAX (from, position) - first + 1, MAX (from, position) - first + 1);
  save_or_tell (self);
}

/**
 * spk_job_queue_shut_down:
 * @keep_running: whether what runs goes on at the next start; else it stays an interrupted run like any other
 * @milliseconds: how long to wait for the job to write its checkpoint
 * @error: why the queue could not be written, or %G_IO_ERROR_TIMED_OUT
 *
 * For the end of the program: writes the queue, stops the job and waits for it. Nothing starts any more.
 *
 * Returns: whether all is on the disk
 */
gboolean
spk_job_queue_shut_down (SpkJobQueue *self, gboolean keep_running, guint milliseconds, GError **error)
{
  gboolean saved;

  g_return_val_if_fail (SPK_IS_JOB_QUEUE (self), FALSE);

  saved = save (self, keep_running, error);
  self->closing = TRUE;
  if (spk_runner_shut_down (self->runner, milliseconds))
    return saved;
  if (saved)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "the search did not stop within %u ms", milliseconds);
  return FALSE;
}
