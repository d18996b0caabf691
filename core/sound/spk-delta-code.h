/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint spk_delta_encode (const float *signal, guint n_steps, double threshold, gint8 *spikes);
void  spk_delta_decode (const gint8 *spikes, guint n_steps, double threshold, float *signal);

G_END_DECLS
