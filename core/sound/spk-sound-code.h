/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sound/spk-cochleagram.h"

G_BEGIN_DECLS

/**
 * SpkSoundCode:
 * @SPK_SOUND_CODE_BSA: Ben's spiker algorithm, see spk_bsa_encode()
 * @SPK_SOUND_CODE_DELTA: threshold crossings, see spk_delta_encode(); rises have channels 0 to n - 1, falls n to 2 n - 1
 *
 * How a cochleagram becomes spikes.
 */
typedef enum
{
  SPK_SOUND_CODE_BSA,
  SPK_SOUND_CODE_DELTA,
} SpkSoundCode;

/**
 * SpkCodeError:
 * @signal: sum of the squares of the values that were encoded
 * @noise: sum of the squares of what the spikes, decoded again, differ by
 *
 * What is lost on the way to spikes. Sums, so that those of many recordings can be added.
 */
typedef struct
{
  double signal;
  double noise;
} SpkCodeError;

/**
 * SpkSpikeSink:
 * @channel: from 0
 * @step: step of the cochleagram
 *
 * Takes one spike; they come channel by channel, in each by time.
 */
typedef void (*SpkSpikeSink) (guint channel, guint step, gpointer data);

guint        spk_sound_code_count_channels (SpkSoundCode code, guint ear_channels);
SpkCodeError spk_sound_code_encode         (SpkSoundCode          code,
                                            double                threshold,
                                            const SpkCochleagram *cochleagram,
                                            SpkSpikeSink          sink,
                                            gpointer              data);
double       spk_code_error_get_ratio      (const SpkCodeError *error);

G_END_DECLS
