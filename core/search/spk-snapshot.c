/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/spk-snapshot.h"

SpkSnapshot *
spk_snapshot_ref (SpkSnapshot *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
spk_snapshot_unref (SpkSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->record, spk_epoch_record_unref);
  g_clear_pointer (&self->initial, spk_epoch_record_unref);
  g_free (self);
}
