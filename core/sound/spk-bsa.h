/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SPK_BSA_TAPS:
 *
 * Length of the kernel that a spike stands for, steps.
 */
#define SPK_BSA_TAPS 24

/**
 * SPK_BSA_THRESHOLD:
 *
 * The threshold that the TI46 recordings were encoded with.
 */
#define SPK_BSA_THRESHOLD 0.6

guint spk_bsa_encode (const float *signal, guint n_steps, double threshold, gint8 *spikes);
void  spk_bsa_decode (const gint8 *spikes, guint n_steps, float *signal);

G_END_DECLS
