/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/spk-profile.h"

/**
 * spk_part_to_string:
 *
 * Returns: (transfer none): name of the part
 */
const char *
spk_part_to_string (SpkPart part)
{
  static const char *names[SPK_N_PARTS] = {
    [SPK_PART_BINNING] = "binning",
    [SPK_PART_PACKING] = "packing weights",
    [SPK_PART_INPUT_PRODUCT] = "input product",
    [SPK_PART_FORWARD] = "recurrence forward",
    [SPK_PART_DENSE_FORWARD] = "dense recurrence forward",
    [SPK_PART_READOUT] = "readout",
    [SPK_PART_BACKWARD] = "recurrence backward",
    [SPK_PART_DENSE_BACKWARD] = "dense recurrence backward",
    [SPK_PART_RECURRENT_GRADIENT] = "recurrent weight gradient",
    [SPK_PART_LAYER_GRADIENT] = "gradient to layer below",
    [SPK_PART_INPUT_GRADIENT] = "input weight gradient",
    [SPK_PART_REDUCTION] = "gradient sums",
    [SPK_PART_UPDATE] = "update",
  };

  g_return_val_if_fail (part < SPK_N_PARTS, NULL);
  return names[part];
}

void
spk_profile_add (SpkProfile *self, const SpkProfile *other)
{
  for (guint part = 0; part < SPK_N_PARTS; part++)
    {
      self->nanoseconds[part] += other->nanoseconds[part];
      self->flops[part] += other->flops[part];
    }
}
