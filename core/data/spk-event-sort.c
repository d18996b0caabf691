/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spk-event-sort.h"

#include <string.h>

#define DIGIT_BITS 11
#define N_DIGITS   (1u << DIGIT_BITS)

/**
 * spk_events_are_sorted:
 *
 * Returns: whether no event is earlier than the one before it
 */
gboolean
spk_events_are_sorted (const SpkEvent *events, gsize n_events)
{
  for (gsize i = 1; i < n_events; i++)
    if (events[i].time_us < events[i - 1].time_us)
      return FALSE;
  return TRUE;
}

static guint32
latest_time (const SpkEvent *events, gsize n_events)
{
  guint32 latest = 0;

  for (gsize i = 0; i < n_events; i++)
    latest = MAX (latest, events[i].time_us);
  return latest;
}

/* One pass of the radix sort: from @source to @target in the order of the digit at @shift, stable. */
static void
sort_by_digit (const SpkEvent *source, SpkEvent *target, gsize n_events, guint shift)
{
  gsize position[N_DIGITS] = { 0 };
  gsize start = 0;

  for (gsize i = 0; i < n_events; i++)
    position[(source[i].time_us >> shift) % N_DIGITS]++;
  for (guint digit = 0; digit < N_DIGITS; digit++)
    {
      gsize count = position[digit];

      position[digit] = start;
      start += count;
    }
  for (gsize i = 0; i < n_events; i++)
    target[position[(source[i].time_us >> shift) % N_DIGITS]++] = source[i];
}

/**
 * spk_events_sort:
 * @events: events in any order
 * @n_events: their number
 * @scratch: room for as many
 *
 * Puts @events into ascending order of time; events at the same time keep their order. A radix sort, linear in
 * @n_events, since recordings that list one channel after another are the rule for some formats.
 */
void
spk_events_sort (SpkEvent *events, gsize n_events, SpkEvent *scratch)
{
  guint32 latest = latest_time (events, n_events);
  SpkEvent *source = events, *target = scratch;

  for (guint shift = 0; shift < 32 && latest >> shift > 0; shift += DIGIT_BITS)
    {
      SpkEvent *sorted = target;

      sort_by_digit (source, target, n_events, shift);
      target = source;
      source = sorted;
    }
  if (source != events)
    memcpy (events, source, n_events * sizeof events[0]);
}
