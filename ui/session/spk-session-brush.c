/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/spk-session-private.h"

#include <math.h>

/* Narrowest window, steps. */
#define MIN_WINDOW 1.0

/* --- The visible time --- */

guint
spk_session_get_steps (SpkSession *self)
{
  return self->steps;
}

/**
 * spk_session_set_steps:
 *
 * Takes over the length of the recordings. A window on all of them stays one; another is kept as far as it fits.
 */
void
spk_session_set_steps (SpkSession *self, guint steps)
{
  const gboolean whole = self->start == 0 && self->end == self->steps;

  if (self->steps == steps)
    return;
  self->steps = steps;
  spk_session_notify (self, SPK_SESSION_STEPS);
  if (whole)
    spk_session_reset_window (self);
  else
    spk_session_set_window (self, self->start, self->end);
}

/**
 * spk_session_get_window:
 * @start: (out): first visible step
 * @end: (out): end of the last visible step
 */
void
spk_session_get_window (SpkSession *self, double *start, double *end)
{
  *start = self->start;
  *end = self->end;
}

/**
 * spk_session_set_window:
 *
 * Shows the steps [@start, @end), as far as there are any, and at least one.
 */
void
spk_session_set_window (SpkSession *self, double start, double end)
{
  const double steps = self->steps;
  const double least = MIN (MIN_WINDOW, steps);

  g_return_if_fail (SPK_IS_SESSION (self) && isfinite (start) && isfinite (end));

  start = CLAMP (start, 0, steps - least);
  end = CLAMP (end, start + least, steps);
  g_object_freeze_notify (G_OBJECT (self));
  if (start != self->start)
    spk_session_notify (self, SPK_SESSION_WINDOW_START);
  if (end != self->end)
    spk_session_notify (self, SPK_SESSION_WINDOW_END);
  self->start = start;
  self->end = end;
  g_object_thaw_notify (G_OBJECT (self));
}

/* Moves a window of given width into the recording as a whole. */
static void
place_window (SpkSession *self, double start, double width)
{
  width = CLAMP (width, MIN (MIN_WINDOW, self->steps), self->steps);
  start = CLAMP (start, 0, self->steps - width);
  spk_session_set_window (self, start, start + width);
}

/**
 * spk_session_zoom_window:
 * @factor: above 1 to see less
 * @centre: step that stays where it is
 */
void
spk_session_zoom_window (SpkSession *self, double factor, double centre)
{
  const double old = self->end - self->start;
  double width;

  g_return_if_fail (SPK_IS_SESSION (self) && factor > 0);

  if (old <= 0)
    return;
  width = CLAMP (old / factor, MIN (MIN_WINDOW, self->steps), self->steps);
  place_window (self, centre - (centre - self->start) * width / old, width);
}

/**
 * spk_session_pan_window:
 * @steps: to later times; below 0 to earlier ones
 */
void
spk_session_pan_window (SpkSession *self, double steps)
{
  g_return_if_fail (SPK_IS_SESSION (self));

  place_window (self, self->start + steps, self->end - self->start);
}

/**
 * spk_session_reset_window:
 *
 * Shows all of the recording.
 */
void
spk_session_reset_window (SpkSession *self)
{
  g_return_if_fail (SPK_IS_SESSION (self));

  spk_session_set_window (self, 0, self->steps);
}

/* --- Selection --- */

static guint
count_neurons (SpkSession *self)
{
  const SpkLayerRecord *layer = spk_session_get_layer_record (self);

  return layer != NULL ? layer->neurons : 0;
}

static gboolean
has_motif (SpkSession *self)
{
  const SpkLayerRecord *layer = spk_session_get_layer_record (self);

  return layer != NULL && layer->topology != NULL;
}

static void
select_items (SpkSession *self, int neuron, int motif)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (neuron != self->neuron)
    spk_session_notify (self, SPK_SESSION_SELECTED_NEURON);
  if (motif != self->motif)
    spk_session_notify (self, SPK_SESSION_SELECTED_MOTIF);
  self->neuron = neuron;
  self->motif = motif;
  g_object_thaw_notify (G_OBJECT (self));
}

static int
motif_of (SpkSession *self, int neuron)
{
  return neuron >= 0 && has_motif (self) ? neuron / (int) self->motif_size : -1;
}

int
spk_session_get_selected_neuron (SpkSession *self)
{
  return self->neuron;
}

/**
 * spk_session_set_selected_neuron:
 * @neuron: index in the layer, and its motif with it; -1 for none; one that is not there is ignored
 */
void
spk_session_set_selected_neuron (SpkSession *self, int neuron)
{
  g_return_if_fail (SPK_IS_SESSION (self) && neuron >= -1);

  if (neuron < (int) count_neurons (self))
    select_items (self, neuron, motif_of (self, neuron));
}

int
spk_session_get_selected_motif (SpkSession *self)
{
  return self->motif;
}

/**
 * spk_session_set_selected_motif:
 * @motif: which of the layer's motifs; -1 for none; one that is not there is ignored
 */
void
spk_session_set_selected_motif (SpkSession *self, int motif)
{
  g_return_if_fail (SPK_IS_SESSION (self) && motif >= -1);

  if (motif >= 0 && (!has_motif (self) || (guint) motif >= count_neurons (self) / self->motif_size))
    return;
  select_items (self, motif >= 0 && motif_of (self, self->neuron) == motif ? self->neuron : -1, motif);
}

guint
spk_session_get_motif_size (SpkSession *self)
{
  return self->motif_size;
}

/**
 * spk_session_update_motif:
 *
 * Takes over the motif size of the shown layer and epoch. A selected neuron stays selected, as it is the same in all epochs; a
 * motif of another size is another one.
 */
void
spk_session_update_motif (SpkSession *self)
{
  const SpkLayerRecord *layer = spk_session_get_layer_record (self);
  const guint size = has_motif (self) ? spk_topology_get_size (layer->topology) : 1;

  if (size == self->motif_size)
    return;
  self->motif_size = size;
  spk_session_notify (self, SPK_SESSION_MOTIF_SIZE);
  select_items (self, self->neuron, motif_of (self, self->neuron));
}

/* --- Hover --- */

/**
 * spk_session_get_hover:
 *
 * Returns: (transfer none) (nullable): what the pointer is on
 */
const SpkHover *
spk_session_get_hover (SpkSession *self)
{
  return self->hover;
}

/**
 * spk_session_set_hover:
 * @hover: (nullable): copied; %NULL and %SPK_HOVER_NONE are the same
 */
void
spk_session_set_hover (SpkSession *self, const SpkHover *hover)
{
  g_return_if_fail (SPK_IS_SESSION (self));

  if (hover != NULL && hover->kind == SPK_HOVER_NONE)
    hover = NULL;
  if (spk_hover_equal (self->hover, hover))
    return;
  g_clear_pointer (&self->hover, spk_hover_free);
  self->hover = hover != NULL ? spk_hover_copy (hover) : NULL;
  spk_session_notify (self, SPK_SESSION_HOVER);
}

/**
 * spk_session_forget_brushing:
 *
 * Nothing is selected, the pointer is on nothing.
 */
void
spk_session_forget_brushing (SpkSession *self)
{
  select_items (self, -1, -1);
  spk_session_set_hover (self, NULL);
}
