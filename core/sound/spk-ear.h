/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sound/spk-cochleagram.h"

G_BEGIN_DECLS

#define SPK_EAR_MIN_RATE     2000.0
#define SPK_EAR_MAX_RATE     400000.0
#define SPK_EAR_MAX_CHANNELS 512

/**
 * SpkEarOptions:
 * @rate: samples a second of the sounds, %SPK_EAR_MIN_RATE to %SPK_EAR_MAX_RATE
 * @q: quality factor of the filters, 2 to 32: how sharply they are tuned; Slaney's is 8
 * @step: distance of neighbouring filters in bandwidths, 0.02 to 2; Slaney's is 0.25
 * @decimation: samples that make one step of the output, at least 1
 *
 * What an ear is built from. The number of its channels follows.
 */
typedef struct
{
  double rate;
  double q;
  double step;
  guint  decimation;
} SpkEarOptions;

/**
 * SpkEar:
 *
 * Lyon's passive model of the ear, after M. Slaney, "Lyon's cochlear model", Apple Technical Report 13, 1988: a filter
 * for the outer ear, a cascade of second-order filters from high to low frequencies for the basilar membrane, half-wave
 * rectification for the hair cells, four stages of automatic gain control that are coupled to their neighbours, the
 * difference of neighbouring channels, and a low-pass filter before decimation. Immutable, so threads may share one.
 */
typedef struct _SpkEar SpkEar;

SpkEar *spk_ear_new  (const SpkEarOptions *options);
void    spk_ear_free (SpkEar *self);

guint  spk_ear_count_channels (double rate, double q, double step);
guint  spk_ear_get_n_channels (const SpkEar *self);
double spk_ear_get_frequency  (const SpkEar *self, guint channel);
double spk_ear_get_step       (const SpkEar *self);
double spk_ear_response       (const SpkEar *self, guint channel, double frequency);

SpkCochleagram *spk_ear_listen (const SpkEar *self, const float *samples, gsize n_samples);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkEar, spk_ear_free)

G_END_DECLS
