/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-motif-model-private.h"

#include <glib/gi18n.h>

#include "store/spk-topology-file.h"

/* How many neurons a motif has that nobody has edited yet. */
#define FIRST_SIZE 4

enum
{
  PROP_TITLE = 1,
  PROP_PATH,
  PROP_MODIFIED,
  N_PROPERTIES,
};

enum
{
  CHANGED,
  SELECTION_CHANGED,
  OPENED,
  REFUSED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpkMotifModel, spk_motif_model, G_TYPE_OBJECT)

static guint
get_size (SpkMotifModel *self)
{
  return spk_topology_get_size (spk_motif_model_get_motif (self));
}

static char *
make_title (SpkMotifModel *self)
{
  const char *name = spk_topology_get_name (spk_motif_model_get_motif (self));

  if (name)
    return g_strdup (name);
  return self->path ? g_path_get_basename (self->path) : g_strdup (_("New Motif"));
}

static void
update_properties (SpkMotifModel *self)
{
  gboolean modified = spk_motif_document_is_modified (self->document);
  g_autofree char *title = make_title (self);

  if (g_strcmp0 (title, self->title) != 0)
    {
      g_free (self->title);
      self->title = g_steal_pointer (&title);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
    }
  if (modified == self->modified)
    return;
  self->modified = modified;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}

gboolean
spk_motif_model_has_cell (SpkMotifModel *self, SpkMotifCell cell)
{
  guint size = get_size (self);

  switch (cell.kind)
    {
    case SPK_MOTIF_CELL_INTRA:
      return cell.post < size && cell.pre < size;
    case SPK_MOTIF_CELL_LATERAL:
      return cell.post < size && (cell.side == SPK_PREVIOUS || cell.side == SPK_NEXT);
    case SPK_MOTIF_CELL_NONE:
    default:
      return FALSE;
    }
}

/* Drops what is not there any more. */
static gboolean
trim_selection (SpkMotifModel *self)
{
  guint before = self->selection->len, size = get_size (self);
  gboolean lost = self->cell.kind != SPK_MOTIF_CELL_NONE && !spk_motif_model_has_cell (self, self->cell);

  while (self->selection->len > 0 && g_array_index (self->selection, guint, self->selection->len - 1) >= size)
    g_array_set_size (self->selection, self->selection->len - 1);
  if (lost)
    self->cell = (SpkMotifCell){ 0 };
  return lost || before != self->selection->len;
}

void
spk_motif_model_tell_selection (SpkMotifModel *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
tell_change (SpkMotifModel *self)
{
  gboolean selection = trim_selection (self);

  update_properties (self);
  g_signal_emit (self, signals[CHANGED], 0);
  if (selection)
    spk_motif_model_tell_selection (self);
}

/* A command was done, or not, with or without a reason. */
gboolean
spk_motif_model_finish (SpkMotifModel *self, gboolean changed, GError *error)
{
  g_autoptr (GError) taken = error;

  if (taken)
    g_signal_emit (self, signals[REFUSED], 0, taken->message);
  if (changed)
    tell_change (self);
  return changed;
}

static void
spk_motif_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SpkMotifModel *self = SPK_MOTIF_MODEL (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, self->modified);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
spk_motif_model_finalize (GObject *object)
{
  SpkMotifModel *self = SPK_MOTIF_MODEL (object);

  spk_motif_document_free (self->document);
  g_array_unref (self->selection);
  g_free (self->path);
  g_free (self->title);
  G_OBJECT_CLASS (spk_motif_model_parent_class)->finalize (object);
}

static void
spk_motif_model_class_init (SpkMotifModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = spk_motif_model_get_property;
  object_class->finalize = spk_motif_model_finalize;

  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MODIFIED] =
      g_param_spec_boolean ("modified", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SELECTION_CHANGED] =
      g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] =
      g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
