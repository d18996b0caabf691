/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dashboard/spk-view-card.h"

G_BEGIN_DECLS

#define SPK_TYPE_RASTER_VIEW (spk_raster_view_get_type ())
G_DECLARE_FINAL_TYPE (SpkRasterView, spk_raster_view, SPK, RASTER_VIEW, SpkViewCard)

G_END_DECLS
