/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dashboard/spk-view-card.h"

G_BEGIN_DECLS

#define SPK_TYPE_MOTIF_VIEW (spk_motif_view_get_type ())
G_DECLARE_FINAL_TYPE (SpkMotifView, spk_motif_view, SPK, MOTIF_VIEW, SpkViewCard)

G_END_DECLS
