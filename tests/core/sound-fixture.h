/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GByteArray *sound_fixture_tone   (guint rate, guint n_channels, double frequency, guint n_frames);
GByteArray *sound_fixture_wave   (guint rate, guint n_channels, guint format, guint bits, gconstpointer data, gsize n_bytes);
GByteArray *sound_fixture_sphere (guint rate, double frequency, guint n_frames);

G_END_DECLS
