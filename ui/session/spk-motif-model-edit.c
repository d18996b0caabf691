/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does to the motif: each a step of its document, told in one place. */
#include "session/spk-motif-model-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "motif/spk-motif-edit.h"
#include "store/spk-file.h"

/* Copies are drawn that far from their originals. */
#define COPY_OFFSET 0.2

/**
 * spk_motif_model_undo:
 *
 * Returns: whether there was something to take back
 */
gboolean
spk_motif_model_undo (SpkMotifModel *self)
{
  return spk_motif_model_finish (self, spk_motif_document_undo (self->document), NULL);
}

/**
 * spk_motif_model_redo:
 *
 * Returns: whether there was something to do again
 */
gboolean
spk_motif_model_redo (SpkMotifModel *self)
{
  return spk_motif_model_finish (self, spk_motif_document_redo (self->document), NULL);
}

/**
 * spk_motif_model_set_type:
 */
void
spk_motif_model_set_type (SpkMotifModel *self, SpkMotifCell cell, SpkConnection type)
{
  if (!spk_motif_model_has_cell (self, cell))
    return;
  if (cell.kind == SPK_MOTIF_CELL_LATERAL)
    spk_motif_model_finish (self, spk_motif_document_set_lateral (self->document, cell.post, cell.side, type), NULL);
  else
    spk_motif_model_finish (self, spk_motif_document_set_intra (self->document, cell.post, cell.pre, type), NULL);
}

/**
 * spk_motif_model_cycle:
 *
 * Gives a connection the next type: absent, excitatory, inhibitory, absent.
 */
void
spk_motif_model_cycle (SpkMotifModel *self, SpkMotifCell cell)
{
  spk_motif_model_set_type (self, cell, spk_connection_get_next (spk_motif_model_get_type_at (self, cell)));
}

/* Neurons that a command has added are what is selected after it. */
static void
finish_adding (SpkMotifModel *self, gboolean added, guint n, GError *error)
{
  if (added)
    spk_motif_model_select_last (self, n);
  if (spk_motif_model_finish (self, added, error))
    spk_motif_model_tell_selection (self);
}

/**
 * spk_motif_model_add:
 * @place: (nullable): [2]
 */
void
spk_motif_model_add (SpkMotifModel *self, const double *place)
{
  GError *error = NULL;
  gboolean added = spk_motif_document_add (self->document, place, &error);

  finish_adding (self, added, 1, error);
}

static const guint *
chosen (SpkMotifModel *self)
{
  return (const guint *) (gpointer) self->selection->data;
}

static void
finish_removing (SpkMotifModel *self, gboolean removed, GError *error)
{
  if (removed)
    {
      g_array_set_size (self->selection, 0);
      self->cell = (SpkMotifCell){ 0 };
    }
  if (spk_motif_model_finish (self, removed, error))
    spk_motif_model_tell_selection (self);
}

/**
 * spk_motif_model_remove_selected:
 */
void
spk_motif_model_remove_selected (SpkMotifModel *self)
{
  GError *error = NULL;
  gboolean removed = spk_motif_document_remove (self->document, chosen (self), self->selection->len, &error);

  finish_removing (self, removed, error);
}

/**
 * spk_motif_model_duplicate_selected:
 */
void
spk_motif_model_duplicate_selected (SpkMotifModel *self)
{
  GError *error = NULL;
  guint n = self->selection->len;
  gboolean added = spk_motif_document_duplicate (self->document, chosen (self), n, COPY_OFFSET, COPY_OFFSET, &error);

  finish_adding (self, added, n, error);
}

/**
 * spk_motif_model_move_selected:
 */
void
spk_motif_model_move_selected (SpkMotifModel *self, double dx, double dy)
{
  spk_motif_model_finish (self, spk_motif_document_move (self->document, chosen (self), self->selection->len, dx, dy), NULL);
}

/**
 * spk_motif_model_nudge_selected:
 */
