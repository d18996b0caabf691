/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/spk-raster-figure.h"
#include "session/spk-session.h"

G_BEGIN_DECLS

/**
 * SpkRasterSource:
 * @data: what the figure is made from; its order of rows only until the session changes
 * @probe: (nullable): whose spikes are unpacked
 * @layer: likewise
 *
 * The spikes of the shown sample, unpacked once for as long as the sample stays.
 */
typedef struct
{
  SpkRasterData   data;
  SpkProbe       *probe;
  guint           layer;
  GBytes         *input;
  GBytes         *spikes;
  SpkRunDocument *document; /* (nullable): whose class names are shown */
  GPtrArray      *names;    /* (nullable): of the classes */
} SpkRasterSource;

gboolean spk_raster_source_update (SpkRasterSource *self, SpkSession *session);
void     spk_raster_source_clear  (SpkRasterSource *self);

G_END_DECLS