spk_motif_model_init (SpkMotifModel *self)
{
  g_autoptr (SpkTopology) motif = spk_topology_new (FIRST_SIZE, NULL, NULL);

  self->selection = g_array_new (FALSE, FALSE, sizeof (guint));
  self->document = spk_motif_document_new (motif);
  self->title = make_title (self);
}

/**
 * spk_motif_model_new:
 *
 * Returns: (transfer full): a model with a new motif, without connections
 */
SpkMotifModel *
spk_motif_model_new (void)
{
  return g_object_new (SPK_TYPE_MOTIF_MODEL, NULL);
}

/**
 * spk_motif_model_get_motif:
 *
 * Returns: (transfer none): the motif as it is now; take a reference to keep it
 */
SpkTopology *
spk_motif_model_get_motif (SpkMotifModel *self)
{
  return spk_motif_document_get_motif (self->document);
}

/**
 * spk_motif_model_get_document:
 *
 * Returns: (transfer none): the document, to look at
 */
const SpkMotifDocument *
spk_motif_model_get_document (SpkMotifModel *self)
{
  return self->document;
}

/**
 * spk_motif_model_get_title:
 *
 * Returns: (transfer none): the name of the motif, or else of its file
 */
const char *
spk_motif_model_get_title (SpkMotifModel *self)
{
  return self->title;
}

/**
 * spk_motif_model_get_path:
 *
 * Returns: (transfer none) (nullable): the file of the motif
 */
const char *
spk_motif_model_get_path (SpkMotifModel *self)
{
  return self->path;
}

/**
 * spk_motif_model_get_modified:
 *
 * Returns: whether there is something to save
 */
gboolean
spk_motif_model_get_modified (SpkMotifModel *self)
{
  return self->modified;
}

static void
set_path (SpkMotifModel *self, const char *path)
{
  char *before = self->path;

  if (g_strcmp0 (before, path) == 0)
    return;
  self->path = g_strdup (path);
  g_free (before);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}

/**
 * spk_motif_model_open_motif:
 * @motif: another motif
 * @path: (nullable): its file
 * @saved: whether @motif is what is in a file; an unsaved one is asked about when it is left
 *
 * Edits another motif, with no steps yet. What is selected in the last one is forgotten.
 */
void
spk_motif_model_open_motif (SpkMotifModel *self, SpkTopology *motif, const char *path, gboolean saved)
{
  g_return_if_fail (SPK_IS_MOTIF_MODEL (self) && motif != NULL);

  SpkMotifDocument *before = self->document;

  self->document = spk_motif_document_new (motif);
  spk_motif_document_free (before);
  if (!saved)
    spk_motif_document_mark_unsaved (self->document);
  self->n_pasted = 0;
  g_array_set_size (self->selection, 0);
  self->cell = (SpkMotifCell){ 0 };
  set_path (self, path);
  update_properties (self);
  g_signal_emit (self, signals[OPENED], 0);
  g_signal_emit (self, signals[CHANGED], 0);
  spk_motif_model_tell_selection (self);
}

/**
 * spk_motif_model_load:
 * @path: a JSON file of one motif
 *
 * Edits the motif of a file. If it cannot be read, nothing changes.
 */
gboolean
spk_motif_model_load (SpkMotifModel *self, const char *path, GError **error)
{
  g_autoptr (SpkTopology) motif = spk_topology_load (path, error);

  if (!motif)
    return FALSE;
  spk_motif_model_open_motif (self, motif, path, TRUE);
  return TRUE;
}

/**
 * spk_motif_model_save:
 * @path: a file to make or replace
 *
 * Writes the motif, which that file is its own of from now on. Undo goes on.
 */
gboolean
spk_motif_model_save (SpkMotifModel *self, const char *path, GError **error)
{
  if (!spk_topology_save (spk_motif_model_get_motif (self), path, error))
    return FALSE;
  spk_motif_document_mark_saved (self->document);
  set_path (self, path);
  update_properties (self);
  return TRUE;
}

/**
 * spk_motif_model_get_selection:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): the selected neurons, ascending; valid until the selection changes
 */
