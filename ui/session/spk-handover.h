/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdatomic.h>

/**
 * SpkHandover:
 *
 * Beside data that goes from one thread to another by GTask, whose own locks ThreadSanitizer does not see: who hands the
 * data on gives, who gets it takes.
 */
typedef struct
{
  atomic_int value;
} SpkHandover;

static inline void
spk_handover_give (SpkHandover *self)
{
  atomic_store_explicit (&self->value, 1, memory_order_release);
}

static inline void
spk_handover_take (SpkHandover *self)
{
  atomic_load_explicit (&self->value, memory_order_acquire);
}
