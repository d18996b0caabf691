/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "motif/spk-motif-document.h"

#include <math.h>
#include <string.h>

#include "motif/spk-motif-edit.h"

/* @motif: what the step led to */
typedef struct
{
  SpkTopology   *motif;
  SpkMotifChange change;
} Step;

/**
 * SpkMotifDocument:
 * @start: the motif before all steps
 * @steps: (element-type Step): all that were made and not overwritten
 * @n_done: how many of them are in effect
 * @saved: (nullable): the motif of the state that was saved last
 * @nudged: which neurons the last step nudged, so that the next nudge of the same ones adds to it
 */
struct _SpkMotifDocument
{
  SpkTopology *start;
  GArray      *steps;
  guint        n_done;
  SpkTopology *saved;
  GArray      *nudged;
};

static void
clear_step (gpointer data)
{
  Step *step = data;

  spk_topology_unref (step->motif);
}

/**
 * spk_motif_document_new:
 *
 * Returns: (transfer full): a document that begins with @motif, saved as it is
 */
SpkMotifDocument *
spk_motif_document_new (SpkTopology *motif)
{
  SpkMotifDocument *self;

  g_return_val_if_fail (motif != NULL, NULL);

  self = g_new0 (SpkMotifDocument, 1);
  self->start = spk_topology_ref (motif);
  self->saved = spk_topology_ref (motif);
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (self->steps, clear_step);
  self->nudged = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

/**
 * spk_motif_document_free:
 */
void
spk_motif_document_free (SpkMotifDocument *self)
{
  spk_topology_unref (self->start);
  g_clear_pointer (&self->saved, spk_topology_unref);
  g_array_unref (self->steps);
  g_array_unref (self->nudged);
  g_free (self);
}

static Step *
get_step (const SpkMotifDocument *self, guint i)
{
  return &g_array_index (self->steps, Step, i);
}

/**
 * spk_motif_document_get_motif:
 *
 * Returns: (transfer none): the motif as it is now
 */
SpkTopology *
spk_motif_document_get_motif (const SpkMotifDocument *self)
{
  return self->n_done > 0 ? get_step (self, self->n_done - 1)->motif : self->start;
}

/**
 * spk_motif_document_peek_undo:
 *
 * Returns: (transfer none) (nullable): what undo would take back; valid until the next command
 */
const SpkMotifChange *
spk_motif_document_peek_undo (const SpkMotifDocument *self)
{
  return self->n_done > 0 ? &get_step (self, self->n_done - 1)->change : NULL;
}

/**
 * spk_motif_document_peek_redo:
 *
 * Returns: (transfer none) (nullable): what redo would do again; valid until the next command
 */
const SpkMotifChange *
spk_motif_document_peek_redo (const SpkMotifDocument *self)
{
  return self->n_done < self->steps->len ? &get_step (self, self->n_done)->change : NULL;
}

/**
 * spk_motif_document_count_undo:
 *
 * Returns: how many steps can be taken back
 */
guint
spk_motif_document_count_undo (const SpkMotifDocument *self)
{
  return self->n_done;
}

/**
 * spk_motif_document_count_redo:
 *
 * Returns: how many steps that were taken back can be done again
 */
guint
spk_motif_document_count_redo (const SpkMotifDocument *self)
{
  return self->steps->len - self->n_done;
}

/**
 * spk_motif_document_undo:
 *
 * Takes the last step back.
 *
 * Returns: whether there was one
 */
gboolean
spk_motif_document_undo (SpkMotifDocument *self)
{
  if (self->n_done == 0)
    return FALSE;
  self->n_done--;
  g_array_set_size (self->nudged, 0);
  return TRUE;
}

/**
 * spk_motif_document_redo:
 *
 * Does the step again that was taken back last.
 *
 * Returns: whether there was one
 */
gboolean
spk_motif_document_redo (SpkMotifDocument *self)
{
  if (self->n_done == self->steps->len)
    return FALSE;
  self->n_done++;
  g_array_set_size (self->nudged, 0);
  return TRUE;
}

/**
 * spk_motif_document_is_modified:
 *
 * Returns: whether the motif is another than the one that was saved
 */
gboolean
spk_motif_document_is_modified (const SpkMotifDocument *self)
{
  return self->saved == NULL || !spk_topology_is_identical (self->saved, spk_motif_document_get_motif (self));
}

/**
 * spk_motif_document_mark_saved:
 *
 * Says that the motif was saved as it is now. The next nudge is a step of its own.
 */
void
spk_motif_document_mark_saved (SpkMotifDocument *self)
{
  g_clear_pointer (&self->saved, spk_topology_unref);
  self->saved = spk_topology_ref (spk_motif_document_get_motif (self));
  g_array_set_size (self->nudged, 0);
}

/**
 * spk_motif_document_mark_unsaved:
 *
 * Says that no state of the motif is saved anywhere, as after a crash.
 */
void
spk_motif_document_mark_unsaved (SpkMotifDocument *self)
{
  g_clear_pointer (&self->saved, spk_topology_unref);
}

/**
 * spk_motif_document_apply:
 * @motif: the motif as it is to be
 * @change: what that does
 *
 * Makes a step, unless @motif is what is there. Steps that were taken back are forgotten.
 *
 * Returns: whether it changed anything
 */
gboolean
spk_motif_document_apply (SpkMotifDocument *self, SpkTopology *motif, SpkMotifChange change)
{
  Step step = { NULL, change };

  g_return_val_if_fail (motif != NULL, FALSE);

  if (spk_topology_is_identical (spk_motif_document_get_motif (self), motif))
    return FALSE;
  step.motif = spk_topology_ref (motif);
  g_array_set_size (self->steps, self->n_done);
  g_array_append_val (self->steps, step);
  self->n_done++;
  g_array_set_size (self->nudged, 0);
  return TRUE;
}

/* @motif: (transfer full) (nullable) */
static gboolean
apply_taken (SpkMotifDocument *self, SpkTopology *motif, SpkMotifChange change)
{
  g_autoptr (SpkTopology) taken = motif;

  return taken != NULL && spk_motif_document_apply (self, taken, change);
}

/**
 * spk_motif_document_set_intra:
 * @post: postsynaptic neuron
 * @pre: presynaptic neuron
 *
 * Returns: whether that changed anything, as with all commands
 */
gboolean
spk_motif_document_set_intra (SpkMotifDocument *self, guint post, guint pre, SpkConnection type)
{
  return apply_taken (self, spk_topology_with_intra (spk_motif_document_get_motif (self), post, pre, type),
                      (SpkMotifChange){ SPK_MOTIF_CHANGE_INTRA, .post = post, .pre = pre, .type = type, .n = 1 });
}

/**
 * spk_motif_document_set_lateral:
 */
gboolean
spk_motif_document_set_lateral (SpkMotifDocument *self, guint position, SpkSide side, SpkConnection type)
{
  return apply_taken (self, spk_topology_with_lateral (spk_motif_document_get_motif (self), position, side, type),
                      (SpkMotifChange){ SPK_MOTIF_CHANGE_LATERAL, .post = position, .side = side, .type = type,
                                        .n = 1 });
}

/**
 * spk_motif_document_add:
 * @place: (nullable): [2], where the neuron is drawn
 *
 * Adds a neuron, as spk_motif_add_neuron() does.
 */
gboolean
spk_motif_document_add (SpkMotifDocument *self, const double *place, GError **error)
{
  SpkTopology *motif = spk_motif_document_get_motif (self);

  return apply_taken (self, spk_motif_add_neuron (motif, place, error),
                      (SpkMotifChange){ SPK_MOTIF_CHANGE_ADD, .post = spk_topology_get_size (motif), .n = 1 });
}

static gboolean
remove_as (SpkMotifDocument *self, SpkMotifChangeKind kind, const guint *neurons, guint n, GError **error)
{
  if (n == 0)
    return FALSE;
  return apply_taken (self, spk_motif_remove (spk_motif_document_get_motif (self), neurons, n, error),
                      (SpkMotifChange){ kind, .post = neurons[0], .n = n });
}

/**
 * spk_motif_document_remove:
 * @neurons: (array length=n): each once
 *
 * Removes neurons, as spk_motif_remove() does.
 */
gboolean
spk_motif_document_remove (SpkMotifDocument *self, const guint *neurons, guint n, GError **error)
{
  return remove_as (self, SPK_MOTIF_CHANGE_REMOVE, neurons, n, error);
}

/**
 * spk_motif_document_cut:
 * @neurons: (array length=n): each once
 *
 * spk_motif_document_remove() under another label.
 */
gboolean
spk_motif_document_cut (SpkMotifDocument *self, const guint *neurons, guint n, GError **error)
{
  return remove_as (self, SPK_MOTIF_CHANGE_CUT, neurons, n, error);
}

/**
 * spk_motif_document_duplicate:
 * @neurons: (array length=n): each once
 * @dx: how far from the originals the copies are drawn
 * @dy: likewise
 *
 * Copies neurons, as spk_motif_duplicate() does.
 */
gboolean
spk_motif_document_duplicate (SpkMotifDocument *self, const guint *neurons, guint n, double dx, double dy,
                              GError **error)
{
  if (n == 0)
    return FALSE;
  return apply_taken (self, spk_motif_duplicate (spk_motif_document_get_motif (self), neurons, n, dx, dy, error),
                      (SpkMotifChange){ SPK_MOTIF_CHANGE_DUPLICATE, .post = neurons[0], .n = n });
}

/**
 * spk_motif_document_paste:
 * @dx: how far from its places the fragment is drawn
 * @dy: likewise
 *
 * Adds the neurons of another motif, as spk_motif_paste() does.
 */
gboolean
spk_motif_document_paste (SpkMotifDocument *self, const SpkTopology *fragment, double dx, double dy, GError **error)
{
  SpkTopology *motif = spk_motif_document_get_motif (self);

  return apply_taken (self, spk_motif_paste (motif, fragment, dx, dy, error),
                      (SpkMotifChange){ SPK_MOTIF_CHANGE_PASTE, .post = spk_topology_get_size (motif),
                                        .n = spk_topology_get_size (fragment) });
}

/**
 * spk_motif_document_renumber:
 * @neuron: a neuron
 * @number: the number it gets
 *
 * Gives a neuron another number; those between move up or down by one.
 */
gboolean
spk_motif_document_renumber (SpkMotifDocument *self, guint neuron, guint number)
{
  SpkTopology *motif = spk_motif_document_get_motif (self);
  guint size = spk_topology_get_size (motif), source = 0;
  g_autofree guint *order = g_new (guint, size);

  g_return_val_if_fail (neuron < size && number < size, FALSE);

  if (neuron == number)
    return FALSE;
  for (guint i = 0; i < size; i++)
    {
      if (i == number)
        {
          order[i] = neuron;
          continue;
        }
      source += source == neuron;
      order[i] = source++;
    }
  return apply_taken (self, spk_motif_reorder (motif, order),
                      (SpkMotifChange){ SPK_MOTIF_CHANGE_RENUMBER, .post = neuron, .pre = number, .n = 1 });
}

static SpkTopology *
shift (SpkMotifDocument *self, const guint *neurons, guint n, double dx, double dy)
{
  SpkTopology *motif = spk_motif_document_get_motif (self);
  g_autofree double *positions = spk_motif_layout_get (motif);

  if (n == 0 || !isfinite (dx) || !isfinite (dy) || (dx == 0 && dy == 0))
    return NULL;
  for (guint i = 0; i < n; i++)
    spk_motif_layout_shift (positions, neurons[i], dx, dy);
  return spk_topology_with_positions (motif, positions);
}

/**
 * spk_motif_document_move:
 * @neurons: (array length=n): each once
 * @dx: in units of the positions
 * @dy: likewise
 *
 * Draws neurons elsewhere.
 */
gboolean
spk_motif_document_move (SpkMotifDocument *self, const guint *neurons, guint n, double dx, double dy)
{
  return apply_taken (self, shift (self, neurons, n, dx, dy),
                      (SpkMotifChange){ SPK_MOTIF_CHANGE_MOVE, .post = n > 0 ? neurons[0] : 0, .n = n });
}

/**
 * spk_motif_document_nudge:
 *
 * spk_motif_document_move(), which makes one step of many in a row that move the same neurons.
 */
gboolean
spk_motif_document_nudge (SpkMotifDocument *self, const guint *neurons, guint n, double dx, double dy)
{
  gboolean same = n > 0 && self->nudged->len == n && self->n_done == self->steps->len &&
                  memcmp (self->nudged->data, neurons, n * sizeof *neurons) == 0;

  if (same)
    {
      Step *last = get_step (self, self->n_done - 1);
      SpkTopology *moved = shift (self, neurons, n, dx, dy);

      if (moved == NULL)
        return FALSE;
      spk_topology_unref (last->motif);
      last->motif = moved;
      return TRUE;
    }
  if (!spk_motif_document_move (self, neurons, n, dx, dy))
    return FALSE;
  g_array_append_vals (self->nudged, neurons, n);
  return TRUE;
}

/**
 * spk_motif_document_align:
 * @neurons: (array length=n): each once
 *
 * Puts neurons in order, as spk_motif_layout_align() does.
 */
gboolean
spk_motif_document_align (SpkMotifDocument *self, const guint *neurons, guint n, SpkMotifAlignment alignment)
{
  SpkTopology *motif = spk_motif_document_get_motif (self);
  g_autofree double *positions = spk_motif_layout_get (motif);

  if (n < 2)
    return FALSE;
  spk_motif_layout_align (positions, neurons, n, alignment);
  return apply_taken (self, spk_topology_with_positions (motif, positions),
                      (SpkMotifChange){ SPK_MOTIF_CHANGE_ARRANGE, .post = neurons[0], .n = n });
}

/**
 * spk_motif_document_arrange:
 *
 * Lays all neurons on a circle again, where they stay as their number changes.
 */
gboolean
spk_motif_document_arrange (SpkMotifDocument *self)
{
  SpkTopology *motif = spk_motif_document_get_motif (self);

  return apply_taken (self, spk_topology_with_positions (motif, NULL),
                      (SpkMotifChange){ SPK_MOTIF_CHANGE_ARRANGE, .n = spk_topology_get_size (motif) });
}

/**
 * spk_motif_document_rename:
 * @name: (nullable): UTF-8; an empty one is none
 */
gboolean
spk_motif_document_rename (SpkMotifDocument *self, const char *name)
{
  const char *wanted = name != NULL && *name != '\0' ? name : NULL;

  return apply_taken (self, spk_topology_with_name (spk_motif_document_get_motif (self), wanted),
                      (SpkMotifChange){ SPK_MOTIF_CHANGE_RENAME });
}