void
spk_motif_model_nudge_selected (SpkMotifModel *self, double dx, double dy)
{
  spk_motif_model_finish (self, spk_motif_document_nudge (self->document, chosen (self), self->selection->len, dx, dy), NULL);
}

/**
 * spk_motif_model_align_selected:
 */
void
spk_motif_model_align_selected (SpkMotifModel *self, SpkMotifAlignment alignment)
{
  spk_motif_model_finish (self, spk_motif_document_align (self->document, chosen (self), self->selection->len,
                         alignment), NULL);
}

/**
 * spk_motif_model_arrange:
 */
void
spk_motif_model_arrange (SpkMotifModel *self)
{
  spk_motif_model_finish (self, spk_motif_document_arrange (self->document), NULL);
}

/**
 * spk_motif_model_renumber:
 * @neuron: a neuron; it is what is selected afterwards
 * @number: the number it gets
 */
void
spk_motif_model_renumber (SpkMotifModel *self, guint neuron, guint number)
{
  if (!spk_motif_document_renumber (self->document, neuron, number))
    return;
  spk_motif_model_set_selection (self, &number, 1);
  spk_motif_model_finish (self, TRUE, NULL);
  spk_motif_model_tell_selection (self);
}

/**
 * spk_motif_model_rename:
 */
void
spk_motif_model_rename (SpkMotifModel *self, const char *name)
{
  spk_motif_model_finish (self, spk_motif_document_rename (self->document, name), NULL);
}

/**
 * spk_motif_model_replace:
 *
 * Puts another motif in place of this one, as a step that can be taken back.
 */
void
spk_motif_model_replace (SpkMotifModel *self, SpkTopology *motif)
{
  SpkMotifChange change = { SPK_MOTIF_CHANGE_REPLACE, .n = spk_topology_get_size (motif) };

  spk_motif_model_finish (self, spk_motif_document_apply (self->document, motif, change), NULL);
}

/**
 * spk_motif_model_copy:
 *
 * Returns: (transfer full) (nullable): the selected neurons, with what connects them, as JSON of a motif; %NULL without a
 *   selection
 */
char *
spk_motif_model_copy (SpkMotifModel *self)
{
  g_autoptr (SpkTopology) fragment = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (self->selection->len == 0)
    return NULL;
  fragment = spk_motif_take (spk_motif_model_get_motif (self), chosen (self), self->selection->len);
  node = spk_topology_to_json (fragment);
  self->n_pasted = 0;
  return json_to_string (node, TRUE);
}

/**
 * spk_motif_model_cut:
 *
 * spk_motif_model_copy(), and removes them.
 *
 * Returns: (transfer full) (nullable): the fragment; %NULL if there was none to remove
 */
char *
spk_motif_model_cut (SpkMotifModel *self)
{
  g_autofree char *text = spk_motif_model_copy (self);
  GError *error = NULL;
  gboolean removed;

  if (!text)
    return NULL;
  removed = spk_motif_document_cut (self->document, chosen (self), self->selection->len, &error);
  finish_removing (self, removed, error);
  return removed ? g_steal_pointer (&text) : NULL;
}

/**
 * spk_motif_model_paste:
 * @text: of any origin
 *
 * Adds the neurons of the motif that @text describes in JSON. If it does not describe one, nothing changes.
 *
 * Returns: whether it could be read
 */
gboolean
spk_motif_model_paste (SpkMotifModel *self, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = spk_file_parse_json (_("Clipboard"), text, strlen (text), error);
  g_autoptr (SpkTopology) fragment = node ? spk_topology_from_json (node, error) : NULL;
  GError *refusal = NULL;
  double offset;
  gboolean added;

  if (!fragment)
    return FALSE;
  self->n_pasted++;
  offset = COPY_OFFSET * self->n_pasted;
  added = spk_motif_document_paste (self->document, fragment, offset, offset, &refusal);
  finish_adding (self, added, spk_topology_get_size (fragment), refusal);
  return TRUE;
}
