/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spk-random.h"

#include <math.h>

static void
philox_block (const guint32 key_in[2], const guint32 counter[4], guint32 out[4])
{
  guint32 key[2] = { key_in[0], key_in[1] };
  guint32 x[4] = { counter[0], counter[1], counter[2], counter[3] };

  for (int round = 0; round < 10; round++)
    {
      guint64 a = (guint64) 0xD2511F53u * x[0];
      guint64 b = (guint64) 0xCD9E8D57u * x[2];

      x[0] = (guint32) (b >> 32) ^ x[1] ^ key[0];
      x[1] = (guint32) b;
      x[2] = (guint32) (a >> 32) ^ x[3] ^ key[1];
      x[3] = (guint32) a;
      key[0] += 0x9E3779B9u;
      key[1] += 0xBB67AE85u;
    }
  for (int i = 0; i < 4; i++)
    out[i] = x[i];
}

/**
 * spk_random_init:
 * @seed: the seed of the run
 * @purpose: what the numbers are for
 * @epoch: the epoch they belong to, 0 where there is none
 * @index: a further number: sample, motif, segment
 *
 * Opens the stream named by the four arguments at its beginning.
 */
void
spk_random_init (SpkRandom *self, guint64 seed, SpkPurpose purpose, guint32 epoch, guint32 index)
{
  *self = (SpkRandom){
    .key = { (guint32) seed, (guint32) (seed >> 32) },
    .counter = { 0, index, epoch, (guint32) purpose },
    .n_used = 4,
  };
}

/**
 * spk_random_next:
 *
 * Returns: 32 uniformly distributed bits
 */
guint32
spk_random_next (SpkRandom *self)
{
  if (self->n_used == 4)
    {
      philox_block (self->key, self->counter, self->block);
      self->counter[0]++;
      self->n_used = 0;
    }
  return self->block[self->n_used++];
}

/**
 * spk_random_uniform:
 *
 * Returns: a number in [0, 1) with 53 random bits
 */
double
spk_random_uniform (SpkRandom *self)
{
  guint64 high = spk_random_next (self) >> 5;
  guint64 low = spk_random_next (self) >> 6;

  return (double) (high * 67108864u + low) * 0x1p-53;
}

/**
 * spk_random_normal:
 *
 * Returns: a number of the standard normal distribution (Box and Muller)
 */
double
spk_random_normal (SpkRandom *self)
{
  if (self->has_spare)
    {
      self->has_spare = FALSE;
      return self->spare_normal;
    }

  double radius = sqrt (-2.0 * log (1.0 - spk_random_uniform (self)));
  double angle = 2.0 * G_PI * spk_random_uniform (self);

  self->spare_normal = radius * sin (angle);
  self->has_spare = TRUE;
  return radius * cos (angle);
}

/**
 * spk_random_below:
 * @bound: at least 1
 *
 * Returns: a whole number in [0, @bound), each equally likely
 */
guint32
spk_random_below (SpkRandom *self, guint32 bound)
{
  g_return_val_if_fail (bound > 0, 0);

  /* Lemire's multiplication; the few values that would bias the result are drawn again. */
  guint32 threshold = -bound % bound;
  guint64 product;

  do
    product = (guint64) spk_random_next (self) * bound;
  while ((guint32) product < threshold);
  return product >> 32;
}

/**
 * spk_random_shuffle:
 *
 * Brings @items into a random order (Fisher and Yates).
 */
void
spk_random_shuffle (SpkRandom *self, guint32 *items, gsize n_items)
{
  for (gsize i = n_items; i > 1; i--)
    {
      gsize j = spk_random_below (self, (guint32) i);
      guint32 item = items[i - 1];

      items[i - 1] = items[j];
      items[j] = item;
    }
}
