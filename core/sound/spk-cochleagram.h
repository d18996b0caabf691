/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SpkCochleagram:
 * @n_channels: number of channels, the first of the highest frequency
 * @n_steps: number of steps in time
 * @values: [@n_channels][@n_steps], at least 0: how strongly the auditory nerve fires
 *
 * What an ear makes of a sound. A plain value.
 */
typedef struct
{
  guint  n_channels;
  guint  n_steps;
  float *values;
} SpkCochleagram;

SpkCochleagram *spk_cochleagram_new   (guint n_channels, guint n_steps);
void            spk_cochleagram_free  (SpkCochleagram *self);
float          *spk_cochleagram_row   (const SpkCochleagram *self, guint channel);
float           spk_cochleagram_peak  (const SpkCochleagram *self);
void            spk_cochleagram_scale (SpkCochleagram *self, float factor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpkCochleagram, spk_cochleagram_free)

G_END_DECLS