const guint *
spk_motif_model_get_selection (SpkMotifModel *self, guint *n)
{
  *n = self->selection->len;
  return (const guint *) (gpointer) self->selection->data;
}

/**
 * spk_motif_model_is_selected:
 */
gboolean
spk_motif_model_is_selected (SpkMotifModel *self, guint neuron)
{
  for (guint i = 0; i < self->selection->len; i++)
    if (g_array_index (self->selection, guint, i) == neuron)
      return TRUE;
  return FALSE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return (first > second) - (first < second);
}

void
spk_motif_model_set_selection (SpkMotifModel *self, const guint *neurons, guint n)
{
  g_array_set_size (self->selection, 0);
  if (n > 0)
    g_array_append_vals (self->selection, neurons, n);
  g_array_sort (self->selection, compare);
}

/**
 * spk_motif_model_select:
 * @neurons: (array length=n): each once
 *
 * Selects these neurons and no others.
 */
void
spk_motif_model_select (SpkMotifModel *self, const guint *neurons, guint n)
{
  spk_motif_model_set_selection (self, neurons, n);
  trim_selection (self);
  spk_motif_model_tell_selection (self);
}

/**
 * spk_motif_model_select_one:
 * @neuron: -1 for none
 */
void
spk_motif_model_select_one (SpkMotifModel *self, int neuron)
{
  guint chosen = neuron;

  spk_motif_model_select (self, &chosen, neuron >= 0 ? 1 : 0);
}

/**
 * spk_motif_model_toggle:
 *
 * Adds a neuron to the selection, or takes it out.
 */
void
spk_motif_model_toggle (SpkMotifModel *self, guint neuron)
{
  g_return_if_fail (neuron < get_size (self));

  for (guint i = 0; i < self->selection->len; i++)
    if (g_array_index (self->selection, guint, i) == neuron)
      {
        g_array_remove_index (self->selection, i);
        spk_motif_model_tell_selection (self);
        return;
      }
  g_array_append_val (self->selection, neuron);
  g_array_sort (self->selection, compare);
  spk_motif_model_tell_selection (self);
}

/* The last @n neurons, which were just added. */
void
spk_motif_model_select_last (SpkMotifModel *self, guint n)
{
  guint size = get_size (self);

  g_array_set_size (self->selection, 0);
  for (guint i = size - n; i < size; i++)
    g_array_append_val (self->selection, i);
}

/**
 * spk_motif_model_select_all:
 */
void
spk_motif_model_select_all (SpkMotifModel *self)
{
  spk_motif_model_select_last (self, get_size (self));
  spk_motif_model_tell_selection (self);
}

/**
 * spk_motif_model_get_cell:
 *
 * Returns: the current connection, which keys change
 */
SpkMotifCell
spk_motif_model_get_cell (SpkMotifModel *self)
{
  return self->cell;
}

/**
 * spk_motif_model_set_cell:
 */
void
spk_motif_model_set_cell (SpkMotifModel *self, SpkMotifCell cell)
{
  if (!spk_motif_model_has_cell (self, cell))
    cell = (SpkMotifCell){ 0 };
  if (memcmp (&self->cell, &cell, sizeof cell) == 0)
    return;
  self->cell = cell;
  spk_motif_model_tell_selection (self);
}

/**
 * spk_motif_model_get_type_at:
 *
 * Returns: the type of the connection at @cell; absent where that is no place
 */
SpkConnection
spk_motif_model_get_type_at (SpkMotifModel *self, SpkMotifCell cell)
{
  SpkTopology *motif = spk_motif_model_get_motif (self);

  if (!spk_motif_model_has_cell (self, cell))
    return SPK_ABSENT;
  if (cell.kind == SPK_MOTIF_CELL_LATERAL)
    return spk_topology_get_lateral (motif, cell.post, cell.side);
  return spk_topology_get_intra (motif, cell.post, cell.pre);
}
