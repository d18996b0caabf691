/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <time.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * SpkPart:
 *
 * Parts of the work of a training step, for the benchmark.
 */
typedef enum
{
  SPK_PART_BINNING,
  SPK_PART_PACKING,
  SPK_PART_INPUT_PRODUCT,
  SPK_PART_FORWARD,
  SPK_PART_DENSE_FORWARD,
  SPK_PART_READOUT,
  SPK_PART_BACKWARD,
  SPK_PART_DENSE_BACKWARD,
  SPK_PART_RECURRENT_GRADIENT,
  SPK_PART_LAYER_GRADIENT,
  SPK_PART_INPUT_GRADIENT,
  SPK_PART_REDUCTION,
  SPK_PART_UPDATE,
  SPK_N_PARTS,
} SpkPart;

/**
 * SpkProfile:
 * @nanoseconds: processor time of each part
 * @flops: floating-point operations of its products, as if no weight and no spike were zero; 0 where there are none
 */
typedef struct
{
  guint64 nanoseconds[SPK_N_PARTS];
  double  flops[SPK_N_PARTS];
} SpkProfile;

const char *spk_part_to_string (SpkPart part);
void        spk_profile_add    (SpkProfile *self, const SpkProfile *other);

static inline guint64
spk_profile_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (guint64) now.tv_sec * 1000000000u + now.tv_nsec;
}

/* Books the time since `start` and returns the time now, to begin the next part with. */
static inline guint64
spk_profile_book (SpkProfile *self, SpkPart part, guint64 start, double flops)
{
  guint64 now = spk_profile_now ();

  self->nanoseconds[part] += now - start;
  self->flops[part] += flops;
  return now;
}

G_END_DECLS
