/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/**
 * SpkSpikeBits:
 * @bytes: bit i in byte i / 8 at place i % 8; %NULL where nothing was recorded
 * @n_bytes: length of @bytes
 * @steps: number of time steps
 * @units: number of channels or neurons; spike of unit u at step s is bit s x @units + u
 *
 * The bit array of a probe, to be walked through. Belongs to the data it was made from.
 */
typedef struct
{
  const guint8 *bytes;
  gsize         n_bytes;
  guint         steps;
  guint         units;
} SpkSpikeBits;

/* Bits that are fewer than their shape says count as not recorded. */
static inline SpkSpikeBits
spk_spike_bits_new (GBytes *bytes, guint steps, guint units)
{
  SpkSpikeBits self = { .steps = steps, .units = units };

  if (bytes != NULL)
    self.bytes = g_bytes_get_data (bytes, &self.n_bytes);
  if (self.n_bytes < ((gsize) steps * units + 7) / 8)
    self.bytes = NULL;
  return self;
}

/* The 64 bits from bit 64 x @word on. */
static inline guint64
spk_spike_bits_get_word (const SpkSpikeBits *self, gsize word)
{
  guint64 bits = 0;

  memcpy (&bits, self->bytes + 8 * word, MIN (8, self->n_bytes - 8 * word));
  return GUINT64_FROM_LE (bits);
}

static inline gboolean
spk_spike_bits_get (const SpkSpikeBits *self, guint step, guint unit)
{
  gsize i = (gsize) step * self->units + unit;

  return (self->bytes[i / 8] >> (i % 8)) & 1;
}

/* Runs a block for every spike of one step, with the unit as @unit. */
#define SPK_SPIKE_BITS_FOREACH(self, step, unit, ...)                                                                  \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gsize first_ = (gsize) (step) * (self)->units, last_ = first_ + (self)->units;                                     \
    for (gsize word_ = first_ / 64; word_ * 64 < last_; word_++)                                                       \
      {                                                                                                                \
        guint64 bits_ = spk_spike_bits_get_word ((self), word_);                                                       \
        if (word_ * 64 < first_)                                                                                       \
          bits_ &= ~G_GUINT64_CONSTANT (0) << (first_ % 64);                                                           \
        if (word_ * 64 + 64 > last_)                                                                                   \
          bits_ &= ~G_GUINT64_CONSTANT (0) >> (64 - last_ % 64);                                                       \
        for (; bits_ != 0; bits_ &= bits_ - 1)                                                                         \
          {                                                                                                            \
            guint unit = (guint) (word_ * 64 + (gsize) __builtin_ctzll (bits_) - first_);                              \
            __VA_ARGS__;                                                                                               \
          }                                                                                                            \
      }                                                                                                                \
  }                                                                                                                    \
  G_STMT_END

G_END_DECLS
