/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/spk-curve.h"
#include "session/spk-run-document.h"

G_BEGIN_DECLS

/**
 * SpkSettingDifference:
 * @key: of the setting, as in spk_settings_list_infos(), or "data", "kind", "fingerprint" of the recordings, "motif"
 * @values: (array length=n_runs): as text, one a run; "" where the run's kind has no such setting
 */
typedef struct
{
  char  *key;
  char **values;
} SpkSettingDifference;

/**
 * SpkRunComparison:
 *
 * Two or more runs beside each other. It follows runs that are live.
 *
 * Property: "hover-epoch" (int, rw): epoch number under the pointer in any of its views, -1 for none.
 * Signal: "changed": curves or motifs have got longer.
 */
#define SPK_TYPE_RUN_COMPARISON (spk_run_comparison_get_type ())
G_DECLARE_FINAL_TYPE (SpkRunComparison, spk_run_comparison, SPK, RUN_COMPARISON, GObject)

SpkRunComparison *spk_run_comparison_new (SpkRunDocument * const *documents, guint n_documents);

guint           spk_run_comparison_get_n_runs   (SpkRunComparison *self);
SpkRunDocument *spk_run_comparison_get_document (SpkRunComparison *self, guint run);
guint           spk_run_comparison_get_curve    (SpkRunComparison *self, guint run, SpkCurve curve, SpkPhase phase,
                                                 const double **epochs, const double **values);
const SpkSettingDifference *spk_run_comparison_get_differences (SpkRunComparison *self, guint *n_differences);
GPtrArray      *spk_run_comparison_get_motifs   (SpkRunComparison *self, guint run);
int             spk_run_comparison_get_hover_epoch (SpkRunComparison *self);
void            spk_run_comparison_set_hover_epoch (SpkRunComparison *self, int epoch);

G_END_DECLS
