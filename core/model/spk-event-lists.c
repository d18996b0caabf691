/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-event-lists.h"

#include <string.h>

/**
 * spk_event_lists_init:
 * @n_sources: largest number of sources
 * @n_steps: largest number of steps
 */
void
spk_event_lists_init (SpkEventLists *self, guint n_sources, guint n_steps)
{
  const gsize n_lists = MAX ((gsize) n_steps * SPK_LANES, n_sources);

  self->events.starts = g_new0 (guint32, n_lists + 1);
  self->events.items = g_new (guint32, (gsize) n_sources * n_steps * SPK_LANES);
  self->places = g_new (guint32, n_lists + 1);
}

void
spk_event_lists_clear (SpkEventLists *self)
{
  g_clear_pointer (&self->events.starts, g_free);
  g_clear_pointer (&self->events.items, g_free);
  g_clear_pointer (&self->places, g_free);
}

/* From the lengths of the lists, which are in places[1...], to where they begin. */
static void
lay_out (SpkEventLists *self, guint n_lists)
{
  self->events.starts[0] = 0;
  for (guint i = 0; i < n_lists; i++)
    self->events.starts[i + 1] = self->events.starts[i] + self->places[i];
  memcpy (self->places, self->events.starts, n_lists * sizeof (guint32));
}

/**
 * spk_event_lists_by_lane:
 * @masks: [@n_steps][@n_sources]
 *
 * Lists for a product: the sources that spike at each step in each lane.
 */
void
spk_event_lists_by_lane (SpkEventLists *self, const guint16 *masks, guint n_sources, guint n_steps)
{
  memset (self->places, 0, n_steps * SPK_LANES * sizeof (guint32));
  for (guint t = 0; t < n_steps; t++)
    for (guint j = 0; j < n_sources; j++)
      for (guint mask = masks[(gsize) t * n_sources + j]; mask != 0; mask &= mask - 1)
        self->places[t * SPK_LANES + __builtin_ctz (mask)]++;
  lay_out (self, n_steps * SPK_LANES);
  for (guint t = 0; t < n_steps; t++)
    for (guint j = 0; j < n_sources; j++)
      for (guint mask = masks[(gsize) t * n_sources + j]; mask != 0; mask &= mask - 1)
        self->events.items[self->places[t * SPK_LANES + __builtin_ctz (mask)]++] = j;
}

/**
 * spk_event_lists_by_source:
 * @masks: [@n_steps][@n_sources]
 *
 * Lists for a gradient: when and in which lanes each source spikes.
 */
void
spk_event_lists_by_source (SpkEventLists *self, const guint16 *masks, guint n_sources, guint n_steps)
{
  memset (self->places, 0, n_sources * sizeof (guint32));
  for (guint t = 0; t < n_steps; t++)
    for (guint j = 0; j < n_sources; j++)
      self->places[j] += __builtin_popcount (masks[(gsize) t * n_sources + j]);
  lay_out (self, n_sources);
  for (guint t = 0; t < n_steps; t++)
    for (guint j = 0; j < n_sources; j++)
      for (guint mask = masks[(gsize) t * n_sources + j]; mask != 0; mask &= mask - 1)
        self->events.items[self->places[j]++] = t * SPK_LANES + __builtin_ctz (mask);
}
