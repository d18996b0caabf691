/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Vectors of 16 lanes, for the files of this folder only: their width follows the compiler flags of each variant. Spikes are
 * masks of one bit a lane, which AVX-512 takes as they are; there, and only there, functions of its own stand in for vector
 * extensions. */

#include <string.h>

#ifdef __AVX512F__
#include <immintrin.h>
#endif

#include "model/kernels/spk-kernels.h"

#define SPK_JOIN_(name, variant) name##_##variant
#define SPK_JOIN(name, variant)  SPK_JOIN_ (name, variant)
#define SPK_KERNEL(name)         SPK_JOIN (name, SPK_VARIANT)

/* Neurons whose sums stay in registers: half of the register file. */
#ifdef __AVX512F__
#define SPK_PANEL 16
#else
#define SPK_PANEL 4
#endif

#define SPK_INLINE static inline __attribute__ ((always_inline))

typedef float   Lanes __attribute__ ((vector_size (64), aligned (64)));
typedef gint32  LanesInt __attribute__ ((vector_size (64), aligned (64)));
typedef gint8   LanesByte __attribute__ ((vector_size (16), aligned (16)));
typedef guint64 TwoWords __attribute__ ((vector_size (16), aligned (16)));

SPK_INLINE Lanes
lanes_load (const float *row)
{
  return *(const Lanes *) __builtin_assume_aligned (row, 64);
}

/* from an address of any alignment: rows of weight matrices */
SPK_INLINE Lanes
lanes_load_any (const float *values)
{
  Lanes x;

  memcpy (&x, values, sizeof x);
  return x;
}

SPK_INLINE void
lanes_store_any (float *values, Lanes x)
{
  memcpy (values, &x, sizeof x);
}

SPK_INLINE void
lanes_store (float *row, Lanes x)
{
  *(Lanes *) __builtin_assume_aligned (row, 64) = x;
}

SPK_INLINE Lanes
lanes_fill (float x)
{
  return (Lanes){ x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x };
}

/* 1 where the comparison `yes` holds, else 0 */
SPK_INLINE Lanes
lanes_one_where (LanesInt yes)
{
  const gint32 one = 0x3f800000;
  const LanesInt ones = { one, one, one, one, one, one, one, one, one, one, one, one, one, one, one, one };

  return (Lanes) (yes & ones);
}

#ifdef __AVX512F__

/* 1 in the lanes of the mask, else 0 */
SPK_INLINE Lanes
lanes_expand (guint16 mask)
{
  return (Lanes) _mm512_maskz_mov_ps (mask, _mm512_set1_ps (1));
}

/* x added in the lanes of the mask */
SPK_INLINE Lanes
lanes_add_where (Lanes sum, guint16 mask, Lanes x)
{
  return (Lanes) _mm512_mask_add_ps ((__m512) sum, mask, (__m512) sum, (__m512) x);
}

/* the lanes that reach the threshold */
SPK_INLINE guint16
lanes_reaching (Lanes x, float threshold)
{
  return _mm512_cmp_ps_mask ((__m512) x, _mm512_set1_ps (threshold), _CMP_GE_OS);
}

#else

SPK_INLINE Lanes
lanes_expand (guint16 mask)
{
  const LanesInt bits = { 1 << 0, 1 << 1, 1 << 2,  1 << 3,  1 << 4,  1 << 5,  1 << 6,  1 << 7,
                          1 << 8, 1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15 };
  const gint32 m = mask;
  const LanesInt all = { m, m, m, m, m, m, m, m, m, m, m, m, m, m, m, m };

  return lanes_one_where ((all & bits) != 0);
}

SPK_INLINE Lanes
lanes_add_where (Lanes sum, guint16 mask, Lanes x)
{
  return sum + x * lanes_expand (mask);
}

/* Eight bytes of 0 or 1 become eight bits by one multiplication. */
SPK_INLINE guint16
lanes_reaching (Lanes x, float threshold)
{
  const guint64 spread = 0x0102040810204080u;
  const guint64 ones = 0x0101010101010101u;
  TwoWords words = (TwoWords) __builtin_convertvector (x >= threshold, LanesByte);

  return (guint16) ((((words[0] & ones) * spread) >> 56) | ((((words[1] & ones) * spread) >> 56) << 8));
}

#endif

SPK_INLINE float
lanes_sum (Lanes x)
{
  float values[SPK_LANES];

  memcpy (values, &x, sizeof values);
  for (guint half = SPK_LANES / 2; half > 0; half /= 2)
    for (guint i = 0; i < half; i++)
      values[i] += values[i + half];
  return values[0];
}

/* Two vectors become one: lane l comes from place (l, d) of the 32 lanes of a and b. The places must be constants. */
#define SPK_PICK(a, b, place, d)                                                                                               \
  __builtin_shufflevector (a, b, place (0, d), place (1, d), place (2, d), place (3, d), place (4, d), place (5, d),           \
                           place (6, d), place (7, d), place (8, d), place (9, d), place (10, d), place (11, d),               \
                           place (12, d), place (13, d), place (14, d), place (15, d))

/* Where bit d of l is not set the lane itself of a, else that of b; and with the bit turned over. */
#define SPK_OWN(l, d)   (((l) & (d)) ? 16 + (l) : (l))
#define SPK_OTHER(l, d) (((l) & (d)) ? 16 + ((l) ^ (d)) : (l) ^ (d))
/* Where bit d of l is not set lane l of a, else the lane of b with the bit turned over; and the reverse. */
#define SPK_LOW(l, d)   (((l) & (d)) ? 16 + ((l) ^ (d)) : (l))
#define SPK_HIGH(l, d)  (((l) & (d)) ? 16 + (l) : (l) ^ (d))

#define SPK_SUM_PAIRS(x, d)                                                                                                    \
  for (guint i = 0; i < SPK_LANES; i += 2 * (d))                                                                               \
    x[i] = SPK_PICK (x[i], x[i + (d)], SPK_OWN, d) + SPK_PICK (x[i], x[i + (d)], SPK_OTHER, d)

/* Lane l of the result is the sum over the lanes of x[l]: sixteen sums for little more than the price of four. */
SPK_INLINE Lanes
lanes_sum_each (Lanes x[SPK_LANES])
{
#pragma GCC unroll 16
  SPK_SUM_PAIRS (x, 1);
#pragma GCC unroll 16
  SPK_SUM_PAIRS (x, 2);
#pragma GCC unroll 16
  SPK_SUM_PAIRS (x, 4);
  SPK_SUM_PAIRS (x, 8);
  return x[0];
}

#define SPK_TURN_PAIRS(x, d)                                                                                                   \
  for (guint i = 0; i < SPK_LANES; i++)                                                                                        \
    if ((i & (d)) == 0)                                                                                                        \
      {                                                                                                                        \
        Lanes a = x[i], b = x[i | (d)];                                                                                        \
                                                                                                                               \
        x[i] = SPK_PICK (a, b, SPK_LOW, d);                                                                                    \
        x[i | (d)] = SPK_PICK (a, b, SPK_HIGH, d);                                                                             \
      }

/* Rows and columns of a 16 x 16 matrix change places. */
SPK_INLINE void
lanes_transpose (Lanes x[SPK_LANES])
{
#pragma GCC unroll 16
  SPK_TURN_PAIRS (x, 1);
#pragma GCC unroll 16
  SPK_TURN_PAIRS (x, 2);
#pragma GCC unroll 16
  SPK_TURN_PAIRS (x, 4);
#pragma GCC unroll 16
  SPK_TURN_PAIRS (x, 8);
}
