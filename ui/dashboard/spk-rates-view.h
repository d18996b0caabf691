/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dashboard/spk-view-card.h"

G_BEGIN_DECLS

#define SPK_TYPE_RATES_VIEW (spk_rates_view_get_type ())
G_DECLARE_FINAL_TYPE (SpkRatesView, spk_rates_view, SPK, RATES_VIEW, SpkViewCard)

G_END_DECLS
