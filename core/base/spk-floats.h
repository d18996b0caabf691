/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Zeroed arrays of floats aligned to 64 bytes, with 16 floats behind the end that may be read. */
float *spk_floats_new  (gsize n);
void   spk_floats_free (float *floats);

guint64 spk_floats_get_allocated (void);

static inline void
spk_floats_clear (float **floats)
{
  spk_floats_free (*floats);
  *floats = NULL;
}

typedef float *SpkFloats;
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (SpkFloats, spk_floats_free, NULL)

G_END_DECLS
