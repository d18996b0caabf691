/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-runs-model.h"

#include "session/spk-run-item-private.h"
#include "session/spk-run-removal.h"

struct _SpkRunsModel
{
  GObject      parent_instance;

  SpkRunIndex *index;
  GPtrArray   *items;    /* SpkRunItem, the newest first */
  GHashTable  *removals; /* SpkRunItem -> SpkRunRemoval */
};

enum
{
  PROP_N_ITEMS = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static GType
get_item_type (GListModel *model)
{
  return SPK_TYPE_RUN_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return SPK_RUNS_MODEL (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SpkRunsModel *self = SPK_RUNS_MODEL (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SpkRunsModel, spk_runs_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* The undo window has closed: what could not be removed stays aside, and comes back at the next start. */
static void
commit_all (SpkRunsModel *self)
{
  g_autoptr (GList) items = g_hash_table_get_keys (self->removals);

  for (GList *item = items; item != NULL; item = item->next)
    {
      g_autoptr (GError) error = NULL;

      if (!spk_runs_model_commit (self, item->data, &error))
        g_warning ("%s", error->message);
    }
}

static void
spk_runs_model_dispose (GObject *object)
{
  SpkRunsModel *self = SPK_RUNS_MODEL (object);

  if (self->index != NULL)
    commit_all (self);
  g_hash_table_remove_all (self->removals);
  g_clear_pointer (&self->index, spk_run_index_close);
  G_OBJECT_CLASS (spk_runs_model_parent_class)->dispose (object);
}

static void
spk_runs_model_finalize (GObject *object)
{
  SpkRunsModel *self = SPK_RUNS_MODEL (object);

  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->removals);
  G_OBJECT_CLASS (spk_runs_model_parent_class)->finalize (object);
}

static void
spk_runs_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_N_ITEMS)
    g_value_set_uint (value, SPK_RUNS_MODEL (object)->items->len);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
spk_runs_model_class_init (SpkRunsModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = spk_runs_model_dispose;
  object_class->finalize = spk_runs_model_finalize;
  object_class->get_property = spk_runs_model_get_property;
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
free_removal (gpointer removal)
{
  spk_run_removal_free (removal);
}

static void
spk_runs_model_init (SpkRunsModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->removals = g_hash_table_new_full (NULL, NULL, g_object_unref, free_removal);
}

/* --- Following the index --- */

static void
free_entry (gpointer entry)
{
  spk_run_entry_free (entry);
}

static gboolean
is_removed (SpkRunsModel *self, gint64 id)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->removals);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (spk_run_item_get_entry (item)->id == id)
      return TRUE;
  return FALSE;
}

/* The item of a row: the one that is there, brought up to date, or a new one. Takes @entry over. */
static SpkRunItem *
item_for (GHashTable *known, SpkRunEntry *entry)
{
  SpkRunItem *item = g_hash_table_lookup (known, &entry->id);

  if (item == NULL)
    return spk_run_item_new (entry);
  g_object_ref (item);
  spk_run_item_update (item, entry);
  return item;
}

static GHashTable *
index_items (SpkRunsModel *self)
{
  GHashTable *known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  for (guint i = 0; i < self->items->len; i++)
    {
      SpkRunItem *item = g_ptr_array_index (self->items, i);
      const gint64 id = spk_run_item_get_entry (item)->id;

      g_hash_table_insert (known, g_memdup2 (&id, sizeof id), g_object_ref (item));
    }
  return known;
}

/* Replaces the list and tells only what lies between the parts that are the same at both ends. */
static void
replace_items (SpkRunsModel *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) old = self->items;
  guint first = 0, last = 0;

