/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

float *spk_resample (const float *samples, gsize n_samples, guint rate, guint new_rate, gsize *n_resampled);

G_END_DECLS
