/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sound/spk-sound-code.h"

G_BEGIN_DECLS

#define SPK_SOUND_DEFAULT_STEP_MS         1.6  /* of the TI46 recordings */
#define SPK_SOUND_DEFAULT_Q               8.0
#define SPK_SOUND_DEFAULT_SPACING         0.25
#define SPK_SOUND_DEFAULT_DELTA_THRESHOLD 0.05

/**
 * SpkSoundOptions:
 * @names: (nullable): how recordings are named, see #SpkNamePattern; %NULL or empty: found by looking at the names
 * @rate: samples a second that all recordings are brought to; 0: the most frequent rate among them
 * @step_ms: length of a step of the cochleagram, milliseconds, to the nearest sample; 0: 1.6
 * @q: quality factor of the ear's filters; 0: 8
 * @spacing: distance of the ear's filters, bandwidths; 0: 0.25
 * @code: how the cochleagram becomes spikes
 * @threshold: of that code; 0: 0.6 for BSA, 0.05 for threshold crossings
 *
 * How sound becomes spikes. All zero is a good default.
 */
typedef struct
{
  const char  *names;
  guint        rate;
  double       step_ms;
  double       q;
  double       spacing;
  SpkSoundCode code;
  double       threshold;
} SpkSoundOptions;

G_END_DECLS