  while (first < MIN (old->len, items->len) && old->pdata[first] == items->pdata[first])
    first++;
  while (last < MIN (old->len, items->len) - first &&
         old->pdata[old->len - 1 - last] == items->pdata[items->len - 1 - last])
    last++;
  self->items = items;
  if (first + last == old->len && old->len == items->len)
    return;
  g_list_model_items_changed (G_LIST_MODEL (self), first, old->len - first - last, items->len - first - last);
  if (old->len != items->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

/**
 * spk_runs_model_refresh:
 *
 * Brings the list up to date with the index, to which other processes add too.
 */
gboolean
spk_runs_model_refresh (SpkRunsModel *self, GError **error)
{
  g_autoptr (GPtrArray) entries = spk_run_index_list (self->index, error);
  g_autoptr (GHashTable) known = NULL;
  GPtrArray *items;

  if (entries == NULL)
    return FALSE;
  known = index_items (self);
  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      SpkRunEntry *entry = g_ptr_array_index (entries, i);

      if (is_removed (self, entry->id))
        free_entry (entry);
      else
        g_ptr_array_add (items, item_for (known, entry));
    }
  replace_items (self, items);
  return TRUE;
}

static gboolean
recover (SpkRunsModel *self, GError **error)
{
  g_autoptr (GPtrArray) entries = spk_run_index_list (self->index, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    spk_run_removal_recover (((SpkRunEntry *) g_ptr_array_index (entries, i))->folder);
  return entries != NULL;
}

/**
 * spk_runs_model_new:
 *
 * Returns: (transfer full) (nullable): the runs of this account; %NULL if the index cannot be read
 */
SpkRunsModel *
spk_runs_model_new (GError **error)
{
  g_autoptr (SpkRunsModel) self = g_object_new (SPK_TYPE_RUNS_MODEL, NULL);

  self->index = spk_run_index_open (error);
  if (self->index == NULL || !recover (self, error) || !spk_runs_model_refresh (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * spk_runs_model_find:
 *
 * Returns: (transfer none) (nullable): the run in that folder
 */
SpkRunItem *
spk_runs_model_find (SpkRunsModel *self, const char *folder)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_str_equal (spk_run_item_get_folder (g_ptr_array_index (self->items, i)), folder))
      return g_ptr_array_index (self->items, i);
  return NULL;
}

/* --- Changing runs --- */

/**
 * spk_runs_model_annotate:
 * @name: (nullable): %NULL leaves it as it is
 * @notes: (nullable)
 * @tags: (nullable): words, separated by commas
 *
 * Changes what the index says of a run; its folder stays as it is.
 */
gboolean
spk_runs_model_annotate (SpkRunsModel *self, SpkRunItem *item, const char *name, const char *notes, const char *tags,
                         GError **error)
{
  return spk_run_index_annotate (self->index, spk_run_item_get_entry (item)->id, name, notes, tags, error) &&
         spk_runs_model_refresh (self, error);
}

/**
 * spk_runs_model_delete:
 *
 * Takes a run out of the list and moves its folder aside.
 *
 * Returns: %FALSE with %SPK_STORE_ERROR_BUSY while something works on the run, or if its folder cannot be moved
 */
gboolean
spk_runs_model_delete (SpkRunsModel *self, SpkRunItem *item, GError **error)
{
  SpkRunRemoval *removal;
  guint position;

  if (!g_ptr_array_find (self->items, item, &position))
    return TRUE;
  removal = spk_run_removal_begin (spk_run_item_get_folder (item), error);
  if (removal == NULL)
    return FALSE;
  g_hash_table_insert (self->removals, g_object_ref (item), removal);
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  return TRUE;
}

/* Where an item that comes back belongs: as the index orders them. */
static guint
find_position (SpkRunsModel *self, const SpkRunEntry *entry)
{
  guint position = 0;

  while (position < self->items->len)
    {
      const SpkRunEntry *other = spk_run_item_get_entry (g_ptr_array_index (self->items, position));

      if (other->created < entry->created || (other->created == entry->created && other->id < entry->id))
        break;
      position++;
    }
  return position;
}

/**
 * spk_runs_model_undo:
 * @item: one that was deleted; others are left alone
 *
 * Moves its folder back and puts it into the list again.
 */
gboolean
spk_runs_model_undo (SpkRunsModel *self, SpkRunItem *item, GError **error)
{
  SpkRunRemoval *removal = g_hash_table_lookup (self->removals, item);
  guint position;

  if (removal == NULL)
    return TRUE;
  if (!spk_run_removal_undo (removal, error))
    return FALSE;
  position = find_position (self, spk_run_item_get_entry (item));
  g_ptr_array_insert (self->items, (int) position, g_object_ref (item));
  g_hash_table_remove (self->removals, item);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  return TRUE;
}

/**
 * spk_runs_model_commit:
 * @item: one that was deleted; others are left alone
 *
 * Deletes it for good. Its row goes first, so that nothing brings back a folder of which only a part is left.
 */
gboolean
spk_runs_model_commit (SpkRunsModel *self, SpkRunItem *item, GError **error)
{
  SpkRunRemoval *removal = g_hash_table_lookup (self->removals, item);

  if (removal == NULL)
    return TRUE;
  if (!spk_run_index_remove (self->index, spk_run_item_get_entry (item)->id, error) ||
      !spk_run_removal_commit (removal, error))
    return FALSE;
  g_hash_table_remove (self->removals, item);
  return TRUE;
}
