/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dashboard/spk-view-card.h"

G_BEGIN_DECLS

#define SPK_TYPE_PROGRESS_VIEW (spk_progress_view_get_type ())
G_DECLARE_FINAL_TYPE (SpkProgressView, spk_progress_view, SPK, PROGRESS_VIEW, SpkViewCard)

G_END_DECLS
