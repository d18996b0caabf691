/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kernels/spk-kernels.h"

G_BEGIN_DECLS

/**
 * SpkEventLists:
 *
 * Memory for spikes as lists, used over and over by one thread.
 */
typedef struct
{
  SpkEvents events;
  guint32  *places; /* where the next item of each list goes */
} SpkEventLists;

void spk_event_lists_init      (SpkEventLists *self, guint n_sources, guint n_steps);
void spk_event_lists_clear     (SpkEventLists *self);
void spk_event_lists_by_lane   (SpkEventLists *self, const guint16 *masks, guint n_sources, guint n_steps);
void spk_event_lists_by_source (SpkEventLists *self, const guint16 *masks, guint n_sources, guint n_steps);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SpkEventLists, spk_event_lists_clear)

G_END_DECLS
