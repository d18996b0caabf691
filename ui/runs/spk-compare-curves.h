/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/spk-run-comparison.h"
#include "widgets/spk-figure-view.h"

G_BEGIN_DECLS

#define SPK_TYPE_COMPARE_CURVES (spk_compare_curves_get_type ())
G_DECLARE_FINAL_TYPE (SpkCompareCurves, spk_compare_curves, SPK, COMPARE_CURVES, SpkFigureView)

GtkWidget  *spk_compare_curves_new       (SpkRunComparison *comparison, SpkPhase phase);
void        spk_compare_curves_set_curve (SpkCompareCurves *self, SpkCurve curve);
const char *spk_compare_curves_get_title (SpkCurve curve);

G_END_DECLS
