/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *spk_spike_code_pack_masks (const guint16 *masks, guint lane, guint steps, guint width);
GBytes *spk_spike_code_pack_bits  (const guint8 *bits, guint steps, guint width);
GBytes *spk_spike_code_unpack     (GBytes *packed, guint steps, guint width, GError **error);

G_END_DECLS
